"""How fast one may ask, how slowly a server may answer, and how soon everything ends."""

import pathlib
import ssl
import subprocess
import tempfile
import threading
import time

from client import LARGE, TEXT, Run, becomes, get
from harness import SLOW
from hostile import Hostile, endless, then_silent, whole

def slow_down(check, world):
    tls = world.ids.context()

    def first(n, header):
        return lambda talk: whole(header)(talk) if talk.nth < n else whole("20 a/b\r\n", TEXT)(talk)

    with Hostile(first(2, "44 1\r\n"), tls) as server:
        run = get(server.url(), patience=30000)
        becomes(check, "44 twice", run.fetched[0], "GOOD", "", TEXT)
        check.true(2.9 < run.seconds < 3 + 3 * SLOW, "44 twice: what it says, and then twice as long", run.seconds)
        check.same(run.sums.requests, 3, "44 twice: three questions")
    with Hostile(first(1, "44 1\r\n"), tls) as server:
        run = get(server.url(), patience=30000, threads=6)
        check.same([g.result for g in run.fetched], ["GOOD"] * 6, "44 to one of six")
        check.true(run.seconds < 1 + 3 * SLOW, "44 to one of six: all wait, and once", run.seconds)
    with Hostile(whole("44 1\r\n"), tls) as server:
        run = get(server.url(), patience=2500)
        becomes(check, "44 for ever", run.fetched[0], "BUSY", "44 1")
        check.true(run.seconds < 2.5 + 2 * SLOW, "44 for ever: patience ends", run.seconds)
        check.true(server.connections <= 3, "44 for ever: it is not asked often", server.connections)
    for meta in ("600", "86400", "86401", "99999999999999999999999999", "-5", "-99999999999999999999", "0x10", "1e9", "gleich", "", "1 2", " 3", "٣"):
        with Hostile(whole(f"44 {meta}\r\n"), tls) as server:
            run = get(server.url(), patience=800, times=2)
            check.same([g.result for g in run.fetched], ["BUSY"] * 2, f"44 {meta}")
            check.true(run.seconds < 1.6 + 2 * SLOW, f"44 {meta}: patience ends", run.seconds)
            check.true(server.connections <= 2, f"44 {meta}: it is not asked often", server.connections)
    with Hostile(first(1, "44 0\r\n"), tls) as server:
        run = get(server.url(), patience=30000)
        becomes(check, "44 0", run.fetched[0], "GOOD", "", TEXT)
        check.true(run.seconds > 0.9, "44 0: a second at least", run.seconds)
    with Hostile(first(1, "44 1\r\n"), tls) as server, tempfile.NamedTemporaryFile() as into:
        server.script = lambda talk: talk.say("44 1\r\n", LARGE).notify() if talk.nth == 0 else whole("20 a/b\r\n", TEXT)(talk)
        get(server.url(), patience=30000, into=into.name)
        check.same(pathlib.Path(into.name).read_bytes(), TEXT, "what comes behind a 44 is in no file")


def rate(check, world):
    tls = world.ids.context()
    bare = whole(LARGE[:300_000])
    for label, script, secure, options, least, most in (
            ("one", whole("20 a/b\r\n", LARGE[:300_000]), tls, dict(rate=150_000), 0.9, 3),
            ("four threads", whole("20 a/b\r\n", LARGE[:100_000]), tls, dict(rate=200_000, threads=4), 0.9, 3),
            ("Gopher", bare, None, dict(rate=150_000), 0.9, 3),
            ("fast", whole("20 a/b\r\n", LARGE), tls, dict(rate=3_000_000, times=10), 1.3, 3.5),
            ("little by little", whole("20 a/b\r\n", *(LARGE[i : i + 500] for i in range(0, len(LARGE), 500))), tls, dict(rate=3_000_000, times=10), 1.3, 9),
            ("no limit", whole("20 a/b\r\n", LARGE), tls, dict(times=3), 0, 2)):
        with Hostile(script, secure) as server:
            run = get(server.url(), "/a", 10_000_000, **options)
            check.true(all(g.result == "GOOD" for g in run.fetched), f"{label}: all came", run)
            check.true(least < run.seconds < most * SLOW, f"{label}: as fast as it may be", run.seconds)


def crowd(check, world):
    def script(talk):
        time.sleep(0.02)
        whole("20 a/b\r\n", TEXT)(talk)
    for most in (1, 3):
        with Hostile(script, world.ids.context()) as server:
            run = get(server.url(), threads=8, times=4, connections=most)
            check.same({g.result for g in run.fetched}, {"GOOD"}, f"{most} connections for 8 threads")
            # a client that has closed is not yet one whom the server has seen go
            check.true(server.most <= 2 * most, f"no more than {most} at the same time", server.most)


def stopped(check, world):
    tls = world.ids.context()
    table = [
        ("in a handshake", dict(script=lambda talk: talk.linger(), tls=tls, shake=False), {}),
        ("before a header", dict(script=then_silent(), tls=tls), {}),
        ("in a body", dict(script=then_silent("20 a/b\r\n", TEXT), tls=tls), {}),
        ("in an endless body", dict(script=endless("20 a/b\r\n", b"x" * 10000), tls=tls), {}),
        ("while nobody may ask", dict(script=whole("44 60\r\n"), tls=tls), dict(patience=100_000)),
        ("while the others ask", dict(script=then_silent(), tls=tls), dict(threads=8, connections=2)),
        ("while bytes cost too much", dict(script=whole("20 a/b\r\n", LARGE), tls=tls), dict(rate=1000)),
        ("in a file of Gopher", dict(script=then_silent(LARGE[:5000])), {}),
        ("in an endless file of Gopher", dict(script=endless(b"", b"x" * 10000)), {}),
    ]
    for label, how, options in table:
        with Hostile(**how) as server:
            run = get(server.url(), most=10**15, stop=500, timeout=60_000, **options if "patience" in options else dict(options, into="/dev/null"))
            check.same({g.result for g in run.fetched}, {"STOPPED"}, f"stopped {label}")
            check.true(0.4 < run.seconds < 0.8 + SLOW, f"stopped {label}: at once", run.seconds)
    run = get("file:/dev", "/zero", 10**15, into="/dev/null", stop=500)
    check.same(run.fetched[0].result, "MISSING", "a device is no file")


