"""Out of slots and out of file descriptors: those who are in are served, the others are told, and it passes."""

import select
import ssl
import time

import harness
import worlds
from harness import NOTIFIED, Plain, Tls, cpu_seconds, header, test

SLOTS = 64  # the fewest that a worker can be given
ONE_WORKER = f"request timeout = 60\nconnections = {SLOTS}"


def one_worker(name):
    server = worlds.small(name, ONE_WORKER)
    server.configure((server.folder / "herald.ini").read_text().replace("workers = 2", "workers = 1"))
    return server.start()


def source(i):
    """An address of the loopback for each visitor: one household may not have every slot."""
    return f"127.0.1.{i + 1}"


def ask(server, c):
    try:
        c.send(f"gemini://localhost:{server.public_port}/\r\n".encode())
        raw = c.rest()
        return header(raw)[0], header(raw)[1], c.end
    except (OSError, ssl.SSLError):
        return 0, "", "closed"


def idle_cpu(server, seconds=1):
    """Seconds of processor time that all of its processes use meanwhile."""
    pids = [server.process.pid, *server.children()]
    before = sum(cpu_seconds(pid) for pid in pids)
    select.select([], [], [], seconds)
    return sum(cpu_seconds(pid) for pid in pids) - before


@test()
def slots(check):
    with one_worker("slots") as server:
        children = server.children()
        held = [Tls(server.address("gemini"), source=source(i)) for i in range(SLOTS)]
        over = []
        while len(over) < 150:
            try:
                over.append(Tls(server.address("gemini"), source=source(SLOTS + len(over))))
            except ConnectionError:
                break
        check.true(8 <= len(over) < 150, "a small reserve to say 41 from", len(over))
        beyond = [Plain(server.address("gopher"), source=source(230 + i)) for i in range(20)]
        check.true(all(c.ends(5) for c in beyond), "beyond the reserve: closed at once")
        check.true(idle_cpu(server) < 0.3, "full, and idle: no processor time")
        for label, c in [("first", held.pop(0)), ("last", held.pop())]:
            status, _, end = ask(server, c)
            check.same((status, end), (20, NOTIFIED), f"{label} of those who are in: served")
            c.sock.close()
        told = [ask(server, c) for c in over]
        check.same({t[0] for t in told} | {20}, {20, 41}, "those above it are served, or told 41")
        check.true(harness.says("de", "busy", told[-1][1]), "in words", told[-1])
        check.same({t[2] for t in told}, {NOTIFIED}, "with a clean end")
        for c in over + beyond:
            c.sock.close()
        check.same([ask(server, c)[0] for c in held], [20] * len(held), "all who are in: served")
        for c in held:
            c.sock.close()
        harness.until(lambda: server.gemini("/").status == 20, what="a normal answer")
        check.settle(server, children=children)
        check.stops(server)


@test()
def one_household(check):
    """One address cannot have them all: it is told so, and others are served."""
    with one_worker("household") as server:
        greedy = [Tls(server.address("gemini"), source=source(0)) for _ in range(SLOTS + 8)]
        status, meta, end = ask(server, greedy[-1])
        check.true(status in (41, 44) and end == NOTIFIED, "the last of the many is refused", (status, end))
        check.same(meta.isdigit(), status == 44, f"44 gives seconds, 41 words: {meta}")
        for i in range(1, 6):
            with Tls(server.address("gemini"), source=source(i)) as c:
                check.same(ask(server, c)[0], 20, f"somebody else, {i}")
        check.same(ask(server, greedy[0])[0], 20, "his first")
        for c in greedy:
            c.sock.close()
        harness.until(lambda: server.gemini("/").status == 20, what="a normal answer")
        check.settle(server)
        check.stops(server)


@test()
def descriptors(check):
    """So few descriptors that accept itself fails."""
    with worlds.small("few", "request timeout = 60").start(descriptors=48) as server:
        children = server.children()
        crowd = [Plain(server.address("gopher"), source=source(i % 200)) for i in range(120)]
        # some have been taken, the others wait in the kernel's queue
        harness.until(lambda: any(harness.inodes(pid) for pid in children), what="connections")
        used = idle_cpu(server)
        check.true(used < 0.3, "visitors wait, and nobody spins", used)
        first = crowd[0]
        first.send(b"/\r\n")
        raw = first.rest()
        check.true(raw.endswith(b".\r\n"), "who is in gets an answer", raw[:80] or first.end)
        for c in crowd:
            c.sock.close()
        start = time.monotonic()
        harness.until(lambda: server.gemini("/").status == 20, what="a normal answer")
        check.true(time.monotonic() - start < 5 * harness.SLOW, "it recovers by itself")
        check.settle(server, children=children)
        check.stops(server)
