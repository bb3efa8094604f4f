"""Servers as they are: herald on both protocols, and gophernicus."""

import os
import re
import shutil
import subprocess

import harness
from client import TEXT, becomes, get, one, sha256
from others import Gophernicus, free_port

CONF = """[server]
workers = 1
[capsule main]
root = capsule
hosts = localhost
title = Der Bote
certificate = certs/localhost.crt
key = certs/localhost.key
[gemini]
listen = 127.0.0.1:0
[gopher]
listen = 127.0.0.1:0
"""


def archive(root):
    """The sample archive, and names and texts that are hard to hand on."""
    shutil.copytree(harness.REPO / "capsule", root)
    odd = {"Grüße & Küsse.gmi": TEXT, "100%.txt": TEXT, "was?.gmi": TEXT, "a=b #1.txt": TEXT, "%2e%2e.txt": TEXT, "+.txt": TEXT,
           "punkt.txt": b".\r\nweiter\n.\n", "punkt-am-ende.txt": b"Text\r\n.\r\n", "ohne-ende.txt": b"kein Zeilenende", "crlf.txt": b"a\r\nb\r\n",
           "latin.txt": b"Gr\xfc\xdfe\n", "null.bin": b"\0\1\2\xff" * 99, "drei.txt": b"3 Tore\n", "groß.bin": os.urandom(1_500_000), "leer.txt": b"",
           "tabelle.txt": b"3\t1\t2\t3\n4\t5\t6\t7\n", "MANIFEST": b"SHA256 (x) = 0\n", "menu.gophermap": b"iText\t\tlocalhost\t70\r\n", "a/b/c/d.txt": TEXT}
    for name, data in odd.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def files_of(root):
    return {"/" + str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*"))
            if p.is_file() and not any(part.startswith(".") for part in p.relative_to(root).parts)}


def herald(check, world):
    server = harness.Server("fetch", CONF, files={"certs/README": ""})
    archive(server.folder / "capsule")
    server.start()
    files = files_of(server.folder / "capsule")
    gemini = f"gemini://localhost:{server.address('gemini')[1]}/"
    gopher = f"gopher://localhost:{server.address('gopher')[1]}/"
    first = get(gemini, "/index.gmi", 10**7)
    for path, data in files.items():
        got = one(gemini, path, 10**7, identity=first.sums.identity)
        becomes(check, f"Gemini {path}", got, "GOOD", "", data)
        got = one(gopher, path, 10**7)
        becomes(check, f"Gopher {path}", got, "GOOD", "", data)
    check.true(len(files) > 30, "there were files", len(files))
    hashes = {sha256(data) for data in files.values() if data}
    for path in ("/nichts.gmi", "/2018/06/nichts/", "/.hidden", "/../secret"):
        check.true(one(gemini, path).result in ("MISSING", "REFUSED"), f"Gemini {path} is not there")
        # to one who wants a text herald says so in a text: whoever knows the hash sees that it is none of the files
        got = one(gopher, path)
        check.true(got.result in ("GOOD", "MISSING") and got.sha256 not in hashes, f"Gopher {path} is not there", got)
    longest = max(files, key=lambda path: len(files[path]))
    becomes(check, "too long, Gemini", one(gemini, longest, 1_000_000), "TOO_LONG", "longer")
    becomes(check, "too long, Gopher", one(gopher, longest, 1_000_000), "TOO_LONG", "longer")
    for url in (gemini, gopher):
        run = get(url, longest, 10**7, threads=8, times=5)
        check.same({g.sha256 for g in run.fetched}, {sha256(files[longest])}, f"{url[:6]}: 40 times by 8 threads")
        check.same((run.sums.requests, run.sums.bytes), (40, 40 * len(files[longest])), f"{url[:6]}: they count")
        if url == gemini:
            check.true(run.sums.handshakes == 40 and run.sums.resumed >= 32, "all but the first of each thread are resumed", run.sums)
    run = get(gemini, "/index.gmi", 10**6, times=50)
    check.same((run.sums.handshakes, run.sums.resumed), (50, 49), "one full handshake for fifty files")
    check.settle(server)
    check.stops(server)


def gophernicus(check, world):
    """A server that has no /raw, and sends texts with line ends of its own."""
    root = world.folder / "stock/capsule"
    archive(root)
    subprocess.run(["chmod", "-R", "a+rX", str(world.folder)], check=True)
    files = files_of(root)
    server = Gophernicus(root, free_port())
    server.start()
    url = f"gopher://127.0.0.1:{server.listener.getsockname()[1]}/"
    # its own escapes and charsets are its own affair
    files = {path: data for path, data in files.items() if not re.search("[%?#]|latin|ohne-ende", path)}
    run = get(url, "/about.gmi", 10**7, more=list(files))
    for got, (path, data) in zip(run.fetched[1:], files.items()):
        crlf = re.sub(rb"\r?\n", b"\r\n", data)
        check.true(got.result == "GOOD" and got.sha256 in (sha256(data), sha256(crlf)), f"gophernicus: {path}, but for CRLF", got)
        if re.search(r"\.(gif|png|bin)$", path):
            check.same(got.sha256, sha256(data), f"gophernicus: {path} as it is")
    becomes(check, "gophernicus: what is not there", one(url, "/nichts.gmi"), "MISSING", "no such file")
    server.listener.close()
