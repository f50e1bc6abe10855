"""The Russian dictionary (pymorphy3, OpenCorpora): which words are given names, and posts and offices in the dative.

Loaded when the first word is asked for: a process that asks for none pays neither for the library nor for the
dictionary (0.1 s and 6 MB, 0.25 s and 24 MB). Without the library nothing is known, and less is offered.
"""

import re
from functools import cache
from importlib import import_module
from typing import Any

from letters.surnames import FEMALE, MALE

NOUNS, ADJECTIVES = frozenset({"NOUN"}), frozenset({"ADJF", "PRTF"})


@cache
def _analyser() -> Any:
    try:
        return import_module("pymorphy3").MorphAnalyzer(lang="ru")
    except ImportError:
        return None


def genders(name: str) -> frozenset[str]:
    """Whether men or women bear this given name; both for Саша, none where it is no given name that is known."""
    found = [one.tag for one in _parses(name) if {"Name", "nomn", "sing"} in one.tag]
    known = {MALE for tag in found if "masc" in tag} | {FEMALE for tag in found if "femn" in tag}
    return frozenset({MALE, FEMALE} if any("ms-f" in tag for tag in found) else known)


def post(words: str) -> str | None:
    """A post or an office in the dative: its adjectives and its first noun change, what depends on them stays.

    None where no noun comes first, where several forms are possible, or where a second noun would change too.
    """
    parts = re.split(r"(\s+)", words)
    changed: list[str] = []
    for place in range(0, len(parts), 2):
        word, rest = parts[place], parts[place + 2 :: 2]
        if _stays(word):  # ГУ МВД, ООО, врио
            return None if changed else words
        more = bool(rest) and _agree(word, rest[0])
        form = _one(_forms(word, ADJECTIVES if more else NOUNS) or _forms(word, ADJECTIVES))
        if form is None:
            return None
        changed.append(_like(word, form))
        if not more:
            end = "".join(parts[place + 1 :])
            return None if _second(rest) else _joined(parts, changed) + end
    return None


def _agree(word: str, after: str) -> bool:
    """Whether the first is an adjective of the second: Главное управление, but not исполняющий обязанности."""
    first = [one.tag for one in _nominative(word, ADJECTIVES)]
    then = [one.tag for one in _nominative(after, NOUNS | ADJECTIVES)]
    return any(
        one.number == two.number and (one.number == "plur" or one.gender == two.gender)
        for one in first
        for two in then
    )


def _joined(parts: list[str], changed: list[str]) -> str:
    return "".join(
        changed[place // 2] if place % 2 == 0 else parts[place]
        for place in range(2 * len(changed) - 1)
    )


def _second(rest: list[str]) -> bool:
    """Whether a second head follows an `и`: глава управы и депутат."""
    after = [rest[place + 1] for place in range(len(rest) - 1) if rest[place] == "и"]
    return any(word.islower() and not _oblique(word) for word in after)


def _oblique(word: str) -> bool:
    """Whether the word can stand in a case that depends on another."""
    return any(
        {"gent"} in one.tag or {"ablt"} in one.tag or {"loct"} in one.tag for one in _parses(word)
    )


def _stays(word: str) -> bool:
    return bool(re.fullmatch(r"[А-ЯЁ]{2,}(-\d+)?|[ВвИи]\.?\s?[ОоРр]\.?([ИиОо]\.?)*|врио", word))


def _nominative(word: str, kinds: frozenset[str]) -> list[Any]:
    """The same word as somebody's name is no post: Соловей, Глинка."""
    found = _parses(word)
    if any({mark, "sing"} in one.tag for one in found for mark in ("Name", "Surn", "Patr")):
        return []
    return [one for one in found if str(one.tag.POS) in kinds and "nomn" in one.tag]


def _forms(word: str, kinds: frozenset[str]) -> set[str]:
    forms = {one.inflect({"datv"}) for one in _nominative(word, kinds)}
    return {str(form.word) for form in forms if form is not None}


def _one(forms: set[str]) -> str | None:
    return next(iter(forms)) if len(forms) == 1 else None


def _parses(word: str) -> list[Any]:
    """What the dictionary holds of the word; nothing that is only guessed by an ending."""
    asked = _analyser()
    return [one for one in asked.parse(word) if one.is_known] if asked is not None else []


def _like(word: str, form: str) -> str:
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
