"""What happens to a text on its way into an archive: blanks, invisible characters, charsets, line ends."""

import unicodedata

PLAIN = str.maketrans({"„": '"', "“": '"', "”": '"', "»": '"', "«": '"', "’": "'", "–": "-", "—": "-", "•": "*", "…": "...",
                       "›": ">", "←": "<", "→": ">", "\u200b": "", "\ufeff": ""})
CHARSETS = ("utf-8",) * 83 + ("bom",) * 4 + ("cp1252",) * 7 + ("utf-16",) * 2 + ("mojibake",) * 4


def plain(value):
    """A text for ISO-8859-1: typographic marks as they were typed then."""
    if isinstance(value, str):
        return value.translate(PLAIN)
    return [plain(v) for v in value] if isinstance(value, list) else value


def spoil_lines(lines, rng):
    """Blank lines too many, indented or trailing blanks."""
    chance = rng.random()
    if chance < 0.10:
        return [line for l in lines for line in ([l] if rng.random() < 0.8 or not l else [l] + [""] * int(1 + rng.random() * 3))]
    if chance < 0.13:
        return [l + " " * int(rng.random() * 3) for l in lines]
    if chance < 0.16:
        return [("  " if rng.random() < 0.5 else "\t") + l if l else l for l in lines]
    if chance < 0.18:
        return [l if l else "   " for l in lines]
    return lines


def spoil_text(text, rng):
    """No-break spaces, soft hyphens and zero-width characters where a site's editor or its script left them."""
    chance = rng.random()
    if chance < 0.08:
        out = []
        for part in text.split(" "):
            out.append(part)
            out.append("\u00a0" if rng.random() < (0.4 if part[-1:].isdigit() or part[-1:] == "." else 0.02) else " ")
        return "".join(out[:-1])
    if chance < 0.13:
        return " ".join(w[:5] + "\u00ad" + w[5:] if len(w) > 10 and w.isalpha() and rng.random() < 0.4 else w
                        for w in text.split(" "))
    if chance < 0.16:
        mark = "\u200b" if rng.random() < 0.7 else "\ufeff"
        return " ".join(w + mark if rng.random() < 0.01 else w for w in text.split(" "))
    return text


def mojibake(text):
    """UTF-8 that somebody read as Windows-1252 and saved as UTF-8."""
    out = []
    for byte in text.encode("utf-8"):
        one = bytes((byte,))
        try:
            out.append(one.decode("cp1252"))
        except UnicodeDecodeError:
            out.append(one.decode("latin-1"))
    return "".join(out).encode("utf-8")


def encode(text, charset, rng):
    if charset in ("utf-8", "bom"):
        if rng.random() < 0.03:
            text = unicodedata.normalize("NFD", text)
        return (b"\xef\xbb\xbf" if charset == "bom" else b"") + text.encode("utf-8")
    if charset == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le") if rng.random() < 0.7 else b"\xfe\xff" + text.encode("utf-16-be")
    if charset == "mojibake":
        return mojibake(text)
    try:
        return text.encode(charset)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def to_bytes(lines, charset, rng):
    lines = spoil_lines(lines, rng)
    text = spoil_text("\n".join(lines), rng) + ("\n" if rng.random() < 0.8 else "")
    if rng.random() < 0.12:
        text = text.replace("\n", "\r\n")
    return encode(text, charset, rng)


def page_to_bytes(lines, charset, rng):
    """HTML says its charset itself; what does not fit becomes a reference."""
    text = "\n".join(lines) + "\n"
    if rng.random() < 0.15:
        text = text.replace("\n", "\r\n")
    if charset == "utf-8":
        return (b"\xef\xbb\xbf" if rng.random() < 0.05 else b"") + text.encode("utf-8")
    return text.encode(charset, "xmlcharrefreplace")
