"""What a publisher with a valid key could try on those who mirror him: a table of attacks.

An attack is a function that gets a Forgery (forge.py), a copy of the honest archive with one new article, and changes
it; what it does not seal() itself is sealed afterwards. See run_hostile for what has to be true after each.
"""

import collections
import gzip
import io
import itertools
import os
import shutil
import tarfile
import time
import zlib

from forge import NOTHING, Key, log_path, row, sha256
from sites import Answer, cut, drip, endless, raw, sparse, status

Attack = collections.namedtuple("Attack", "name function says on start statuses seconds")
attacks = []

EVIL = b"# Evil\n\nThis must not be anywhere.\n"
DIGEST = sha256(EVIL)
LIMIT = 8 << 20
MONTH = "2017-01"  # a closed one, with a pack, and more than a few files
FOLDER = "/2017/01/05/"
FIRST, BEHIND, BOTH = ("first",), ("behind",), ("first", "behind")
GEMINI, DISK, ANY = ("gemini",), ("file",), ("gemini", "file")


def add(name, function, says, on=ANY, start=BOTH, statuses=(1,), seconds=30):
    """says: a pattern for its last words. statuses: what it may end with. seconds: what it may take."""
    attacks.append(Attack(name, function, says, on, start, statuses, seconds))


def attack(says, **how):
    def register(function):
        add(function.__name__, function, says, **how)
        return function
    return register


def twist(path, change):
    """An attack that rewrites a text before its hash is taken."""
    def act(h):
        h.twist[path] = lambda text: change(text)
        h.anything = EVIL
    return act


def later(act):
    """An attack after all hashes are made: nothing fits."""
    def sealed(h):
        h.seal()
        act(h)
    return sealed


def instead(path, answer):
    def act(h):
        h.tree[path(h) if callable(path) else path] = answer(h) if callable(answer) else answer
    return later(act)


# ---- MANIFEST: names ----

def sorted_in(text, *rows):
    def name(r):
        return r[8:].rpartition(b") = ")[0]
    return b"".join(sorted(text.splitlines(True) + list(rows), key=name))


NAMES = {
    "climbs": "../../../canary/evil.gmi", "climbs one": "../evil.gmi", "two dots": "..", "one dot": ".", "no name": "",
    "hidden": ".evil", "own folder": ".mirror", "MANIFEST": "MANIFEST", "in a folder": "06/evil.gmi", "slash at its end": "evil/",
    "folder above": "../MANIFEST", "folder itself": "./MANIFEST", "folder two above": "../../MANIFEST", "hidden folder": ".mirror/MANIFEST",
    "folder of no name": "/MANIFEST", "backslash": "..\\evil", "control byte": "e\x07vil", "escape": "\x1b[2Jevil", "tab": "e\tvil",
    "return": "evil\r", "NUL": "evil\0.gmi", "no UTF-8": "evil\udcff", "long": "e" * 256, "very long": "e" * 100000,
    "overlong slash": "..\udcc0\udcafevil",
}
for label, name in NAMES.items():
    for folder in ("/", FOLDER):
        add(f"name in MANIFEST of {folder}: {label}", twist(folder + "MANIFEST", lambda t, n=name: sorted_in(t, row(n, DIGEST))),
            r"MANIFEST", on=ANY if folder == "/" else DISK)


@attack(r"MANIFEST")
def absolute_name(h):
    twist("/MANIFEST", lambda t: sorted_in(t, row(f"{h.canary}/evil.gmi", DIGEST)))(h)


@attack(r"MANIFEST")
def folder_of_mirror(h):
    """/mirror as if it were a part of the archive: its HEAD would be written by a MANIFEST."""
    text = row("HEAD", DIGEST)
    h.twist["/MANIFEST"] = lambda t: sorted_in(t, row("mirror/MANIFEST", sha256(text)))
    h.anything = EVIL
    h.seal()
    h.tree["/mirror/MANIFEST"] = text


# ---- MANIFEST: form ----

FORMS = {
    "doubled": lambda t: t.splitlines(True)[0] + t, "unsorted": lambda t: b"".join(t.splitlines(True)[::-1]),
    "file and folder of a name": lambda t: sorted_in(t, row("2017", DIGEST)), "no end of line": lambda t: t[:-1],
    "CRLF": lambda t: t.replace(b"\n", b"\r\n"), "empty lines": lambda t: t.replace(b"\n", b"\n\n"), "junk": lambda t: os.urandom(3000),
    "upper case": lambda t: t[:-2] + t[-2:].upper() if t[-2:] != t[-2:].upper() else t[:-3] + b"A" + t[-2:],
    "short hash": lambda t: t[:-2] + b"\n", "long hash": lambda t: t[:-1] + b"0\n",
    "GNU's form": lambda t: sha256(EVIL).encode() + b"  evil.gmi\n", "NULs": lambda t: b"\0" * 1000, "only newline": lambda t: b"\n",
}
for label, change in FORMS.items():
    add(f"MANIFEST: {label}", twist("/MANIFEST", change), r"MANIFEST")


