"""Gopher requests: every form of a selector that real clients send, and what is no selector at all."""

import re
import ssl

import worlds
from harness import FIN, NOTIFIED, Plain, Tls, read_menu, says, test, until
from worlds import PLAIN_GOPHER

SAFE_TYPES = set("0145679gIshd;pi3")


def menu_is_right(check, raw, label):
    """Form of a menu: four fields, CRLF, the closing dot; hosts and ports that lead somewhere. Its items."""
    try:
        items = read_menu(raw)
    except ValueError as wrong:
        check.true(False, f"{label}: a menu", str(wrong))
        return []
    check.true(items, f"{label}: has lines")
    for i in items:
        good = i.type in SAFE_TYPES and (i.host, i.port) == ("null.host", 1) and not i.selector if i.type in "i3" else \
            bool(i.host) and 0 < i.port < 65536 and i.selector.isascii()
        if not good:
            check.true(False, f"{label}: a line that is right", i)
    return items


@test("main")
def front_page(check, server):
    """Every way to say "the front page"."""
    want, _ = server.gopher("/")
    items = menu_is_right(check, want, "front page")
    check.same(items[0].text if items else None, "Allerbote: das Archiv", "its title")
    for selector, end in [
        ("", b"\r\n"), ("", b"\n"), ("/", b"\n"), ("/0/", b"\r\n"), ("//", b"\r\n"), ("/.", b"\r\n"), ("\t", b"\r\n"),
        ("/\t", b"\r\n"), ("/index.gmi", b"\r\n"), ("index.gmi", b"\n"), ("/0/index.gmi", b"\r\n"), ("/7/\t", b"\r\n"),
    ]:
        raw, clean = server.gopher(selector, end=end)
        check.same((raw, clean), (want, True), f"selector {selector!r} and {end!r}")
    for selector in ("/1/", "1/", "/1"):
        # a directory "1" lies in the capsule: what is there wins over a guess
        raw, clean = server.gopher(selector)
        check.true(b"/1/menu" in raw and clean, f"{selector!r} is the directory of that name", raw[:80])
    raw, _ = server.gopher("/1/", nth=PLAIN_GOPHER)
    check.same(raw, server.gopher("/", nth=PLAIN_GOPHER)[0], "where there is none, it is the front page, pasted")
    with Plain(server.address("gopher")) as c:
        c.sock.shutdown(1)
        check.true(c.ends(8), "nothing at all: let go")
    with Plain(server.address("gopher")) as c:
        c.send(b"/about.txt")
        c.sock.shutdown(1)
        check.same((c.rest(), c.end), (server.gopher("/about.txt")[0], FIN), "a line that ends with the stream")


@test("main")
def forms_of_a_selector(check, server):
    want, _ = server.gopher("/about.txt")
    check.true(want.startswith("Über das Archiv\r\n===============\r\n".encode()), "the page", want[:80])
    for selector in ["about.txt", "//about.txt", "/./about.txt", "/own/../about.txt", "/0/about.txt", "0/about.txt",
                     "/1/about.txt", "/9/about.txt", "/h/about.txt", "/about.txt\t", "/about.txt\tsearch",
                     "/=61bout.txt", "/about.txt\t+", "/about.txt\t+text/plain", "/about.txt\tsearch\t+"]:
        raw, clean = server.gopher(selector)
        check.same((raw, clean), (want, True), repr(selector))
    check.same(server.gopher("/about.txt", end=b"\n")[0], want, "LF alone")
    with Plain(server.address("gopher")) as c:
        for byte in b"/about.txt\r\n":
            c.send(bytes([byte]))
        check.same((c.rest(), c.end), (want, FIN), "a byte a segment")
    menu, _ = server.gopher("/about")
    for selector in ["/1/about", "about", "/0/about"]:
        check.same(server.gopher(selector)[0], menu, f"{selector!r}: the menu view")
    check.true(menu_is_right(check, menu, "menu view"), "the menu view is a menu")
    check.true(server.gopher("/1/menu.txt")[0].startswith("In einem Ordner".encode()), "a directory called 1 is found first")


