"""Workers that die, new configurations, and the end."""

import os
import re
import signal
import ssl
import subprocess

import harness
import worlds
from harness import FIN, NOTIFIED, RESET, Plain, Tls, context, test, until

REPLACED = r"(worker|librarian) \d+ was ended by signal 9; another takes its place"


def uri(server, path="/"):
    return f"gemini://localhost:{server.public_port}{path}\r\n".encode()


def begin(server, kind="gemini"):
    """A download under way: its first bytes are here, the rest is far too much for all buffers."""
    if kind == "gemini":
        c = Tls(server.address("gemini"), receive_buffer=65536)
        c.send(uri(server, "/big.bin"))
    else:
        c = Plain(server.address("gopher"), receive_buffer=65536)
        c.send(b"/big.bin\r\n")
    return c, len(c.some())


def begin_on_each(server, kind="gemini"):
    """Downloads on two different workers."""
    first = begin(server, kind)
    others = []
    for _ in range(60):
        second = begin(server, kind)
        if server.worker_of(second[0].sock) != server.worker_of(first[0].sock):
            for c, _ in others:
                c.sock.close()
            return first, second
        others.append(second)
    raise RuntimeError("one worker takes every connection")


@test()
def worker_killed(check):
    with worlds.small("killed").start() as server:
        for kind in ("gemini", "gopher"):
            before = server.workers()
            check.same(len(before), 2, "two workers listen")
            (lost, _), (kept, got) = begin_on_each(server, kind)
            victim = server.worker_of(lost.sock)
            os.kill(victim, signal.SIGKILL)
            answers = [server.gemini("/").status for _ in range(20)]
            check.same(answers, [20] * 20, f"{kind}: everybody who comes meanwhile is served")
            until(lambda: len(server.workers()) == 2 and victim not in server.workers(), what="another worker")
            check.same(len(set(server.workers()) & set(before)), 1, f"{kind}: one of them is new")
            lost.rest()
            check.true(lost.end in (FIN, RESET), f"{kind}: the visitor of the one that died can tell", lost.end)
            got += len(kept.rest())
            size = len(worlds.BIG) + (len(b"20 application/octet-stream\r\n") if kind == "gemini" else 0)
            check.same((got, kept.end), (size, NOTIFIED if kind == "gemini" else FIN), f"{kind}: the other one's is whole")
            server.says(REPLACED)
            server.stderr_read = len(server.stderr())
        check.settle(server, [REPLACED])
        check.stops(server, [REPLACED])


@test()
def librarian_killed(check):
    """Generated pages come from another one, and nobody waits for long."""
    with worlds.small("librarian", files={"main/sub/a.gmi": "# Erste\n"}).start() as server:
        check.same(server.gemini("/sub/").status, 20, "a listing")
        for pid in set(server.children()) - set(server.workers()):
            os.kill(pid, signal.SIGKILL)
        until(lambda: len(server.children()) == 4, what="other librarians")
        server.put("main/sub/b.gmi", "# Zweite\n")
        until(lambda: b"Zweite" in server.gemini("/sub/").body, what="the new listing")
        check.same(server.gemini("/").status, 20, "files")
        check.settle(server, [REPLACED])
        check.stops(server, [REPLACED])


SECOND = """[capsule second]
hosts = second.example
contact = post@example.org
root = second
certificate = second.crt
key = second.key
"""


@test()
def new_configuration(check):
    with worlds.small("reload", files={"second/index.gmi": "# Zweite Kapsel\n"}).start() as server:
        old = server.children()
        ports = server.ports
        conf = (server.folder / "herald.ini").read_text()
        check.same(server.gemini(f"gemini://second.example:{server.public_port}/").status, 53, "before: a foreign host")
        tickets = {}
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            tls = context(version)
            with Tls(server.address("gemini"), tls=tls) as c:
                c.send(uri(server))
                c.rest()
                tickets[version] = tls, c.obj.session
        download, got = begin(server)
        waiting = Tls(server.address("gemini"))  # a session without a request yet

        server.configure(conf.replace("hosts = localhost\n", "hosts = localhost\nlanguage = en\n") + SECOND)
        server.make_certificates()
        server.reload()

        reply = server.gemini(f"gemini://second.example:{server.public_port}/", sni="second.example")
        check.same((reply.status, reply.body), (20, b"# Zweite Kapsel\n"), "after: the new capsule")
        check.same(server.gemini("/").meta, "text/gemini; lang=en", "after: the new language")
        check.true(harness.says("en", "not_found", server.gemini("/x").meta), "after: errors in it")
        check.same(server.ports, ports, "the ports stay")
        for version, (tls, session) in tickets.items():
            reused = []
            for _ in range(8):
                with Tls(server.address("gemini"), tls=tls, session=session) as c:
                    reused.append(c.obj.session_reused)
                    c.send(uri(server))
                    c.rest()
            check.same(reused, [True] * 8, f"{version.name}: sessions from before resume")
        waiting.send(uri(server))
        waiting.rest()
        check.same(waiting.end, NOTIFIED, "who was connected is answered by the old generation")
        got += len(download.rest())
        check.same((got, download.end), (len(worlds.BIG) + len(b"20 application/octet-stream\r\n"), NOTIFIED),
                   "a download from before is whole")
        until(lambda: not set(old) & set(server.children()), what="the end of the old generation")
        check.same(len(server.children()), 4, "the new one's processes")
        check.settle(server)
        check.stops(server)


@test()
def many_reloads(check):
    """SIGHUP again and again while visitors come: none of them notices."""
    with worlds.small("many").start() as server:
        answers = []
        for _ in range(6):
            server.signal(signal.SIGHUP)
            answers += [server.gemini("/").status for _ in range(10)]
            answers += [20 if server.menu("/") else 0 for _ in range(5)]
        check.same(set(answers), {20}, "every answer")
        until(lambda: len(server.children()) == 4, what="the end of old generations")
        check.settle(server)
        check.stops(server)


