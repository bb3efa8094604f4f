"""Layouts by somebody who has not seen the importer's rules: made only when they are named, run once, reported apart."""

import html
import textwrap

from english import US_TOWNS
from german import AUSTRIAN, TOWNS
from layouts import DATE, Spec
from pages import text
from pieces import body, caps, clock, dotted, later, long_date, teaser_text, us_date

SWISS = """Frauenfeld|Weinfelden|Wil|Gossau|Rorschach|Herisau|Appenzell|Aarau|Lenzburg|Brugg|Baden|Zofingen|Olten|Solothurn|
Grenchen|Langenthal|Burgdorf|Thun|Spiez|Chur|Ilanz|Davos|St. Gallen|St. Moritz|Sursee|Hochdorf|Emmen|Zug|Cham|Schwyz|
Einsiedeln|Glarus|Schaffhausen|Winterthur|Uster|Wetzikon|Bülach|Dietikon|Wädenswil|Horgen|Liestal|Sissach""".replace("\n", "").split("|")
SHORT_DE = "Jän Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez".split()
WIDTH = 72


def wrap(words, first="", rest=""):
    """A paragraph as the desk's machine broke it. One entry, so that blank lines are never strewn into it."""
    return "\n".join(textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
                                   break_on_hyphens=False))


# Austria: an agency's file of releases


def draht_at(a, out):
    """A release as an Austrian agency sends it by wire: slug lines, Utl., three blanks for a paragraph, end marks."""
    code = f"OTS{a.between(1, 290):04d}"
    head = f"{code} {a.between(3, 5)} {a.pick(['II', 'CI', 'WI', 'AI', 'KI'])} {a.between(120, 890):04d} " \
           f"{a.pick(['NRK', 'PSP', 'VPK', 'LHS', 'AKO', 'FWN'])}{a.between(1, 9):04d}"
    stamp = f"{a.language.days[a.day.weekday()][:2]}, {a.day.day:02d}.{SHORT_DE[a.day.month - 1]} {a.day.year}"
    out += [head + " " * max(2, WIDTH - len(head) - len(stamp)) + stamp if a.date and a.likely(0.7) else head, ""]
    out += ["/".join([a.pick(["Gemeinden", "Verkehr", "Schule", "Kultur", "Umwelt", "Gesundheit", "Chronik"]),
                      a.pick(["Bildung", "Wirtschaft", "Verein", "Tourismus", "Land", "Jugend"]),
                      a.pick(["Steiermark", "Tirol", "Kärnten", "Niederösterreich", "Vorarlberg"])]), ""]
    equals = " =" if a.likely(0.6) else ""
    stand, a.standfirst = a.standfirst, None
    out.append(wrap(a.headline + ("" if stand else equals)))
    if stand:
        out.append(wrap("Utl.: " + stand + equals))
    out.append("")
    if a.date and a.likely(0.08):
        out += [f"Sperrfrist: {dotted(later(a, 3))}, {clock(a, '.')} Uhr", ""]
    if a.place:
        a.set_first(a.place + a.pick([" (OTS) - ", " (OTS) - ", " (APA) - ", f" (PWK{a.between(100, 999)}) - ", " (LK) - "]))
    print_wire(a, out)
    a.standfirst = stand
    out += [f"(Schluss) {a.name().split()[-1][:3].lower()}/{a.name().split()[-1][:2].lower()}", ""]
    if a.credits:
        out += [f"Fotocredit: {', '.join(a.credits)}", ""]
    if a.likely(0.85):
        firm = a.pick(["Pressestelle", "Öffentlichkeitsarbeit", "Büro des Landesrates", "Medienservice"])
        out += [f"Rückfragehinweis:\n   {firm}\n   {a.name()}\n   Tel.: +43 {a.between(1, 7999)} {a.between(10000, 999999)}\n"
                f"   mailto:presse@{a.pick(['land', 'amt', 'verband'])}.example", ""]
    out += ["*** OTS-ORIGINALTEXT PRESSEAUSSENDUNG UNTER AUSSCHLIESSLICHER\n"
            "INHALTLICHER VERANTWORTUNG DES AUSSENDERS - WWW.OTS.EXAMPLE ***", ""]
    if a.date:
        time = clock(a)
        out += [f"{code}    {a.date.isoformat()}/{time}", "",
                f"{a.date.day:02d}{time.replace(':', '')} {SHORT_DE[a.date.month - 1]} {a.date.year % 100:02d}"]


