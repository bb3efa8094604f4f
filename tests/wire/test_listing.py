"""Directories without an index: complete, true, fresh, and every link in them leads to its file."""

import re
import urllib.parse

import worlds
from harness import read_menu, says, test, until

ODD = [
    "a b.txt", " leading.txt", "trailing .txt", "100%.txt", "%41.txt", "what?.txt", "a#b.txt", "müßig.txt", 'say "hi".txt',
    "it's.txt", "a:b.txt", "=x.txt", "=41.txt", "a&b=c.txt", "semi;colon,comma.txt", "tab\there.txt", "new\nline.txt",
    "return\rhere.txt", "esc\x1b[1mx.txt", "del\x7f.txt", "back\\slash.txt", "日本語.txt", "-dash.txt", "~tilde.txt", "$dollar.txt",
    "URL:x.txt", "<b>.txt", "{brace}.txt", "[bracket].txt", "a|b^c`d.txt", "*.txt", "+plus.txt", "@at.txt", "0", "1x", "c1\x9b.txt",
    "combining a\u0308.txt", "rtl\u202e.txt", "sep\u2028.txt", "page one.gmi", "seite ü?.gmi", "ohne", "caps.txt",
]
# Their selectors would have more than 255 bytes.
LONG = ["x" * 251 + ".txt", "ä" * 120 + ".txt"]
ODD += LONG
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def token(name):
    """What stands in a file, and in no other."""
    return "token-" + name.encode("utf-8", "surrogateescape").hex()[-60:]


def gemtext_links(body):
    for line in body.decode().split("\n"):
        found = re.match(r"=>\s*(\S+)(?:\s+(.*))?$", line)
        if found:
            yield found[1], found[2] or ""


@test()
def odd_names(check):
    files = {f"main/odd/{name}": token(name) + "\n" for name in ODD}
    with worlds.small("odd", files=files) as server:
        # a name that is not UTF-8 cannot be in a URL; a hidden one must not be
        (server.folder / "main/odd" / b"caf\xe9.txt".decode("utf-8", "surrogateescape")).write_text("latin")
        (server.folder / "main/odd/.hidden.txt").write_text("hidden")
        (server.folder / "main/odd/sub dir").mkdir()
        server.start()
        base = f"gemini://localhost:{server.public_port}/odd/"

        reply = server.gemini(base)
        fetched = set()
        for link, label in gemtext_links(reply.body):
            check.true(re.fullmatch(r"[A-Za-z0-9\-._~!$&'()*+,;=:@/%]+", link), f"Gemini: {link} is a URI reference")
            check.true(not CONTROL.search(label), f"Gemini: the label of {link} is harmless", label)
            target = urllib.parse.urljoin(base.replace("gemini:", "http:"), link).replace("http:", "gemini:")
            answer = server.gemini(target)
            check.same(answer.status, 20, f"Gemini: {link}")
            fetched.add(answer.body.decode().strip())
        missing = [n for n in ODD if token(n) not in fetched and not CONTROL.search(n)]
        check.same(missing, [], "Gemini: every name is listed, and its link fetches it")
        check.true("hidden" not in fetched and "latin" not in fetched, "Gemini: neither a hidden nor a broken name")

        for prefix in ("", "/ascii"):
            raw, _ = server.gopher(f"{prefix}/odd/")
            got = set()
            for i in read_menu(raw):
                if i.type == "i":
                    continue
                if i.selector.startswith("URL:gemini:"):  # too long for a selector: Gemini has it
                    got.update(n for n in LONG if token(n).encode() in server.gemini(i.selector[4:]).body)
                    continue
                check.true(re.fullmatch(r"[\x21-\x7e]*", i.selector) and not re.search("[?%#]", i.selector),
                           f"Gopher{prefix}: {i.selector} is a plain selector")
                check.true(len(i.selector) <= 255, f"Gopher{prefix}: {i.selector} is not too long", len(i.selector))
                body, clean = server.gopher(i.selector)
                check.true(clean and not body.startswith(b"3"), f"Gopher{prefix}: {i.selector} leads somewhere", body[:80])
                got.update(n for n in ODD if token(n).encode() in body)
            missing = [n for n in ODD if n not in got and not CONTROL.search(n)]
            check.same(missing, [], f"Gopher{prefix}: every name is listed, and its link fetches it")
        check.settle(server)
        check.stops(server)


