"""Builders of the counted parts of a regime: kinds, windows, clocks, addressees, bodies."""

from regimes.regime import (
    Addressee,
    AddresseeRule,
    Body,
    BodyDue,
    Clock,
    ClockVariant,
    Condition,
    Extension,
    ExtraDay,
    Hours,
    Kind,
    Need,
    Question,
    Signature,
    Source,
    Span,
    Variant,
    Verdict,
    Window,
)
from regimes.table import Table
from regimes.words import ANCHORS, DAY_CLASSES, QUESTIONS, SIDES, SIGNATURES, UNITS, VERDICTS

ALWAYS = Condition()


def condition(part: Table, key: str = "when") -> Condition:
    """`when = {...}`; absent holds always."""
    if not part.has(key):
        return ALWAYS
    return _one_condition(part.table(key))


def _one_condition(when: Table) -> Condition:
    found = Condition(
        attendance_above=when.maybe_number("attendance_above"),
        attendance_below=when.maybe_number("attendance_below"),
        okrugs_above=when.maybe_number("okrugs_above"),
        okrug=when.word("okrug", ""),
        kinds=when.words("kinds", default=[]),
        not_kinds=when.words("not_kinds", default=[]),
        given=when.word("given", ""),
        not_given=when.word("not_given", ""),
        lead_days_below=when.maybe_number("lead_days_below"),
    )
    when.done()
    if found == ALWAYS:
        raise when.fault("", "names no condition")
    return found


def hours(part: Table) -> Hours:
    found = Hours(
        part.hour("opens"),
        part.hour("closes"),
        part.word("warning"),
        part.text("text"),
        part.source(),
    )
    part.done()
    return found


def signature(part: Table) -> Signature:
    found = Signature(part.words("ways", SIGNATURES), part.text("declaration"), part.source())
    part.done()
    return found


def question(part: Table) -> Question:
    if part.name not in QUESTIONS:
        raise part.fault("", f"is not one of the questions {', '.join(QUESTIONS)}")
    found = Question(part.name, part.text("title"), part.source())
    part.done()
    return found


def needs(part: Table) -> tuple[Need, ...]:
    """Which questions are asked: `required` and `optional` lists, and `[[...required_when]]` rows."""
    source = part.source()
    found = [Need(name, True, ALWAYS, source) for name in part.words("required", QUESTIONS, [])]
    found += [Need(name, False, ALWAYS, source) for name in part.words("optional", QUESTIONS, [])]
    for row in part.rows("required_when"):
        found.append(
            Need(row.word("question", among=QUESTIONS), True, condition(row), row.source())
        )
        row.done()
    part.done()
    return tuple(found)


def kind(part: Table, shared: tuple[Need, ...]) -> Kind:
    """A kind asks what every kind asks and what it names itself; its own words win."""
    source = part.source()
    own = needs(part.table("asks")) if part.has("asks") else ()
    named = {need.question for need in own}
    order = {name: place for place, name in enumerate(QUESTIONS)}
    asked = [need for need in shared if need.question not in named] + list(own)
    found = Kind(
        id=part.name,
        name=part.text("name"),
        help=part.text("help"),
        exempt=part.flag("exempt"),
        moving=part.flag("moving"),
        window=part.word("window", ""),
        clocks=part.words("clocks", default=[]),
        questions=tuple(sorted(asked, key=lambda need: order[need.question])),
        bodies=part.words("bodies", default=[]),
        source=source,
    )
    part.done()
    return found


def window(part: Table) -> Window:
    source = part.source()
    found = Window(
        name=part.name,
        anchor=part.word("anchor", among=ANCHORS),
        unit=part.word("unit", among=UNITS),
        earliest=part.maybe_number("earliest"),
        latest=part.maybe_number("latest"),
        count_excludes_filing_day=part.flag("count_excludes_filing_day"),
        extension=_extension(part, source),
        extra_day=_extra_day(part),
        text=part.text("text"),
        source=source,
    )
    part.done()
    return found


def _extension(part: Table, source: Source) -> Extension | None:
    if not part.has("extension"):
        return None
    row = part.table("extension")
    days = row.words("if_day_is", DAY_CLASSES)
    found = Extension(
        days,
        row.word("mode", among=("any", "last")),
        row.number("latest"),
        row.text("text"),
        row.source(),
    )
    row.done()
    return found


def _extra_day(part: Table) -> ExtraDay | None:
    if not part.has("extra_day"):
        return None
    row = part.table("extra_day")
    found = ExtraDay(row.word("if_all_days_are", among=DAY_CLASSES), row.text("text"), row.source())
    row.done()
    return found


def variant(row: Table) -> Variant:
    found = Variant(
        name=row.word("name"),
        when=condition(row),
        window=row.word("window", ""),
        clocks=row.words("clocks") if row.has("clocks") else None,
        exempt=row.flag("exempt"),
        blocked=row.flag("blocked"),
        late_is_kept=row.flag("late_is_kept"),
        text=row.text("text"),
        source=row.source(),
    )
    row.done()
    return found


def verdict(part: Table) -> Verdict:
    if part.name not in VERDICTS:
        raise part.fault("", f"is not one of {', '.join(VERDICTS)}")
    may = part.flag("may_proceed") if part.has("may_proceed") else None
    found = Verdict(
        part.name,
        part.text("text"),
        part.word("route", ""),
        may,
        part.word("on_silence", ""),
        part.source(),
    )
    part.done()
    return found


def span(part: Table) -> Span:
    """`anchor`, `unit` and either `before` or `after`."""
    anchor, unit = part.word("anchor", among=ANCHORS), part.word("unit", among=UNITS)
    before = part.has("before")
    if before == part.has("after"):
        raise part.fault("before", "give either before or after")
    return Span(anchor, unit, part.number("before" if before else "after"), before)


def clock(part: Table) -> Clock:
    found = Clock(
        name=part.name,
        side=part.word("side", among=SIDES),
        title=part.text("title"),
        starts=part.word("starts", among=("receipt", "answer")),
        span=span(part),
        cap=_cap(part),
        variants=tuple(_clock_variant(row) for row in part.rows("variants")),
        pending_in=part.words("pending_in"),
        on_expiry=part.word("on_expiry", ""),
        late_notice=part.flag("late_notice"),
        text=part.text("text"),
        silence=part.text("silence"),
        source=part.source(),
    )
    part.done()
    return found


def _cap(part: Table) -> Span | None:
    if not part.has("no_later_than"):
        return None
    row = part.table("no_later_than")
    found = span(row)
    row.done()
    return found


def _clock_variant(row: Table) -> ClockVariant:
    found = ClockVariant(condition(row), span(row), row.text("text"), row.source())
    row.done()
    return found


def addressee(part: Table) -> Addressee:
    found = Addressee(part.name, part.text("name"), part.flag("per_okrug"), part.source())
    part.done()
    return found


def addressee_rule(row: Table) -> AddresseeRule:
    found = AddresseeRule(
        row.word("to"),
        row.words("also_to", default=[]),
        condition(row),
        row.text("text"),
        row.source(),
    )
    row.done()
    return found


def body_due(part: Table) -> BodyDue:
    found = BodyDue(
        part.number("days_before"),
        part.hour("at"),
        part.number("hours"),
        part.number("days_after"),
        part.source(),
    )
    part.done()
    return found


def body(part: Table, due: BodyDue) -> Body:
    when = tuple(_one_condition(row) for row in part.rows("when")) or (ALWAYS,)
    found = Body(part.name, part.text("name"), when, due, part.source())
    part.done()
    return found
