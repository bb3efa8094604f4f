"""The driver, and what it tells."""

import collections
import hashlib
import pathlib
import subprocess
import time

import harness
from harness import SLOW

GET = pathlib.Path(harness.BINARY).parent / "tests/get"
LONGEST = 100 * SLOW  # seconds; no fetch of this suite takes longer
MAX = 100_000
TEXT = "# Titel\n\nGrüße.\n".encode()
LARGE = bytes(range(256)) * 3000

Got = collections.namedtuple("Got", "result size sha256 why")
Sums = collections.namedtuple("Sums", "requests bytes handshakes resumed identity")
Run = collections.namedtuple("Run", "fetched sums seconds")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def get_raw(url, path="/a.gmi", most=MAX, more=(), **options):
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    began = time.monotonic()
    done = subprocess.run([str(GET), *words, url, path, str(most), *more], capture_output=True, timeout=LONGEST, check=False)
    seconds = time.monotonic() - began
    if done.returncode not in (0, 1) or done.stderr:
        raise RuntimeError(f"get {words} {url} {path}: status {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout, seconds


def get(url, path="/a.gmi", most=MAX, more=(), **options):
    """A Run; the driver's words that stand for no harm to a terminal are looked at here, for all."""
    out, seconds = get_raw(url, path, most, more, **options)
    rows = [line.split("\t") for line in out.decode("utf-8").split("\n")[:-1]]
    fetched = [Got(r[0], int(r[1]), r[2], "\t".join(r[3:])) for r in rows if r[0] != "sums"]
    sums = next((Sums(*map(int, r[1:5]), r[5]) for r in rows if r[0] == "sums"), None)
    if any(ord(c) < 32 or ord(c) == 127 for got in fetched for c in got.why):
        raise RuntimeError(f"an answer's bytes as they are: {fetched!r}")
    return Run(fetched, sums, seconds)


def one(url, path="/a.gmi", most=MAX, **options):
    return get(url, path, most, **options).fetched[0]


def becomes(check, label, got, result, why="", body=None):
    check.true(got.result == result and why in got.why, label, f"expected {result} '{why}', got {got}")
    check.true(got.why != "" or result in ("GOOD", "STOPPED"), f"{label}: it is said why", got)
    if body is not None:
        check.same((got.size, got.sha256), (len(body), sha256(body)), f"{label}: its bytes")
