"""Gemini requests and answers: what a URI may be, and where it leads (protocol specification 0.24.1)."""

import select
import time

import harness
import worlds
from harness import Plain, Tls, says, test

DIRECTORY = b"gemini://localhost/"


def whole(check, reply, label):
    """What every answer keeps to, whatever it says."""
    check.true(reply.clean, f"{label}: ends with close_notify")
    check.true(reply.status in (20, 30, 31, 40, 41, 44, 51, 52, 53, 59), f"{label}: a status we send", reply.raw[:80])
    check.true(reply.meta, f"{label}: META is not empty", reply.raw[:80])
    if reply.status != 20:
        check.same(reply.body, b"", f"{label}: nothing follows the header")


@test("main", expects=[r"53 for port \d+ of localhost"])
def uri_rules(check, server):
    rows = [
        ("1024 bytes", DIRECTORY + b"a" * (1024 - len(DIRECTORY)), 51),
        ("1024 bytes, many segments", DIRECTORY + b"a/" * 502 + b"b", 51),
        ("1025 bytes", DIRECTORY + b"a" * (1025 - len(DIRECTORY)), 59),
        ("4000 bytes", DIRECTORY + b"a" * 4000, 59),
        ("userinfo", b"gemini://user@localhost/", 59),
        ("userinfo with password", b"gemini://user:word@localhost/", 59),
        ("empty userinfo", b"gemini://@localhost/", 59),
        ("fragment", b"gemini://localhost/#top", 59),
        ("empty fragment", b"gemini://localhost/#", 59),
        ("relative", b"about.gmi", 59),
        ("absolute path", b"/", 59),
        ("network path", b"//localhost/", 59),
        ("host alone", b"localhost", 59),
        ("empty", b"", 59),
        ("no host", b"gemini:///", 59),
        ("no authority", b"gemini:/about.gmi", 59),
        ("scheme alone", b"gemini:", 59),
        ("not UTF-8", b"gemini://localhost/\xff", 59),
        ("UTF-8 cut short", b"gemini://localhost/\xc3", 59),
        ("UTF-8 made too long", b"gemini://localhost/\xc0\xaf", 59),
        ("surrogate", b"gemini://localhost/\xed\xa0\x80", 59),
        ("NUL", b"gemini://localhost/\x00", 59),
        ("NUL encoded", b"gemini://localhost/%00", 59),
        ("BOM", b"\xef\xbb\xbfgemini://localhost/", 59),
        ("space", b"gemini://localhost/a b", 59),
        ("leading space", b" gemini://localhost/", 59),
        ("TAB", b"gemini://localhost/\t", 59),
        ("ESC", b"gemini://localhost/\x1b[31m", 59),
        ("DEL", b"gemini://localhost/\x7f", 59),
        ("half an escape", b"gemini://localhost/%4", 59),
        ("no escape", b"gemini://localhost/%zz", 59),
        ("not UTF-8 when decoded", b"gemini://localhost/%ff", 59),
        ("CR", b"gemini://localhost/\rx", 59),
        ("an unclosed bracket", b"gemini://[::1/", 59),
        ("HTTP", b"GET / HTTP/1.1", 59),
        ("climbs", b"gemini://localhost/../", 59),
        ("climbs, encoded", b"gemini://localhost/%2e%2e/etc/passwd", 59),
        ("climbs, half encoded", b"gemini://localhost/.%2E/etc/passwd", 59),
        ("climbs, later", b"gemini://localhost/own/../../etc/passwd", 59),
        ("climbs, encoded slash", b"gemini://localhost/%2e%2e%2fetc%2fpasswd", 59),
        ("goes up within", b"gemini://localhost/own/../about.gmi", 20),
        ("goes up within, encoded", b"gemini://localhost/own/%2e%2e/about.gmi", 20),
        ("dot segment", b"gemini://localhost/./about.gmi", 20),
        ("upper case", b"GEMINI://LOCALHOST/", 20),
        ("port", b"gemini://localhost:1965/", 20),
        ("empty port", b"gemini://localhost:/", 20),
        ("query", b"gemini://localhost/?a%20b", 20),
        ("encoded letter", b"gemini://localhost/%61bout.gmi", 20),
        ("foreign host", b"gemini://elsewhere.example/", 53),
        ("an address", b"gemini://127.0.0.1/", 53),
        ("foreign port", b"gemini://localhost:1966/", 53),
        ("the bound port is not the public one", b"gemini://localhost:%d/" % server.address("gemini")[1], 53),
        ("http", b"http://localhost/", 53),
        ("https", b"https://localhost/", 53),
        ("gopher", b"gopher://localhost/", 53),
        ("titan", b"titan://localhost/about.gmi;size=4;mime=text/plain", 53),
        ("spartan", b"spartan://localhost/", 53),
    ]
    for label, uri, want in rows:
        start = time.monotonic()
        reply = server.gemini(uri)
        whole(check, reply, label)
        check.same(reply.status, want, label)
        check.true(time.monotonic() - start < 3 * harness.SLOW, f"{label}: at once")