@attack(r"MANIFEST|HEAD says|files")
def manifest_empty(h):
    """All is gone, says the MANIFEST; HEAD says otherwise."""
    h.twist["/MANIFEST"] = lambda text: b""


@attack(r"MANIFEST|--limit", on=DISK)
def manifest_of_a_terabyte(h):
    h.seal()
    h.tree["/MANIFEST"] = endless()


@attack(r"MANIFEST|--limit", on=GEMINI)
def manifest_without_end(h):
    h.seal()
    h.tree["/2017/MANIFEST"] = endless()
    h.twist["/2017/MANIFEST"] = lambda text: text + b"\n"


@attack(r"MANIFEST|--limit", on=DISK)
def manifest_of_70_mb(h):
    h.twist["/MANIFEST"] = lambda t: sorted_in(t, *(row(f"evil{i:07}", DIGEST) for i in range(800000)))


@attack(r"MANIFEST|HEAD says|files|--limit")
def more_files_than_HEAD_says(h):
    rows = [row(f"evil{i:05}.gmi", DIGEST) for i in range(20000)]
    twist("/MANIFEST", lambda t: sorted_in(t, *rows))(h)


@attack(r"MANIFEST|HEAD", start=BOTH)
def some_more_files_than_HEAD_says(h):
    """HEAD counts 57; these would all be there."""
    rows = [row(f"evil{i:05}.gmi", DIGEST) for i in range(100)]
    twist("/MANIFEST", lambda t: sorted_in(t, *rows))(h)


@attack(r"MANIFEST|HEAD", on=DISK)
def fewer_files_than_HEAD_says(h):
    h.said["files"] = len(h.files) + 5


@attack(r"evil|--limit", on=DISK)
def files_that_are_not_there(h):
    rows = [row(f"evil{i:05}.gmi", DIGEST) for i in range(500)]
    h.twist["/MANIFEST"] = lambda t: sorted_in(t, *rows)
    h.said["files"] = len(h.files) + 500


@attack(r"HEAD|MANIFEST|limit", on=DISK)
def HEAD_says_a_trillion_files(h):
    """Whoever believes it has no room for anything from then on."""
    h.said["files"] = 10**12


@attack(r"--limit|limit", on=DISK)
def many_tiny_files(h):
    """Each takes a block, however few its bytes are."""
    for i in range(6000):
        h.files[f"/9/{i:05}.gmi"] = b"x"


# ---- MANIFEST: shapes ----

@attack(r"MANIFEST|deep", on=GEMINI)
def depth_1000(h):
    h.files["/" + "a/" * 1000 + "evil.gmi"] = EVIL


@attack(r"MANIFEST|deep", on=DISK)
def depth_200(h):
    h.files["/" + "a/" * 200 + "evil.gmi"] = EVIL


@attack(r"MANIFEST|deep")
def depth_33(h):
    h.files["/" + "a/" * 33 + "evil.gmi"] = EVIL


@attack(r"MANIFEST|deep|long", on=GEMINI)
def path_of_5000_bytes(h):
    h.files["/" + ("a" * 250 + "/") * 20 + "evil.gmi"] = EVIL


@attack(r"MANIFEST")
def circle_of_folders(h):
    """A folder that has itself in it; the hash cannot fit, but is the same each time."""
    text = row("a/MANIFEST", "1" * 64)
    h.twist["/a/MANIFEST"] = lambda t: text
    h.anything = text


# Who is a little behind works the new MANIFESTs out, and asks for none.
@attack(r"MANIFEST", start=FIRST)
def manifest_of_another_hash(h):
    h.seal()
    h.tree["/2017/MANIFEST"] = h.tree["/2018/MANIFEST"]
    h.tree["/MANIFEST"] += row("zzz", DIGEST)


@attack(r"MANIFEST", start=FIRST)
def manifest_missing(h):
    h.files["/a/b.gmi"] = EVIL
    h.seal()
    del h.tree["/a/MANIFEST"]


# ---- files ----

@attack(r"/neu\.gmi")
def file_of_another_hash(h):
    h.seal()
    h.tree["/neu.gmi"] = EVIL


@attack(r"/neu\.gmi")
def file_missing(h):
    h.seal()
    h.tree["/neu.gmi"] = None


@attack(r"/neu\.gmi")
def file_without_end(h):
    h.files["/neu.gmi"] = endless()


@attack(r"/neu\.gmi", on=GEMINI)
def file_cut_off(h):
    h.seal()
    h.tree["/neu.gmi"] = cut(h.files["/neu.gmi"])


@attack(r"--limit|limit")
def file_larger_than_the_limit(h):
    h.files["/neu.gmi"] = b"x" * (LIMIT + (1 << 20))


@attack(r"--limit|limit")
def files_larger_than_the_limit(h):
    for i in range(12):
        h.files[f"/gross/{i}.gmi"] = bytes([65 + i]) * (1 << 20)


@attack(r"/neu\.gmi|--limit|limit")
def file_longer_than_HEAD_says(h):
    """HEAD has 300 bytes of it, the log too, and MANIFEST the true hash."""
    h.files["/neu.gmi"] = b"x" * (6 << 20)
    h.said["bytes"] = sum(map(len, h.files.values())) - (6 << 20) + 300