@test()
def ten_thousand(check):
    """A directory of 10,000 files: complete on both protocols, and nobody else waits for it."""
    count = 10000
    with worlds.small("many", "page timeout = 60") as server:
        folder = server.folder / "main/masse"
        folder.mkdir()
        for i in range(count):
            (folder / f"a{i:05}.gmi").write_text(f"# Artikel Nummer {i}\n")
        server.start()
        want = [f"a{i:05}.gmi" for i in range(count)]
        titles = {f"Artikel Nummer {i}" for i in range(count)}

        reply = server.gemini("/masse/")
        check.same((reply.status, reply.clean), (20, True), "Gemini")
        links = dict(gemtext_links(reply.body))
        check.same(sorted(n for n in links if n.startswith("a")), want, "Gemini: every file")
        found = {t for t in re.findall(r"Artikel Nummer \d+", reply.body.decode())}
        check.same(len(titles - found), 0, "Gemini: every title")
        check.true(says("de", "entries", reply.body.decode()[:300], n="10.000"), "how many there are", reply.body[:100])

        for tls in (False, True):
            raw, clean = server.gopher("/masse/", tls=tls)
            items = [i.selector for i in read_menu(raw) if i.selector.startswith("/masse/a")]
            check.same((sorted(items), clean), ([f"/masse/{n[:-4]}.txt" for n in want], True), "Gopher: every file")
        check.same(server.gemini("/masse/").body, reply.body, "listed again, the same")
        raw, _ = server.gopher("/masse/\t$")
        check.same(raw.count(b"+INFO: 0"), count, "Gopher+: every file")
        (folder / "b.gmi").write_text("# Dazu\n")
        until(lambda: b"b.gmi Dazu" in server.gemini("/masse/").body, 30, "the new file")
        check.true(says("de", "entries", server.gemini("/masse/").body.decode()[:300], n="10.001"), "one more")
        check.settle(server)
        check.stops(server)


