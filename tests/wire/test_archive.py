"""The pages that nobody wrote, from the real index, while everything happens to it."""

import contextlib
import os
import pathlib
import random
import re
import shutil
import signal
import threading
import urllib.parse

import harness
import worlds
from harness import test, until

TOWNS = ["Wolfsburg", "Gifhorn", "Meine", "Isenbüttel"]
REPLACED = r"(librarian|indexer) \d+ (was ended by signal 9|ended with status 1); another takes its place"
DAMAGED = r"malformed|damaged|not a database|disk I/O error|cannot be built|short read|no such|incomplete|syntax error|main\.db"
NOWHERE = r"cache|cannot keep an index|there are no lists"


def article(place, title, n, more=""):
    return (f"# {title}\n\n{place}. Dies ist der Bericht Nummer {n} über einen Storch im Löschteich, und er ist lang genug.\n\n"
            f"## Zu diesem Artikel\n* Ort: {place}\n* Ressort: Lokales\n* Autor: Ida Brandes\n* Stichwörter: Storch\n{more}")


def files():
    made = {}
    for n in range(24):
        day = f"{1998 + n % 6}/{n % 12 + 1:02}/{n % 27 + 1:02}"
        made[f"main/{day}/bericht-{n}.gmi"] = article(TOWNS[n % 4], f"Bericht {n}", n)
    for n in range(60):
        made[f"main/2018/06/28/meldung-{n:02}.gmi"] = article("Wolfsburg", f"Meldung {n}", n)
    made["main/undated/alt.gmi"] = article("Gifhorn", "Ohne Tag", 99)
    made["main/about.gmi"] = "# Über uns\n"
    return made


def archive(name, keys="", more=None):
    """Lists have time enough on a machine that does other things too."""
    keys = f"list timeout = {int(5000 * harness.SLOW)}\nsearch timeout = {int(10 * harness.SLOW)}\nlibrarians = 4\n" + keys
    server = worlds.small(name, keys, {**files(), **(more or {})})
    (server.folder / "main/index.gmi").unlink()
    return server.start()


def indexed(server, path="/", what=b"# "):
    return until(lambda: (r := server.gemini(path)).status == 20 and what in r.body and r, what=f"{path} with {what!r}")


def search(server, words):
    return server.gemini("/search?" + urllib.parse.quote(words, safe=""))


PAGES = [  # path, what must be on it
    ("/", "85 Artikel, 1. Januar 1998 bis 28. Juni 2018"),
    ("/years/", "=> /2018/ 2018 (60 Artikel)"),
    ("/2018/", "=> /2018/06/ Juni (60 Artikel)"),
    ("/2018/06/", "=> /2018/06/28/ 2018-06-28 Donnerstag, 60 Artikel"),
    ("/2018/06/28/", "=> /2018/06/28/meldung-59.gmi 2018-06-28 Wolfsburg: Meldung 59"),
    ("/2018/06/29/", "Davor: 28. Juni 2018"),
    ("/1998/01/", "## Donnerstag, 1. Januar"),
    ("/undated/", "=> /undated/alt.gmi Gifhorn: Ohne Tag"),
    ("/new/", "## Hinzugekommen am"),
    ("/digest/", "85 Artikel"),
    ("/place/", "=> /place/isenbuettel/ Isenbüttel (6 Artikel)"),
    ("/place/wolfsburg/", "Ältere Artikel"),
    ("/place/wolfsburg/2018/", "=> /2018/06/28/meldung-"),
    ("/section/lokales/", "85 Artikel"),
    ("/author/ida-brandes/", "Nach Jahren"),
    ("/keyword/", "=> /keyword/storch/ Storch (85 Artikel)"),
    ("/keyword/~s/", "=> /keyword/storch/ Storch (85 Artikel)"),
    ("/more/2018/06/28/meldung-07.gmi", "## In Wolfsburg"),
    ("/today", " in anderen Jahren"),
]


