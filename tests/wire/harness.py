"""Starts the real server on free ports of the loopback and asks it things, byte for byte.

A test is a function with @test; it gets a Check and, if it names a world, that world's running server. After every
test the server must still be whole: see Check.settle. Every wait has a deadline; HERALD_SLOW stretches them all.
"""

import atexit
import collections
import contextlib
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import traceback

REPO = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.path.abspath(os.environ.get("HERALD") or REPO / "build" / "herald")
SLOW = float(os.environ.get("HERALD_SLOW") or 1)
PATIENCE = 15 * SLOW  # seconds that anything may take before it counts as never
TICK = 0.01


def until(condition, seconds=None, what="something"):
    """Polls until condition() is true, and returns what it returned."""
    deadline = time.monotonic() + (PATIENCE if seconds is None else seconds * SLOW)
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited too long for {what}")
        time.sleep(TICK)


def words(language):
    """The texts of a shipped locale, {"not_found": …}: tests name a text by its key, editors may change it."""
    found = {}
    for line in (REPO / "conf" / "locale" / f"{language}.ini").read_text("utf-8").splitlines():
        key, equals, value = line.partition(" =")
        if equals and not line.startswith(";"):
            found.setdefault(key.strip(), value.strip())
    return found


def says(language, key, text, **places):
    """Whether text is that of a locale's key, whatever stands in its places."""
    pattern = re.escape(words(language)[key])
    for name, value in places.items():
        pattern = pattern.replace(re.escape("{" + name + "}"), re.escape(value))
    return re.search(re.sub(r"\\\{\w+\\\}", ".*", pattern), text) is not None


# ---- clients ----

Reply = collections.namedtuple("Reply", "status meta body clean raw")
Item = collections.namedtuple("Item", "type text selector host port")

# What ends a conversation. NOTIFIED: a close_notify, then the end of the stream. FIN: that end without one.
NOTIFIED, FIN, RESET, ALERT, LATE = "close_notify", "end of stream", "reset", "TLS alert", "never"


def connect(address, receive_buffer=None, source=None):
    """A TCP connection to (host, port)."""
    s = socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET, socket.SOCK_STREAM)
    s.settimeout(PATIENCE)
    if receive_buffer:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if source:
        s.bind((source, 0))
    s.connect(address)
    return s


def context(version=None):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.check_hostname = False
    c.verify_mode = ssl.CERT_NONE
    if version:
        c.minimum_version = c.maximum_version = version
    return c


class Plain:
    """One TCP conversation."""

    def __init__(self, address, **how):
        self.end = None
        self.sock = connect(address, **how)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.sock.close()

    def send(self, data):
        try:
            self.sock.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # what the server had to say before that is still read

    def some(self, most=1 << 18):
        """More bytes; b"" at the end, whose kind is then in self.end."""
        try:
            data = self.sock.recv(most)
        except ConnectionResetError:
            self.end = RESET
            return b""
        except TimeoutError:
            self.end = LATE
            return b""
        if not data:
            self.end = FIN
        return data

    def rest(self):
        """All bytes up to the end."""
        pieces = []
        while self.end is None:
            pieces.append(self.some())
        return b"".join(pieces)

    def ends(self, seconds):
        """Whether the server ends it in that time; what it still sends is thrown away."""
        deadline = time.monotonic() + seconds * SLOW
        while self.end is None:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            self.sock.settimeout(left)
            self.some()
        return self.end != LATE


class Tls(Plain):
    """One TLS conversation over memory BIOs, so that records and segments are ours to cut."""

    def __init__(self, address, sni="localhost", version=None, session=None, tls=None, shake=True, dribble=False, **how):
        super().__init__(address, **how)
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.dribble = dribble  # every byte a TCP segment
        self.tls = tls or context(version)
        self.obj = self.tls.wrap_bio(self.incoming, self.outgoing, server_hostname=sni, session=session)
        if shake:
            self.shake()

    def flush(self):
        data = self.outgoing.read()
        step = 1 if self.dribble else max(1, len(data))
        for i in range(0, len(data), step):
            Plain.send(self, data[i : i + step])

    def receive(self):
        """Raw bytes for OpenSSL. False at the end."""
        data = Plain.some(self)
        if data:
            self.incoming.write(data)
        return bool(data)

    def shake(self):
        while True:
            try:
                self.obj.do_handshake()
                self.flush()
                return
            except ssl.SSLWantReadError:
                self.flush()
                if not self.receive():
                    raise ConnectionError(f"the handshake ended with {self.end}") from None

    def send(self, data):
        if data:
            self.obj.write(data)
        self.flush()

    def some(self):
        while True:
            try:
                data = self.obj.read(1 << 16)
                if data:
                    return data
                self.close_seen()
                return b""
            except ssl.SSLWantReadError:
                self.flush()
                if not self.receive():
                    return b""
            except ssl.SSLZeroReturnError:
                self.close_seen()
                return b""
            except ssl.SSLError:
                self.end = ALERT
                return b""

    def close_seen(self):
        """A close_notify has come: it counts when the stream ends after it, and not with a reset."""
        while Plain.some(self):
            pass
        if self.end == FIN:
            self.end = NOTIFIED

    def certificate(self):
        return self.obj.getpeercert(True)


