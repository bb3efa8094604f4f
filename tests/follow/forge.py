"""Makes archives that are signed with a valid key, and otherwise whatever a test wants them to be.

A Forgery begins as the copy of an honest archive (a folder in which everything lies in place, as on a mirror). A test
changes it, seal() then writes MANIFESTs, log entry, lists and HEAD so that every hash fits, calling what the test has
put into twist on the way; what is changed after that fits nothing.
"""

import base64
import hashlib
import os
import pathlib
import subprocess
import tempfile

NOTHING = "0" * 64
# PKCS 8 around the 32 bytes of an Ed25519 seed (RFC 8410, 7)
PKCS8 = bytes.fromhex("302e020100300506032b657004220420")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def openssl(*words, **how):
    return subprocess.run(["openssl", *words], capture_output=True, timeout=60, check=True, **how).stdout


class Key:
    """A pair of signify's without a passphrase: the seed and the number are all there is to it."""

    def __init__(self, seed=None, number=None):
        self.seed, self.number = seed or os.urandom(32), number or os.urandom(8)
        self.der = PKCS8 + self.seed

    @classmethod
    def read(cls, file):
        raw = base64.b64decode(pathlib.Path(file).read_text().split("\n")[1])
        return cls(raw[40:72], raw[32:40])

    def public(self):
        """The 56 characters."""
        der = openssl("pkey", "-inform", "DER", "-pubout", "-outform", "DER", input=self.der)
        return base64.b64encode(b"Ed" + self.number + der[-32:]).decode()

    def public_file(self):
        return f"untrusted comment: public key\n{self.public()}\n".encode()

    def sign(self, message):
        with tempfile.TemporaryDirectory(prefix="herald-sign-") as name:
            key, text = os.path.join(name, "key"), os.path.join(name, "text")
            for file, data in ((key, self.der), (text, message)):
                with open(file, "wb") as f:
                    f.write(data)
            return openssl("pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", key, "-in", text)

    def embed(self, message):
        lines = base64.b64encode(b"Ed" + self.number + self.sign(message))
        return b"untrusted comment: signed\n" + lines + b"\n" + message

    def minisig(self, message):
        raw = self.sign(hashlib.blake2b(message).digest())
        comment = b"timestamp:0"
        lines = [b"untrusted comment: signature of HEAD", base64.b64encode(b"ED" + self.number + raw),
                 b"trusted comment: " + comment, base64.b64encode(self.sign(raw + comment))]
        return b"\n".join(lines) + b"\n"


def log_path(serial):
    return f"/mirror/log/{serial // 1000:03}/{serial % 1000:03}"


def read_tree(folder):
    return {"/" + str(p.relative_to(folder)): p.read_bytes() for p in pathlib.Path(folder).rglob("*") if p.is_file()}


def parents(path):
    """/2018/06/a.gmi: /2018/06/, /2018/, /"""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        yield path


def row(name, digest):
    name = name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape")
    return b"SHA256 (" + name + b") = " + digest.encode() + b"\n"


