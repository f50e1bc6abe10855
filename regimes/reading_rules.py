"""Builders of what a law says across answers: rules, short forms, reminders."""

from regimes.reading_asked import condition
from regimes.rules import Reminder, Rule, Short
from regimes.table import LARGEST, Table
from regimes.words import CHECKS, QUESTIONS, SIDES_OF_THE_EVENT, WEIGHTS


def rule(row: Table) -> Rule:
    check = row.word("check", among=tuple(CHECKS))
    number = row.maybe_number("number", LARGEST)
    found = Rule(
        id=row.word("id"),
        check=check,
        question=row.word("question", among=QUESTIONS),
        warns=row.word("weight", among=WEIGHTS) == "warning",
        when=condition(row),
        text=row.text("text"),
        source=row.source(),
        number=number or 0,
        among=row.words("among", default=[]),
    )
    needed = CHECKS.get(check, "")
    if needed == "number" and not number:
        row.complain("number", f"is missing: {check!r} counts with it")
    if needed == "among" and not found.among:
        row.complain("among", f"is missing: {check!r} chooses from it")
    for key, given in (("number", number is not None), ("among", bool(found.among))):
        if given and needed != key:
            row.complain(key, f"{check!r} has no use for it")
    row.done()
    return found


def short(part: Table) -> Short:
    found = Short(condition(part), part.text("text"), part.source())
    part.done()
    return found


def reminder(row: Table) -> Reminder:
    found = Reminder(
        id=row.word("id"),
        before=row.word("side", among=SIDES_OF_THE_EVENT) == "before",
        days=row.number("days"),
        when=condition(row),
        text=row.text("text"),
        source=row.source(),
    )
    row.done()
    return found