@test("main")
def views(check, server):
    """Text, menu, raw: what each name gives."""
    own = worlds.ARTICLE.encode()
    for selector in ["/2018/06/28/freibad.gmi", "/raw/2018/06/28/freibad.gmi", "/raw//2018/06/28/freibad.gmi",
                     "raw/2018/06/28/freibad.gmi", "/0/raw/2018/06/28/freibad.gmi", "/0/2018/06/28/freibad.gmi"]:
        check.same(server.gopher(selector), (own, True), f"{selector}: the file's bytes")
    text, clean = server.gopher("/2018/06/28/freibad.txt")
    check.true(clean and text.startswith("Freibad öffnet im Juli".encode()), "text", text[:60])
    items = menu_is_right(check, server.gopher("/2018/06/28/freibad")[0], "menu")
    links = [(i.type, i.selector) for i in items if i.type != "i"]
    url = "URL:https://" + "sehr-langer-name." * 6 + "example/pfad?x=1"
    for link in [("I", "/2018/06/28/photo.png"), ("0", "/2018/06/27/storch.txt"), ("h", url),
                 ("h", "URL:gemini://other.example/seite.gmi"), ("h", "URL:mailto:redaktion@allerbote.example"),
                 ("1", "/2018/06/28/")]:
        check.true(link in links, f"menu: {link}", links)
    for i in items:
        if i.type != "i":
            check.same((i.host, i.port), ("localhost", 70), f"menu: host and port of {i.selector}")
    check.same(server.gopher("/sub/plain.txt")[0].count(b"\r\n.\r\n"), 0, "a plain text has no bare dot")
    check.same(server.gopher("/raw/sub/plain.txt"), (worlds.path("sub/plain.txt"), True), "… but in its raw view")
    check.same(server.gopher("/2018/06/28/photo.png"), (worlds.path("2018/06/28/photo.png"), True), "a picture's bytes")
    items = menu_is_right(check, server.gopher("/own/")[0], "an index is a menu")
    check.same(items[0].text if items else "", "Von Hand", "a directory with an index")
    check.same(server.gopher("/own")[0], server.gopher("/own/")[0], "without its slash, too")
    check.same(server.gopher("/raw/own/")[0], worlds.path("own/index.gmi"), "its raw view")


@test("main")
def item_types(check, server):
    """The type of an item says what is behind it."""
    types = {}
    for i in menu_is_right(check, server.gopher("/types/")[0], "types"):
        if i.type != "i":
            types[i.selector] = i.type
    for name, want in [
        ("a.txt", "0"), ("a.md", "0"), ("a.xml", "0"), ("feed.xml", "0"), ("a.png", "I"), ("a.jpg", "I"), ("a.gif", "g"),
        ("a.svg", "I"), ("a.html", "h"), ("a.pdf", "d"), ("a.mp3", "s"), ("a.ogg", "s"), ("a.zip", "9"),
        ("a.tar.gz", "9"), ("latin.txt", "0"), ("README", "0"),
    ]:
        check.same(types.get("/types/" + name), want, name)
    for kind, want in [("/2018/", "1"), ("/search", "7")]:
        items = [i for i in server.menu("/") if i.selector == kind]
        check.same([i.type for i in items], [want], f"the front page's link to {kind}")
    remote = [i for i in server.menu("/") if i.host == "elsewhere.example"]
    check.same([(i.type, i.selector, i.port) for i in remote], [("1", "/menu", 70)], "a link to another Gopher server")


