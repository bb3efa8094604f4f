"""One article as its author wrote it: this is the truth that a layout then prints and noise spoils."""

import datetime
import re

from german import German
from english import English
from prose import Story, render, upper_first

LANGUAGES = {"de": German(), "en": English()}

LIST_INTRO = {
    "de": ["Die Ergebnisse vom {a} im Überblick:", "Das steht vom {a} an auf dem Plan:", "Am {a} geht es um diese Punkte:",
           "Die wichtigsten Punkte, Stand {a}:", "{b} nennt diese Beispiele:", "{b} führt im Einzelnen auf:"],
    "en": ["The results of {a} in full:", "These are the points for {a}:", "On the list for {a}:", "The main points as of {a}:",
           "{b} gave these examples:", "{b} listed the following:"],
}
OTHER_CREDIT = {
    "de": ["dpa", "privat", "Archiv", "Polizei", "Stadt {}", "Feuerwehr {}", "imago", "Veranstalter", "{} Marketing GmbH"],
    "en": ["PA", "Getty Images", "Submitted", "{} Council", "Contributed", "Handout", "Alamy", "North News & Pictures"],
}
AGENCY = {"de": ["dpa", "imago", "AFP", "epd"], "en": ["PA", "Getty Images", "Reuters", "AP", "Alamy"]}


