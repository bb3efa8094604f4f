"""English: people, places on both sides of the sea, and the templates of the reports."""

import datetime

from english_reports import CAPTION, COMMON, SHORT, SPEECH_AFTER, TOPICS
from prose import Topic, compile_all, once, person_slot

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = "two three four five six seven eight nine ten eleven twelve".split()

ADJECTIVES = """new old large small planned controversial modern popular important costly local joint additional former
future historic temporary unusual long-awaited regional successful difficult central traditional voluntary public
ambitious disputed overdue recent annual much-loved neglected proposed independent""".split()

FIRST_F = """Emma Olivia Sarah Laura Rachel Hannah Emily Jessica Charlotte Sophie Lucy Grace Alice Margaret Susan Patricia
Linda Barbara Elizabeth Jennifer Helen Karen Nicola Joanne Alison Claire Gillian Fiona Heather Morag Eilidh Siân Bronwen
Niamh Aoife Orla Priya Fatima Aisha Zainab Mei Grace Abigail Amanda Deborah Diane Dorothy Eleanor Frances Georgina Harriet
Isobel Jacqueline Judith Kathleen Lesley Marian Norma Pauline Rebecca Sheila Tracey Ursula Valerie Wendy Yvonne""".split()
FIRST_M = """James John Robert Michael William David Richard Thomas Charles Daniel Matthew Anthony Mark Paul Steven Andrew
Kenneth George Joshua Kevin Brian Edward Ronald Timothy Jason Jeffrey Ryan Gary Nicholas Eric Stephen Jonathan Larry Justin
Scott Frank Brandon Raymond Gregory Benjamin Samuel Patrick Jack Dennis Jerry Alexander Tyler Henry Douglas Peter Adam
Nathan Zachary Walter Kyle Harold Carl Jeremy Gerald Keith Roger Arthur Terry Lawrence Sean Christian Albert Joe Ethan
Austin Hamish Callum Rhys Gareth Declan Liam Imran Sanjay Mohammed Tariq Kwame Neville Nigel Clive Trevor Barry Derek""".split()
LAST = """Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts
Green Hall Thomas Clarke Jackson Wood Harris Edwards Turner Martin Cooper Hill Ward Hughes Moore Clark King Harrison Lewis
Baker Lee Allen Morris Khan Scott Watson Davis Parker Bennett Young Phillips Richardson Cox Marshall Collins Carter Bailey
Morgan Gray Cook Murphy Bell Miller Kelly Simpson Shaw Anderson Ellis Chapman Wilkinson Foster Begum Kaur Fletcher Adams
Barker Stevens Webb Reynolds Palmer Holmes Mills Rogers Knight Hunt Matthews Rose Ahmed Stone Gibson Fisher Barnes Owen
Dixon Butler Powell Fox Payne Dean Burton Hart Harvey Pearson Graham Saunders Hamilton Riley Armstrong Hudson Spencer
Ferguson Ross Stewart Campbell MacDonald MacLeod Sinclair Buchanan Drummond Lindsay Cunningham O'Neill O'Brien O'Connor
Gallagher Doherty Quinn Brennan Byrne Nolan Whittaker Ramsbottom Entwistle Pickering Thwaite Braithwaite Ogden Haigh
Sutcliffe Greenwood Ackroyd Bairstow Cartwright Dewhurst Eastwood Fairclough Garside Hargreaves Illingworth Jagger
Kirkbride Lofthouse Metcalfe Naylor Oldroyd Priestley Rigby Standish Tattersall Uttley Verity Warburton Yates Martinez
Rodriguez Hernandez Lopez Gonzalez Nguyen Kim Chen Schultz Kowalski Peterson Larson Olson Jensen Hoffman Becker""".split()

