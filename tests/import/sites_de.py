"""How German sites print an article when their pages are saved as text: one function a layout."""

import datetime

from pieces import (COOKIE_DE, REGIONAL_MENU, SECTIONS_DE, WEATHER, body, caps, clock, comment, dotted, later,
                    long_date, teaser_text)


def portal_de(a, out):
    """A town's portal: place as kicker, the credit said again and again, share line, date."""
    if a.place:
        out += [a.place, ""]
    out += [a.headline, "", ""]
    if a.credits:
        out.append("Foto: " + a.credits[0])
        repeats = a.between(0, 2)
        if repeats:
            out.append(" ".join(["Foto: " + a.credits[0]] * repeats))
        for more in a.credits[1:]:
            out.append("Foto: " + more)
        out.append("")
    if a.likely(0.93):
        out += ["Artikel teilen per:", ""]
    if a.date:
        out += [dotted(a.date), ""]
    if a.place and a.likely(0.85):
        a.set_first(a.place + ". ")
    body(a, out)
    out.append("")
    if a.likely(0.3):
        out += ["mehr News aus der Region", ""]
    if a.likely(0.95):
        out.append("zur Startseite")


def regional_de(a, out):
    """A daily's site with everything around the text: menus, breadcrumbs, captions, teasers, tags, comments."""
    section = a.pick(SECTIONS_DE[:6])
    if a.likely(0.8):
        out += REGIONAL_MENU
        out.append(f"Wetter {a.between(-8, 34)}° {a.pick(WEATHER)}")
    out += [""]
    trail = ["Startseite", section]
    if a.likely(0.3):
        trail.append(a.headline)
    out += [" › ".join(trail), ""]
    if a.place:
        out += [a.place, ""]
    elif a.likely(0.5):
        out += [section, ""]
    out += [a.headline, ""]
    credits, captions = list(a.credits), list(a.captions)

    def picture():
        credit = credits.pop(0)
        if a.likely(0.5):
            out.extend([f"{captions.pop(0)} {a.pick(['Foto', 'Foto', 'Quelle', 'Bild', 'Archivfoto'])}: {credit}", ""])
        else:
            out.extend([captions.pop(0), f"{a.pick(['Foto', 'Foto', '©', 'Quelle'])}: {credit}".replace("©:", "©"), ""])

    if a.standfirst:
        out += [a.standfirst, ""]
    stand, a.standfirst = a.standfirst, None
    if a.date:
        time = f"{dotted(a.date)}, {clock(a)} Uhr"
        out.append(f"Von {a.author} | {time}" if a.author else time)
        if a.likely(0.2):
            out.append(f"Aktualisiert: {dotted(later(a))}, {clock(a)} Uhr")
    elif a.author:
        out.append("Von " + a.author)
    if a.likely(0.5):
        out.append(f"Lesedauer: {a.between(1, 6)} Min.")
    out += a.pick([["Teilen", "Twittern", "Mailen"], ["Artikel anhören", f"Teilen {a.between(1, 300)}"], []])
    out.append("")
    if credits:
        picture()

    def between(article, lines, i):
        if credits and article.likely(0.4):
            picture()
        elif article.likely(0.07):
            lines.extend(["Anzeige", ""])
        elif article.likely(0.06):
            lines.extend(["Lesen Sie auch: " + article.teasers(1)[0], ""])

    body(a, out, between=between)
    if credits:
        picture()
    a.standfirst = stand
    if a.likely(0.4):
        out += ["Schlagworte: " + ", ".join([a.town, section, a.name()]), ""]
    if a.likely(0.5):
        out.append(f"{a.between(0, 40)} Kommentare")
        out.append("Kommentar schreiben")
    if a.likely(0.7):
        out += ["", a.pick(["Das könnte Sie auch interessieren", "Mehr aus " + a.pick(REGIONAL_MENU[10:15]), "Meistgelesen"])]
        for line in a.teasers(a.between(2, 5)):
            out.append(line)
            if a.likely(0.3):
                out.append(teaser_text(a))
    if a.likely(0.6):
        out += ["", "Newsletter", "Jeden Morgen um 6 Uhr die wichtigsten Nachrichten aus der Region in Ihrem Postfach.",
                "Jetzt kostenlos anmelden"]
    if a.likely(0.5):
        out += ["", COOKIE_DE, "Einverstanden"]
    out += ["", f"© {a.day.year} Aller-Kurier Verlagsgesellschaft mbH", "Impressum", "Datenschutz", "AGB", "Kontakt"]