def print_wire(a, out):
    """Paragraphs with a blank line between them, or only indented."""
    indented = a.likely(0.4)
    for i, (kind, words) in enumerate(a.blocks):
        after = a.blocks[i + 1][0] if i + 1 < len(a.blocks) else ""
        if kind == "li":
            out.append(wrap(words, "- ", "  "))
        else:
            out.append(wrap(words, "   " if indented and kind != "h" else ""))
        if not (kind == after == "li") and (not indented or kind != "p" or after != "p"):
            out.append("")
        if after == kind == "p" and a.likely(0.02):
            out += ([""] if indented else []) + ["(Forts.)", "", f"{code_of(out)} (1. Forts.)", ""]


def code_of(out):
    return out[0].split(" ")[0]


# Germany: a weekly's newsletter, saved from the mailbox


def rundbrief_de(a, out):
    """A weekly's newsletter: mail headers, greeting, one long story, the rest as links, how to unsubscribe."""
    host = "https://www.heideblick.example"
    subject = a.pick([f"[Heideblick] {a.headline}", "Ihr Heideblick-Newsletter", f"Heideblick am Morgen: {a.teasers(1)[0]}",
                      f"Heideblick: {a.headline} und mehr"])
    sent = a.day
    if a.likely(0.9):
        out += ['From: "Heideblick am Wochenende" <newsletter@heideblick.example>', f"Subject: {subject}"]
        if a.date:
            days, months = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
            out.append(f"Date: {days[sent.weekday()]}, {sent.day:02d} {months[sent.month - 1]} {sent.year} "
                       f"{a.between(4, 7):02d}:{a.between(0, 59):02d}:{a.between(0, 59):02d} +0{a.between(1, 2)}00")
        out += ["To: leser@heideblick.example", ""]
        printed = a.likely(0.6)
    else:
        printed = True
    out += ["Wird diese E-Mail nicht richtig dargestellt? Dann klicken Sie bitte hier:",
            f"{host}/nl/{a.between(10000, 99999)}.html", "", "HEIDEBLICK AM WOCHENENDE – DER NEWSLETTER"]
    if a.date and printed:
        out.append(f"Ausgabe {a.between(1, 260)} | {a.language.days[sent.weekday()]}, {long_date(a)}")
    out += ["", a.pick(["Guten Morgen, liebe Leserinnen und Leser,", "Moin aus der Heide!", "Liebe Leserin, lieber Leser,"]),
            "das sind unsere Themen für Sie.", "", "=" * 40, ""]
    kicker = a.place and a.likely(0.5)
    if kicker:
        out += [f"+++ {a.place} +++", ""]
    elif a.place:
        a.set_first(a.pick([f"{a.place} – ", f"{a.place}. ", f"{caps(a.place)}. "]))
    out += [a.headline, ""]
    if a.author and a.likely(0.6):
        out += [a.pick([f"Von {a.author}", f"von {a.author} <{host}/autoren/{a.between(10, 99)}>", f"Text: {a.author}"]), ""]
    pictures = list(zip(a.credits, a.captions))

    def picture():
        credit, caption = pictures.pop(0)
        out.extend([a.pick([f"[Bild: {caption}]\nFoto: {credit}", f"[Bild: {caption} (Foto: {credit})]",
                            f"{caption} | Foto: {credit}"]), ""])

    def between(article, lines, i):
        if pictures and article.likely(0.3):
            picture()
        elif article.likely(0.05):
            lines.extend(["--- Anzeige ---", article.pick([
                "Frühling im Garten: Pflanzen, Zäune und Wege vom Fachmann. Wir beraten Sie gern.",
                "Ihr neues Bad in zwölf Tagen. Besuchen Sie unsere Ausstellung!"]), f"<{host}/ad/{article.between(100, 999)}>",
                "--- Ende der Anzeige ---", ""])

    if pictures and a.likely(0.6):
        picture()
    body(a, out, bullet=a.pick(["* {}", "- {}", "• {}"]), sub=a.pick(["{}", "*{}*", "{}"]), between=between)
    while pictures:
        picture()
    out += [f"Weiterlesen: <{host}/artikel/{a.between(10000, 99999)}>", "", "=" * 40, "",
            a.pick(["Außerdem in dieser Ausgabe", "WAS SONST NOCH WICHTIG IST", "Das lesen unsere Abonnenten"]), ""]
    for line in a.teasers(a.between(2, 5)):
        out += [f"> {line}"] + ([teaser_text(a)] if a.likely(0.4) else []) + [f"<{host}/artikel/{a.between(10000, 99999)}>", ""]
    event = later(a)
    if a.likely(0.5):
        out += ["TERMINTIPP", f"{a.language.days[event.weekday()]}, {event.day}. {a.language.months[event.month - 1]}, "
                f"{a.between(10, 20)} Uhr: {a.pick(['Flohmarkt', 'Konzert', 'Lesung', 'Führung'])} in {a.story.other_place}", ""]
    out += ["Ein schönes Wochenende wünscht Ihnen", a.author or a.name(), "Redaktion Heideblick am Wochenende", "", "-- ",
            "Sie erhalten diesen Newsletter, weil Sie sich mit der Adresse leser@heideblick.example angemeldet haben.",
            f"Newsletter abbestellen: {host}/abmelden?u={a.between(100000, 999999)}", "Heideblick Verlags GmbH & Co. KG, Am Markt 4"
            ", 29525 Uelzen | Geschäftsführer: Hinrich Bohlen | Registergericht Lüneburg HRB 120"]


