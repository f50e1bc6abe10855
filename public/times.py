"""How long answers take: a page for everybody, from what the worker counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import render_template

from public.views import bp
from web.filters import law, span
from web.gate import gate
from web.work import reading, regimes, settings
from workflow import answer_times
from workflow.answer_times import FEWEST, Counted


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of one month. `half` is empty where too few were answered to say."""

    month: date
    kind: str
    answered: int
    half: str

    @property
    def few(self) -> bool:
        """Whether the number itself would tell of single notices."""
        return self.answered < FEWEST


@bp.get("/answer-times")
@gate("public.read")
def answer_times_() -> str:
    """Counts and medians by month and kind, of the last twelve months; small numbers are not told."""
    with reading() as work:
        found = answer_times.shown(work, ZoneInfo(settings().timezone))
    return render_template(
        "public/answer_times.html", rows=[_row(one) for one in found], fewest=FEWEST
    )


def _row(one: Counted) -> Row:
    law_of = {regime.id: regime for regime in regimes()}
    kinds = law_of[one.regime_id].kinds if one.regime_id in law_of else {}
    name = law(kinds[one.kind].name) if one.kind in kinds else one.kind.replace("_", " ")
    half = span(timedelta(minutes=one.median_minutes)) if one.answered >= FEWEST else ""
    return Row(date.fromisoformat(f"{one.month}-01"), name, one.answered, half)
