"""A published capsule on the disk, and what must be true of it, found out without herald: by hashing and by stock tools."""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "wire"))

import harness

NOTHING = "0" * 64
ROW = re.compile(r"SHA256 \((.*)\) = ([0-9a-f]{64})\Z")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def run(*words, **how):
    return subprocess.run(words, capture_output=True, timeout=harness.PATIENCE, check=False, **how)


def fast():
    """A folder in memory, if there is one: disks that others write to make every sync a long one. None: the usual place."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) and shutil.disk_usage("/dev/shm").free > 1 << 28 else None


class Estate:
    """A copy of the sample archive with a configuration of its own, in a folder."""

    def __init__(self, folder):
        self.folder = folder / "bote"
        self.herald("init", str(self.folder))
        self.root = self.folder / "capsule"
        self.conf = str(self.folder / "conf/herald.ini")
        self.overlay = self.folder / "keep/publish/main"
        shutil.rmtree(self.root)
        shutil.copytree(harness.REPO / "capsule", self.root)

    def herald(self, *words, status=0):
        done = subprocess.run([str(harness.BINARY), *words], capture_output=True, timeout=harness.PATIENCE, check=False)
        text = (done.stdout + done.stderr).decode("utf-8", "surrogateescape")
        if status is not None and done.returncode != status:
            raise RuntimeError(f"herald {words}: {done.returncode}\n{text}")
        return text

    def tool(self, verb, *words, status=0):
        return self.herald(*verb.split(), "-c", self.conf, *words, status=status)

    def put(self, path, text="# Titel\n\nText.\n"):
        file = self.root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def head(self):
        lines = (self.overlay / "mirror/HEAD").read_text("utf-8").split("\n")[2:-1]
        return {key: value for key, value in (line.split(": ", 1) for line in lines)}

    def log(self, serial):
        """The rows of an entry: [kind, hash, size, path, …]."""
        text = (self.overlay / f"mirror/log/{serial // 1000:03}/{serial % 1000:03}").read_text("utf-8")
        return [row.split("\t") for row in text.split("\n")[1:-1]]

    def packs(self):
        rows = (row.split("\t") for row in (self.overlay / "mirror/packs").read_text().splitlines())
        return {name: (int(size), digest) for name, size, digest in rows}


def gone(estate):
    """(paths, hashes of paths) that are withdrawn."""
    paths, hashes = set(), set()
    file = estate.folder / "keep/gone"
    for row in file.read_text("utf-8").splitlines() if file.exists() else []:
        status, path = row[:2], row[3:].split("\t")[0]
        if status == "52":
            (hashes if path.startswith("sha256:") else paths).add(path.removeprefix("sha256:"))
    return paths, hashes


def good_name(name):
    """bytes"""
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not (name.startswith(b".") or name == b"MANIFEST" or b"\\" in name or any(c < 32 or c == 127 for c in name))


def files_of(estate):
    """{path: bytes} of what is to be published."""
    found, (paths, hashes) = {}, gone(estate)
    for folder, folders, names in os.walk(os.fsencode(estate.root)):
        folders[:] = [f for f in folders if good_name(f) and not os.path.islink(os.path.join(folder, f))]
        if folder == os.fsencode(estate.root):
            folders[:] = [f for f in folders if f != b"mirror"]
        for name in names:
            file = os.path.join(folder, name)
            inside = os.path.realpath(file).startswith(os.fsencode(estate.root) + b"/")
            if not good_name(name) or not os.path.isfile(file) or not inside:
                continue
            path = "/" + os.path.relpath(file, os.fsencode(estate.root)).decode()
            if path not in paths and sha256(path.encode()) not in hashes:
                with open(file, "rb") as f:
                    found[path] = f.read()
    return found


def manifests_of(files):
    """{path of MANIFEST: text} for files as they are."""
    folders = {"/": {}}
    for path, data in files.items():
        folder, name = path.rsplit("/", 1)
        folder += "/"
        folders.setdefault(folder, {})[name.encode()] = (name, sha256(data))
        while folder != "/":
            folder = folder[:-1].rsplit("/", 1)[0] + "/"
            folders.setdefault(folder, {})
    texts = {}
    for folder in sorted(folders, key=lambda f: -f.count("/")):
        rows = folders[folder]
        text = "".join(f"SHA256 ({name}) = {digest}\n" for _, (name, digest) in sorted(rows.items()))
        texts[folder + "MANIFEST"] = text
        if folder != "/":
            above, name = folder[:-1].rsplit("/", 1)
            folders[above + "/"][name.encode()] = (name + "/MANIFEST", sha256(text.encode()))
    return texts


def replay(estate, check):
    """The archive as the log alone has it: {path: hash}; checks the chain on the way."""
    files, before = {}, NOTHING
    head = estate.head()
    for serial in range(1, int(head["serial"]) + 1):
        file = estate.overlay / f"mirror/log/{serial // 1000:03}/{serial % 1000:03}"
        data = file.read_bytes()
        first = data.decode("utf-8").split("\n")[0].split("\t")
        check.same(first[0], before, f"log entry {serial} continues the one before")
        before = sha256(data)
        for kind, digest, size, path, *more in estate.log(serial):
            if kind in "AM":
                check.same(kind == "M", path in files, f"entry {serial}: {kind} {path}")
                files[path] = digest
            elif kind == "V":
                check.same(files.pop(path, None), digest, f"entry {serial}: V {path}")
                files[more[0]] = digest
            else:
                if path.startswith("sha256:"):
                    path = next((p for p in files if "sha256:" + sha256(p.encode()) == path), path)
                check.same(files.pop(path, None), digest, f"entry {serial}: D {path}")
    check.same(head["log"], before, "HEAD has the hash of the newest log entry")
    return files


def check_pack(estate, check, name, files, texts):
    month = name[:7].replace("-", "/")
    wanted = {p[1:]: d for p, d in files.items() if p.startswith(f"/{month}/")}
    wanted |= {p[1:]: t.encode() for p, t in texts.items() if p.startswith(f"/{month}/")}
    with tarfile.open(estate.overlay / "mirror/pack" / name, "r:gz") as tar:
        members = tar.getmembers()
        check.same([m.name for m in members], sorted(wanted, key=str.encode), f"{name}: its files in order")
        check.true(all(m.isreg() and (m.uid, m.gid, m.mode, m.uname) == (0, 0, 0o644, "") for m in members), f"{name}: plain")
        check.true(all(tar.extractfile(m).read() == wanted[m.name] for m in members if m.name in wanted), f"{name}: bytes")


def truth(check, estate):
    """Everything that is published is true, and nothing else lies there."""
    files, head = files_of(estate), estate.head()
    texts = manifests_of(files)
    there = {"/" + str(p.relative_to(estate.overlay)): p for p in estate.overlay.rglob("*") if p.is_file()}
    have = {path: file.read_text("utf-8") for path, file in there.items() if path.endswith("/MANIFEST")}
    check.same(have, texts, "every MANIFEST, and no other")
    check.same(head["manifest"], sha256(texts["/MANIFEST"].encode()), "HEAD has the hash of the root's MANIFEST")
    check.same((int(head["files"]), int(head["bytes"])), (len(files), sum(map(len, files.values()))), "HEAD counts")
    check.same(replay(estate, check), {p: sha256(d) for p, d in files.items()}, "the log leads to the archive as it is")
    for key in ("packs", "gone"):
        check.same(head[key], sha256((estate.overlay / "mirror" / key).read_bytes()), f"HEAD has the hash of {key}")
    packs = estate.packs()
    check.same({p.name for p in (estate.overlay / "mirror/pack").glob("*")}, set(packs), "the packs that are listed")
    for name, (size, digest) in packs.items():
        data = (estate.overlay / "mirror/pack" / name).read_bytes()
        check.same((len(data), sha256(data)), (size, digest), f"the list knows {name}")
        if re.match(r"\d{4}-\d\d\.\d+\.tar\.gz", name):
            check_pack(estate, check, name, files, texts)
    months = {p[1:8].replace("/", "-") for p in files if re.match(r"/(19|200|201)\d+/\d\d/", p)}
    check.true(months <= {name[:7] for name in packs}, "every closed month has a pack", months)
    odd = [p for p in there if not p.endswith("/MANIFEST") and not p.startswith("/mirror/") and p != "/.lock"]
    check.same(odd, [], "nothing else lies in the overlay")
    signed(check, estate)


def signed(check, estate):
    """By those who wrote the formats."""
    head, key = estate.overlay / "mirror/HEAD", estate.overlay / "mirror/key.pub"
    done = run("signify-openbsd", "-V", "-e", "-q", "-p", str(key), "-x", str(head), "-m", "-")
    check.same((done.returncode, done.stdout), (0, head.read_bytes().split(b"\n", 2)[2]), "signify says that HEAD is signed")
    done = run("minisign", "-V", "-p", str(key), "-m", str(head), "-x", str(head) + ".minisig")
    check.true(done.returncode == 0, "minisign says that HEAD is signed", done.stdout + done.stderr)
