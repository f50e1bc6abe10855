"""What is due: today, tomorrow, this week, before the long holiday; unit by unit, to be read in the morning or printed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope, start_of
from desk.lists import COUNTED, law_of
from desk.speech import _
from records import due_rows
from records.due_rows import DueRow
from web.filters import TimeLeft, law, near_day, time_left, today
from web.gate import gate
from web.i18n import language
from web.work import calendar, now, reading
from workflow import aims, due_days

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that is due, in the words of its law."""

    row: DueRow
    kind: str
    stage: str
    left: TimeLeft
    owner: str
    silence: str


@dataclass(frozen=True, slots=True)
class Section:
    """Answers due in one stretch of days; `count` stops at 1,000."""

    title: str
    note: str
    units: list[tuple[str, list[Answer]]]
    shown: int
    count: int
    capped: bool


def _answer(row: DueRow) -> Answer:
    rules = law_of(row.regime_pin)
    clock = rules.clocks.get(row.clock)
    return Answer(
        row=row,
        kind=law(rules.kinds[row.kind].name) if row.kind in rules.kinds else row.kind,
        stage=law(rules.stages[row.stage].title) if row.stage in rules.stages else row.stage,
        left=time_left(row.due_at, own=aims.own(clock) if clock else "", zone=rules.zone),
        owner=(row.owner_ru if language() == "ru" else "") or row.owner,
        silence=law(aims.silence(rules, clock, row.window)) if clock else "",
    )


def _units(rows: tuple[DueRow, ...]) -> list[tuple[str, list[Answer]]]:
    """Parted by office, each in the order of time; the office with the nearest answer first."""
    found: dict[str, list[Answer]] = {}
    for row in rows:
        name = row.unit_ru if language() == "ru" else row.unit_en
        found.setdefault(name, []).append(_answer(row))
    return list(found.items())


def _section(work: Any, stretch: due_days.Stretch, title: str, note: str = "") -> Section:
    start, end = start_of(stretch.first), start_of(stretch.after)
    rows = due_rows.due_between(work, scope(), start, end, limit=SHOWN)
    count = len(rows)
    if count == SHOWN:
        count = due_rows.due_count(work, scope(), start, end, most=COUNTED + 1)
    return Section(title, note, _units(rows), len(rows), min(count, COUNTED), count > COUNTED)


def _holiday_words(run: due_days.Run, here: date) -> tuple[str, str]:
    title = _(
        "Before the long holiday, %(first)s to %(last)s",
        first=near_day(run.first),
        last=near_day(run.last),
    )
    if run.first <= here:
        return title, _("The holiday has begun: what ends in it is answered by who is on duty.")
    return title, _(
        "Answers that are due up to its end. The last working day before it is %(day)s.",
        day=near_day(run.workday_before),
    )


@bp.get("/due")
@gate("desk.enter")
def due() -> BaseResponse:
    """Show what is due, group by group; only what the reader's offices have to answer."""
    here = today()
    days = due_days.plan(calendar(), here)
    with reading() as work:
        sections = [
            _section(work, days.past, _("Ran out and not answered")),
            _section(work, days.today, _("Today, %(day)s", day=near_day(here))),
            _section(
                work, days.tomorrow, _("Tomorrow, %(day)s", day=near_day(days.tomorrow.first))
            ),
            _section(work, days.week, _("Later this week")),
        ]
        if days.run is not None:
            title, note = _holiday_words(days.run, here)
            sections.append(_section(work, days.holiday, title, note))
    return answers.page(
        "desk/due.html",
        sections=[one for number, one in enumerate(sections) if number or one.count],
        run=days.run,
        no_year=days.no_year,
        everything=scope().everything,
        now_at=now(),
        queue=url_for("desk.queue"),
    )
