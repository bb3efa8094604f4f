"""What a running server does with what was published, and with what was mirrored: files that are laid there by hand."""

import base64
import re
import shutil
import subprocess
import time

import harness
import worlds
from harness import says, test, until

KEY = "RWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIAl"
ARTICLE = "# Storch im Löschteich\n\nGifhorn. Der Bericht über den Storch ist lang genug.\n\n## Zu diesem Artikel\n* Ort: Gifhorn\n"
LATIN = "Größe\n".encode("latin-1")  # a guess would find a charset in it
LONG = b"SHA256 (" + b"a" * 200 + b".gmi) = " + b"0" * 64 + b"\n"  # a view would wrap it


def head(addresses, serial=7, published="2026-11-23T10:00:00Z", until="2099-01-01T00:00:00Z"):
    """As a publisher signs it; nobody looks at the signature here."""
    archive = "".join(f"archive: {a}\n" for a in addresses)
    hashes = "".join(f"{key}: {'0' * 64}\n" for key in ("manifest", "log", "packs", "gone"))
    signature = base64.b64encode(b"Ed" + bytes(8) + bytes(64)).decode()
    return (f"untrusted comment: verify with key.pub\n{signature}\nherald-archive: 1\ntitle: Der Bote\n{archive}serial: {serial}\n"
            f"published: {published}\nvalid-until: {until}\nfiles: 12\nbytes: 345\n{hashes}")


ORIGINAL = ["gemini://original.example/", "gopher://original.example/"]
PUBLISHED = {
    "MANIFEST": LONG,
    "2018/06/28/MANIFEST": LATIN,
    "mirror/HEAD": head(ORIGINAL),
    "mirror/HEAD.minisig": b"untrusted comment: x\n",
    "mirror/key.pub": f"untrusted comment: the key\n{KEY}\n",
    "mirror/keys": b"",
    "mirror/packs": b"\xfe\xff",
    "mirror/gone": b"31\t/alt.gmi\t/2018/06/28/storch.gmi\n",
    "mirror/log/000/007": b"<html>\n",
    "mirror/pack/2018-06.7.tar.gz": bytes(range(256)) * 40,
    "mirror/pack/2018-06.gpub": b"PK\x03\x04",
}
TYPES = {"gz": "application/gzip", "gpub": "application/gpub+zip"}
FILES = {"main/2018/06/28/storch.gmi": ARTICLE, "main/about.gmi": "# Über uns\n"}


def as_bytes(content):
    return content.encode() if isinstance(content, str) else content


def archive(name, files=None):
    """Without a page of its own at the front, which would win; and with one worker: what it has seen, all have."""
    server = worlds.small(name, f"list timeout = {int(5000 * harness.SLOW)}\n", {**FILES, **(files or {})}, workers=1)
    (server.folder / "main/index.gmi").unlink()
    return server.start()


def indexed(server, path="/", what=b"Ein Artikel"):
    return until(lambda: (r := server.gemini(path)).status == 20 and what in r.body and r, what=f"{path} with {what!r}")


def publish(server, but=()):
    for path, content in PUBLISHED.items():
        if path not in but:
            server.put("keep/publish/main/" + path, content)


def as_they_are(check, server):
    """Byte for byte on both protocols, in every view of Gopher."""
    for path, content in PUBLISHED.items():
        reply = server.gemini("/" + path)
        want = TYPES.get(path.rpartition(".")[2], "text/plain")
        check.same((reply.status, reply.meta, reply.clean), (20, want, True), f"/{path}")
        check.same(reply.body, as_bytes(content), f"/{path}: its bytes")
        for before in ("", "/0", "/9", "/raw", "/ascii", "/ascii/raw"):
            raw, clean = server.gopher(f"{before}/{path}")
            check.same((raw, clean), (as_bytes(content), True), f"{before}/{path} on Gopher")
    raw, clean = server.gopher("/mirror/packs", tls=True)
    check.same((raw, clean), (as_bytes(PUBLISHED["mirror/packs"]), True), "over TLS")