@attack(r"--limit|limit|HEAD")
def HEAD_says_too_much(h):
    h.said |= {"files": (1 << 63) - 1, "bytes": (1 << 63) - 1}


class Growing:
    """A file with a byte more at each request; on a disk, one that somebody writes to."""

    def __init__(self, data):
        self.data, self.times, self.digest, self.size, self.clean = data, 0, sha256(data), len(data), True

    def gemini(self):
        self.times += 1
        return iter([b"20 text/gemini\r\n" + self.data + b"x" * self.times])

    def put(self, file):
        file.write_bytes(self.data + b"x")


@attack(r"/neu\.gmi")
def file_that_grows(h):
    h.files["/neu.gmi"] = Growing(EVIL)


@attack(r"/neu\.gmi", on=GEMINI, seconds=400)
def file_that_drips(h):
    h.seal()
    h.tree["/neu.gmi"] = drip()


def special(make):
    """On a disk, something that is no file."""
    def act(h):
        h.tree["/neu.gmi"] = Answer([], put=make)
    return later(act)


add("a FIFO for a file", special(os.mkfifo), r"/neu\.gmi", on=DISK)
add("a folder for a file", special(os.mkdir), r"/neu\.gmi", on=DISK)
add("a link to a device for a file", special(lambda f: os.symlink("/dev/zero", f)), r"/neu\.gmi", on=DISK)
add("a link to itself for a file", special(lambda f: os.symlink(f.name, f)), r"/neu\.gmi", on=DISK)
add("a link outside for a file", special(lambda f: os.symlink("/etc/passwd", f)), r"/neu\.gmi", on=DISK)


# ---- the log ----

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
    add(f"log adds: {label}", log_row("A", DIGEST, size, path), r"log", start=BEHIND)
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
    add(f"log lies: {label}", log_row(*fields), r"", start=BEHIND, statuses=(0, 1))


@attack(r"", start=BEHIND, statuses=(0, 1))
def log_moves_in_circles(h):
    h.log = [["V", DIGEST, "34", "/about.gmi", "/english.gmi"], ["V", DIGEST, "34", "/english.gmi", "/about.gmi"]]


LOGS = {
    "empty": lambda t: b"", "junk": lambda t: os.urandom(2000), "no first line": lambda t: t.partition(b"\n")[2], "no end": lambda t: t[:-1],
    "another kind": lambda t: t.replace(b"\nA", b"\nX"), "NULs": lambda t: t.replace(b"\t", b"\0"), "no size": lambda t: t.replace(b"\t", b"\t\t"),
    "no time": lambda t: t.replace(b"\t2026-11-27T21:30:00Z", b"\t2026-99-99T21:30:00Z"), "one line without end": lambda t: b"A" * 3000000,
}
for label, change in LOGS.items():
    add(f"log: {label}", lambda h, c=change: h.twist.update({log_path(h.serial): c}), r"log", start=BEHIND)


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


# An entry may have 4 MB; who compares each of its lines with all the others is busy for hours.
add("log of 35,000 files in a folder", log_of(f"/x/{i:07}.gmi" for i in range(35000)), r"", start=BEHIND, statuses=(0, 1), on=DISK)
add("log of 30,000 folders", log_of(f"/x/{i:07}/evil.gmi" for i in range(30000)), r"", start=BEHIND, statuses=(0, 1), on=DISK)
add("log of 30,000 folders in reverse", log_of(f"/x/{i:07}/evil.gmi" for i in range(30000, 0, -1)), r"", start=BEHIND, statuses=(0, 1), on=DISK)


@attack(r"log")
def serials_between_missing(h):
    h.serial += 50


@attack(r"log|serial|HEAD", seconds=60)
def serial_of_nine_quintillions(h):
    """Who walks the chain entry by entry never ends."""
    h.serial = (1 << 63) - 1


# ---- the lists ----

def listed(name, size=34, digest=DIGEST):
    return f"{name}\t{size}\t{digest}\n".encode("utf-8", "surrogateescape")


PACK_NAMES = {
    "climbs": "../../../canary/evil.tar.gz", "absolute": "/evil.tar.gz", "a path": f"a/{MONTH}.9.tar.gz", "climbs behind": f"{MONTH}.9.tar.gz/../../x",
    "month 13": "2017-13.9.tar.gz", "no kind": "evil", "hidden": ".evil.tar.gz", "escape": "\x1b[2J.tar.gz", "nothing": "",
    "huge number": "log-99999999999999999999.9.tar.gz", "huge serial": f"{MONTH}.99999999999999999999.tar.gz", "another archive": "2017-01.9.zip",
}
for label, name in PACK_NAMES.items():
    def lists(h, n=name):
        h.twist["/mirror/packs"] = lambda t: b"".join(sorted(t.splitlines(True) + [listed(n)], key=lambda r: r.partition(b"\t")[0]))
        h.anything = EVIL
    add(f"list of packs: {label}", lists, r"packs")