@test("main", expects=[r"53 for port \d+ of localhost"])
def bound_port_is_explained(check, server):
    """The operator forgot 'port': the log names the key. Once a minute is enough, so it may have been said before."""
    server.gemini(f"gemini://localhost:{server.address('gemini')[1]}/")
    check.true("set 'port' in [gemini]" in server.stderr(), "the log names the key")


@test("main")
def line_ends(check, server):
    for label, end in [("bare LF", b"\n"), ("LF CR", b"\n\r\n"), ("CR CR LF", b"\r\r\n")]:
        reply = server.gemini("/about.gmi", end=end)
        whole(check, reply, label)
        check.same(reply.status, 59, label)


@test("main")
def over_long_is_refused_early(check, server):
    """59 comes without a CRLF, as soon as 1025 bytes have come."""
    reply = server.gemini(DIRECTORY + b"a" * 1100, end=b"")
    whole(check, reply, "1119 bytes without an end")
    check.same(reply.status, 59, "1119 bytes without an end")
    check.true(says("de", "too_long", reply.meta), "it says that it is too long", reply.meta)


@test("main")
def empty_path_is_root(check, server):
    root = server.gemini(b"gemini://localhost/")
    for uri in (b"gemini://localhost", b"gemini://localhost?x", b"gemini://localhost:1965"):
        reply = server.gemini(uri)
        check.same((reply.status, reply.body), (20, root.body), f"{uri.decode()} is the front page")
    check.same(root.body, worlds.GERMAN.encode(), "the front page, byte for byte")


@test("main")
def directory_without_slash(check, server):
    for uri, target in [
        ("/2018", "/2018/"), ("/2018/06", "/2018/06/"), ("/own", "/own/"), ("/2018?x=%20y&z", "/2018/?x=%20y&z"),
        ("/2018?", "/2018/?"), ("/odd%20dir", "/odd%20dir/"), ("/./2018", "/2018/"), ("/in-dir", "/in-dir/"),
    ]:
        reply = server.gemini(uri)
        whole(check, reply, uri)
        check.same((reply.status, reply.meta), (31, target), uri)


@test("main")
def missing_and_hidden(check, server):
    for uri in [
        "/nothing.gmi", "/nothing/", "/2018/13/", "/about.gmi/", "/about.gmi/x", "/.hidden.gmi", "/%2ehidden.gmi",
        "/.git", "/.git/", "/.git/config", "/sub/.x", "/.", "/sub/...", "/a%0Ab", "/" + "x" * 300, "/ABOUT.GMI",
    ]:
        reply = server.gemini(uri)
        whole(check, reply, uri)
        if uri == "/.":
            check.same(reply.status, 20, "a dot segment is the directory itself")
            continue
        check.same(reply.status, 51, uri)
        check.true(says("de", "not_found", reply.meta), f"{uri}: in words", reply.meta)