TOWNS = """Hexham Alnwick Morpeth Berwick Kendal Penrith Keswick Carlisle Whitby Scarborough Pickering Malton Thirsk Ripon
Harrogate Skipton Settle Otley Ilkley Keighley Halifax Huddersfield Barnsley Rotherham Doncaster Goole Selby Beverley
Hornsea Bridlington Driffield Grimsby Louth Skegness Boston Spalding Stamford Grantham Newark Southwell Mansfield Worksop
Retford Chesterfield Matlock Bakewell Buxton Leek Stafford Lichfield Tamworth Nuneaton Rugby Warwick Evesham Malvern
Ledbury Hereford Leominster Ludlow Shrewsbury Oswestry Wrexham Llangollen Bala Dolgellau Aberystwyth Cardigan Tenby
Swansea Neath Brecon Abergavenny Monmouth Chepstow Stroud Cirencester Tetbury Malmesbury Chippenham Devizes Marlborough
Swindon Newbury Andover Salisbury Shaftesbury Sherborne Yeovil Taunton Tiverton Barnstaple Bideford Bude Launceston Bodmin
Truro Falmouth Penzance Totnes Dartmouth Exmouth Sidmouth Bridport Dorchester Weymouth Swanage Wimborne Ringwood Lymington
Petersfield Midhurst Chichester Arundel Lewes Uckfield Hastings Rye Ashford Canterbury Deal Dover Faversham Maidstone
Sevenoaks Dorking Guildford Godalming Farnham Alton Aylesbury Thame Bicester Banbury Brackley Towcester Kettering Oakham
Ely Newmarket Thetford Diss Cromer Fakenham Swaffham Beccles Southwold Woodbridge Felixstowe Sudbury Halstead Maldon""".split()
CITIES = """London Manchester Birmingham Edinburgh Glasgow Belfast Cardiff Dublin Paris Berlin Brussels Madrid Rome Athens
Moscow Beijing Tokyo Jerusalem Cairo Nairobi Lagos Johannesburg Sydney Wellington Ottawa Toronto Washington Geneva Vienna
Warsaw Budapest Istanbul Baghdad Kabul Islamabad Mumbai Jakarta Bangkok Manila Seoul Havana Caracas Bogota Lima Santiago
Zurich Frankfurt Oslo Stockholm Copenhagen Helsinki Lisbon Prague""".split()
US_TOWNS = """Chicago|Houston|Phoenix|Philadelphia|San Antonio|San Diego|Dallas|Denver|Seattle|Boston|Detroit|Atlanta|Miami|
Cleveland|Minneapolis|Milwaukee|Baltimore|Pittsburgh|St. Louis|New Orleans|Las Vegas|Salt Lake City|Los Angeles|New York|
Springfield, Ohio|Portland, Maine|Lansing, Mich.|Des Moines, Iowa|Columbia, S.C.|Toledo, Ohio|Boise, Idaho|Tulsa, Okla.|
Fargo, N.D.|Salem, Ore.|Eugene, Ore.|Lincoln, Neb.|Topeka, Kan.|Bangor, Maine|Flint, Mich.|Akron, Ohio|Dayton, Ohio|
Green Bay, Wis.|Duluth, Minn.|Rochester, N.Y.|Santa Fe, N.M.|El Paso, Texas|Austin, Texas|Helena, Mont.""".replace("\n", "").split("|")
VILLAGE = """Acomb Wark Bellingham Haltwhistle Slaley Corbridge Wylam Ovingham Stamfordham Kirkby Askrigg Hawes Aysgarth Leyburn
Masham Bedale Kilburn Helmsley Hovingham Nunnington Rosedale Egton Grosmont Sleights Staithes Runswick Kettleness Lythe
Burniston Cloughton Ganton Hunmanby Reighton Bempton Kilham Langtoft Sledmere Wetwang Fridaythorpe Huggate Warter Nunburnholme
Market Weighton Cherry Burton Bishop Wilton Great Ayton Little Ouseburn Long Preston Low Bentham High Newton Upper Slaughter
Nether Wallop Over Peover""".replace("\n", " ")
VILLAGE = VILLAGE.split(" Market ")[0].split() + ["Market Weighton", "Cherry Burton", "Bishop Wilton", "Great Ayton",
                                                 "Little Ouseburn", "Long Preston", "Low Bentham", "High Newton"]
STREET = """High Church Mill Station Victoria Albert Queen King George Park Chapel North South West Priory Castle Bridge Market
School Green Manor Windsor Stanley Alexandra Oak Elm Ash Beech Cedar Maple Willow Orchard Meadow Garden Spring Water River
Canal Railway Quarry Forge Smithy Abbey Friar Minster College Grange Farm Hawthorn Holly Laurel Primrose Richmond York
Lancaster Durham Derby Cambridge Oxford Nelson Wellington Trafalgar Waterloo Alma Inkerman Gladstone Salisbury""".split()
WAY = "Street Road Lane Avenue Drive Close Terrace Crescent Way Gardens".split()
CLUB = ["{0} Rotary Club", "{0} Women's Institute", "{0} Civic Society", "{0} Choral Society", "Friends of {0} Library",
        "{0} Allotment Association", "{0} Historical Society", "{0} Young Farmers", "{0} Scout Group", "{0} Food Bank",
        "{0} Wildlife Trust", "{0} Chamber of Trade", "{0} Brass Band"]