def header(raw):
    """Splits a Gemini answer. Status 0 where there is no header of the right form."""
    line, crlf, body = raw.partition(b"\r\n")
    if not crlf or not re.fullmatch(rb"[1-6][0-9]( [^\x00-\x1f\x7f]{1,1024})?", line):
        return 0, "", raw
    return int(line[:2]), line[3:].decode("utf-8", "replace"), body


def read_menu(raw):
    """The items of a Gopher menu. Raises ValueError where its form is wrong."""
    if not raw.endswith(b"\r\n.\r\n") and raw != b".\r\n":
        raise ValueError(f"does not end with a dot on a line: {raw[-60:]!r}")
    items = []
    for line in raw[:-3].split(b"\r\n")[:-1]:
        if b"\n" in line or b"\r" in line:
            raise ValueError(f"a line without CRLF: {line!r}")
        fields = line.decode("utf-8").split("\t")
        if len(fields) != 4 or not fields[0] or not fields[3].isdigit():
            raise ValueError(f"not four fields: {line!r}")
        items.append(Item(fields[0][0], fields[0][1:], fields[1], fields[2], int(fields[3])))
    return items


# ---- the server ----

class Server:
    """A folder with configuration and capsules, and a process that serves it."""

    def __init__(self, name, conf, files=None, public_port=None):
        self.public_port = public_port  # of Gemini; None: the bound one
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"herald {name} "))  # a path with a space
        atexit.register(self.remove)
        self.process = None
        self.ports = []
        self.stderr_read = 0
        self.configure(conf)
        for path, content in (files or {}).items():
            self.put(path, content)
        self.make_certificates()

    def make_certificates(self):
        made = subprocess.run([BINARY, "cert", "make", "-c", str(self.folder / "herald.ini")], capture_output=True,
                              timeout=PATIENCE, check=False)
        if made.returncode:
            raise RuntimeError(f"herald cert make: {made.stderr.decode()}")

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.remove()

    def configure(self, conf):
        self.put("herald.ini", conf)

    def put(self, path, content):
        """Writes a file, in one step for those who look at it."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.parent / f".{os.getpid()}.new"
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)
        fresh.rename(target)
        return target

    def start(self, descriptors=None, output=None, closed=False):
        """descriptors: how many it may have. output: standard output and error, where they are no files. closed: it
        has neither of them, nor a standard input."""
        def prepare():
            if descriptors:
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
            if closed:
                os.closerange(0, 3)

        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        with open(self.folder / "stdout", "ab") as out, open(self.folder / "stderr", "ab") as err:
            self.process = subprocess.Popen(
                [BINARY, "serve", "-c", str(self.folder / "herald.ini"), "--ready", str(ready)],
                stdin=subprocess.DEVNULL, stdout=out if output is None else output, stderr=err if output is None else output,
                cwd=self.folder, preexec_fn=prepare)
        self.wait_ready()
        self.public_port = self.public_port or next((p for kind, _, p in self.ports if kind == "gemini"), None)
        return self

    def wait_ready(self):
        ready = self.folder / "ready"
        until(lambda: ready.exists() or self.process.poll() is not None, what="the ready file")
        if self.process.poll() is not None:
            raise RuntimeError(f"the server ended with {self.process.returncode}: {self.stderr()}")
        self.ports = [(kind, address, int(port)) for kind, address, port in
                      (line.split() for line in ready.read_text().splitlines())]

    def address(self, kind, nth=0):
        """Where a protocol listens: (host, port)."""
        return [(address, port) for k, address, port in self.ports if k == kind][nth]

    def signal(self, number):
        self.process.send_signal(number)

    def reload(self):
        """SIGHUP; returns when the new generation serves, and nobody of the old one lets visitors in."""
        old = set(self.workers())
        (self.folder / "ready").unlink()
        self.signal(signal.SIGHUP)
        self.wait_ready()
        until(lambda: not old & set(self.workers()), what="the old workers to stop listening")

    def stop(self):
        """SIGTERM; the exit status."""
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return None

    def remove(self):
        if self.process and self.process.poll() is None:
            for pid in self.children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    # what it says

    def stderr(self):
        return (self.folder / "stderr").read_text("utf-8", "replace")

    def says(self, pattern):
        """Waits for a line on standard error, among those of this test."""
        start = self.stderr_read
        return until(lambda: re.search(pattern, self.stderr()[start:]), what=f"'{pattern}' on standard error")

    def access(self, name="access.log"):
        """The access log's lines, split into fields; the request, which is last, may hold spaces."""
        try:
            text = (self.folder / name).read_text("utf-8")
        except FileNotFoundError:
            return []
        return [line.split(" ", 8) for line in text.split("\n")[:-1]]

    def logged(self, condition, name="access.log"):
        """Waits for an access line."""
        return until(lambda: next((f for f in self.access(name) if condition(f)), None), what="an access line")

    # its processes

    def children(self):
        pid = self.process.pid
        try:
            text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
        except FileNotFoundError:
            return []
        return sorted(int(child) for child in text.split() if process_state(int(child)) not in ("Z", "X", None))

    def named(self, name):
        """Those of the children that call themselves so: herald-pages, herald-search, herald-indexer."""
        found = []
        for pid in self.children():
            try:
                if pathlib.Path(f"/proc/{pid}/comm").read_text().strip() == name:
                    found.append(pid)
            except FileNotFoundError:
                pass  # ended meanwhile
        return found

    def workers(self):
        """Those of the children that listen."""
        listening = {inode for state, _, inode in tcp_table(self.address_ports()) if state == LISTENING}
        return [pid for pid in self.children() if inodes(pid) & listening]

    def address_ports(self):
        return {port for _, _, port in self.ports}

    def worker_of(self, sock):
        """The process that has the other end of our connection."""
        own = sock.getsockname()[1]
        found = until(lambda: [inode for _, far, inode in tcp_table({sock.getpeername()[1]}) if far == own and inode],
                      what="the server's end of a connection")
        return until(lambda: next((pid for pid in self.children() if found[0] in inodes(pid)), None),
                     what="the worker of a connection")

    def stopped(self, act):
        """Does something while every child stands still, so that they find all of it in one piece."""
        children = self.children()
        for pid in children:
            os.kill(pid, signal.SIGSTOP)
        try:
            until(lambda: all(process_state(pid) == "T" for pid in children), what="a halt")
            act()
        finally:
            for pid in children:
                os.kill(pid, signal.SIGCONT)

    # questions

    def gemini(self, uri, end=b"\r\n", records=None, extra=b"", nth=0, **how):
        """Asks for a URI, or a path of localhost, or sends bytes as they are."""
        if isinstance(uri, str):
            uri = (f"gemini://localhost:{self.public_port}{uri}" if uri.startswith("/") else uri).encode()
        with Tls(self.address("gemini", nth), **how) as c:
            line = uri + end
            step = records or max(1, len(line))
            for i in range(0, len(line), step):
                c.send(line[i : i + step])
            if extra:
                c.send(extra)
            raw = c.rest()
            status, meta, body = header(raw)
            return Reply(status, meta, body, c.end == NOTIFIED, raw)

    def gopher(self, selector, end=b"\r\n", tls=False, nth=0, **how):
        """Sends a selector; (bytes, whether it ended as it should)."""
        line = (selector.encode() if isinstance(selector, str) else selector) + end
        with (Tls if tls else Plain)(self.address("gopher", nth), **how) as c:
            c.send(line)
            raw = c.rest()
            return raw, c.end == (NOTIFIED if tls else FIN)

    def menu(self, selector, **how):
        raw, clean = self.gopher(selector, **how)
        if not clean:
            raise ValueError(f"the menu {selector!r} did not end cleanly")
        return read_menu(raw)


