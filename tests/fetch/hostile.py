"""Servers that do whatever a script says: over TLS for Gemini, bare for Gopher; each connection is a thread.

A script is a function that gets a Talk, on which the request has been read already, and says what it likes.
"""

import pathlib
import socket
import ssl
import struct
import subprocess
import threading
import time

import harness
from client import TEXT

PATIENCE = 120 * harness.SLOW  # no script talks longer than that


class Identities:
    """Certificates and keys, made once."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        for name in ("first", "second"):
            self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key")
            self.certify(name, name)
        self.certify("renewed", "first")  # another certificate, the same key

    def openssl(self, *words):
        return subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True, timeout=harness.PATIENCE).stdout

    def certify(self, name, key):
        self.openssl("req", "-x509", "-key", f"{key}.key", "-out", f"{name}.pem", "-days", "30", "-subj", f"/CN={name}.example")

    def context(self, name="first", version=None, tickets=True):
        c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        key = "first" if name == "renewed" else name
        c.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{key}.key")
        if version:
            c.minimum_version = c.maximum_version = version
        if not tickets:
            c.num_tickets = 0
            c.options |= ssl.OP_NO_TICKET
        return c

    def hash(self, name):
        """What a client must take the server for, as openssl has it."""
        der = self.folder / f"{name}.der"
        self.openssl("pkey", "-in", f"{name}.key", "-pubout", "-outform", "DER", "-out", der.name)
        return self.openssl("dgst", "-sha256", "-r", der.name).decode().split()[0]


class Talk:
    """The server's end of one connection, with TLS over memory, so that every byte on the wire is ours to hold back."""

    def __init__(self, sock, tls=None, step=None, pause=0.0):
        self.sock, self.step, self.pause = sock, step, pause
        self.request = b""
        self.obj = None
        if tls:
            self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            self.obj = tls.wrap_bio(self.incoming, self.outgoing, server_side=True)

    def push(self, data):
        """Onto the wire; in steps, where it is to trickle."""
        if self.step is None:
            self.sock.sendall(data)
            return
        for i in range(0, len(data), self.step):
            self.sock.sendall(data[i : i + self.step])
            time.sleep(self.pause)

    def pull(self, act):
        while True:
            try:
                got = act()
                self.push(self.outgoing.read())
                return got
            except ssl.SSLWantReadError:
                self.push(self.outgoing.read())
                data = self.sock.recv(1 << 16)
                if not data:
                    raise ConnectionError("the client has gone") from None
                self.incoming.write(data)

    def shake(self):
        if self.obj:
            self.pull(self.obj.do_handshake)

    def read_request(self):
        while not self.request.endswith(b"\r\n"):
            data = self.pull(lambda: self.obj.read(4096)) if self.obj else self.sock.recv(4096)
            if not data:
                raise ConnectionError("the client has gone")
            self.request += data

    @property
    def path(self):
        """Of the request, as it was sent."""
        line = self.request[:-2].decode("utf-8", "replace")
        return "/" + line.split("/", 3)[3] if self.obj else line

    def say(self, *pieces):
        for piece in pieces:
            data = piece.encode() if isinstance(piece, str) else piece
            if self.obj and data:
                self.obj.write(data)
                data = self.outgoing.read()
            self.push(data)
        return self

    def notify(self):
        """close_notify, and the end of the stream."""
        if self.obj:
            try:
                self.obj.unwrap()
            except ssl.SSLError:
                pass  # the client has not said its own yet
            self.push(self.outgoing.read())
        self.sock.shutdown(socket.SHUT_WR)

    def reset(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()

    def linger(self):
        """Until the client goes: not a word."""
        while self.sock.recv(1 << 16):
            pass


class Hostile:
    """Listens, and has a script for each connection. shake, read: whether hands are shaken and a request is read before
    the script has its turn."""

    def __init__(self, script, tls=None, shake=True, read=True, address="127.0.0.1", step=None, pause=0.0):
        self.script, self.tls, self.shake, self.read = script, tls, shake, read
        self.step, self.pause = step, pause
        self.lock = threading.Lock()
        self.connections = self.resumed = self.now = self.most = 0
        self.requests = []
        self.listener = socket.create_server((address, 0), family=socket.AF_INET6 if ":" in address else socket.AF_INET, backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.listener.close()

    def url(self, host="127.0.0.1"):
        return f"{'gemini' if self.tls else 'gopher'}://{host}:{self.port}/"

    def listen(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(sock,), daemon=True).start()

    def serve(self, sock):
        with self.lock:
            nth, self.connections, self.now = self.connections, self.connections + 1, self.now + 1
            self.most = max(self.most, self.now)
        with sock:
            try:
                sock.settimeout(PATIENCE)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                # a list: a certificate for each connection, the last one for all others
                tls = self.tls[min(nth, len(self.tls) - 1)] if isinstance(self.tls, list) else self.tls
                talk = Talk(sock, tls, self.step, self.pause)
                talk.nth = nth
                if self.shake:
                    talk.shake()
                    with self.lock:
                        self.resumed += bool(talk.obj and talk.obj.session_reused)
                if self.shake and self.read:
                    talk.read_request()
                    with self.lock:
                        self.requests.append(talk.request)
                self.script(talk)
            except (OSError, ssl.SSLError):
                pass  # the client had enough
            finally:
                with self.lock:
                    self.now -= 1


# ---- scripts ----

def whole(*pieces):
    return lambda talk: talk.say(*pieces).notify()


def cut(*pieces):
    """The end of the stream, and nothing before it."""
    return lambda talk: talk.say(*pieces)


def broken(*pieces):
    return lambda talk: talk.say(*pieces).reset()


def then_silent(*pieces):
    return lambda talk: talk.say(*pieces).linger()


def endless(head, piece):
    def script(talk):
        talk.say(head)
        while True:
            talk.say(piece)
    return script


def redirects(targets):
    """{path: path or header}; what is in no row is there."""
    def script(talk):
        to = targets.get(talk.path)
        talk.say(b"20 text/gemini\r\n", TEXT) if to is None else talk.say(to if isinstance(to, bytes) else f"31 {to}\r\n".encode())
        talk.notify()
    return script
