"""What a Gopher server can answer, and what it is asked for."""

from client import LARGE, MAX, TEXT, becomes, get, one, sha256
from hostile import Hostile, broken, endless, whole

ERRORS = [
    ("gophernicus, a menu", b"3Error: File or directory not found!\tTITLE\tnull.host\t1\r\niError: File or directory not found!\tTITLE\tnull.host\t1\r\n.\r\n"),
    ("gophernicus, a text", b"Error: File or directory not found! (null)\r\n____\r\n   Gophered by Gophernicus/3.1.1 on Debian/12 x86_64\r\n"),
    ("herald", b"3Not here\t\tlocalhost\t70\r\n.\r\n"),
    ("geomyidae", b"3Sorry, but the requested token 'a' could not be found.\tErr\tlocalhost\t70\r\n.\r\n\r\n"),
    ("pygopherd", b"3'/a' does not exist (no handler found)\t\terror.host\t1\r\n"),
    ("without a dot", b"3nicht da\t\terror.host\t1"),
    ("with LF", b"3nicht da\t\terror.host\t1\n.\n"),
]
FILES = [
    ("a text", TEXT), ("a large file", LARGE[:90_000]), ("a dot", b"."), ("a dot on a line", b"a\r\n.\r\n"), ("a line that begins with 3", b"3 Tore\n"),
    ("a table", b"3\t4\t5\n"), ("two lines", b"3 Tore\r\n.\r\n"), ("a menu of texts", b"0a\t/a\tlocalhost\t70\r\n.\r\n"), ("a NUL", b"\0"),
    ("a longer table", b"3\t1\t2\t3\n4\t5\t6\t7\n" * 3), ("a table with other lines", b"3a\t1\t2\t3\nText.\n"),
    ("a large table", b"3\t1\t2\t3\n" * 200), ("a long line", b"3" + b"x" * 2000 + b"\ta\tb\tc\r\n"), ("line ends", b"\r\n\r\n"), ("a 3", b"3"),
]


def cut_to_nothing(check):
    """FIN at once: nothing tells that from an empty file, but that it comes back."""
    raw, bare = b"/raw/a.gmi\r\n", b"/a.gmi\r\n"
    good = ("GOOD", len(TEXT), sha256(TEXT))
    table = [
        # which connections are cut; whether there is /raw; the results, and what was asked for
        ("the first", {0}, True, [good] * 3, [raw] * 4),
        ("the second file", {1}, True, [good] * 3, [raw] * 4),
        ("every other one", {0, 2, 4}, True, [good] * 3, [raw] * 6),
        ("the first, without /raw", {0}, False, [good] * 3, [raw] * 2 + [bare] * 3),
        ("the path itself, without /raw", {1, 3}, False, [good] * 3, [raw] + [bare] * 5),
    ]
    for label, cuts, has_raw, results, requests in table:
        def script(talk, cuts=cuts, has_raw=has_raw):
            there = has_raw or not talk.path.startswith("/raw/")
            whole(b"" if talk.nth in cuts else TEXT if there else ERRORS[2][1])(talk)
        with Hostile(script) as server:
            got = [g[:3] for g in get(server.url(), times=3).fetched]
            check.same((got, server.requests), (results, requests), f"cut to nothing: {label}")


def selectors(check, world):
    for label, error in ERRORS:
        with Hostile(whole(error)) as server:
            run = get(server.url(), timeout=2000)
            becomes(check, f"{label}: an error", run.fetched[0], "MISSING", "no such file")
            check.same(server.requests, [b"/raw/a.gmi\r\n", b"/a.gmi\r\n"], f"{label}: raw first, and then the file itself")
        # who has no /raw
        with Hostile(lambda talk: talk.say(error if talk.path.startswith("/raw/") else TEXT).notify()) as server:
            run = get(server.url(), times=3)
            check.same([g[:3] for g in run.fetched], [("GOOD", len(TEXT), sha256(TEXT))] * 3, f"{label}: without /raw")
            check.same(server.requests, [b"/raw/a.gmi\r\n"] + [b"/a.gmi\r\n"] * 3, f"{label}: that is found out once")
        with Hostile(whole(error)) as server:
            check.same(get(server.url(), times=3).fetched[2].result, "MISSING", f"{label}: again and again")
    for label, data in FILES:
        with Hostile(whole(data)) as server:
            becomes(check, label, one(server.url(), timeout=2000), "GOOD", "", data)
            check.same(server.requests, [b"/raw/a.gmi\r\n"], f"{label}: one question")
        with Hostile(whole(*(bytes([c]) for c in data[:3000]))) as server:
            becomes(check, f"{label}, byte by byte", one(server.url(), timeout=2000), "GOOD", "", data[:3000])
    # nothing at all: an empty file, or a server that says so who has nothing
    with Hostile(whole()) as server:
        becomes(check, "nothing", one(server.url()), "GOOD", "", b"")
        check.same(server.requests, [b"/raw/a.gmi\r\n"] * 2 + [b"/a.gmi\r\n"] * 2, "nothing: both are asked for, and twice")
    with Hostile(lambda talk: talk.say(b"" if talk.path.startswith("/raw/") else TEXT).notify()) as server:
        run = get(server.url(), times=3)
        check.same([g[:3] for g in run.fetched], [("GOOD", len(TEXT), sha256(TEXT))] * 3, "nothing beneath /raw")
        check.same(len(server.requests), 5, "nothing beneath /raw: that is found out once")
    for label, said, results, asked in (("an error", ERRORS[2][1], ["GOOD", "MISSING", "MISSING"], 3), ("nothing", b"", ["GOOD"] * 3, 5)):
        with Hostile(lambda talk, said=said: whole(TEXT if talk.nth == 0 else said)(talk)) as server:
            got = [g.result for g in get(server.url(), times=3).fetched]
            check.same((got, server.requests), (results, [b"/raw/a.gmi\r\n"] * asked), f"with /raw, {label}: the path itself is not asked for")
    cut_to_nothing(check)
    table = [("", "/a.gmi", b"/a.gmi"), ("/1/bote", "/a.gmi", b"/bote/a.gmi"), ("/1", "/a.gmi", b"/a.gmi"), ("/bote/", "/a.gmi", b"/bote/a.gmi")]
    for prefix, path, want in table:
        with Hostile(whole(TEXT)) as server:
            one(f"gopher://127.0.0.1:{server.port}{prefix}", path)
            check.same(server.requests, [b"/raw" + want + b"\r\n"], f"selector for {prefix!r} {path!r}")
    with Hostile(whole(ERRORS[2][1])) as server:  # raw as herald writes selectors, and then as the name is
        one(f"gopher://127.0.0.1:{server.port}/0/gr%c3%bcn", "/a b?c%=d#.gmi")
        check.same(server.requests, [b"/raw/gr=C3=BCn/a=20b=3Fc=25=3Dd=23.gmi\r\n", "/grün/a b?c%=d#.gmi\r\n".encode()], "odd names")
    with Hostile(broken(LARGE[:5000])) as server:
        check.true(one(server.url()).result in ("CUT", "UNREACHABLE"), "a reset")
    for label, script in (("a byte longer", whole(b"x" * MAX, b"y")), ("endless", endless(b"", b"x" * 10000)), ("an endless error", endless(b"3", b"x\ta\tb\tc\r\n"))):
        with Hostile(script) as server:
            got = one(server.url())
            becomes(check, label, got, "TOO_LONG", "longer than it should be")
            check.true(got.size <= MAX, f"{label}: no more is kept", got)