@test("main")
def errors(check, server):
    """A menu's error is one type 3 line, a text's error is a sentence; each says what to do."""
    for selector, key in [
        ("/nothing", "not_found"), ("/nothing/", "not_found"), ("nothing", "not_found"), ("/.hidden", "not_found"),
        ("/.git/", "not_found"), ("/x" * 200, "not_found"), ("/../etc/passwd", "climbs"), ("/=2E=2E/etc/passwd", "climbs"),
        (b"/\xff\xfe", "bad_request"), (b"/a\x00b", "bad_request"), (b"/a\x1b[31m", "bad_request"),
        (b"/=FF", "bad_request"), ("/" + "a" * 1100, "too_long"), ("/withdrawn", "gone"), ("/about.gmi/x", "not_found"),
    ]:
        raw, clean = server.gopher(selector)
        items = menu_is_right(check, raw, repr(selector)[:60])
        check.true(clean and items and items[0].type == "3", f"{selector!r:.60}: type 3", raw)
        said = " ".join(i.text.strip() for i in items)
        check.true(says("de", key, said), f"{selector!r:.60}: says what to do", said)
        check.same([i.type for i in items[1:] if i.type not in "i3"], [], f"{selector!r:.60}: nothing else")
    for selector, key in [("/nothing.txt", "not_found"), ("/raw/nothing.gmi", "not_found"), ("/nothing.gmi", "not_found"),
                          ("/withdrawn.txt", "gone"), ("/withdrawn.gmi", "gone"), ("/0/nothing.txt", "not_found")]:
        raw, clean = server.gopher(selector)
        check.true(clean and says("de", key, raw.decode()) and b"\t" not in raw, f"{selector}: a sentence", raw)
    raw, _ = server.gopher("/nothing", nth=PLAIN_GOPHER)
    check.true(says("en", "not_found", raw.decode()), "in the capsule's language", raw)


@test("main")
def moved_pages(check, server):
    """Gopher has no redirect: the new page is the answer."""
    check.same(server.gopher("/old.txt")[0], server.gopher("/2018/06/28/freibad.txt")[0], "text of a moved page")
    check.same(server.gopher("/old")[0], server.gopher("/2018/06/28/freibad")[0], "menu of a moved page")
    check.same(server.gopher("/raw/old.gmi")[0], worlds.ARTICLE.encode(), "bytes of a moved page")


@test("main")
def gopher_plus(check, server):
    """As the UMN client needs it."""
    for selector in ("\t$", "/\t$", "/\t!", "\t!", "/\t$+INFO"):
        raw, clean = server.gopher(selector)
        lines = raw.split(b"\r\n")
        check.true(clean and lines[0] == b"+-1", f"{selector!r}: begins with +-1", raw[:60])
        check.same(lines[-2:], [b".", b""], f"{selector!r}: ends with a dot")
        check.true(len(lines) > 4 and all(line.startswith(b"+INFO: ") and line.count(b"\t") >= 3 for line in lines[1:-2]),
                   f"{selector!r}: a +INFO line for each item", raw[:200])
    # of a generated page, too
    raw, _ = server.gopher("/2018/\t$")
    check.true(raw.startswith(b"+-1\r\n+INFO: ") and raw.endswith(b"\r\n.\r\n"), "of a listing", raw[:60])
    check.same(server.gopher("/\t+")[0], server.gopher("/")[0], "+ asks for the page itself")


@test("main")
def long_gopher_plus(check, server):
    """3,000 lines with attributes come over TLS as they come without."""
    for selector in ("/long/\t$", "/long/", "/ascii/long/\t$", "/long/index.txt"):
        plain, clean = server.gopher(selector)
        check.true(clean and plain.count(b"Zeile") >= 3000, f"{selector!r}: every line", len(plain))
        check.same(server.gopher(selector, tls=True), (plain, True), f"{selector!r}: over TLS")
        check.same(server.gopher(selector, tls=True, receive_buffer=8192), (plain, True), f"{selector!r}: to a slow reader")
    raw, _ = server.gopher("/long/\t$", tls=True)
    head, *lines = raw.split(b"\r\n")
    check.same((head, lines[-2:]), (b"+-1", [b".", b""]), "the ends")
    check.same([line for line in lines[:-2] if not line.startswith(b"+INFO: ")], [], "+INFO: before each line")
    want = server.gopher("/long/")[0].split(b"\r\n")[:-2]
    check.same([line.removeprefix(b"+INFO: ") for line in lines[:-2]], want, "the menu's lines")


