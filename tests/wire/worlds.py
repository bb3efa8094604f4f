"""The servers that tests share, and what lies in their capsules."""

import os
import random
import socket
import stat

from harness import Server, has_ipv6, world

BIG = random.Random(1965).randbytes(20 << 20)

GERMAN = """# Allerbote: das Archiv
## Nachrichten von der Aller

=> 2018/06/28/freibad.gmi 2018-06-28 Wolfsburg: Freibad öffnet länger
=> 2018/ Das Jahr 2018
=> search Suchen
=> https://allerbote.example/?a=1&b=2 Im Netz
=> gopher://elsewhere.example/1/menu Anderswo
"""

ARTICLE = """# Freibad öffnet im Juli eine Stunde länger, und Donaudampfschifffahrtsgesellschaftskapitänsmützen sind erlaubt

28. Juni 2018

Wolfsburg. Das Freibad am Stadtrand hat ab dem 1. Juli werktags bis 21 Uhr geöffnet, eine Stunde länger als bisher; das kostet 1,80 € und „keinen Cent mehr“, sagt der Bademeister – und er muss es wissen.

漢字とかなの長い文がここにあります。幅は二つずつ数えるので、一行には三十三字しか入りません。それでも一字もなくなりません。

Zusammengesetzt: a\u0308 o\u0308 u\u0308 e\u0301 immer wieder a\u0308 o\u0308 u\u0308 e\u0301 immer wieder a\u0308 o\u0308 u\u0308 e\u0301 und Schluss.

""" + "Unendlichlangeswort" * 12 + """

* Ein Punkt einer Liste, der so lang ist, dass er auf der nächsten Zeile weitergehen muss, eingerückt
.
..
> Ein Zitat, das so lang ist, dass es auf der nächsten Zeile weitergehen muss, und dort steht wieder ein Zeichen
```Zeiten
Becken      Mo-Fr
.
-------------
```

=> photo.png Foto: Das Becken
=> ../27/storch.gmi Der Storch
=> https://""" + "sehr-langer-name." * 6 + """example/pfad?x=1 Eine Adresse, die länger ist als eine Zeile
=> gemini://other.example/seite.gmi Eine andere Kapsel
=> mailto:redaktion@allerbote.example Brief

## Zu diesem Artikel
* Datum: 2018-06-28
* Ort: Wolfsburg
* Sprache: de
=> index.gmi Alle Artikel vom 28. Juni 2018
"""

STORK = "# Storch im Löschteich\n\n27. Juni 2018\n\nGifhorn. Die Feuerwehr half.\n"

ENGLISH = """# In English

This page is in English.

## Zu diesem Artikel
* Datum: 2018-06-27
* Sprache: en
"""

# Colours, a title, C1, DEL, a bell: all that a terminal would obey.
HOSTILE = "\x1b[31m\x1b]0;owned\x07 \x9b31m \x7f\x08\x00\u200e\u202e"

GONE = """31\t/old.gmi\t/2018/06/28/freibad.gmi
30\t/for now.gmi\t/2018/06/27/storch.gmi
52\t/withdrawn.gmi\tAuf Wunsch der Familie
31\t/alte straße.gmi\t/odd dir/a b.txt
31\t/away.gmi\tgemini://other.example/there
"""

FILES = {
    "main/index.gmi": GERMAN,
    "main/about.gmi": "# Über das Archiv\n\nWer wir sind.\n\n=> index.gmi Startseite\n",
    "main/2018/06/28/freibad.gmi": ARTICLE,
    "main/2018/06/28/photo.png": b"\x89PNG\r\n\x1a\nno picture",
    "main/2018/06/27/storch.gmi": STORK,
    "main/2018/06/27/english.gmi": ENGLISH,
    "main/own/index.gmi": "# Von Hand\n\nDiese Seite hat jemand geschrieben.\n",
    "main/own/other.gmi": "# Nicht genannt\n",
    "main/odd dir/a b.txt": "a b\n",
    "main/.hidden.gmi": "# secret\n",
    "main/.git/config": "secret\n",
    "main/sub/.x": "secret\n",
    "main/sub/plain.txt": "Ein Text.\r\n.\r\nNach dem Punkt.\n",
    "main/types/a.txt": "text\n",
    "main/types/a.gmi": "# Text\n",
    "main/types/a.gemini": "# Text\n",
    "main/types/A.GMI": "# Text\n",
    "main/types/a.png": b"\x89PNG\r\n\x1a\n",
    "main/types/a.jpg": b"\xff\xd8\xff\xe0",
    "main/types/a.gif": b"GIF89a",
    "main/types/a.svg": "<svg/>",
    "main/types/a.html": "<p>x</p>",
    "main/types/a.pdf": "%PDF-1.4\n",
    "main/types/a.mp3": b"ID3",
    "main/types/a.ogg": b"OggS",
    "main/types/a.md": "# x\n",
    "main/types/a.xml": "<a/>\n",
    "main/types/feed.xml": "<feed/>\n",
    "main/types/a.zip": b"PK\x03\x04",
    "main/types/a.tar.gz": b"\x1f\x8b\x08",
    "main/types/latin.txt": "Grüße aus München, Straße, Öl, Übel, äußerst schön\n".encode("latin-1") * 5,
    "main/types/latin.gmi": "# Grüße\n\nStraße, Öl, Übel, äußerst schön, größer\n".encode("latin-1") * 5,
    "main/types/README": "Ein Text ohne Endung, in dem etwas steht.\n",
    "main/types/picture": b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00",
    "main/types/document": "%PDF-1.4\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "main/types/noise": random.Random(7070).randbytes(2000),
    "main/types/empty": b"",
    "main/types/unknown.qqq": "Nur Text\n",
    "main/big.bin": BIG,
    "main/long/index.gmi": "# Lang\n" + "".join(f"Zeile {i}\n" for i in range(3000)),
    "main/1/menu.gmi": "# In einem Ordner, der 1 heißt\n",
    "main/hostile/title.gmi": f"# Titel {HOSTILE} Ende\n\nText {HOSTILE} Ende\n=> x{HOSTILE} Label {HOSTILE}\n",
    "main/hostile/plain.txt": f"Zeile {HOSTILE} Ende\n\x1b[2J\n",
    "main/hostile/latin.txt": b"Gr\xfc\xdfe \x9b31m \xff\xfe Ende\n",
    "main/hostile/esc\x1b[31mname.txt": "x",
    "main/hostile/c1\x9b31m.gmi": f"# {HOSTILE}\n",
    "english/index.gmi": "# The English capsule\n\nHello.\n",
    "idn/index.gmi": "# Müller\n\nGuten Tag.\n",
    "keep/gone": GONE,
    "outside/secret.gmi": "# Not in the capsule\n",
}

