"""Files that are not what they should be, or more than there should be."""

import os

from forge import log_path, sha256
from hostile import BEHIND, DISK, EVIL, GEMINI, LIMIT, add, attack, later
from sites import Answer, cut, drip, endless


@attack(r"/neu\.gmi")
def file_of_another_hash(h):
    h.seal()
    h.tree["/neu.gmi"] = EVIL


@attack(r"/neu\.gmi")
def file_missing(h):
    h.seal()
    h.tree["/neu.gmi"] = None


@attack(r"log", start=BEHIND)
def file_and_log_missing(h):
    """The round ends early. What was missing in a folder that is as it is to be from then on must not be forgotten."""
    h.files["/2017/01/03/nachtrag.gmi"] = b"# Nachtrag\n"  # as the honest archive has it later
    h.stale()
    h.seal()
    h.tree["/2017/01/03/nachtrag.gmi"] = None
    del h.tree[log_path(h.serial)]


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
