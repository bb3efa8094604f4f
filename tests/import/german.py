"""German: nouns that decline, people, places, and the templates of the reports."""

import datetime
from functools import partial

from german_reports import CAPTION, COMMON, SHORT, SPEECH_AFTER, TOPICS
from prose import Topic, compile_all, once, person_slot

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
SMALL = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()

DEFINITE = {"m": "der den dem des", "f": "die die der der", "n": "das das dem des", "p": "die die den der"}
INDEFINITE = {"m": "ein einen einem eines", "f": "eine eine einer einer", "n": "ein ein einem eines"}
WEAK = {"m": "e en en en", "f": "e e en en", "n": "e e en en", "p": "en en en en"}
MIXED = {"m": "er en en en", "f": "e e en en", "n": "es es en en"}
STRONG = "e e en er".split()
TABLES = {
    "d": ({g: s.split() for g, s in DEFINITE.items()}, {g: s.split() for g, s in WEAK.items()}),
    "e": ({g: s.split() for g, s in INDEFINITE.items()}, {g: s.split() for g, s in MIXED.items()}),
}
CASES = "nadg"
JOINED = {  # preposition and article, where they grow together
    "zu": {"m": "zum", "f": "zur", "n": "zum"},
    "in": {"m": "im", "f": "in der", "n": "im"},
    "von": {"m": "vom", "f": "von der", "n": "vom"},
    "an": {"m": "am", "f": "an der", "n": "am"},
    "bei": {"m": "beim", "f": "bei der", "n": "beim"},
}
ADJECTIVES = """neu alt groß klein geplant umstritten modern bekannt beliebt wichtig aufwendig städtisch
gemeinsam zusätzlich ehemalig künftig historisch barrierefrei vorläufig ungewöhnlich kostspielig regional
kommunal gelungen schwierig zentral traditionell ehrenamtlich öffentlich sogenannt überfällig mehrjährig bisherig """.split()
FIRST_F = """Anna Sabine Petra Katrin Heike Ursula Monika Julia Lena Stefanie Claudia Birgit Andrea Martina Susanne Karin
Gabriele Silke Nicole Melanie Sandra Anja Tanja Christine Barbara Renate Ingrid Helga Gisela Marie Sophie Laura Johanna
Franziska Miriam Ayşe Fatma Elif Olga Natascha Britta Kerstin Ulrike Dörte Antje Maike Wiebke Hannelore Rosemarie Jutta
Elke Marion Cornelia Angelika Vanessa Jasmin Leonie Carolin Theresa Magdalena Veronika Dagmar Beate""".split()
FIRST_M = """Klaus Peter Michael Thomas Andreas Stefan Jürgen Wolfgang Hans Uwe Frank Bernd Ralf Dieter Heinz Werner
Günter Manfred Rolf Horst Karsten Holger Jens Torsten Sven Lars Jan Tim Florian Sebastian Daniel Markus Christian Martin
Matthias Alexander Philipp Jonas Lukas Felix Max Paul Moritz Mehmet Ali Hasan Ahmet Dimitri Igor Sönke Hauke Henning
Detlef Volker Reinhard Gerhard Siegfried Eberhard Joachim Norbert Oliver Dirk Olaf Heiko Marco Kai Björn Ingo Arne
Hans-Jürgen Karl-Heinz Ernst-August""".split()
LAST = """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann
Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn
Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon
Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas
Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff
Pfeiffer Lüdemann Ahlers Oelmann Röhrs Behrens Wichmann Grefe Bosse Ohlendorf Thielemann Kopka Nowak Kaminski Yılmaz
Öztürk Demir Çelik Hillebrecht Bührmann Plagge Gödecke Wesche Heuer Rademacher Lüders Harms Petersen Janssen Hinrichs
Brinkmann Steffens Thiele Buchholz Warnecke Bartels Kruse Stöhr Eggeling Niebuhr Dettmer Kohlmeyer Wiese Freitag
Sonntag Unger Pape Reinecke Mävers Tietge Flohr Rüdiger Ehlers Alpers Bothe Cordes Deneke Evers Fricke Gerecke Hansmann
Isensee Jordan Kielhorn Lampe Meinecke Nolte Oppermann Probst Quandt Rosenthal Salge Tegtmeyer Uhde Vollmer Weferling
Zobel Beckmann-Struck Meyer-Lüders""".split()
LAST += ["von Alten", "van Dyk", "von der Heide"]

