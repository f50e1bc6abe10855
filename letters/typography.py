"""Type: what is glued with a no-break space, which face a run is set in, which characters no face has."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from letters.dates import MONTHS

FONTS = Path(__file__).resolve().parent.parent / "static" / "letters" / "fonts"
MAIN = ("PTF55F.ttf", "PTS55F.ttf")  # a character must be in both: text is serif, tables are sans
FACES = {  # class of the run -> the files that must all have the character
    "": MAIN,
    "vi": ("NotoSerif-Regular.ttf", "NotoSans-Regular.ttf"),
    "he": ("NotoSansHebrew-Regular.ttf",),
    "ar": ("NotoNaskhArabic-Regular.ttf",),
}
SPEECH = {"he": ' lang="he" dir="rtl"', "ar": ' lang="ar" dir="rtl"'}
MARKS = ".,:;!?»”)"
SPACES = "\t\n\r \u00a0"
NBSP, NBHYPHEN, ZWNBSP = "\u00a0", "\u2011", "\ufeff"

_RU = (
    (r"(№|\b(?:ст|п|ч|д|кв|ул|стр|корп|гл|тел)\.|§) (?=\S)", rf"\1{NBSP}"),
    (r"\b([Пп]ункт[а-я]*|[Чч]аст[а-я]+|[Сс]тать[а-я]+|[Гг]лав[а-я]+) (?=\d)", rf"\1{NBSP}"),
    (r"(?<![\w-])([вксуоаиВКСУОАИ]|не|ни|Не|Ни) (?=\S)", rf"\1{NBSP}"),
    (r"\b([А-ЯЁ]\.) ?(?=[А-ЯЁ]\.)", rf"\1{NBSP}"),
    (r"\b([А-ЯЁ]\.) (?=[А-ЯЁ][а-яё])", rf"\1{NBSP}"),
    (rf"(\d) (?=(?:{'|'.join(MONTHS['ru'].split())})\b)", rf"\1{NBSP}"),
    (r"(\d{4}) (?=г\.)", rf"\1{NBSP}"),
    (r"(\d) (?=(?:человек\w*|м|км|кв|мин|дн\w*|ч|дБ|руб|л|экз)\b)", rf"\1{NBSP}"),
    (r"\b(\d+)-(ФЗ|РМ|ПП)\b", rf"\1{NBHYPHEN}\2"),
    (r" (?=[–—] )", NBSP),
)  # fmt: skip
_EN = (
    (r"\b((?:art|arts|section|article|item|chapter|No|Nos|s|Mr|Ms|Mrs|Dr)\.?) (?=[\dA-Z(])",
     rf"\1{NBSP}"),
    (rf"(\d) (?=(?:{'|'.join(MONTHS['en'].split())})\b)", rf"\1{NBSP}"),
    (r"(\d) (?=(?:people|metres|m|km|days|minutes|hours)\b)", rf"\1{NBSP}"),
    (r"\b([A-Z]\.) (?=[A-Z]\.|[A-Z][a-z])", rf"\1{NBSP}"),
    (r"([\d)]) (?=\((?:\d+[A-Z]?|[a-z])\))", rf"\1{NBSP}"),
    (r"\b(\d+)-(FZ|RM|PP)\b", rf"\1{NBHYPHEN}\2"),
    (r" (?=[–—] )", NBSP),
)  # fmt: skip
_BOTH = (
    (r"(\+7) (?=\()", rf"\1{NBSP}"),
    (r"(\(\d{3,5}\)) (?=\d)", rf"\1{NBSP}"),
    (r"(\d)–(?=\d)", rf"\1–{ZWNBSP}"),
)
GLUE = {
    locale: tuple((re.compile(pattern), into) for pattern, into in (*rules, *_BOTH))
    for locale, rules in (("ru", _RU), ("en", _EN))
}


def glue(text: str, locale: str) -> str:
    """Put U+00A0, U+2011 and U+FEFF where a line must not break (letters.md 5); nothing else changes."""
    for pattern, into in GLUE[locale]:
        text = pattern.sub(into, text)
    return text


def fold(text: str) -> str:
    """Undo what setting does to a text, so that page and record can be compared: no spaces, no hyphens."""
    return re.sub(r"[\s\u00a0\ufeff\u00ad\u200e\u200f\u2066-\u2069\u202a-\u202e\u2011-]", "", text)


@lru_cache
def _cover(face: str) -> frozenset[int]:
    sets = []
    for name in FACES[face]:
        with TTFont(FONTS / name, lazy=True) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)


def _has(face: str, character: str) -> bool:
    return character in SPACES or ord(character) in _cover(face)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters, each once and in order, that no font of the letter shelf can draw."""
    each = dict.fromkeys(text)  # a letter of thousands of characters has some dozens of them
    return tuple(one for one in each if not any(_has(face, one) for face in FACES))


def show_missing(text: str) -> str:
    """Stand-in for characters without a glyph: [U+1F3B5]; only where a signatory has seen and released it."""
    for character in missing_glyphs(text):
        text = text.replace(character, f"[U+{ord(character):04X}]")
    return text


def runs(text: str) -> Iterator[tuple[str, str]]:
    """(face, words): a word that holds a character PT lacks is set whole in the face that has it."""
    face, words, gap = "", "", ""
    for word in re.findall(r"[\t\n\r \u00a0]+|[^\t\n\r \u00a0]+", text):
        if not word.strip(SPACES):
            gap = word
        elif (own := _face(word)) == face:
            words, gap = words + gap + word, ""
        else:
            yield face, words
            yield "", gap
            face, words, gap = own, word, ""
    yield face, words
    yield "", gap


def _face(word: str) -> str:
    """The first face that has all the letters of the word; marks may come from the main one."""
    strange = [character for character in word if not _has("", character)]
    return next((name for name in FACES if all(_has(name, each) for each in strange)), "")


FOREIGN = {
    # In a letter of the first language, such a stretch is read aloud in the second.
    "en": ("ru", re.compile(r"[А-яЁё][А-яЁё\d.,:;«»“”„()\s\u00a0\u2011–-]*[А-яЁё»)\d]|[А-яЁё]")),
    "ru": ("en", re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}+(?:[ \u00a0][A-Za-z][A-Za-z’'-]*+)+")),
}


def set_text(text: str, locale: str) -> str:
    """One text node of a letter as HTML: glued, runs in their face, stretches in their language."""
    text = glue(text, locale)
    language, pattern = FOREIGN[locale]
    parts, at = [], 0
    for match in pattern.finditer(text):
        parts.append(_faces(text[at : match.start()]))
        parts.append(f'<span lang="{language}">{_faces(match.group())}</span>')
        at = match.end()
    return "".join((*parts, _faces(text[at:])))


def _faces(text: str) -> str:
    out: list[str] = []
    for face, words in runs(text):
        bare = (
            words.rstrip(MARKS) if face in SPEECH else words
        )  # a comma belongs to the line around
        escaped, after = (
            html.escape(bare, quote=False),
            html.escape(words[len(bare) :], quote=False),
        )
        out.append(
            f'<span class="{face}"{SPEECH.get(face, "")}>{escaped}</span>{after}'
            if face
            else escaped
        )
    return "".join(out)


def set_page(page: str, locale: str) -> str:
    """Set every text node between `<body` and the end; tags and what stands in `svg` stay as they are."""
    head, body = page.split("<body", 1)
    parts = re.split(r"(<svg\b.*?</svg>|<[^>]*>)", "<body" + body, flags=re.DOTALL)
    parts[::2] = (
        set_text(html.unescape(part), locale) if part.strip() else part for part in parts[::2]
    )
    return head + "".join(parts)