@test("main")
def odd_files(check, server):
    """None of them is served, and none of them holds a worker up."""
    for name in ["fifo.gmi", "socket.gmi", "dangling.gmi", "out-absolute.gmi", "out-relative.gmi", "out-dir/secret.gmi",
                 "zero.gmi", "loop.gmi", "self.gmi", "device.gmi", "forbidden.gmi"]:
        start = time.monotonic()
        reply = server.gemini("/" + name)
        whole(check, reply, name)
        check.same(reply.status, 51, name)
        check.true(time.monotonic() - start < 3 * harness.SLOW, f"{name}: at once")
        raw, clean = server.gopher("/raw/" + name)
        check.true(clean and says("de", "not_found", raw.decode()), f"{name} on Gopher", raw)
    for name, want in [("in.gmi", worlds.STORK), ("in-dir/storch.gmi", worlds.STORK)]:
        reply = server.gemini("/" + name)
        check.same((reply.status, reply.body), (20, want.encode()), f"{name}: a link within")


@test("main")
def moved_and_gone(check, server):
    for uri, status, meta in [
        ("/old.gmi", 31, "/2018/06/28/freibad.gmi"), ("/for%20now.gmi", 30, "/2018/06/27/storch.gmi"),
        ("/alte%20stra%C3%9Fe.gmi", 31, "/odd%20dir/a%20b.txt"), ("/away.gmi", 31, "gemini://other.example/there"),
    ]:
        reply = server.gemini(uri)
        whole(check, reply, uri)
        check.same((reply.status, reply.meta), (status, meta), uri)
    reply = server.gemini("/withdrawn.gmi")
    whole(check, reply, "withdrawn")
    check.same(reply.status, 52, "withdrawn")
    check.true(says("de", "gone", reply.meta, reason="Auf Wunsch der Familie"), "withdrawn, with its reason", reply.meta)


@test("main")
def gone_list_is_read_again(check, server):
    server.put("keep/gone", worlds.GONE + "52\t/about.gmi\tProbe\n")
    harness.until(lambda: server.gemini("/about.gmi").status == 52, what="the withdrawal")
    check.true(True, "a new withdrawal is in force")
    server.put("keep/gone", worlds.GONE)
    # both workers have to see it, and the kernel chooses which of them answers
    harness.until(lambda: all(server.gemini("/about.gmi").status == 20 for _ in range(32)), what="its end")
    check.true(True, "and it ends")


@test()
def withdrawn_while_nobody_asked(check):
    """A worker that has slept looks at the list before its first answer, on either protocol."""
    with worlds.small("slept", "request timeout = 60", {"main/away.gmi": "# Noch da\n", "keep/gone": ""}).start() as server:
        check.true(server.gemini("/away.gmi").status == 20 and b"Noch da" in server.gopher("/away.txt")[0], "it is there")
        gemini, others = Tls(server.address("gemini")), []
        while not others or server.worker_of(others[-1].sock) == server.worker_of(gemini.sock):
            others.append(Plain(server.address("gopher")))
        gopher = others.pop()
        for c in others:
            c.sock.close()
        server.put("keep/gone", "52\t/away.gmi\tAuf Wunsch\n")
        select.select([], [], [], 1.1)  # a worker looks at the list once in a second
        for c, line in [(gemini, f"gemini://localhost:{server.public_port}/away.gmi\r\n"), (gopher, "/away.txt\r\n")]:
            c.send(line.encode())
        check.same(harness.header(gemini.rest())[0], 52, "the first answer of one worker, on Gemini")
        raw = gopher.rest().decode()
        check.true(says("de", "gone", raw, reason="Auf Wunsch"), "the first answer of the other one, on Gopher", raw)
        for c in (gemini, gopher):
            c.sock.close()
        check.settle(server)
        check.stops(server)


