"""An archive that is published from a folder, and what following it leads to."""

import filecmp
import os
import re
import shutil
import subprocess

import harness
from estate import Estate


def assemble(estate, folder):
    """The files of an estate and of its overlay, in one place, as a mirror has them."""
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(estate.root, new, ignore=lambda d, names: [n for n in names if n.startswith(".")])
    for empty in sorted((p for p in new.rglob("*") if p.is_dir()), reverse=True):
        if not any(empty.iterdir()):
            empty.rmdir()
    shutil.copytree(estate.overlay, new, dirs_exist_ok=True, ignore=lambda d, names: [n for n in names if n.startswith(".")])
    old = folder.with_name(folder.name + ".old")
    if folder.exists():
        os.rename(folder, old)
    os.rename(new, folder)
    shutil.rmtree(old, ignore_errors=True)


def mirror(*words, status=0, patience=None):
    done = subprocess.run([str(harness.BINARY), "mirror", *map(str, words)], capture_output=True, timeout=patience or 4 * harness.PATIENCE,
                          check=False)
    text = (done.stdout + done.stderr).decode("utf-8", "backslashreplace")
    if status is not None and done.returncode != status:
        raise RuntimeError(f"herald mirror {words}: {done.returncode}\n{text}")
    return text


def requests(said):
    return int(re.search(r"(\d+) requests", said)[1])


def differences(one, other, ignore=(".mirror",)):
    """Everything that is not the same in two folders."""
    found = []

    def compare(c, path):
        found.extend(f"{path}{name}" for name in c.left_only + c.right_only + c.funny_files)
        _, wrong, errors = filecmp.cmpfiles(c.left, c.right, c.common_files, shallow=False)
        found.extend(f"{path}{name}" for name in wrong + errors)
        for name, below in c.subdirs.items():
            compare(below, f"{path}{name}/")
    compare(filecmp.dircmp(one, other, ignore=list(ignore)), "/")
    return found


class World:
    def __init__(self, folder):
        self.folder = folder
        self.estate = Estate(folder)
        self.estate.tool("key make")
        self.estate.tool("publish")
        self.site = folder / "site"
        self.update()
        self.key = (self.estate.overlay / "mirror/key.pub").read_text().splitlines()[1]

    def update(self):
        assemble(self.estate, self.site)

    def publish(self):
        said = self.estate.tool("publish")
        self.update()
        return said

    def url(self):
        return f"file:{self.site}"

    def same(self, check, target, label):
        check.same(differences(self.site, target), [], f"{label}: the same byte for byte")
        said = mirror("--check", target, status=None)
        check.true("all as they were published" in said, f"{label}: --check", said)
