"""The organiser's own page as it will stand once the draft is released: opened before anything leaves."""

from dataclasses import dataclass
from typing import Any

from web import diffing
from web.filters import law
from workflow import drawing
from workflow.drafted import DraftView
from workflow.views import NoticeView


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the organiser will read: the heading of the page, the answer with its words, what is proposed."""

    heading: str
    view: NoticeView
    decision: Any  # the draft's row, as the page of the notice has it
    proposed: tuple[str, ...]


def of(view: NoticeView, draft: DraftView) -> Theirs | None:
    """The page as it would be; None before the first save."""
    row = next((one for one in view.decisions if one.id == draft.decision_id), None)
    if row is None or row.outcome not in view.regime.outcomes:
        return None
    moves = [
        one
        for one in view.regime.moves.values()
        if one.verb == "release" and one.outcome == row.outcome
    ]
    there = view.regime.stages[moves[0].to] if moves else None
    offer = next((one for one in view.proposals if one.decision_id == row.id), None)
    lines: list[str] = []
    if offer is not None:
        lines += [diffing.session_line(drawing.session_from(item)) for item in offer.sessions]
        lines += [diffing.place_line(drawing.place_from(item)) for item in offer.places]
    return Theirs(f"{law(there.public)}." if there else "", view, row, tuple(lines))
