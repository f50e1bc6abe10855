"""A page of the queue as the template shows it: lines with words, grouped by legal day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from desk.speech import _
from records.desk_rows import NOBODY, Beside
from records.errors import Missing
from records.notice_rows import After, NoticeRow
from records.queries import AskedRow
from web.filters import SECOND, TimeLeft, in_zone, near_day, short_due, time_left, today
from web.i18n import language
from web.kept import kept, store
from web.text import row_number
from web.work import now, reading, regime, rulebook
from workflow import aims
from workflow import law as laws

MINUTE = timedelta(minutes=1)
PAGE = 25
COUNTED = 1000  # counts stop here and say «1,000+» (performance 3.2)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One notice in a list; `asked` is the open question behind it, if the list is of those.

    A line is equal to itself alone: the same values give the same line (`lines`), so that what
    is kept for a line is found without comparing all of them.
    """

    reference: str
    kind: Any  # Text of the regime
    stage: Any
    place: str
    okrug: str
    district: str
    starts_at: datetime
    ends_at: datetime
    attendance: int
    due_at: datetime | None
    theirs: bool
    left: TimeLeft
    group: str  # over | today | next | later | theirs | none
    revision: int = 0
    owner: str = ""
    free: bool = False  # has no owner
    climbed: bool = False  # lies with the head, near its end
    unread: bool = False  # something in it is news to the reader
    note: tuple[int, int] | None = None  # bodies that answered, bodies that were asked
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading. `count` is None where the page may not hold the whole group."""

    title: str
    lines: tuple[Line, ...]
    count: int | None
    note: str = ""


def law_of(pin: str) -> Any:
    """Give the regime whose words a row is shown in; from the text that was kept where the file has left the shelf."""
    try:
        return rulebook()[pin]
    except KeyError:
        return kept(("law", pin), lambda: _off_the_shelf(pin))


def _off_the_shelf(pin: str) -> Any:
    """The law as it was kept with its first notice; where no text of it can be read, its newest one, or today's."""
    try:
        with reading() as work:
            found = next(laws.readable(work, rulebook(), [pin]), None)
    except Missing:
        found = None
    of_id = [one for one in rulebook() if one.id == pin.partition("@")[0]]
    return found or max(of_id, key=lambda one: one.valid_from, default=None) or regime()


def lines(rows: Sequence[NoticeRow], more: Mapping[int, Beside]) -> list[Line]:
    """Dress the rows of a list; a row that did not change is dressed once a minute."""
    at, among = now(), store()
    days: dict[str, tuple[Any, ...]] = {}
    for pin in {row.regime_pin for row in rows}:
        rules = law_of(pin)
        days[pin] = (rules, rules.pin, today(), today(rules.zone))

    def dressed(row: NoticeRow) -> Line:
        rules, *judged_by = days[row.regime_pin]
        beside = more.get(row.id, NOBODY)
        key = ("line", row, beside, *judged_by, moment_of(row.due_at, at))
        return kept(key, lambda: _dressed(row, beside, rules), among)

    return [dressed(row) for row in rows]


def moment_of(due_at: datetime | None, at: datetime) -> tuple[bool, int] | None:
    """All that `time_left` takes from now (`at`), besides the day: whether it is over, and the whole minutes to or since."""
    if due_at is None:
        return None
    left = due_at + SECOND - at
    over = left <= timedelta(0)
    return over, abs(left) // MINUTE


def _dressed(row: NoticeRow, more: Beside, rules: Any) -> Line:
    theirs = row.due_side == "organiser"
    words = _("with the organiser") if theirs else ""
    own = aims.own_at(rules, row.stage, row.due_side, row.window)
    left = time_left(row.due_at, theirs=words, own=own, zone=rules.zone)
    return _line(
        row,
        left=left,
        due_at=row.due_at,
        theirs=theirs,
        owner=(more.owner_ru if language() == "ru" else "") or more.owner,
        free=more.owner_id is None,
        climbed=more.climbed,
        unread=more.unread,
        note=(more.answered, more.asked) if more.asked else None,
    )


def asked_line(row: AskedRow) -> Line:
    """Dress one open question to the reader's unit; the clock is the question's own."""
    rules = law_of(row.notice.regime_pin)
    key = ("asked", row, rules.pin, moment_of(row.due_at, now()), today(), today(rules.zone))

    def dressed() -> Line:
        left = time_left(row.due_at, zone=rules.zone)
        return _line(row.notice, left=left, due_at=row.due_at, theirs=False, asked=row.id)

    return kept(key, dressed)


def _line(shown: Any, *, due_at: datetime | None, left: TimeLeft, **more: Any) -> Line:
    law = law_of(shown.regime_pin)
    return Line(
        reference=shown.reference,
        kind=law.kinds[shown.kind].name if shown.kind in law.kinds else shown.kind,
        stage=law.stages[shown.stage].title if shown.stage in law.stages else shown.stage,
        place=shown.place_line,
        okrug=shown.okrug,
        district=shown.district,
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        attendance=shown.attendance,
        revision=shown.revision,
        due_at=due_at,
        left=left,
        group=_group(due_at, left),
        **more,
    )


def grouped(lines: Sequence[Line], *, first: bool, last: bool) -> list[Group]:
    """Group a page by legal day: ran out, today, the next two days, later, theirs, without a term.

    `first` and `last`: whether the page begins or ends the list. A count stands only at a group
    that lies on this page as a whole.
    """
    kinds = [one.group for one in lines]
    present = list(dict.fromkeys(kinds))
    cut = set() if first else set(present[:1])
    if not last:
        cut |= {"theirs", *present[-1:]}
    if not first:
        cut.add("theirs")
    groups = []
    for name in ("over", "today", "next", "later", "theirs", "none"):
        inside = tuple(one for one in lines if one.group == name)
        if inside:
            groups.append(Group(_title(name), inside, None if name in cut else len(inside)))
    return groups


def _group(due_at: datetime | None, left: TimeLeft) -> str:
    if due_at is None:
        return "none"
    if left.state in {"over", "theirs", "today"}:
        return left.state
    ends = in_zone(due_at).date()
    return "next" if ends <= today() + timedelta(days=2) else "later"


def _title(name: str) -> str:
    return {
        "over": _("Time is up"),
        "today": _("Today, %(day)s", day=near_day(today())),
        "next": _("Tomorrow and the day after"),
        "later": _("Later"),
        "theirs": _("With the organiser"),
        "none": _("Without a legal term"),
    }[name]


def place_in(after: After | None) -> str:
    """Give the address part that goes on after the last row of this page; empty at the end."""
    if after is None:
        return ""
    due = after.due_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S") if after.due_at else "none"
    return f"{due}.{after.id}"


def place_of(typed: str) -> After | None:
    """Read such an address part; anything else begins the list."""
    due, point, number = typed.partition(".")
    row = row_number(number)
    if not point or row is None:
        return None
    if due == "none":
        return After(None, row)
    try:
        at = datetime.strptime(due, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return After(at, row)


def next_words(after: After | None, size: int = PAGE) -> str:
    """Say where the next page begins, in the list's own words."""
    if after is None:
        return ""
    if after.due_at is None:
        return _("Next %(count)s: without a legal term", count=size)
    return _("Next %(count)s: due after %(when)s", count=size, when=short_due(after.due_at))
