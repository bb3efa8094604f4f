"""Bytes that a terminal would obey never reach one raw: from a file, from its name, or from the visitor himself."""

import re

from harness import read_menu, test

OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\x1b")


def harmless(check, raw, label):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        check.true(False, f"{label}: UTF-8", str(wrong))
        return
    found = OBEYED.findall(text)
    check.true(not found, f"{label}: no control bytes", found)
    found = re.findall("[\u2028\u2029]", text)
    check.true(not found, f"{label}: no line separators", found)


@test("main")
def files(check, server):
    for selector in ["/hostile/title.txt", "/hostile/title", "/hostile/plain.txt", "/hostile/latin.txt", "/hostile/",
                     "/ascii/hostile/", "/ascii/hostile/title.txt", "/ascii/hostile/title", "/ascii/hostile/plain.txt"]:
        raw, clean = server.gopher(selector)
        check.true(clean and len(raw) > 20, f"{selector}: an answer", raw)
        harmless(check, raw, selector)
        if "title" in selector or "plain" in selector:
            check.true(b"Ende" in raw, f"{selector}: what comes after is there", raw)
        if selector.endswith(("/", "title")):
            read_menu(raw)
    harmless(check, server.gemini("/hostile/").raw, "the listing on Gemini")
    check.true(b"Gr\xef\xbf\xbd\xef\xbf\xbde" in server.gopher("/hostile/latin.txt")[0] or
               "Grüße".encode() in server.gopher("/hostile/latin.txt")[0], "Latin-1 is marked or converted")


@test("main")
def names_lead_to_their_files(check, server):
    """A name with an escape in it is either left out or a link that works."""
    for i in server.menu("/hostile/"):
        if i.type != "i":
            raw, clean = server.gopher(i.selector)
            check.true(clean and not raw.startswith(b"3"), f"{i.selector}", raw[:60])


@test("main")
def echoes(check, server):
    """What a visitor sends comes back only made harmless."""
    for hostile in (b"\x1b[31m", b"\x9b31m", b"\xc2\x9b31m", b"\x07", b"=1B[31m", b"=C2=9B31m", b"=0D=0A", b"\x7f", b"=09",
                    b"\r", b"<script>", b"=00"):
        for front in (b"/x", b"/x.txt\t", b"/ascii/x", b"/raw/x", b"URL:https://x/", b"GET /", b"URL:javascript:", b"/search\t"):
            raw, _ = server.gopher(front + hostile)
            harmless(check, raw, f"{front + hostile!r}")
            # what was searched is shown as text, where nothing reads HTML
            check.true(b"<script" not in raw or front == b"/search\t", f"{front + hostile!r}: no script", raw)
    for path in ("/%1B[31m", "/%C2%9B31m", "/%0D%0A20%20text/gemini", "/x%07.gmi", "/2018%0A", "/hostile?%1B[31m"):
        reply = server.gemini(path)
        harmless(check, reply.raw, path)
        check.true(reply.raw.count(b"\n") == 1, f"{path}: one line", reply.raw)
    # a redirect must not be split by what stands in the path
    reply = server.gemini("/hostile?x%0D%0Ay")
    check.same((reply.status, reply.meta), (31, "/hostile/?x%0D%0Ay"), "the query of a redirect stays encoded")
