"""What goes to the post with a run: labels for envelopes without a window, and the list of registered items."""

from collections.abc import Mapping, Sequence

from letters.inner import Grid, Inner
from letters.stationery import Labels
from records.run_rows import Piece, RunLine
from web.filters import in_zone, plain_day, stamp_moment
from web.i18n import gettext as _
from web.i18n import language
from workflow import runs
from workflow.dispatching import BY_POST

Lines = Mapping[int, tuple[str, ...]]
EMPTY = "\u00a0"  # a line that is left free for hand and stamp


def posted(pieces: Sequence[Piece]) -> list[Piece]:
    """The letters of a run that need an envelope of the post."""
    return [one for one in pieces if one.way in BY_POST and one.state in ("printed", "enveloped")]


def registered(pieces: Sequence[Piece]) -> list[Piece]:
    """Those among them that are registered."""
    return [one for one in posted(pieces) if one.way == "registered-post"]


def labels(run: RunLine, pieces: Sequence[Piece], lines: Lines, sheet: Labels, first: int) -> Inner:
    """Sheets of labels in the order of the run; `first` is the first free label of the first sheet."""
    name = runs.code(run.number)
    addressed = [lines[one.place] for one in posted(pieces) if lines.get(one.place)]
    return Inner(
        locale=language(), title=_("Labels of print run %(number)s", number=name), foot="",
        day=in_zone(run.made_at).date(), boxes=sheet.plates(addressed, first),
    )  # fmt: skip


def head() -> tuple[str, ...]:
    """The heads of the list."""
    item = _("Number of the postal item")
    return (_("No."), item, _("Addressee"), _("Address"), _("Outgoing no."), _("Sheets"))


def rows(pieces: Sequence[Piece], lines: Lines) -> list[tuple[str, ...]]:
    """A line an item, in the order of the run."""
    found: list[tuple[str, ...]] = []
    for at, one in enumerate(registered(pieces), start=1):
        name, *where = lines.get(one.place) or (one.organiser,)
        found.append((str(at), one.post_id, name, ", ".join(where), one.number, str(one.sheets)))
    return found


def post_list(run: RunLine, pieces: Sequence[Piece], lines: Lines, sender: str) -> Inner:
    """The list that the post stamps: items with their numbers, how many in all, two signatures."""
    name, made = runs.code(run.number), in_zone(run.made_at).date()
    items = rows(pieces, lines)
    return Inner(
        locale=language(), title=_("List of registered items, print run %(number)s", number=name), day=made, wide=True,
        foot=f"{_('Print run %(number)s', number=name)} · {stamp_moment(run.made_at)}",
        lead=_("Sender: %(sender)s. Items: %(count)s. Day: %(day)s", sender=sender, day=plain_day(made), count=len(items)),
        grids=(
            Grid(head=head(), rows=tuple(items), widths=(12, 44, 60, 0, 34, 18), figures=(5,)),
            Grid(
                head=(_("Handed over"), _("Taken over by the post"), _("Date, stamp")),
                rows=((_("Name, signature"), _("Name, signature"), ""), (EMPTY,) * 3, (EMPTY,) * 3), widths=(0, 60, 60),
            ),
        ),
        of=_("of"), sheet=_("sheet"),
    )  # fmt: skip
