"""Slow visitors are cut at the configured deadlines, and nobody else notices."""

import select
import ssl
import time

import harness
import worlds
from harness import FIN, NOTIFIED, RESET, SLOW, Plain, Tls, test

# What the server allows is 1 s. Loaded machines are late, so there is room above it, and hardly any below.
EARLY, LATE = 0.9, 6


class Slow:
    """A client that does one little thing now and then, until it is cut."""

    def __init__(self, label, conversation, act=None):
        self.label, self.c, self.act = label, conversation, act
        self.start = time.monotonic()
        self.cut = None

    def step(self):
        if self.cut is not None:
            return
        try:
            if select.select([self.c.sock], [], [], 0)[0]:
                data = self.c.sock.recv(65536, harness.socket.MSG_PEEK)
                if not data or data[:1] == b"\x15" or isinstance(self.c, Tls):  # an alert is an end, too
                    self.cut = time.monotonic() - self.start
                    return
            if self.act:
                self.act(self.c)
        except (BrokenPipeError, ConnectionResetError, ConnectionAbortedError):
            self.cut = time.monotonic() - self.start


def dribble(data):
    """Sends one byte at each step."""
    left = list(data)

    def act(c):
        if left:
            c.sock.send(bytes([left.pop(0)]))
    return act


def dribble_tls(data):
    left = list(data)

    def act(c):
        if left:
            c.obj.write(bytes([left.pop(0)]))
            c.sock.sendall(c.outgoing.read())
    return act


def hello():
    """A ClientHello."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        harness.context().wrap_bio(incoming, outgoing, server_hostname="localhost").do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


@test()
def request_deadline(check):
    with worlds.small("slow", "request timeout = 1\nwrite timeout = 1").start() as server:
        gemini, gopher = server.address("gemini"), server.address("gopher")
        children = server.children()
        uri = b"gemini://localhost/" + b"a" * 900
        shaken = [Tls(gemini), Tls(gemini)]  # the clock began when they were accepted: they stand first
        slow = [
            Slow("a TLS session without a request", shaken[0]),
            Slow("a request that dribbles", shaken[1], dribble_tls(uri)),
            Slow("nothing, on Gemini", Plain(gemini)),
            Slow("a ClientHello that dribbles", Plain(gemini), dribble(hello())),
            Slow("nothing, on Gopher", Plain(gopher)),
            Slow("a selector that dribbles", Plain(gopher), dribble(b"/" + b"a" * 900)),
            Slow("a ClientHello that dribbles, on Gopher", Plain(gopher), dribble(hello())),
        ]
        normal = []

        def all_cut():
            for s in slow:
                s.step()
            start = time.monotonic()
            server.gopher("/about.txt")
            normal.append(time.monotonic() - start)
            select.select([], [], [], 0.05)
            return all(s.cut is not None for s in slow)

        try:
            harness.until(all_cut, what="the end of slow clients")
        except TimeoutError:
            pass  # each one is told about below
        for s in slow:
            check.true(s.cut is not None and EARLY <= s.cut <= LATE * SLOW, f"{s.label}: cut after its second", s.cut)
            s.c.sock.close()
        check.true(max(normal) < 1 * SLOW, "others are not held up", max(normal))
        check.settle(server, children=children)
        check.stops(server)


@test()
def request_deadline_is_said_goodbye(check):
    """Who has a TLS session and asked nothing gets a close_notify."""
    with worlds.small("bye", "request timeout = 1").start() as server:
        with Tls(server.address("gemini")) as c:
            c.send(b"gemini://loc")
            c.rest()
            check.same(c.end, NOTIFIED, "half a request in time")
        check.stops(server)


@test()
def write_deadline(check):
    """A reader who takes nothing is cut; one who takes little, but steadily, is not."""
    with worlds.small("stall", "request timeout = 10\nwrite timeout = 1").start() as server:
        uri = f"gemini://localhost:{server.public_port}/big.bin\r\n".encode()
        stalled = [("Gemini", Tls(server.address("gemini"), receive_buffer=8192)),
                   ("Gopher", Plain(server.address("gopher"), receive_buffer=8192))]
        steady = Plain(server.address("gopher"), receive_buffer=8192)
        for kind, c in stalled:
            c.send(uri if kind == "Gemini" else b"/big.bin\r\n")
        steady.send(b"/big.bin\r\n")
        start = time.monotonic()
        ports = {c.sock.getsockname()[1] for _, c in stalled}
        own = {port for _, _, port in server.ports}
        got = 0
        due = start

        def gone():
            """The steady reader takes some 100 KB in a second, in ten small steps."""
            nonlocal got, due
            if time.monotonic() >= due and steady.end is None and select.select([steady.sock], [], [], 0.05)[0]:
                got += len(steady.some(10000))
                due = time.monotonic() + 0.1
            return not {far for state, far, _ in harness.tcp_table(own) if state == harness.ESTABLISHED} & ports

        harness.until(gone, what="the end of stalled readers")
        took = time.monotonic() - start
        check.true(EARLY <= took <= LATE * SLOW, "stalled readers are cut after a second", took)
        for kind, c in stalled:
            received = len(c.rest())
            check.true(c.end in (FIN, RESET) if kind == "Gemini" else c.end == RESET, f"{kind}: no clean end", c.end)
            check.true(received < len(worlds.BIG), f"{kind}: not all of it", received)
            c.sock.close()
        # more than twice the time that those had who took nothing
        harness.until(lambda: gone() and time.monotonic() - start > 2.5, what="his next seconds")
        rest = steady.rest()
        check.same((got + len(rest), steady.end), (len(worlds.BIG), FIN), "the steady reader gets all of it")
        steady.sock.close()
        line = server.logged(lambda f: f[1] == "gemini" and "/big.bin" in f[8])
        check.same((line[3], line[7]), ("20", "cut"), "the access log says that it was cut")
        check.settle(server)
        check.stops(server)