@test("main")
def web_browsers(check, server):
    for line in [b"GET / HTTP/1.1", b"GET / HTTP/1.0", b"POST /x HTTP/1.1", b"HEAD / HTTP/1.1", b"GET /about.txt",
                 b"OPTIONS * HTTP/1.1", b"CONNECT example.org:443 HTTP/1.1", b"PRI * HTTP/2.0"]:
        with Plain(server.address("gopher")) as c:
            c.send(line + b"\r\nHost: localhost\r\nUser-Agent: x\r\n\r\n")
            raw = c.rest()
            head, _, body = raw.partition(b"\r\n\r\n")
            check.same((head.split(b"\r\n")[0], c.end), (b"HTTP/1.0 400 Bad Request", FIN), f"{line.decode()}")
            check.true(says("de", "http", body.decode(), url="gopher://localhost/"), f"{line.decode()}: a sentence", body)
            length = re.search(rb"Content-Length: (\d+)", head)
            check.same(int(length[1]) if length else None, len(body), f"{line.decode()}: its length")
    raw, _ = server.gopher("GET it while it is hot")
    check.true(raw.startswith(b"3"), "a selector that begins like it is none", raw)


@test("main")
def url_page(check, server):
    """For clients that know no h items: a page that leads on, and cannot be made to say anything else."""
    for url in ["https://example.org/?a=1&b=2", "http://example.org/", "gemini://example.org/x", "gopher://example.org/1/",
                "mailto:post@example.org"]:
        for front in ("URL:", "/URL:", "/h/URL:"):
            raw, clean = server.gopher(front + url)
            page = raw.decode()
            check.true(clean and page.startswith("<!DOCTYPE html>"), f"{front}{url}: a page", raw[:80])
            check.true(f'href="{url.replace("&", "&amp;")}"' in page, f"{front}{url}: leads there", raw)
    for url in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "about:x",
                "", "nonsense", " javascript:alert(1)", "//example.org/"]:
        raw, _ = server.gopher("URL:" + url)
        check.true(b"<" not in raw, f"URL:{url}: no page", raw)
    for url in ['https://example.org/"><script>x</script>', "https://example.org/'onload='x", "https://example.org/?<b>"]:
        raw, _ = server.gopher("URL:" + url)
        text = raw.replace(b"<!DOCTYPE html>", b"")
        check.true(b"<script" not in text and b"<b>" not in text and b"'" not in text, f"URL:{url}: escaped", raw)


@test("main")
def gophers(check, server):
    """TLS on the same port, by the first byte."""
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        for selector in ("", "/about.txt", "/2018/", "/nothing"):
            plain = server.gopher(selector)[0]
            with Tls(server.address("gopher"), version=version) as c:
                c.send(selector.encode() + b"\r\n")
                check.same((c.rest(), c.end), (plain, NOTIFIED), f"{version.name} {selector!r}")
                check.same(c.certificate(), ssl.PEM_cert_to_DER_cert((server.folder / "main.crt").read_text()), "certificate")
    with Tls(server.address("gopher"), dribble=True, sni=None) as c:
        c.send(b"/about.txt\r\n")
        check.same(c.rest(), server.gopher("/about.txt")[0], "a byte a segment, without SNI")
    # switched off: closed, at once
    try:
        Tls(server.address("gopher", PLAIN_GOPHER)).sock.close()
        check.true(False, "tls = no: closed")
    except ConnectionError:
        check.true(True, "tls = no: closed")
    check.true(read_menu(server.gopher("", nth=PLAIN_GOPHER)[0]), "and still Gopher")


@test("main")
def second_listener(check, server):
    """A capsule, host and port of its own."""
    raw, _ = server.gopher("/", nth=PLAIN_GOPHER)
    items = menu_is_right(check, raw, "English")
    check.true(items and items[0].text == "The English capsule", "the other capsule", raw[:80])
    links = [i for i in items if i.type not in "i"]
    check.same({(i.host, i.port) for i in links}, {("gopher.english.example", 7000)}, "host and port of its links")
    text = server.gopher("/index.txt", nth=PLAIN_GOPHER)[0]
    check.true(b"gopher://gopher.english.example:7000/" in text, "its addresses", text)