TOWNS = """Wolfsburg Gifhorn Helmstedt Peine Königslutter Fallersleben Vorsfelde Velpke Wittingen Meinersen Isenbüttel
Braunschweig Salzgitter Wolfenbüttel Schöppenstedt Schöningen Lehre Cremlingen Vechelde Lengede Ilsede Hildesheim Celle
Uelzen Lüneburg Goslar Seesen Clausthal-Zellerfeld Osterode Northeim Einbeck Göttingen Hameln Holzminden Nienburg
Stadthagen Rinteln Bückeburg Soltau Walsrode Verden Rotenburg Buxtehude Stade Cuxhaven Bremervörde Delmenhorst Vechta
Cloppenburg Lingen Nordhorn Papenburg Leer Aurich Emden Norden Wittmund Jever Oldenburg Osnabrück Melle Bramsche
Gardelegen Stendal Salzwedel Klötze Oebisfelde Haldensleben Halberstadt Quedlinburg Wernigerode Magdeburg Burgdorf
Lehrte Sehnde Garbsen Wunstorf Barsinghausen Springe Pattensen Hemmingen Langenhagen Isernhagen Wedemark Uetze
Bergen Munster Schneverdingen Bispingen Winsen Seevetal Hanstedt Dannenberg Lüchow Hitzacker Wustrow Marburg Fulda
Gießen Kassel Bad_Harzburg Bad_Lauterberg
Bad_Pyrmont Bad_Nenndorf Bad_Bevensen Sankt_Andreasberg Sassenburg Brome
Hankensbüttel Weyhausen Tappenbeck Jembke Ehra-Lessien Rühen Parsau Tülau Bokensdorf Osloß Calberlah Ribbesbüttel
Leiferde Hillerse Müden Wahrenholz Schönewörde Knesebeck Ohretal Süpplingen Räbke Frellstedt Grasleben Mariental"""
TOWNS = [t.replace("_", " ") for t in TOWNS.split()]
CITIES = """Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dresden Hannover Nürnberg Bremen Essen
Dortmund Bonn Münster Karlsruhe Mannheim Augsburg Wiesbaden Mainz Kiel Rostock Erfurt Potsdam Saarbrücken Lübeck
Schwerin Freiburg Regensburg Ulm Würzburg Brüssel Paris London Madrid Rom Athen Warschau Prag Washington Moskau Peking
Tokio Genf Luxemburg Straßburg""".split()
AUSTRIAN = """Wien Graz Linz Salzburg Innsbruck Klagenfurt Villach Wels St._Pölten Dornbirn Steyr Wiener_Neustadt Feldkirch
Bregenz Leonding Klosterneuburg Baden Wolfsberg Leoben Krems Traun Amstetten Kapfenberg Hallein Kufstein Mödling
Eisenstadt Bruck Lienz Zell_am_See Bad_Ischl Gmunden""".split()
AUSTRIAN = [t.replace("_", " ") for t in AUSTRIAN]
DISTRICT = """Reislingen Hehlingen Nordsteimke Almke Neindorf Ehmen Mörse Sülfeld Hattorf Heiligendorf Barnstorf Detmerode
Westhagen Laagberg Wendschott Velstove Brackstedt Kästorf Warmenau Sandkamp Kreuzheide Tiergartenbreite Rabenberg
Gamsen Wilsche Neubokel Winkel Triangel Neudorf-Platendorf Dannenbüttel Wasbüttel Rötgesbüttel Adenbüttel Abbesbüttel
Beienrode Ochsendorf Rieseberg Scheppau Bornum Lelm Sunstedt Emmerstedt Barmke Büddenstedt Offleben Esbeck Hötensleben
Kleinburg Altendorf Steinhof Oberfeld Mühlenberg Siedenhausen Westerbeck Ostercelle Blumenhagen Eickenrode""".split()
STREET = """Goethe Schiller Lessing Berliner Hamburger Kirch Schul Bahnhof Mühlen Garten Linden Birken Eichen Rosen Ring
Wald Wiesen Feld Berg Tal Brunnen Burg Schloss Markt Post Park Sand Stein Hafen Fischer Weber Schmiede Amsel Drossel
Lerchen Finken Kant Mozart Beethoven Dorf Heide Moor Weiden Kastanien Ahorn Pappel Nord Süd West Ost Haupt
Friedhofs Celler Braunschweiger Wolfsburger Peiner Helmstedter Heinrich-Heine- Robert-Koch-
Konrad-Adenauer- Willy-Brandt- Carl-Grete- Thomas-Mann-""".split()

CLUB = ["TSV {0}", "SV {0}", "VfL {0}", "MTV {0}", "FC {0}", "SSV {0}", "TuS {0}", "Schützenverein {0}", "Heimatverein {0}",
        "Förderverein {0}", "DRK-Ortsverein {0}", "Landfrauenverein {0}", "Gesangverein {0}", "Naturschutzbund {0}",
        "Kulturverein {0} e. V.", "Bürgerverein {0}"]
