"""How English and American sites print an article when their pages are saved as text: one function a layout."""

from pieces import COOKIE_EN, WEEKLY_MENU, body, caps, clock, comment, dotted, later, long_date, us_date


def weekly_en(a, out):
    """A market town's weekly: breadcrumbs, byline with date, caption lines, other stories."""
    if a.likely(0.8):
        out += WEEKLY_MENU
        out.append(f"{a.between(-3, 27)}°C")
        out.append("")
    out += [f"Home » {a.pick(['News', 'Sport', 'Farming', 'Lifestyle'])}", ""]
    out += [a.headline, ""]
    if a.author:
        out.append(f"By {a.author}" + a.pick(["", "", f" {a.author.split()[0].lower()}@courier.example", " Reporter"]))
    if a.date:
        out.append(a.pick([f"Published: {long_date(a)}", f"{long_date(a)}", f"{a.language.days[a.date.weekday()]}, {long_date(a)}",
                           f"Published {clock(a)} {long_date(a)}"]))
        if a.likely(0.15):
            out.append(f"Updated: {long_date(a, later(a))}")
    out.append("")
    stand, a.standfirst = a.standfirst, None
    if stand:
        out += [stand, ""]
    credits = list(zip(a.credits, a.captions))

    def picture():
        credit, caption = credits.pop(0)
        how = a.between(0, 2)
        out.extend([[f"{caption} Photo: {credit}"], [f"{caption} (Image: {credit})"], [caption, f"Picture: {credit}"]][how] + [""])

    if credits:
        picture()
    if a.place:
        a.set_first(f"{caps(a.place)}: ") if a.likely(0.3) else a.set_first(f"{caps(a.place)} – ")

    def between(article, lines, i):
        if credits and article.likely(0.5):
            picture()
        elif article.likely(0.06):
            lines.extend(["Advertisement", ""])
        elif article.likely(0.06):
            lines.extend(["READ MORE: " + article.teasers(1)[0], ""])

    body(a, out, between=between, bullet="• {}")
    if credits:
        picture()
    a.standfirst = stand
    out += ["Share this article", "Facebook", "Twitter", "Email", f"{a.between(0, 60)} comments", ""]
    if a.likely(0.7):
        out += [a.pick(["Most read", "More from the Courier", "You may also like"])] + a.teasers(a.between(3, 5)) + [""]
    if a.likely(0.5):
        out += [COOKIE_EN, "Accept", ""]
    out += ["Get the Courier delivered to your door every Friday", "This website and its associated newspaper adheres to the "
            "Independent Press Standards Organisation's Editors' Code of Practice.", f"© Courier Newspapers {a.day.year}"]


def wire_en(a, out):
    """Wire copy as an agency's site prints it."""
    out += [a.pick(["World News", "Business News", "Politics", "Big Story 10", "Markets", "Commodities"]), ""]
    if a.date:
        stamp = f"{us_date(a.date, a.language)} / {a.between(1, 12)}:{a.between(0, 59):02d} {a.pick(['AM', 'PM'])}"
        out.append(stamp.upper() if a.likely(0.5) else stamp)
        if a.likely(0.5):
            out.append(f"Updated {a.between(2, 23)} hours ago")
        out.append("")
    out += [a.headline, ""]
    if a.author:
        out += [a.author, f"{a.between(2, 9)} Min Read", ""]
    if a.credits:
        del a.credits[1:]
        out += [f"{a.captions[0]} {a.pick(['Photo', 'Picture'])}: {a.credits[0]}", ""]
    if a.place:
        agency = a.pick(["Reuters", "Reuters", "Reuters", "AP", "AFP"])
        a.set_first(f"{caps(a.place)} ({agency}) {a.pick(['-', '-', '–', '—'])} ")
    body(a, out)
    if a.likely(0.85):
        out += [f"Reporting by {a.name()}{a.pick(['', ' and ' + a.name()])}; Editing by {a.name()}", ""]
    if a.likely(0.7):
        out += ["Our Standards: The Trust Principles.", ""]
    out += a.pick([["All quotes delayed a minimum of 15 minutes. See here for a complete list of exchanges and delays."], [],
                   ["Apps Newsletters Advertise with Us Advertising Guidelines Cookies Terms of Use Privacy"]])


def council_en(a, out):
    """A council's notices: published line, bullets, feedback box."""
    out += ["Skip to content", "Menu", "Search", "", "Home / Council and democracy / News and notices", ""]
    out += [a.headline, ""]
    if a.date:
        day = a.date.day
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")
        out += [a.pick(["Published: {}", "Date published: {}", "Published {}"]).format(
            a.pick([f"{day}{suffix} {a.language.months[a.date.month - 1]} {a.date.year}", long_date(a)])), ""]
    if a.place:
        a.set_first(f"{a.place}. ") if a.likely(0.4) else a.set_first(f"{caps(a.place)}: ")
    stand, a.standfirst = a.standfirst, None
    if stand:
        out += [stand, ""]
    body(a, out, bullet=a.pick(["* {}", "• {}", "- {}"]))
    a.standfirst = stand
    for credit in a.credits:
        out += [f"Image: {credit}", ""]
    if a.likely(0.5):
        out += [f"Last updated: {long_date(a, later(a, 300))}", ""]
    out += ["Is this page useful?", "Yes", "No", "Report a problem with this page", "", "Accessibility", "Cookies", "Contact us"]