CAPSULES = """
[capsule main]
hosts = localhost
title = Allerbote: das Archiv
contact = redaktion@allerbote.example
root = main
certificate = main.crt
key = main.key
default = yes
[capsule english]
hosts = english.example www.english.example
contact = desk@english.example
root = english
language = en
certificate = english.crt
key = english.key
[capsule idn]
hosts = müller.example
contact = post@example.org
root = idn
certificate = idn.crt
key = idn.key
"""


def listen():
    return "127.0.0.1:0 [::1]:0" if has_ipv6() else "127.0.0.1:0"


def odd_things(root):
    """What is no regular file, and links to all sides."""
    os.mkfifo(root / "fifo.gmi")
    with socket.socket(socket.AF_UNIX) as s:
        here = os.getcwd()
        os.chdir(root)  # the name of a socket is short
        s.bind("socket.gmi")
        os.chdir(here)
    for name, target in {
        "dangling.gmi": "nowhere.gmi", "out-absolute.gmi": root.parent / "outside" / "secret.gmi",
        "out-relative.gmi": "../outside/secret.gmi", "out-dir": "../outside", "zero.gmi": "/dev/zero",
        "loop.gmi": "loop.gmi", "self.gmi": "/proc/self/environ", "in.gmi": "2018/06/27/storch.gmi", "in-dir": "2018/06/27",
        "in-dotted.gmi": "own/../about.gmi",
    }.items():
        (root / name).symlink_to(target)
    if os.geteuid() == 0:
        try:
            os.mknod(root / "device.gmi", 0o644 | stat.S_IFCHR, os.makedev(1, 5))  # that of /dev/zero
        except PermissionError:
            pass  # a root that is none, in a container
    else:
        (root / "forbidden.gmi").write_text("# Not for the server\n")
        (root / "forbidden.gmi").chmod(0)


@world
def main():
    """Three capsules behind the public ports 1965 and 70; a Gopher listener without TLS; another with English."""
    s = Server("main", f"""[server]
cache = cache
keep = keep
log = access.log
workers = 2
request timeout = 60
page timeout = 60
[gemini]
listen = {listen()}
port = 1965
[gopher]
listen = {listen()}
port = 70
capsule = main
[gopher plain]
listen = 127.0.0.1:0
port = 7000
capsule = english
tls = no
host = gopher.english.example
{CAPSULES}""", FILES, public_port=1965)
    odd_things(s.folder / "main")
    return s.start()


# The nth Gopher address of main: its own section's, or that of [gopher plain], which comes last.
PLAIN_GOPHER = -1


SMALL = """[server]
cache = cache
keep = keep
log = access.log
workers = %d
%s
[gemini]
listen = 127.0.0.1:0
[gopher]
listen = 127.0.0.1:0
capsule = main
[capsule main]
hosts = localhost
contact = redaktion@allerbote.example
root = main
certificate = main.crt
key = main.key
"""


def small(name, keys="", files=None, workers=2):
    """A server of a test's own: one capsule, more keys for [server]."""
    return Server(name, SMALL % (workers, keys), {"main/index.gmi": "# Klein\n", "main/big.bin": BIG, **(files or {})})


def path(p):
    """A path of a file of FILES, as its bytes."""
    content = FILES["main/" + p]
    return content.encode() if isinstance(content, str) else content