# ---- /proc ----

LISTENING, ESTABLISHED = "0A", "01"


def process_state(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tcp_table(ports):
    """(state, far port, inode) of every socket on one of our ports."""
    rows = []
    for name in ("tcp", "tcp6"):
        try:
            lines = pathlib.Path("/proc/net", name).read_text().splitlines()[1:]
        except FileNotFoundError:
            continue
        for line in lines:
            f = line.split()
            if int(f[1].rpartition(":")[2], 16) in ports:
                rows.append((f[3], int(f[2].rpartition(":")[2], 16), int(f[9])))
    return rows


def inodes(pid):
    """The sockets that a process holds."""
    held = set()
    try:
        for entry in os.scandir(f"/proc/{pid}/fd"):
            try:
                target = os.readlink(entry.path)
            except OSError:
                continue
            if target.startswith("socket:["):
                held.add(int(target[8:-1]))
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        pass
    return held


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as s:
            s.bind(("::1", 0))
        return True
    except OSError:
        return False


# ---- tests ----

# What a healthy server may say at any time.
USUAL = [r"herald: the new configuration is in force", r"herald: there is no IPv6 here: port \d+ is served on 0\.0\.0\.0"]

Test = collections.namedtuple("Test", "name function world expects")
tests, worlds, running = [], {}, {}


def world(function):
    """Registers a maker of a server that several tests share."""
    worlds[function.__name__] = function
    return function


def test(world=None, expects=()):
    """Registers a test. world: the server it shares; expects: what that may write to standard error meanwhile."""
    def register(function):
        module = function.__module__.removeprefix("test_")
        tests.append(Test(f"{module}.{function.__name__}", function, world, list(expects)))
        return function
    return register


def shorten(value):
    text = value if isinstance(value, str) else repr(value)
    text = text.replace("\n", "\\n")
    return text if len(text) <= 300 else f"{text[:200]} … {text[-90:]}"


class Check:
    """Counts and tells."""

    passed = failed = 0

    def __init__(self, name):
        self.name = name
        self.settled = set()

    def true(self, good, label, detail=""):
        if good:
            Check.passed += 1
        else:
            Check.failed += 1
            print(f"FAIL {self.name}: {label}{': ' if detail != '' else ''}{shorten(detail)}", flush=True)
        return bool(good)

    def same(self, got, want, label):
        return self.true(got == want, label, f"expected {shorten(want)}, got {shorten(got)}" if got != want else "")

    def settle(self, server, expects=(), children=None):
        """The server lives, so do its children, it answers, and it said nothing that was not expected."""
        if server.process.poll() is not None:
            self.true(False, "the server is gone", f"status {server.process.returncode}: {server.stderr()[-800:]}")
            return
        if children is not None:
            self.same(server.children(), children, "the same processes serve")
        for kind in sorted({kind for kind, _, _ in server.ports}):
            for nth in range(sum(k == kind for k, _, _ in server.ports)):
                self.normal(server, kind, nth)
        self.quiet(server, expects)

    def normal(self, server, kind, nth):
        try:
            if kind == "gemini":
                reply = server.gemini(f"gemini://localhost:{server.public_port}/", nth=nth)
                self.true(reply.status == 20 and reply.clean, f"{kind} {nth} still answers", reply.raw[:80])
            else:
                self.true(server.menu("", nth=nth), f"{kind} {nth} still answers")
        except (OSError, ValueError, ssl.SSLError) as trouble:
            self.true(False, f"{kind} {nth} still answers", repr(trouble))

    def quiet(self, server, expects=()):
        text = server.stderr()
        fresh, server.stderr_read = text[server.stderr_read :], len(text)
        odd = [line for line in fresh.splitlines() if not any(re.search(e, line) for e in [*USUAL, *expects])]
        self.true(not odd, "nothing unexpected on standard error", "; ".join(odd))

    def stops(self, server, expects=()):
        """SIGTERM ends it with status 0 and without leftovers."""
        children = server.children()
        self.same(server.stop(), 0, "exit status after SIGTERM")
        self.same([pid for pid in children if process_state(pid) not in ("Z", "X", None)], [], "children left over")
        self.quiet(server, expects)
        server.remove()


def run_one(t):
    check = Check(t.name)
    server, children = None, None
    try:
        if t.world:
            if t.world not in running:
                running[t.world] = worlds[t.world]()
            server = running[t.world]
            children = server.children()
        t.function(check, *([server] if server else []))
    except Exception as trouble:  # a test that breaks is a failed check, and the others still run
        where = traceback.extract_tb(trouble.__traceback__)
        at = next((f for f in reversed(where) if "test_" in f.filename), where[-1])
        check.true(False, f"{pathlib.Path(at.filename).name}:{at.lineno} {type(trouble).__name__}", str(trouble))
    if server:
        check.settle(server, t.expects, children)
        if server.process.poll() is not None:
            running.pop(t.world).remove()  # the next test gets a fresh one


def run(only=None, times=False):
    signal.signal(signal.SIGTERM, lambda *unused: sys.exit(1))
    for t in tests:
        if only is None or re.search(only, t.name):
            start = time.monotonic()
            run_one(t)
            if times:
                print(f"{time.monotonic() - start:7.2f} s  {t.name}")
    for name, server in running.items():
        Check(f"end.{name}").stops(server)
    print(f"wire: {Check.passed} passed, {Check.failed} failed")
    return 1 if Check.failed or not Check.passed else 0
