"""The layouts and their habits: what a site prints, how often something is missing, when and where it is."""

import datetime

from english import CITIES as EN_CITIES, TOWNS as EN_TOWNS, US_TOWNS
from german import AUSTRIAN, CITIES, DISTRICT, TOWNS
from pages import html_bare, html_schema
from sites_both import print_view, archiv
from sites_de import (portal_de, regional_de, anzeiger_de, agentur_de, presse_de, rathaus_de, sport_de,
                      rundfunk_de, hauptstadt_de, wien_de, blog_de)
from sites_en import (weekly_en, wire_en, council_en, match_en, blog_en, daily_us, broadsheet_en)

DATE = datetime.date


class Spec:
    """The habits of one paper: what it prints, and how often something is missing."""

    def __init__(self, draw, languages, **habits):
        self.draw, self.languages = draw, languages
        self.name = draw.__name__.replace("_", "-")
        self.first, self.last = DATE(2003, 1, 2), DATE(2019, 11, 30)
        self.topics = None
        self.dated, self.placed, self.credited, self.authored, self.standfirst = 0.96, 0.88, 0.6, 0.7, 0.0
        self.subheads = self.lists = self.quotes = 0.0
        self.paragraphs, self.sentences = (3, 9), (1, 2, 2, 3, 3, 4)
        self.html = False
        self.charsets = ()
        self.towns = {"de": TOWNS, "en": EN_TOWNS}
        for key, value in habits.items():
            if not hasattr(self, key):
                raise AttributeError(key)
            setattr(self, key, value)

    def places(self, article):
        return self.towns[article.code]


def _specs():
    local_de = {"de": TOWNS + DISTRICT}
    national = {"de": CITIES, "en": EN_CITIES}
    sport = ["sport"]
    city = ["politik", "gesundheit", "wirtschaft", "kultur", "natur"]
    civic = ["rat", "verkehr", "schule", "kultur", "natur", "council", "school", "arts", "nature"]
    return [
        Spec(portal_de, ("de",), first=DATE(2014, 1, 3), lists=0.08),
        Spec(regional_de, ("de",), standfirst=0.7, subheads=0.4, lists=0.1, quotes=0.1, first=DATE(2011, 1, 3)),
        Spec(anzeiger_de, ("de",), subheads=0.1, lists=0.1, credited=0.5, towns=local_de),
        Spec(agentur_de, ("de",), placed=0.95, credited=0.35, subheads=0.1, towns={"de": CITIES + TOWNS}),
        Spec(presse_de, ("de",), placed=0.94, credited=0.0, topics=["polizei", "feuerwehr"], lists=0.15, paragraphs=(2, 6)),
        Spec(rathaus_de, ("de",), topics=civic, credited=0.5, lists=0.35, subheads=0.15),
        Spec(sport_de, ("de",), topics=sport, placed=0.5, credited=0.4),
        Spec(rundfunk_de, ("de",), standfirst=0.9, placed=0.0, subheads=0.75, lists=0.1, quotes=0.1, authored=0.5),
        Spec(hauptstadt_de, ("de",), standfirst=0.8, topics=city, subheads=0.3, towns=national, quotes=0.1),
        Spec(wien_de, ("de",), standfirst=0.4, topics=city + ["polizei", "rat"], subheads=0.3, towns={"de": AUSTRIAN}),
        Spec(blog_de, ("de",), placed=0.35, lists=0.2, quotes=0.3, subheads=0.2),
        Spec(print_view, ("de", "en"), subheads=0.2, lists=0.1),
        Spec(archiv, ("de", "en"), standfirst=0.4, first=DATE(1992, 3, 2), last=DATE(1999, 12, 30),
             charsets=("iso-8859-1", "iso-8859-1", "iso-8859-1", "cp1252", "utf-8")),
        Spec(html_schema, ("de", "en"), standfirst=0.6, subheads=0.3, lists=0.2, quotes=0.15, html=True),
        Spec(html_bare, ("de", "en"), lists=0.15, subheads=0.2, html=True, first=DATE(1996, 2, 1), last=DATE(2002, 11, 30),
             charsets=("iso-8859-1", "iso-8859-1", "windows-1252", "utf-8")),
        Spec(weekly_en, ("en",), standfirst=0.2, lists=0.12, subheads=0.15, sentences=(1, 1, 1, 2, 2), paragraphs=(5, 14)),
        Spec(wire_en, ("en",), topics=["world", "business"], placed=0.96, credited=0.3, sentences=(1, 1, 2, 2), towns=national,
             subheads=0.1, authored=0.6),
        Spec(council_en, ("en",), topics=["council", "school", "nature", "arts"], placed=0.4, credited=0.2, lists=0.5,
             standfirst=0.3, subheads=0.5),
        Spec(match_en, ("en",), topics=sport, placed=0.4, credited=0.5, sentences=(1, 2, 2, 3)),
        Spec(blog_en, ("en",), placed=0.3, lists=0.2, quotes=0.25, subheads=0.2),
        Spec(daily_us, ("en",), towns={"en": US_TOWNS}, placed=0.93, sentences=(1, 1, 2, 2), subheads=0.1, quotes=0.05),
        Spec(broadsheet_en, ("en",), standfirst=0.95, placed=0.0, authored=0.9, subheads=0.2, quotes=0.15),
    ]


SPECS = _specs()
