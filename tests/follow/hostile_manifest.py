"""MANIFESTs that no honest publisher would write."""

import os

from forge import row, sha256
from hostile import BEHIND, BOTH, DIGEST, DISK, EVIL, FIRST, FOLDER, GEMINI, add, attack, twist
from sites import endless


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
    for folder, start in {"/": BEHIND, FOLDER: FIRST}.items():
        add(f"name in MANIFEST of {folder}: {label}", twist(folder + "MANIFEST", lambda t, n=name: sorted_in(t, row(n, DIGEST))),
            r"MANIFEST", on=DISK, start=start)


@attack(r"MANIFEST", start=BEHIND)
def half_of_it_is_good(h):
    """A new file comes before the MANIFEST that ends the round, and must not stay for ever when it is withdrawn."""
    twist(FOLDER + "MANIFEST", lambda t: sorted_in(t, row("..", DIGEST)))(h)


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
    add(f"MANIFEST: {label}", twist("/MANIFEST", change), r"MANIFEST", on=DISK)


@attack(r"MANIFEST|HEAD says|files")
def manifest_empty(h):
    """All is gone, says the MANIFEST; HEAD says otherwise."""
    h.twist["/MANIFEST"] = lambda text: b""


# Who is a little behind works the new MANIFESTs out, and asks for none.
@attack(r"MANIFEST|--limit", on=DISK, start=FIRST)
def manifest_of_a_terabyte(h):
    h.seal()
    h.tree["/MANIFEST"] = endless()


@attack(r"MANIFEST|--limit", on=GEMINI, start=FIRST)
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

@attack(r"log|MANIFEST|deep", on=GEMINI)
def depth_1000(h):
    h.files["/" + "a/" * 1000 + "evil.gmi"] = EVIL


@attack(r"log|MANIFEST|deep", on=DISK)
def depth_200(h):
    h.files["/" + "a/" * 200 + "evil.gmi"] = EVIL


@attack(r"log|MANIFEST|deep")
def depth_33(h):
    h.files["/" + "a/" * 33 + "evil.gmi"] = EVIL


@attack(r"log|MANIFEST|deep|long", on=GEMINI)
def path_of_5000_bytes(h):
    h.files["/" + ("a" * 250 + "/") * 20 + "evil.gmi"] = EVIL


@attack(r"MANIFEST")
def circle_of_folders(h):
    """A folder that has itself in it; the hash cannot fit, but is the same each time."""
    text = row("a/MANIFEST", "1" * 64)
    h.twist["/a/MANIFEST"] = lambda t: text
    h.anything = text


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