# Switzerland: divs with nothing but machine-made names


def swiss(a):
    """No ß, and the marks that point outwards."""
    def tidy(words):
        words = words.replace("ß", "ss")
        return words if a.open == '"' else words.replace(a.open, "«").replace(a.close, "»")

    a.headline, a.author = tidy(a.headline), a.author and tidy(a.author)
    a.standfirst = a.standfirst and tidy(a.standfirst)
    a.blocks = [(kind, tidy(words)) for kind, words in a.blocks]
    a.captions = [tidy(words) for words in a.captions]
    a.credits = [tidy(words).replace("dpa", "Keystone").replace("imago", "Keystone") for words in a.credits]
    a.credits = list(dict.fromkeys(a.credits))
    return tidy


def tagblatt_ch(a, out):
    """A Swiss paper's site: divs and spans only, Bild for Foto, published and updated, a copyright sentence."""
    a.entities = False
    tidy = swiss(a)
    names = {}

    def div(name, inner, tag="div"):
        made = names.setdefault(name, f"{a.pick(['sc', 'css'])}-{a.between(16 ** 5, 16 ** 6 - 1):x}")
        return f'<{tag} class="{made}">{inner}</{tag}>'

    section = a.pick(["Ostschweiz", "Region", "Zentralschweiz", "Kanton", "Leben", "Wirtschaft"])
    out += ["<!doctype html>", '<html lang="de-CH"><head><meta charset="utf-8">',
            f"<title>{html.escape(a.headline)} | Seetaler Tagblatt</title>" if a.likely(0.8) else "<title>Seetaler Tagblatt</title>",
            '<meta name="viewport" content="width=device-width">', '<script src="/static/main.8f1a.js"></script></head>', '<body>',
            '<div id="root"><div>']
    out += [div("nav", "".join(div("link", item, "span") for item in
            ["Menü", "E-Paper", "Abo", "Startseite", "Ostschweiz", "Schweiz", "International", "Sport", "Leben", "Anmelden"]))]
    out.append(div("crumb", f"Startseite<span>/</span>{section}"))
    out.append(div("kicker", text(a, a.place) if a.place else a.pick([section, "Gericht", "Verkehr", "Nachgefragt", "Kommentar"])))
    out.append(div("title", html.escape(a.headline, quote=False)))
    if a.standfirst:
        out.append(div("lead", text(a, a.standfirst)))
    line = []
    if a.author:
        line.append(div("by", a.author if a.likely(0.7) else "Von " + a.author, "span"))
    if a.date:
        line.append(div("when", a.pick([f"{dotted(a.date)}, {clock(a, '.')} Uhr", f"Publiziert am {dotted(a.date)}, {clock(a, '.')} Uhr",
                                        f"{long_date(a)}, {clock(a, '.')} Uhr"]), "span"))
        if a.likely(0.3):
            line.append(div("again", f"Aktualisiert: {dotted(later(a, 4))}, {clock(a, '.')} Uhr", "span"))
    out.append(div("meta", "".join(line)))
    out.append(div("tools", "".join(div("tool", t) for t in ["Merken", "Drucken", "Teilen", f"{a.between(0, 40)} Kommentare"])))
    pictures = [div("image", f'<img src="/i/{a.between(1, 99999)}.jpg" alt="">' +
                    div("legend", text(a, caption) + " " + div("who", f"Bild: {html.escape(credit, quote=False)}", "span")))
                for credit, caption in zip(a.credits, a.captions)]
    if pictures:
        out.append(pictures.pop(0))
    sub = a.pick(["<b>{}</b>", "{}", "<strong>{}</strong>"])
    for i, (kind, words) in enumerate(a.blocks):
        if kind == "h":
            out.append(div("sub", sub.format(html.escape(words, quote=False))))
        elif kind == "li":
            out.append(div("item", "– " + text(a, words)))
        else:
            out.append(div("quote" if kind == "q" else "para", text(a, words)))
            if pictures and a.likely(0.4):
                out.append(pictures.pop())
            elif a.likely(0.06):
                out.append(div("ad", "Anzeige"))
            elif a.likely(0.05):
                out.append(div("box", div("boxhead", "Lesen Sie auch") + div("boxline", text(a, tidy(a.teasers(1)[0])))))
    out += pictures
    if a.likely(0.5):
        out.append(div("tags", "".join(div("tag", t, "span") for t in [a.town, section, a.name().replace("ß", "ss")])))
    out.append(div("more", div("morehead", a.pick(["Mehr zum Thema", "Aktuelle Nachrichten", "Meistgelesen"])) +
                   "".join(div("card", div("cardtitle", text(a, tidy(t))) + (div("cardtext", text(a, tidy(teaser_text(a))))
                                                                             if a.likely(0.4) else ""))
                           for t in a.teasers(a.between(2, 5)))))
    out.append(div("legal", "Copyright © Seetaler Tagblatt. Alle Rechte vorbehalten. Eine Weiterverarbeitung, Wiederveröffentlichung "
                            "oder dauerhafte Speicherung zu gewerblichen oder anderen Zwecken ohne vorherige ausdrückliche "
                            "Erlaubnis von Seetaler Tagblatt ist nicht gestattet."))
    out += [div("foot", "".join(div("footlink", t) for t in ["Kontakt", "Impressum", "AGB", "Datenschutz", "Inserieren"])),
            "</div></div>", "<script>window.__STATE__={}</script>", "</body></html>"]


