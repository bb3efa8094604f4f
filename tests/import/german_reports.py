"""What German reports say: headlines, first sentences, sentences, quotations, by topic.

A line is a template: [one|of these] and {slots}, see prose.py. A topic is its nouns and its parts.
"""

COMMON = {
    "body": """
[Erst|Schon|Noch] am {datumj} hatte {p2} {G:da} [in {ort2}|im Rathaus|vor der Presse] [vorgestellt|gefordert|abgelehnt].
[Der Vertrag|Die Vereinbarung|Das Schreiben] vom {datumj} [liegt|lag] [unserer Redaktion|{p3}|den Beteiligten] vor.
[Darauf|Auf {G:da}] wies {r1} [am {tag}|auf Anfrage|im Gespräch mit unserer Redaktion|auf Nachfrage] [hin|ausdrücklich hin|noch einmal hin].
Nach [Angaben|Auskunft|Einschätzung] von {r1} [soll|wird|kann] {T:dn} [spätestens im {monat}|noch in diesem Jahr|erst im kommenden Jahr|bis zum {datum}] [fertig sein|abgeschlossen werden|vorgestellt werden].
{T:dn} [ist|war] [nicht nur|vor allem] für die [Menschen|Bürger|Familien|Bewohner] in {teil} [wichtig|von Bedeutung|ein Thema], [sondern auch für die ganze Region|weil es dort bisher kaum {G:pn} gibt|und das soll sich so schnell nicht ändern].
Wie {n1} [weiter ausführte|erläuterte|mitteilte|berichtete], sind dafür {euro} [vorgesehen|eingeplant|nötig|zusammengekommen].
Die Kosten liegen nach [ersten Schätzungen|aktuellem Stand|den vorliegenden Zahlen] bei rund {euro}.
[Rund|Etwa|Mehr als|Knapp|Gut] {gross} [Menschen|Besucher|Einwohner|Bürger|Gäste] sind davon betroffen, [heißt es|so {n1}|wie es am {tag} hieß].
[Schon|Bereits] im {monat} war {C:dn} [vorgestellt|gegründet|auf den Weg gebracht] worden, [doch|aber] [danach geschah lange nichts|dann fehlte das Geld|über Einzelheiten wurde nicht gesprochen].
Ob es dabei bleibt, [ist offen|wird sich zeigen|entscheidet sich im {monat}|steht noch nicht fest].
[Damit|So] hat sich die Zahl [innerhalb von {klein} Jahren|seit {jahr}|im Vergleich zum Vorjahr] [mehr als verdoppelt|um {proz} erhöht|deutlich verringert].
Seit {jahr} besteht {C:dn}, und seitdem [hat sich viel verändert|ist {T:dn} aus {ort} nicht mehr wegzudenken|kommen jedes Jahr mehr Besucher].
[Viele|Einige|Manche|Die meisten] [Anwohner|Besucher|Teilnehmer|Gäste|Eltern] [sehen|sahen] das [anders|ähnlich|mit gemischten Gefühlen|nicht so eng].
Auch {r2} [lobte|begrüßte|kritisierte|verteidigte] {G:da} [in {teil}|am {tag}|mit deutlichen Worten].
[Im Anschluss|Danach|Zuvor|Später] folgte {G:en}, und [am Ende waren sich alle einig|viele Fragen blieben offen|im Mittelpunkt stand {T:dn}].
{r2} [dankte|widersprach] den [Helfern|Beteiligten|Kritikern] und [erinnerte daran, dass {T:dn} ohne Ehrenamtliche nicht möglich wäre|verwies darauf, dass es {jahr} schon einmal so weit war].
Es [geht|ging] dabei [nicht um {T:da}, sondern um {G:da}|um mehr als um {euro}|vor allem um die Frage, wie es mit {T:dd} weitergeht].
Alle, die sich für {G:da} interessieren, [können|sollten] sich [bis zum {datum}|ab {tag}|ab sofort] [bei {p2}|im Rathaus|unter der bekannten Telefonnummer] melden.
An {G:dd} [haben sich|hatten sich] auch {anderverein} und {verein} beteiligt.
[Allein {dies}|Im vergangenen Jahr|In den ersten {klein} Monaten] wurden [dort|hier|in {ort}] {zahl} {G:pn} [gezählt|angemeldet|bewilligt].
[Dass|Warum] {T:dn} so [lange|oft] [auf sich warten ließ|zum Streit führt|für Gespräche sorgt], [kann|konnte] {n1} [nicht sagen|gut erklären|nur vermuten].
Für {p2} ist das [keine Überraschung|ein Grund zur Freude|nur der Anfang|ein alter Hut].
Die [nächste|erste|zweite] [Sitzung|Versammlung|Besprechung] ist für den {datum} [um|gegen] {uhr} [vorgesehen|angesetzt|geplant].
[Trotz|Wegen] {G:dg} [blieb|wurde] es [ruhig|am Ende doch noch ein schöner Abend|für viele ein langer Tag].
[Hinzu kommt|Dazu kommt], dass {C:dn} [erst im {monat}|schon bald|seit Jahren] [neue Räume|einen neuen Vorstand|mehr Geld] [bekommt|braucht|sucht].
{n2} ist [überzeugt|sicher], dass {T:dn} [auch in {ort2}|nach {klein} Jahren|mit etwas Geduld] [gut angenommen wird|ein Erfolg wird|eine Zukunft hat].
[Aus Sicht|Nach Meinung] von {p3} [fehlt|fehlte] es [vor allem|bislang] an {G:pd} und an der nötigen Ruhe.
[Im Landkreis|In der Region|In {ort2}] ist man [da schon weiter|noch nicht so weit|einen anderen Weg gegangen], [sagt|sagte|weiß] {n3}.
Von den {zahl} [Plätzen|Anträgen|Häusern|Teilnehmern], von denen [im {monat}|am Anfang] noch die Rede war, sind {klein} [übrig geblieben|dazugekommen|weggefallen].
[Und|Doch] auch das [gehört zur Wahrheit|ist nur die halbe Geschichte|reicht nicht]: [Ohne|Für] {T:da} [geht es nicht|gab es keine Mehrheit|fehlt noch immer das Geld].
Wie [groß|hoch|lang] {T:dn} am Ende [wird|sein wird|ausfällt], hängt von {G:dd} ab, und darüber wird noch gesprochen.
[Die Stimmung|Die Resonanz] war [so gut wie lange nicht|besser als erwartet|zunächst verhalten], [doch nach {klein} Wochen|und seit dem {datum}] [melden sich immer mehr Menschen|zeigt sich, dass es an Platz fehlt].
Zuletzt war {T:dn} im {monat} {jahr} [in die Schlagzeilen geraten|erneuert worden|Thema im Ort gewesen].
Ein [Sprecher|Mitarbeiter|Vertreter] [der Stadt|des Landkreises|der Verwaltung|von {verein}] [wollte|konnte] sich dazu [nicht äußern|am {tag} noch nicht äußern].
[Wann genau|Wie] es {instr} weitergeht, [soll in den nächsten Wochen entschieden werden|wird am {tag} besprochen|klärt sich nach den Ferien].
Das Geld [kommt|stammt] [zu {proz} vom Land|vor allem aus Spenden|aus einem Topf für {C:pn}], den Rest [zahlt|trägt] [die Stadt|die Gemeinde|{verein}].
""",
    "quote": """
Wir [sind|waren] [sehr froh|überrascht|erleichtert|ein bisschen stolz], dass {T:dn} [so gut angenommen wird|endlich da ist|jetzt kommt]
Ohne die [vielen Helfer|Ehrenamtlichen|Spender] [wäre das nicht möglich gewesen|hätten wir es nicht geschafft]
Das ist [ein gutes Zeichen|ein wichtiger Schritt|nicht selbstverständlich] für {ort}
So etwas habe ich in {zahl} Jahren [noch nicht|nicht ein einziges Mal] erlebt
Wir brauchen {T:ea}, und zwar [bald|jetzt|nicht erst in {klein} Jahren]
Am Ende zählt, dass [alle mitmachen|niemand vergessen wird|die Menschen etwas davon haben]
Ich hätte mir [mehr Mut|eine andere Lösung|mehr Zeit] gewünscht
Da muss man [ganz genau hinsehen|auch mal Nein sagen|einfach dranbleiben]
{T:dn} [gehört zu uns|ist für uns alle da|war schon immer etwas Besonderes]
Wenn das so weitergeht, [haben wir in {klein} Jahren ein Problem|können wir uns freuen|wird es eng]
Wir [lassen uns davon nicht entmutigen|machen auf jeden Fall weiter|haben lange dafür gekämpft]
Es war [höchste Zeit|ein hartes Stück Arbeit|eine Entscheidung, die niemandem leichtgefallen ist]
[Natürlich|Selbstverständlich] kostet {G:dn} Geld, aber [es lohnt sich|das ist gut angelegt|nichts zu tun wäre teurer]
""",
    "sub": """
[Kritik|Lob] aus {ort2}
{zahl} {G:pn} in {klein} [Jahren|Wochen|Tagen]
[Wie es weitergeht|So geht es jetzt weiter|Was sich ändert|Warum es so lange dauert]
[Streit|Sorge] um {T:da}
[Hilfe|Geld] für {T:da}
Das sagt {p2}
[Mehr als|Rund] {euro} [nötig|bewilligt]
""",
    "head": """
{T:dn} in {ort}: [Was jetzt passiert|So geht es weiter|Das sagen die Bürger|Worum es geht]
[Wie|Wann] kommt {T:dn} nach {ort}?
{euro} für {T:da}
{p1}: „[Wir geben nicht auf|Das war erst der Anfang|Jetzt sind andere dran|Ich bin noch lange nicht fertig]“
{zahl} {T:pn} und [kein Ende|eine Idee|viele Fragen]
{ort} [hofft auf|streitet über|freut sich über|diskutiert über] {T:da}.
""",
}