TEAM = ["TSV {0}", "SV {0}", "VfL {0}", "MTV {0}", "FC {0}", "SSV {0}", "TuS {0}", "Eintracht {0}", "SC {0}", "VfB {0}",
        "SG {0}", "Germania {0}", "WSV {0}"]
FIRM = ["{0} GmbH", "{0} & Söhne", "{0} Maschinenbau", "{0} Logistik GmbH", "Autohaus {0}", "{0}-Werke AG", "{0} Bau GmbH",
        "Bäckerei {0}", "{0} Software GmbH", "Möbelhaus {0}", "{0} Medizintechnik", "Molkerei {0}"]
ROLE = """Bürgermeister/Bürgermeisterin Ortsbürgermeister/Ortsbürgermeisterin Samtgemeindebürgermeister/Samtgemeindebürgermeisterin
Landrat/Landrätin Pressesprecher/Pressesprecherin Polizeisprecher/Polizeisprecherin Schulleiter/Schulleiterin
Geschäftsführer/Geschäftsführerin Ortsbrandmeister/Ortsbrandmeisterin Gemeindebrandmeister/Gemeindebrandmeisterin
Trainer/Trainerin Kapitän/Kapitänin Pastor/Pastorin Stadtrat/Stadträtin Projektleiter/Projektleiterin Förster/Försterin
Museumsleiter/Museumsleiterin Chorleiter/Chorleiterin Kreisrat/Kreisrätin Minister/Ministerin Forscher/Forscherin
Betriebsleiter/Betriebsleiterin Sportwart/Sportwartin Kantor/Kantorin Stadtplaner/Stadtplanerin Regisseur/Regisseurin
Künstler/Künstlerin Vereinschef/Vereinschefin Fraktionschef/Fraktionschefin Amtsleiter/Amtsleiterin
Sprecher/Sprecherin Veranstalter/Veranstalterin Lehrer/Lehrerin Chefarzt/Chefärztin""".split()
ROLE = [tuple(r.split("/")) for r in ROLE]
TOPIC_ROLES = {"polizei": [4, 5, 30], "feuerwehr": [8, 9, 4], "sport": [10, 11, 22, 27], "schule": [6, 32, 6],
               "kultur": [16, 17, 25, 26, 31, 23], "wirtschaft": [7, 21, 7], "rat": [0, 1, 2, 13, 24, 28, 29],
               "verkehr": [0, 4, 24, 29], "natur": [15, 20, 14], "verein": [27, 12, 31, 1], "politik": [19, 28, 30],
               "gesundheit": [33, 7, 3, 30]}


def decline(story, pool, det, case):
    gender, nominative, genitive, plural = story.pick(pool)
    at = CASES.index(case)
    adjective = story.pick(ADJECTIVES) if story.chance() < 0.38 else ""
    if det in "pq":
        noun = plural or nominative
        if case == "d" and plural and plural[-1] not in "ns":
            noun += "n"
        if det == "q":
            return DP[at] + (adjective + "en " if adjective else "") + noun
        return (adjective + STRONG[at] + " " if adjective else "") + noun
    articles, endings = TABLES[det]
    noun = genitive if case == "g" else nominative
    if adjective:
        return articles[gender][at] + " " + adjective + endings[gender][at] + " " + noun
    return articles[gender][at] + " " + noun


DP = [a + " " for a in DEFINITE["p"].split()]


def joined(story, pool, preposition):
    gender, nominative, _, _ = story.pick(pool)
    adjective = story.pick(ADJECTIVES) + "en " if story.chance() < 0.2 else ""
    return JOINED[preposition][gender] + " " + adjective + nominative


def nouns(text):
    """'m Radweg Radwegs Radwege' -> the forms; a missing plural is empty."""
    out = []
    for line in text.strip().split(","):
        parts = line.split()
        if parts:
            out.append((parts[0], parts[1], parts[2], parts[3] if len(parts) > 3 else ""))
    return out