@test()
def every_page(check):
    with archive("pages") as server:
        indexed(server, "/", b"85 Artikel")
        for path, want in PAGES:
            reply = server.gemini(path)
            check.same((reply.status, reply.meta, reply.clean), (20, "text/gemini; lang=de", True), path)
            check.true(want in reply.body.decode(), f"{path}: {want}", reply.body.decode())
            raw = path + "index.gmi" if path.endswith("/") else path if path.endswith(".gmi") else path + ".gmi"
            # the way to the other protocol differs
            theirs, clean = server.gopher("/raw" + raw)
            mine = reply.body if path != "/" else reply.body[: reply.body.index(b"## \xc3\x9cber")]
            check.true(clean and theirs.startswith(mine), f"/raw{raw}: the same page", theirs[-200:])
            selector = path[:-4] if path.endswith(".gmi") else path
            menu = server.menu(selector)
            check.true(len(menu) > 2 and not any(i.type == "3" for i in menu), f"{selector}: a menu", menu[:3])
            ascii_, _ = server.gopher("/ascii" + selector)
            check.true(ascii_.isascii() and ascii_.endswith(b"\r\n.\r\n"), f"/ascii{selector}", ascii_[:80])
            if not path.endswith("/"):
                text, clean = server.gopher(selector + ".txt")
                check.true(clean and b"\t" not in text and "Startseite" in text.decode(), f"{selector}.txt", text[:90])
        for path, to in [("/2018/6/28", "/2018/06/28/"), ("/place/gifhorn", "/place/gifhorn/"), ("/2018/6", "/2018/06/"),
                         ("/new", "/new/"), ("/search/1?x", "/search?x")]:
            check.same((server.gemini(path).status, server.gemini(path).meta), (31, to), path)
        for path in ["/place/nirgends/", "/place/gifhorn/1990/", "/2018/13/", "/more/nichts.gmi", "/feed/1900.xml",
                     "/digest/2001-01-01/", "/undated/0-0/", "/new/2018-01-01/x/", "/keyword/~q/", "/id/" + "0" * 64]:
            check.same(server.gemini(path).status, 51, path)
            words = server.gopher(path)[0]
            check.true(words.startswith(b"Nicht" if path.endswith((".gmi", ".xml")) else b"3"), f"{path} on Gopher", words[:60])
        for path in ["/feed.xml", "/feed/new.xml", "/feed/2018.xml", "/feed/place/gifhorn.xml", "/feed/place/gifhorn/undated.xml"]:
            reply = server.gemini(path)
            check.same((reply.status, reply.meta), (20, "application/atom+xml"), path)
            check.same(server.gopher(path)[0], reply.body, f"{path}: the same bytes over Gopher")
        reply = server.gemini("/random")
        check.true(reply.status == 30 and server.gemini(reply.meta).status == 20, "/random leads to an article", reply.meta)
        check.true(b"Storch" in server.gopher("/random")[0], "/random on Gopher is one")
        check.settle(server)
        check.stops(server)


@test()
def searches(check):
    with archive("search") as server:
        indexed(server, "/", b"85 Artikel")
        check.same((server.gemini("/search").status, server.gemini("/search?").status), (10, 10), "what shall be searched")
        for words, want in [("meldung 59", "meldung-59.gmi"), ("Loeschteiche", "/2018/"), ("löschteich ort:Gifhorn", "/undated/alt.gmi"),
                            ('"bericht nummer 3"', "bericht-3.gmi"), ("Wolfsbrug", "Meinten Sie „Wolfsburg“"), ("titel:meld*", "meldung-")]:
            body = search(server, words).body.decode()
            check.true(want in body, f"{words}: {want}", body)
        reply = search(server, "28.6.2018")
        check.same((reply.status, reply.meta), (30, "/2018/06/28/"), "a date leads to its page")
        check.true(b"Meldung 59" in server.gopher("/search\t28.6.2018")[0], "on Gopher the page itself")
        first = search(server, "storch").body.decode()
        check.true("=> /search/2?storch Weiter: Artikel 21 bis 40" in first, "a second page", first[-400:])
        second = server.gemini("/search/2?storch").body.decode()
        links = [re.findall(r"^=> (/\S+\.gmi)", page, re.M) for page in (first, second)]
        check.true(len(links[0]) == 20 and len(links[1]) == 20 and not set(links[0]) & set(links[1]), "other hits on it", links)
        page, seen = server.gemini("/search/new?storch").body.decode(), []
        for _ in range(6):
            seen += re.findall(r"^=> (/\S+\.gmi)", page, re.M)
            further = re.search(r"^=> (/search/new/\S+)", page, re.M)
            if not further:
                break
            page = server.gemini(further[1]).body.decode()
        check.same((len(seen), len(set(seen))), (85, 85), "newest first: every article, once")
        chance = random.Random(7)
        hostile = [bytes(chance.randrange(1, 256) for _ in range(chance.randrange(1, 60))) for _ in range(40)]
        hostile += [b'"', b'""', b"-", b"*", b"NEAR(a b)", b"a AND", b"{title} : a", b"ort:", b'ort:"', b"von:99999", b"(" * 200, b"'",
                    b"a\x00b", b"\xff" * 300, b"^a", b"a + b", b"jahr:0", "„".encode(), b"-storch", b"von:2030"]
        for query in hostile:
            reply = server.gemini("/search?" + urllib.parse.quote_from_bytes(query, safe=""))
            check.true(reply.status in (20, 30) and reply.clean, f"{query!r:.60}", reply.raw[:80])
            if b"\n" not in query:  # which ends a request
                raw, clean = server.gopher(b"/search\t" + query)
                check.true(clean and raw[:1] in b"i710", f"{query!r:.60} on Gopher", raw[:80])
        check.settle(server)
        check.stops(server)


