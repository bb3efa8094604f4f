"""Servers on the loopback that send what a test tells them to, over Gemini and Gopher, and answers that no honest one gives.

A site has get(path): bytes, None (there is no such file), or an answer: an object with gemini(), whose pieces go on the
wire as they are, and put(file), which makes the like of it on a disk.
"""

import itertools
import pathlib
import socket
import ssl
import threading
import time
import urllib.parse

PIECE = 1 << 16


class Answer:
    """What is sent. clean: with a close_notify at its end. digest and size are what MANIFEST and HEAD are told."""

    clean = True

    def __init__(self, pieces, digest="1" * 64, size=1000, clean=True, put=None):
        self.pieces, self.digest, self.size, self.clean, self.put_file = pieces, digest, size, clean, put

    def gemini(self):
        return self.pieces() if callable(self.pieces) else iter(self.pieces)

    def put(self, file):
        if self.put_file is None:
            raise ValueError(f"{file}: this answer has no like on a disk")
        self.put_file(file)


def status(line):
    """Another answer than 20."""
    return Answer([line + b"\r\n"])


def raw(data, clean=True):
    return Answer([data], clean=clean)


def sparse(size):
    """A file that is all holes."""
    def put(file):
        with open(file, "wb") as f:
            f.truncate(size)
    return put


def endless(size=1000, digest="1" * 64):
    """Bytes without end; on a disk, a terabyte of zeros."""
    return Answer(lambda: itertools.chain([b"20 text/gemini\r\n"], itertools.repeat(b"x" * PIECE)), digest, size, put=sparse(1 << 40))


def cut(data, at=0.5):
    """An answer that ends before its end, without a close_notify."""
    return Answer([b"20 text/gemini\r\n" + data[: int(len(data) * at)]], clean=False)


def drip(seconds=0.2):
    """A byte now and then, without end."""
    def pieces():
        yield b"20 text/gemini\r\n"
        while True:
            time.sleep(seconds)
            yield b"x"
    return Answer(pieces)


def certificate(folder, name):
    """(certificate, key), files."""
    import forge
    made = [str(pathlib.Path(folder) / f"{name}.{kind}") for kind in ("crt", "key")]
    forge.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
                  "-subj", "/CN=localhost", "-out", made[0], "-keyout", made[1])
    return made


class Server:
    """Accepts, and answers each visitor in a thread of his own. requests: the paths that were asked for."""

    def __init__(self, site):
        self.site, self.requests, self.open = site, [], set()
        self.lock = threading.Lock()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        self.ended = False
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.ended = True
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()
        self.drop()

    def drop(self):
        """Ends all conversations."""
        with self.lock:
            for s in self.open:
                try:
                    s.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def serve(self):
        while True:
            try:
                s, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.visit, args=(s,), daemon=True).start()

    def visit(self, s):
        with self.lock:
            self.open.add(s)
        s.settimeout(120)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.answer(s)
        except (OSError, ValueError):
            pass  # the visitor is gone, as some of what is tried here makes him go
        finally:
            with self.lock:
                self.open.discard(s)
            s.close()

    def found(self, path):
        self.requests.append(path)
        return self.site.get(path)


def line(s):
    data = b""
    while not data.endswith(b"\n"):
        more = s.recv(1100)
        if not more or len(data) > 2000:
            raise ValueError("no request")
        data += more
    return data.rstrip(b"\r\n").decode("utf-8")


class Gemini(Server):
    def __init__(self, site, pair):
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(*pair)
        super().__init__(site)
        self.url = f"gemini://localhost:{self.port}/"

    def answer(self, s):
        with self.tls.wrap_socket(s, server_side=True, suppress_ragged_eofs=True) as t:
            s = t
            path = urllib.parse.unquote(urllib.parse.urlsplit(line(t)).path) or "/"
            found = self.found(path)
            if isinstance(found, bytes):
                t.sendall(b"20 text/gemini\r\n" + found)
            elif found is None:
                t.sendall(b"51 Not found\r\n")
            else:
                for piece in found.gemini():
                    t.sendall(piece)
                    if self.ended:
                        return
            if found is None or isinstance(found, bytes) or found.clean:
                t.settimeout(5)
                t.unwrap()


class Gopher(Server):
    def __init__(self, site):
        super().__init__(site)
        self.url = f"gopher://localhost:{self.port}/"

    def answer(self, s):
        path = line(s)
        path = path[4:] if path.startswith("/raw/") else path
        found = self.found(path)
        if isinstance(found, bytes):
            s.sendall(found)
        elif found is None:
            s.sendall(b"3Not found\t\terror.host\t1\r\n.\r\n")
        else:
            pieces = found.gemini()
            first = next(pieces)
            s.sendall(first.partition(b"\r\n")[2])
            for piece in pieces:
                s.sendall(piece)
                if self.ended:
                    return


class Folder:
    """The same site beneath a folder, for file: URLs."""

    def __init__(self, site, folder):
        self.folder, self.requests, self.url = pathlib.Path(folder), [], f"file://{folder}/"
        site.write(folder)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        pass
