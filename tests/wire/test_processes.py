"""Workers that die, and the end."""

import os
import re
import select
import signal
import subprocess
import time

import harness
import worlds
from harness import FIN, NOTIFIED, RESET, Plain, Tls, process_state, test, until

REPLACED = r"(worker|librarian|indexer) \d+ was ended by signal 9; another takes its place"


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
        until(lambda: len(server.children()) == 5, what="other librarians")
        server.put("main/sub/b.gmi", "# Zweite\n")
        until(lambda: b"Zweite" in server.gemini("/sub/").body, what="the new listing")
        check.same(server.gemini("/").status, 20, "files")
        check.settle(server, [REPLACED])
        check.stops(server, [REPLACED])


def librarians(server):
    return server.named("herald-pages")


def halt(pid):
    os.kill(pid, signal.SIGSTOP)
    until(lambda: process_state(pid) == "T", what="a halt")


def makes_a_page(pid):
    """Whether a librarian is at work: a page is a memory file until it is sent."""
    for entry in os.scandir(f"/proc/{pid}/fd"):
        try:
            if "memfd:" in os.readlink(entry.path):
                return True
        except FileNotFoundError:
            pass  # closed meanwhile
    return False


def halt_at_work(pid, answered):
    """Lets a librarian go on step by step until it stands still in the midst of a page. False: it has answered."""
    while not answered():
        os.kill(pid, signal.SIGCONT)
        makes_a_page(pid)  # takes as long as a step may
        halt(pid)
        if makes_a_page(pid):
            return True
    return False


@test()
def librarian_killed_at_work(check):
    """What it was asked is asked again: the visitor gets his page, and not the words that he should come again."""
    tries = 30  # on a busy machine a whole page may fit into one step
    with worlds.small("asked", "page timeout = 10\nrequest timeout = 60\nlibrarians = 4", workers=1).start() as server:
        killed = 0
        for n in range(tries):
            for i in range(1000):
                server.put(f"main/many{n}/{i:04}.gmi", f"# Artikel {i}\n")
            idle, busy = until(lambda: len(librarians(server)) == 2 and librarians(server), what="two librarians")
            halt(idle)
            halt(busy)
            with Tls(server.address("gemini")) as c:
                c.send(uri(server, f"/many{n}/"))
                at_work = halt_at_work(busy, lambda: select.select([c.sock], [], [], 0)[0])
                start = time.monotonic()
                # one that has answered is not killed: those that die soon and often are replaced ever later
                os.kill(busy, signal.SIGKILL if at_work else signal.SIGCONT)
                raw = c.rest()
                check.same((harness.header(raw)[0], c.end, raw.count(b" Artikel ")), (20, NOTIFIED, 1000), "the page")
                check.true(time.monotonic() - start < 5 * harness.SLOW, "soon", time.monotonic() - start)
            os.kill(idle, signal.SIGCONT)
            if at_work:
                server.says(rf"librarian {busy} was ended by signal 9")
            killed += at_work
            if killed == 2:
                break
        check.true(killed, "it was at work when it was killed")
        # nobody has taken it up when one of them dies, and the other stands still
        server.put("main/few/0000.gmi", "# Artikel\n")
        first, second = until(lambda: len(librarians(server)) == 2 and librarians(server), what="two librarians")
        halt(first)
        halt(second)
        with Tls(server.address("gemini")) as c:
            c.send(uri(server, "/few/"))
            os.kill(first, signal.SIGKILL)
            check.same((harness.header(c.rest())[0], c.end), (20, NOTIFIED), "the page, from the one that comes")
        os.kill(second, signal.SIGCONT)
        check.settle(server, [REPLACED])
        check.stops(server, [REPLACED])


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
            except ConnectionResetError:  # it was in the queue of a socket that is being closed
                return False

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


@test()
def what_the_user_cannot_read(check):
    """Root reads everything, but those who serve do not: that must be said before the list of the withdrawn is empty."""
    if os.geteuid() != 0:
        return
    with worlds.small("rights", "user = nobody", {"keep/gone": "52\t/away.gmi\tx\n"}) as server:
        conf = server.folder / "herald.ini"
        server.folder.chmod(0o755)

        def told():
            done = subprocess.run([harness.BINARY, "check", "-c", str(conf)], capture_output=True, timeout=harness.PATIENCE,
                                  check=False)
            return done.returncode, (done.stdout + done.stderr).decode()

        status, text = told()
        check.same((status, re.findall("cannot read", text)), (0, []), "readable: no error")
        for name, key in [("keep", "keep = keep"), ("main", "root = main")]:
            line = conf.read_text().splitlines().index(key) + 1
            for rights in (0o700, 0o711, 0o744):
                (server.folder / name).chmod(rights)
                status, text = told()
                said = rf"herald\.ini:{line}: .*'nobody' cannot read the directory .*{name}"
                check.true(status == 1 and re.search(said, text), f"{name} with rights {rights:o}: an error", (status, text))
            (server.folder / name).chmod(0o755)
        check.same(told()[0], 0, "readable again")