def anzeiger_de(a, out):
    """A free weekly: the date comes first, then the section; the town in capitals begins the text."""
    if a.date:
        day = a.date
        out += [f"{a.language.days[day.weekday()]}, {long_date(a)}", ""]
    if a.likely(0.7):
        out += [a.pick(["LOKALES", "AUS DEN ORTSCHAFTEN", "SPORT", "VEREINE", "VERANSTALTUNGEN", "Aus dem Geschäftsleben"]), ""]
    out += [a.headline, ""]
    if a.place:
        a.set_first(caps(a.place) + ". ")
    body(a, out, sub="{}", bullet="• {}")
    for credit, caption in zip(a.credits, a.captions):
        out += [caption, f"Foto: {credit}", ""]
    if a.author and a.likely(0.5):
        out += [f"({a.author.split()[-1][:3].lower()})", ""]
    out += [a.pick(["zurück zur Übersicht", "« zurück"]), "drucken", "weiterempfehlen"]
    if a.likely(0.5):
        out += ["", f"Diese Seite wurde {a.between(3, 9000)} mal gelesen."]


def agentur_de(a, out):
    """A news agency's report as a portal prints it: dateline, end mark, copyright line."""
    if a.likely(0.6):
        out += [a.pick(["Kriminalität", "Verkehr", "Wetter", "Landtag", "Tiere", "Fußball", "Brände", "Arbeitsmarkt",
                        "Kirche"]), ""]
    out += [a.headline, ""]
    if a.date:
        stamp = a.pick(["{}, {} Uhr", "{} | {} Uhr", "{}, {} Uhr | Quelle: dpa", "Stand: {}, {} Uhr"])
        out += [stamp.format(dotted(a.date), clock(a)), ""]
    if a.credits:
        out += [f"{a.captions[0]} Foto: {a.credits[0]}", ""]
        del a.credits[1:]
    if a.place:
        agency = a.pick(["dpa", "dpa/lni", "dpa", "epd", "AFP", "dpa/tmn", "KNA"])
        a.set_first(a.pick([f"{a.place} ({agency}) - ", f"{a.place} ({agency}) – ", f"{a.place}/{agency} - ",
                            f"{a.place} ({agency}). "]))
    body(a, out)
    if a.likely(0.6):
        out += [a.pick(["dpa lni {} n1", "dpa {} xx", "# dpa-Notizblock {}"]).format(a.name().split()[0][:2].lower()), ""]
    if a.likely(0.7):
        out += [f"© dpa-infocom, dpa:{a.between(100000, 999999)}-99-{a.between(100000, 999999)}/{a.between(2, 5)}", ""]
    if a.likely(0.4):
        out += ["Mehr zum Thema"] + a.teasers(a.between(1, 3))


def presse_de(a, out):
    """Police press releases on a release portal."""
    if a.likely(0.9):
        out += ["Presseportal Startseite", "Blaulicht", "Alle Meldungen", "Abonnieren", ""]
    who = f"Polizeiinspektion {a.place}" if a.place else "Polizeidirektion Nord"
    if a.date:
        out += [f"{dotted(a.date)} – {clock(a)}", ""]
    out += [who, ""]
    a.headline = a.pick(["POL-WOB: ", "POL-GF: ", "POL-HI: ", "FW-GF: ", "POL-CE: "]) + a.headline
    out += [a.headline, ""]
    if a.place:
        a.set_first(f"{a.place} (ots) - ")
    body(a, out, bullet="* {}")
    out += [f"Original-Content von: {who}, übermittelt durch news aktuell", ""]
    if a.likely(0.7):
        out += [f"Weitere Meldungen: {who}"]
        for line in a.teasers(a.between(2, 4)):
            day = a.day - datetime.timedelta(days=a.between(1, 9))
            out += [f"{dotted(day)} – {clock(a)}", a.pick(["POL-WOB: ", "POL-GF: "]) + line.split(": ", 1)[-1]]
    if a.likely(0.6):
        out += ["", "Themen in dieser Meldung", "Kriminalität", "Polizei", "Verkehr"]


