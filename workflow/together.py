"""What answers must say together: the rules of a law across the answers of one notice (A05).

A rule is data of its regime; what it can ask of an answer is the closed list `CHECKS` here. Nothing is refused:
an error asks the person again on the form, a warning is told, and a notice that came otherwise stands as it is.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from regimes.asked import Condition
from regimes.conditions import Case, holds
from regimes.daytime import bounds
from regimes.regime import Regime
from regimes.rules import Rule
from workflow import needs
from workflow.content import Content

_ELSEWHERE = re.compile(
    r"(see|as|same as|like) (above|below|before|attached|the attachment|enclosed)|the same|same|ditto"
    r"|idem|n[/.]?a[.]?|none given|tb[acd]|to be (announced|confirmed|decided)|not known yet"
    r"|(см|смотри|смотрите)\.? ?(выше|ниже|приложение|прил|вложение|там же)|как (указано )?выше"
    r"|(указано )?выше|то же( самое)?|там же|тот же|так же|аналогично|уточняется|нет данных|не указано"
    r"|позже|позднее|x+|х+|[-–—.…?*_+/\\]+",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-4])[:.]([0-5]\d)(?![.:]?\d)")
_SPAN = re.compile(
    r"(?<!\w)(?:from|between|с|со)\s+([01]?\d|2[0-4])(?:\s*(?:h|ч|час\w*|o.clock))?\s+"
    r"(?:to|till|until|and|до)\s+([01]?\d|2[0-4])(?![\d:.]\d)",
    re.IGNORECASE,
)
_THROUGHOUT = re.compile(
    r"(whole|entire|all (the )?time|all through|throughout|from (the )?start to (the )?end)"
    r"|(всё|все) время|в течение всего|на протяжении всего|от начала до (конца|окончания)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d\u00a0\u202f]*")
_COUNTED: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "one один одна одно одного одной", "two два две двое двух", "three три трое трёх трех",
            "four четыре четверо четырёх", "five пять пятеро пяти", "six шесть шестеро", "seven семь семеро",
            "eight восемь", "nine девять", "ten десять десяти", "eleven одиннадцать", "twelve двенадцать",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What a check looks at: the words of one answer, how many points a route has, and the case around them."""

    words: str
    points: int
    case: Case
    hours: tuple[time, time] | None  # within which the law keeps the event, None where it does not


def elsewhere(words: str) -> bool:
    """Whether an answer only points somewhere else, or says nothing: «see above», «-», «n/a» (law.md 1.3)."""
    return _ELSEWHERE.fullmatch(" ".join(words.split()).strip(" .!")) is not None


def fits(condition: Condition, content: Content) -> bool:
    """Whether a condition on kind and size holds; a size that nobody said yet stands in no way."""
    case = needs.case_of(content)
    return holds(condition, replace(case, attendance=case.attendance or 1))


def broken(regime: Regime, content: Content, *, unused: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that these answers do not keep, in the order of the file.

    `unused`: questions that were answered with «no, none»; their words state just that.
    An answer that is still empty breaks no rule but `answered`: that it is missing is told by itself.
    """
    case = needs.case_of(content)
    case = replace(case, given={**case.given, **dict.fromkeys(unused, "")})
    return tuple(_broken(regime, content, case, frozenset(unused)))


def _broken(regime: Regime, content: Content, case: Case, unused: frozenset[str]) -> Iterator[Rule]:
    asked = {need.question for need in regime.kinds[content.kind].questions}
    hours = _hours(regime, content, case)
    for rule in regime.rules:
        if rule.question not in asked or not holds(rule.when, case):
            continue
        words = "" if rule.question in unused else _words(content, rule.question)
        points = len(content.places[0].points) if content.places else 0
        said = Said(words, points, case, hours)
        empty = not (points if rule.check == "points" else words)
        if (not empty or rule.check == "answered") and not CHECKS[rule.check](said, rule):
            yield rule


def _words(content: Content, question: str) -> str:
    answer = content.answers.get(question)
    if question == "attendance":
        return str(content.attendance or "")
    if question == "places":
        return "; ".join(place.name for place in content.places)
    return answer.strip() if isinstance(answer, str) else "; ".join(map(str, answer or ()))


def _hours(regime: Regime, content: Content, case: Case) -> tuple[time, time] | None:
    hours = regime.hours_of(content.kind)
    if hours is None:
        return None
    if not content.sessions:
        return hours.opens, hours.closes
    return bounds(hours, case, datetime.combine(content.sessions[0].day, time()))


# --- what a rule can ask ---------------------------------------------------------------------


def _answered(said: Said, rule: Rule) -> bool:
    return bool(said.words) and not elsewhere(said.words)


def _names_hours(said: Said, rule: Rule) -> bool:
    found = _CLOCK.search(said.words) or _SPAN.search(said.words) or _THROUGHOUT.search(said.words)
    return found is not None


def _hours_within(said: Said, rule: Rule) -> bool:
    """Only what surely is an hour: 23:00, «from 20 to 23». A full stop may stand in a date."""
    if said.hours is None:
        return True
    named = [(int(h), int(m)) for h, m in _CLOCK.findall(said.words.replace(".", " "))]
    named += [(int(hour), 0) for span in _SPAN.findall(said.words) for hour in span]
    opens, closes = said.hours
    return all((opens.hour, opens.minute) <= at <= (closes.hour, closes.minute) for at in named)


def _numbers(words: str) -> list[int]:
    digits = [int(re.sub(r"\D", "", one)[:9]) for one in _DIGITS.findall(words)]
    return digits + [
        _COUNTED[one] for one in re.findall(r"\w+", words.casefold()) if one in _COUNTED
    ]


def _names_number(said: Said, rule: Rule) -> bool:
    return bool(_numbers(said.words))


def _one_for_each(said: Said, rule: Rule) -> bool:
    """The largest number named, as far as it can be one of people: a telephone is none."""
    people = said.case.attendance or 0
    named = [one for one in _numbers(said.words) if one <= people]
    return not named or max(named) * rule.number >= people


def _points(said: Said, rule: Rule) -> bool:
    return said.points >= rule.number


def _one_of(said: Said, rule: Rule) -> bool:
    return said.words in rule.among


def _none(said: Said, rule: Rule) -> bool:
    return not said.words


CHECKS: Mapping[str, Callable[[Said, Rule], bool]] = {
    "answered": _answered,
    "names_hours": _names_hours,
    "hours_within": _hours_within,
    "names_number": _names_number,
    "one_for_each": _one_for_each,
    "points": _points,
    "one_of": _one_of,
    "none": _none,
}
