"""New configurations: generations, addresses and certificates that come and go."""

import os
import re
import select
import signal
import socket
import ssl
import subprocess

import harness
import worlds
from harness import FIN, NOTIFIED, Plain, Tls, context, cpu_seconds, process_state, test, until
from test_processes import begin, halt, uri

ANEW = r"capsule main: the index is of another version or configuration, and is built anew"

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
        check.same(len(server.children()), 6, "the new one's processes")
        check.settle(server, [ANEW])
        check.stops(server, [ANEW])


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
        until(lambda: len(server.children()) == 5, what="the end of old generations")
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
def listen_that_cannot_be_used(check):
    """More workers, and an address that somebody else has: no socket of what did not come takes visitors."""
    said = [r"herald\.ini:\d+: listen: cannot use 127\.0\.0\.1:\d+: another program has this port",
            r"the configuration has errors; nothing has changed"]
    with worlds.small("unusable", workers=1).start() as server, socket.create_server(("127.0.0.1", 0)) as other:
        children = server.children()
        conf = (server.folder / "herald.ini").read_text()
        server.configure(conf.replace("workers = 1", "workers = 4").replace(
            "[gopher]\nlisten = 127.0.0.1:0", f"[gopher]\nlisten = 127.0.0.1:{other.getsockname()[1]}"))
        server.signal(signal.SIGHUP)
        server.says(said[1])
        for i in range(40):  # breaks at the first one that nobody answers
            check.same(server.gemini("/").status, 20, f"request {i}")
        check.same(server.children(), children, "the same processes")
        server.configure(conf.replace("workers = 1", "workers = 4"))
        server.reload()
        check.same({server.gemini("/").status for _ in range(40)}, {20}, "with more workers, in the end")
        check.same(len(server.workers()), 4, "as many as were wanted")
        check.settle(server, said)
        check.stops(server, said)


@test()
def address_taken_out(check):
    """It refuses connections from then on, and can be put back."""
    with worlds.small("addresses") as server:
        conf = (server.folder / "herald.ini").read_text()
        server.configure(conf.replace("[gopher]\nlisten = 127.0.0.1:0", "[gopher]\nlisten = 127.0.0.1:0 127.0.0.2:0"))
        server.start()
        away = server.address("gopher", 1)

        def refused():
            try:
                with Plain(away):
                    return False
            except ConnectionRefusedError:
                return True

        for _ in range(2):
            check.same(away[0], "127.0.0.2", "the second address")
            check.true(server.menu("/", nth=1), "it answers")
            server.configure(conf)
            server.reload()
            try:
                until(refused, 5, "a refusal")
            except TimeoutError:
                pass
            check.true(refused(), "taken out, it refuses")
            check.true(server.menu("/"), "the other one answers")
            server.configure(conf.replace("[gopher]\nlisten = 127.0.0.1:0", f"[gopher]\nlisten = 127.0.0.1:0 127.0.0.2:{away[1]}"))
            server.reload()
            check.same(server.address("gopher", 1), away, "put back")
            for i in range(20):  # breaks at the first one that nobody answers
                check.true(server.menu("/", nth=1), f"it answers again, {i}")
        check.settle(server)
        check.stops(server)


@test()
def old_worker_is_quiet(check):
    """While it sends what it has to send, it does not look at visitors who are not its own any more."""
    with worlds.small("quiet", "write timeout = 60\ndrain timeout = 60", workers=1).start() as server:
        old = server.workers()[0]
        download, got = begin(server, "gopher")
        server.reload()
        until(lambda: old not in server.workers(), what="the end of listening")
        new = server.workers()[0]
        halt(new)
        try:
            with Plain(server.address("gopher")) as waiting, Plain(server.address("gemini")):
                waiting.send(b"/\r\n")
                before = cpu_seconds(old)
                select.select([], [], [], 1)
                used = cpu_seconds(old) - before
                os.kill(new, signal.SIGCONT)
                check.true(used < 0.2, "visitors wait for the new worker, and the old one sleeps", used)
                check.true(waiting.rest().endswith(b"\r\n.\r\n"), "they are answered by the new one")
        finally:
            os.kill(new, signal.SIGCONT)
        before = cpu_seconds(old)
        for _ in range(300):
            server.gopher("/")
        check.true(cpu_seconds(old) - before < 0.1, "the new one's visitors are not its business", cpu_seconds(old) - before)
        check.same(process_state(old), "S", "it still waits for its own reader")
        got += len(download.rest())
        check.same((got, download.end), (len(worlds.BIG), FIN), "whose download is whole")
        download.sock.close()
        until(lambda: old not in server.children(), what="the old one's end")
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