GENERAL = nouns("""m Plan Plans Pläne, f Idee Idee Ideen, n Vorhaben Vorhabens Vorhaben, f Aktion Aktion Aktionen,
m Antrag Antrags Anträge, f Entscheidung Entscheidung Entscheidungen, n Projekt Projekts Projekte,
f Lösung Lösung Lösungen, m Vorschlag Vorschlags Vorschläge, n Angebot Angebots Angebote,
f Veranstaltung Veranstaltung Veranstaltungen, m Termin Termins Termine, f Maßnahme Maßnahme Maßnahmen,
m Bericht Berichts Berichte, n Konzept Konzepts Konzepte, f Planung Planung Planungen, n Gespräch Gesprächs Gespräche,
f Förderung Förderung Förderungen, m Zuschuss Zuschusses Zuschüsse, n Ergebnis Ergebnisses Ergebnisse,
f Frage Frage Fragen, m Umbau Umbaus, f Sanierung Sanierung Sanierungen, m Neubau Neubaus Neubauten,
n Gutachten Gutachtens Gutachten, f Vereinbarung Vereinbarung Vereinbarungen, m Auftrag Auftrags Aufträge,
f Spende Spende Spenden, n Treffen Treffens Treffen, f Initiative Initiative Initiativen, m Wettbewerb Wettbewerbs
Wettbewerbe, f Umfrage Umfrage Umfragen, n Programm Programms Programme, m Zeitplan Zeitplans Zeitpläne""")

COMPOUND_FRONT = """Radweg Spielplatz Schul Dorf Bürger Sport Verkehrs Energie Wald Wasser Umwelt Jugend Senioren Familien
Kultur Musik Markt Haushalts Bau Straßen Brücken Kita Hort Vereins Feuerwehr Rettungs Klima Wohn Gewerbe Tourismus
Bahn Bus Park Heimat Kirchen Museums Theater Bücherei Gesundheits Pflege Integrations Digital Arbeits Ausbildungs Handels
Landschafts Natur Garten Winter Sommer Herbst Frühlings Jubiläums Weihnachts Oster Ernte""".split()
COMPOUND_BACK = nouns("""m ausschuss ausschusses ausschüsse, n konzept konzepts konzepte, f planung planung planungen,
n projekt projekts projekte, m verein vereins vereine, n fest fests feste, f initiative initiative initiativen,
m tag tags tage, n programm programms programme, f gruppe gruppe gruppen, m beirat beirats beiräte,
n forum forums foren, f aktion aktion aktionen, m preis preises preise, f stiftung stiftung stiftungen,
n zentrum zentrums zentren, f woche woche wochen, m plan plans pläne, n netzwerk netzwerks netzwerke,
f beratung beratung beratungen, m bericht berichts berichte, n angebot angebots angebote, f messe messe messen""")
COMPOUNDS = [(g, f + n, f + s, f + p) for f in COMPOUND_FRONT for g, n, s, p in COMPOUND_BACK]


class Person:
    def __init__(self, story):
        woman = story.chance() < 0.47
        self.first = story.pick(FIRST_F if woman else FIRST_M)
        self.last = story.pick(LAST)
        self.full = self.first + " " + self.last
        roles = TOPIC_ROLES.get(story.topic.name)
        role = ROLE[story.pick(roles)] if roles and story.chance() < 0.8 else story.pick(ROLE)
        self.role = role[woman]
        self.pronoun = "sie" if woman else "er"


def street(story):
    """'in der Goethestraße', 'am Marktplatz', 'im Lerchenweg'."""
    stem = story.pick(STREET)
    kind = story.between(0, 9)
    join = " " if stem.endswith("er") and stem[0] in "BHCWP" and stem not in ("Weber",) else ""
    low = not join and not stem.endswith("-")
    if kind < 6:
        return "in der " + stem + join + ("straße" if low else "Straße")
    if kind < 8:
        return ("im " if kind == 6 else "am ") + stem + join + ("weg" if low else "Weg")
    return "am " + stem + join + ("platz" if low else "Platz")


def thousands(number):
    return f"{number:,}".replace(",", ".")


def money(story):
    c = story.chance()
    if c < 0.25:
        return f"{story.between(1, 48)},{story.between(1, 9)} Millionen Euro"
    if c < 0.4:
        return f"{story.between(3, 95) * 10} Euro"
    return thousands(story.between(2, 980) * 500) + " Euro"


def near_date(story, year=False):
    day = story.day + datetime.timedelta(days=story.between(-60, 90))
    return f"{day.day}. {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def weekday_date(story):
    day = story.day + datetime.timedelta(days=story.between(-30, 60))
    return f"{DAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]}"


def clock(story):
    hour, minute = story.between(8, 21), story.pick((0, 0, 15, 30, 30, 45, story.between(1, 59)))
    sep = "." if story.chance() < 0.6 else ":"
    return f"{hour}{sep}{minute:02d} Uhr" if minute else f"{hour} Uhr"


def role_and_name(number):
    return lambda story: story.people[number].role + " " + story.people[number].full