LISTS = {
    "unsorted": lambda t: b"".join(t.splitlines(True)[::-1]), "doubled": lambda t: t.splitlines(True)[0] + t, "no end": lambda t: t[:-1],
    "junk": lambda t: os.urandom(2000), "a negative size": lambda t: listed(f"1990-01.1.tar.gz", -1) + t,
    "a size of no number": lambda t: listed(f"1990-01.1.tar.gz", "x") + t,
    "a million": lambda t: b"".join(listed(f"log-{i:07}.1.tar.gz") for i in range(1000000)),
}
for label, change in LISTS.items():
    add(f"list of packs: {label}", twist("/mirror/packs", change), r"packs", on=DISK if label == "a million" else ANY)


@attack(r"--limit|limit|pack")
def pack_of_a_huge_size(h):
    h.twist["/mirror/packs"] = lambda t: listed("1990-01.1.tar.gz", (1 << 63) - 1) + t
    h.seal()
    h.tree["/mirror/pack/1990-01.1.tar.gz"] = endless()


@attack(r"--limit|limit|pack", on=DISK)
def packs_whose_sizes_wrap_around(h):
    """Together they have no bytes, for who counts to 2^64."""
    h.twist["/mirror/packs"] = lambda t: listed("1990-01.1.tar.gz", 1 << 63) + listed("1990-02.1.tar.gz", 1 << 63) + t
    h.seal()
    h.tree["/mirror/pack/1990-01.1.tar.gz"] = h.tree["/mirror/pack/1990-02.1.tar.gz"] = endless()


@attack(r"pack|--limit|limit", on=DISK)
def packs_that_are_not_there(h):
    h.twist["/mirror/packs"] = lambda t: b"".join(listed(f"{y}-{m:02}.1.tar.gz", 1) for y in range(1000, 1990) for m in range(1, 13)) + t


@attack(r"--limit|limit")
def books_larger_than_the_limit(h):
    for year in range(1980, 1992):
        h.packs[f"{year}.gpub"] = bytes([year & 255]) * (1 << 20)


for part in ("gone", "packs", "HEAD.minisig", "keys", "key.pub"):
    # the last three are vouched for by themselves, or by nobody: what is no signature or key need not be noticed at once
    vouched = part in ("gone", "packs")
    add(f"{part} of another hash", instead(f"/mirror/{part}", EVIL), part.split(".")[0] if vouched else r"",
        statuses=(1,) if vouched else (0, 1))
    add(f"{part} missing", instead(f"/mirror/{part}", None), part.split(".")[0] if vouched else r"", statuses=(1,) if vouched else (0, 1))
    add(f"{part} without end", instead(f"/mirror/{part}", lambda h: endless()), part.split(".")[0] if vouched else r"",
        statuses=(1,) if vouched else (0, 1))

GONE = {"climbs": "52\t/../../canary/kanarie.txt\tweg\n", "junk": "\0\1\2\n", "own": "52\t/eigenes.txt\tweg\n", "to mirror": "52\t/mirror/HEAD\tweg\n",
        "hidden": "52\t/.mirror/pin\tweg\n", "circle": "31\t/about.gmi\t/about.gmi\n", "elsewhere": "31\t/about.gmi\tfile:///etc/passwd\n"}
for label, text in GONE.items():
    add(f"gone: {label}", lambda h, t=text: h.twist.update({"/mirror/gone": lambda old: old + t.encode()}), r"", statuses=(0, 1))


# ---- packs ----

def member(tar, name, data=EVIL, **fields):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in fields.items():
        setattr(info, key, value)
    tar.addfile(info, io.BytesIO(data) if info.isreg() else None)


def month_pack(h, *more, first=(), files=None):
    """The month's true files, and what else somebody puts in."""
    room = io.BytesIO()
    prefix = "/" + MONTH.replace("-", "/") + "/"
    with tarfile.open(fileobj=room, mode="w:gz", format=tarfile.GNU_FORMAT) as tar:
        for put in first:
            put(tar)
        for path, data in sorted((h.files if files is None else files).items()):
            if path.startswith(prefix):
                member(tar, path[1:], data)
        for put in more:
            put(tar)
    return room.getvalue()


def with_pack(h, data):
    h.packs = {n: p for n, p in h.packs.items() if not n.startswith(MONTH)}
    h.packs[f"{MONTH}.{h.serial}.tar.gz"] = data


def packed(*puts, before=True):
    return lambda h: with_pack(h, month_pack(h, *([] if before else puts), first=puts if before else ()))