def too_slow(check, world):
    """A file as a whole: a server that is never silent for long, and never fast."""
    tls, bit = world.ids.context(), LARGE[:200]

    def drip(*head):
        def script(talk):
            talk.say(*head)
            while True:
                talk.say(bit)
                time.sleep(0.05)  # 4 KB a second
        return script

    least = dict(grace=400, least=1_000_000, timeout=60_000)
    table = [
        ("a body", dict(script=drip("20 a/b\r\n"), tls=tls), {}),
        ("a file of Gopher", dict(script=drip()), {}),
        ("each of four", dict(script=drip()), dict(threads=4)),
        ("a header", dict(script=endless("", b"2"), tls=tls, step=1, pause=0.05), {}),
        ("a handshake", dict(script=whole("20 a/b\r\n", TEXT), tls=tls, step=1, pause=0.05), {}),
        ("a redirect after the other", dict(script=lambda talk: (time.sleep(0.3), whole("31 /b\r\n")(talk)), tls=tls), {}),
        ("silence", dict(script=lambda talk: talk.linger()), {}),
        ("silence after much", dict(script=then_silent(LARGE[:90_000])), {}),
    ]
    for label, how, options in table:
        with Hostile(**how) as server:
            run = get(server.url(), most=10**9, **least, **options)
            for got in run.fetched:
                becomes(check, f"too slow: {label}", got, "CUT", "too slow: ")
            check.true(0.3 < run.seconds < 1 + 3 * SLOW, f"too slow: {label}: not for ever", run.seconds)
    # it is we who are slow: what is waited for is not the server
    least["grace"] = int(1000 * SLOW)
    for label, script, secure in (("Gemini", whole("20 a/b\r\n", LARGE[:150_000]), tls), ("Gopher", whole(LARGE[:150_000]), None)):
        with Hostile(script, secure) as server:
            run = get(server.url(), "/a", 10**6, rate=50_000, **least)
            check.same((run.fetched[0].result, run.seconds > 1.9), ("GOOD", True), f"a rate is no slowness, {label}")
    with Hostile(lambda talk: whole("44 1\r\n" if talk.nth == 0 else b"20 a/b\r\n" + TEXT)(talk), tls) as server:
        becomes(check, "nor is 44", get(server.url(), patience=30000, **least).fetched[0], "GOOD", "", TEXT)
    with Hostile(lambda talk: (time.sleep(0.2), whole(TEXT)(talk))) as server:
        run = get(server.url(), threads=8, connections=1, **least)
        check.same({g.result for g in run.fetched}, {"GOOD"}, "nor are those before us")


def trickles(check, world):
    """Everything that is slow for ever, and one that only thinks for long; all at the same time."""
    tls, old = world.ids.context(), world.ids.context(version=ssl.TLSVersion.TLSv1_2)

    def drip(talk):
        talk.say("20 a/b\r\n")
        while True:
            talk.say(b"x")
            time.sleep(0.5)

    def drip_bare(talk):
        while True:
            talk.say(b"x" * 10)
            time.sleep(0.5)

    table = [
        ("a body a byte at a time", dict(script=drip, tls=tls)),
        ("a file of Gopher", dict(script=drip_bare)),
        ("a header a byte at a time", dict(script=endless("", b"2"), tls=tls, step=1, pause=0.5)),
        ("a record a byte at a time", dict(script=whole("20 a/b\r\n", LARGE[:16000]), tls=tls, step=1, pause=0.5)),
        ("a handshake a byte at a time", dict(script=whole("20 a/b\r\n", TEXT), tls=tls, step=1, pause=0.5)),
        ("a handshake of TLS 1.2", dict(script=whole("20 a/b\r\n", TEXT), tls=old, step=1, pause=0.5)),
        ("one that thinks before it answers", dict(script=lambda talk: (time.sleep(11), whole("20 a/b\r\n", TEXT)(talk)), tls=tls)),
        ("one that thinks before it answers, Gopher", dict(script=lambda talk: (time.sleep(11), whole(TEXT)(talk)))),
    ]
    ended = {}

    def try_one(label, server):
        try:
            ended[label] = get(server.url(), most=10**9, timeout=15000 if "thinks" in label else 5000)
        except (RuntimeError, subprocess.TimeoutExpired) as trouble:
            ended[label] = trouble

    servers = [(label, Hostile(**how)) for label, how in table]
    threads = [threading.Thread(target=try_one, args=row) for row in servers]
    for t in threads:
        t.start()
    yield
    for t in threads:
        t.join()
    for label, server in servers:
        run = ended[label]
        if check.true(isinstance(run, Run), label, run):
            check.same(run.fetched[0].result, "GOOD" if "thinks" in label else "CUT", label)
            check.true(run.seconds < 16 * SLOW, f"{label}: not for ever", run.seconds)
        server.listener.close()