TOPICS = {
"rat": ("""m Haushalt Haushalts Haushalte, m Bebauungsplan Bebauungsplans Bebauungspläne, m Radweg Radwegs Radwege,
n Feuerwehrhaus Feuerwehrhauses Feuerwehrhäuser, f Kindertagesstätte Kindertagesstätte Kindertagesstätten,
n Freibad Freibads Freibäder, n Baugebiet Baugebiets Baugebiete, m Marktplatz Marktplatzes Marktplätze,
n Dorfgemeinschaftshaus Dorfgemeinschaftshauses Dorfgemeinschaftshäuser, f Sporthalle Sporthalle Sporthallen,
f Ortsdurchfahrt Ortsdurchfahrt Ortsdurchfahrten, f Stadtbücherei Stadtbücherei Stadtbüchereien,
n Gewerbegebiet Gewerbegebiets Gewerbegebiete, f Kläranlage Kläranlage Kläranlagen, m Spielplatz Spielplatzes Spielplätze,
n Parkhaus Parkhauses Parkhäuser, n Jugendzentrum Jugendzentrums Jugendzentren, f Friedhofskapelle Friedhofskapelle
Friedhofskapellen, m Bolzplatz Bolzplatzes Bolzplätze, f Fußgängerzone Fußgängerzone Fußgängerzonen""", {
"lead": """
[Der Rat|Der Stadtrat|Der Bauausschuss|Der Ortsrat {teil}|Der Verwaltungsausschuss] hat [am {tag}|in seiner jüngsten Sitzung|nach langer Debatte] {T:da} [beschlossen|auf den Weg gebracht|vorerst abgelehnt|mit großer Mehrheit gebilligt].
Um {T:da} wird in {ort} [seit Monaten|seit Jahren|seit dem {datum}] gestritten, [nun|jetzt] [gibt es eine Entscheidung|liegt ein Vorschlag auf dem Tisch].
Die [Stadt|Gemeinde|Samtgemeinde] {ort} [will|möchte|muss] {euro} in {T:da} stecken, [das teilte {r1} am {tag} mit|wie der Rat jetzt beschlossen hat].
{T:dn} [kommt|wird gebaut|verzögert sich]: [Dafür|Dagegen] stimmten am {tag} {zahl} der Ratsmitglieder, {klein} enthielten sich.
[Die Verwaltung|{r1}] hat am {tag} [die Pläne für|den Entwurf für|neue Zahlen für] {T:da} [öffentlich gemacht|im Rathaus vorgestellt].
""",
"head": """
[Rat|Ortsrat|Ausschuss] [stimmt für|lehnt ab:|vertagt|berät über] {T:da}
{T:dn} [kostet|verschlingt] {euro}
[Stadt|Gemeinde] [plant|verschiebt|prüft] {T:da} {instr}
Wird {T:dn} [doch noch|jetzt|wirklich] gebaut?
{teil}: {T:dn} [soll bleiben|muss warten|wird teurer|ist fertig]
[Ja|Nein] [zum Plan|zu den Plänen] für {T:da}
Bürger [fordern|sammeln Unterschriften für|wehren sich gegen] {T:da}
""",
"body": """
[Die Mehrheit|Eine Mehrheit] aus [SPD und Grünen|CDU und FDP|SPD und CDU|CDU und Grünen] stimmte [für {T:da}|gegen {G:da} und für {T:da}].
Die [Ratsherren|Ratsmitglieder|Fraktionen] [waren sich einig|stritten darüber], [dass|ob] {T:dn} {instr} [gebraucht wird|am richtigen Ort ist|so groß sein muss].
Der Entwurf liegt vom {datum} an [im Rathaus, Zimmer {haus},|im Bauamt] zur Einsicht aus.
[Kämmerer|Stadtkämmerer] {name} [rechnete vor|warnte], dass {T:dn} den Haushalt [über {klein} Jahre|bis {naechstes}] mit {euro} belasten [werde|würde].
Die [CDU|SPD|FDP|Wählergemeinschaft] hatte [beantragt|gefordert|vorgeschlagen], {G:da} [an den Ausschuss zurückzugeben|um ein Jahr zu verschieben|noch einmal zu prüfen].
In der Einwohnerfragestunde [wollte|wollten] [ein Anwohner|mehrere Bürger|eine Mutter aus {teil}] wissen, [wann|warum|ob] {T:dn} [endlich repariert wird|so viel kostet|überhaupt noch kommt].
Das Grundstück {instr} [gehört|gehörte] der Stadt und ist [rund|etwa] {gross} Quadratmeter groß.
[Baubeginn|Der erste Spatenstich] soll im {monat} {naechstes} sein, die Bauzeit beträgt voraussichtlich {klein} Monate.
Mit {zahl} zu {klein} Stimmen [wurde|war] {G:dn} [angenommen|abgelehnt worden].
Die Ausschreibung [läuft bereits|soll im {monat} beginnen], [den Zuschlag|den Auftrag] könnte [{firma}|ein Betrieb aus {ort2}] bekommen.
Für {T:da} [rechnet|rechnete] die Verwaltung mit [Zuschüssen|Fördermitteln] von {euro}.
""",
"quote": """
Wir können {T:da} nicht [länger aufschieben|gegen {T:da} ausspielen]
Der Haushalt gibt das [einfach nicht|zum Glück] her
Hier wird [mit dem Geld der Bürger|mit {euro}] leichtfertig umgegangen
Es gibt für {T:da} einen Beschluss, und daran [halten wir uns|haben sich alle zu halten]
""",
"sub": """
[Mehrheit|Keine Mehrheit] für {T:da}
{T:dn} [im Haushalt|auf dem Prüfstand]
Beschluss [fällt|erst] im {monat}
""",
"item": """
[Bericht|Beratung|Beschluss] über {T:da}
Antrag [der CDU|der SPD|der Grünen|der FDP] zu {T:dd}
{T:dn} {instr}, {euro}
Einwohnerfragestunde, Beginn gegen {uhr}
Genehmigung des Protokolls vom {datumj}
"""}),
"polizei": ("""m Unfall Unfalls Unfälle, m Einbruch Einbruchs Einbrüche, m Diebstahl Diebstahls Diebstähle,
f Kontrolle Kontrolle Kontrollen, m Überfall Überfalls Überfälle, m Zusammenstoß Zusammenstoßes Zusammenstöße,
m Fahrer Fahrers Fahrer, n Fahrzeug Fahrzeugs Fahrzeuge, m Lastwagen Lastwagens Lastwagen, f Fahndung Fahndung Fahndungen,
n Motorrad Motorrads Motorräder, m Täter Täters Täter, m Betrug Betrugs, f Schlägerei Schlägerei Schlägereien,
m Kleintransporter Kleintransporters Kleintransporter, f Verfolgung Verfolgung Verfolgungen, m Autofahrer Autofahrers
Autofahrer, f Streife Streife Streifen""", {
"lead": """
Bei einem Unfall {instr} sind am {tag} [gegen|um] {uhr} {klein} Menschen [leicht|schwer] verletzt worden.
[Unbekannte|Bislang unbekannte Täter] sind [in der Nacht zum {tag}|am frühen {tag}morgen] in [ein Wohnhaus|eine Gaststätte|ein Büro|eine Gartenlaube|einen Kiosk] {instr} eingebrochen.
Ein {alter} Jahre alter Mann [aus {teil}|aus {ort2}] ist am {tag} gegen {uhr} {instr} [von der Straße abgekommen|mit einem Lastwagen zusammengestoßen|von der Polizei gestoppt worden].
Die Polizei sucht Zeugen, die am {tag} zwischen {uhr} und {uhr} {instr} [etwas Verdächtiges beobachtet haben|einen dunklen Wagen gesehen haben].
Eine {alter} Jahre alte [Autofahrerin|Radfahrerin|Frau] hat am {tag} [beim Abbiegen|beim Ausparken|auf regennasser Fahrbahn] {instr} [einen Roller|ein Auto|eine Fußgängerin] übersehen.
""",
"head": """
[Unfall|Zusammenstoß|Crash] {instr}: {klein} Verletzte
[Einbrecher|Diebe] [stehlen|erbeuten] [Schmuck und Bargeld|Werkzeug|Kupferkabel] für {summe}
Polizei sucht Zeugen nach [Einbruch|Überfall|Unfallflucht] {instr}
{alter}-Jähriger [flüchtet vor Streife|nach Unfall im Krankenhaus|verliert Führerschein]
Mit {zahl} Sachen zu schnell durch {teil}
Wer hat [den Überfall|den Unfall|die Täter] {instr} gesehen?
[Trickbetrüger|Enkeltrick]: Rentnerin verliert {summe}
""",
"body": """
Der Schaden [beläuft sich auf|liegt nach ersten Schätzungen bei] {summe}.
Ein [Alkoholtest|Atemtest] ergab einen Wert von {ziffer},{zahl} Promille.
[Die Beamten|Die Polizisten|Die Ermittler] [stellten|nahmen] [das Fahrzeug sicher|den Mann vorläufig fest|eine Blutprobe bei dem Fahrer sicher].
Hinweise nimmt die Polizei [in {ort}|in {ort2}] unter Telefon (0 53 {zahl}) {gross} entgegen.
[Der Täter|Der Mann] soll [etwa|rund] {alter} Jahre alt und etwa 1,{zahl} Meter groß sein und [eine dunkle Jacke|eine rote Mütze|helle Turnschuhe] getragen haben.
[Er|Der Fahrer|Die Frau] [wurde mit leichten|wurde mit schweren] Verletzungen [in ein Krankenhaus|ins Klinikum] gebracht, [konnte es aber am {tag} wieder verlassen|Lebensgefahr besteht nicht].
Die Straße war [für {klein} Stunden|bis gegen {uhr}] [voll|halbseitig] gesperrt.
Nach [bisherigen Erkenntnissen|ersten Ermittlungen] [hatte|hat] [der Fahrer|die Fahrerin] [das Rotlicht|die Vorfahrt|den Gegenverkehr] [übersehen|nicht beachtet].
[Das Motorrad|Der Transporter|Der Wagen] musste [noch am {tag} |]abgeschleppt werden.
[Sie|Die Diebe] [hebelten ein Fenster auf|schlugen eine Scheibe ein|kamen über den Hof] und durchsuchten [alle Räume|die Schränke|das Büro].
[Ein Nachbar|Eine Spaziergängerin|Ein Zeuge] hatte {T:da} [gegen|um] {uhr} bemerkt und die Polizei gerufen.
""",
"quote": """
Wir bitten [alle|jeden], [die etwas gesehen haben|der etwas gesehen hat], sich zu melden
Der Fahrer hatte [großes Glück|mehr als einen Schutzengel]
Wer so fährt, gefährdet [sich und andere|Menschenleben]
""",
"sub": """
Polizei [sucht|bittet um] Hinweise
[Fahrer|Täter] [flüchtet|flüchten] in Richtung {teil}
{klein} Stunden Sperrung
""",
"item": """
[Einbruch|Diebstahl|Unfall] {instr}, Schaden {summe}
{tag}, {uhr}: Streifen in {teil}
"""}),
"feuerwehr": ("""m Brand Brandes Brände, m Einsatz Einsatzes Einsätze, f Drehleiter Drehleiter Drehleitern,
f Übung Übung Übungen, n Löschfahrzeug Löschfahrzeugs Löschfahrzeuge, f Jugendfeuerwehr Jugendfeuerwehr Jugendfeuerwehren,
m Dachstuhl Dachstuhls Dachstühle, f Scheune Scheune Scheunen, n Wohnhaus Wohnhauses Wohnhäuser, m Sturm Sturms Stürme,
f Rettung Rettung Rettungen, m Löschzug Löschzugs Löschzüge, f Wehr Wehr Wehren, n Gerätehaus Gerätehauses Gerätehäuser""", {
"lead": """
[Ein Feuer|Ein Brand] hat [in der Nacht zum {tag}|am {tag}|am Abend] [eine Scheune|ein Wohnhaus|ein Gartenhaus|eine Werkhalle] {instr} [zerstört|schwer beschädigt].
Die Freiwillige Feuerwehr {teil} hat [am {tag}|auf ihrer Jahresversammlung|am Wochenende] [{zahl} Mitglieder geehrt|ein neues Fahrzeug in Dienst gestellt|auf ein bewegtes Jahr zurückgeblickt].
{zahl} [Feuerwehrleute|Einsatzkräfte] haben am {tag} [in {teil}|{instr}] [einen Brand gelöscht|für den Ernstfall geübt|einen umgestürzten Baum beseitigt].
[Großalarm|Alarm] [am|für die Wehren am] {tag}: [Gegen|Um] {uhr} [brannte|stand] {instr} [ein Dachstuhl|ein Carport in Flammen].
""",
"head": """
[Scheune|Wohnhaus|Werkhalle|Gartenlaube] {instr} [brennt|in Flammen|brennt nieder]
Feuerwehr [rettet|befreit] {klein} Menschen aus [brennendem Haus|dem Aufzug|dem Moor]
{zahl} Feuerwehrleute üben {instr}
[Neues Fahrzeug|Neue Drehleiter|Neue Leitung] für die Wehr {teil}
{jahr} gegründet: Wehr {teil} feiert
[Warum|Wieso] brannte {T:dn} {instr}?
""",
"body": """
Als die ersten [Einsatzkräfte|Helfer|Fahrzeuge] eintrafen, [schlugen die Flammen schon aus dem Dach|war der Rauch weithin zu sehen|hatten die Bewohner das Haus bereits verlassen].
Im Einsatz waren die Wehren aus {teil}, {anderteil} und {anderteil} mit [insgesamt|zusammen] {zahl} [Kräften|Frauen und Männern].
[Menschen|Tiere] kamen nicht zu Schaden, [ein Feuerwehrmann|eine Anwohnerin] wurde [vorsorglich |]mit Verdacht auf Rauchvergiftung [ins Klinikum gebracht|vor Ort behandelt].
Die Ursache ist [noch unklar|nach Angaben der Polizei ein technischer Defekt|vermutlich eine Zigarette], [die Kripo ermittelt|Brandstiftung wird nicht ausgeschlossen].
Ortsbrandmeister {name} [berichtete von|zählte] {zahl} Einsätzen [im vergangenen Jahr|seit {monat}], darunter {klein} [Brände|Unfälle|Fehlalarme].
[Die Löscharbeiten|Die Nachlöscharbeiten|Die Arbeiten] zogen sich bis [in den Morgen|gegen {uhr}|zum {tag}] hin.
[Befördert|Geehrt] wurden {namef}, {name} und {name}.
Wegen [der engen Zufahrt|des starken Windes|der Trockenheit] musste das Wasser [über lange Schläuche|aus dem Teich] geholt werden.
[Die Jugendfeuerwehr|Die Altersabteilung|Die Kinderfeuerwehr] [zählt|hat] [derzeit|inzwischen] {zahl} Mitglieder, [{klein} mehr|{klein} weniger] als im Vorjahr.
""",
"quote": """
Wir waren [nach {klein} Minuten|sehr schnell] vor Ort, sonst wäre [das Nachbarhaus auch noch abgebrannt|es schlimmer gekommen]
Wir suchen [dringend|weiter] [Leute, die tagsüber ausrücken können|Nachwuchs]
Das Zusammenspiel der Wehren hat [sehr gut|einmal mehr] geklappt
""",
"sub": """
{zahl} Einsätze in einem Jahr
Ursache [noch unklar|wird ermittelt]
[Ehrungen|Wahlen] in {teil}
""",
"item": """
{name}, {zahl} Jahre Mitgliedschaft
{namef}, zur Löschmeisterin befördert
Wehr {anderteil} mit {klein} Fahrzeugen
"""}),
"kultur": ("""n Konzert Konzerts Konzerte, f Ausstellung Ausstellung Ausstellungen, f Lesung Lesung Lesungen,
m Auftritt Auftritts Auftritte, n Theaterstück Theaterstücks Theaterstücke, n Museum Museums Museen, m Chor Chors Chöre,
n Orchester Orchesters Orchester, f Sammlung Sammlung Sammlungen, n Festival Festivals Festivals, m Roman Romans Romane,
f Bühne Bühne Bühnen, n Gemälde Gemäldes Gemälde, f Orgel Orgel Orgeln, f Inszenierung Inszenierung Inszenierungen,
m Abend Abends Abende, f Premiere Premiere Premieren, n Publikum Publikums, f Kapelle Kapelle Kapellen""", {
"lead": """
[Mit langem Applaus|Mit einer Zugabe|Mit stehenden Ovationen] [endete|ging] am {tag} {T:dn} [im Theater|in der Stadtkirche|im Kulturzentrum|im Schlosshof] [zu Ende|nach {klein} Stunden].
{p1} [liest|singt|spielt|zeigt Bilder] am {tagdatum}, um {uhr} [in der Stadtbücherei|im Schloss|in der Kirche {teil}|im Kulturhaus].
{T:dn} [von|mit] {p1} [zieht|zog] am [Wochenende|{tag}] {gross} Besucher an, [so viele wie nie zuvor|mehr als erwartet].
[Bilder|Fotografien|Skulpturen|Aquarelle] von {namef} sind [bis zum {datum}|ab {tag}] [im Rathaus|in der Galerie {instr}|im Museum] zu sehen.
""",
"head": """
[Viel Applaus|Ein Abend|Großes Kino|Standing Ovations] für {p1}
{T:dn} [begeistert|bewegt|spaltet] {ort}
[Bilder|Skulpturen|Fotos] von {namef} [im Rathaus|im Museum|im Schloss]
{p1} [liest|spielt|singt] [in der Kirche|im Schloss|am {datum}]
Was macht {T:da} [so besonders|so erfolgreich]?
{zahl} Jahre {verein}: {T:en} zum Geburtstag
Kartenvorverkauf für {T:da} beginnt am {datum}
""",
"body": """
[Auf dem Programm standen|Zu hören waren] Werke von [Bach, Händel und Telemann|Mozart und Haydn|Brahms, Schumann und Mendelssohn|Gershwin und Bernstein], dazu {klein} [Lieder|Stücke] aus eigener Feder.
[Die Karten|Eintrittskarten] [kosten|gibt es für] {zahl} Euro, [ermäßigt|für Schüler] {klein} Euro, [an der Abendkasse|im Vorverkauf bei {firma}].
{p1}, {jahr} in {ort2} geboren, [hat in Berlin studiert|lebt seit {klein} Jahren in {ort}|stand schon als Kind auf der Bühne].
[Besonders|Vor allem] {T:dn} [im zweiten Teil|am Schluss|nach der Pause] ließ kaum jemanden kalt.
Begleitet wurde {p1} [am Klavier|an der Orgel|auf der Gitarre] von {p2}.
Geöffnet ist bis zum {datum} [dienstags bis sonntags|täglich] von {klein} bis {uhr}.
Die [Regie|Leitung] [hat|hatte] {p3}, [die Kostüme|das Bühnenbild] [schuf|entwarf] {namef}.
[Mal laut, mal leise|Mit viel Humor|Ohne jedes Pathos] [erzählt|erzählte] {n1} von [der Kindheit auf dem Land|einer Reise nach {ort2}|den Jahren nach dem Krieg].
Zur Eröffnung [sprach|spricht] {r2}, für die Musik [sorgte|sorgt] [das Duo {nach}|{anderverein}|ein Trio aus {ort2}].
""",
"quote": """
Die Musik muss [atmen|wehtun], [sonst bleibt sie tot|sonst hört keiner zu]
Ich male, [was ich sehe, und nicht, was ich weiß|seit ich {klein} bin, und das wird auch so bleiben]
Das Publikum hier ist [wunderbar|ehrlich]: [Wenn es klatscht, dann meint es das auch|Es lässt sich nichts vormachen]
""",
"sub": """
[Applaus|Zugaben] nach {klein} Stunden
Von {ort2} auf die große Bühne
{T:dn} mit [Tradition|Zukunft]
""",
"item": """
{tagdatum}, {uhr}: {T:dn} mit {namef}
{datum}: {T:dn} [im Schloss|im Rathaus|{instr}]
{name}, {T:dn}, {zahl} Euro
"""}),
"sport": ("""m Sieg Siegs Siege, f Niederlage Niederlage Niederlagen, n Spiel Spiels Spiele, m Treffer Treffers Treffer,
n Tor Tores Tore, f Abwehr Abwehr, m Punkt Punktes Punkte, f Tabelle Tabelle Tabellen, n Derby Derbys Derbys,
m Aufstieg Aufstiegs Aufstiege, f Mannschaft Mannschaft Mannschaften, m Pokal Pokals Pokale, n Turnier Turniers Turniere,
f Halbzeit Halbzeit Halbzeiten, m Angriff Angriffs Angriffe, n Training Trainings, f Saison Saison, m Strafstoß
Strafstoßes Strafstöße""", {
"lead": """
{heim} hat [am {tag}|vor {gross} Zuschauern|im Derby] [gegen {gast}|bei {gast}] mit {ziffer}:{ziffer} [gewonnen|verloren|einen Punkt geholt|klar gesiegt].
[Die Fußballer|Die Handballerinnen|Die Volleyballer] von {heim} [bleiben|stehen] [auch nach dem {klein}ten Spieltag|nach dem Spiel bei {gast}] [an der Spitze der {liga}|im Tabellenkeller der {liga}].
[Ein spätes Tor|Ein Doppelpack|Ein Eigentor] von {name} hat {heim} [den Sieg|einen Punkt|die Tabellenführung] [gebracht|gekostet].
In der {liga} [kommt|kam] es am {tag} zum [Derby|Spitzenspiel|Kellerduell] zwischen {heim} und {gast}.
""",
"head": """
{heim} [schlägt|verliert gegen|besiegt] {gast} {ziffer}:{ziffer}
{liga}: {heim} [bleibt oben|feiert|patzt|rettet einen Punkt]
[Spätes Tor|Last-Minute-Treffer]: {heim} jubelt
{name} [trifft dreifach|wechselt zu {heim}|hört als Trainer auf]
Schafft {heim} [noch den Aufstieg|den Klassenerhalt|die Wende]?
Trotz {G:dg}: {heim} holt {klein} Punkte.
""",
"body": """
[In der {minute}. Minute|Kurz vor der Pause|Nach dem Seitenwechsel] [traf {name}|köpfte {name}|verwandelte {name} einen Strafstoß] zum {ziffer}:{ziffer}.
[Trainer|Coach] {name} [war|zeigte sich] [nach dem Abpfiff|hinterher] [zufrieden|restlos bedient|enttäuscht] [mit der Leistung seiner Mannschaft|und sprach von einem verdienten Ergebnis].
{gast} [kam|fand] [nur langsam|erst nach der Pause] [in die Partie|ins Spiel], [dann aber|danach] [spielte nur noch eine Mannschaft|wurde es ein offener Schlagabtausch].
Torwart {name} [hielt|rettete] [mehrfach|gleich {klein} Mal] [stark|glänzend], [war beim {ziffer}:{ziffer} aber machtlos|vor allem gegen {name}].
Am {tag} [geht es gegen {team} weiter|muss das Team bei {team} antreten], [Anpfiff|Anstoß] ist um {uhr}.
[In der Tabelle|Mit {zahl} Punkten] [rückt|rutscht] {heim} auf Platz {klein} [vor|ab].
[Verzichten musste {heim} auf|Auskommen musste {heim} ohne] {name}, der sich im Training [am Knie|am Knöchel|an der Schulter] verletzt hatte.
Die {gross} Zuschauer sahen [eine zerfahrene erste Hälfte|ein Spiel auf Augenhöhe|viele Chancen auf beiden Seiten], doch {T:dn} ließ lange auf sich warten.
[Schiedsrichter|Der Unparteiische] {name} [zeigte|zückte] {klein} Mal Gelb und einmal [Gelb-Rot|Rot].
""",
"quote": """
Wir haben [uns dafür nicht belohnt|heute alles reingeworfen|in der ersten Hälfte geschlafen]
Das war [eine ganz starke Leistung|zu wenig], [das wissen die Jungs|da müssen wir ehrlich sein]
Jetzt zählt nur [das nächste Spiel|der Klassenerhalt]
Gegen {gast} [darf man so nicht auftreten|ist es immer schwer]
""",
"sub": """
{name} trifft [doppelt|spät|zum Ausgleich]
[Rote Karte|Strafstoß] in der {minute}. Minute
Am {tag} gegen {team}
""",
"item": """
{team} – {team} {ziffer}:{ziffer}
{team} – {team} {ziffer}:{ziffer} ({ziffer}:{ziffer})
"""}),
"wirtschaft": ("""f Firma Firma Firmen, m Betrieb Betriebs Betriebe, m Umsatz Umsatzes Umsätze, m Standort Standorts Standorte,
n Werk Werks Werke, f Halle Halle Hallen, f Filiale Filiale Filialen, m Markt Marktes
Märkte, n Geschäft Geschäfts Geschäfte, f Übernahme Übernahme Übernahmen, m Gewinn Gewinns Gewinne, n Lager Lagers Lager,
f Insolvenz Insolvenz Insolvenzen, n Unternehmen Unternehmens Unternehmen, f Investition Investition Investitionen,
m Arbeitsplatz Arbeitsplatzes Arbeitsplätze""", {
"lead": """
[Das Unternehmen|Der Betrieb] {firma} [aus {ort}|mit Sitz in {ort2}] [will|wird] [bis {naechstes}|in den kommenden {klein} Jahren] {zahl} [neue Stellen schaffen|Arbeitsplätze abbauen|Millionen Euro in den Standort stecken].
{firma} hat [im vergangenen Jahr|im ersten Halbjahr] [einen Umsatz von {euro} gemacht|{proz} mehr verdient als im Jahr davor].
Die Zahl der Arbeitslosen ist im {monat} [um {proz} gesunken|leicht gestiegen], [wie die Agentur für Arbeit am {tag} mitteilte|das teilte {r1} mit].
Nach {zahl} Jahren [schließt|verkauft] {p1} [das Geschäft|den Laden|die Bäckerei] {instr}.
""",
"head": """
{firma} [baut|plant|schließt] [neue Halle|Standort|Filiale] in {ort}
{firma}: {zahl} [neue Stellen|Jobs in Gefahr|Azubis starten]
[Umsatz|Gewinn] [steigt|sinkt] um {proz}
Nach {zahl} Jahren ist Schluss: {p1} schließt {T:da}
Wer [kauft|rettet] {firma}?
Arbeitslosigkeit im {monat} bei {proz}
""",
"body": """
[Derzeit|Aktuell] [beschäftigt|hat] {firma} {gross} Mitarbeiter [an {klein} Standorten|in {ort} und {ort2}].
[Die Gewerkschaft|Der Betriebsrat] [reagierte|zeigte sich] [verhalten|empört|erleichtert] und [fordert|verlangt] [Gespräche mit der Geschäftsführung|einen Tarifvertrag|mehr Sicherheit für die Belegschaft].
Gegründet wurde {T:dn} {jahr} von {name}, [dem Großvater des heutigen Inhabers|damals noch {instr}].
[Für die Kunden|Für die Beschäftigten] [ändert sich|soll sich] [zunächst nichts|nach Angaben von {n1} nichts ändern].
[Im Schnitt|Im Mittel] [kostet|kostete] {T:dn} heute {proz} mehr als {jahr}.
[Die Auftragsbücher|Die Lager] sind [voll|nach Worten von {n1} gut gefüllt], [doch|aber] es fehlt an Fachkräften.
[Am Standort|Im Werk] {teil} [werden|entstehen] [künftig|ab {monat}] [Teile für Elektroautos|Pumpen und Ventile|Maschinen für die Landwirtschaft] [gebaut|auf {gross} Quadratmetern].
Die Industrie- und Handelskammer [sprach von einem guten Signal|sieht darin ein gutes Zeichen] für die Region.
Der Kaufpreis [liegt|lag] dem Vernehmen nach bei {euro}, [bestätigt wurde das nicht|dazu wollte sich {n2} nicht äußern].
""",
"quote": """
Wir glauben an [den Standort|{ort}], sonst würden wir hier nicht {euro} ausgeben
Gute Leute zu finden, ist [schwerer als|inzwischen so schwer wie] gute Kunden zu finden
Der Markt [hat sich gedreht|ist schwierig], darauf müssen wir [reagieren|uns einstellen]
""",
"sub": """
{zahl} [Stellen|Azubis] bis {naechstes}
Gewerkschaft [fordert|begrüßt] {G:da}
Von {jahr} bis heute
""",
"item": """
{firma}, {gross} Beschäftigte
{firma}: Umsatz {euro}
"""}),
"schule": ("""f Schule Schule Schulen, m Unterricht Unterrichts, f Klasse Klasse Klassen, n Gymnasium Gymnasiums Gymnasien,
m Schüler Schülers Schüler, f Aula Aula, n Schuljahr Schuljahrs Schuljahre, m Ausflug Ausflugs Ausflüge, f Mensa Mensa,
n Abitur Abiturs, f Projektwoche Projektwoche Projektwochen, m Pausenhof Pausenhofs Pausenhöfe, n Zeugnis Zeugnisses
Zeugnisse, f Schülerzeitung Schülerzeitung Schülerzeitungen, m Förderverein Fördervereins Fördervereine""", {
"lead": """
[Schüler|Kinder|Mädchen und Jungen] der [Grundschule {teil}|Realschule|Gesamtschule|Oberschule] [haben] [am {tag}|in dieser Woche|in der Projektwoche] [gezeigt, was sie können|{summe} gesammelt|ihre Ideen vorgestellt].
{zahl} [Abiturienten|Absolventen] haben [am {tag}|am Wochenende] [in der Aula|in der Stadthalle] ihre Zeugnisse [erhalten|überreicht bekommen].
[Die Grundschule|Das Gymnasium|Die Berufsschule] {instr} [bekommt|braucht|sucht] {T:ea}, [sagt|so] {r1}.
Vom kommenden Schuljahr an [lernen|gehen] in {teil} [{zahl} Kinder mehr|{klein} Klassen weniger] [zur Schule|in der Grundschule].
""",
"head": """
[Grundschule|Gymnasium|Gesamtschule] {teil} [bekommt|feiert|sucht] {T:da}
{zahl} Abiturienten [feiern|bekommen Zeugnisse]
Schüler [sammeln|spenden|laufen für] {summe}
Wie [digital|sicher|voll] ist {T:dn}?
Ferien? [Nicht für|Nicht in] {teil}
{p1} [verlässt|leitet jetzt] die Schule {instr}
""",
"body": """
[Die Kinder|Die Schüler|Die Jugendlichen] [hatten|haben] [wochenlang|{klein} Monate lang] [geprobt|gebastelt|geforscht], [unterstützt|begleitet] von {p2} und {namef}.
[Besonders|Am besten] gefiel [der kleinen {namef}|dem {klein} Jahre alten {name}] [der Besuch bei der Feuerwehr|das Experiment mit dem Wasser|die Nacht in der Turnhalle].
Die [Eltern|Lehrer|Elternvertreter] [sorgen sich|hoffen], dass {T:dn} [zu klein wird|bis {naechstes} fertig ist|an Qualität verliert].
Im Durchschnitt [sitzen|saßen] {zahl} Kinder in einer Klasse, [früher|{jahr}] waren es {zahl}.
Den [besten Abschluss|Preis für das beste Zeugnis] [machte|bekam] {namef} mit einem Schnitt von 1,{ziffer}.
[Nach den Ferien|Im {monat}] [wird|soll] {T:dn} [umgebaut|um {klein} Räume erweitert|erneuert werden].
{r1} verwies [in der Begrüßung|in der Rede] auf [die Geschichte der Schule seit {jahr}|die vielen Stunden, die Eltern und Lehrer geopfert hatten].
Der Erlös von {summe} [geht an|ist bestimmt für] {anderverein} und {T:da}.
""",
"quote": """
Die Kinder [haben das ganz allein gemacht|sollen gern hierherkommen]
Ich habe [viel mehr gelernt als in Mathe|mir das schwieriger vorgestellt]
Eine Schule ist mehr als [ein Haus mit Klassenräumen|der Stundenplan]
""",
"sub": """
{zahl} Kinder in {klein} Klassen
Eltern [packen mit an|fordern {T:ea}]
Lob von {r2}
""",
"item": """
{namef} (Klasse {klein}), {T:dn}
{name}, Abitur {jahr}
Projekt {haus}: {T:dn} {instr}
"""}),
"verkehr": ("""f Straße Straße Straßen, f Baustelle Baustelle Baustellen, m Bus Busses Busse, f Ampel Ampel Ampeln,
m Kreisel Kreisels Kreisel, f Brücke Brücke Brücken, m Bahnhof Bahnhofs Bahnhöfe, f Umleitung Umleitung Umleitungen,
n Parkhaus Parkhauses Parkhäuser, m Fahrplan Fahrplans Fahrpläne, f Sperrung Sperrung Sperrungen, m Stau Staus Staus,
n Gleis Gleises Gleise, f Haltestelle Haltestelle Haltestellen, m Tunnel Tunnels Tunnel""", {
"lead": """
[Autofahrer|Pendler|Fahrgäste] müssen [von {tag} an|ab {datum}] [in {ort}|rund um {teil}] [mit Behinderungen rechnen|Umwege in Kauf nehmen|mehr Zeit einplanen].
[Die Fahrbahn|Die Brücke|Der Gehweg] {instr} wird [ab {tag}|vom {datum} an] [erneuert|saniert], [die Arbeiten dauern|geplant sind] {klein} Wochen.
{T:dn} zwischen {teil} und {anderteil} bleibt [länger als geplant|noch bis zum {datum}] gesperrt, wie {r1} mitteilte.
""",
"head": """
[Vollsperrung|Baustelle|Stau] {instr} [bis {datum}|dauert länger|beginnt]
{T:dn} in {teil} wird [erneuert|gesperrt|teurer]
[Neuer Fahrplan|Mehr Busse|Weniger Züge] ab {datum}
Wann wird {T:dn} [endlich fertig|wieder frei]?
Tempo 30 {instr}: {zahl} Anwohner [unterschreiben|klagen].
""",
"body": """
[Die Umleitung|Die Strecke] [führt|ist ausgeschildert und führt] über {teil} und {anderteil}.
[Täglich|An Werktagen] [fahren|rollen] hier {gross} [Autos|Fahrzeuge], [davon|darunter] {proz} Lastwagen.
Die Busse der Linien {zahl} und {nr} [halten|fahren] [während der Bauzeit|bis zum {datum}] [nicht {instr}|ersatzweise {instr}].
[Der Landkreis|Das Land|Die Landesbehörde] [zahlt|übernimmt] {proz} der Kosten, die [auf|mit] {euro} [geschätzt|angegeben] werden.
[Fußgänger und Radfahrer|Anlieger|Rettungsfahrzeuge] [können|kommen] [jederzeit|nach Absprache] [durch|passieren], [heißt es|versicherte {n1}].
[Bei Frost|Sollte es regnen], [verschiebt sich|verlängert sich] {T:dn} [um {klein} Tage|bis in den {monat}].
Die {km} lange Strecke [stammt aus dem Jahr {jahr}|wurde zuletzt {jahr} erneuert].
[Die Bahn|Das Busunternehmen] [begründet|erklärt] {T:da} mit [fehlendem Personal|Arbeiten am Stellwerk|gestiegenen Preisen].
""",
"quote": """
Wir wissen, dass das für die Anlieger [eine Belastung|kein Vergnügen] ist
Wer hier {zahl} Jahre wohnt, [hört den Lärm schon nicht mehr|hat sich an manches gewöhnt]
Die Straße ist [am Ende|nicht mehr zu retten]
""",
"sub": """
Umleitung über {teil}
{zahl} Tage [Stau|Sperrung]
Busse [fahren|halten] {instr}
""",
"item": """
{datum} bis {datum}: Sperrung {instr}
Linie {nr}: Halt {instr} entfällt
Umleitung über {teil} und {anderteil}
"""}),
"natur": ("""m Wald Waldes Wälder, n Moor Moores Moore, m Storch Storchs Störche, f Wiese Wiese Wiesen, m Bach Bachs Bäche,
n Naturschutzgebiet Naturschutzgebiets Naturschutzgebiete, f Hecke Hecke Hecken, m Teich Teichs Teiche, m Wolf Wolfs Wölfe,
f Biene Biene Bienen, n Reh Rehs Rehe, f Eiche Eiche Eichen, m Garten Gartens Gärten, f Trockenheit Trockenheit,
m Regen Regens, n Feld Feldes Felder, f Ernte Ernte Ernten""", {
"lead": """
[Im Wald|Im Moor|An der Aller|Auf den Wiesen] bei {teil} [haben|hatten] [Naturschützer|Helfer|Freiwillige] am {tag} {gross} [Bäume|Sträucher|Setzlinge] gepflanzt.
{T:dn} [leidet|litt] in diesem Jahr [unter der Trockenheit|unter dem vielen Regen|wie lange nicht mehr], [sagt|warnt] {r1}.
Die Landwirte rund um {ort} rechnen [in diesem Jahr|nach dem trockenen {monat}] mit [einer schlechten Ernte|Einbußen von {proz}].
""",
"head": """
{gross} [Bäume|Setzlinge] für {T:da} bei {teil}
[Storch|Wolf|Biber|Eisvogel] [zurück|gesichtet] in {teil}
{T:dn} [leidet|erholt sich|verschwindet]
Was wird aus {T:dd}?
[Landwirte|Förster|Imker] [klagen über|hoffen auf] {T:da}
""",
"body": """
[In diesem Frühjahr|Im {monat}] fielen [nur|gerade einmal] {zahl} Liter Regen je Quadratmeter, [normal|üblich] sind {zahl}.
[Auf|Entlang] einer Länge von {km} [entsteht|wächst] [nun|dort] {T:en}.
[Spaziergänger|Hundehalter|Besucher] werden gebeten, [auf den Wegen zu bleiben|ihre Tiere an die Leine zu nehmen].
[Der Bestand|Die Zahl der Brutpaare] ist [seit {jahr}|in {klein} Jahren] [um {proz} zurückgegangen|wieder gestiegen].
[Fachleute|Experten] des Naturschutzbundes [zählen|beobachten] {T:da} [jeden {monat}|seit {jahr}] [von Hand|mit Ferngläsern].
{r1} [zeigt|deutet] auf [eine kahle Fichte|den Boden|die Krone], [in der|wo] [der Borkenkäfer gewütet hat|früher Wasser stand].
Gefördert wird {G:dn} [von der Stiftung {nach}|mit {euro} vom Land|von {firma}].
""",
"quote": """
Der Wald [braucht Zeit|wird anders aussehen], [und die haben wir nicht|aber er wird da sein]
Wer [einmal einen Kranich gehört hat|hier aufwächst], vergisst das nicht
Es fehlt [Wasser|an allem], [seit Wochen|schon im {klein}ten Jahr]
""".replace("{klein}ten", "dritten"),
"sub": """
{zahl} Liter Regen im {monat}
Zurück nach {zahl} Jahren
{T:dn} [in Not|mit Zukunft]
""",
"item": """
{datum}: Führung durch {T:da}
{gross} [Eichen|Buchen|Erlen] bei {anderteil}
"""}),
"verein": ("""m Verein Vereins Vereine, m Vorstand Vorstands Vorstände, n Sommerfest Sommerfests Sommerfeste, f Tombola Tombola,
m Basar Basars Basare, f Fahrt Fahrt Fahrten, n Schützenfest Schützenfests Schützenfeste, m Umzug Umzugs Umzüge,
f Kirche Kirche Kirchen, n Vereinsheim Vereinsheims Vereinsheime, m Flohmarkt Flohmarkts Flohmärkte, f Feier Feier Feiern,
n Jubiläum Jubiläums Jubiläen, m Gottesdienst Gottesdienstes Gottesdienste, f Wanderung Wanderung Wanderungen,
m Chor Chors Chöre""", {
"lead": """
{verein} lädt am {tagdatum}, {T:zu} ein, Beginn ist um {uhr} {instr}.
[Zahlreiche|Viele|{zahl}] Gäste sind am {tag} der Einladung von {verein} {T:zu} {instr} gefolgt.
[Bei bestem Wetter|Trotz des Regens|Bei Kaffee und Kuchen] [feierten|trafen sich] [am Wochenende|am {tag}] {zahl} [Mitglieder|Gäste] [von {verein}|in {teil}].
{p1} [bleibt|ist neue Stimme] [an der Spitze von|im Vorstand von] {verein}: Die Mitglieder [bestätigten|wählten] den Vorstand [einstimmig|mit großer Mehrheit].
{zahl} Jahre [gibt es|besteht] {verein} [nun schon|in diesem Jahr], und das [wurde|wird] [am {tag}|mit einem Fest am {datum}] gefeiert.
""",
"head": """
{verein} [feiert|wählt|sammelt|lädt ein]
{zahl} Jahre {verein}: [Fest|Feier] mit {zahl} Gästen
{p1} [führt|leitet|verlässt] {verein}
Wer wird [König|Königin|neuer Chef] in {teil}?
{summe} für {verein}
Am {datum} ist in {teil} [Schützenfest|Flohmarkt|Erntefest]
{T:dn} lockt {gross} Besucher nach {teil}.
""",
"body": """
[Für die Kinder gab es eine Hüpfburg|Für das leibliche Wohl war mit {klein} Sorten Kuchen gesorgt|Für Musik sorgte {anderverein}].
[Kassenwart|Kassiererin] {p2} [berichtete|legte dar], dass {verein} [{zahl} Mitglieder hat|{summe} auf dem Konto hat].
[Geehrt|Ausgezeichnet] [wurden|worden sind] {name} für {zahl} und {namef} für {zahl} Jahre Treue zum Verein.
Der Erlös kommt [der Jugendarbeit|dem Hospiz|der Kirchengemeinde] zugute, zusammen kamen {summe}.
[Anmeldungen|Kuchenspenden] [nimmt|erbittet] {p3} [bis zum {datum}|noch bis {tag}] [entgegen|unter Telefon {gross}].
Zum [neuen|erweiterten] Vorstand gehören [außerdem|auch] {name}, {namef} und {name}.
[Der Tag|Das Fest] [begann|endete] mit {T:ed} [auf dem Platz|am Vereinsheim|{instr}].
{anderverein} war mit {zahl} [Sängern|Schützen|Musikern] dabei, [auch|ebenso] [die Nachbarn aus {anderteil}|{verein}].
""",
"quote": """
Man kennt sich, man hilft sich, [so ist das hier|das ist in {teil} noch so]
Wir haben {zahl} Kuchen [gebacken|verkauft], und [alle sind weg|nichts blieb übrig]
Ich mache das [gern|seit {zahl} Jahren], aber [es müssen auch Jüngere ran|nicht mehr ewig]
""",
"sub": """
{zahl} Kuchen und {klein} Chöre
Neuer Vorstand [gewählt|im Amt]
[Ehrungen|Dank] für {name}
""",
"item": """
{tagdatum}, {uhr}: {T:dn} {instr}
{name} ({zahl} Jahre)
{namef}, {zahl} Ringe
"""}),
"politik": ("""n Gesetz Gesetzes Gesetze, f Koalition Koalition Koalitionen, m Bundestag Bundestags, f Opposition Opposition,
n Ministerium Ministeriums Ministerien, f Reform Reform Reformen, m Entwurf Entwurfs Entwürfe, f Regierung Regierung
Regierungen, n Verfahren Verfahrens Verfahren, f Wahl Wahl Wahlen, m Vertrag Vertrags Verträge, f Steuer Steuer Steuern,
n Abkommen Abkommens Abkommen, f Abstimmung Abstimmung Abstimmungen, m Streit Streits, f Partei Partei Parteien,
n Urteil Urteils Urteile, m Gipfel Gipfels Gipfel""", {
"lead": """
[Die Bundesregierung|Das Kabinett|Die Landesregierung|Die Koalition] [will|hat] am {tag} {T:da} [beschlossen|auf den Weg gebracht|auf {naechstes} verschoben].
Im Streit um {T:da} [hat|haben] {r1} [Fehler eingeräumt|mit Rücktritt gedroht|einen Kompromiss vorgeschlagen].
[Nach dem Urteil|Vor der Abstimmung|Nach der Wahl] [fordert|verlangt] die Opposition {T:ea}.
[Tausende|Rund {gross} Menschen|Zehntausende] haben am {tag} [gegen {T:da}|für {T:da}] demonstriert.
""",
"head": """
[Koalition|Kabinett|Regierung] [einigt sich auf|streitet über|verschiebt] {T:da}
{p1} [fordert|kritisiert|verteidigt] {T:da}
[Gericht|Bundesrat|Parlament] [stoppt|billigt] {T:da}
{gross} [demonstrieren|Menschen protestieren] gegen {T:da}
[Kommt|Scheitert] {T:dn} [noch vor der Wahl|im {monat}]?
{proz} [der Deutschen|der Befragten] für {T:da}
""",
"body": """
[In einer Umfrage|Nach einer Erhebung] [sprachen sich|waren] {proz} der Befragten [für {T:da} aus|gegen {T:da}].
[Die Union|Die SPD|Die Linke|Die AfD|Die FDP] [sieht|sah] [darin|in {T:dd}] [einen Fehler|keinen Grund zur Eile|ein falsches Signal].
[Aus dem Ministerium|Aus Regierungskreisen] [hieß es|verlautete], {T:dn} [werde|solle] [bis zum {datum}|noch im {monat}] vorliegen.
[Der Bundesrat|Der Landtag|Das Parlament] [muss|wird] dem Entwurf noch zustimmen, [die Abstimmung|die zweite Lesung] ist für den {datum} [geplant|vorgesehen].
[Hintergrund|Anlass] ist ein Beschluss aus dem Jahr {jahr}, über den seither immer wieder [gestritten|verhandelt] wird.
[Verbände|Gewerkschaften|Arbeitgeber] [warnen|warnten] vor [den Folgen|Kosten von {euro}|einem Rückschritt].
{r2} wies [am {tag} |]die Vorwürfe [|als haltlos ]zurück.
[Das Gericht|Die Kammer] [gab der Klage eines Vereins statt|wies die Klage von {p3} ab] und verwies auf {T:da}.
""",
"quote": """
{T:dn} [ist überfällig|löst kein einziges Problem|hilft vor allem denen, die schon genug haben]
Wir haben [einen Auftrag|ein Wort gegeben], und [das gilt|den nehmen wir ernst]
Mit [Tricks|einem solchen Entwurf] [gewinnt man kein Vertrauen|macht man keine Politik]
""",
"sub": """
[Kritik|Applaus] von der Opposition
Kosten von {euro}
{T:dn} [vor dem Aus|in der Kritik]
""",
"item": """
{T:dn} [gilt ab|kommt zum] {datum}
{proz} für {T:da}
"""}),
"gesundheit": ("""n Krankenhaus Krankenhauses Krankenhäuser, f Klinik Klinik Kliniken, m Arzt Arztes Ärzte, f Praxis Praxis Praxen,
f Impfung Impfung Impfungen, n Pflegeheim Pflegeheims Pflegeheime, f Grippe Grippe, f Station Station Stationen,
m Rettungsdienst Rettungsdienstes Rettungsdienste, n Gesundheitsamt Gesundheitsamts Gesundheitsämter, f Apotheke Apotheke
Apotheken, f Studie Studie Studien, f Therapie Therapie Therapien, m Patient Patienten Patienten""".replace(
    ", m Patient Patienten Patienten", ""), {
"lead": """
{T:dn} in {ort} [bekommt|sucht|braucht] [dringend ]{zahl} [neue Pflegekräfte|Betten mehr|zusätzliche Ärzte], [sagt|warnt] {r1}.
[Immer mehr|{gross}] Menschen [im Landkreis|in {ort}] haben sich [in diesem Winter|seit {monat}] gegen Grippe impfen lassen.
[Eine Studie|Eine Untersuchung] [der Universität {ort2}|aus {ort2}] [zeigt|belegt]: [Wer sich bewegt|Wer gut schläft|Wer im Grünen wohnt], [lebt länger|wird seltener krank].
""",
"head": """
{T:dn} in {ort} [sucht|bekommt|verliert] {zahl} [Pfleger|Ärzte|Betten]
Grippe: {gross} Fälle [im Landkreis|seit {monat}]
Wie [gut|krank|teuer] ist {T:dn}?
{p1} [leitet|verlässt] {T:da} in {ort}
{euro} für {T:da}: Das ist geplant
""",
"body": """
[Im Schnitt|Derzeit] [warten|warteten] Patienten {klein} Wochen auf einen Termin [beim Facharzt|in der Praxis {instr}].
[Das Gesundheitsamt|Die Ärztekammer|Die Kasse] [rät|empfiehlt], [sich früh impfen zu lassen|viel zu trinken|bei Fieber zu Hause zu bleiben].
[Insgesamt|Bislang] [wurden|sind] {gross} Fälle [gemeldet|gemeldet worden], {proz} [mehr|weniger] als im {monat}.
{n1}, {alter}, [arbeitet|operiert] seit {jahr} [in {ort}|an der Klinik] und [kennt|leitet] {T:da} [seit {klein} Jahren|von Grund auf].
[Die neue Station|Der Anbau|Das Ärztehaus] [hat|bietet Platz für] {zahl} Betten und [kostet|kostete] {euro}.
[Für die Studie|Dafür] [wurden|hatten] {gross} Menschen [befragt|untersucht], die {klein} Jahre lang [begleitet wurden|Tagebuch führten].
""",
"quote": """
Wir [behandeln Menschen und keine Zahlen|stoßen an unsere Grenzen]
Wer [sich nicht impfen lässt|krank zur Arbeit geht], [gefährdet andere|tut niemandem einen Gefallen]
""",
"sub": """
{zahl} Betten, {klein} Ärzte
Was {n1} [rät|empfiehlt]
""",
"item": """
Praxis {nach}, {str} {haus}
{tag} von {klein} bis {uhr}: {T:dn}
"""}),
}

