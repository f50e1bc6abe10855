"""Texts as people and attackers type them (text policy of the house): real names, and 26 kinds of trouble.

Each has what must come of it: `taken` (a real name, an odd but honest text), `refused` (a sign that no field keeps), or
`either` (never a broken page, never more than text).
"""

from collections.abc import Iterator
from dataclasses import dataclass

TAKEN, REFUSED, EITHER = "taken", "refused", "either"


@dataclass(frozen=True, slots=True)
class Typed:
    """One text with its class and what must come of it."""

    kind: str
    text: str
    expect: str


NAMES = (
    "Li", "Ö", "Nguyễn Thị Minh Khai", "María José Carreño Quiñones", "Jean-Luc d’Ormesson", "O'Brien",
    "van 't Hoff", "Þórdís Ósk Þórsdóttir", "Łukasz Żółć", "Щербачёва-Йотова Ъя", "Ганеев Илья Маратович",
    "Магомед-Амин оглы", "Қасымжомарт Тоқаев", "Գևորգ Սահակյան", "გიორგი ბერიძე", "محمد عبد الله", "משה בן־דוד",
    "अमिताभ बच्चन", "தமிழ்ச்செல்வி", "ສົມສັກ", "สมชาย ใจดี", "王小明", "山田 太郎", "김민준", "Νίκος Παπαδόπουλος",
    "Björk", "X Æ A-12", "Null", "Test", "Undefined", "Abdul", "Dr. h.c. mult. Müller", "Союз «Дворы & сады»",
    "Ольга (Леля) Иванова-Петрова", "R", "Nǃxau ǂToma", "ʻOkina Kahananui", "Ngũgĩ wa Thiong'o",
)  # fmt: skip
"""Real names of more than twenty scripts and shapes: each must be taken everywhere."""

MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "javascript:alert(1)",
    "<iframe srcdoc='<script>1</script>'>", "<b>bold</b>", "<!--", "-->", "]]>", "<style>*{display:none}</style>",
    "<a href='data:text/html,1'>x</a>", "&lt;script&gt;", "&#0;", "<math><mi xlink:href='javascript:1'>",
    "' autofocus onfocus=alert(1) x='", "<svg><use href='https://evil.example/x.svg#a'/></svg>",
    "@import url(https://evil.example/a.css)", "<link rel=stylesheet href=//evil.example>", "<base href=//evil.example>",
)  # fmt: skip
TEMPLATES = (
    "{{4447*3}}",
    "{% raw %}",
    "${4447*3}",
    "#{4447*3}",
    "<%= 4447*3 %>",
    "%(name)s",
    "%s%s%s%n",
    "{0.__class__}",
    "{{ config }}",
    "%",
)
SQL = (
    "' OR '1'='1",
    "'; DROP TABLE notices; --",
    "1) UNION SELECT 1",
    "\\'; --",
    "x' AND SLEEP(5) --",
    '"',
    "`",
)
SHELL = (
    "$(reboot)",
    "`id`",
    "; ls /",
    "| cat /etc/passwd",
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/dev/null",
    "C:\\CON",
    "~root",
    "file:///etc/passwd",
)
LINES = (
    "a\r\nBcc: x@example.org",
    "a\nSet-Cookie: x=1",
    "\r\n\r\n<html>",
    'level=info msg="forged"',
    '{"at": "x"}',
)
SHEETS = ("=1+1", "+7 495 000-14-20", "-2+3", "@SUM(A1)", "\t=cmd|' /C calc'!A0", "＝1+1")
BIDI = (
    "\u202eабв\u202c",
    "\u2066x\u2069",
    "a\u200bb",
    "\ufeffстарт",
    "soft\u00adhyphen",
    "\u180eмонгол",
    "\u2060w",
    "\U000e0041\U000e0042tag",
)
LOOKALIKES = (
    "Мoсква",
    "рaypal",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "ＦＵＬＬ",
    "ﬁnal",
    "İstanbul",
    "ẞ",
    "ǅ",
    "é",
    "é",
    "Å",
    "Ω",
)
MARKS = ("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", "a" + "\u0301" * 6, "a" + "\u0301" * 40, "\u0301alone")
EMOJI = ("🎵", "👩‍👩‍👧‍👦", "🏳️‍🌈", "1️⃣", "👋🏽", "🇷🇺")
SPACES = (
    "\u00a0\u00a0x",
    "x\u3000y",
    "\u2003",
    "   ",
    "\t",
    "a\u2028b",
    "a\u2029b",
    "\x0bv",
    "\x0cf",
)
MOJIBAKE = ("Ð\u009cÐ¾Ñ\u0081ÐºÐ²Ð°", "ÃƒÂ©", "РњРѕСЃРєРІР°")
FORBIDDEN = (
    "\x00",
    "a\x00b",
    "\x01",
    "\x07bell",
    "\x1b[31mred",
    "\x7f",
    "\x80",
    "\x9f",
    "\ue000",
    "\uf8ff",
    "\U000f0000",
    "\ufffe",
    "\uffff",
    "\ufdd0",
)
NUMBERS = (
    "１２",
    "١٢",
    "+5",
    " 12 ",
    "1_000",
    "12.0",
    "0x1F",
    "1e9",
    "-1",
    "9" * 30,
    "True",
    "00012",
    "²",
    "NaN",
    "∞",
)
PATHS = (
    "/notices/1",
    "27-0001' --",
    "%2e%2e%2f",
    "//evil.example",
    "https://evil.example",
    "\\\\evil\\share",
    "?a=1&a=2",
    "#x",
)
DATES = (
    "31.02.2027",
    "29.02.2027",
    "0001-01-01",
    "9999-12-31",
    "2027-03-28T02:30",
    "00:00",
    "24:00",
    "25:61",
)
SLOW = (
    "a" * 60 + "!",
    "(" * 200,
    "a@" * 200,
    "x" * 199,
    "x" * 200,
    "x" * 201,
    "word " * 900,
    "ы" * 5000,
    "ы" * 5001,
)
JSONS = ("[" * 100, '{"a":' * 100, "null", "true", "[]", "{}", '"\\ud800"', "__proto__")


def corpus() -> tuple[Typed, ...]:
    """Every text, once."""
    return tuple(dict.fromkeys(_all()))


def _all() -> Iterator[Typed]:
    yield from (Typed("name", one, TAKEN) for one in NAMES)
    kinds = {
        "markup": MARKUP, "template": TEMPLATES, "sql": SQL, "shell": SHELL, "lines": LINES, "sheet": SHEETS,
        "bidi": BIDI, "look-alike": LOOKALIKES, "marks": MARKS, "emoji": EMOJI, "space": SPACES,
        "mojibake": MOJIBAKE, "number": NUMBERS, "path": PATHS, "date": DATES, "size": SLOW, "json": JSONS,
    }  # fmt: skip
    for kind, texts in kinds.items():
        yield from (Typed(kind, one, EITHER) for one in texts)
    yield from (Typed("forbidden", one, REFUSED) for one in FORBIDDEN)
