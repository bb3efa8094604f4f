"""Templates to prose: a small grammar that declines German and fills English.

A template is text with [one|of these] and {slots}. It is compiled once to a list of parts, so that an article of a
few hundred words costs well under a millisecond.
"""

import random


def fold(node):
    """Merge neighbouring strings of a compiled template."""
    out = []
    for part in node:
        if out and part.__class__ is str and out[-1].__class__ is str:
            out[-1] += part
        else:
            out.append(part)
    return out


def parse(text, at, slots, stops):
    node = []
    while at < len(text):
        c = text[at]
        if c in stops:
            return fold(node), at
        if c == "[":
            choices = []
            while True:
                choice, at = parse(text, at + 1, slots, "|]")
                choices.append(choice)
                if text[at] == "]":
                    break
            node.append(tuple(choices))
            at += 1
        elif c == "{":
            end = text.index("}", at)
            node.append(slots(text[at + 1:end]))
            at = end + 1
        else:
            node.append(c)
            at += 1
    if stops:
        raise ValueError("unclosed [ in: " + text)
    return fold(node), at


def compile_template(text, slots):
    return parse(text, 0, slots, "")[0]


def compile_all(text, slots):
    """One template a line; blank lines and indentation do not count."""
    return [compile_template(line.strip(), slots) for line in text.strip().split("\n") if line.strip()]


def render(node, story):
    out = []
    for part in node:
        if part.__class__ is str:
            out.append(part)
        elif part.__class__ is tuple:
            out.append(render(part[int(story.chance() * len(part))], story))
        else:
            out.append(part(story))
    return "".join(out)


def upper_first(text):
    """A sentence begins with a capital, behind an opening quotation mark too."""
    if text[:1] in "„“\"»":
        return text[:1] + text[1:2].upper() + text[2:]
    return text[:1].upper() + text[1:]


class Topic:
    """What one kind of report is made of; each part is a list of compiled templates."""

    PARTS = ("lead", "head", "body", "quote", "sub", "item")

    def __init__(self, name, nouns, parts, slots):
        self.name = name
        self.nouns = nouns
        for part in self.PARTS:
            setattr(self, part, compile_all(parts.get(part, ""), slots))


class Story:
    """The facts of one article: they stay the same from its headline to its last line."""

    def __init__(self, language, topic, day, place, rng):
        self.language = language
        self.rng = rng
        self.chance = rng.random
        self.topic = topic
        self.day = day
        self.place = place
        self.people = [language.person(self) for _ in range(3)]
        self.other_place = language.other_place(self)
        self.facts = {}
        self.decks = {}

    def pick(self, choices):
        return choices[int(self.chance() * len(choices))]

    def between(self, low, high):
        return low + int(self.chance() * (high - low + 1))

    def deal(self, part):
        """The next template of a part, topic first and the general ones mixed in; none twice until all were used."""
        deck = self.decks.get(part)
        if not deck:
            own, common = getattr(self.topic, part), getattr(self.language.common, part)
            deck = list(own)
            if part in ("body", "quote", "sub"):
                deck += self.rng.sample(common, min(len(common), len(own) + 3))
            elif not deck or self.chance() < 0.12:
                deck += common
            self.rng.shuffle(deck)
            self.decks[part] = deck
        return deck.pop()

    def say(self, part):
        return upper_first(render(self.deal(part), self).replace("  ", " ").replace(" ,", ","))


def seeded(*parts):
    return random.Random("/".join(str(p) for p in parts))


def once(name, make):
    """A fact that is drawn at its first mention and stays."""
    def fact(story):
        value = story.facts.get(name)
        if value is None:
            value = story.facts[name] = make(story)
        return value
    return fact


def person_slot(number, attribute):
    return lambda story: getattr(story.people[number], attribute)
