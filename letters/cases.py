"""The dative that a letter addresses somebody in: offered to a person, never put into a letter by itself (letters.md 5).

Nothing is offered where the gender is not certain, where grammar allows two forms, or where a word is not Russian:
the letter then keeps the nominative, or what the person types.
"""

import re

from letters import lexicon, surnames
from letters.surnames import FEMALE, MALE

NAME = re.compile(r"[А-ЯЁ][а-яё]+(-[А-ЯЁ]?[а-яё]+)*")
INITIALS = re.compile(r"([А-ЯЁ]\.\s?){1,2}")
LONGEST = 200


def dative(typed: str) -> str:
    """The dative of a person's name, a post or an office in Russian; '' where none is certain.

    Ивановой Марии Петровне; Главе управы; ООО «Ромашка» as it is.
    """
    text = " ".join(typed.split())
    if not text or len(text) > LONGEST or re.search(r"[A-Za-z]", text.partition("«")[0]):
        return ""
    if text.isupper() and len(text) > 5:
        return ""  # a name in capitals looks like letters of an abbreviation
    found = _person(text)
    return _office(text) if found is None else found


def _person(text: str) -> str | None:
    """A person's name in the order in which it is written; '' where it is not certain, None where it is no name."""
    initialled = _initialled(text)
    if initialled is not None:
        return initialled
    words = text.split()
    if not 2 <= len(words) <= 4 or not all(NAME.fullmatch(word) or _after(word) for word in words):
        return None
    at = next((place for place in range(1, len(words)) if surnames.gender(words[place])), 0)
    return _whole(words, at) if at else _short(words)


def _after(word: str) -> bool:
    return word in {"оглы", "оглу", "кызы"}


def _whole(words: list[str], at: int) -> str:
    """With a patronymic in this place, which says the gender and where the given name stands."""
    who = surnames.gender(words[at])
    forms: list[str | None]
    if _after(words[at]):  # Али Гасан оглы: the father's name before it stays as it is
        forms = (
            [surnames.given(words[at - 2], who), words[at - 1], words[at]] if at >= 2 else [None]
        )
        begin = at - 2
    else:
        forms = [surnames.given(words[at - 1], who), surnames.patronymic(words[at])]
        begin = at - 1
    rest = [*words[:begin], *words[at + 1 :]]
    if len(rest) > 1:
        return ""
    family = [surnames.surname(word, who) for word in rest]
    return _said([*family, *forms] if begin else [*forms, *family])


def _short(words: list[str]) -> str | None:
    """Surname and given name without a patronymic: where one of the two alone is a given name, of one gender."""
    known = [lexicon.genders(word) for word in words]
    if len(words) != 2 or not any(known):
        return None
    if all(known):
        return ""
    at = 0 if known[0] else 1
    told = surnames.evident(words[1 - at])
    who = next(iter(known[at])) if len(known[at]) == 1 else told
    if not who or (told and told not in known[at]):
        return ""
    forms = [surnames.surname(words[1 - at], who)]
    forms.insert(at, surnames.given(words[at], who))
    return _said(forms)


def _initialled(text: str) -> str | None:
    """Иванова М. П., М. П. Иванова: by the surname alone; '' where men and women would be written differently."""
    found = re.fullmatch(
        rf"({NAME.pattern})(\s+)({INITIALS.pattern})|({INITIALS.pattern})({NAME.pattern})", text
    )
    if found is None:
        return None
    family = found[1] or found[8]
    who = surnames.evident(family)
    forms = {surnames.surname(family, one) for one in ((who,) if who else (MALE, FEMALE))}
    if len(forms) != 1 or None in forms:
        return ""
    return text.replace(family, str(forms.pop()))


def _office(text: str) -> str:
    """A post or an office; never a lone word that may be a name."""
    head, quote, name = text.partition("«")
    form = lexicon.post(head.strip())
    if form is None:
        return ""
    return f"{form} {quote}{name}" if quote else form


def _said(forms: list[str | None]) -> str:
    return " ".join(form for form in forms if form) if all(forms) else ""
