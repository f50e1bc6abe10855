"""Builders of the road of a regime: stages, moves, outcomes, grounds, appeals, duties."""

from collections.abc import Mapping

from regimes.appealing import CommissionRule, TieRule
from regimes.regime import Appeal, Duty, Ground, Handling, Move, Outcome, Reason, Stage, Text
from regimes.table import Table
from regimes.words import (
    APPEAL_FROM,
    APPEAL_TO,
    GUARDS,
    LETTER_WORDS,
    LETTERS,
    PARTS,
    PRINTED,
    QUESTIONS,
    ROLES,
    TIES,
    VERBS,
)


def words(part: Table) -> Mapping[str, Text]:
    """Sentences of a letter that the law words itself: keys from words.LETTER_WORDS."""
    found = {name: part.text(name) for name in LETTER_WORDS if part.has(name)}
    part.done()
    return found


def _words(part: Table) -> Mapping[str, Text]:
    return words(part.table("words")) if part.has("words") else {}


def stage(row: Table) -> Stage:
    found = Stage(
        name=row.word("name"),
        title=row.text("title"),
        public=row.text("public"),
        held_by=row.word("held_by", "addressee"),
        awaits=row.word("awaits", among=("authority", "organiser", "nobody")),
        final=row.flag("final"),
        hides=row.words("hides", QUESTIONS, []),
        letter=row.word("letter", "", among=LETTERS),
        words=_words(row),
    )
    row.done()
    return found


def move(row: Table) -> Move:
    found = Move(
        name=row.word("name"),
        verb=row.word("verb", among=VERBS),
        sources=row.words("from"),
        to=row.word("to"),
        only_if=row.words("only_if", GUARDS, []),
        outcome=row.word("outcome", ""),
        by=row.words("by", ROLES),
        title=row.text("title"),
        effect=row.text("effect"),
        forward=row.flag("forward"),
    )
    row.done()
    return found


def outcome(part: Table) -> Outcome:
    found = Outcome(
        name=part.name,
        title=part.text("title"),
        letter=part.word("letter", "", among=LETTERS),
        needs_ground=part.flag("needs_ground"),
        requires=part.words("requires", PARTS, []),
        prints=part.words("prints", PRINTED, []),
        help=part.text("help"),
        source=part.source(),
        words=_words(part),
    )
    part.done()
    return found


def ground(part: Table) -> Ground:
    found = Ground(
        part.name,
        part.text("title"),
        part.text("text"),
        part.text("cited"),
        part.flag("about_person"),
        part.source(),
    )
    part.done()
    return found


def reason(part: Table) -> Reason:
    found = Reason(part.name, part.text("text"), part.words("backs"), part.source())
    part.done()
    return found


def appeal(row: Table) -> Appeal:
    found = Appeal(
        row.word("id"),
        row.text("title"),
        row.text("text"),
        row.words("outcomes"),
        row.source(),
        row.maybe_number("within_days"),
        row.maybe_number("within_months"),
        row.word("from", "", among=APPEAL_FROM),
        row.maybe_number("decides_days"),
        row.text("letter") if row.has("letter") else None,
        row.word("to", "court", among=APPEAL_TO),
        row.flag("until_event"),
        row.maybe_number("aim_days"),
        *(row.text(name) if row.has(name) else None for name in ("papers", "fee", "where")),
    )
    row.done()
    return found


def commission(part: Table) -> CommissionRule:
    found = CommissionRule(
        part.number("above"), part.text("title"), part.text("text"), part.source(),
        _tie(part.table("tie")) if part.has("tie") else None,
    )  # fmt: skip
    part.done()
    return found


def _tie(part: Table) -> TieRule:
    found = TieRule(part.word("rule", among=TIES), part.text("text"), part.source())
    part.done()
    return found


def handling(part: Table) -> Handling:
    found = Handling(part.number("decides_days"), part.text("text"), part.source())
    part.done()
    return found


def duty(row: Table) -> Duty:
    found = Duty(row.word("id"), row.text("text"), row.source())
    row.done()
    return found