@test()
def published(check):
    """The first publication comes while the server runs: then its files are there, and the page about them."""
    with archive("published") as server:
        indexed(server)
        check.true((server.folder / "keep").is_dir(), "there is a place for what is published")
        check.same(server.gemini("/mirror/HEAD").status, 51, "nothing yet")
        check.same(server.gemini("/MANIFEST").status, 51, "no MANIFEST yet")
        reply = server.gemini("/mirror/")
        check.true(reply.status == 20 and says("de", "none", reply.body.decode()), "the page says so", reply.raw)
        check.true(b"/mirror/" not in server.gemini("/").body, "the front page has no link to it")
        publish(server)
        server.put("keep/publish/main/secret.txt", "not published")
        server.put("keep/publish/main/mirror/.new", "not yet")
        until(lambda: server.gemini("/mirror/HEAD").status == 20, what="HEAD")
        as_they_are(check, server)
        for path in ("/secret.txt", "/mirror/.new", "/mirror/nothing", "/mirror/pack/", "/mirror/log/000/", "/2018/MANIFEST", "/mirror/../secret.txt"):
            check.same(server.gemini(path).status, 51, path)
            check.true(server.gopher(path)[0].startswith((b"3", b"Nicht")), f"{path} on Gopher")
        check.same((server.gemini("/mirror").status, server.gemini("/mirror").meta), (31, "/mirror/"), "/mirror")
        page = until(lambda: (r := server.gemini("/mirror/")).status == 20 and KEY.encode() in r.body and r, what="the page").body.decode()
        check.true(f"herald mirror gemini://localhost:{server.public_port}/ DIR \\\n  --key {KEY}\n" in page, "the command", page)
        check.true("12 Dateien, veröffentlicht am 23. November 2026 (Nummer 7)" in page, "what there is", page)
        links = re.findall(r"^=> (\S+)", page, re.M)
        check.true("/mirror/HEAD" in links and "/mirror/log/000/007" in links and "/MANIFEST" in links, "links", links)
        for link in links:
            check.same(server.gemini(link).status, 20, f"a link of /mirror/: {link}")
        for item in server.menu("/mirror/"):
            if item.type not in "i" and item.selector != "/":
                check.same(item.type, "0", f"{item.selector}: a text")
                check.same(server.gopher(item.selector)[0], as_bytes(PUBLISHED[item.selector[1:]]), item.selector)
        menu = "\n".join(i.text for i in server.menu("/mirror/"))
        gopher = server.address("gopher")[1]
        check.true(f"herald mirror gopher://localhost:{gopher}/ DIR" in menu and f"  --key {KEY}" in menu, "the command on Gopher", menu)
        check.true(b"/mirror/" in until(lambda: (r := server.gemini("/")).body.find(b"=> /mirror/") > 0 and r, what="the link").body,
                   "the front page has a link now")
        check.true(b"Spiegel von" not in server.gemini("/2018/").body, "a publisher is no mirror")
        # a file in the root wins
        server.put("main/MANIFEST", "by hand\n")
        server.put("main/mirror/index.gmi", "# Von Hand\n")
        check.same(server.gemini("/MANIFEST").body, b"by hand\n", "an editor's own file")
        check.same(server.gemini("/mirror/").body, b"# Von Hand\n", "an editor's own page")
        check.same(server.gemini("/robots.txt").body, b"User-agent: *\nDisallow:\n", "robots.txt")
        (server.folder / "main/MANIFEST").unlink()
        check.same(server.gemini("/MANIFEST").body, LONG, "without it the publisher's")
        # the folder goes, and another one comes
        shutil.rmtree(server.folder / "keep/publish")
        until(lambda: server.gemini("/MANIFEST").status == 51, what="the end of MANIFEST")
        server.put("keep/publish/main/MANIFEST", "another\n")
        until(lambda: server.gemini("/MANIFEST").body == b"another\n", what="another MANIFEST")
        # the same, but the old one is moved away
        (server.folder / "keep/publish/main").rename(server.folder / "keep/publish/old")
        server.put("keep/publish/main/MANIFEST", "a third\n")
        until(lambda: server.gemini("/MANIFEST").body == b"a third\n", what="a MANIFEST beside the one that was moved away")
        check.settle(server)
        check.stops(server)


def mirrored(server, **how):
    """HEAD last, as the follower has it."""
    for path, content in PUBLISHED.items():
        if path not in ("mirror/HEAD", "MANIFEST"):
            server.put("main/" + path, content)
    server.put("main/mirror/HEAD", head(ORIGINAL, **how))


EXPIRED = r"Dieser Stand galt bis 2\. Januar 2020. Seither ist vom Original nichts Neues gekommen\."
TREE = ["/2018/", "/2018/06/", "/2018/06/28/", "/years/", "/place/", "/place/gifhorn/", "/undated/", "/new/", "/digest/", "/today",
        "/more/2018/06/28/storch.gmi", "/search?Storch", "/search?Xylophon", "/mirror/", "/mirror/pack/"]


