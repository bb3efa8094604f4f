"""Lists of packs, and packs."""

import gzip
import io
import os
import tarfile
import zlib

from hostile import BOTH, DIGEST, DISK, EVIL, FIRST, MONTH, add, attack, instead, twist
from sites import endless


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
    add(f"list of packs: {label}", lists, r"packs", on=DISK)

LISTS = {
    "unsorted": lambda t: b"".join(t.splitlines(True)[::-1]), "doubled": lambda t: t.splitlines(True)[0] + t, "no end": lambda t: t[:-1],
    "junk": lambda t: os.urandom(2000), "a negative size": lambda t: listed(f"1990-01.1.tar.gz", -1) + t,
    "a size of no number": lambda t: listed(f"1990-01.1.tar.gz", "x") + t,
    "a million": lambda t: b"".join(listed(f"log-{i:07}.1.tar.gz") for i in range(1000000)),
}
for label, change in LISTS.items():
    add(f"list of packs: {label}", twist("/mirror/packs", change), r"packs", on=DISK)


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
    h.twist["/mirror/packs"] = lambda t: b"".join(listed(f"{y}-{m:02}.1.tar.gz", 1) for y in range(1800, 1990) for m in range(1, 13)) + t


@attack(r"--limit|limit")
def books_larger_than_the_limit(h):
    for year in range(1980, 1992):
        h.packs[f"{year}.gpub"] = bytes([year & 255]) * (1 << 20)


for part in ("gone", "packs", "HEAD.minisig", "keys", "key.pub"):
    # the last three are vouched for by themselves, or by nobody: what is no signature or key need not be noticed at once
    vouched = part in ("gone", "packs")
    for label, answer in {"of another hash": EVIL, "missing": None, "without end": lambda h: endless()}.items():
        # who has it already does not ask for it
        add(f"{part} {label}", instead(f"/mirror/{part}", answer), part if vouched else r"", on=DISK,
            start=FIRST if vouched else BOTH, statuses=(1,) if vouched else (0, 1))

GONE = {"climbs": "52\t/../../canary/kanarie.txt\tweg\n", "junk": "\0\1\2\n", "own": "52\t/eigenes.txt\tweg\n", "to mirror": "52\t/mirror/HEAD\tweg\n",
        "hidden": "52\t/.mirror/pin\tweg\n", "circle": "31\t/about.gmi\t/about.gmi\n", "elsewhere": "31\t/about.gmi\tfile:///etc/passwd\n"}
for label, text in GONE.items():
    add(f"gone: {label}", lambda h, t=text: h.twist.update({"/mirror/gone": lambda old: old + t.encode()}), r"", on=DISK, statuses=(0, 1))


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
    add(f"pack: {label}, first", packed(put), r"pack|2017", start=FIRST, on=DISK, statuses=(0, 1))
    add(f"pack: {label}, last", packed(put, before=False), r"pack|2017", start=FIRST if label != "climbs" else BOTH, on=DISK, statuses=(0, 1))


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
    add(f"pack: {label}", no_pack(change), r"pack|2017", on=DISK, start=FIRST, statuses=(0, 1))


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
    add(f"log pack: {label}", log_pack(puts), r"log|pack", on=DISK, start=FIRST, statuses=(0, 1))