def rathaus_de(a, out):
    """Press releases of a town hall."""
    out += ["Startseite > Rathaus & Politik > Aktuelles > Pressemitteilungen", ""]
    if a.likely(0.5):
        out += ["Kontrast", "Leichte Sprache", "Gebärdensprache", "Schriftgröße: A A A", "Suche", ""]
    number = f"Pressemitteilung Nr. {a.between(1, 480)}/{a.day.year}"
    if a.date:
        out += [a.pick([f"{number} vom {long_date(a)}", f"{long_date(a)}", f"Datum: {dotted(a.date)}"]), ""]
    out += [a.headline, ""]
    if a.place:
        a.set_first(a.pick([f"{a.place}. ", f"{a.place}, {a.date.day}. {a.language.months[a.date.month - 1]} {a.date.year}. "])
                    if a.date else f"{a.place}. ")
    body(a, out, bullet=a.pick(["- {}", "• {}", "– {}"]))
    for caption, credit in zip(a.captions, a.credits):
        out += [f"Bild: {caption} (Foto: {credit})", ""]
    out += ["Zurück", "Seite drucken", "Seite empfehlen", ""]
    if a.likely(0.7):
        out += ["Öffnungszeiten", "Montag bis Freitag 8.30 bis 12 Uhr", "Donnerstag zusätzlich 14 bis 18 Uhr",
                f"Besucher heute: {a.between(3, 900)}"]


def sport_de(a, out):
    """Match reports with results and scorers below the text."""
    out += [a.pick(["Fußball", "Handball", "Volleyball", "Tischtennis", "Kreisliga", "Leichtathletik"]), ""]
    out += [a.headline, ""]
    a.add_results()
    if a.author and a.date:
        out += [f"{dotted(a.date)} / von {a.author}", ""]
    elif a.date:
        out += [dotted(a.date), ""]
    if a.place:
        a.set_first(a.place + ". ")
    body(a, out, bullet="{}")
    for credit in a.credits:
        out += ["(Foto: " + credit + ")", ""]
    out += ["Tabelle", "Spielplan", "Liveticker", f"Gefällt {a.between(1, 200)} Lesern", ""]
    if a.likely(0.5):
        out += ["Weitere Berichte"] + a.teasers(3)


def rundfunk_de(a, out):
    """A broadcaster's site: Stand line above the headline, programme note below."""
    out += ["Menü", "Suche", "Nachrichten", "Sport", "Radio & TV", "Mediathek", ""]
    if a.date:
        out += [f"Stand: {dotted(a.date)} {clock(a)} Uhr", ""]
    out += [a.headline, ""]
    stand, a.standfirst = a.standfirst, None
    if stand:
        out += [stand, ""]
    if a.author:
        out += [f"von {a.author}", ""]
    credits = list(zip(a.credits, a.captions))

    def between(article, lines, i):
        if credits and article.likely(0.5):
            credit, caption = credits.pop(0)
            lines.extend([f"{caption} © {credit}", ""])
        elif article.likely(0.05):
            lines.extend(["VIDEO: " + article.teasers(1)[0] + f" ({article.between(1, 9)} Min)", ""])

    body(a, out, between=between)
    for credit, caption in credits:
        out += [f"{caption} © {credit}", ""]
    a.standfirst = stand
    if a.likely(0.8):
        day = later(a, 2)
        out += ["Dieses Thema im Programm:", f"Radio 1 Mitte | Aktuell | {dotted(day)} | {a.between(5, 20):02d}:00 Uhr", ""]
    if a.likely(0.7):
        out += ["Mehr Nachrichten aus der Region"] + a.teasers(a.between(2, 4)) + [""]
    out += ["Auf Facebook teilen", "Auf Twitter teilen", "Per E-Mail teilen", "Seitenanfang"]


def hauptstadt_de(a, out):
    """A national paper: section kicker, standfirst, DATELINE paper |."""
    out += [a.pick(["Politik / Deutschland", "Öko / Ökonomie", "Gesellschaft / Alltag", "Kultur / Buch", "Debatte um Reform",
                    "Streit in der Koalition", "Die Wahrheit"]), ""]
    out += [a.headline, ""]
    stand, a.standfirst = a.standfirst, None
    if stand:
        out += [stand, ""]
    if a.credits:
        del a.credits[1:]
        out += [f"{a.captions[0]} Foto: {a.credits[0]}", ""]
    if a.author:
        out += [f"von {a.author.upper()}", ""] if a.likely(0.3) and "ß" not in a.author else [f"Von {a.author}", ""]
    if a.date:
        out += [f"{a.date.day}. {a.date.month}. {a.date.year}, {clock(a)} Uhr", ""]
    if a.place:
        a.set_first(f"{caps(a.place)} {a.pick(['taz', 'dpa', 'epd', 'afp', 'rtr', 'ap'])} | ")
    body(a, out)
    a.standfirst = stand
    out += ["Gemeinsam für freie Presse", "Als Genossenschaft gehören wir unseren Leserinnen und Lesern. Und unser Journalismus "
            "ist frei zugänglich. Jetzt unterstützen", ""]
    if a.likely(0.7):
        out += ["Mehr zum Thema"] + a.teasers(a.between(1, 3)) + [""]
    if a.likely(0.5):
        out += [f"{a.between(2, 90)} Kommentare", "Einloggen, um zu kommentieren", "Die Netiquette"]