@test()
def mirror(check):
    """A capsule becomes a mirror, of another moment, an old one, and none again: its pages say so at once."""
    with archive("mirror", {"main/undated/alt.gmi": ARTICLE}) as server:
        indexed(server, what=b"Zwei Artikel")
        check.true(b"Spiegel" not in server.gemini("/2018/").body, "no mirror")
        mirrored(server)
        of = "Spiegel von original.example, Stand 23. November 2026"
        # the pages were remembered a moment ago
        until(lambda: of in server.gemini("/2018/").body.decode(), what="a mirror")
        front = until(lambda: (r := server.gemini("/")).status == 20 and of in r.body.decode() and r, what="the front page").body.decode()
        check.true(re.search(rf"^Zwei Artikel, .*\. {of}$", front, re.M), "the line on the front page", front)
        check.true("\n=> gemini://original.example/ Das Original\n" in front, "the original", front)
        for path in TREE:
            reply = server.gemini(path)
            check.same(reply.status, 20, path)
            check.true(reply.body.decode().endswith(f"\n\n=> gemini://original.example{path} {of}: diese Seite im Original\n"),
                       f"{path}: the last line", reply.body.decode()[-200:])
            check.true("galt bis" not in reply.body.decode(), f"{path}: it is fresh")
            if "?" not in path:
                links = [i for i in server.menu(path.removesuffix(".gmi")) if i.host == "original.example"]
                check.same([(i.type, i.selector, i.port) for i in links], [("1", path.removesuffix(".gmi"), 70)], f"{path} on Gopher")
        article = server.gemini("/2018/06/28/storch.gmi")
        check.same(article.body, ARTICLE.encode(), "an article is as it was")
        check.true(b"Spiegel" not in server.gemini("/feed.xml").body, "a feed has no foot")
        for path, content in PUBLISHED.items():
            if path != "MANIFEST":
                check.same(server.gemini("/" + path).body, as_bytes(content), f"/{path} lies in place")
        # another moment
        server.put("main/mirror/HEAD", head(["gemini://original.example:1966/"], 8, "2026-12-24T10:00:00Z"))
        until(lambda: "=> gemini://original.example:1966/2018/ Spiegel von original.example:1966, Stand 24. Dezember 2026"
              in server.gemini("/2018/").body.decode(), what="another moment")
        # past its validity
        server.put("main/mirror/HEAD", head(ORIGINAL, 9, "2019-01-02T10:00:00Z", "2020-01-02T10:00:00Z"))
        until(lambda: "galt bis" in server.gemini("/2018/").body.decode(), what="words about its age")
        for path in ["/", *TREE]:
            text = server.gemini(path).body.decode()
            check.true(re.search(rf"^{EXPIRED}$", text, re.M), f"{path}: it is old", text[-300:])
        check.true("Dieser Stand galt" in server.gopher("/2018/index.txt")[0].decode(), "as a text")
        check.true("Dieser Stand galt" in " ".join(i.text for i in server.menu("/2018/")), "in a menu")
        check.true(server.gopher("/ascii/2018/")[0].isascii(), "in ASCII")
        # broken: what was known stays
        server.put("main/mirror/HEAD", "nonsense")
        until(lambda: re.search(r"/mirror/HEAD in its root: ", server.stderr()), what="a complaint")
        check.true("Stand 2. Januar 2019" in server.gemini("/2018/").body.decode(), "what was known stays")
        (server.folder / "main/mirror/HEAD").unlink()
        until(lambda: b"Spiegel von" not in server.gemini("/2018/").body, what="no mirror")
        check.stops(server, [r"/mirror/HEAD in its root: "])


@test()
def expires(check):
    """Nothing happens but that time goes by."""
    with archive("expires") as server:
        until_then = time.time() + 4
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(until_then))
        mirrored(server, until=stamp)
        until(lambda: b"Spiegel von" in server.gemini("/2018/").body, what="a mirror")
        if time.time() < until_then - 1:
            check.true(b"galt bis" not in server.gemini("/2018/").body, "it is fresh")
        until(lambda: b"galt bis" in server.gemini("/2018/").body, what="words about its age")
        check.true(time.time() >= int(until_then), "not before it is time")
        check.stops(server)


def gone(server, path, status):
    return until(lambda: (r := server.gemini(path)).status == status and r, what=f"{status} for {path}")