@test("main")
def search_word(check, server):
    """A TAB and a search word, whatever it says, do no harm."""
    for word in ["Freibad", "Freibad ort:Wolfsburg", "ä", "+", "+ungewöhnlich", "a\tb", "$", "!", "x" * 900]:
        raw, clean = server.gopher(f"/about.txt\t{word}")
        check.true(clean and raw, f"{word!r:.40}", raw[:60])
    raw, clean = server.gopher(b"/about.txt\t\xff\xfe")
    check.true(clean and raw, "a word that is not UTF-8", raw[:60])
    until(lambda: b"\n0" in server.gopher("/search\tFreibad")[0], what="an index in which it is found")
    for word in ["Freibad", "ä", '"', "a" * 900, "-a", "a NEAR b", "a AND", "*", "x*", "ort:", 'ort:"', "von:99", "(", "{title}:a"]:
        raw, clean = server.gopher(f"/search\t{word}")
        check.true(clean and raw.startswith(b"i") and raw.endswith(b"\r\n.\r\n"), f"a search for {word!r:.40}", raw[:90])
    for word in [b"\xff\xfe", b"a\x00b", b"\x01", b"\x1b[31m", b"a\x7f", b"a\rb", b"\r"]:
        raw, clean = server.gopher(b"/search\t" + word)
        check.true(clean and raw.startswith((b"i", b"7")), f"a search for {word!r}", raw[:60])
    raw, clean = server.gopher(b"/search\x01\ta")
    check.true(clean and raw.startswith(b"3"), "a selector with a control byte", raw[:60])


@test("main")
def caps(check, server):
    raw, clean = server.gopher("/caps.txt")
    check.true(clean and raw.startswith(b"CAPS"), "caps.txt", raw[:60])
    for line in (b"CapsVersion=1", b"PathDelimeter=/", b"ServerDefaultEncoding=UTF-8", b"ServerSoftware=Herald",
                 b"ServerDescription=", b"ServerTLSPort=70"):
        check.true(line in raw, line.decode(), raw)
    check.true(b"ServerTLSPort" not in server.gopher("/caps.txt", nth=PLAIN_GOPHER)[0], "no TLS, no TLS port")
    check.true(b"User-agent" in server.gopher("/robots.txt")[0], "robots.txt")


@test("main")
def ascii(check, server):
    """/ascii/ sticks: every link, every error, every address beneath it is ASCII and leads on beneath it."""
    offer = [i for i in server.menu("/") if i.selector.startswith("/ascii")]
    check.true(offer and offer[0].text.startswith("ASCII") and offer[0].type == "1", "the front page offers it", offer)
    seen, left = set(), ["/ascii/"]
    while left:
        selector = left.pop()
        if selector in seen or "hostile" in selector or "/big" in selector:
            continue
        seen.add(selector)
        raw, clean = server.gopher(selector)
        check.true(clean and raw.isascii(), f"{selector}: ASCII", raw.decode("latin-1"))
        if selector.endswith(".txt"):
            continue
        for i in menu_is_right(check, raw, selector):
            if i.type in "1" and (i.host, i.port) == ("localhost", 70) or i.type == "0" and i.selector.endswith(".txt"):
                check.true(i.selector.startswith("/ascii/"), f"{selector}: {i.selector} stays beneath", i)
                if i.selector.startswith("/ascii/"):
                    left.append(i.selector)
    for want in ("/ascii/2018/06/28/freibad.txt", "/ascii/2018/06/"):
        check.true(want in seen, f"{want} is reached", sorted(seen))
    text = b" ".join(server.gopher("/ascii/2018/06/28/freibad.txt")[0].split())
    for want in (b"Freibad oeffnet", b"1,80 EUR", b'"keinen Cent mehr"', b" - und er muss"):
        check.true(want in text, want.decode(), text[:400])
    for selector in ("/ascii/nothing", "/ascii/nothing.txt", "/ascii/2018/nothing/", b"/ascii/\xff", "/ascii/../x", "/ascii/withdrawn"):
        raw, _ = server.gopher(selector)
        check.true(raw and raw.isascii(), f"{selector!r}: an ASCII error", raw)
    check.same(server.gopher("/ascii")[0], server.gopher("/ascii/")[0], "without its slash")
    check.same(server.gopher("/0/ascii/about.txt")[0], server.gopher("/ascii/about.txt")[0], "pasted with its type")
    check.same(server.gopher("/ascii/raw/about.gmi")[0], worlds.path("about.gmi"), "raw is raw")