# America: a small town's weekly with a content manager of 2008


def gazette_us(a, out):
    """Nested tables of the years when every small paper had the same free content manager."""
    a.entities = a.likely(0.3)
    site = "The Prairie County Gazette"
    named = a.likely(0.75)
    out += ['<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
            '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-gb" lang="en-gb"><head>',
            f'<meta http-equiv="content-type" content="text/html; charset={a.charset}" />',
            '<meta name="robots" content="index, follow" />', '<meta name="keywords" content="news, weekly, county, legal notices" />',
            '<meta name="description" content="Serving the county since 1884" />',
            '<meta name="generator" content="Joomla! 1.5 - Open Source Content Management" />',
            f"<title>{html.escape(a.headline, quote=False) if named else site}</title></head>",
            '<body><table width="100%" cellpadding="0" cellspacing="0"><tr><td colspan="3" class="logo">',
            f"{site}</td></tr><tr><td colspan=\"3\"><table class=\"moduletable\"><tr>"]
    out += [f'<td><a href="/index.php?Itemid={i}" class="mainlevel">{m}</a></td>' for i, m in enumerate(
        ["Home", "News", "Sports", "Obituaries", "School News", "Legal Notices", "Classifieds", "Subscribe", "Contact Us"])]
    out += ['</tr></table></td></tr><tr><td valign="top" width="170"><table class="moduletable"><tr><th valign="top">Latest News</th>'
            '</tr><tr><td><ul class="latestnews">']
    out += [f'<li class="latestnews"><a href="/index.php?id={a.between(1, 900)}" class="latestnews">{text(a, t)}</a></li>'
            for t in a.teasers(5)]
    event = later(a)
    out += ['</ul></td></tr></table><table class="moduletable"><tr><th valign="top">Upcoming Events</th></tr><tr><td>',
            f"{a.language.months[event.month - 1][:3]} {event.day}: {a.pick(['Chili supper', 'Quilt show', 'Blood drive'])}<br />",
            f'</td></tr></table></td><td valign="top"><span class="pathway">Home <img src="arrow.png" alt="arrow" /> News</span>',
            '<table class="contentpaneopen"><tr><td class="contentheading" width="100%">' + html.escape(a.headline, quote=False),
            '</td><td align="right" class="buttonheading"><a href="#">PDF</a></td><td align="right" class="buttonheading">'
            '<a href="#">Print</a></td><td align="right" class="buttonheading"><a href="#">E-mail</a></td></tr></table>',
            '<table class="contentpaneopen">']
    if a.author:
        out.append(f'<tr><td valign="top"><span class="small">Written by {text(a, a.author)}</span>&nbsp;&nbsp;</td></tr>')
    if a.date:
        out.append(f'<tr><td valign="top" class="createdate">{a.language.days[a.date.weekday()]}, {a.date.day:02d} '
                   f'{a.language.months[a.date.month - 1]} {a.date.year} {a.pick(["00:00", clock(a)])}</td></tr>')
    out.append('<tr><td valign="top">')
    if a.place:
        town, _, state = a.place.partition(", ")
        a.set_first(caps(town) + (", " + state if state else "") + a.pick([" — ", " – ", " - "]))
    gazette_body(a, out)
    out.append("</td></tr>")
    if a.date and a.likely(0.6):
        day = later(a, 5)
        out.append(f'<tr><td class="modifydate">Last Updated on {a.language.days[day.weekday()]}, {day.day:02d} '
                   f'{a.language.months[day.month - 1]} {day.year} {clock(a)}</td></tr>')
    out.append("</table>")
    if a.likely(0.5):
        out.append(f'<div class="vote">User Rating: <img src="star.png" alt="" /> / {a.between(1, 9)}<br />Poor '
                   '<input type="radio" /> Best <input type="submit" value="Rate" /></div>')
    out += ['<table align="center" class="pagenav"><tr><th class="pagenav_prev"><a href="#">&lt; Prev</a></th><td>&nbsp;</td>'
            '<th class="pagenav_next"><a href="#">Next &gt;</a></th></tr></table></td><td valign="top" width="150">',
            f'<table class="moduletable"><tr><th>Who\'s Online</th></tr><tr><td>We have {a.between(2, 60)} guests online</td></tr></table>',
            '<table class="poll"><tr><td>Should the county build a new jail?<br /><input type="radio" />Yes<br />'
            '<input type="radio" />No<br /><input type="submit" value="Vote" /></td></tr></table></td></tr>',
            f'<tr><td colspan="3" align="center">Copyright &copy; {a.day.year} {site}. All Rights Reserved.<br />'
            '<a href="http://joomla.example">Joomla!</a> is Free Software released under the GNU/GPL License.</td></tr></table></body></html>']