def listed(server, path):
    """Where an article is listed: a set of names of pages."""
    places = {"day": path[:12], "place": "/place/neudorf/", "new": "/new/", "front": "/", "search": "/search?neudorfer"}
    return {name for name, page in places.items() if path in server.gemini(page).body.decode()}


@test()
def files_come_and_go(check):
    everywhere = {"day", "place", "new", "front", "search"}
    with archive("changes") as server:
        indexed(server, "/", b"85 Artikel")
        path = "/2019/01/02/fest.gmi"
        patience = 2 * harness.SLOW
        server.put("main" + path, article("Neudorf", "Fest der Neudorfer", 1))
        until(lambda: listed(server, path) == everywhere, patience, "the new article in every list")
        server.put("main" + path, article("Neudorf", "Feier der Neudorfer", 2))
        until(lambda: b"Feier der" in server.gemini("/place/neudorf/").body, patience, "the new title")
        check.true(b"Fest der" not in server.gemini("/2019/01/02/").body, "and not the old one")
        (server.folder / "main/2019/01/02/fest.gmi").unlink()
        until(lambda: not listed(server, path), patience, "its absence from every list")
        check.same(server.gemini("/place/neudorf/").status, 51, "a place without articles")
        check.settle(server)
        check.stops(server)


@test()
def agrees_in_the_end(check):
    """Files are copied, changed, moved and removed while visitors ask; then every list says what lies there."""
    chance = random.Random(42)
    with archive("stirred") as server:
        indexed(server, "/", b"85 Artikel")
        main, stop, wrong = server.folder / "main", threading.Event(), []

        def ask():
            while not stop.is_set():
                for path in ("/", "/2021/", "/place/wolfsburg/", "/search?storch", "/about.gmi"):
                    reply = server.gemini(path)
                    if reply.status not in (20, 41):
                        wrong.append((path, reply.raw[:60]))

        asking = threading.Thread(target=ask)
        asking.start()
        alive = []
        for n in range(400):
            what = chance.random()
            path = f"2021/{chance.randrange(1, 13):02}/{chance.randrange(1, 28):02}/stueck-{n}.gmi"
            if what < 0.6 or len(alive) < 10:
                server.put(f"main/{path}", article(chance.choice(TOWNS), f"Stück {n}", n))
                alive.append(path)
            elif what < 0.7:
                server.put(f"main/{chance.choice(alive)}", article("Meine", f"Geändert {n}", n))
            elif what < 0.85:
                old = alive.pop(chance.randrange(len(alive)))
                (main / path).parent.mkdir(parents=True, exist_ok=True)
                (main / old).rename(main / path)
                alive.append(path)
            elif what < 0.97:
                (main / alive.pop(chance.randrange(len(alive)))).unlink()
            else:
                month = chance.randrange(1, 13)
                shutil.rmtree(main / f"2021/{month:02}", ignore_errors=True)
                alive = [p for p in alive if not p.startswith(f"2021/{month:02}/")]
        stop.set()
        asking.join()
        check.same(wrong, [], "answers meanwhile")

        def shown():
            links = set()
            for month in range(1, 13):
                page = server.gemini(f"/2021/{month:02}/").body.decode()
                days = re.findall(r"^=> (/2021/\d\d/\d\d/) 2021", page, re.M)
                for text in [page] + [server.gemini(day).body.decode() for day in days]:
                    links |= set(re.findall(r"^=> /(2021/\d\d/\d\d/\S+\.gmi)", text, re.M))
            return links

        until(lambda: shown() == set(alive), what="lists that agree with the folder")
        lying = {str(p.relative_to(main)) for p in main.glob("2021/*/*/*.gmi")}
        check.same(shown(), lying, "what is shown is what lies there")
        check.same(f"({len(alive)} Artikel)" in server.gemini("/years/").body.decode(), True, "the count of the year")
        check.settle(server)
        check.stops(server)


def ten_pages(server):
    paths = ["/", "/years/", "/2018/06/", "/2018/06/28/", "/place/", "/place/wolfsburg/", "/new/", "/digest/",
             "/more/2018/06/28/meldung-07.gmi", "/feed.xml", "/search?meldung", "/keyword/storch/"]
    return {path: (r.status, r.body) for path in paths for r in [server.gemini(path)]}


