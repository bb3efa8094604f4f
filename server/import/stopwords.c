#include "import/stopwords.h"

#include <pthread.h>
#include <string.h>

/* Function words: articles, pronouns, prepositions, conjunctions, auxiliary verbs, and adverbs that carry no subject.
 * No nouns and no verbs with a meaning of their own, which are names of towns too often (Essen, Kamen, Leer). */
static const char german[] =
	"ab aber abermals allein alle allem allen aller allerdings alles allzu als also am an ander andere anderem "
	"anderen anderer anderes anders anderthalb angesichts anhand anstatt auch auf aufgrund aus ausgerechnet außer "
	"außerdem außerhalb bald befindet bei beide beidem beiden beider beides beim beinahe bekam bekommen bekommt "
	"beispielsweise bereits besonders besser bevor bin binnen bis bisher bislang bisschen bist bleiben bleibt "
	"blieb "
	"brauchen braucht bräuchte bzw da dabei dadurch dafür dagegen daher dahin dahinter damals damit danach daneben "
	"dann daran darauf daraufhin daraus darf darfst darin darüber darum darunter das dasjenige dass dasselbe davon "
	"davor dazu dazwischen daß dein deine deinem deinen deiner deines dem demnach demnächst denen denn dennoch der "
	"deren derjenige derselbe derzeit des deshalb dessen desto deswegen dich die diejenige diejenigen dies diese "
	"dieselbe dieselben diesem diesen dieser dieses diesmal dir doch dort dorthin drin drum du durch durchaus "
	"dürfe "
	"dürfen dürfte dürften durfte durften ebenfalls ebenso egal eher eigene eigenen eigener eigentlich ein "
	"einander "
	"eine einem einen einer eines einfach einige einigem einigen einiger einiges einmal endlich entgegen entlang "
	"entsprechend entweder er erhielt erhält erneut erst erste ersten es etliche etwa etwas euch euer eure eurem "
	"euren eurer falls fast für ganz ganze ganzen gar geben gegen gegenüber geht gemacht gemäß genau genug gerade "
	"gern gerne gewesen gewiss geworden gib gibt gibt's ging gleich gleiche gleichen gleichzeitig hab habe haben "
	"habt "
	"halb hast hat hatte hatten hattest hätte hätten her heraus herein herum heute heutige hier hierbei hierfür "
	"hierzu hin hinaus hinein hingegen hinter hinzu höchstens ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres "
	"im "
	"immer immerhin in indem infolge inklusive innerhalb ins insbesondere insgesamt inzwischen irgend irgendetwas "
	"irgendwann irgendwie irgendwo ist ja je jede jedem jeden jeder jederzeit jedes jedoch jemand jemals jene "
	"jenem "
	"jenen jener jenes jenseits jetzt jeweilige jeweils kam kann kannst kaum kein keine keinem keinen keiner "
	"keines "
	"keineswegs klar komme kommen kommt konnte konnten könne können könnte könnten künftig kürzlich lange längst "
	"lassen lässt lediglich letzte letzten letztlich ließ machen macht machte mag man manche manchem manchen "
	"mancher "
	"manches manchmal mehr mehrere mehreren mein meine meinem meinen meiner meines meist meisten meistens mich "
	"mindestens mir mit miteinander mithilfe mitunter mittels möchte möchten mögen möglich möglicherweise muss "
	"musste "
	"mussten muß müsse müssen müsste müssten nach nachdem nachher nächste nächsten nah nahezu namens nämlich "
	"natürlich "
	"neben nebenbei nein nicht nichts nie niemals niemand nirgends noch nochmals nun nur ob oben oberhalb obwohl "
	"oder "
	"offenbar oft ohne plötzlich quasi rund samt sämtliche schließlich schon sehr sei seid seien sein seine seinem "
	"seinen seiner seines seit seitdem selber selbst sich sie sind so sobald sodass sofern sofort sogar solange "
	"solche "
	"solchem solchen solcher solches soll solle sollen sollst sollte sollten somit sondern sonst soweit sowie "
	"sowohl "
	"statt stattdessen stets stimmt trotz trotzdem über überall überhaupt übrigens um umso und ungefähr uns unser "
	"unsere unserem unseren unserer unseres unten unter unterhalb viel viele vielem vielen vieler vieles "
	"vielleicht "
	"vielmehr völlig vom von vor voraussichtlich vorbei vorher wann war wäre wären waren warst warum was weder "
	"wegen "
	"weil weiter weitere weiterem weiteren weiterer weiterhin weiteres welche welchem welchen welcher welches wem "
	"wen "
	"wenig wenige wenigen weniger wenigstens wenn wer werde werden wessen weshalb wie wieder wiederum wieso will "
	"willst wir wird wirst wo wobei wodurch wofür wohin wohl wollen wollte wollten womit woran worauf worden "
	"worüber "
	"worum wovon wozu wurde wurden würde würden während zu zudem zuerst zufolge zugleich zuletzt zum zumal "
	"zumindest "
	"zunächst zur zurück zurzeit zusammen zuvor zwar zwecks zwei zwischen";

