"""HEAD, and the keys that it is signed with."""

import os

from forge import Key, log_path, sha256
from hostile import BEHIND, DISK, GEMINI, add, attack, forget_serial, instead
from sites import cut, drip, endless


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
    add(f"HEAD {label}", act, r"HEAD", on=DISK, start=BEHIND)

# These say nothing that can be true, but nothing that harms either.
for label, act in {
    "C1 in its title": value("title", "\x9b2J \u202eetis"), "published in 9999": value("published", "9999-12-31T23:59:59Z"),
    "valid until 1970": value("valid-until", "1970-01-01T00:00:00Z"), "published in 1970": value("published", "1970-01-01T00:00:00Z"),
    "another's address": value("archive", "gemini://other.example/"), "an address that is none": value("archive", "file:///etc/"),
}.items():
    add(f"HEAD {label}", act, r"", on=DISK, statuses=(0, 1))

add("HEAD unsigned", instead("/mirror/HEAD", lambda h: h.tree["/mirror/HEAD"].split(b"\n", 2)[2]), r"HEAD|sign")
add("HEAD changed", instead("/mirror/HEAD", lambda h: h.tree["/mirror/HEAD"].replace(b"title: ", b"title: X")), r"HEAD|sign")
add("HEAD of zeros", instead("/mirror/HEAD", b"\0" * 1000), r"HEAD|sign")
add("HEAD missing", instead("/mirror/HEAD", None), r"HEAD|nothing is published")
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
    add(f"rotation: {label}", keys(make), r"key", on=DISK)


class Restless:
    """Another HEAD at each request, each newer than the one before, and nothing fits any of them."""

    def __init__(self, h):
        self.h, self.clean = h, True

    def gemini(self):
        self.h.serial += 1
        self.h.tree[log_path(self.h.serial)] = self.h.entry()
        self.h.said["manifest"] = sha256(os.urandom(8))
        self.h.sign()
        text, self.h.tree["/mirror/HEAD"] = self.h.tree["/mirror/HEAD"], self
        return iter([b"20 text/plain\r\n" + text])


@attack(r"HEAD|MANIFEST|log|chang", on=GEMINI, seconds=60, after=forget_serial)
def HEAD_that_is_newer_each_time(h):
    h.seal()
    h.tree["/mirror/HEAD"] = Restless(h)
