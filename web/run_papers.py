"""The papers that the print room keeps with a run, in the reader's language: the cover, and the file of the run."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from letters import press, runfile, stationery
from letters.inner import Grid, Inner
from records.run_rows import Piece, RunLine
from records.unit_of_work import UnitOfWork
from web import letter_layouts, run_proof
from web.filters import in_zone, number, stamp_moment
from web.i18n import gettext as _
from web.i18n import language
from web.letter_words import letter_words, way_words
from web.work import house
from workflow import laying, run_parts, runs
from workflow.actor import Actor
from workflow.dispatching import BY_POST


def cover(run: RunLine, pieces: Iterable[Piece], cupboard: stationery.Cupboard) -> Inner:
    """The cover sheet: counts by kind and post class, what must add up at the end, sheets that were spoiled."""
    pieces = list(pieces)
    name = runs.code(run.number)
    maker = run.maker_ru if language() == "ru" and run.maker_ru else run.maker
    sides = _("two-sided") if run.sides == 2 else _("one-sided")
    return Inner(
        locale=language(),
        title=_("Print run %(number)s: cover sheet", number=name),
        foot=f"{_('Print run %(number)s', number=name)} · {stamp_moment(run.made_at)}",
        day=in_zone(run.made_at).date(),
        lead=_(
            "Made %(when)s by %(who)s. One file, %(sides)s, each letter begins on a sheet of its own."
            " This cover is not counted and goes into no envelope.",
            when=stamp_moment(run.made_at), who=maker, sides=sides,
        ),
        grids=(*_grids(run, pieces), *_envelopes(pieces, cupboard)),
        steps_title=_("In this order"),
        steps=(
            _("Print without scaling, not “fit to page”."),
            _("Scan the code at the lower left of each sheet as it goes into its envelope, or type it."),
            _("A sheet that is torn or smeared: mark it as spoiled. Its letter is printed anew as a further copy."),
            _("The run closes when printed = in envelopes + spoiled."),
        ),
        square=name,
        square_words=_("QR code of the run: %(number)s", number=name),
        of=_("of"),
        sheet=_("sheet"),
    )  # fmt: skip


def _grids(run: RunLine, pieces: list[Piece]) -> Iterable[Grid]:
    kinds, ways = letter_words(), way_words()
    rows = [
        (
            kinds.get(kind, kind),
            ways.get(way, way),
            number(len(some)),
            number(sum(p.pages for p in some)),
            number(sum(p.sheets for p in some)),
        )
        for (way, kind), some in _by_class(pieces)
    ]
    total = (
        _("In all"), "", number(len(pieces)), number(sum(p.pages for p in pieces)), number(run.sheets)
    )  # fmt: skip
    yield Grid(
        head=(_("Kind of letter"), _("Way"), _("Letters"), _("Pages"), _("Sheets")),
        rows=(*rows, total), widths=(0, 40, 20, 20, 20), figures=(2, 3, 4), sum=True,
    )  # fmt: skip
    yield Grid(
        title=_("What must add up"),
        head=(_("What"), _("Must be"), _("Is"), _("Signature")),
        rows=(
            (_("Sheets printed"), number(run.sheets), "", ""),
            (_("Sheets in envelopes"), "", "", ""),
            (_("Sheets spoiled"), "", "", ""),
        ),
        widths=(0, 30, 30, 40),
    )  # fmt: skip
    copies = [piece for piece in pieces if piece.copy_no > 1]
    if copies:
        yield Grid(
            title=_("Copies in this run"),
            head=(_("Place"), _("Outgoing no."), _("Copy"), _("Why")),
            rows=tuple(
                (f"{piece.place:04d}", piece.number, str(piece.copy_no), piece.reason) for piece in copies
            ),
            widths=(18, 44, 16, 0),
        )  # fmt: skip


def _envelopes(pieces: list[Piece], cupboard: stationery.Cupboard) -> Iterable[Grid]:
    """How many envelopes of which kind the letters by post need; nothing where none goes by post."""
    counts: dict[str, int] = {}
    for piece in pieces:
        if piece.way in BY_POST:
            one = cupboard.envelope(piece.sheets)
            named = (
                (one.ru if language() == "ru" else one.en) if one else _("larger than all we have")
            )
            counts[named] = counts.get(named, 0) + 1
    if counts:
        rows = tuple((name, number(count)) for name, count in sorted(counts.items()))
        yield Grid(
            title=_("Envelopes"), head=(_("Kind of envelope"), _("Letters")), rows=rows, widths=(0, 20), figures=(1,)
        )  # fmt: skip


def _by_class(pieces: list[Piece]) -> Iterable[tuple[tuple[str, str], list[Piece]]]:
    ordered = sorted(pieces, key=_class)
    return [(key, list(some)) for key, some in groupby(ordered, key=_class)]


def _class(piece: Piece) -> tuple[str, str]:
    return piece.way, piece.kind


def file_of(
    work: UnitOfWork,
    actor: Actor,
    run: RunLine,
    pieces: list[Piece],
    told: Callable[[int], Any] | None = None,
) -> bytes:
    """The print file of a run, cover and proof page first; the same run in the same language gives the same bytes."""
    here = house()
    named = laying.named_by_id(work, run.unit_id)
    sheet = letter_layouts.of_today(here.settings, here.layout, named)
    cupboard = stationery.load_city(house().settings.home / "brand")
    proof = run_proof.proof(run, run_parts.parts(work, actor=actor, run=run), sheet)
    first = [press.inner(cover(run, pieces, cupboard)).pdf, press.inner(proof).pdf]
    parts = run_parts.parts(work, actor=actor, run=run)
    return runfile.merged(parts, first=first, sides=run.sides, told=told)