static const char english[] =
	"a about above according across actually after afterwards again against ago ahead all almost alone along "
	"already "
	"also although always am amid among amongst an and another any anybody anyone anything anyway anywhere are "
	"aren't "
	"around as aside at away be became because become becomes been before beforehand behind being below beneath "
	"beside "
	"besides between beyond both but by came can can't cannot come comes could couldn't currently despite did "
	"didn't do "
	"does doesn't doing don't done down due during each either else elsewhere enough especially even ever every "
	"everybody everyone everything everywhere except few for former formerly from further furthermore gave get "
	"gets "
	"getting give given gives go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's "
	"hence "
	"her here here's hers herself him himself his how however i i'd i'll i'm i've if in indeed instead into is "
	"isn't it "
	"it'll it's its itself just keep kept last later latter least less let let's like likely made mainly make "
	"makes "
	"making many may maybe me meanwhile might mine more moreover most mostly much must mustn't my myself namely "
	"near "
	"nearly neither never nevertheless next no nobody none nonetheless nor not nothing now nowhere of off often on "
	"once "
	"one only onto or other others otherwise ought our ours ourselves out over own perhaps put quite rather really "
	"recently said same say says seem seemed seems several shall she she'd she'll she's should shouldn't since so "
	"some "
	"somebody somehow someone something sometimes somewhat somewhere soon still such take taken takes than that "
	"that's "
	"the their theirs them themselves then there there's thereby therefore these they they'd they'll they're "
	"they've "
	"this those though through throughout thus till to together told too took toward towards twice under unless "
	"unlike "
	"until up upon us use used using usually various very via was wasn't we we'd we'll we're we've well went were "
	"weren't what what's whatever when whenever where where's whereas wherever whether which while who who's "
	"whoever "
	"whole whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're you've "
	"your "
	"yours yourself yourselves";

enum {
	SLOTS = 2048,       /* a power of two, at least twice as many as there are words */
	IN_ENGLISH = 1 << 7 /* the slot's bytes stand in english[] */
};

static struct slot {
	uint16_t at;
	uint8_t n, marks;
} slots[SLOTS];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const char *slot_word(const struct slot *s)
{
	return (s->marks & IN_ENGLISH ? english : german) + s->at;
}

/* The slot of a word, or the empty one where it would be. */
static struct slot *slot_find(const char *p, size_t n)
{
	uint32_t hash = 0;
	for (size_t i = 0; i < n; i++)
		hash = hash * 31 + (unsigned char)p[i];
	for (uint32_t i = (hash * 0x9e3779b1u) >> 21;; i = (i + 1) % SLOTS) {
		struct slot *s = &slots[i];
		if (s->n == 0 || (s->n == n && memcmp(slot_word(s), p, n) == 0))
			return s;
	}
}

static void list_take(const char *list, unsigned language, unsigned where)
{
	struct str rest = str_of(list), word;
	while ((word = str_word(&rest)).n) {
		struct slot *s = slot_find(word.p, word.n);
		if (s->n == 0) {
			s->at = (uint16_t)(word.p - list);
			s->n = (uint8_t)word.n;
			s->marks = (uint8_t)where;
		}
		s->marks = (uint8_t)(s->marks | language);
	}
}

static void slots_fill(void)
{
	list_take(german, STOPWORD_GERMAN, 0);
	list_take(english, STOPWORD_ENGLISH, IN_ENGLISH);
}

size_t word_fold(struct str word, char out[FOLD_MAX])
{
	size_t n = 0;
	if (word.n > FOLD_MAX)
		return 0;
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];
		if (c >= 'A' && c <= 'Z') {
			c = (unsigned char)(c + 'a' - 'A');
		} else if (c == 0xe2 && str_starts(str_sub(word, i, word.n), STR("’"))) {
			c = '\'';
			i += 2;
		} else if (i && (unsigned char)word.p[i - 1] == 0xc3 && c >= 0x80 && c <= 0x9e && c != 0x97) {
			c = (unsigned char)(c + 0x20);
		}
		out[n++] = (char)c;
	}
	return n;
}

unsigned stopword_of(struct str word)
{
	char folded[FOLD_MAX];
	size_t n = word_fold(word, folded);
	pthread_once(&once, slots_fill);
	return n ? slot_find(folded, n)->marks & (STOPWORD_GERMAN | STOPWORD_ENGLISH) : 0;
}

bool word_listed(struct str list, struct str word)
{
	char key[FOLD_MAX + 2];
	size_t n = word_fold(word, key + 1);
	if (n == 0 || str_index(word, ' ') < word.n)
		return false;
	key[0] = key[n + 1] = ' ';
	return str_find(list, (struct str){ key, n + 2 }) < list.n;
}
