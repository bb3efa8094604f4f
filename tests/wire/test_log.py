"""The access log: a line for each request, true, and harmless to a terminal."""

import os
import re
import signal

import harness
import worlds
from harness import Plain, Tls, context, test, until

FIELDS = "TIME PROTOCOL ADDRESS STATUS BYTES MS SESSION END REQUEST".split()


def line_for(server, mark, name="access.log"):
    """The line of the request that has this mark in it."""
    return dict(zip(FIELDS, server.logged(lambda f: len(f) == 9 and mark in f[8], name)))


@test()
def lines(check):
    page = "# Eine Seite\n"
    with worlds.small("log", files={"main/page.gmi": page, "main/sub/a.gmi": "# A\n"}).start() as server:
        base = f"gemini://localhost:{server.public_port}"
        for label, ask, mark, want in [
            ("a page", lambda: server.gemini("/page.gmi?one").raw, "page.gmi?one",
             {"PROTOCOL": "gemini", "STATUS": "20", "SESSION": "full", "END": "whole", "REQUEST": f"{base}/page.gmi?one"}),
            ("a listing", lambda: server.gemini("/sub/?two").raw, "sub/?two",
             {"PROTOCOL": "gemini", "STATUS": "20", "END": "whole"}),
            ("a missing one", lambda: server.gemini("/none?three").raw, "none?three", {"STATUS": "51", "END": "whole"}),
            ("a redirect", lambda: server.gemini("/sub?four").raw, "sub?four", {"STATUS": "31"}),
            ("not a request", lambda: server.gemini(b"five").raw, "five", {"STATUS": "59", "REQUEST": "five"}),
            ("Gopher", lambda: server.gopher("/page.txt\tsix")[0], "six",
             {"PROTOCOL": "gopher", "STATUS": "20", "SESSION": "-", "END": "whole"}),
            ("Gopher, a menu", lambda: server.gopher("/sub/\tseven")[0], "seven", {"PROTOCOL": "gopher", "STATUS": "20"}),
            ("Gopher, a missing one", lambda: server.gopher("/eight")[0], "eight",
             {"PROTOCOL": "gopher", "STATUS": "51", "REQUEST": "/eight"}),
            ("gophers", lambda: server.gopher("/page.txt\tnine", tls=True)[0], "nine",
             {"PROTOCOL": "gophers", "STATUS": "20", "SESSION": "full"}),
            ("HTTP", lambda: server.gopher("GET /ten HTTP/1.0")[0], "ten", {"PROTOCOL": "gopher", "STATUS": "59"}),
        ]:
            raw = ask()
            line = line_for(server, mark)
            check.true(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["TIME"]), f"{label}: time", line["TIME"])
            check.same(line["ADDRESS"], "127.0.0.0", f"{label}: address, its prefix by default")
            check.same(line["BYTES"], str(len(raw)), f"{label}: bytes that were sent")
            check.true(line["MS"].isdigit() and int(line["MS"]) < 10000 * harness.SLOW, f"{label}: milliseconds", line["MS"])
            for field, value in want.items():
                check.same(line[field], value, f"{label}: {field}")
        check.settle(server)
        check.stops(server)


@test()
def resumed_and_cut(check):
    with worlds.small("resumed").start() as server:
        tls = context()
        session = None
        for mark in ("first", "second"):
            with Tls(server.address("gemini"), tls=tls, session=session) as c:
                c.send(f"gemini://localhost:{server.public_port}/?{mark}\r\n".encode())
                c.rest()
                session = c.obj.session
        check.same(line_for(server, "?first")["SESSION"], "full", "the first session")
        check.same(line_for(server, "?second")["SESSION"], "resumed", "the second one")
        with Tls(server.address("gemini"), receive_buffer=8192) as c:
            c.send(f"gemini://localhost:{server.public_port}/big.bin?cut\r\n".encode())
            c.some()
        line = line_for(server, "?cut")
        check.same((line["STATUS"], line["END"]), ("20", "cut"), "a reader who left")
        check.true(0 < int(line["BYTES"]) < len(worlds.BIG), "what was sent to him", line["BYTES"])
        with Plain(server.address("gopher")) as c:
            c.send(b"/big.bin\tall\r\n")
            c.rest()
        line = line_for(server, "all")
        check.same((line["BYTES"], line["END"]), (str(len(worlds.BIG)), "whole"), "a whole file on Gopher")
        check.settle(server)
        check.stops(server)


