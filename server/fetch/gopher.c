/* gopher: one selector, one answer (RFC 1436), as raw bytes. */
#include "fetch/fetch_inside.h"

#include "text/selector.h"

#include <string.h>

enum { PIECE = 32 * 1024, ERROR_MAX = 1024 };

/* Whether all that has come is an error in the form of a menu: one line of type 3, perhaps one more that explains it, a
 * dot. A table of numbers is none. */
static bool is_error(struct str answer)
{
	int lines = 0;
	/* gophernicus says it in words, as a text */
	if (str_starts(answer, STR("Error: File or directory not found!")))
		return true;
	/* nothing at all may be an empty file: whoever knows its hash will see */
	if (answer.n == 0 || answer.p[0] != '3')
		return false;
	for (struct str rest = answer, line; rest.n; lines++) {
		line = str_trim(str_cut(&rest, '\n'));
		size_t tabs = 0;
		for (size_t i = 0; i < line.n; i++)
			tabs += line.p[i] == '\t';
		bool item = tabs >= 3 && (line.p[0] == '3' || line.p[0] == 'i');
		if (!item && (lines == 0 || (line.n && !str_eq(line, STR(".")))))
			return false;
	}
	return lines <= 3;
}

static bool send_selector(struct wire *w, bool raw, struct str path)
{
	char room[FETCH_URL];
	struct buf line = BUF(room);
	/* a server that has /raw writes selectors as we do; another one takes the name as it is */
	if (raw)
		buf_add(&line, STR("/raw"));
	if (raw)
		view_selector(&line, path);
	else
		buf_add(&line, path);
	buf_add(&line, STR("\r\n"));
	return !line.full && wire_send(w, buf_str(&line));
}

/* The beginning is held back: as long as it may be an error, nothing is kept. */
static enum fetch_result take(struct fetch *f, struct wire *w, struct fetch_ask *a, struct buf *why)
{
	char piece[PIECE];
	size_t have = 0, n;
	enum wire_end end;
	enum fetch_result result;
	while ((end = wire_receive(w, piece + have, sizeof piece - have, &n)) == WIRE_MORE) {
		have += n;
		if (a->size == 0 && have <= ERROR_MAX)
			continue;
		if (!fetch_keep(f, a, (struct str){ piece, have }, &result, why))
			return result;
		have = 0;
	}
	if (end == WIRE_STOP)
		return FETCH_STOPPED;
	if (end == WIRE_CUT) {
		wire_say(w, "the answer was cut off", why);
		return FETCH_CUT;
	}
	if (a->size == 0 && is_error((struct str){ piece, have })) {
		buf_fmt(why, "there is no such file");
		return FETCH_MISSING;
	}
	return have == 0 || fetch_keep(f, a, (struct str){ piece, have }, &result, why) ? FETCH_GOOD : result;
}

static enum fetch_result ask(struct fetch *f, struct fetch_ask *a, bool raw, struct buf *why)
{
	struct wire w = { .fd = -1 };
	if (!fetch_open(f, a, &w, why))
		return pace_stopped(&f->pace) ? FETCH_STOPPED : FETCH_UNREACHABLE;
	enum fetch_result result = FETCH_CUT;
	if (send_selector(&w, raw, a->path))
		result = take(f, &w, a, why);
	else
		wire_say(&w, "the request was cut off", why);
	wire_close(&w);
	return result;
}

static enum fetch_raw raw_of(struct fetch *f)
{
	pthread_mutex_lock(&f->lock);
	enum fetch_raw raw = f->raw;
	pthread_mutex_unlock(&f->lock);
	return raw;
}

static void raw_is(struct fetch *f, enum fetch_raw raw)
{
	pthread_mutex_lock(&f->lock);
	f->raw = raw;
	pthread_mutex_unlock(&f->lock);
}

/* Nothing at all is an empty file, or an answer that broke off before it began, which nothing tells apart: so it is
 * looked at twice. */
static enum fetch_result ask_surely(struct fetch *f, struct fetch_ask *a, bool raw, struct buf *why)
{
	enum fetch_result result = ask(f, a, raw, why);
	return result == FETCH_GOOD && a->size == 0 ? ask(f, a, raw, why) : result;
}

enum fetch_result fetch_gopher(struct fetch *f, struct fetch_ask *a, struct buf *why)
{
	enum fetch_raw raw = raw_of(f);
	if (raw == RAW_NOT_THERE)
		return ask_surely(f, a, false, why);
	enum fetch_result result = ask_surely(f, a, true, why);
	if (result == FETCH_GOOD && a->size)
		raw_is(f, RAW_THERE);
	/* nothing, twice, is an empty file, or how a server says that it knows no /raw */
	bool nothing = result == FETCH_MISSING || (result == FETCH_GOOD && a->size == 0);
	if (!nothing || raw == RAW_THERE)
		return result;
	buf_clear(why);
	result = ask_surely(f, a, false, why);
	if (result == FETCH_GOOD && a->size)
		raw_is(f, RAW_NOT_THERE);
	return result;
}