@test("main", expects=[r"keep/gone:2: "])
def broken_gone_list_changes_nothing(check, server):
    server.put("keep/gone", "52\t/withdrawn.gmi\tx\nnonsense\n")
    harness.until(lambda: server.gemini("/").status == 20 and "keep/gone:2: " in server.stderr()[server.stderr_read:],
                  what="the complaint")
    check.same(server.gemini("/withdrawn.gmi").status, 52, "the old list stays in force")
    check.same(server.gemini("/old.gmi").status, 31, "all of it")
    server.put("keep/gone", worlds.GONE)


@test("main")
def languages(check, server):
    for host, language in [("localhost", "de"), ("english.example", "en"), ("www.english.example", "en")]:
        for path, key in [("/nothing", "not_found"), ("/%2e%2e/", "climbs")]:
            reply = server.gemini(f"gemini://{host}{path}", sni=host)
            check.true(says(language, key, reply.meta), f"{host}{path}: META in {language}", reply.meta)
        reply = server.gemini("gemini://elsewhere.example/", sni=host)
        check.true(says(language, "foreign", reply.meta), f"53 on {host}: META in {language}", reply.meta)
    for host, path, meta in [
        ("localhost", "/", "text/gemini; lang=de"),
        ("english.example", "/", "text/gemini; lang=en"),
        ("localhost", "/2018/06/28/freibad.gmi", "text/gemini; lang=de"),
        ("localhost", "/2018/06/27/english.gmi", "text/gemini; lang=en"),
        ("localhost", "/2018/06/27/storch.gmi", "text/gemini; lang=de"),
        ("localhost", "/2018/", "text/gemini; lang=de"),
    ]:
        check.same(server.gemini(f"gemini://{host}{path}", sni=host).meta, meta, f"{host}{path}")


@test("main")
def types(check, server):
    for name, meta in [
        ("a.txt", "text/plain"), ("a.gmi", "text/gemini; lang=de"), ("a.gemini", "text/gemini; lang=de"),
        ("A.GMI", "text/gemini; lang=de"), ("a.png", "image/png"), ("a.jpg", "image/jpeg"), ("a.gif", "image/gif"),
        ("a.svg", "image/svg+xml"), ("a.html", "text/html"), ("a.pdf", "application/pdf"), ("a.mp3", "audio/mpeg"),
        ("a.ogg", "audio/ogg"), ("a.md", "text/markdown"), ("a.xml", "text/xml"), ("feed.xml", "application/atom+xml"),
        ("a.zip", "application/zip"), ("a.tar.gz", "application/gzip"), ("README", "text/plain"),
        ("picture", "image/png"), ("document", "application/pdf"), ("noise", "application/octet-stream"),
        ("empty", "text/plain"), ("unknown.qqq", "text/plain"), ("latin.txt", "text/plain; charset=iso-8859-1"),
        ("latin.gmi", "text/gemini; charset=iso-8859-1; lang=de"),
    ]:
        reply = server.gemini("/types/" + name)
        check.same((reply.status, reply.meta), (20, meta), name)
        check.same(reply.body, worlds.path("types/" + name), f"{name}: byte for byte")
        check.true(reply.clean, f"{name}: ends with close_notify")


@test("main")
def small_files_that_we_make(check, server):
    robots = server.gemini("/robots.txt")
    check.true(robots.status == 20 and b"User-agent:" in robots.body, "robots.txt", robots.raw)
    check.same(robots.meta, "text/plain", "its type")
    security = server.gemini("/.well-known/security.txt")
    check.true(b"Contact: mailto:redaktion@allerbote.example" in security.body, "security.txt", security.raw)


@test("main")
def ipv6(check, server):
    if not harness.has_ipv6():
        return
    check.same(server.address("gemini", 1)[0], "::1", "the second address")
    reply = server.gemini("/", nth=1)
    check.same((reply.status, reply.body), (20, worlds.GERMAN.encode()), "the front page over IPv6")
    check.true(server.menu("", nth=1), "Gopher over IPv6")
