"""What English reports say: headlines, first sentences, sentences, quotations, by topic.

A line is a template: [one|of these] and {slots}, see prose.py. A topic is its nouns and its parts.
"""

COMMON = {
    "body": """
[The letter|The agreement|The report], dated {datey}, [has been seen by|was sent to] [the Courier|{p3}|all those involved].
It was only on {datey} that {n2} [first spoke of|heard about] the {G:n}.
{r1} said the {T:n} [would|could|was likely to] [be ready by {month}|take another {small} months|go ahead in {next}].
The {G:n}, which [will cost|has cost|is expected to cost] [about|around|more than] {money}, [is|was] [paid for|funded] [by the county|by {club}|from the reserves].
[About|Around|More than|Nearly|Some] {many} people [in {town}|in the area|across the county] are [thought|said|known] to be affected.
[But|However,] [not everyone|{n2}] [is|was] [happy with|convinced by] the {G:n}.
It [comes|came] after {n1} [called for|asked for|announced] {T:a} and {G:a} [in {month}|last year|earlier this week].
[According to|In the words of] {p2}, the {T:n} [has been|was] [a long time coming|at the heart of the village since {year}|a disappointment to many].
[In|Back in] {month}, {otherclub} [wrote to|met|offered to help] {n1} about the {G:n}, [but nothing came of it|and was told to wait|which led to a row].
The figure is [up|down] {pct} [on|from] the year before, and the [highest|lowest] since {year}.
There [are|were] {num} {G:p} [on the table|to consider], and [only|just] {small} of them [will|can] be [paid for|taken forward].
[Those who want|Anyone who wants] to take part [should|can] contact {p3} [before {date}|by {date}|at the library on {street}].
[It is not yet clear|Nobody could say|It remains to be seen] [whether|how far|when] the {T:n} [will|would] [be changed|be replaced|have to close].
{n2}, who [has lived in {village} for {num} years|moved to {town} in {year}|works in {town2}], said [it was the talk of the town|there had never been so many people there|there had been {G:p} before].
[Residents|Visitors|Campaigners|Families] [say|said] they [want|wanted] [more|better] {G:p}, [not|rather than] {T:a}.
[A|The] second {G:n} is [due|expected|planned] on {date}, when [the results|the costs|all the details] will be [made public|put to the vote].
If [it is|they are] approved, the {T:n} [could|would] be [the first of its kind|open to everyone|in use] [by the end of {next}|in {town}|by {month}].
[Work|Talks|The search] [began|started] in {month} and [has|had] already taken {small} [months|weeks] longer than [planned|first thought].
In {town2}, [only|just] {miles} away, {G:a} of the same kind [ended|was dropped|was welcomed] in {year}.
The {T:n} has been [a feature of|in the news in|part of life in] {village} [since {year}|for {num} years|for as long as anyone can remember].
[For|To] {p3}, [it was|that is] [more than|not just] {T:a}: it is [part of|at the heart of] what makes {town} [what it is|worth living in].
[Asked about|Speaking about] the {G:n} [on {day}|after the meeting], {n1} [declined to comment|said there was more to come|would not be drawn].
[So far|To date], {num} {G:p} have been [received|turned down|agreed], [with|and] another {small} [are on their way|to follow|under discussion].
The [money|rest] [will|is to] come from [the county council|{firm}|a fund for {G:p}] [and|as well as] from {club}.
""",
    "quote": """
We are [delighted|so pleased|very proud] that the {T:n} [is finally here|has gone so well|will stay]
It [would not have|could never have] happened without [the volunteers|{club}|so many generous people]
This is [a good day|a sad day|an important step] for {town}
I have lived here for {num} years and I have never seen [anything like it|so many people]
We need {T:a}, and we need it [now|before the winter|for our children]
At the end of the day it is [the people here who matter|about being fair to everyone]
[Of course|Yes,] it costs money, but [doing nothing would cost more|it is worth every penny]
People [have had enough|are angry], and I [do not blame them|can see why]
You have to [keep going|ask the question], [even|especially] when it is hard
It is [not good enough|a start], and we will [say so|be watching what happens next]
If we lose the {T:n}, [we will not get it back|what is left for the young people]
There is [a lot of|still plenty of] work to do, but [we will get there|the will is there]
""",
    "sub": """
[What happens next|Why it matters|How it began]
[Anger|Relief|Doubts] in {village}
'[A long time coming|Enough is enough|We want answers]'
{num} {G:p} in {small} [months|weeks]
The {num} {G:p}
[Questions over|Support for] the {T:n}
""",
    "head": """
{T:n} in {town}: [what happens next|what we know so far|have your say]
[Will|Could|Should] {town} [lose|get|keep] its {T:n}?
{money} [for|bill for|boost for] {T:n}
'[We will not give up|It has changed our lives|I thought it was a joke]', says {p1}
{num} {T:p} and [counting|a lot of questions]
{town} [waits for|divided over|says yes to] {T:n}.
""",
}

