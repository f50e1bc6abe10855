"""The register as lines of a table, the same on paper and in a file, in the reader's language."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from letters.inner import Grid, Inner
from records.register_rows import Entry, Left, Wanted
from web.filters import plain_day
from web.i18n import gettext as _
from web.i18n import language
from web.letter_words import letter_words, way_words
from workflow.dispatching import BY_POST
from workflow.runs import code

Say = Callable[[date], str]
LINES = 100
"""Of one part of the register on paper."""
MOST = 1_200
"""Lines on paper at once: what a person waits for, a second or two for each hundred."""


def head() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        _("Outgoing no."), _("Dated"), _("Addressee"), _("Address"), _("Kind of letter"), _("Notice"), _("Way"),
        _("Postal item, reason"), _("Print run"), _("Sent on"), _("Counts as received"), _("Result"), _("Clerk"),
    )  # fmt: skip


def lines(entries: list[Entry], day: Say = date.isoformat) -> list[tuple[str, ...]]:
    """A line for each way in which a letter left, and for each copy; one for a letter that has not left.

    `day` writes a date: as tables of other programs sort it, or, with `dates.short`, as people read it on paper.
    """
    return [line for entry in entries for line in _of(entry, day)]


def _of(entry: Entry, day: Say) -> list[tuple[str, ...]]:
    kind = letter_words().get(entry.kind, entry.kind)
    start = (
        entry.number,
        day(entry.day),
        entry.organiser,
        entry.address,
        kind,
        entry.reference,
    )
    found: list[tuple[str, ...]] = [_left(start, entry, one, day) for one in entry.left]
    if not found:
        state = (
            _("not sent: %(why)s", why=entry.not_sent) if entry.not_sent else _("has not left yet")
        )
        found = [
            (*start, way_words().get(entry.way, entry.way), "", _run(entry, 1), "", "", state, "")
        ]
    copies = [one for one in entry.prints if one.copy_no > 1]
    number = entry.number
    for one in copies:
        words = _("copy %(number)s", number=one.copy_no)
        run = code(one.run) if one.run else ""
        found.append(
            (
                number,
                *start[1:4],
                f"{kind}, {words}",
                entry.reference,
                "",
                one.reason,
                run,
                "",
                "",
                "",
                "",
            )
        )
    return found


def _left(start: tuple[str, ...], entry: Entry, one: Left, day: Say) -> tuple[str, ...]:
    clerk = (one.clerk_ru if language() == "ru" and one.clerk_ru else one.clerk) or _("by itself")
    result = ""
    if one.back:
        result = _("came back %(day)s: %(note)s", day=day(one.back), note=one.note)
    run = _run(entry, 1) if one.way in BY_POST else ""
    return (
        *start,
        way_words().get(one.way, one.way),
        one.post_id,
        run,
        day(one.day),
        day(one.served) if one.served else "",
        result,
        clerk,
    )


def _run(entry: Entry, copy_no: int) -> str:
    return next((code(one.run) for one in entry.prints if one.copy_no == copy_no and one.run), "")


def papers(rows: Sequence[tuple[str, ...]], wanted: Wanted, at: date, who: str) -> Iterator[Inner]:
    """The register as pages in landscape, in parts of a hundred lines: the press gives each its own time.

    (A table of 600 lines took more of the processor than a paper may.)
    """
    first, last = (plain_day(day) if day else "…" for day in (wanted.first, wanted.last))
    lead = _(
        "From %(first)s to %(last)s. %(count)s lines.", first=first, last=last, count=len(rows)
    )
    if not (wanted.first or wanted.last):
        lead = _("All days. %(count)s lines.", count=len(rows))
    parts = -(-len(rows) // LINES) or 1
    for part in range(parts):
        sheet = _("part %(number)s of %(parts)s, sheet", number=part + 1, parts=parts)
        yield Inner(
            locale=language(), title=_("Register of outgoing letters"), day=at, wide=True,
            foot=_("Register of outgoing letters, taken %(day)s by %(who)s", day=plain_day(at), who=who), lead=lead,
            grids=(
                Grid(
                    head=head(), rows=tuple(rows[part * LINES : (part + 1) * LINES]),
                    widths=(24, 17, 28, 26, 22, 17, 18, 26, 13, 17, 17, 0, 25),
                ),
            ),
            of=_("of"), sheet=sheet if parts > 1 else _("sheet"),
        )  # fmt: skip