SHORT = """
Der Eintritt ist frei.
Eine Anmeldung ist nicht nötig.
Gäste sind willkommen.
Beginn ist um {uhr}.
Der Eintritt kostet {klein} Euro.
Die Ermittlungen dauern an.
Verletzt wurde niemand.
Um Anmeldung wird gebeten.
Karten gibt es ab {datum}.
Das Ende ist offen.
Und {n1}? Schweigt.
Mehr als {zahl} Gäste kamen.
Los geht es um {uhr}.
Weitere Termine folgen.
Doch dazu kam es nicht.
{n2} widerspricht.
Am {datum} ist Schluss.
Treffpunkt ist {instr}.
Die Kosten: {euro}.
Einlass ist ab {uhr}.
"""

SPEECH_AFTER = """
, [sagt|sagte|betonte|erklärte|meinte] {r1}
, [sagt|sagte|so|findet] {n1}
, [sagt|sagte|ergänzte] {n2}
, [sagte|erklärte|betonte] {r2} [am {tag}|auf Anfrage|in {ort}]
, [sagt|sagte] {p3}, {rel3} [seit {klein} Jahren|von Anfang an] dabei ist
"""

CAPTION = """
[Freuten sich|Stellten die Pläne vor|Zogen Bilanz|Im Gespräch]: {p1} (links) und {p2} [in {teil}|vor Ort|am {tag}]
{r1} [in {teil}|bei der Eröffnung|am {tag}|mit Gästen]
[Blick auf|So sieht es aus:|Hier entsteht] {T:da} {instr}
{T:dn} {instr}
[Ein Archivbild|Eine Aufnahme] aus dem Jahr {jahr}: {T:dn} in {teil}
{p1}, {p2} und {p3} (von links) [vor dem Rathaus|auf der Bühne|nach dem Spiel]
"""
