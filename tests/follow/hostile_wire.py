"""What else a server can answer."""

import itertools
import os
import re
import time

from forge import log_path
from hostile import ANY, BEHIND, DISK, FIRST, GEMINI, add, attack, instead
from sites import Answer, cut, endless, raw, status


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
        add(f"{what}: {label}", answers, SAYS[what], on=GEMINI, start=FIRST if what == "MANIFEST" else BEHIND)


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


# Gopher has no header and no end but the connection's: what is not as long as it should be is found out by its hash.
for what, path in {"HEAD": "/mirror/HEAD", "file": "/neu.gmi"}.items():
    for label, make in {
        "without end": lambda d: endless(), "half": lambda d: cut(d), "nothing": lambda d: raw(b""), "an error": lambda d: raw(b"\r\n3No\t\terror.host\t1\r\n.\r\n"),
        "a menu": lambda d: raw(b"\r\n1Hier\t/evil\tevil.example\t70\r\n.\r\n"), "a text with its dot": lambda d: raw(b"\r\n" + d + b".\r\n"),
    }.items():
        # a dot that somebody has put behind the text can be taken away again: the hash says whether that was right
        add(f"Gopher: {what} {label}", instead(path, lambda h, p=path, m=make: m(h.tree[p])), SAYS[what] + "|nothing is published|signature",
            on=("gopher",), statuses=(0, 1) if label == "a text with its dot" else (1,))


def half_at_first(data):
    """The line breaks twice, and holds from then on."""
    asked = itertools.count()

    def pieces():
        yield b"20 text/gemini\r\n" + (data if next(asked) > 1 else data[: len(data) // 2])
    answer = Answer(pieces)
    answer.whole = data
    return answer


add("Gopher: HEAD half at first", instead("/mirror/HEAD", lambda h: half_at_first(h.tree["/mirror/HEAD"])), r"", on=("gopher",), statuses=(0,))


def a_day_later(folder):
    """robots.txt is remembered for a day."""
    pin = folder / ".mirror/pin"
    pin.write_text(re.sub(r"(?m)^robots-read: \d{4}", "robots-read: 2001", pin.read_text()))


# Robots: what cannot be read, or is no rule, forbids nothing; what forbids is obeyed, but not on somebody's own disk.
for label, (answer, on, statuses, says) in {
    "forbids": (b"User-agent: *\nDisallow: /\n", GEMINI, (1,), r"robots\.txt"), "forbids a part": (b"User-agent: archiver\nDisallow: /2017\n", GEMINI, (1,), r"robots\.txt"),
    "without end": (endless(), ANY, (0, 1), r""), "junk": (os.urandom(3000), ANY, (0, 1), r""), "redirects": (status(b"31 /robots.txt"), GEMINI, (0, 1), r""),
    "a million rules": (b"User-agent: *\n" + b"Disallow: /x\n" * 1000000, DISK, (0, 1), r""), "cut": (cut(b"User-agent: x\n" * 50), GEMINI, (0, 1), r""),
}.items():
    add(f"robots.txt {label}", instead("/robots.txt", answer), says, on=on, start=FIRST, statuses=statuses, after=a_day_later)


@attack(r"key", on=GEMINI, start=BEHIND)
def another_server(h):
    """It has another certificate than before."""
    h.other_server = True