@test()
def broken_configuration(check):
    """It changes nothing, and says where it is broken."""
    with worlds.small("broken").start() as server:
        conf = (server.folder / "herald.ini").read_text()

        def at(line):
            return rf"herald\.ini:{conf.splitlines().index(line) + 1}: "

        for label, broken, said in [
            ("unknown key", conf.replace("workers = 2", "wrokers = 2"), at("workers = 2") + "unknown key 'wrokers'"),
            ("root is missing", conf.replace("root = main", "root = nowhere"), at("root = main") + ".*nowhere.*No such file"),
            ("key is missing", conf.replace("key = main.key", "key = other.key"),
             at("key = main.key") + r".*other\.key.*No such file"),
            ("no text", "\x00\xff", r"herald\.ini:1: "),
            ("gone", None, r"herald\.ini: "),
        ]:
            children = server.children()
            if broken is None:
                (server.folder / "herald.ini").unlink()
            else:
                server.configure(broken)
            server.stderr_read = len(server.stderr())
            server.signal(signal.SIGHUP)
            server.says(r"the configuration has errors; nothing has changed")
            said_all = server.stderr()[server.stderr_read:]
            check.true(re.search(said, said_all), f"{label}: file and line", said_all)
            check.same(server.gemini("/").status, 20, f"{label}: it still serves")
            check.same(server.children(), children, f"{label}: the same processes")
        server.configure(conf)
        server.stderr_read = len(server.stderr())
        server.reload()
        check.settle(server)
        check.stops(server)


@test()
def new_certificate(check):
    """A renewed certificate is taken up by SIGHUP; the key stays, and sessions go on."""
    with worlds.small("renew").start() as server:
        with Tls(server.address("gemini")) as c:
            before = c.certificate()
        done = subprocess.run([harness.BINARY, "cert", "renew", "-c", str(server.folder / "herald.ini")],
                              capture_output=True, timeout=60, check=False)
        check.same(done.returncode, 0, "herald cert renew")
        server.reload()
        with Tls(server.address("gemini")) as c:
            after = c.certificate()
        check.true(before != after, "another certificate")
        check.same(after, ssl.PEM_cert_to_DER_cert((server.folder / "main.crt").read_text()), "the one of the file")
        check.settle(server)
        check.stops(server)


@test()
def end_with_work_under_way(check):
    """SIGTERM: what is being sent is sent to its end, nobody new is let in, and the status is 0."""
    with worlds.small("end").start() as server:
        gemini, gopher = begin(server), begin(server, "gopher")
        children = server.children()
        server.signal(signal.SIGTERM)

        def refused():
            try:
                with Plain(server.address("gopher")):
                    return False
            except ConnectionRefusedError:
                return True

        until(refused, what="the end of listening")
        check.true(server.process.poll() is None, "it waits for those who are being served")
        for label, (c, got), size, end in [
            ("Gemini", gemini, len(worlds.BIG) + len(b"20 application/octet-stream\r\n"), NOTIFIED),
            ("Gopher", gopher, len(worlds.BIG), FIN),
        ]:
            got += len(c.rest())
            check.same((got, c.end), (size, end), f"{label}: the download is whole")
            c.sock.close()
        check.same(server.stop(), 0, "exit status")
        check.same([p for p in children if harness.process_state(p) not in (None, "Z", "X")], [], "children left over")
        check.quiet(server)


@test()
def end_with_a_deadline(check):
    """A reader who never ends is cut when the drain timeout is over."""
    said = r"connections that were not done in time have been cut"
    with worlds.small("drain", "drain timeout = 1").start() as server:
        c, _ = begin(server)
        check.same(server.stop(), 0, "exit status")
        c.rest()
        check.true(c.end in (FIN, RESET), "the reader can tell", c.end)
        check.true(re.search(said, server.stderr()), "it is said", server.stderr())
        check.quiet(server, [said])


@test()
def master_killed(check):
    """Children must not serve on when the master is gone: nobody could end them."""
    with worlds.small("orphans").start() as server:
        children = server.children()
        server.process.kill()
        server.process.wait()

        def left():
            return [pid for pid in children if harness.process_state(pid) not in (None, "Z", "X")]

        try:
            until(lambda: not left(), 5, "the children's end")
        except TimeoutError:
            pass
        check.same(left(), [], "children that serve on")
        for pid in left():
            os.kill(pid, signal.SIGKILL)


@test()
def interrupt(check):
    """Ctrl-C is an end like SIGTERM."""
    with worlds.small("interrupt").start() as server:
        server.signal(signal.SIGINT)
        check.same(server.process.wait(harness.PATIENCE), 0, "exit status")
        check.quiet(server)


@test()
def port_taken(check):
    """A second server on the same port says so, with file and line, and ends."""
    with worlds.small("first").start() as first, worlds.small("second") as second:
        port = first.address("gopher")[1]
        second.configure((second.folder / "herald.ini").read_text().replace(
            "[gopher]\nlisten = 127.0.0.1:0", f"[gopher]\nlisten = 127.0.0.1:{port}"))
        done = subprocess.run([harness.BINARY, "serve", "-c", str(second.folder / "herald.ini")], capture_output=True,
                              timeout=harness.PATIENCE, check=False)
        check.same(done.returncode, 1, "exit status")
        check.true(re.search(rb"herald\.ini:\d+: listen: cannot use 127\.0\.0\.1:\d+: another program has this port",
                             done.stderr), "what is said", done.stderr.decode())
        check.settle(first)
        check.stops(first)
