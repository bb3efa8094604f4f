"""Entries of the log that lead out of the mirror, or nowhere."""

import os

from forge import NOTHING, log_path, sha256
from hostile import BEHIND, DIGEST, DISK, EVIL, GEMINI, add, attack, forget_serial
from sites import endless


def log_row(*fields):
    """An entry with another line in it."""
    def act(h):
        h.log = h.changes() + [list(fields)]
        h.anything = EVIL
    return act


PATHS = {
    "climbs": "/../../canary/evil.gmi", "climbs within": "/2017/../../canary/evil.gmi", "relative": "evil.gmi", "doubled slash": "//evil.gmi",
    "hidden": "/.evil", "own folder": "/.mirror/pin", "in /mirror": "/mirror/HEAD", "MANIFEST": "/MANIFEST", "a MANIFEST": "/2017/MANIFEST",
    "a folder": "/2017/", "dot": "/./evil", "nothing": "", "escape": "/\x1b[2Jevil", "long": "/" + "a/" * 800 + "evil", "no UTF-8": "/\udcff",
}
for label, path in PATHS.items():
    size = str(len(EVIL))
    add(f"log adds: {label}", log_row("A", DIGEST, size, path), r"log", on=DISK, start=BEHIND)
    add(f"log modifies: {label}", log_row("M", DIGEST, size, path), r"log", on=DISK, start=BEHIND)
    add(f"log moves to: {label}", log_row("V", DIGEST, size, "/about.gmi", path), r"log", on=DISK, start=BEHIND)
    add(f"log moves from: {label}", log_row("V", DIGEST, size, path, "/evil.gmi"), r"log", on=DISK, start=BEHIND)
    add(f"log deletes: {label}", log_row("D", DIGEST, "0", path, ""), r"log", on=DISK, start=BEHIND)

# What a log says that the MANIFESTs do not is worth nothing: they are what HEAD vouches for. Whoever looks there instead
# has the archive whole.
LIES = {
    "adds what is there": ("A", DIGEST, "34", "/about.gmi"), "modifies what is not there": ("M", DIGEST, "34", "/evil.gmi"),
    "adds what nobody lists": ("A", DIGEST, str(len(EVIL)), "/evil.gmi"), "a huge size": ("A", DIGEST, str((1 << 63) - 1), "/evil.gmi"),
    "moves what is not there": ("V", DIGEST, "34", "/nothing.gmi", "/evil.gmi"), "deletes what stays": ("D", DIGEST, "0", "/about.gmi", ""),
    "moves onto another": ("V", DIGEST, "34", "/about.gmi", "/english.gmi"), "moves into a file": ("V", DIGEST, "34", "/about.gmi", "/english.gmi/a"),
    "deletes by a hash of nothing": ("D", DIGEST, "0", "sha256:" + "2" * 64, "weg"), "deletes a folder": ("D", DIGEST, "0", "/2017", ""),
    "deletes the owner's own": ("D", DIGEST, "0", "/eigenes.txt", ""), "modifies the owner's own": ("M", DIGEST, str(len(EVIL)), "/eigenes.txt"),
    "deletes the owner's own by hash": ("D", DIGEST, "0", "sha256:" + sha256(b"/eigenes.txt"), "weg"),
    "moves the owner's own": ("V", DIGEST, "34", "/eigenes.txt", "/evil.gmi"), "moves onto the owner's own": ("V", DIGEST, "34", "/about.gmi", "/eigenes.txt"),
}
for label, fields in LIES.items():
    add(f"log lies: {label}", log_row(*fields), r"", on=DISK, start=BEHIND, statuses=(0, 1))


@attack(r"", start=BEHIND, statuses=(0, 1))
def log_moves_in_circles(h):
    h.log = [["V", DIGEST, "34", "/about.gmi", "/english.gmi"], ["V", DIGEST, "34", "/english.gmi", "/about.gmi"]]


LOGS = {
    "empty": lambda t: b"", "junk": lambda t: os.urandom(2000), "no first line": lambda t: t.partition(b"\n")[2], "no end": lambda t: t[:-1],
    "another kind": lambda t: t.replace(b"\nA", b"\nX"), "NULs": lambda t: t.replace(b"\t", b"\0"), "no size": lambda t: t.replace(b"\t", b"\t\t"),
    "no time": lambda t: t.replace(b"\t2026-11-27T21:30:00Z", b"\t2026-99-99T21:30:00Z"), "one line without end": lambda t: b"A" * 3000000,
}
for label, change in LOGS.items():
    add(f"log: {label}", lambda h, c=change: h.twist.update({log_path(h.serial): c}), r"log", on=DISK, start=BEHIND)


@attack(r"log")
def log_chain_broken(h):
    """It does not continue the entry that we have."""
    h.said["before"] = "3" * 64


@attack(r"log")
def log_chain_begins_again(h):
    h.said["before"] = NOTHING


@attack(r"log")
def log_of_another_hash(h):
    h.seal()
    h.tree[log_path(h.serial)] += b"D\t" + b"0" * 64 + b"\t0\t/about.gmi\t\n"


@attack(r"log")
def log_missing(h):
    h.seal()
    del h.tree[log_path(h.serial)]


@attack(r"log|--limit|limit", on=GEMINI)
def log_without_end(h):
    h.seal()
    h.tree[log_path(h.serial)] = endless()


@attack(r"log|--limit|limit", on=DISK)
def log_of_60_mb(h):
    h.twist[log_path(h.serial)] = lambda t: t + b"".join(b"D\t%s\t0\t/evil/%07d.gmi\t\n" % (b"0" * 64, i) for i in range(600000))


def log_of(rows):
    """Changes that nobody asks for, each of them good in itself."""
    def act(h):
        h.log = h.changes() + [["A", DIGEST, "34", path] for path in rows]
    return act


def entries(count, rows):
    """An entry of such changes each for several serials."""
    def act(h):
        for i in range(count):
            h.log = [["A", DIGEST, "34", path] for path in rows(i)]
            text = h.entry()
            h.mirror[log_path(h.serial)] = text
            h.said["before"] = sha256(text)
            h.serial += 1
        h.log = h.changes()
    return act


add("log of 20 times 30,000 folders", entries(20, lambda n: (f"/x/{n}-{i:07}/evil.gmi" for i in range(30000))), r"", start=BEHIND, statuses=(0, 1),
    on=DISK, limit=1 << 30)
# An entry may have 4 MB; who compares each of its lines with all the others is busy for hours.
add("log of 35,000 files in a folder", log_of(f"/x/{i:07}.gmi" for i in range(35000)), r"", start=BEHIND, statuses=(0, 1), on=DISK)
add("log of 30,000 folders", log_of(f"/x/{i:07}/evil.gmi" for i in range(30000)), r"", start=BEHIND, statuses=(0, 1), on=DISK, seconds=90)


@attack(r"log", after=forget_serial)
def serials_between_missing(h):
    h.serial += 50


@attack(r"log|serial|HEAD", seconds=60, after=forget_serial)
def serial_of_nine_quintillions(h):
    """Who walks the chain entry by entry never ends."""
    h.serial = (1 << 63) - 1
