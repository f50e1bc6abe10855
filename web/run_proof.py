"""The proof page of a print run: the window and the folds in their places, and where the run's addresses stand, measured."""

from collections.abc import Iterable

from letters import readback
from letters.inner import Box, Inner
from letters.layout_parts import POINT, Layout, Zone
from letters.runfile import Part
from records.run_rows import RunLine
from web.filters import in_zone, number, stamp_moment
from web.i18n import gettext as _
from web.i18n import language, ngettext
from workflow import runs

NAMED = 8  # letters that the page names; the others are counted


def proof(run: RunLine, parts: Iterable[Part], layout: Layout) -> Inner:
    """A page for each layout of the run's letters: folded and put into an envelope it shows whether the window fits.

    Each letter is measured by the layout that it was made in; one whose layout was not kept by `layout`, the
    office's own of today. Raises nothing: what does not fit its window is named.
    """
    found: dict[Layout, dict[str, Zone | None]] = {}
    for part in parts:
        sheet = part.sheet or layout
        found.setdefault(sheet, {})[part.number] = readback.address(part.pdf, sheet.clear)
    every = sorted(found or {layout: {}}, key=lambda sheet: (sheet != layout, sheet.name.en))
    code = runs.code(run.number)
    return Inner(
        locale=language(),
        title=_("Print run %(number)s: proof page", number=code),
        foot=f"{_('Print run %(number)s', number=code)} · {stamp_moment(run.made_at)}",
        day=in_zone(run.made_at).date(),
        boxes=tuple(
            (*_frames(sheet), _said(sheet, found.get(sheet, {}), code, alone=len(every) == 1))
            for sheet in every
        ),
    )


def _mm(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _box(zone: Zone, line: str, *words: str) -> Box:
    return Box(
        left=_mm(zone.left), top=_mm(zone.top), width=_mm(zone.right - zone.left),
        height=_mm(zone.bottom - zone.top), lines=words, line=line,
    )  # fmt: skip


def _frames(layout: Layout) -> Iterable[Box]:
    for zone in layout.clear:
        yield _box(zone, "dashed")
    yield _box(layout.window, "solid")
    address = layout.address
    yield Box(
        left=_mm(address.left), top=_mm(address.top), width=_mm(address.width),
        height=_mm(3 * address.leading * POINT + 4),
        lines=(_("The address stands here."), _("The envelope must show the whole frame"), _("and nothing outside it.")),
    )  # fmt: skip
    for mark in layout.marks:
        yield _box(
            Zone(
                left=mark.left, top=mark.top, right=mark.left + mark.length, bottom=mark.top + 0.2
            ),
            "solid",
        )


def _norm(layout: Layout) -> str:
    """The standard; in Russian without what the name of the layout says in Russian already."""
    if language() != "ru":
        return layout.standard
    return layout.standard.split(",")[0].replace("GOST R", "ГОСТ Р")


def _said(layout: Layout, found: dict[str, Zone | None], code: str, *, alone: bool) -> Box:
    inside = [zone for zone in found.values() if zone is not None and layout.window.holds(zone)]
    out = [name for name, zone in found.items() if zone is None or not layout.window.holds(zone)]
    own = layout.name.ru if language() == "ru" else layout.name.en
    envelope = layout.envelope.ru if language() == "ru" else layout.envelope.en
    norm = _norm(layout)
    lines = [
        _("Print run %(number)s: proof page", number=code),
        f"{own}." if own == norm else f"{own}. {norm}.",
        _("Envelope: %(envelope)s.", envelope=envelope),
        _(
            "Window, millimetres from the left and upper edge: %(where)s.",
            where=_where(layout.window),
        ),
    ]
    lines += [] if alone else [_whose(list(found))]
    whole = readback.around(inside)
    if whole is not None:
        lines.append(
            ngettext(
                "Measured in the finished file: the address of %(count)s letter stands at %(where)s.",
                "Measured in the finished files: the addresses of %(count)s letters stand at %(where)s.",
                len(inside), count=number(len(inside)), where=_where(whole),
            )
        )  # fmt: skip
    lines.append(
        _("All stand inside the window.")
        if not out
        else ngettext(
            "%(count)s letter was made for another envelope and goes by hand: %(which)s.",
            "%(count)s letters were made for another envelope and go by hand: %(which)s.",
            len(out), count=number(len(out)), which=_named(out),
        )
    )  # fmt: skip
    lines.append(_("Print this page first, without scaling. Fold it as a letter and put it into the envelope before you print the rest."))  # fmt: skip
    lines.append(_("This page is not counted and goes into no envelope."))
    top = max(zone.bottom for zone in layout.clear) + 12
    return Box(left="30", top=_mm(top), width="160", height=_mm(285 - top), lines=tuple(lines))


def _whose(letters: list[str]) -> str:
    """Which letters of a run with several layouts go into the envelope of this page."""
    return ngettext(
        "For %(count)s letter of this run, which goes into this envelope: %(which)s.",
        "For %(count)s letters of this run, which go into this envelope: %(which)s.",
        len(letters), count=number(len(letters)), which=_named(letters),
    )  # fmt: skip


def _named(some: list[str]) -> str:
    return ", ".join(some[:NAMED]) + (" …" if len(some) > NAMED else "")


def _where(zone: Zone) -> str:
    return f"{zone.left:.1f}–{zone.right:.1f} × {zone.top:.1f}–{zone.bottom:.1f}"