HOME = MONTH.replace("-", "/") + "/05/"
MEMBERS = {
    "climbs": lambda t: member(t, HOME + "../../../../../canary/evil.gmi"), "climbs at once": lambda t: member(t, "../canary/evil.gmi"),
    "absolute": lambda t: member(t, "/tmp/herald-evil.gmi"), "into /mirror": lambda t: member(t, "mirror/HEAD"),
    "into .mirror": lambda t: member(t, ".mirror/pin"), "another month": lambda t: member(t, "2018/06/28/evil.gmi"),
    "root": lambda t: member(t, "about.gmi"), "not listed": lambda t: member(t, HOME + "evil.gmi"), "hidden": lambda t: member(t, HOME + ".evil"),
    "backslash": lambda t: member(t, HOME + "..\\evil"), "escape": lambda t: member(t, HOME + "\x1b[2Jevil"),
    "symlink": lambda t: member(t, HOME + "evil", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "symlink for a folder": lambda t: (member(t, HOME + "x", b"", type=tarfile.SYMTYPE, linkname="../../../../canary"), member(t, HOME + "x/evil")),
    "hard link": lambda t: member(t, HOME + "evil", b"", type=tarfile.LNKTYPE, linkname="../../canary/kanarie.txt"),
    "device": lambda t: member(t, HOME + "evil", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=5),
    "block device": lambda t: member(t, HOME + "evil", b"", type=tarfile.BLKTYPE, devmajor=8, devminor=0),
    "FIFO": lambda t: member(t, HOME + "evil", b"", type=tarfile.FIFOTYPE), "long name": lambda t: member(t, HOME + "a" * 1000000),
    "empty name": lambda t: member(t, ""), "setuid": lambda t: member(t, HOME + "evil", mode=0o6777),
    "NUL in its name": lambda t: member(t, HOME + "evil\0.gmi"),
}
for label, put in MEMBERS.items():
    # Whoever has the month's files already needs nothing out of the pack, and may keep it, as it is, for others.
    add(f"pack: {label}, first", packed(put), r"pack|2017", start=FIRST, on=ANY if "climbs" in label or "link" in label else DISK, statuses=(0, 1))
    add(f"pack: {label}, last", packed(put, before=False), r"pack|2017", start=BOTH, on=DISK, statuses=(0, 1))


GZIP = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


def pressed(data):
    """A piece of a deflate stream, which can stand there many times over."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return press.compress(data) + press.flush(zlib.Z_FULL_FLUSH)


def repeated(start, chunk, times):
    """gzip of start and a chunk many times over; nobody gets as far as its checksum."""
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    return GZIP + pressed(start) + pressed(chunk) * times + end + bytes(8)


def bomb(name, size):
    """One member of size bytes of zeros."""
    head = tarfile.TarInfo(name)
    head.size = size
    chunk = bytes(16 << 20)
    return repeated(head.tobuf(tarfile.GNU_FORMAT), chunk, size // len(chunk) + 1)


@attack(r"pack|2017", start=BOTH, statuses=(0, 1), seconds=60)
def pack_of_zeros(h):
    """As a file that is listed: 6 GB in 6 MB, so that the pack is below the limit."""
    with_pack(h, bomb(HOME + "artikel-00.gmi", 6 << 30))


@attack(r"pack|2017", start=BOTH, statuses=(0, 1), seconds=60)
def pack_of_zeros_in_a_file_nobody_lists(h):
    with_pack(h, bomb(HOME + "evil.gmi", 6 << 30))


@attack(r"pack|2017", start=BOTH, statuses=(0, 1), seconds=60)
def pack_of_ten_million_files(h):
    """None of them has a byte."""
    info = tarfile.TarInfo(HOME + "evil.gmi")
    with_pack(h, repeated(b"", info.tobuf(tarfile.GNU_FORMAT) * 10000, 1000))


@attack(r"pack|2017", start=FIRST, statuses=(0, 1))
def pack_of_ten_thousand_folders(h):
    with_pack(h, month_pack(h, first=[lambda t: [member(t, f"{HOME}{i}/", b"", type=tarfile.DIRTYPE) for i in range(10000)]]))


@attack(r"pack|2017", start=FIRST, statuses=(0, 1), seconds=60)
def pack_in_packs(h):
    """gzip in gzip in gzip."""
    data = bomb(HOME + "artikel-00.gmi", 1 << 30)
    with_pack(h, gzip.compress(gzip.compress(data)))


@attack(r"pack|2017", start=FIRST, statuses=(0, 1))
def pack_with_a_size_of_eight_exabytes(h):
    info = tarfile.TarInfo(HOME + "artikel-00.gmi")
    info.size = (1 << 63) - 1
    with_pack(h, gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(10240)))


@attack(r"pack|2017", start=FIRST, statuses=(0, 1))
def pack_with_a_sparse_file(h):
    """A terabyte of hole (PAX, GNU.sparse)."""
    pax = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": HOME + "artikel-00.gmi", "GNU.sparse.realsize": str(1 << 40)}
    info = tarfile.TarInfo(HOME + "artikel-00.gmi")
    data = b"1\n%d\n1\n" % ((1 << 40) - 1)
    data = data.ljust(512, b"\0") + b"x"
    info.size, info.pax_headers = len(data), pax
    with_pack(h, gzip.compress(info.tobuf(tarfile.PAX_FORMAT) + data.ljust(1024, b"\0") + bytes(1024)))


@attack(r"pack|2017", start=FIRST, statuses=(0, 1))
def pack_with_other_bytes(h):
    files = {p: EVIL for p in h.files}
    with_pack(h, month_pack(h, files=files))


def no_pack(change):
    return lambda h: with_pack(h, change(month_pack(h)))


for label, change in {
    "cut": lambda d: d[: len(d) // 2], "junk": lambda d: os.urandom(5000), "empty": lambda d: b"", "tar alone": gzip.decompress,
    "xz": lambda d: __import__("lzma").compress(gzip.decompress(d)), "zip": lambda d: b"PK\x05\x06" + bytes(18), "junk behind": lambda d: d + os.urandom(1000),
    "script": lambda d: b"#!/bin/sh\ntouch /tmp/herald-evil\n", "mtree": lambda d: b"#mtree\n./evil type=file contents=/etc/passwd\n",
}.items():
    add(f"pack: {label}", no_pack(change), r"pack|2017", start=FIRST, statuses=(0, 1))


def after_seal(change):
    def act(h):
        h.seal()
        name = next(n for n in h.packs if n.startswith(MONTH))
        h.tree["/mirror/pack/" + name] = change(h.tree["/mirror/pack/" + name])
    return act


for label, change in {
    "of another hash": lambda d: d[:-1] + bytes([d[-1] ^ 1]), "too short": lambda d: d[:-9], "too long": lambda d: d + b"x",
    "missing": lambda d: None, "without end": lambda d: endless(),
}.items():
    # the month can be had file by file, and its pack be made from them
    add(f"pack {label}", after_seal(change), r"pack", start=FIRST, statuses=(0, 1))


def log_pack(puts):
    """The log's first hundred entries, in a pack that is not what it should be."""
    def act(h):
        room = io.BytesIO()
        with tarfile.open(fileobj=room, mode="w:gz", format=tarfile.GNU_FORMAT) as tar:
            puts(tar, h)
        old = next(n for n in h.packs if n.startswith("log-0000"))
        del h.packs[old]
        h.packs[f"log-0000.{h.serial}.tar.gz"] = room.getvalue()
    return act


LOG_PACKS = {
    "climbs": lambda t, h: member(t, "mirror/log/../../../canary/evil"), "HEAD": lambda t, h: member(t, "mirror/HEAD"), "pin": lambda t, h: member(t, ".mirror/pin"),
    "an article": lambda t, h: member(t, "about.gmi"), "another number": lambda t, h: member(t, "mirror/log/000/400"),
    "other bytes": lambda t, h: [member(t, f"mirror/log/000/{i:03}") for i in range(100)],
    "link": lambda t, h: member(t, "mirror/log/000/001", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "nothing": lambda t, h: None, "a thousand times the same": lambda t, h: [member(t, "mirror/log/000/001", h.mirror["/mirror/log/000/001"]) for _ in range(1000)],
}
for label, puts in LOG_PACKS.items():
    add(f"log pack: {label}", log_pack(puts), r"log|pack", start=FIRST, statuses=(0, 1))


# ---- HEAD ----

def head(change):
    """HEAD's message is another one, and signed."""
    return lambda h: h.twist.update({"/mirror/HEAD": change})


def value(key, new):
    return head(lambda t: b"".join(f"{key}: {new}\n".encode("utf-8", "surrogateescape") if r.startswith(key.encode() + b":") else r for r in t.splitlines(True)))


for label, act in {
    "of 5 MB": head(lambda t: t + b"".join(b"x-%07d: y\n" % i for i in range(400000))), "of 2049 bytes": head(lambda t: t + b"x: " + b"y" * 2048 + b"\n"),
    "empty": head(lambda t: b"\n"), "junk": head(lambda t: os.urandom(700)), "cut": head(lambda t: t[:200]), "doubled": head(lambda t: t + t),
    "two serials": head(lambda t: t + b"serial: 1000\n"), "CRLF": head(lambda t: t.replace(b"\n", b"\r\n")), "NULs": head(lambda t: t.replace(b":", b"\0")),
    "serial 0": value("serial", 0), "serial -1": value("serial", -1), "serial 2^64": value("serial", 1 << 64), "serial 2^64+200": value("serial", (1 << 64) + 200),
    "serial of words": value("serial", "many"), "files -1": value("files", -1), "bytes 2^64": value("bytes", 1 << 64), "escape in its title": value("title", "\x1b[2J"),
    "a title of no UTF-8": value("title", "\udcff\udcfe"), "31 February": value("published", "2026-02-31T00:00:00Z"),
    "no hash": value("manifest", "none"), "short hash": value("log", "1" * 63), "another version": value("herald-archive", 2),
}.items():
    add(f"HEAD {label}", act, r"HEAD")

# These say nothing that can be true, but nothing that harms either.
for label, act in {
    "C1 in its title": value("title", "\x9b2J \u202eetis"), "published in 9999": value("published", "9999-12-31T23:59:59Z"),
    "valid until 1970": value("valid-until", "1970-01-01T00:00:00Z"), "published in 1970": value("published", "1970-01-01T00:00:00Z"),
    "another's address": value("archive", "gemini://other.example/"), "an address that is none": value("archive", "file:///etc/"),
}.items():
    add(f"HEAD {label}", act, r"", statuses=(0, 1))

add("HEAD unsigned", instead("/mirror/HEAD", lambda h: h.tree["/mirror/HEAD"].split(b"\n", 2)[2]), r"HEAD|sign")
add("HEAD changed", instead("/mirror/HEAD", lambda h: h.tree["/mirror/HEAD"].replace(b"title: ", b"title: X")), r"HEAD|sign")
add("HEAD of zeros", instead("/mirror/HEAD", b"\0" * 1000), r"HEAD|sign")
add("HEAD missing", instead("/mirror/HEAD", None), r"HEAD")
add("HEAD without end", instead("/mirror/HEAD", lambda h: endless()), r"HEAD")
add("HEAD that drips", instead("/mirror/HEAD", lambda h: drip()), r"HEAD", on=GEMINI, seconds=400)
add("HEAD cut off", instead("/mirror/HEAD", lambda h: cut(h.tree["/mirror/HEAD"])), r"HEAD|cut", on=GEMINI)
add("no MANIFEST of this hash", value("manifest", "4" * 64), r"MANIFEST")
add("no log of this hash", value("log", "4" * 64), r"log")
add("no packs of this hash", value("packs", "4" * 64), r"packs")
add("no gone of this hash", value("gone", "4" * 64), r"gone")
add("serial goes back", value("serial", 3), r"older|serial|before|back", start=BEHIND)


@attack(r"serial|HEAD|same", start=BEHIND)
def serial_with_two_HEADs(h):
    """The publisher says other things to others, with the same serial."""
    h.serial -= 1


@attack(r"key")
def HEAD_of_an_unknown_key(h):
    h.key = Key()


def keys(make):
    """HEAD signed by a new key, and rotations that do not lead to it."""
    def act(h):
        old, new = h.key, Key()
        h.key = new
        h.twist["/mirror/key.pub"] = lambda t: new.public_file()
        h.twist["/mirror/keys"] = lambda t: make(old, new)
    return act


def loop(old, new):
    """From a key to another and back, and so on."""
    other = Key()
    return (old.embed(other.public_file()) + other.embed(old.public_file())) * 3000


for label, make in {
    "signed by itself": lambda old, new: new.embed(new.public_file()), "by a stranger": lambda old, new: Key().embed(new.public_file()),
    "a signature of HEAD": lambda old, new: old.embed(b"herald-archive: 1\n"), "in circles": loop, "junk": lambda old, new: os.urandom(4000),
    "the same again": lambda old, new: old.embed(old.public_file()), "with a number of the old": lambda old, new: Key(new.seed, old.number).embed(new.public_file()),
    "cut": lambda old, new: old.embed(new.public_file())[:-30], "100 MB": lambda old, new: b"untrusted comment: x\n" * 5000000,
}.items():
    add(f"rotation: {label}", keys(make), r"key", on=DISK if label == "100 MB" else ANY)


class Restless:
    """Another HEAD at each request, each newer than the one before, and nothing fits any of them."""

    def __init__(self, h):
        self.h, self.clean = h, True

    def gemini(self):
        self.h.serial += 1
        self.h.said["manifest"] = sha256(os.urandom(8))
        self.h.sign()
        text, self.h.tree["/mirror/HEAD"] = self.h.tree["/mirror/HEAD"], self
        return iter([b"20 text/plain\r\n" + text])


@attack(r"HEAD|MANIFEST|log|chang", on=GEMINI, seconds=60)
def HEAD_that_is_newer_each_time(h):
    h.seal()
    h.tree["/mirror/HEAD"] = Restless(h)


# ---- the wire ----

EVERYWHERE = {"HEAD": "/mirror/HEAD", "MANIFEST": "/MANIFEST", "file": "/neu.gmi", "log": lambda h: log_path(h.serial)}
SAYS = {"HEAD": r"HEAD", "MANIFEST": r"MANIFEST", "file": r"/neu\.gmi", "log": r"log"}
WIRE = {
    "redirect to itself": lambda h, p: status(b"31 " + p), "redirect to its URL": lambda h, p: status(b"30 gemini://localhost:%d" % h.port + p),
    "redirect elsewhere": lambda h, p: status(b"31 gemini://127.0.0.2/evil"), "redirect to another port": lambda h, p: status(b"31 gemini://localhost:1" + p),
    "redirect to a file": lambda h, p: status(b"31 file:///etc/passwd"), "redirect to the web": lambda h, p: status(b"31 http://localhost/"),
    "redirect to nothing": lambda h, p: status(b"31 "), "redirect with control bytes": lambda h, p: status(b"31 /\x1b[2J\x07"),
    "redirect of 5000 bytes": lambda h, p: status(b"31 /" + b"a" * 5000), "input": lambda h, p: status(b"10 What?"), "certificate": lambda h, p: status(b"60 Who?"),
    "escape in its meta": lambda h, p: status(b"40 \x1b[2J\xc2\x9b2J"), "status 99": lambda h, p: status(b"99 x"), "status 2": lambda h, p: raw(b"2 x\r\nabc"),
    "HTTP": lambda h, p: raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"), "nothing": lambda h, p: raw(b""), "a header without end": lambda h, p:
    Answer(lambda: itertools.chain([b"20 "], itertools.repeat(b"text/gemini; " * 1000))), "binary": lambda h, p: raw(os.urandom(5000)),
    "only a newline": lambda h, p: raw(b"20 text/gemini\nabc"), "NULs": lambda h, p: raw(b"\0" * 2000),
}
for (what, path), (label, make) in itertools.product(EVERYWHERE.items(), WIRE.items()):
    if what in ("HEAD", "file") or "redirect to" in label:
        def answers(h, path=path, make=make):
            h.seal()
            where = path(h) if callable(path) else path
            h.tree[where] = make(h, where.encode())
        add(f"{what}: {label}", answers, SAYS[what], on=GEMINI, start=FIRST if what == "MANIFEST" else BEHIND if what == "log" else BOTH)


class Spiral:
    """Redirects to new paths, without end."""

    def __init__(self):
        self.times, self.clean = 0, True

    def gemini(self):
        self.times += 1
        return iter([b"30 /spiral/%d\r\n" % self.times])


@attack(r"/neu\.gmi", on=GEMINI)
def redirects_without_end(h):
    h.seal()
    h.tree["/neu.gmi"] = h.anything = Spiral()


def silent():
    def pieces():
        yield b"20 text/gemini\r\n"
        time.sleep(3600)
    return Answer(pieces)


@attack(r"/neu\.gmi", on=GEMINI, start=BEHIND, seconds=200)
def file_that_never_comes(h):
    h.seal()
    h.tree["/neu.gmi"] = silent()


@attack(r"/neu\.gmi|busy|44", on=GEMINI, start=BEHIND, seconds=700)
def slow_down_for_ever(h):
    h.seal()
    h.tree["/neu.gmi"] = status(b"44 1")


# Robots: what cannot be read, or is no rule, forbids nothing; what forbids is obeyed.
for label, (answer, on, statuses, says) in {
    "forbids": (b"User-agent: *\nDisallow: /\n", ANY, (1,), r"robots\.txt"), "forbids archivers": (b"User-agent: archiver\nDisallow: /2017\n", ANY, (1,), r"robots\.txt"),
    "without end": (endless(), ANY, (0, 1), r""), "junk": (os.urandom(3000), ANY, (0, 1), r""), "redirects": (status(b"31 /robots.txt"), GEMINI, (0, 1), r""),
    "a million rules": (b"User-agent: *\n" + b"Disallow: /x\n" * 1000000, DISK, (0, 1), r""), "cut": (cut(b"User-agent: x\n" * 50), GEMINI, (0, 1), r""),
}.items():
    add(f"robots.txt {label}", instead("/robots.txt", answer), says, on=on, start=FIRST, statuses=statuses)


@attack(r"key", on=GEMINI, start=BEHIND)
def another_server(h):
    """It has another certificate than before."""
    h.other_server = True


# ---- what the mirror's owner has put there, with an honest publisher ----

class Trap:
    """A way out of the mirror, or something else where files are to come; afterwards it is taken away again."""

    def __init__(self, name, path, make, start):
        self.name, self.path, self.make, self.start = name, path, make, start

    def lay(self, folder, canary):
        file = folder / self.path
        clear(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        self.make(file, canary)
        return file

    @staticmethod
    def is_there(file):
        if file.is_dir() and not file.is_symlink():
            return (file / "eigenes.txt").exists()
        return os.path.lexists(file) and (not file.is_file() or file.is_symlink() or file.stat().st_nlink > 1)


traps = []


def clear(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def trap(path, make, start=BOTH):
    """make(file, canary) in the place of path."""
    traps.append(Trap(f"{make.__name__.replace('_', ' ')}: {path}", path, make, start))


def link_to_folder(file, canary):
    os.symlink(canary, file)


def link_to_a_relative_folder(file, canary):
    os.symlink(os.path.relpath(canary, file.parent), file)


def link_to_file(file, canary):
    os.symlink(canary / "kanarie.txt", file)


def link_to_nothing(file, canary):
    os.symlink(canary / "neues.txt", file)


def hard_link(file, canary):
    os.link(canary / "kanarie.txt", file)


def pipe(file, canary):
    os.mkfifo(file)


def folder(file, canary):
    file.mkdir()
    (file / "eigenes.txt").write_text("meins\n")


for path in ("2017", "2017/01", "2017/01/03", "mirror", "mirror/log", "mirror/log/000", "mirror/pack", ".mirror", ".mirror/part"):
    trap(path, link_to_folder)
    trap(path, link_to_a_relative_folder)
for path in ("zaehler.gmi", "MANIFEST", "2017/01/03/nachtrag.gmi", "2017/01/03/MANIFEST", "mirror/HEAD", "mirror/packs", "mirror/gone",
             "mirror/log/000/111", ".mirror/pin", ".mirror/lock", ".mirror/part/open.0", ".mirror/part/open.1000"):
    # without the root's MANIFEST nobody knows what was listed, and all of it could be the owner's
    start = FIRST if path == "MANIFEST" else BOTH
    for make in (link_to_file, link_to_nothing, pipe, folder):
        trap(path, make, start)
    if not path.startswith(".mirror"):
        trap(path, hard_link, start)
for path in ("2017", "2017/01/03", "mirror", "mirror/pack"):
    trap(path, pipe)