def gazette_body(a, out):
    how = a.pick(["<p>{}</p>", "{}<br /><br />", '<p class="MsoNormal" style="margin: 0in 0in 10pt"><span>{}</span></p>', "<div>{}</div>"])
    pictures = list(zip(a.credits, a.captions))

    def picture():
        credit, caption = pictures.pop(0)
        credit = a.pick(["Photo by {}", "Photo courtesy of {}", "(Photo: {})"]).format(html.escape(credit, quote=False))
        out.append(f'<table align="right" class="img_caption"><tr><td><img src="/images/stories/{a.between(1, 999)}.jpg" alt="" />'
                   f"</td></tr><tr><td><em>{text(a, caption)} {credit}</em></td></tr></table>")

    if pictures and a.likely(0.7):
        picture()
    for i, (kind, words) in enumerate(a.blocks):
        after = a.blocks[i + 1][0] if i + 1 < len(a.blocks) else ""
        if kind == "li":
            out.append(("" if a.blocks[i - 1][0] == "li" else "<ul>") + f"<li>{text(a, words)}</li>" + ("" if after == "li" else "</ul>"))
        elif kind == "h":
            out.append(how.format(f"<strong>{html.escape(words, quote=False)}</strong>"))
        else:
            out.append(how.format(text(a, words)))
            if pictures and a.likely(0.4):
                picture()
    while pictures:
        picture()


# America: a student paper


