"""Articles as Gopher text: widths, dots, addresses, and that no word is missing."""

import re
import unicodedata

import harness
import worlds
from harness import read_menu, test, until

WIDTH = 67
URL = re.compile(r"^(\[\d+\] |  )[a-z][a-z0-9+.-]*:\S+$")  # a link's, or one of the page's own addresses


def cells(text):
    """Display width, as terminals see it."""
    width = 0
    for c in text:
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return width


def pages():
    """The shipped capsule's pages, and the article of ours that is made of hard cases."""
    root = harness.REPO / "capsule"
    return sorted(path for path in root.rglob("*.gmi") if path.name != "index.gmi")


def letters(text):
    """The text without what wrapping may change: spaces, soft hyphens and the marks at the front of a line."""
    return re.sub(r"[\s\u00ad]+", "", text)


@test("main")
def text_form(check, server):
    for selector in ("/2018/06/28/freibad.txt", "/2018/06/27/storch.txt", "/about.txt", "/sub/plain.txt"):
        raw, clean = server.gopher(selector)
        text = raw.decode("utf-8")
        check.true(clean and text.endswith("\r\n"), f"{selector}: ends with CRLF", text[-40:])
        check.true("\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", ""), f"{selector}: every line does")
        lines = text.split("\r\n")
        check.same([line for line in lines if line == "."], [], f"{selector}: no bare dot")
        wide = [line for line in lines if cells(line) > WIDTH and not URL.match(line)]
        check.same(wide, [], f"{selector}: at most {WIDTH} cells")
        check.true("\t" not in text, f"{selector}: no TAB")
    for selector in ("/2018/06/28/freibad", "/", "/2018/", "/2018/06/28/"):
        wide = [i.text for i in server.menu(selector) if cells(i.text) > WIDTH]
        check.same(wide, [], f"{selector}: a menu's texts have at most {WIDTH} cells")


@test("main")
def addresses(check, server):
    text = server.gopher("/2018/06/28/freibad.txt")[0].decode()
    end = text[text.rindex(harness.words("de")["this_page"]):].split("\r\n")
    check.same(end, [harness.words("de")["this_page"], "  gopher://localhost/0/2018/06/28/freibad.txt",
                     "  gemini://localhost/2018/06/28/freibad.gmi", harness.words("de")["with_links"],
                     "  gopher://localhost/1/2018/06/28/freibad", ""], "the last lines")
    for line in end:
        kind, slash, rest = line.strip().partition("://localhost/")
        if kind == "gopher":
            check.true(server.gopher("/" + rest[2:])[0].find("Freibad öffnet".encode()) >= 0, f"{line}: leads here")
            check.true(server.gopher("/" + rest)[0].find("Freibad öffnet".encode()) >= 0, f"{line}: pasted whole, too")
        elif slash:
            check.same(server.gemini(line.strip()).status, 20, f"{line}: leads here")


@test("main")
def links_of_a_text(check, server):
    """[n] in the text, [n] and the whole URL below, one for one."""
    text = server.gopher("/2018/06/28/freibad.txt")[0].decode()
    marks = [int(n) for n in re.findall(r"\[(\d+)\]\r\n", text)]
    listed = re.findall(r"\r\n\[(\d+)\] (\S+)(?=\r\n)", text)
    check.same(marks, list(range(1, 7)), "marks")
    check.same([int(n) for n, _ in listed], marks, "list")
    check.same([url for _, url in listed], [
        "gopher://localhost/I/2018/06/28/photo.png", "gopher://localhost/0/2018/06/27/storch.txt",
        "https://" + "sehr-langer-name." * 6 + "example/pfad?x=1", "gemini://other.example/seite.gmi",
        "mailto:redaktion@allerbote.example", "gopher://localhost/1/2018/06/28/"], "URLs")


@test("main")
def nothing_lost(check, server):
    """Every letter of the article is in its text and its menu, in order."""
    want = ""
    for line in worlds.ARTICLE.split("\n"):
        line = re.sub(r"^(#{1,3} |> |=> \S+ ?)", "", line)
        want += letters(line.removeprefix("```"))
    text = server.gopher("/2018/06/28/freibad.txt")[0].decode()
    body = text[: text.index("\r\n" + harness.words("de")["links"] + "\r\n")]
    menu = "\n".join(i.text for i in server.menu("/2018/06/28/freibad"))
    for label, got in [("text", body), ("menu", menu)]:
        lines = [re.sub(r"^>( |$)", "", line) for line in re.split(r"\r?\n", got)]
        lines = [line for line in lines if not re.fullmatch(r"[=~-]{3,}", line) or line == "-------------"]
        got = letters(re.sub(r" \[\d+\]$", "", "\n".join(lines), flags=re.M))
        same = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
        check.true(got == want, f"{label}: every letter", f"differs at {same}: {got[same:same+40]!r}, not {want[same:same+40]!r}")


@test()
def shipped_capsule(check):
    """Every page of the capsule that comes with it, from a copy: form, width, and every link of it leads somewhere."""
    files = {}
    for path in (harness.REPO / "capsule").rglob("*"):
        if path.is_file():
            files[f"main/{path.relative_to(harness.REPO / 'capsule')}"] = path.read_bytes()
    with worlds.small("sample", files=files).start() as server:
        until(lambda: server.gemini("/years/").status == 20, what="an index")
        gopher = server.address("gopher")
        for path in pages():
            stem = "/" + str(path.relative_to(harness.REPO / "capsule").with_suffix(""))
            raw, clean = server.gopher(stem + ".txt")
            lines = raw.decode().split("\r\n")
            check.true(clean and not raw.startswith(b"3"), f"{stem}.txt", raw[:60])
            check.same([x for x in lines if x == "." or (cells(x) > WIDTH and not URL.match(x))], [], f"{stem}.txt: lines")
            for i in read_menu(server.gopher(stem)[0]):
                if i.type in "i3" or (i.host, i.port) != ("localhost", gopher[1]):
                    check.true(i.type != "3", f"{stem}: no error in it", i)
                    continue
                raw, clean = server.gopher(i.selector)
                bad = raw.startswith(b"3") or harness.says("de", "not_found", raw[:200].decode("utf-8", "replace"))
                check.true(clean and raw and not bad, f"{stem}: {i.selector} leads somewhere", raw[:80])
        check.settle(server)
        check.stops(server)


@test()
def strict(check):
    """strict = yes: RFC 1436 to the letter."""
    with worlds.small("strict", files={"main/dots.gmi": "# Punkte\n\n.\n..\n.x\nEnde\n", "main/p.txt": "a\n.\nb"}) as server:
        server.configure((server.folder / "herald.ini").read_text().replace("capsule = main\n", "capsule = main\nstrict = yes\n"))
        server.start()
        text = server.gopher("/dots.txt")[0].decode()
        lines = text.split("\r\n")
        check.same(lines[-2:], [".", ""], "a text ends with a dot")
        check.same([line for line in lines if line.startswith(".")], ["..", "...", "..x", "."], "dots are doubled")
        check.same(server.gopher("/p.txt")[0], b"a\r\n..\r\nb\r\n.\r\n", "a plain text, too")
        check.same(server.gopher("/raw/p.txt")[0], b"a\n.\nb", "a raw view is raw")
        check.settle(server)
        check.stops(server)