def match_en(a, out):
    """Match reports with scores as a list."""
    out += ["Home", "Fixtures", "Results", "Tables", ""]
    out += [a.headline, ""]
    a.add_results()
    if a.date:
        weekday = a.language.days[a.date.weekday()]
        out.append(dotted(a.date).replace(".", "/") if a.likely(0.4) else f"{weekday} {long_date(a)}")
    if a.author:
        out.append(f"By {a.author}")
    out.append("")
    if a.place:
        a.set_first(f"{caps(a.place)} – ")
    body(a, out, bullet="{}", gap=a.likely(0.85))
    for credit in a.credits:
        out += [f"Photo by {credit}", ""]
    out += [f"Attendance: {a.between(50, 9000):,}", "Like", "Tweet", f"{a.between(1, 90)} shares", ""]
    if a.likely(0.5):
        out += ["Related stories"] + a.teasers(3)


def blog_en(a, out):
    """A village blog: posted on, filed under, responses."""
    out += [a.pick(["The Parish Pump", "Parish Pump – news from the valley"]), "Just another WordPress site", "Home", "About", ""]
    out += [a.headline, ""]
    if a.date:
        line = a.pick(["Posted on {} by {}", "{} by {}", "Posted by {1} on {0}"])
        out += [line.format(us_date(a.date, a.language), a.author or "admin"), ""]
    if a.place:
        a.set_first(f"{a.place}. ")
    credits = list(a.credits)
    body(a, out, bullet="* {}",
         between=lambda b, lines, i: lines.extend([f"Photo: {credits.pop(0)}", ""]) if credits and b.likely(.5) else None)
    for credit in credits:
        out += [f"Photo: {credit}", ""]
    out += [f"Filed under: {a.pick(['Uncategorized', 'Village life', 'Council', 'History'])} | Tagged: {a.town}, {a.name()}", ""]
    out += ["Share this:", "Click to share on Twitter (Opens in new window)", "Like Loading...", ""]
    count = a.between(2, 4)
    if a.likely(0.3):
        out += [f"{count} responses to “{a.headline}”"]
        for _ in range(count):
            time = f"{a.between(1, 12)}:{a.between(0, 59):02d} pm"
            out += [f"{a.name()} says:", f"{us_date(later(a), a.language)} at {time}", comment(a), "Reply"]
    out += ["", "Leave a Reply", "Your email address will not be published. Required fields are marked *",
            "← Older posts", "Proudly powered by WordPress"]


def daily_us(a, out):
    """An American daily with agency copy: Updated line, dateline with the state."""
    out += ["Sections", "Subscribe", "E-edition", "Obituaries", "Classifieds", ""]
    if a.likely(0.6):
        out += [a.pick(["Local News", "Nation & World", "Sports", "Business", "Opinion", "Politics"]), ""]
    out += [a.headline, ""]
    if a.author:
        out.append(a.pick(["By {}", "BY {}", "{} The Gazette"]).format(a.author))
    if a.date:
        short = f"{a.language.months[a.date.month - 1][:3]} {a.date.day}, {a.date.year}"
        out.append(a.pick([us_date(a.date, a.language), f"Published {us_date(a.date, a.language)}", f"{short}",
                           f"{us_date(a.date, a.language)} at {a.between(1, 12)}:{a.between(0, 59):02d} p.m. EST"]))
        if a.likely(0.2):
            out.append(f"Updated {us_date(later(a), a.language)}")
    out.append("")
    if a.place:
        town, _, state = a.place.partition(", ")
        line = caps(town) + (", " + state if state else "")
        a.set_first(f"{line} ({a.pick(['AP', 'AP', 'Gazette', 'KRT'])}) — " if a.likely(0.75) else f"{line} — ")
    credits = list(zip(a.credits, a.captions))

    def between(article, lines, i):
        if credits:
            credit, caption = credits.pop(0)
            lines.extend([f"{caption} (Photo by {credit})", ""])
        elif article.likely(0.08):
            lines.extend([a.pick(["ADVERTISEMENT", "Story continues below advertisement"]), ""])

    body(a, out, between=between)
    for credit, caption in credits:
        out += [f"{caption} (Photo by {credit})", ""]
    out += [f"Copyright {a.day.year} The Gazette. All rights reserved. This material may not be published, broadcast, rewritten "
            "or redistributed.", "", "Around the web", "Trending"] + a.teasers(a.between(2, 4))
    out += ["Sign up for our morning newsletter", "Most Popular"]


def broadsheet_en(a, out):
    """A national broadsheet: no place at all, standfirst, photographer's line, last modified."""
    out += ["Sign in", "News", "Opinion", "Sport", "Culture", "Lifestyle", ""]
    out += [a.pick(["Politics", "UK news", "World", "Environment", "Society", "Books", "Business", "Housing"]), ""]
    out += [a.headline, ""]
    stand, a.standfirst = a.standfirst, None
    if stand:
        out += [stand, ""]
    if a.author:
        out.append(a.author)
    if a.date:
        def stamp(day):
            weekday, month = a.language.days[day.weekday()][:3], a.language.months[day.month - 1][:3]
            return f"{weekday} {day.day} {month} {day.year} {clock(a, '.')} {a.pick(['GMT', 'BST'])}"
        out.append(stamp(a.date))
        if a.likely(0.4):
            out.append("Last modified on " + stamp(later(a)))
    out += [f"{a.between(2, 900)} shares", ""]
    if a.credits:
        del a.credits[1:]
        out += [f"{a.captions[0]} Photograph: {a.credits[0]}", ""]
    body(a, out, between=lambda b, lines, i: lines.extend([b.teasers(1)[0], "Read more", ""]) if b.likely(0.05) else None)
    a.standfirst = stand
    out += ["Topics", a.pick(["Politics", "Environment", "Housing"]), a.pick(["Labour", "Conservatives", "Local government"]),
            "features", ""]
    out += ["Reuse this content", "More on this story"] + a.teasers(a.between(2, 4)) + ["", "Most viewed"]