TEAM = ["{0} Town", "{0} United", "{0} Rovers", "{0} Athletic", "{0} Rangers", "{0} Wanderers", "{0} City", "{0} Albion",
        "{0} Celtic", "{0} Villa", "{0} RFC", "{0} Harriers"]
FIRM = ["{0} & Sons", "{0} Engineering", "{0} Logistics", "{0} Group plc", "{0} Foods Ltd", "{0} Holdings", "{0} Homes",
        "{0} Brothers Bakery", "{0} Pharma", "{0} Motors", "{0} Textiles Ltd", "{0} Energy"]
ROLE = """council leader|Cllr|headteacher|chief executive|managing director|spokesman|Inspector|Sergeant|Detective Constable|
fire chief|station manager|manager|head coach|captain|vicar|the Rev|curator|conductor|farm manager|head gardener|project
manager|chairman|secretary|treasurer|Minister|shadow minister|Professor|Dr|researcher|director|author|organiser|volunteer|
founder|councillor""".replace("\n", " ").split("|")
ROLE = [r.strip() for r in ROLE]

NOUNS_GENERAL = """plan idea scheme appeal decision project solution proposal service event measure report strategy debate grant
result question refurbishment study agreement contract donation meeting campaign competition survey programme timetable
review consultation""".split()
NUMBERS = [n for n in range(14, 100) if n % 10 not in (1, 2, 3)]
AN = "aeiouAEIOU"


class Person:
    def __init__(self, story):
        woman = story.chance() < 0.46
        self.first = story.pick(FIRST_F if woman else FIRST_M)
        self.last = story.pick(LAST)
        self.full = self.first + " " + self.last
        self.role = story.pick(ROLE)
        self.pronoun = "she" if woman else "he"
        self.title = ("Mrs" if story.chance() < 0.4 else "Ms") if woman else "Mr"


def noun(story, pool):
    word = story.pick(pool)
    if story.chance() < 0.4:
        word = story.pick(ADJECTIVES) + " " + word
    return word


def a_noun(story, pool):
    word = noun(story, pool)
    return ("an " if word[0] in AN else "a ") + word


def plural(story, pool):
    word = noun(story, pool)
    if word.endswith("y") and word[-2] not in AN:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def money(story):
    sign = story.facts.setdefault("money", "$" if story.place in US_TOWNS else "£")
    c = story.chance()
    if c < 0.3:
        return f"{sign}{story.between(1, 48)}.{story.between(1, 9)} million" if c < .2 else \
               f"{sign}{story.between(1, 48)}.{story.between(1, 9)}m"
    return f"{sign}{story.between(2, 980) * 500:,}"


def near(story):
    return story.day + datetime.timedelta(days=story.between(-60, 90))


def write_date(story, day, year=False, weekday=False):
    american = story.facts.setdefault("american", story.place in US_TOWNS)
    month = MONTHS[day.month - 1]
    if american:
        text = f"{month} {day.day}" + (f", {day.year}" if year else "")
    else:
        text = f"{day.day} {month}" + (f" {day.year}" if year else "")
    return (DAYS[day.weekday()] + (", " if american else " ") if weekday else "") + text


def clock(story):
    hour, minute = story.between(1, 12), story.pick((0, 0, 15, 30, 45, story.between(1, 59)))
    half = "am" if 7 < hour < 12 else "pm"
    return f"{hour}{half}" if not minute else f"{hour}.{minute:02d}{half}"


def title_and_last(number):
    return lambda story: story.people[number].title + " " + story.people[number].last


def introduce(number):
    def words(story):
        one = story.people[number]
        if one.role[0].isupper() or one.role.startswith("the ") or one.role in ("council leader", "headteacher", "vicar"):
            return one.role + " " + one.full
        return one.full + (", " if story.chance() < .5 else ", the ") + one.role + ","
    return words


