"""Who makes the pages: lists and searches have librarians of their own, with deadlines; and what Gopher makes of both."""

import os
import pathlib
import signal
import time

import harness
import worlds
from harness import process_state, says, test, until


def article(n):
    return (f"# Bericht {n} über den Löschteich\n\nMüden. Der {n}. Bericht über den Storch im Löschteich, lang genug.\n\n"
            "## Zu diesem Artikel\n* Ort: Müden\n")


def archive(name, keys, count=30):
    files = {f"main/{1990 + n}/03/05/bericht.gmi": article(n) for n in range(count)}
    server = worlds.small(name, keys, {**files, "main/research/for/kids.gmi": "# Forschung\n"}, workers=1)
    (server.folder / "main/index.gmi").unlink()
    server.start()
    until(lambda: server.gemini("/search?storch").status == 20, what="an index")
    return server


def nice(pid):
    return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[16])


def timed(ask):
    start = time.monotonic()
    return ask(), time.monotonic() - start


class Halted:
    """Processes that stand still meanwhile."""

    def __init__(self, pids):
        self.pids = pids

    def __enter__(self):
        for pid in self.pids:
            os.kill(pid, signal.SIGSTOP)
        until(lambda: all(process_state(pid) == "T" for pid in self.pids), what="a halt")

    def __exit__(self, *unused):
        for pid in self.pids:
            os.kill(pid, signal.SIGCONT)


@test()
def kinds_of_librarians(check):
    """Half of them, the other half: whoever is slow keeps only his own kind waiting."""
    list_s, search_s = 0.4 * harness.SLOW, 1
    with archive("kinds", f"librarians = 4\nlist timeout = {int(1000 * list_s)}\nsearch timeout = {search_s}") as server:
        pages, searches = server.named("herald-pages"), server.named("herald-search")
        check.same((len(pages), len(searches)), (2, 2), "two of each")
        check.true(all(nice(pid) == 19 for pid in searches), "searches come last", [nice(pid) for pid in searches])
        check.true(all(nice(pid) < 19 for pid in pages), "and lists do not", [nice(pid) for pid in pages])

        with Halted(searches):
            reply, took = timed(lambda: server.gemini("/search?teich"))
            check.true(reply.status == 41 and says("de", "busy", reply.meta), "a search that takes too long", reply.raw)
            check.true(took >= search_s * 0.9, "it had its time", took)
            raw, _ = server.gopher("/search\tteiche")
            check.true(raw.startswith(b"3") and raw.endswith(b"\r\n.\r\n"), "on Gopher", raw)
            raw, _ = server.gopher("/ascii/search\tteiche")
            check.true(raw.startswith(b"3") and raw.isascii(), "in ASCII", raw)
            check.same(server.gemini("/feed/1991.xml").status, 41, "the feed of a year")
            for path in ("/place/", "/place/mueden/", "/1991/", "/years/", "/new/", "/today"):
                check.same(server.gemini(path).status, 20, f"meanwhile {path}")
        until(lambda: server.gemini("/search?teich").status == 20, what="searches afterwards")

        with Halted(pages):
            reply, took = timed(lambda: server.gemini("/place/mueden/1992/"))
            check.true(reply.status == 41 and says("de", "busy", reply.meta), "a list that takes too long", reply.raw)
            check.true(took >= list_s * 0.9, "it had its time", took)
            check.true(server.gopher("/digest/")[0].startswith(b"3"), "a menu is refused by an item")
            for selector in ("/random", "/today.txt", "/raw/digest/"):
                raw, _ = server.gopher(selector)
                check.true(says("de", "busy", raw.decode()) and b"\t" not in raw, f"{selector}: a text by words", raw)
            check.same(server.gemini("/place/mueden/").status, 20, "what was made before is there still")
            check.same(server.gemini("/search?l%C3%B6schteich").status, 20, "meanwhile a search")
            check.same(server.gemini("/1991/03/05/bericht.gmi").status, 20, "and an article")
        until(lambda: server.gemini("/place/mueden/1992/").status == 20, what="lists afterwards")
        check.settle(server)
        check.stops(server)


def further(menu, front):
    """The selector of the next page of a search, if there is one."""
    return next((i.selector for i in menu if i.selector.startswith(front) and i.text.startswith("Weiter")), None)


@test()
def searches_through_menus(check):
    """Everything that a search offers, followed on Gopher by its items alone: Gopher has no '?'."""
    with archive("menus", f"list timeout = {int(5000 * harness.SLOW)}\nsearch timeout = 60") as server:
        for prefix in ("", "/ascii"):
            box = next(i for i in server.menu(prefix + "/") if i.type == "7")
            check.same(box.selector, prefix + "/search", f"{prefix}: the search box")
            empty = server.menu(box.selector)
            check.same([i.type for i in empty], ["7", "i"], f"{prefix}: asked for nothing")
            start = server.menu(box.selector + "\tlöschteich ort:müden")
            newest = next(i.selector for i in start if i.selector.startswith(prefix + "/search/new/for/"))
            for menu, front in ((start, prefix + "/search/2/for/"), (server.menu(newest), prefix + "/search/new/")):
                found, pages = [], 0
                while menu:
                    pages += 1
                    for i in menu:
                        check.true(i.type == "i" or i.selector.startswith(prefix + "/"), f"{prefix}: stays beneath", i)
                        check.true(len(i.selector) <= 255 and i.selector.isascii(), f"{prefix}: a plain selector", i)
                        check.true(not prefix or i.text.isascii(), f"{prefix}: ASCII", i)
                    found += [i.selector for i in menu if i.type == "0"]
                    again = further(menu, front)
                    menu = again and server.menu(again)
                check.same((len(found), len(set(found)), pages), (30, 30, 2), f"{front}: every article, once")
            check.true(says("de", "found_none", server.gopher(prefix + "/search/for/gibtesnicht")[0].decode()), "nothing")
        # with attributes, as the UMN client asks
        raw, _ = server.gopher("/search\tstorch\t$")
        check.true(raw.startswith(b"+-1\r\n+INFO: ") and raw.endswith(b"\r\n.\r\n"), "Gopher+", raw[:80])
        # pasted from a URL; as text; as gemtext; and what only looks like a search
        want = server.gopher("/search/for/storch")[0]
        check.same(server.gopher("1/search/for/storch")[0], want, "pasted")
        check.true(b"[1] gopher://" in server.gopher("/search.txt\tstorch")[0], "as a text")
        check.same(server.gopher("/raw/search.gmi\tstorch")[0], server.gemini("/search?storch").body, "as gemtext")
        check.same(server.gopher("/raw/search/2.gmi/for/storch")[0], server.gemini("/search/2?storch").body, "its second page")
        check.true(server.gopher("/research/for/kids.txt")[0].startswith(b"Forschung"), "a page with such a name")
        check.same(server.gopher("/raw/research/for/kids.gmi")[0], b"# Forschung\n", "its bytes")
        # a date leads to its page, in the view that was asked for
        check.same(server.gopher("/search\t5.3.1991")[0], server.gopher("/1991/03/05/")[0], "a date")
        check.same(server.gopher("/ascii/search/for/1991-03-05")[0], server.gopher("/ascii/1991/03/05/")[0], "in ASCII")
        check.same(server.gopher("/search.txt\tMärz 1991")[0], server.gopher("/1991/03/index.txt")[0], "as a text")
        check.same(server.gopher("/raw/search.gmi\t1991")[0], server.gemini("/1991/").body, "as gemtext")
        check.settle(server)
        check.stops(server)