@test()
def moves_and_withdrawals(check):
    """The publisher's list in the root is answered like the own one, which wins; both are read again."""
    with archive("gone lists", {"main/2018/06/28/bus.gmi": ARTICLE.replace("Storch", "Bus")}) as server:
        indexed(server, what=b"Zwei Artikel")
        mirrored(server)
        reply = gone(server, "/alt.gmi", 31)
        check.same(reply.meta, "/2018/06/28/storch.gmi", "moved")
        check.true("Der Bericht" in server.gopher("/alt.txt")[0].decode(), "on Gopher it is the article")
        server.put("main/mirror/gone", "31\t/alt.gmi\tgemini://elsewhere.example/neu.gmi\n30\t/weg.gmi\t/2018/06/28/storch.gmi\n"
                   "52\t/2018/06/28/bus.gmi\tAuf Wunsch\n")
        check.same(gone(server, "/2018/06/28/bus.gmi", 52).meta.count("Auf Wunsch"), 1, "the reason")
        check.same(server.gemini("/alt.gmi").meta, "gemini://elsewhere.example/neu.gmi", "to another archive")
        check.same(server.gemini("/weg.gmi").status, 30, "for a while")
        items = server.menu("/alt")
        check.true(any(i.type == "h" and i.selector == "URL:gemini://elsewhere.example/neu.gmi" for i in items), "an item", items)
        words, _ = server.gopher("/2018/06/28/bus.txt")
        check.true(b"Auf Wunsch" in words, "the reason on Gopher", words)
        check.true("Auf Wunsch" in server.menu("/2018/06/28/bus")[0].text, "and in a menu")
        # lists and the index leave it out; the file is there still
        until(lambda: b"Ein Artikel" in server.gemini("/").body, what="an index without it")
        for path in ("/2018/06/28/", "/search?Bus", "/", "/place/gifhorn/"):
            check.true(b"bus.gmi" not in server.gemini(path).body, f"{path} does not name it")
        # the own list wins
        server.put("keep/gone", "31\t/2018/06/28/bus.gmi\t/2018/06/28/storch.gmi\n52\t/about.gmi\tMeins\n52\t/alt.gmi\tMeins\n")
        check.same(gone(server, "/2018/06/28/bus.gmi", 31).meta, "/2018/06/28/storch.gmi", "the own list wins")
        check.true("Meins" in gone(server, "/alt.gmi", 52).meta and server.gemini("/about.gmi").status == 52, "its withdrawals")
        check.same(server.gemini("/weg.gmi").status, 30, "what it does not speak of")
        # broken, then lost: nothing comes back
        server.put("main/mirror/gone", "52\t/2018/06/28/bus.gmi\tAuf Wunsch\nnonsense\n")
        until(lambda: re.search(r"mirror/gone:2: .*stays in force", server.stderr()), what="a complaint")
        check.same(server.gemini("/weg.gmi").status, 30, "a broken list changes nothing")
        (server.folder / "main/mirror/gone").unlink()
        server.put("keep/gone", "# nothing\n")
        deadline = time.monotonic() + 2.5  # workers look once a second
        while time.monotonic() < deadline:
            check.same(server.gemini("/weg.gmi").status, 30, "a lost list changes nothing")
        server.put("main/mirror/gone", "52\tsha256:" + "0" * 64 + "\tx\n")
        gone(server, "/2018/06/28/bus.gmi", 20)
        check.stops(server, [r"stays in force"])


@test()
def starts(check):
    """A broken list of the publisher's is a reason not to start, as a broken own one is."""
    server = worlds.small("starts", files=FILES)
    conf = str(server.folder / "herald.ini")

    def look():
        done = subprocess.run([harness.BINARY, "check", "-c", conf], capture_output=True, text=True, timeout=harness.PATIENCE, check=False)
        return done.returncode, done.stdout + done.stderr

    check.same(look()[0], 0, "good")
    check.true("is a mirror" not in look()[1], "no mirror")
    server.put("main/mirror/gone", "52\t/a.gmi\tx\nnonsense\n")
    status, said = look()
    check.true(status == 1 and re.search(r"main/mirror/gone:2: ", said), "a broken list", said)
    server.put("main/mirror/gone", "52\t/a.gmi\tx\n")
    server.put("main/mirror/HEAD", head(ORIGINAL))
    status, said = look()
    check.true(status == 0 and "note: capsule main is a mirror of original.example, as of 2026-11-23T10:00:00Z, valid until "
               "2099-01-01T00:00:00Z" in said, "a mirror", said)
    server.put("main/mirror/HEAD", head(ORIGINAL, until="2020-01-01T00:00:00Z"))
    check.true("which was valid until 2020-01-01T00:00:00Z" in look()[1], "an old one")
    with open(conf, "a", encoding="utf-8") as file:
        file.write("publish = yes\n")
    status, said = look()
    check.true(status == 0 and "publish = yes: the root is a mirror of original.example" in said, "publish = yes on a mirror", said)
    (server.folder / "main/mirror/HEAD").unlink()
    check.true("publish = yes: there is no key" in look()[1], "publish = yes without a key", look()[1])
    server.put("keep/sign/main.sec", "x")
    (server.folder / "keep/sign/main.sec").chmod(0o644)
    status, said = look()
    check.true(status == 0 and "main.sec (mode 0644)" in said and "chmod 600" in said, "with a key that others can read", said)
    (server.folder / "keep/sign/main.sec").chmod(0o600)
    check.true("publish" not in look()[1], "with a key")
    server.remove()
