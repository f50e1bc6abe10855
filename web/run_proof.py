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
    """The page: printed first, folded and put into an envelope it shows whether the window shows the address.

    Raises nothing: letters that were made for another envelope are named on it.
    """
    found = {part.number: readback.address(part.pdf, layout.clear) for part in parts}
    inside = [zone for zone in found.values() if zone is not None and layout.window.holds(zone)]
    out = [name for name, zone in found.items() if zone is None or not layout.window.holds(zone)]
    code = runs.code(run.number)
    return Inner(
        locale=language(),
        title=_("Print run %(number)s: proof page", number=code),
        foot=f"{_('Print run %(number)s', number=code)} · {stamp_moment(run.made_at)}",
        day=in_zone(run.made_at).date(),
        boxes=((*_frames(layout), _said(layout, inside, out, code)),),
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


def _said(layout: Layout, inside: list[Zone], out: list[str], code: str) -> Box:
    own = layout.name.ru if language() == "ru" else layout.name.en
    envelope = layout.envelope.ru if language() == "ru" else layout.envelope.en
    lines = [
        _("Print run %(number)s: proof page", number=code),
        f"{own}." if own == layout.standard else f"{own}. {layout.standard}.",
        _("Envelope: %(envelope)s.", envelope=envelope),
        _(
            "Window, millimetres from the left and upper edge: %(where)s.",
            where=_where(layout.window),
        ),
    ]
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
            len(out), count=number(len(out)), which=", ".join(out[:NAMED]) + (" …" if len(out) > NAMED else ""),
        )
    )  # fmt: skip
    lines.append(_("Print this page first, without scaling. Fold it as a letter and put it into the envelope before you print the rest."))  # fmt: skip
    lines.append(_("This page is not counted and goes into no envelope."))
    top = max(zone.bottom for zone in layout.clear) + 12
    return Box(left="30", top=_mm(top), width="160", height=_mm(285 - top), lines=tuple(lines))


def _where(zone: Zone) -> str:
    return f"{zone.left:.1f}–{zone.right:.1f} × {zone.top:.1f}–{zone.bottom:.1f}"