PLAIN = {
    "town": lambda s: s.place.split(",")[0], "town2": lambda s: s.other_place,
    "village": once("village", lambda s: s.pick(VILLAGE)), "other": lambda s: s.pick(VILLAGE),
    "street": lambda s: s.pick(STREET) + " " + s.pick(WAY),
    "club": once("club", lambda s: s.pick(CLUB).format(s.pick(TOWNS if s.chance() < .5 else VILLAGE))),
    "otherclub": lambda s: s.pick(CLUB).format(s.pick(VILLAGE)),
    "home": once("home", lambda s: s.pick(TEAM).format(s.pick(TOWNS))),
    "away": once("away", lambda s: s.pick(TEAM).format(s.pick(TOWNS if s.chance() < .5 else VILLAGE))),
    "team": lambda s: s.pick(TEAM).format(s.pick(TOWNS if s.chance() < .6 else VILLAGE)),
    "firm": once("firm", lambda s: s.pick(FIRM).format(s.pick(LAST))),
    "day": lambda s: s.pick(DAYS), "month": lambda s: s.pick(MONTHS),
    "date": lambda s: write_date(s, near(s)), "datey": lambda s: write_date(s, near(s), year=True),
    "daydate": lambda s: write_date(s, near(s), weekday=True), "time": clock,
    "num": lambda s: str(s.pick(NUMBERS)), "small": lambda s: s.pick(SMALL), "digit": lambda s: str(s.between(0, 5)),
    "minute": lambda s: str(s.between(2, 90)), "many": lambda s: f"{s.between(110, 24000):,}", "money": money,
    "sum": lambda s: f"{s.facts.setdefault('money', '$' if s.place in US_TOWNS else '£')}{s.between(3, 160) * 25:,}",
    "pct": lambda s: f"{s.between(3, 90)} per cent" if s.chance() < .5 else f"{s.between(2, 60)}.{s.between(1, 9)}%",
    "year": lambda s: str(s.between(1860, s.day.year - 2)), "next": lambda s: str(s.day.year + s.between(1, 3)),
    "this": lambda s: str(s.day.year), "age": lambda s: str(s.between(18, 84)),
    "miles": lambda s: f"{s.between(2, 40)} miles", "name": lambda s: s.pick(FIRST_M) + " " + s.pick(LAST),
    "namef": lambda s: s.pick(FIRST_F) + " " + s.pick(LAST), "last": lambda s: s.pick(LAST),
    "house": lambda s: str(s.between(1, 140)),
    "league": once("league", lambda s: s.pick(["Northern League", "County League", "Division Two", "Premier Division",
                                               "Alliance League", "National League North", "Combination League"])),
    "p1": person_slot(0, "full"), "p2": person_slot(1, "full"), "p3": person_slot(2, "full"),
    "n1": title_and_last(0), "n2": title_and_last(1), "n3": title_and_last(2),
    "l1": person_slot(0, "last"), "l2": person_slot(1, "last"),
    "he1": person_slot(0, "pronoun"), "he2": person_slot(1, "pronoun"),
    "r1": introduce(0), "r2": introduce(1), "r3": introduce(2),
}


def slots(name):
    if ":" in name:
        pool, form = name.split(":")
        make = {"n": noun, "a": a_noun, "p": plural}[form]
        if pool == "T":
            return lambda s: make(s, s.topic.nouns)
        return lambda s: make(s, NOUNS_GENERAL)
    return PLAIN[name]


class English:
    code = "en"
    quotes = [("“", "”"), ("“", "”"), ("“", "”"), ('"', '"'), ('"', '"')]
    towns, cities, american = TOWNS, CITIES, US_TOWNS
    months, days = MONTHS, DAYS
    first = FIRST_F + FIRST_M
    last = LAST
    person = staticmethod(Person)

    def __init__(self):
        self.topics = {name: Topic(name, [w.replace("-", " ") if w not in ("break-in",) else w for w in words.split()],
                                   parts, slots) for name, (words, parts) in TOPICS.items()}
        self.common = Topic("common", NOUNS_GENERAL, COMMON, slots)
        self.short = compile_all(SHORT, slots)
        self.speech = [[" "] + node for node in compile_all(SPEECH_AFTER, slots)]
        self.caption = compile_all(CAPTION, slots)
        self.team = PLAIN["team"]

    def other_place(self, story):
        return story.pick(TOWNS)

    def full_name(self, story):
        return story.pick(self.first) + " " + story.pick(self.last)