def campus_us(a, out):
    """A student paper: donation box, writer with a title, credit above its caption, words in large print, comments."""
    paper = "The Campus Lantern"
    out += [paper, "The independent student voice since 1921", "", "Open Navigation Menu", "News", "Sports", "Arts & Life", "Opinion",
            "Multimedia", "Print Editions", "About", "Open Search Bar", ""]
    if a.likely(0.5):
        out += [f"Donate to {paper}", f"${a.between(1, 19) * 50}", "$1000", "Contributed", "Our Goal",
                f"Your donation will support the student journalists of {paper}. Your contribution will allow us to purchase "
                "equipment and cover our annual website hosting costs.", ""]
    out += [a.pick(["Categories: News", "Categories: Campus, Showcase", "News", "Arts & Life", "Campus Life / Features"]), ""]
    out += [a.headline, ""]
    stand, a.standfirst = a.standfirst, None
    if stand:
        out += [stand, ""]
    title = a.pick(["Staff Writer", "Managing Editor", "News Editor", "Contributing Writer", "Editor-in-Chief", "Staff Reporter"])
    when = us_date(a.date, a.language) if a.date else None
    if a.author:
        byline = a.pick([f"{a.author}, {title}", f"By {a.author}, {title}", f"{a.author} | {title}"])
        out += [f"{byline} • {when}"] if when and a.likely(0.3) else [byline] + ([when] if when else [])
    elif when:
        out.append(when)
    if a.date and a.likely(0.25):
        out.append(f"Updated: {us_date(later(a, 6), a.language)} at {a.between(1, 11)}:{a.between(10, 59)} {a.pick(['a.m.', 'p.m.'])}")
    out += ["", "Share on Facebook", "Share on X", "Share via Email", "Print", ""]
    if a.place:
        town, _, state = a.place.partition(", ")
        a.set_first(caps(town) + (", " + state if state else "") + " — ")
    pictures = list(zip(a.credits, a.captions))

    def picture():
        credit, caption = pictures.pop(0)
        out.extend([a.pick([f"Photo by {credit}", f"Photo Credit: {credit}", f"Courtesy of {credit}"]), caption, ""])

    def between(article, lines, i):
        kind, words = article.blocks[i]
        if pictures and article.likely(0.3):
            picture()
        elif kind == "p" and words[:1] in '“"' and article.likely(0.25):
            lines.extend([words.split(words[:1] == "“" and "”" or '"')[0 if words[:1] == "“" else 1].strip("“,. ").upper(), ""])
        elif article.likely(0.04):
            lines.extend(["Story continues below advertisement", ""])

    if pictures:
        picture()
    body(a, out, between=between, bullet=a.pick(["• {}", "- {}"]))
    while pictures:
        picture()
    a.standfirst = stand
    if a.author and a.likely(0.4):
        last = a.author.split()[-1].lower()
        out += [f"Contact {a.author} at {last}.{a.between(1, 99)}@lantern.example.", ""]
    if a.date and a.likely(0.25):
        out += [f"This story appeared in the print edition of {us_date(later(a, 5), a.language)}.", ""]
    out += ["Leave a Comment", "", "More to Discover", "More in News"] + a.teasers(a.between(2, 4)) + [""]
    if a.author and a.likely(0.6):
        first = a.author.split()[0]
        out += ["About the Contributor", f"{a.author}, {title}", a.pick([
            f"{first} is a junior majoring in journalism and minoring in history.",
            f"{first} is in the third year at the paper and enjoys hiking, cats and long novels."]), ""]
    out += [f"Comments ({a.between(0, 3)})", "Share your thoughts...", f"All {paper} Picks Reader Picks Sort: Newest", "",
            "Your email address will not be published.", f"{paper} • © {a.day.year + a.between(0, 5)} • FLEX WordPress Theme by SNO • Log in"]


APART = [
    Spec(tagblatt_ch, ("de",), standfirst=0.75, subheads=0.45, lists=0.1, quotes=0.1, towns={"de": SWISS}, first=DATE(2012, 1, 3),
         html=True),
    Spec(draht_at, ("de",), standfirst=0.55, credited=0.2, placed=0.92, lists=0.2, subheads=0.3, towns={"de": AUSTRIAN},
         first=DATE(2004, 2, 2), last=DATE(2018, 12, 20)),
    Spec(rundbrief_de, ("de",), lists=0.15, subheads=0.2, towns={"de": TOWNS}, first=DATE(2009, 5, 8)),
    Spec(gazette_us, ("en",), towns={"en": US_TOWNS}, placed=0.7, lists=0.12, subheads=0.15, html=True, first=DATE(2007, 6, 7),
         last=DATE(2012, 12, 27), sentences=(1, 1, 2, 2), charsets=("utf-8", "utf-8", "utf-8", "windows-1252")),
    Spec(campus_us, ("en",), towns={"en": US_TOWNS}, topics=["school", "arts", "sport", "council", "nature"], placed=0.35,
         standfirst=0.35, lists=0.1, subheads=0.25, sentences=(1, 1, 2, 2), first=DATE(2008, 9, 2)),
]