@test()
def processes_killed(check):
    with archive("killed") as server:
        indexed(server, "/", b"85 Artikel")
        before, answers = ten_pages(server), []
        for n in range(15):
            for name in ("herald-indexer", "herald-pages", "herald-search")[n % 3 :]:
                for pid in server.named(name)[:1]:
                    with contextlib.suppress(ProcessLookupError):  # it has ended by itself
                        os.kill(pid, signal.SIGKILL)
            answers += [server.gemini("/2018/06/28/meldung-01.gmi").status for _ in range(10)]
        check.same(set(answers), {20}, "articles meanwhile")
        until(lambda: ten_pages(server) == before, 30 * harness.SLOW, "every page as before")
        server.put("main/2019/05/05/danach.gmi", article("Meine", "Danach", 1))
        until(lambda: b"Danach" in server.gemini("/2019/05/05/").body, 30 * harness.SLOW, "an indexer that follows")
        check.settle(server, [REPLACED])
        check.stops(server, [REPLACED])


@test()
def cache_deleted(check):
    with archive("deleted") as server:
        indexed(server, "/", b"85 Artikel")
        before, cache = ten_pages(server), server.folder / "cache"
        for label, act in [("what lies in it", lambda: [p.unlink() for p in cache.iterdir()]),
                           ("the folder", lambda: shutil.rmtree(cache))]:
            act()
            check.same(server.gemini("/2018/06/28/meldung-01.gmi").status, 20, f"{label}: articles")
            until(lambda: ten_pages(server) == before, 30 * harness.SLOW, f"{label}: every page as before")
            server.put("main/2019/05/05/danach.gmi", article("Meine", "Danach", 1))
            until(lambda: b"Danach" in server.gemini("/2019/05/05/").body, 30 * harness.SLOW, f"{label}: a new article")
            (server.folder / "main/2019/05/05/danach.gmi").unlink()
            until(lambda: ten_pages(server) == before, 30 * harness.SLOW, f"{label}: without it")
        check.settle(server, [REPLACED, NOWHERE])
        check.stops(server, [REPLACED, NOWHERE])


@test()
def database_damaged(check):
    chance = random.Random(11)
    with archive("damaged") as server:
        indexed(server, "/", b"85 Artikel")
        before = ten_pages(server)
        for n in range(6):
            index = pathlib.Path(os.path.realpath(server.folder / "cache/main.db"))
            size = index.stat().st_size
            with open(index, "r+b") as f:
                if n % 2:
                    f.truncate(chance.randrange(size))
                else:
                    for _ in range(200):
                        f.seek(chance.randrange(size))
                        f.write(bytes([chance.randrange(256)]))
            for path in ("/", "/place/wolfsburg/", "/search?storch", "/2018/06/28/", "/new/"):
                reply = server.gemini(path)
                check.true(reply.clean and reply.status in (20, 41, 51), f"{n}: {path}", reply.raw[:60])
            check.same(server.gemini("/2018/06/28/meldung-01.gmi").status, 20, f"{n}: articles")
            if n % 2 == 0:  # what nobody noticed must not stay for ever: the operator can ask for a new one
                (server.folder / "cache/main.db.rebuild").touch()
            # the pages of before may still be had from somebody's memory when nobody has noticed yet
            until(lambda: not index.exists() and ten_pages(server) == before, 60 * harness.SLOW, f"{n}: every page as before")
        check.settle(server, [REPLACED, DAMAGED])
        check.stops(server, [REPLACED, DAMAGED])


@test()
def no_index(check):
    """A cache that cannot be: articles are served, folders of dates are listed, the rest says 41."""
    server = worlds.small("none", "", files())
    with server:
        (server.folder / "main/index.gmi").unlink()
        server.put("cache", "not a folder")
        server.start()
        check.same(server.gemini("/2018/06/28/meldung-01.gmi").status, 20, "an article")
        day = server.gemini("/2018/06/28/")
        check.true(day.status == 20 and b"=> meldung-59.gmi" in day.body, "a day as a folder", day.raw[:80])
        for path in ("/", "/place/", "/search?storch", "/new/", "/feed.xml"):
            check.same(server.gemini(path).status, 41, path)
        check.true(server.gopher("/place/")[0].startswith(b"3"), "type 3 on Gopher")
        check.true(b"meldung-59" in server.gopher("/2018/06/28/")[0], "the folder on Gopher")
        check.same(server.stop(), 0, "the end")
        check.quiet(server, [NOWHERE, REPLACED])