PLAIN = {
    "ort": lambda s: s.place, "ort2": lambda s: s.other_place,
    "teil": once("teil", lambda s: s.pick(DISTRICT)), "anderteil": lambda s: s.pick(DISTRICT),
    "instr": street, "str": lambda s: street(s).split(" ", 1)[-1].replace("der ", "", 1),
    "verein": once("verein", lambda s: s.pick(CLUB).format(s.pick(TOWNS if s.chance() < .5 else DISTRICT))),
    "anderverein": lambda s: s.pick(CLUB).format(s.pick(DISTRICT)),
    "heim": once("heim", lambda s: s.pick(TEAM).format(s.pick(TOWNS))),
    "gast": once("gast", lambda s: s.pick(TEAM).format(s.pick(TOWNS if s.chance() < .5 else DISTRICT))),
    "team": lambda s: s.pick(TEAM).format(s.pick(TOWNS if s.chance() < .5 else DISTRICT)),
    "firma": once("firma", lambda s: s.pick(FIRM).format(s.pick(LAST))),
    "tag": lambda s: s.pick(DAYS), "monat": lambda s: s.pick(MONTHS), "datum": near_date,
    "tagdatum": lambda s: weekday_date(s), "rel3": lambda s: "die" if s.people[2].pronoun == "sie" else "der",
    "summe": lambda s: thousands(s.between(3, 160) * 50) + " Euro",
    "datumj": lambda s: near_date(s, True), "uhr": clock, "zahl": lambda s: str(s.between(13, 95)),
    "klein": lambda s: s.pick(SMALL), "ziffer": lambda s: str(s.between(0, 5)),
    "minute": lambda s: str(s.between(2, 90)), "gross": lambda s: thousands(s.between(110, 24000)),
    "euro": money, "proz": lambda s: (f"{s.between(2, 88)},{s.between(1, 9)} Prozent" if s.chance() < .4 else
                                      f"{s.between(3, 90)} Prozent"),
    "jahr": lambda s: str(s.between(1880, s.day.year - 2)), "naechstes": lambda s: str(s.day.year + s.between(1, 3)),
    "dies": lambda s: str(s.day.year), "alter": lambda s: str(s.between(18, 84)),
    "km": lambda s: f"{s.between(1, 38)},{s.between(1, 9)} Kilometer", "name": lambda s: s.pick(FIRST_M) + " " + s.pick(LAST),
    "namef": lambda s: s.pick(FIRST_F) + " " + s.pick(LAST), "nach": lambda s: s.pick(LAST),
    "liga": once("liga", lambda s: s.pick(["Kreisliga", "Bezirksliga", "Landesliga", "Oberliga", "Verbandsliga",
                                           "1. Kreisklasse", "Regionalliga"])),
    "nr": lambda s: str(s.between(1, 480)), "haus": lambda s: str(s.between(1, 140)),
    "p1": person_slot(0, "full"), "p2": person_slot(1, "full"), "p3": person_slot(2, "full"),
    "n1": person_slot(0, "last"), "n2": person_slot(1, "last"), "n3": person_slot(2, "last"),
    "er1": person_slot(0, "pronoun"), "er2": person_slot(1, "pronoun"),
    "r1": role_and_name(0), "r2": role_and_name(1), "r3": role_and_name(2),
}


def slots(name):
    if ":" in name:
        pool, form = name.split(":")
        if pool == "T":
            if form in JOINED:
                return lambda s: joined(s, s.topic.nouns, form)
            det, case = form
            return lambda s: decline(s, s.topic.nouns, det, case)
        words = {"G": GENERAL, "C": COMPOUNDS}[pool]
        if form in JOINED:
            return partial(joined, pool=words, preposition=form)
        return partial(decline, pool=words, det=form[0], case=form[1])
    return PLAIN[name]


class German:
    code = "de"
    quotes = [("„", "“"), ("„", "“"), ("„", "“"), ('"', '"'), ("»", "«")]
    towns, cities, austrian = TOWNS, CITIES, AUSTRIAN
    months, days = MONTHS, DAYS
    first = FIRST_F + FIRST_M
    last = LAST
    person = staticmethod(Person)

    def __init__(self):
        self.topics = {name: Topic(name, nouns(words), parts, slots) for name, (words, parts) in TOPICS.items()}
        self.common = Topic("common", GENERAL, COMMON, slots)
        self.short = compile_all(SHORT, slots)
        self.speech = compile_all(SPEECH_AFTER, slots)
        self.caption = compile_all(CAPTION, slots)
        self.team = PLAIN["team"]

    def other_place(self, story):
        return story.pick(TOWNS)

    def full_name(self, story):
        return story.pick(self.first) + " " + story.pick(self.last)
