"""Files from a folder, and files that cannot be written."""

import os
import pathlib

from client import MAX, TEXT, becomes, get, one
from hostile import Hostile, whole

def folders(check, world):
    top = world.folder / "stick"
    root = top / "bote"
    (root / "2018/.git").mkdir(parents=True)
    (top / "geheim").write_text("nicht für Gäste")
    (root / "a.gmi").write_bytes(TEXT)
    (root / "2018/Grüße 100%?#.gmi").write_bytes(TEXT)
    (root / "leer").write_bytes(b"")
    (root / "groß").write_bytes(b"x" * (MAX + 1))
    (root / ".hidden").write_bytes(TEXT)
    (root / "2018/.git/config").write_bytes(TEXT)
    os.mkfifo(root / "fifo")
    for name, target in (("hinaus", "../geheim"), ("absolut", top / "geheim"), ("herum", "herum"), ("oben", ".."), ("nirgends", "nichts"),
                         ("zero", "/dev/zero"), ("drin", "a.gmi")):
        os.symlink(target, root / name)
    table = [
        ("/a.gmi", "GOOD", TEXT), ("/2018/Grüße 100%?#.gmi", "GOOD", TEXT), ("/leer", "GOOD", b""), ("/drin", "GOOD", TEXT), ("/groß", "TOO_LONG", None),
        ("/nichts", "MISSING", None), ("/2018", "MISSING", None), ("/2018/", "MISSING", None), ("/", "MISSING", None), ("/a.gmi/", "MISSING", None),
        ("/a.gmi/x", "MISSING", None), ("/fifo", "MISSING", None), ("/hinaus", "MISSING", None), ("/absolut", "MISSING", None),
        ("/herum", "MISSING", None), ("/oben/geheim", "MISSING", None), ("/nirgends", "MISSING", None), ("/zero", "MISSING", None),
        ("/../geheim", "MISSING", None), ("/2018/../../geheim", "MISSING", None), ("/./a.gmi", "MISSING", None), ("//a.gmi", "MISSING", None),
        ("/.hidden", "MISSING", None), ("/2018/.git/config", "MISSING", None), ("/" + "x" * 300, "MISSING", None), ("/" + "x/" * 2500, "MISSING", None),
        ("a.gmi", "MISSING", None), ("", "MISSING", None),
    ]
    for url in (f"file:{root}", f"file://{root}/", f"file:{str(root).replace('b', '%62')}"):
        for path, result, body in table:
            becomes(check, f"{url[:7]} {path[:30]}", one(url, path), result, "", body)
    os.chdir(top)
    becomes(check, "a folder here", one("file:bote", "/a.gmi"), "GOOD", "", TEXT)
    sums = get(f"file:{root}", times=5, threads=4).sums
    check.same((sums.requests, sums.bytes, sums.handshakes, sums.identity), (20, 20 * len(TEXT), 0, ""), "sums of a folder")


def disk(check, world):
    with Hostile(whole("20 a/b\r\n", TEXT), world.ids.context()) as server:
        becomes(check, "a full disk", one(server.url(), into="/dev/full"), "DISK", "No space")
    with Hostile(whole(TEXT)) as server:
        becomes(check, "a full disk, Gopher", one(server.url(), into="/dev/full"), "DISK", "No space")
    becomes(check, "a full disk, from a folder", one(f"file:{pathlib.Path(__file__).parent}", "/run", 10**6, into="/dev/full"), "DISK", "No space")
