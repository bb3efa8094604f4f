"""What several layouts share: dates, the printing of the text, menus, notes, readers' comments."""

import datetime


def long_date(a, day=None):
    day = day or a.day
    month = a.language.months[day.month - 1]
    return f"{day.day}. {month} {day.year}" if a.code == "de" else f"{day.day} {month} {day.year}"


def us_date(day, language):
    return f"{language.months[day.month - 1]} {day.day}, {day.year}"


def dotted(day):
    return f"{day.day:02d}.{day.month:02d}.{day.year}"


def clock(a, sep=":"):
    return f"{a.between(5, 22):02d}{sep}{a.between(0, 59):02d}"


def later(a, most=20):
    return a.day + datetime.timedelta(days=a.between(1, most))


def caps(place):
    """BERLIN; a place whose capitals could not be undone stays as it is."""
    return place if "ß" in place or " upon " in place else place.upper()


def body(a, out, sub="{}", bullet="- {}", quote="{}", gap=True, between=None):
    """The text of the article; between(a, out, i) may put something of the page behind block i."""
    if a.standfirst:
        out.append(a.standfirst)
        if gap:
            out.append("")
    for i, (kind, text) in enumerate(a.blocks):
        if kind == "li":
            out.append(bullet.format(text))
            if i + 1 < len(a.blocks) and a.blocks[i + 1][0] == "li":
                continue
        elif kind == "h":
            out.append(sub.format(text))
        elif kind == "q":
            out.append(quote.format(text))
        else:
            out.append(text)
        if gap:
            out.append("")
        if between and i + 1 < len(a.blocks) and a.blocks[i + 1][0] != "li" and kind != "h":
            between(a, out, i)


def teaser_text(a):
    return a.finish(a.story.say("body"))


def comment(a):
    return a.finish(a.pick(COMMENTS[a.code]).format(n=a.name().split()[0], l=a.name(), t=a.town, z=a.between(2, 30)))


COMMENTS = {
    "de": ["Endlich mal eine gute Nachricht, ich wohne seit {z} Jahren hier und habe lange darauf gewartet.",
           "Das glaube ich erst, wenn ich es sehe. Wer soll das alles bezahlen, {n}?",
           "Danke für den Bericht. Leider fehlt der Hinweis, dass {l} schon vor {z} Jahren darauf aufmerksam gemacht hat.",
           "Typisch {t}, da wird {z} Jahre geredet und dann passiert doch wieder nichts.",
           "@{n}: Das sehe ich ganz anders, es gibt wirklich wichtigere Dinge."],
    "en": ["About time too, I have lived here for {z} years and nothing was ever done about it.",
           "I will believe it when I see it. Who is going to pay for this, {n}?",
           "Thanks for the report, but you forgot to mention that {l} warned about this {z} years ago.",
           "Typical of {t}, they talk about it for {z} years and then nothing happens.",
           "@{n} I could not disagree more, there are far more important things to worry about."],
}
WEATHER = ["sonnig", "heiter", "wolkig", "leichter Regen", "bedeckt", "Schneeregen", "Gewitter"]
COOKIE_DE = ("Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren und die Zugriffe auf unsere Website zu "
             "analysieren. Wenn Sie weiter auf dieser Seite lesen, stimmen Sie der Verwendung zu.")
COOKIE_EN = ("We use cookies to give you the best experience on our website. By continuing to browse the site you are "
             "agreeing to our use of cookies.")

REGIONAL_MENU = """Zum Inhalt springen|Aller-Kurier|E-Paper|Abo|Anzeigen|Trauer|Newsletter|Anmelden|Startseite|Lokales|
Wolfsburg|Gifhorn|Helmstedt|Peine|Braunschweig|Sport|Kultur|Panorama|Ratgeber""".replace("\n", "").split("|")
SECTIONS_DE = ["Lokales", "Sport", "Kultur", "Wirtschaft", "Panorama", "Politik", "Vereine", "Blaulicht", "Leserbriefe"]
SECTIONS_EN = ["News", "Sport", "Business", "Features", "Arts", "Letters", "Nostalgia", "Farming"]
WEEKLY_MENU = "Skip to main content|Subscribe|Sign in|News|Sport|What's On|Farming|Jobs|Property|Notices|Puzzles".split("|")
