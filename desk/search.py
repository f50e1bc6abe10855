"""The search: notices by number, name, place or telephone."""

from flask import render_template, request

from desk import lists
from desk.door import bp, scope
from records import desk_rows
from records import search as finding
from web import kinds
from web.gate import gate
from web.work import reading

LEAST = 3
"""Letters from which on a word may stand for a kind of event."""


@bp.get("/search")
@gate("desk.read")
def search() -> str:
    """Find notices by number, name, place or telephone."""
    typed = request.args.get("q", "").strip()[:200]
    before = lists.place_of("none." + request.args.get("before", ""))
    lines: list[lists.Line] = []
    found = finding.Hits((), 0, False)
    if typed:
        with reading() as work:
            found = finding.search(
                work, scope(), typed, before=before.id if before else None, limit=lists.PAGE
            )
            more = desk_rows.beside(work, scope(), [row.id for row in found.rows])
            lines = lists.lines(found.rows, more)
    beyond = found.rows[-1].id if found.counted > len(lines) else None
    return render_template(
        "desk/search.html",
        typed=typed,
        alike=_kinds_like(typed),
        lines=lines,
        found=found,
        beyond=beyond,
        first=before is None,
    )


def _kinds_like(typed: str) -> list[kinds.Choice]:
    """Kinds of event whose name has a word that begins with what was typed, in either language of the law."""
    begins = typed.casefold()
    if len(begins) < LEAST:
        return []
    return [
        one
        for one in kinds.kinds().values()
        for names in [f"{one.kind.name.in_('en')} {one.kind.name.in_('ru')}".casefold()]
        if names.startswith(begins) or f" {begins}" in names
    ]
