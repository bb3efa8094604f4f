"""What a publisher with a valid key could try on those who mirror him: a table of attacks.

An attack is a function that gets a Forgery (forge.py), a copy of the honest archive with one new article, and changes
it; what it does not seal() itself is sealed afterwards. See run_hostile for what has to be true after each.
"""

import collections
import re

from forge import sha256

Attack = collections.namedtuple("Attack", "name function says on start statuses seconds limit after")
attacks = []

EVIL = b"# Evil\n\nThis must not be anywhere.\n"
DIGEST = sha256(EVIL)
LIMIT = 8 << 20
MONTH = "2017-01"  # a closed one, with a pack, and more than a few files
FOLDER = "/2017/01/05/"
FIRST, BEHIND, BOTH = ("first",), ("behind",), ("first", "behind")
GEMINI, DISK, ANY = ("gemini",), ("file",), ("gemini", "file")


def add(name, function, says, on=ANY, start=BOTH, statuses=(1,), seconds=30, limit=LIMIT, after=None):
    """says: a pattern for its last words. statuses: what it may end with. seconds: what it may take. limit: --limit.
    after: done to the mirror, before it follows somebody honest."""
    attacks.append(Attack(name, function, says, on, start, statuses, seconds, limit, after))


def attack(says, **how):
    def register(function):
        add(function.__name__, function, says, **how)
        return function
    return register


def forget_serial(folder):
    """Who holds the key and has gone that far must not go back: nobody would follow."""
    pin = folder / ".mirror/pin"
    pin.write_text(re.sub(r"(?m)^serial: .*\n", "", pin.read_text()))


def twist(path, change):
    """An attack that rewrites a text before its hash is taken."""
    def act(h):
        h.twist[path] = lambda text: change(text)
        h.anything = EVIL
    return act


def later(act):
    """An attack after all hashes are made: nothing fits."""
    def sealed(h):
        h.seal()
        act(h)
    return sealed


def instead(path, answer):
    def act(h):
        h.tree[path(h) if callable(path) else path] = answer(h) if callable(answer) else answer
    return later(act)
