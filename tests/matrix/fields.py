"""THE table of fields: what each kind of person can read of somebody's notice, anywhere in Veche (A-4).

A field is known by a sign: a part of its value that stands nowhere else in the seeded city. Letters (PDF)
are left out: a letter names the person that it is written to, and who may open it stands in access.py.
An organiser's own notice is known to `own` and `hold`; to nobody else as theirs.

`place` is read by whoever has the code of a letter, `law.pin` is public. `own` and `oth` read only their own
address of an account, as staff do. What opens a door, hashes and salts are read by nobody.
"""

from tests.matrix.access import ROLES

SIGNS = {
    # field                  a part of its value, in small letters
    "organiser":             "канареечкина",
    "organiser.address":     "канареечная ул",
    "organiser.postcode":    "129515",
    "organiser.phone":       "765-43-21",
    "organiser.email":       "canary@example.org",
    "authorised.name":       "канарейкин",
    "attorney.name":         "канареев",
    "authorised.phone":      "765-43-22",
    "signature":             "в. сокольникова",
    "title":                 "шествие памяти",
    "purpose":               "основателей библиотеки",
    "form_details":          "без транспорта",
    "order":                 "12 распорядителей",
    "medical":               "два санитара",
    "sound":                 "громкоговоритель",
    "place":                 "липовый бульвар",
    "points":                "мельничная площадь",
    "move.note":             "так записано в журнале",
    "decision.reasons":      "ремонт.",
    "decision.facts":        "договор № 12",
    "decision.item":         "не указан пост",
    "representative":        "000-03-11",
    "letter.held":           "a letter is missing in the fonts",
    "representative.name":   "зуев н. п.",
    "staff.email":           "orlova@veche.example",
    "staff.name":            "l. n. orlova",
    "head.email":            "zuev@veche.example",
    "organiser.account":     "owner@veche.example",
    "other.account":         "other@veche.example",
    "hash":                  "$argon2",
}  # fmt: skip

WORDS = {
    # what opens a door, or is nobody's to see: made anew in each run, so read from the seeded city
    "notice.check_code": "code", "letter.check_code": "check", "link.secret": "link",
    "draft.secret": "draft", "law.pin": "pin", "version.hash": "version_hash",
    "version.salt": "version_salt", "version.commitment": "version_commit",
    "log.hash": "log_hash", "log.salt": "log_salt", "log.commitment": "log_commit",
    "letter.sha256": "letter_sha256",
}  # fmt: skip

TABLE = """
# field                 who reads it somewhere (roles of access.py; «-» nobody, «all» everybody)
organiser              hold own off sec head sign clrk aud
organiser.address      -
organiser.postcode     -
organiser.phone        -
organiser.email        hold own
authorised.name        hold own off sec head sign clrk
attorney.name          hold own off sec head sign clrk
authorised.phone       hold own
signature              -
title                  hold own off sec head sign clrk
purpose                hold own off sec head sign clrk
form_details           hold own off sec ask head sign clrk aud
order                  hold own off sec ask head sign clrk aud
medical                hold own off sec ask head sign clrk aud
sound                  hold own off sec ask head sign clrk aud
place                  all
points                 hold own off sec ask head sign clrk aud
move.note              off sec head sign clrk aud
decision.reasons       hold own off sec head sign clrk aud
decision.facts         hold own off sec head sign clrk aud
decision.item          hold own
representative         off sec head sign clrk
letter.held            -
representative.name    off sec head sign clrk
staff.email            off
staff.name             off sec ask head sign clrk aud adm
head.email             head
organiser.account      own
other.account          oth
hash                   -
notice.check_code      -
letter.check_code      -
link.secret            -
draft.secret           -
law.pin                all
version.hash           -
version.salt           -
version.commitment     -
log.hash               -
log.salt               -
log.commitment         -
letter.sha256          -
"""


def signs(words: dict[str, str]) -> dict[str, str]:
    """Field -> what tells that it is read."""
    return SIGNS | {name: words[word].casefold() for name, word in WORDS.items()}


def rows() -> dict[str, frozenset[str]]:
    """Field -> roles that read it somewhere."""
    found = {}
    for line in TABLE.strip().splitlines():
        if line.startswith("#"):
            continue
        field, *roles = line.split()
        assert field not in found, f"{field} stands twice"
        found[field] = frozenset(ROLES if roles == ["all"] else roles) - {"-"}
    return found


def readable(role: str) -> set[str]:
    """The fields that this role reads."""
    return {field for field, roles in rows().items() if role in roles}