class Forgery:
    """What is served: tree, {path: bytes, or what a server of sites.py knows to send}. The rest leads to that."""

    def __init__(self, honest, key):
        self.key = key
        served = read_tree(honest)
        self.files = {p: d for p, d in served.items() if not p.startswith("/mirror/") and not p.endswith("/MANIFEST")}
        self.before = dict(self.files)  # as the log has it until now
        self.mirror = {p: d for p, d in served.items() if p.startswith("/mirror/")}
        self.fields = self.fields_of(self.mirror["/mirror/HEAD"])
        self.head = dict(self.fields)
        self.serial = int(self.head["serial"]) + 1
        self.packs = {}  # name: bytes, or (size, digest) of one that is not there
        for line in self.mirror["/mirror/packs"].decode().splitlines():
            name = line.split("\t")[0]
            self.packs[name] = self.mirror["/mirror/pack/" + name]
        self.twist = {}  # path: text -> text, before its hash is taken
        self.log = None  # rows of the log entry; None: the truth
        self.said = {}  # values of HEAD that are not the truth
        self.anything = None  # the answer for every path that there is not

    @staticmethod
    def fields_of(data):
        """[(key, value)]: some are there more than once."""
        return [tuple(line.split(": ", 1)) for line in data.decode().split("\n")[2:-1]]

    def twisted(self, path, text):
        return self.twist.get(path, lambda t: t)(text)

    # ---- what leads to the files ----

    def manifests(self):
        folders = {"/": {}}
        for path in self.files:
            for folder in parents(path):
                folders.setdefault(folder, {})
        for path in self.twist:  # of folders without a file
            if path.endswith("/MANIFEST"):
                folders.setdefault(path[:-8], {})
                for folder in parents(path[:-8]):
                    folders.setdefault(folder, {})
        for path, data in self.files.items():
            folder, _, name = path.rpartition("/")
            folders[folder + "/"][name.encode()] = row(name, sha256(data) if isinstance(data, bytes) else data.digest)
        for folder in sorted(folders, key=lambda f: -f.count("/")):
            text = b"".join(r for _, r in sorted(folders[folder].items()))
            text = self.twisted(folder + "MANIFEST", text)
            self.tree[folder + "MANIFEST"] = text
            if folder != "/":
                above, _, name = folder[:-1].rpartition("/")
                folders[above + "/"][name.encode()] = row(name + "/MANIFEST", sha256(text))

    def changes(self):
        rows = []
        for path in sorted({*self.files, *self.before}):
            old, new = self.before.get(path), self.files.get(path)
            if old == new:
                continue
            kind = "A" if old is None else "D" if new is None else "M"
            data = new if new is not None else old
            digest, size = (sha256(data), len(data)) if isinstance(data, bytes) else (data.digest, data.size)
            rows.append([kind, digest, "0" if new is None else str(size), path] + ([""] if new is None else []))
        return rows

    def entry(self):
        rows = self.changes() if self.log is None else self.log
        before = self.said.get("before", self.head["log"])
        lines = [before + "\t2026-11-27T21:30:00Z"] + ["\t".join(r) for r in rows]
        return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")

    def pack_list(self):
        rows = []
        for name, pack in sorted(self.packs.items(), key=lambda item: item[0].encode()):
            size, digest = pack if isinstance(pack, tuple) else (len(pack), sha256(pack))
            rows.append(f"{name}\t{size}\t{digest}\n")
            if isinstance(pack, bytes):
                self.tree["/mirror/pack/" + name] = pack
        return "".join(rows).encode("utf-8", "surrogateescape")

    def stale(self):
        """The packs of months that have changed are no longer listed."""
        changed = {path[1:8].replace("/", "-") for _, _, _, path, *_ in self.changes()}
        self.packs = {n: p for n, p in self.packs.items() if n[:7] not in changed or n.endswith(".gpub")}

    # ---- all of it ----

    def seal(self):
        self.tree = {**{p: d for p, d in self.mirror.items() if not p.startswith("/mirror/pack/")}, **self.files}
        self.manifests()
        entry = log_path(self.serial)
        self.tree[entry] = self.twisted(entry, self.entry())
        self.tree["/mirror/packs"] = self.twisted("/mirror/packs", self.pack_list())
        for path in ("/mirror/gone", "/mirror/keys", "/mirror/key.pub"):
            self.tree[path] = self.twisted(path, self.tree[path])
        self.sign()
        return self

    def sign(self):
        """HEAD for what there is now, and its signatures."""
        sizes = [len(d) if isinstance(d, bytes) else d.size for d in self.files.values()]
        truth = {"serial": self.serial, "files": len(sizes), "bytes": sum(sizes)}
        for key, path in (("manifest", "/MANIFEST"), ("log", log_path(self.serial)), ("packs", "/mirror/packs"), ("gone", "/mirror/gone")):
            truth[key] = sha256(self.tree[path])
        truth |= self.said
        text = "".join(f"{key}: {truth.get(key, value)}\n" for key, value in self.fields).encode("utf-8", "surrogateescape")
        text = self.twisted("/mirror/HEAD", text)
        self.tree["/mirror/HEAD"] = self.key.embed(text)
        self.tree["/mirror/HEAD.minisig"] = self.key.minisig(self.tree["/mirror/HEAD"])

    def get(self, path):
        return self.tree.get(path, self.anything)

    def write(self, folder):
        """For file: URLs; what is no bytes writes itself."""
        for path, data in self.tree.items():
            if data is None:
                continue
            file = pathlib.Path(folder) / path[1:]
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(data, bytes):
                file.write_bytes(data)
            else:
                data.put(file)