class Article:
    """Fields that a layout prints; a layout that does not print one sets it to None, so that the truth knows."""

    def __init__(self, spec, number, rng, pool, charset=None):
        self.spec, self.number, self.rng, self.pool = spec, number, rng, pool
        self.charset, self.random = charset, rng.random
        self.code = spec.languages[number % len(spec.languages)]
        self.language = LANGUAGES[self.code]
        self.day = datetime.date.fromordinal(self.between(spec.first.toordinal(), spec.last.toordinal()))
        self.town = self.pick(spec.places(self))
        topics = [t for t in (spec.topics or self.language.topics) if t in self.language.topics]
        topic = self.language.topics[self.pick(topics)]
        self.story = Story(self.language, topic, self.day, self.town, rng)
        self.open, self.close = ('"', '"') if charset == "iso-8859-1" else self.pick(self.language.quotes)
        self.headline = self.finish(self.make_headline())
        self.date = self.day if self.likely(spec.dated) else None
        self.place = self.town if self.likely(spec.placed) else None
        self.author = self.story.language.full_name(self.story) if self.likely(spec.authored) else None
        self.credits = self.make_credits()
        self.captions = [self.finish(upper_first(render(self.pick(self.language.caption), self.story))) + "."
                         for _ in self.credits]
        self.standfirst = self.make_standfirst() if self.likely(spec.standfirst) else None
        self.blocks = self.make_blocks()
        if self.likely(0.13):
            for _ in range(self.between(1, 3)):
                self.misspell()

    # chance

    def likely(self, chance):
        return self.random() < chance

    def pick(self, choices):
        return choices[int(self.random() * len(choices))]

    def between(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def name(self):
        return self.language.full_name(self.story)

    # text

    def finish(self, text):
        """The quotation marks of this article instead of the templates' own, and one space where there were two."""
        if self.code == "de":
            if self.open != "„":
                text = text.replace("„", self.open).replace("“", self.close)
        elif self.open == '"':
            text = text.replace("“", '"').replace("”", '"')
        elif "'" in text:
            text = re.sub(r"(?<!\w)'", "‘", text).replace("'", "’")
        return text.replace("  ", " ").strip()

    def make_headline(self):
        text = self.story.say("head")
        if self.likely(0.04):
            text += f" ({self.between(2, 4)})" if self.likely(0.3) else "!"
        return text

    def make_standfirst(self):
        text = self.story.say("lead")
        if self.likely(0.4):
            text += " " + self.story.say("body")
        return self.finish(text)

    def quote(self):
        """What somebody says, with its mark but without its speaker; and the mark that ends it."""
        sentences = [upper_first(self.story.say("quote")) for _ in range(self.between(1, 3))]
        return ". ".join(sentences)

    def speech(self, sentence=True):
        words = self.quote()
        after = render(self.pick(self.language.speech), self.story)
        if self.code == "de":
            return f"„{words}“{after}."
        return f"“{words},”{after}."

    def make_paragraph(self):
        story, kind = self.story, self.random()
        if kind < 0.05:
            return render(self.pick(self.language.short), story)
        if kind < 0.17:
            return self.speech()
        if kind < 0.20:
            return f"„{self.quote()}.“" if self.code == "de" else f"“{self.quote()}.”"
        count = self.pick(self.spec.sentences)
        parts = [story.say("body") for _ in range(count)]
        if kind < 0.38:
            parts.insert(self.between(1, count), self.speech())
        text = " ".join(parts)
        return text if len(text) > 70 else text + " " + story.say("body")

    def make_blocks(self):
        spec, story = self.spec, self.story
        first = " ".join([story.say("lead")] + [story.say("body") for _ in range(self.between(0, 2))])
        blocks = [("p", self.finish(first))]
        headed = self.likely(spec.subheads)
        since = 1
        for _ in range(self.between(*spec.paragraphs)):
            if headed and since >= 2 and self.likely(0.45):
                blocks.append(("h", self.finish(story.say("sub").rstrip("."))))
                since = 0
            blocks.append(("p", self.finish(self.make_paragraph())))
            since += 1
        if self.likely(spec.lists):
            self.add_list(blocks)
        if self.likely(spec.quotes) and len(blocks) > 3:
            at = self.between(2, len(blocks) - 1)
            if blocks[at][0] == "p" and blocks[at - 1][0] == "p":
                blocks.insert(at, ("q", self.finish("„" + self.quote() + ".“" if self.code == "de" else
                                                    "“" + self.quote() + ".”")))
        return blocks

    def add_list(self, blocks):
        story, seen = self.story, set()
        intro = self.pick(LIST_INTRO[self.code])
        day = self.day + datetime.timedelta(days=self.between(-6, 20))
        when = f"{day.day}. {self.language.months[day.month - 1]}" if self.code == "de" else \
               f"{day.day} {self.language.months[day.month - 1]}"
        intro = intro.format(a=when, b=story.people[self.between(0, 2)].full)
        for _ in range(self.between(3, 8)):
            item = self.finish(story.say("item").rstrip("."))
            if item not in seen:
                seen.add(item)
        items = [("li", item) for item in sorted(seen)]
        at = self.between(2, len(blocks))
        if at < len(blocks) and blocks[at - 1][0] == "h":
            at = len(blocks)
        blocks[at:at] = [("p", self.finish(story.say("body") + " " + intro))] + items

    def add_results(self):
        """A sports page ends with the other results and the scorers."""
        if not self.likely(0.6):
            return
        story, de = self.story, self.code == "de"
        lines = []
        for _ in range(self.between(3, 9)):
            home, away = self.between(0, 5), self.between(0, 4)
            one, two = self.language.team(story), self.language.team(story)
            if de:
                half = f" ({self.between(0, home)}:{self.between(0, away)})" if self.likely(0.5) else ""
                lines.append(f"{one} – {two} {home}:{away}{half}")
            else:
                lines.append(f"{one} {home}-{away} {two}")
        if de and self.likely(0.6):
            minute, goals = 0, []
            for n in range(1, self.between(2, 6)):
                minute = self.between(minute + 1, 15 * n + 10)
                goals.append(f"{n}:{n % 2} {self.name().split()[-1]} ({minute}.)")
            lines.append("Tore: " + ", ".join(goals) + ".")
        if not de and self.likely(0.5):
            lines.append(story.people[0].full + "; " + ", ".join(self.name().split()[-1] for _ in range(10)) + ".")
        self.blocks += [("li", line) for line in dict.fromkeys(lines)]

    def make_credits(self):
        out = []
        if self.likely(self.spec.credited):
            for _ in range(1 if self.likely(0.78) else 2):
                c = self.random()
                if c < 0.68:
                    one = self.name()
                elif c < 0.8:
                    one = self.name() + "/" + self.pick(AGENCY[self.code])
                else:
                    one = self.pick(OTHER_CREDIT[self.code]).format(self.town.split(",")[0])
                if one not in out:
                    out.append(one)
        return out

    def misspell(self):
        """A slip of the typesetter in the running text; it belongs to the article, so the truth has it too."""
        at = self.between(0, len(self.blocks) - 1)
        kind, text = self.blocks[at]
        words = text.split(" ")
        i = self.between(1, len(words) - 1) if len(words) > 1 else 0
        word = words[i]
        if kind != "p" or len(word) < 5 or not word.isalpha():
            return
        j = self.between(1, len(word) - 2)
        how = self.random()
        if how < 0.4:
            word = word[:j] + word[j + 1] + word[j] + word[j + 2:]
        elif how < 0.75:
            word = word[:j] + word[j + 1:]
        else:
            word = word[:j] + word[j] + word[j:]
        words[i] = word
        self.blocks[at] = (kind, " ".join(words))

    def set_first(self, prefix):
        """Puts a dateline before the first paragraph; it is part of the text."""
        self.blocks[0] = ("p", prefix + self.blocks[0][1])

    def teasers(self, count):
        """Headlines of other articles of the same paper."""
        pool = self.pool[self.code]
        return [self.pick(pool) for _ in range(count)]

    def truth(self, name):
        body = ([self.standfirst] if self.standfirst else []) + [text for _, text in self.blocks]
        return {"file": name, "layout": self.spec.name, "language": self.code, "headline": self.headline,
                "date": self.date.isoformat() if self.date else None, "place": self.place,
                "credit": ", ".join(self.credits) or None, "body": body}