@test()
def contents(check):
    """Titles from headings, dates from names, newest first, an index that wins, what came and what went."""
    files = {
        "main/2018/06/28/b.gmi": "# Zweiter Artikel\n\nText\n",
        "main/2018/06/28/a.gmi": "Ohne Überschrift, nur Text\n",
        "main/2018/06/28/c.gmi": "```\n# keine Überschrift\n```\n# Die dritte\n",
        "main/2018/06/28/d.txt": "text\n",
        "main/2018/06/27/x.gmi": "# X\n",
        "main/2018/05/31/y.gmi": "# Y\n",
        "main/notes/2018-01-02.gmi": "# Alte Notiz\n",
        "main/notes/2018-11-30.gmi": "# Neue Notiz\n",
        "main/empty/.keep": "",
        "main/with/index.gmi": "# Mit Index\n",
        "main/with/other.gmi": "# Andere\n",
    }
    with worlds.small("contents", files=files).start() as server:
        day = dict(gemtext_links(server.gemini("/2018/06/28/").body))
        check.true("Zweiter Artikel" in day.get("b.gmi", ""), "title of b", day)
        check.true("Ohne Überschrift, nur Text" in day.get("a.gmi", ""), "first line of a", day)
        check.true("Die dritte" in day.get("c.gmi", "") and "keine" not in day.get("c.gmi", ""), "heading of c", day)
        check.true("d.txt" in day.get("d.txt", ""), "name of d", day)
        check.true(day.get("b.gmi", "").startswith("2018-06-28 "), "an article's label begins with its date", day)
        text = server.gemini("/2018/06/28/").body.decode()
        check.true(text.startswith("# Donnerstag, 28. Juni 2018\n"), "the day's heading", text[:60])
        check.true("=> ../ " in text and "=> / " in text, "ways out of it")
        check.same(server.gemini("/2018/06/28/index.gmi").body.decode(), text, "index.gmi is its other name")
        check.same(server.gopher("/raw/2018/06/28/")[0].decode(), text, "its raw view on Gopher")

        month = [link for link, _ in gemtext_links(server.gemini("/2018/06/").body) if re.match(r"\d", link)]
        check.same(month, ["28/", "27/"], "newest day first")
        year = [link for link, _ in gemtext_links(server.gemini("/2018/").body) if re.match(r"\d", link)]
        check.same(year, ["06/", "05/"], "newest month first")
        notes = [link for link, _ in gemtext_links(server.gemini("/notes/").body) if re.match(r"\d", link)]
        check.same(notes, ["2018-11-30.gmi", "2018-01-02.gmi"], "newest file first")
        labels = [i.text for i in server.menu("/notes/") if i.type == "0"]
        check.true(labels and labels[0].startswith("2018-11-30 Neue Notiz"), "dates before titles on Gopher", labels)

        empty = server.gemini("/empty/")
        check.true(empty.status == 20 and says("de", "no_entries", empty.body.decode()), "an empty one", empty.raw)
        check.true(b".keep" not in empty.body, "no dot-file")
        check.same(server.gemini("/with/").body, b"# Mit Index\n", "an index wins")
        (server.folder / "main/with/index.gmi").unlink()
        until(lambda: b"Andere" in server.gemini("/with/").body, what="the listing in its place")
        server.put("main/with/index.gmi", "# Wieder da\n")
        check.same(server.gemini("/with/").body, b"# Wieder da\n", "and wins again")

        for what, act in [("Neu dazu", lambda: server.put("main/2018/06/28/new.gmi", "# Neu dazu\n"))]:
            act()
            until(lambda: what.encode() in server.gemini("/2018/06/28/").body, 5, "a new file")
            until(lambda: what.encode() in server.gopher("/2018/06/28/")[0], 5, "a new file on Gopher")
        (server.folder / "main/2018/06/28/b.gmi").unlink()
        until(lambda: b"Zweiter" not in server.gemini("/2018/06/28/").body, 5, "a file's end")
        until(lambda: b"Zweiter" not in server.gopher("/2018/06/28/")[0], 5, "a file's end on Gopher")
        check.same(server.gemini("/2018/06/28/b.gmi").status, 51, "it is gone itself")
        check.settle(server)
        check.stops(server)


@test("main")
def index_without_a_file(check, server):
    """index.gmi answers wherever its directory does, on both protocols, and nowhere else."""
    check.same(server.gemini("/2018/06/28/index.gmi").body, server.gemini("/2018/06/28/").body, "Gemini")
    check.same(server.gopher("/2018/06/28/index.gmi")[0], server.gopher("/2018/06/28/")[0], "Gopher")
    check.same(server.gemini("/none/index.gmi").status, 51, "no directory, no index")


@test()
def link_from_outside(check):
    """A link that leads out is not listed: it would lead nowhere."""
    with worlds.small("outward", files={"main/sub/a.txt": "a", "outside.txt": "secret"}) as server:
        (server.folder / "main/sub/out.txt").symlink_to("../../outside.txt")
        (server.folder / "main/sub/in.txt").symlink_to("a.txt")
        server.start()
        links = [link for link, _ in gemtext_links(server.gemini("/sub/").body)]
        check.same([x for x in links if x.endswith(".txt")], ["a.txt", "in.txt"], "links within, and none without")
        check.settle(server)
        check.stops(server)
