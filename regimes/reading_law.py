"""Builders of the counted parts of a regime: hours, kinds, windows, clocks, addressees, bodies."""

from regimes.reading_asked import ALWAYS, condition, needs, one_condition, papers
from regimes.reading_rules import short as _short_form
from regimes.regime import (
    Addressee,
    AddresseeRule,
    Body,
    BodyDue,
    Clock,
    ClockVariant,
    Extension,
    ExtraDay,
    Hours,
    HoursException,
    Kind,
    Need,
    PaperNeed,
    Prolongation,
    Signature,
    Source,
    Span,
    Variant,
    Verdict,
    Window,
)
from regimes.table import Table
from regimes.words import (
    ANCHORS,
    DAY_CLASSES,
    QUESTIONS,
    ROLES,
    SIDES,
    SIGNATURES,
    STARTS,
    UNITS,
    VERDICTS,
    WEEKDAYS,
)


def hours(part: Table) -> Hours:
    found = Hours(
        part.hour("opens"),
        part.hour("closes"),
        part.word("warning"),
        part.text("text"),
        part.source(),
        tuple(_hours_exception(row) for row in part.rows("exceptions")),
    )
    part.done()
    return found


def _hours_exception(row: Table) -> HoursException:
    found = HoursException(
        condition(row),
        row.text("text"),
        row.source(),
        row.words("weekdays", WEEKDAYS, []),
        row.hour("opens") if row.has("opens") else None,
        row.hour("closes") if row.has("closes") else None,
    )
    row.done()
    return found


def signature(part: Table) -> Signature:
    found = Signature(
        part.words("ways", SIGNATURES),
        part.text("declaration"),
        part.source(),
        part.text("attorney_declaration") if part.has("attorney_declaration") else None,
    )
    part.done()
    return found


def kind(part: Table, shared: tuple[Need, ...], all_papers: tuple[PaperNeed, ...]) -> Kind:
    """A kind asks what every kind asks and what it names itself; its own words win. Papers likewise."""
    source = part.source()
    own = needs(part.table("asks")) if part.has("asks") else ()
    named = {need.question for need in own}
    order = {name: place for place, name in enumerate(QUESTIONS)}
    asked = [need for need in shared if need.question not in named] + list(own)
    own_papers = papers(part.table("papers")) if part.has("papers") else ()
    mine = {need.attachment for need in own_papers}
    found = Kind(
        id=part.name,
        name=part.text("name"),
        help=part.text("help"),
        exempt=part.flag("exempt"),
        moving=part.flag("moving"),
        window=part.word("window", ""),
        clocks=part.words("clocks", default=[]),
        questions=tuple(sorted(asked, key=lambda need: order.get(need.question, 0))),
        bodies=part.words("bodies", default=[]),
        source=source,
        papers=(*(need for need in all_papers if need.attachment not in mine), *own_papers),
        hours=hours(part.table("hours")) if part.has("hours") else None,
        short=_short_form(part.table("short")) if part.has("short") else None,
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
        earliest_unit=part.word("earliest_unit", "", among=("", *UNITS)),
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
        part.complain("", f"is not one of {', '.join(VERDICTS)}")
    may = part.flag("may_proceed") if part.has("may_proceed") else None
    found = Verdict(
        part.name,
        part.text("text"),
        part.word("route", ""),
        may,
        part.word("on_silence", ""),
        part.source(),
        part.text("silence", optional=True),
    )
    part.done()
    return found


def span(part: Table) -> Span:
    """`anchor`, `unit` and either `before` or `after`."""
    anchor, unit = part.word("anchor", among=ANCHORS), part.word("unit", among=UNITS)
    before = part.has("before")
    if before == part.has("after"):
        part.complain("before", "give either before or after")
    amount = part.number("before") if before else 0
    if part.has("after"):
        amount = part.number("after")
    elif not before:
        amount = 0
    return Span(anchor, unit, amount, before)


def clock(part: Table) -> Clock:
    found = Clock(
        name=part.name,
        side=part.word("side", among=SIDES),
        title=part.text("title"),
        starts=part.word("starts", among=STARTS),
        span=span(part),
        cap=_cap(part),
        variants=tuple(_clock_variant(row) for row in part.rows("variants")),
        pending_in=part.words("pending_in"),
        on_expiry=part.word("on_expiry", ""),
        runs_for=part.words("runs_for", VERDICTS, ["in_window"]),
        text=part.text("text"),
        silence=part.text("silence"),
        source=part.source(),
        statutory=part.flag("statutory", True),
        nothing_follows=part.flag("nothing_follows"),
        pause=_prolongation(part.table("pause")) if part.has("pause") else None,
        extensions=tuple(map(_prolongation, part.rows("extensions"))),
    )
    part.done()
    return found


def _prolongation(part: Table) -> Prolongation:
    amount = part.maybe_number("amount")
    found = Prolongation(
        amount=amount,
        unit=part.word("unit", among=UNITS) if amount is not None else "",
        times=part.maybe_number("times"),
        by=part.words("by", ROLES),
        reason=part.text("reason"),
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
    when = tuple(one_condition(row) for row in part.rows("when")) or (ALWAYS,)
    looks_at = part.words("looks_at", QUESTIONS, [])
    found = Body(part.name, part.text("name"), when, due, part.source(), looks_at)
    part.done()
    return found
