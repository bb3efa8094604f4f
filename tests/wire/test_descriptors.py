"""Out of slots and out of file descriptors: those who are in are served, the others are told, and it passes."""

import select
import ssl
import time

import harness
import worlds
from harness import NOTIFIED, Plain, Tls, cpu_seconds, header, test

SLOTS = 64  # the fewest that a worker can be given
MORE, TOLD = SLOTS // 4, 32  # those for addresses that hold few, and those that are told 41


def one_worker(name):
    return worlds.small(name, f"request timeout = 60\nconnections = {SLOTS}", workers=1).start()


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
    """As many addresses as there are visitors: all have a slot, then a quarter more, and then they are told."""
    with one_worker("slots") as server:
        children = server.children()
        held = [Tls(server.address("gemini"), source=source(i)) for i in range(SLOTS)]
        over = [Tls(server.address("gemini"), source=source(SLOTS + i)) for i in range(MORE + TOLD)]
        beyond = [Plain(server.address("gopher"), source=source(230 + i)) for i in range(20)]
        check.true(all(c.ends(5) for c in beyond), "beyond the reserve: closed at once")
        check.true(idle_cpu(server) < 0.3, "full, and idle: no processor time")
        for label, c in [("first", held.pop(0)), ("last", held.pop())]:
            status, _, end = ask(server, c)
            check.same((status, end), (20, NOTIFIED), f"{label} of those who are in: served")
            c.sock.close()
        told = [ask(server, c) for c in over]
        check.same([t[0] for t in told], [20] * MORE + [41] * TOLD, "those above it are served, or told 41")
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
    """One address may have them all, and not one more; the quarter above is for others, who share it, too."""
    with one_worker("household") as server:
        greedy = [Tls(server.address("gemini"), source=source(0)) for _ in range(SLOTS + 8)]
        few = SLOTS // 8  # what an address may have of the quarter
        others = [Tls(server.address("gemini"), source=source(1)) for _ in range(few + 1)]
        others += [Tls(server.address("gemini"), source=source(2 + i)) for i in range(MORE - few + 1)]
        told = [ask(server, c) for c in greedy + others]
        check.same([t[0] for t in told[: len(greedy)]], [20] * SLOTS + [41] * 8, "his own, to the last that he may have")
        check.same([t[0] for t in told[len(greedy) :]], [20] * few + [41] + [20] * (MORE - few) + [41], "somebody else's")
        check.same({t[2] for t in told}, {NOTIFIED}, "with a clean end")
        for c in greedy + others:
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
