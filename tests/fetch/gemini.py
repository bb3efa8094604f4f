"""What a Gemini server can answer, where it can send one, and how it can fall silent."""

import os
import ssl

import harness
from client import LARGE, MAX, TEXT, becomes, get, one, sha256
from harness import SLOW
from hostile import Hostile, broken, cut, endless, redirects, then_silent, whole

ANSWERS = [
    # label, script, result, why, body
    ("honest", whole("20 text/gemini\r\n", TEXT), "GOOD", "", TEXT),
    ("an empty file", whole("20 text/gemini\r\n"), "GOOD", "", b""),
    ("without a media type", whole("20\r\n", TEXT), "GOOD", "", TEXT),
    ("header and body byte by byte", whole(*(bytes([c]) for c in b"20 text/gemini\r\n" + TEXT)), "GOOD", "", TEXT),
    ("a body of line ends", whole("20 text/plain\r\n", b"\r\n" * 100), "GOOD", "", b"\r\n" * 100),
    ("the longest META", whole("20 " + "x" * 1024 + "\r\n", TEXT), "GOOD", "", TEXT),
    ("as long as it may be", whole("20 a/b\r\n", b"x" * MAX), "GOOD", "", b"x" * MAX),
    ("a byte longer", whole("20 a/b\r\n", b"x" * MAX, b"y"), "TOO_LONG", "longer than it should be", None),
    ("endless", endless("20 a/b\r\n", b"x" * 10000), "TOO_LONG", "longer than it should be", None),
    ("no close_notify", cut("20 text/gemini\r\n", TEXT), "CUT", "cut off", None),
    ("no close_notify, no body", cut("20 text/gemini\r\n"), "CUT", "cut off", None),
    ("a reset in the middle", broken("20 text/gemini\r\n", TEXT), "CUT", "cut off", None),
    ("the end before a header", whole(), "CUT", "no answer", None),
    ("no header and no close_notify", cut(), "CUT", "no answer", None),
    ("a reset before a header", broken(), "CUT", "no answer", None),
    ("half a header", whole("20 text/gem"), "CUT", "no answer", None),
    ("a header that ends with LF", whole("20 text/gemini\n", TEXT), "CUT", "no answer", None),
    ("a META of 5,000 bytes", whole("20 " + "x" * 5000 + "\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("a META of 1,025 bytes", whole("20 " + "x" * 1025 + "\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("an endless header", endless("20 ", b"x" * 10000), "REFUSED", "does not speak Gemini", None),
    ("a web server", whole("HTTP/1.1 200 OK\r\n\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("an empty header", whole("\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("half a status", whole("2\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("half a status and a space", whole("2 a\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("three digits", whole("200 OK\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("a status of other digits", whole("2٠ a/b\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("status 00", whole("00 a/b\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("status 70", whole("70 a/b\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("a negative status", whole("-1 a/b\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("a tab behind the status", whole("20\ta/b\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("a space before the status", whole(" 20 a/b\r\n", TEXT), "REFUSED", "does not speak Gemini", None),
    ("an input", whole("10 Wonach?\r\n"), "REFUSED", "10 Wonach?", None),
    ("a password", whole("11 Passwort\r\n"), "REFUSED", "11 Passwort", None),
    ("a certificate is wanted", whole("60 Wer da?\r\n"), "REFUSED", "60 Wer da?", None),
    ("a failure for now", whole("40 später\r\n"), "REFUSED", "40 später", None),
    ("a failure of a proxy", whole("43 \r\n"), "REFUSED", "43", None),
    ("a failure", whole("50 nie\r\n"), "REFUSED", "50 nie", None),
    ("another's host", whole("53 nicht hier\r\n"), "REFUSED", "53 nicht hier", None),
    ("a bad request", whole("59 wie bitte\r\n"), "REFUSED", "59 wie bitte", None),
    ("a failure without a word", whole("50\r\n"), "REFUSED", "50", None),
    ("a terminal's commands", whole(b"50 \x1b[31m\x07\x9b\xff\x00\x7f\r\n"), "REFUSED", "50 ", None),
    ("not there", whole("51 weg\r\n"), "MISSING", "51 weg", None),
    ("gone", whole("52 zurückgezogen\r\n"), "MISSING", "52 zurückgezogen", None),
    ("not there, endlessly", endless("51 weg\r\n", b"x" * 10000), "MISSING", "51 weg", None),
    ("not there, and no close_notify", cut("51 weg\r\n"), "MISSING", "51 weg", None),
    ("busy", whole("41 voll\r\n"), "BUSY", "41 voll", None),
]


def answers(check, world):
    """What each answer means, with both versions of TLS."""
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        tls = world.ids.context(version=version)
        for label, script, result, why, body in ANSWERS:
            with Hostile(script, tls) as server:
                run = get(server.url(), timeout=2000)
                becomes(check, f"{version.name}, {label}", run.fetched[0], result, why, body)
                check.true(run.fetched[0].size <= MAX, f"{label}: no more is kept than may be", run)
                check.true(run.sums.bytes <= MAX + 40_000, f"{label}: nor is more read", run)
                check.same(server.connections, 1, f"{label}: one question")
                check.true(run.seconds < 3 * SLOW, f"{label}: it does not take long", run.seconds)


def requests(check, world):
    """What is asked for, byte for byte."""
    with Hostile(whole("20 a/b\r\n"), world.ids.context()) as server:
        here = f"gemini://127.0.0.1:{server.port}"
        table = [
            ("", "/a.gmi", "/a.gmi"), ("/", "/a.gmi", "/a.gmi"), ("/bote", "/a.gmi", "/bote/a.gmi"), ("/bote/", "/a.gmi", "/bote/a.gmi"),
            ("/gr%c3%bcn//", "/a", "/gr%C3%BCn/a"), ("", "/Grüße & Küße.gmi", "/Gr%C3%BC%C3%9Fe%20&%20K%C3%BC%C3%9Fe.gmi"),
            ("", "/100%.txt", "/100%25.txt"), ("", "/was?#1", "/was%3F%231"), ("", "/%2e%2e/x", "/%252e%252e/x"), ("", '/"<>\\', "/%22%3C%3E%5C"),
        ]
        for prefix, path, want in table:
            server.requests.clear()
            one(here + prefix, path)
            check.same(server.requests, [f"{here}{want}\r\n".encode()], f"request for {prefix!r} {path!r}")
        server.requests.clear()
        got = one(here, "/" + "x" * 1100)
        becomes(check, "a path that fits into no request", got, "REFUSED", "too long")
        check.same(server.requests, [], "it is not asked for")
        got = one(here, "/" + "ü" * 300)
        becomes(check, "a path that is too long when encoded", got, "REFUSED", "too long")


def urls(check, world):
    for url in ("", "x", "gemini:", "gemini:///", "gemini://", "https://localhost/", "gemini://user@localhost/", "gemini://localhost/?x",
                "gemini://localhost/#x", "gemini://local host/", "gemini://localhost:99999999/", "gemini://localhost/%00",
                "gemini://[::1/", "file:", "file:///nirgends/hier", "file:/etc/hostname", "gemini://localhost/" + "x" * 2000,
                "gemini://" + "x" * 300 + "/", "titan://localhost/", "gophers://localhost/"):
        got = one(url)
        becomes(check, f"URL {url[:40]!r}", got, "WRONG")
    for identity in ("", "00", "x" * 64, "0" * 63, "0" * 65, "A" * 64):
        becomes(check, f"identity {identity!r}", one("gemini://localhost/", identity=identity), "WRONG", "identity")
    becomes(check, "a port that nobody listens on", one(f"gemini://127.0.0.1:{world.closed}/"), "UNREACHABLE", "refused")
    becomes(check, "the same for Gopher", one(f"gopher://127.0.0.1:{world.closed}/"), "UNREACHABLE", "refused")
    becomes(check, "a host that there is not", one("gemini://nirgends.invalid/"), "UNREACHABLE", "nirgends.invalid")


def addresses(check, world):
    tls = world.ids.context()
    if not harness.has_ipv6():
        return
    with Hostile(whole("20 a/b\r\n", TEXT), tls, address="::1") as server:
        becomes(check, "over IPv6", one(server.url("[::1]")), "GOOD", "", TEXT)
        check.same(server.requests, [f"gemini://[::1]:{server.port}/a.gmi\r\n".encode()], "with brackets in the request")
        server.script = redirects({"/a.gmi": "/b.gmi"})
        becomes(check, "redirected over IPv6", one(server.url("[::1]")), "GOOD", "", TEXT)
    with Hostile(whole(TEXT), address="::1") as server:
        becomes(check, "Gopher over IPv6", one(server.url("[::1]")), "GOOD", "", TEXT)


def redirected(check, world):
    tls = world.ids.context()
    elsewhere = Hostile(whole("20 a/b\r\n", TEXT), tls)
    bare = Hostile(whole(TEXT))
    chain = {f"/{i}": f"/{i + 1}" for i in range(6)} | {"/6": "/end", "/1b": "/2"}
    table = [
        # label, targets, asked for, result, why, requests
        ("within a folder", {"/x/a": "b"}, "/x/a", "GOOD", "", 2),
        ("to the root", {"/x/a": "/"}, "/x/a", "GOOD", "", 2),
        ("up and down", {"/x/a": "../y/./b"}, "/x/a", "GOOD", "", 2),
        ("above the root", {"/x/a": "../../../../etc/passwd"}, "/x/a", "GOOD", "", 2),
        ("encoded", {"/a": "/gr%C3%BC%C3%9Fe%20b"}, "/a", "GOOD", "", 2),
        ("to a query of the same", {"/a": "/b?c"}, "/a", "GOOD", "", 2),
        ("five", chain, "/2", "GOOD", "", 6),
        ("six", chain, "/1", "REFUSED", "more than 5 redirects", 6),
        ("to itself", {"/a": "/a"}, "/a", "REFUSED", "more than 5 redirects", 6),
        ("in a circle", {"/a": "/b", "/b": "/c", "/c": "/a"}, "/a", "REFUSED", "more than 5 redirects", 6),
        ("to nowhere", {"/a": b"30 \r\n" + TEXT}, "/a", "REFUSED", "redirected", 1),
        ("without META", {"/a": b"31\r\n" + TEXT}, "/a", "REFUSED", "redirected", 1),
        ("to a NUL", {"/a": b"31 \x00/b\r\n" + TEXT}, "/a", "REFUSED", "redirected", 1),
        ("to controls", {"/a": b"31 /b\x1b[2J\n\r\x00c\r\n"}, "/a", "REFUSED", "redirected", 1),
        ("to another host", {"/a": f"gemini://localhost:{elsewhere.port}/a"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to another port", {"/a": f"gemini://127.0.0.1:{elsewhere.port}/a"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to the usual port", {"/a": "gemini://127.0.0.1/a"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to an authority without a scheme", {"/a": f"//localhost:{elsewhere.port}/a"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to Gopher", {"/a": f"gopher://127.0.0.1:{bare.port}/a"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to a file", {"/a": "file:///etc/passwd"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to a file of no authority", {"/a": "file:/etc/passwd"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to the web", {"/a": "https://127.0.0.1/"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to a port that is none", {"/a": "gemini://127.0.0.1:99999999999999999999/a"}, "/a", "REFUSED", "redirected elsewhere", 1),
        ("to something very long", {"/a": "/" + "x" * 1023}, "/a", "REFUSED", "too long", 1),
    ]
    for label, targets, path, result, why, asked in table:
        with Hostile(redirects(targets), tls) as server:
            run = get(server.url(), path)
            becomes(check, label, run.fetched[0], result, why, TEXT if result == "GOOD" else None)
            check.same((len(server.requests), run.sums.requests - (why == "too long")), (asked, asked), f"{label}: so many questions")
            check.true(b"\n" not in b"".join(r[:-2] for r in server.requests), f"{label}: requests of one line", server.requests)
    with Hostile(lambda talk: talk.say(f"31 gemini://127.0.0.1:{server.port}/b\r\n" if talk.path == "/a" else b"20 a/b\r\n").notify(), tls) as server:
        becomes(check, "to an absolute URL of the same", one(server.url(), "/a"), "GOOD")
    check.same((elsewhere.connections, bare.connections), (0, 0), "nobody else was asked")


def silence(check, world):
    tls = world.ids.context()
    table = [
        ("no handshake", dict(script=lambda talk: talk.linger(), tls=tls, shake=False), "no TLS"),
        ("no answer", dict(script=then_silent(), tls=tls), "no answer"),
        ("half a header, then silence", dict(script=then_silent("20 text"), tls=tls), "no answer"),
        ("half a body, then silence", dict(script=then_silent("20 text\r\n", TEXT), tls=tls), "cut off"),
        ("half a record, then silence", dict(script=lambda talk: (talk.obj.write(TEXT), talk.push(talk.outgoing.read()[:-1]), talk.linger()), tls=tls), "no answer"),
        ("no answer to a selector", dict(script=then_silent()), "cut off"),
        ("half a file, then silence", dict(script=then_silent(LARGE[:5000])), "cut off"),
    ]
    for label, how, why in table:
        with Hostile(**how) as server:
            run = get(server.url(), timeout=700)
            becomes(check, label, run.fetched[0], "CUT", why)
            check.true(0.6 < run.seconds < 0.7 + 2 * SLOW, f"{label}: ends in time", run.seconds)


def not_tls(check, world):
    for label, said in (("a web server", b"HTTP/1.1 400 Bad Request\r\n\r\n"), ("noise", os.urandom(3000)), ("nothing", b""),
                        ("a handshake of 16 MB", b"\x16\x03\x03\x40\x00\x02\xff\xff\xff" + b"\0" * 20000), ("an alert", b"\x15\x03\x03\x00\x02\x02\x28")):
        with Hostile(lambda talk: (talk.sock.recv(4096), talk.push(said)), world.ids.context(), shake=False) as server:
            run = get(server.url(), timeout=2000)
            becomes(check, label, run.fetched[0], "CUT", "no TLS")
            check.same(run.sums.handshakes, 0, f"{label}: no handshake is counted")
    with Hostile(whole(TEXT), world.ids.context()) as server:  # the other way round: TLS is no Gopher
        got = one(server.url().replace("gemini", "gopher"), timeout=1000)
        check.true(got.result in ("CUT", "GOOD", "MISSING") and got.sha256 != sha256(TEXT), "Gopher from a TLS server", got)
    old = world.ids.context()
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with Hostile(whole("20 a/b\r\n", TEXT), old) as server:
        becomes(check, "TLS 1.1", one(server.url()), "CUT", "no TLS")
        check.same(server.requests, [], "TLS 1.1: nothing is asked")