@test()
def escaped(check):
    """Whatever a stranger sends, a log line is one line of printable UTF-8."""
    with worlds.small("escaped").start() as server:
        for i, hostile in enumerate([b"\x1b[31m", b"\x9b31m", b"\xc2\x9b31m", b"\xff\xfe", b"\x7f", b"\x00", b"\r", b"\t",
                                     "\u0085".encode(), b"\\"]):
            mark = f"mark{i}e".encode()
            server.gemini(b"gemini://localhost/" + mark + hostile)
            server.gopher(b"/" + mark + hostile)
            found = until(lambda: [f for f in server.access() if mark.decode() in " ".join(f)], what=repr(hostile))
            until(lambda: len([f for f in server.access() if mark.decode() in " ".join(f)]) == 2, what="both lines")
            check.true(all(len(f) == 9 for f in found), f"{hostile!r}: nine fields")
        text = (server.folder / "access.log").read_bytes()
        check.same(re.findall(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", text), [], "no control bytes")
        text.decode("utf-8")
        check.settle(server)
        check.stops(server)


@test()
def addresses_and_rotation(check):
    """How addresses are written, changed by SIGHUP; a log that was moved away is opened anew."""
    with worlds.small("addresses").start() as server:
        conf = (server.folder / "herald.ini").read_text()
        if harness.has_ipv6():
            conf = conf.replace("listen = 127.0.0.1:0", "listen = 127.0.0.1:0 [::1]:0")
        for how, four, six in [("full", "127.0.3.4", "::1"), ("prefix", "127.0.3.0", "::"), ("none", "-", "-")]:
            server.configure(conf.replace("log = access.log", f"log = access.log\naddresses = {how}"))
            (server.folder / "access.log").rename(server.folder / f"before-{how}.log")
            server.reload()
            server.gemini(f"/?{how}", source="127.0.3.4")
            check.same(line_for(server, f"?{how}")["ADDRESS"], four, f"{how}: IPv4")
            if harness.has_ipv6():
                server.gemini(f"/?six-{how}", nth=1)
                check.same(line_for(server, f"?six-{how}")["ADDRESS"], six, f"{how}: IPv6")
            moved = (server.folder / f"before-{how}.log").read_text()
            check.true(f"?{how}" not in moved, f"{how}: nothing goes to the log that was moved")
        check.settle(server)
        check.stops(server)


@test()
def standard_output(check):
    """log = -"""
    with worlds.small("stdout") as server:
        server.configure((server.folder / "herald.ini").read_text().replace("log = access.log", "log = -"))
        server.start()
        server.gemini("/?standard")
        line = line_for(server, "?standard", "stdout")
        check.same((line["PROTOCOL"], line["STATUS"]), ("gemini", "20"), "the line")
        check.settle(server)
        check.stops(server)


def everything(descriptor):
    """What lies in a pipe."""
    pieces = []
    os.set_blocking(descriptor, False)
    try:
        while pieces[-1:] != [b""]:
            pieces.append(os.read(descriptor, 1 << 16))
    except BlockingIOError:
        pass
    return b"".join(pieces)


def full():
    """Both ends of a pipe that has no room."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    try:
        while os.write(writer, b"x" * 4096):
            pass
    except BlockingIOError:
        os.set_blocking(writer, True)
    return reader, writer


@test()
def full_pipe(check):
    """Nobody reads standard output and error, and a visitor makes the server say things: it goes on, and so does he."""
    reader, writer = full()
    with worlds.small("pipe") as server:
        server.configure((server.folder / "herald.ini").read_text().replace("log = access.log", "log = -"))
        server.start(output=writer)
        for i in range(20):  # breaks at the first one that nobody answers
            reply = server.gemini(f"gemini://unknown{i}.example/", sni=f"unknown{i}.example")
            check.same((reply.status, reply.clean), (53, True), f"a foreign host, {i}")
            check.true(server.menu("/"), f"Gopher, {i}")
        check.true(set(everything(reader)) == {ord("x")}, "the pipe was full all the time")
        check.same(server.gemini("/?after").status, 20, "somebody reads it")
        text = b""

        def written():
            nonlocal text
            text += everything(reader)
            return b"/?after\n" in text

        until(written, what="an access line")
        lines = [line for line in text.decode().split("\n")[:-1] if not line.startswith("herald: ")]
        check.same([line for line in lines if len(line.split(" ", 8)) != 9], [], "what is written is whole lines")
        check.settle(server)
        check.stops(server)
    os.close(reader)
    os.close(writer)


@test()
def full_pipe_and_mistakes(check):
    """What the master has to say about a configuration must not keep it from its work either."""
    reader, writer = full()
    with worlds.small("mistakes", workers=1) as server:
        server.start(output=writer)
        conf = (server.folder / "herald.ini").read_text()
        server.configure(conf.replace("workers = 1", "wrokers = 1"))
        server.signal(signal.SIGHUP)
        before = server.workers()
        os.kill(before[0], signal.SIGKILL)
        until(lambda: server.workers() not in ([], before), what="another worker")
        check.same(server.gemini("/").status, 20, "it serves")
        check.true(set(everything(reader)) == {ord("x")}, "the pipe was full all the time")
        server.configure(conf)
        server.reload()
        check.settle(server)
        check.stops(server)
    os.close(reader)
    os.close(writer)


@test()
def no_standard_descriptors(check):
    """Started without any of the three: their numbers are nobody's socket, and no line goes to a visitor."""
    with worlds.small("closed", files={"main/sub/a.gmi": "# A\n"}) as server:
        server.configure((server.folder / "herald.ini").read_text().replace("log = access.log", "log = -"))
        server.start(closed=True)
        for pid in [server.process.pid, *server.children()]:
            held = [os.readlink(f"/proc/{pid}/fd/{fd}") for fd in range(3)]
            check.same(held, ["/dev/null"] * 3, "what stands in their place")
        want = server.gemini("/sub/").raw, server.gopher("/sub/")
        for i in range(10):
            reply = server.gemini(f"gemini://unknown{i}.example/", sni=f"unknown{i}.example")
            check.true(harness.says("de", "foreign", reply.meta) and reply.body == b"" and reply.clean, "53 alone", reply.raw)
            check.same((server.gemini("/sub/").raw, server.gopher("/sub/")), want, "answers as they were")
        server.reload()
        check.same(server.gemini("/").status, 20, "after a reload")
        check.same(server.stderr() + (server.folder / "stdout").read_text(), "", "nothing is written anywhere")
        check.settle(server)
        check.stops(server)
