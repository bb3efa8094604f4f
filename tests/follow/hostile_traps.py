"""What the mirror's owner has put there, with an honest publisher."""

import os
import shutil

from hostile import BOTH, FIRST


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
