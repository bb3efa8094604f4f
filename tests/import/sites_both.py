"""Layouts that both languages have: print views, and the text database of the nineties."""

from pieces import SECTIONS_DE, SECTIONS_EN, body, caps, clock, dotted, later, long_date


def print_view(a, out):
    """What a print button gave: address and print date around the article."""
    de = a.code == "de"
    slug = "-".join(a.headline.lower().split()[:4]).strip(":?.!,„“”\"»«")
    slug = "".join(c if c.isascii() and c.isalnum() else "-" for c in slug)
    url = f"http://www.{'allgemeine' if de else 'observer'}.example/{a.day.year}/{slug}-{a.between(1000, 99999)}.html"
    out += ["Druckversion" if de else "Printer-friendly version", url, ""]
    section = a.pick(["Lokales", "Sport", "Kultur", "Region"] if de else ["Local", "Sport", "Culture", "Region"])
    if a.date:
        out += [f"Artikel vom {dotted(a.date)} | {section}" if de else f"Article published {long_date(a)} | {section}", ""]
    out += [a.headline, ""]
    if a.author:
        out += [("Von " if de else "By ") + a.author, ""]
    if a.place:
        a.set_first(f"{a.place}. " if de else f"{caps(a.place)} – ")
    body(a, out, gap=a.likely(0.8))
    word = "Foto" if de else "Photo"
    for credit in a.credits:
        out += [f"{word}: {credit}", ""]
    printed = later(a, 900)
    out += [f"Adresse dieses Artikels: {url}" if de else f"Address of this article: {url}",
            f"Gedruckt am {dotted(printed)}, {clock(a)} Uhr" if de else f"Printed on {long_date(a, printed)}",
            f"© {a.day.year} " + ("Allgemeine Verlags GmbH. Alle Rechte vorbehalten." if de else
                                  "Observer Newspapers Ltd. All rights reserved.")]


def archiv(a, out):
    """The nineties' text database: labelled fields, one paragraph a line, an old charset."""
    de = a.code == "de"
    labels = (("Quelle", "Datum", "Seite", "Ressort", "Titel", "Untertitel", "Autor", "Ort", "Foto", "Text", "ENDE") if de else
              ("Source", "Date", "Page", "Section", "Headline", "Subhead", "Byline", "Place", "Photo", "Text", "END"))
    out.append(f"{labels[0]}: {'Aller-Kurier' if de else 'Northern Echo & Courier'}")
    if a.date:
        out.append(f"{labels[1]}: {dotted(a.date) if de else long_date(a)}")
    out.append(f"{labels[2]}: {a.between(1, 32)}")
    out.append(f"{labels[3]}: {a.pick(SECTIONS_DE if de else SECTIONS_EN)}")
    out.append(f"{labels[4]}: {a.headline}")
    stand, a.standfirst = a.standfirst, None
    if stand:
        out.append(f"{labels[5]}: {stand}")
    if a.author:
        out.append(f"{labels[6]}: {a.author}")
    if a.place:
        out.append(f"{labels[7]}: {a.place}")
    if a.credits:
        out.append(f"{labels[8]}: {', '.join(a.credits)}")
    out.append(f"{labels[9]}:")
    body(a, out, gap=a.likely(0.3))
    a.standfirst = stand
    out.append("*** " + labels[10] + f" {a.between(10000, 99999)} ***")
