"""The two layouts that are kept as HTML: a modern page with schema.org data, and a bare one of the nineties."""

import html
import json

from pieces import (COOKIE_DE, COOKIE_EN, REGIONAL_MENU, SECTIONS_DE, SECTIONS_EN, WEEKLY_MENU, caps, clock, dotted, later,
                    long_date)


ENTITIES = str.maketrans({"ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;", "ß": "&szlig;", "Ü": "&Uuml;", "é": "&eacute;",
                          "„": "&#8222;", "“": "&#8220;", "”": "&#8221;", "’": "&#8217;", "–": "&#8211;", "£": "&pound;"})


def text(a, words, old=False):
    """Escapes; some words become links or are stressed, and some characters are written by name."""
    out = html.escape(words, quote=False)
    if a.likely(0.12) and " " in out[20:]:
        at = out.index(" ", 20) + 1
        end = out.find(" ", at)
        if end > at and "&" not in out[at:end]:
            tag = a.pick(["b", "strong", "em", "a"] if not old else ["b", "i", "font"])
            more = ' href="/thema/1.html"' if tag == "a" else ' color="#800000"' if tag == "font" else ""
            out = f"{out[:at]}<{tag}{more}>{out[at:end]}</{tag}>{out[end:]}"
    if a.likely(0.15):
        at = out.find(" ", len(out) // 2)
        if at > 0 and "<" not in out:
            out = out[:at] + "&nbsp;" + out[at + 1:]
    if a.entities:
        out = out.translate(ENTITIES)
    if a.likely(0.04):
        at = out.rfind(" ", 0, len(out) // 3) + 5
        if at > 4 and out[at - 3:at + 3].isalpha():
            out = out[:at] + "&shy;" + out[at:]
    return out


def html_schema(a, out):
    """JSON-LD, microdata or both; menus, teasers and comments in nav, aside and footer."""
    a.entities = False
    de = a.code == "de"
    site = "Aller-Kurier" if de else "Valley Courier"
    how = a.between(0, 2)
    zone = "+02:00" if 4 <= a.day.month <= 9 else "+01:00"
    stamp = f"{a.day.isoformat()}T{a.between(6, 21):02d}:{a.between(0, 59):02d}:00{zone if de else '+00:00'}"
    if a.place:
        first = f"{a.place}. " if de else f"{caps(a.place)} – "
        if a.likely(0.6):
            a.set_first(first)
    title = a.headline if a.likely(0.85) else a.teasers(1)[0]
    meta = ['<meta charset="utf-8">', f"<title>{html.escape(title)} {a.pick(['|', '-', '–'])} {site}</title>",
            f'<meta property="og:site_name" content="{site}">', f'<meta property="og:title" content="{html.escape(a.headline)}">']
    if a.standfirst:
        meta.append(f'<meta name="description" content="{html.escape(a.standfirst)}">')
    if a.date and a.likely(0.5):
        meta.append(f'<meta property="article:published_time" content="{stamp}">')
    micro = how >= 1
    if how != 1:
        data = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": a.headline,
                "publisher": {"@type": "Organization", "name": site}}
        if a.date:
            data["datePublished"] = stamp
            if a.likely(0.5):
                data["dateModified"] = later(a).isoformat() + stamp[10:]
        if a.place:
            data["contentLocation"] = {"@type": "Place", "name": a.place}
        if a.author:
            data["author"] = {"@type": "Person", "name": a.author}
        if a.likely(0.4):
            data = {"@context": "http://schema.org", "@graph": [{"@type": "WebSite", "name": site}, data]}
        meta.append('<script type="application/ld+json">' + json.dumps(data, ensure_ascii=a.likely(0.5)) + "</script>")
    out += ["<!DOCTYPE html>", f'<html lang="{a.code}">', "<head>"] + meta
    out += ["<style>body { margin: 0 } .teaser { color: #333 }</style>", "</head>", "<body>", "<header>", "<nav><ul>"]
    out += [f'<li><a href="/">{html.escape(item)}</a></li>' for item in (REGIONAL_MENU if de else WEEKLY_MENU)]
    out += ["</ul></nav>", "</header>"]
    section = a.pick(SECTIONS_DE if de else SECTIONS_EN)
    out.append(f'<div class="breadcrumb"><a href="/">{"Startseite" if de else "Home"}</a> &gt; <a href="/s/">{section}</a></div>')
    out.append('<main>')
    out.append('<article itemscope itemtype="http://schema.org/NewsArticle">' if micro else "<article>")
    prop = (lambda name: f' itemprop="{name}"') if micro else (lambda name: "")
    if a.place and micro:
        out.append(f'<p class="kicker"{prop("contentLocation")}>{text(a, a.place)}</p>')
    elif a.likely(0.4):
        out.append(f'<p class="kicker">{section}</p>')
    out.append(f'<h1{prop("headline")}>{text(a, a.headline)}</h1>')
    if a.author or a.date:
        parts = []
        if a.author:
            parts.append(f'{"Von" if de else "By"} <span class="author"{prop("author")}>{text(a, a.author)}</span>')
        if a.date:
            shown = f"{dotted(a.date)}, {clock(a)} Uhr" if de else long_date(a)
            parts.append(f'<time datetime="{stamp}"{prop("datePublished")}>{shown}</time>')
        out.append('<div class="byline">' + " ".join(parts) + "</div>")
    mail = "Mailen" if de else "Email"
    out.append(f'<div class="share"><a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">{mail}</a></div>')
    if a.standfirst:
        out.append(f'<p class="{a.pick(["lead", "intro", "standfirst"])}"><strong>{text(a, a.standfirst)}</strong></p>')
    word = "Foto" if de else "Photo"
    pictures = [f'<figure><img src="/img/{a.between(1000, 9999)}.jpg" alt=""><figcaption>{text(a, caption)} '
                f'<span class="credit">{word}: {html.escape(credit, quote=False)}</span></figcaption></figure>'
                for credit, caption in zip(a.credits, a.captions)]
    if pictures:
        out.append(pictures.pop(0))
    out.append(f'<div class="body"{prop("articleBody")}>')
    listing = False
    for i, (kind, words) in enumerate(a.blocks):
        if listing and kind != "li":
            out.append("</ul>")
            listing = False
        if kind == "li":
            if not listing:
                out.append("<ul>")
            listing = True
            out.append(f"<li>{text(a, words)}</li>")
        elif kind == "h":
            out.append(f"<h2>{text(a, words)}</h2>")
        elif kind == "q":
            out.append(f"<blockquote><p>{text(a, words)}</p></blockquote>")
        else:
            out.append(f"<p>{text(a, words)}</p>")
            if pictures and a.likely(0.4):
                out.append(pictures.pop())
            elif a.likely(0.05):
                out.append(f'<div class="ad">{"Anzeige" if de else "Advertisement"}</div>')
            elif a.likely(0.05):
                out.append(f'<aside class="teaser"><a href="/a/{a.between(1, 9999)}">{text(a, a.teasers(1)[0])}</a></aside>')
    if listing:
        out.append("</ul>")
    out += pictures + ["</div>", "</article>", "</main>", '<aside class="related">']
    out += [f'<h3>{"Mehr zum Thema" if de else "More on this story"}</h3>', "<ul>"]
    out += [f'<li><a href="/a/{a.between(1, 9999)}">{text(a, line)}</a></li>' for line in a.teasers(4)]
    out += ["</ul>", "</aside>", f'<div class="cookie"><p>{COOKIE_DE if de else COOKIE_EN}</p><button>OK</button></div>',
            f"<footer><p>&copy; {a.day.year} {site}</p><a href=\"/impressum\">{'Impressum' if de else 'Contact'}</a></footer>",
            "<script>window.dataLayer = window.dataLayer || [];</script>", "</body>", "</html>"]


def html_bare(a, out):
    """A page of 1999: tables, font tags, entities, no word about what is what."""
    de = a.code == "de"
    a.entities = a.likely(0.6)
    site = "Allerblatt Online" if de else "Dale Echo Online"
    title = a.headline if a.likely(0.6) else site
    out += ['<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">', "<HTML>", "<HEAD>",
            f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={a.charset}">',
            f"<TITLE>{html.escape(title, quote=False)}</TITLE>",
            "</HEAD>", '<BODY BGCOLOR="#FFFFFF" TEXT="#000000">', '<TABLE WIDTH="600" BORDER="0"><TR><TD COLSPAN="2">',
            f'<IMG SRC="logo.gif" ALT="{site}"></TD></TR>', '<TR><TD VALIGN="top" WIDTH="120">']
    menu = ["Titelseite", "Lokales", "Sport", "Kleinanzeigen", "Wetter", "Leserbriefe", "Archiv"] if de else \
           ["Front page", "Local news", "Sport", "Classified", "Weather", "Letters", "Archive"]
    out += [f'<A HREF="{i}.htm">{item}</A><BR>' for i, item in enumerate(menu)]
    out += ['</TD><TD VALIGN="top">']
    if a.date:
        out.append(f'<FONT SIZE="-1">{a.language.days[a.date.weekday()]}, {text(a, long_date(a), True)}</FONT><P>')
    around = a.pick(['<H2>{}</H2>', '<FONT SIZE="+2"><B>{}</B></FONT><BR><BR>', '<H1>{}</H1>'])
    out.append(around.format(text(a, a.headline, True).replace("<b>", "").replace("</b>", "")))
    if a.author:
        out.append(f'<I>{"Von" if de else "By"} {text(a, a.author, True)}</I><P>')
    if a.place:
        a.set_first(f"{a.place}. " if de else f"{caps(a.place)} – ")
    breaks = a.pick(["<P>", "<BR><BR>", "p"])
    for i, (kind, words) in enumerate(a.blocks):
        if kind == "li":
            out.append(("<UL>" if a.blocks[i - 1][0] != "li" else "") + f"<LI>{text(a, words, True)}" +
                       ("" if i + 1 < len(a.blocks) and a.blocks[i + 1][0] == "li" else "</UL>"))
        elif kind == "h":
            out.append(f"<H3>{text(a, words, True)}</H3>")
        elif breaks == "p":
            out.append(f"<P>{text(a, words, True)}</P>")
        else:
            out.append(text(a, words, True) + breaks)
    for credit in a.credits:
        out.append(f'<P><FONT SIZE="-2">{"Foto" if de else "Photo"}: {text(a, credit, True)}</FONT>')
    back, top, visitor = ("zur&uuml;ck", "nach oben", "Sie sind Besucher Nr.") if de else ("back", "top", "You are visitor no.")
    out += ["<HR>", f'<A HREF="javascript:history.back()">{back}</A> | <A HREF="#top">{top}</A>',
            f'<P><FONT SIZE="-2">&copy; {a.day.year} {site}. {visitor} {a.between(100, 99999)}</FONT>',
            "</TD></TR></TABLE>", "</BODY>", "</HTML>"]