def wien_de(a, out):
    """An Austrian daily: Jänner, postings, the agency named in brackets behind the last sentence."""
    out += [a.pick(["Inland", "Panorama", "Wirtschaft", "Kultur", "Etat", "Sport"]), ""]
    out += [a.headline, ""]
    stand, a.standfirst = a.standfirst, None
    if stand:
        out += [stand, ""]
    if a.date:
        month = a.language.months[a.date.month - 1].replace("Januar", "Jänner").replace("Februar", a.pick(["Feber", "Februar"]))
        line = f"{a.date.day}. {month} {a.date.year}, {clock(a)}"
        out += [a.author, line] if a.author and a.likely(0.5) else [line]
        out += [f"{a.between(3, 700)} Postings", ""]
    if a.credits:
        del a.credits[1:]
        out += [a.captions[0], a.pick(["Foto: ", "foto: ", "© "]) + a.credits[0], ""]
    if a.place:
        a.set_first(a.pick([f"{a.place} – ", f"{a.place} – ", f"{a.place}. "]))
    if a.blocks[-1][0] == "p" and a.likely(0.6):
        a.blocks[-1] = ("p", a.blocks[-1][1] + f" ({a.pick(['APA', 'red, APA', 'APA, dpa', 'red'])}, "
                        f"{a.day.day}.{a.day.month}.{a.day.year})")
    body(a, out, between=lambda b, lines, i: lines.extend(["Werbung", ""]) if b.likely(0.05) else None)
    a.standfirst = stand
    out += ["Teilen", "Forum:", f"{a.between(3, 700)} Postings", "Ihre Meinung zählt.",
            "Die Kommentare im Forum geben nicht notwendigerweise die Meinung der Redaktion wieder.", "",
            "Impressum & Offenlegung", f"© Donau-Bote Verlagsgesellschaft m.b.H. {a.day.year}",
            "Alle Rechte vorbehalten. Nutzung ausschließlich für den privaten Eigenbedarf."]


def blog_de(a, out):
    """A citizens' blog: posted-on line, categories, neighbours, comments."""
    out += [a.pick(["Stadtblog Allerwind", "Allerwind – Nachrichten von nebenan"]), "Direkt zum Inhalt", "Startseite",
            "Über uns", "Impressum", ""]
    if a.likely(0.6):
        out += ["← " + a.teasers(1)[0], a.teasers(1)[0] + " →", ""]
    out += [a.headline, ""]
    who = (a.author or "Redaktion")
    if a.date:
        out += [a.pick([f"Veröffentlicht am {long_date(a)} von {who}", f"{long_date(a)} {who} Allgemein",
                        f"Von {who} am {long_date(a)}"]), ""]
    if a.place:
        a.set_first(f"{a.place}. ")
    credits = list(a.credits)
    body(a, out, quote="{}", bullet="* {}",
         between=lambda b, lines, i: lines.extend([f"Foto: {credits.pop(0)}", ""]) if credits and b.likely(.5) else None)
    for credit in credits:
        out += [f"Foto: {credit}", ""]
    out += [f"Kategorien: {a.pick(['Allgemein', 'Stadtleben', 'Politik', 'Kultur'])}", f"Schlagwörter: {a.town}, {a.name()}", ""]
    out += ["Teilen mit:", "Klick, um über Twitter zu teilen (Wird in neuem Fenster geöffnet)",
            "Gefällt mir Wird geladen …", ""]
    count = a.between(1, 4)
    if a.likely(0.3):
        out += [f"{count} Gedanken zu „{a.headline}“" if count > 1 else f"Ein Gedanke zu „{a.headline}“"]
        for _ in range(count):
            day = later(a)
            out += [f"{a.name()} sagt:", f"{long_date(a, day)} um {clock(a)} Uhr", comment(a), "Antworten"]
    out += ["", "Schreibe einen Kommentar",
            "Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert.",
            "Stolz präsentiert von WordPress"]