TOPICS = {
"council": ("""budget car-park library footpath community-centre leisure-centre playground town-hall cycle-route bypass market
bus-station housing-estate cemetery recycling-centre bandstand park toilet-block allotment swimming-pool""", {
"lead": """
[Councillors|Members of the council|The planning committee] have [backed|rejected|agreed|put off] plans for {T:a} [on {street}|in {village}|at a meeting on {day}].
{town} [Town|District|Borough] Council [is to|will|could] spend {money} on {T:a}, [it was announced on {day}|{r1} has said].
A row over the {T:n} in {village} [has reached|reached] [the council chamber|a new stage] on {day}, with {num} residents [in the public gallery|signing a letter].
Plans to [close|sell|rebuild] the {T:n} on {street} [will go before councillors|have drawn {num} objections|are back] [on {date}|this week].
""",
"head": """
Councillors [back|reject|delay] {T:n} [plan|scheme] for {street}
{T:n} [plan|scheme] [draws {num} objections|thrown out|gets the go-ahead]
Council to spend {money} on {T:n}
[Who will pay for|What next for] the {T:n}?
Residents fight to save {village} {T:n}
{T:n} on {street} to [close|reopen] in {month}
""",
"body": """
[The vote was|Members voted] {num} to {small} in favour, with {small} abstentions.
[Labour|Conservative|Liberal Democrat|Green|Independent] members [said|argued|warned] the {T:n} [was a waste of money|would put {money} on the bill|was what people had voted for].
A report to the committee [says|said] the site, [off|behind] {street}, has been empty since {year} and [covers|measures] {many} square metres.
[Objectors|Neighbours] [fear|complained about] traffic, noise and [the loss of|damage to] {G:a} used by {num} families.
The [leader|mayor|clerk] told the meeting that the {T:n} had [lost {money}|been paid for|fallen behind] [in {small} years|since {month}].
[Papers|Plans] can be [seen|inspected] at the council offices on {street} until {date}.
[A decision|The final vote] is [due|expected] on {date}, and [work could start|the money would be there] [in {month}|by {next}].
The council [tax|share] on a band D home would [rise|go up] by {pct}.
""",
"quote": """
We cannot keep [putting off the {T:n}|spending money we do not have]
This is [public|other people's] money, and {money} of it has [gone|been wasted]
Not one person on {street} [was asked|wants this]
""",
"sub": """
Vote [due|expected] in {month}
{num} [objections|letters]
""",
"item": """
[Report|Update] on the {T:n}, {street}
Application {house}/{this}: {T:a} at {house} {street}
Minutes of the meeting held on {datey}
Public questions from {time}
{T:n}: {money}
"""}),
"police": ("""crash burglary theft robbery collision driver lorry search motorbike suspect fraud assault van pursuit motorist
patrol break-in vehicle cyclist arrest""", {
"lead": """
[Police|Detectives|Officers] are [appealing for|looking for] witnesses after {T:a} [on {street}|in {village}] [on {day}|in the early hours of {day}].
A {age}-year-old [man|woman] from {town2} [has been charged|was taken to hospital|has been arrested] after {T:a} on {street} [on {day}|at about {time} on {day}].
[Thieves|Burglars] [took|made off with] [jewellery|tools|cash|copper pipe] worth {sum} from [a house|a garage|a shop|a farm] on {street}, {village}.
{small} people were [hurt|injured|taken to hospital] when [two cars|a car and a lorry|a bus and a van] [collided|crashed] on {street} at about {time} on {day}.
""",
"head": """
[Appeal|Witnesses sought] after {T:n} on {street}
{small} [hurt|in hospital] after {street} crash
Man, {age}, [charged|arrested|fined] [over|after] {T:n}
Thieves [take|steal] {sum} of [tools|jewellery|copper]
Did you see {T:n} on {street}?
Driver was doing {num}mph through {village}
""",
"body": """
[The driver|The man|The victim], who is in [his|her] [thirties|forties|fifties|twenties], [suffered|was treated for] [minor|serious] injuries.
The road was closed for {small} hours [and|but] reopened at about {time}.
[The suspect|The man] is described as white, about [five|six] feet tall, [aged about {age}|of medium build] and wearing [a dark jacket|a red cap|grey trousers].
Anyone with information [should|is asked to] call police on 101, quoting reference {many} of {date}.
[Damage|The cost of the damage] was put at {sum}.
A [car|vehicle] was seen [leaving the area|near {street}] [shortly after|just before] {time}.
[He|She|The {age}-year-old] [appeared|is due] before magistrates [in {town2}|on {date}].
[Firefighters|Paramedics|The air ambulance] [also attended|were called], and [the driver had to be cut free|nobody else was hurt].
Officers [believe|think] [the thieves came through a back window|the two cars had been racing|drink may have played a part].
""",
"quote": """
We would ask anyone who was [on {street}|in the area] to [come forward|check their cameras]
It is [only by luck|a miracle] that nobody was killed
This was [a frightening experience|a cowardly act] for everyone involved
""",
"sub": """
Police [appeal|search]
{small} hours of closure
""",
"item": """
[Burglary|Theft|Collision], {street}, {time}
{name}, {age}, of {street}: fined {sum}
"""}),
"arts": ("""concert exhibition play festival choir orchestra novel museum gallery gig collection stage premiere painting organ
audience production theatre""", {
"lead": """
{p1} will [read|perform|sing|show new work] at [the town hall|St Mary's Church|the arts centre|the library] in {town} on {daydate} at {time}.
[A standing ovation|Loud applause|Three encores] [greeted|followed] the {T:n} at [the playhouse|the corn exchange|the abbey] on {day}.
{T:a} of [paintings|photographs|quilts|letters] by {namef} [opens|has opened] [in {town}|at the gallery on {street}] and runs until {date}.
The {T:n} in {village} [drew|attracted] {many} people [at the weekend|over {small} days], [more than ever before|despite the rain].
""",
"head": """
[Review|Preview]: {p1} at [the playhouse|the abbey|the corn exchange]
{T:n} [opens|returns|delights] in {town}
{namef} [shows|brings|shares] {T:n} [in|to] {village}
What makes this {T:n} so [good|popular]?
{num} years of {club}
Tickets for {T:n} on sale from {date}.
""",
"body": """
Tickets [are|cost] {sum} from [the box office|{firm}|the library], [with|and there are] concessions.
The programme [includes|included] works by [Elgar and Holst|Purcell, Handel and Byrd|Britten and Vaughan Williams], [along with|and] {small} new pieces.
Born in {town2} in {year}, {p1} [studied|trained] in London and [came back|has lived] [to {village}|in {town}] [in {year}|ever since].
The cast [of {num}|led by {p2}] was [in fine form|on stage for {small} hours], and {namef} [stole the show|deserves a mention].
[Doors|The bar] [open|opens] at {time}, and the {T:n} [is|runs] until {time}.
[The set|The music|The lighting] was [by|the work of] {name}, [who also|who once] [wrote the words|worked in {town2}].
It is the {num}th {T:n} in [a row|{village}] to [sell out|be free for all].
""",
"quote": """
I write [every morning|what I see], and [then I throw most of it away|the rest looks after itself]
The audience here [lets you know|is very kind], and [I love that|you have to earn it]
A painting is never [finished|only about paint]
""",
"sub": """
[Encores|Applause] in {village}
From {town2} to the stage
""",
"item": """
{daydate}, {time}: {T:n} with {namef}
{name}, {T:n}, {sum}
"""}),
"sport": ("""win defeat goal draw match season cup table derby promotion tackle penalty defence training-session side game point
half""", {
"lead": """
{home} [beat|lost to|drew with|came from behind against] {away} {digit}-{digit} [in the {league}|in front of {many}] on {day}.
A [late|stunning|scrappy] goal from {name} [gave|handed] {home} [all three points|a point] against {away} [on {day}|in the {league}].
{home} [moved|slipped|climbed] to {num}th in the {league} after [a win|a draw|a defeat] [at home to|away to] {away}.
[Manager|Coach] {name} [praised|blamed] [the crowd|his defence|the pitch] after {home} [went down|won] {digit}-{digit} at {away}.
""",
"head": """
{home} {digit}-{digit} {away}: [late drama|points shared|job done]
{league}: {home} [win again|held|stay up|slip up]
{name} [signs for|leaves|saves] {home}
Can {home} [go up|stay up|turn it round]?
[Ten-man|Nine-man] {home} [hold|beat] {away}
{home} march on in the cup.
""",
"body": """
{name} [opened the scoring|made it {digit}-{digit}|hit the post] [in the {num}th minute|just before the break|with a header].
[After the break|From the restart], {away} [came back strongly|had more of the ball|never looked like scoring], and {name} [went close|was booked|should have done better].
[Keeper|Captain] {name} [kept them in it|saved a penalty|had little to do] [until|before] {name} [struck|scored] from {num} yards.
The {T:n} leaves {home} {small} points [clear of|behind] {team}, who [won|lost] at {team}.
{home} [travel|go] to {team} [on {day}|next], with kick-off at {time}.
[Manager|Coach] {name} [must do without|will be without] {name}, who [hurt his knee|was sent off], [for {small} weeks|on {day}].
The crowd of {many} saw [a poor first half|chances at both ends|an even contest], but the {T:n} [was never in doubt|came too late].
""",
"quote": """
The lads were [superb|not at it], and [I told them so|we got what we deserved]
We go again on {day}, [that is football|no excuses]
You cannot give [a side like {away}|anyone] {small} chances
""",
"sub": """
{name} [strikes|sees red]
[Second half|First half]
Next up: {team}
""",
"item": """
{team} {digit}-{digit} {team}
{team} {digit} {team} {digit}
"""}),
"business": ("""firm factory site market merger profit warehouse store deal takeover investment plant branch brand supplier
contract shop""", {
"lead": """
{firm} [is to|will|plans to] [create {num} jobs|cut {num} jobs|build {T:a}] [in {town}|at its site on {street}] [by {next}|over the next {small} years].
[Sales|Profits|Shares] at {firm} [rose|fell] {pct} [in the year to {month}|in the {small} months to {month}], [the company said|it was announced] on {day}.
After {num} years in business, {p1} [has closed|is to sell] the {T:n} on {street}.
{firm} said on {day} it had [agreed to buy|sold|walked away from] {T:a} for {money}.
""",
"head": """
{firm} to [create {num} jobs|close {town} site|buy {T:n}]
{firm} [profits|sales|shares] [rise|fall] {pct}
{num} jobs [at risk|on the way] at {firm}
End of an era as {p1} shuts {T:n}
Who will buy {firm}?
Unemployment in {month} at {pct}
""",
"body": """
The company, [founded in {year} by {name}|which has its head office in {town2}], [employs|has] {many} people [at {small} sites|worldwide].
[Analysts|Brokers|Economists] had [expected|forecast] [a rise|a fall] of {pct}.
[The union|Staff representatives] [said|warned] the {T:n} [came as a shock|was long overdue|would hit {num} families].
The deal [is subject to|still needs] approval [by shareholders|from regulators] [in {month}|by {date}].
Shares were [up|down] {pct} at {num} [in early trading|at {time}].
[Costs|Revenue|Orders] [rose|fell] to {money} from {money} [a year earlier|in {year}].
{n1} [joined|started] as an apprentice in {year} and [became|has been] [director|head of the firm] [{small} years later|since {year}].
""",
"quote": """
We believe in {town}, and this {T:n} [shows it|is proof]
It is [getting harder|almost impossible] to find [good people|{T:p}]
The market [has turned|is tough], and we have to [move with it|face facts]
""",
"sub": """
{num} jobs by {next}
Union [anger|welcome]
""",
"item": """
{firm}: {many} employees
{firm}, {pct}
"""}),
"school": ("""school classroom pupil teacher playground library hall exam lesson nursery term-time timetable trip science-lab
uniform newspaper garden""", {
"lead": """
Pupils at [the primary school|the academy|the high school] in {village} have [raised {sum}|planted {num} trees|won a national prize] [for|with] their {T:n}.
{num} [children|students] [took part|were there] when {T:a} was [opened|unveiled] at the school on {street} on {day}.
[Parents|Governors] have [called for|welcomed|attacked] {T:a} at [{village} Primary|the academy on {street}].
""",
"head": """
{village} pupils [raise|walk for|collect] {sum}
New {T:n} for {village} [Primary|Academy]
Parents [angry|delighted] over {T:n}
How [safe|good|full] is the {T:n}?
{p1} to [lead|leave] school after {num} years
""",
"body": """
[The children|Pupils|Students] [spent|worked for] {small} weeks [on|preparing] the {T:n}, [helped|watched] by {p2}.
{namef}, [{small}|aged {small}], said [it was the best day of the year|the {T:n} had been her idea|she would like to do it again].
[Inspectors|Ofsted] [visited|rated] the school in {month} and [found|praised] {G:a} that was ['outstanding'|'good'|in need of improvement].
There are [now|currently] {num} children in [a class|each year], [compared with|up from] {num} in {year}.
[Governors|Parents] [hope|fear] the {T:n} will [be gone|be ready] by {next}.
The {money} raised [will go to|is for] {otherclub} and {T:a}.
""",
"quote": """
The children [did it all themselves|have been amazing]
I learned [more in a day|a lot], and [it was fun too|I want to be a scientist]
A school is more than [a set of results|its {T:n}]
""",
"sub": """
{num} children, {small} classes
Parents [rally round|have their say]
""",
"item": """
{namef}, Year {small}
{T:n}: {name}
"""}),
"nature": ("""wood moor meadow river hedge pond garden wildlife-site drought harvest footpath oak beach beehive farm flood
nature-reserve otter""", {
"lead": """
[Volunteers|Schoolchildren|Members of {club}] have planted {many} [trees|bulbs|saplings] [in|beside] the {T:n} near {village}.
[Farmers|Gardeners|Anglers] around {town} [face|fear] {T:a} after [the driest|the wettest] {month} since {year}.
The {T:n} at {village} [is|has been] [home to|full of] {num} [pairs of lapwings|kinds of butterfly|otters], [a survey has found|says {r1}].
""",
"head": """
{many} trees for {village} {T:n}
[Otters|Beavers|Red kites|Curlews] [back|spotted] in {village}
{T:n} [recovers|under threat|saved]
What will become of the {T:n}?
Driest {month} since {year}, say farmers
""",
"body": """
Only {num} millimetres of rain [fell|were recorded] in {month}, [against|compared with] an average of {num}.
[Walkers|Dog owners|Visitors] are [asked|urged] to [keep to the path|keep dogs on a lead|stay away until {date}].
Numbers have [fallen|risen] by {pct} since {year}, [and|but] [nobody knows why|the trust hopes for more].
A [path|fence|bank] of {num} metres [is being built|has been laid] [along|across] the {T:n}.
{r1} [pointed to|showed us] a [dead|fallen|hollow] {T:n} [where|in which] [owls used to nest|the water once stood].
""",
"quote": """
Once you have heard a curlew [you never forget it|you come back]
The land needs [time|water], and [we have none|it will not get any soon]
""",
"sub": """
{num} millimetres in {month}
Back after {num} years
""",
"item": """
{date}: guided walk, {T:n}
{many} [oaks|beeches|alders] at {other}
"""}),
"world": ("""law coalition election treaty government ministry reform ceasefire parliament tax summit vote ruling sanction budget
party court pact border rebel protest""", {
"lead": """
The government [said|announced] on {day} it would [drop|delay|press ahead with] {T:a} [after {G:a}|despite protests|that has divided the country].
[Tens of thousands|More than {many} people] [marched|protested] on {day} against {T:a}, [police|organisers] said.
{p1} [resigned|was sworn in|was questioned] on {day} [after {T:a}|amid a row over {T:a}].
[Lawmakers|Ministers|Judges] [approved|blocked|put off] {T:a} on {day}, [a move|a step] that [could cost {money}|critics say comes too late].
""",
"head": """
[Government|Court|Parliament] [backs|blocks|delays] {T:n}
{p1} [quits|sworn in|faces inquiry] over {T:n}
[Thousands|{many}] march against {T:n}
Is {T:n} [dead|the answer]?
{pct} back {T:n}, poll [finds|says]
{T:n} talks [stall|resume] ahead of {G:n}
""",
"body": """
[The opposition|Business leaders|Rights groups] [said|warned] the {T:n} would [cost {money}|do little for the poor|be challenged in court].
[A spokesman|An official] said [talks would resume|the {G:n} would be made public] on {date}.
In a poll [last week|published on {day}], {pct} of those asked [supported|opposed] the {T:n}.
The {T:n} [dates from|was first agreed in] {year} and has [since been changed {small} times|never been used].
[Two|Three] officials, who [asked not to be named|spoke on condition of anonymity], [said|confirmed] that {G:a} was [close|off the table].
{n2} [denied|repeated] the claims [in a statement|on state television].
[The currency|The main share index] [fell|rose] {pct} [after the news|on {day}].
""",
"quote": """
This {T:n} [solves nothing|is a turning point|will be remembered]
We will not [be bullied|sign a bad deal|walk away]
The people have [spoken|waited long enough]
""",
"sub": """
Cost of {money}
[Opposition|Protest]
""",
"item": """
{T:n}: {pct} in favour
{date}: {T:n} due
"""}),
}

SHORT = """
Admission is free.
No booking is needed.
All are welcome.
Entry costs {sum}.
Doors open at {time}.
The inquiry continues.
Nobody was hurt.
It did not happen.
Refreshments will be served.
More dates will follow.
{n2} disagrees.
The cost: {money}.
Kick-off is at {time}.
The case continues.
It opens on {date}.
Then came {month}.
About {num} people came.
The rest is history.
"""

SPEECH_AFTER = """
 said {p1}
 {n1} said
 said {n2}
 said {p2}[, of {village}| on {day}| in a statement]
 {n1} told [the meeting|reporters|the Echo] on {day}
 [said|added] {p3}, who [has been involved from the start|lives on {street}]
"""

CAPTION = """
{p1}, left, with {p2} [in {village}|at the opening|on {day}]
{p1} [outside the town hall|at the ceremony|with supporters|on {street}]
The {T:n} [on {street}|in {village}|as it looks today]
[A view|An artist's impression] of the {T:n} [in {village}|on {street}]
[From left|Pictured, from left]: {p1}, {p2} and {p3}
"""
