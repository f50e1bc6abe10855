"""The margin of the form: which notice it is, until when it can be filed, when it was kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from intake.days import till_day
from intake.paper import Paper
from web.filters import in_zone, short_due, span
from web.i18n import gettext as _
from web.work import now


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands in the margin; empty parts are left out."""

    kind: Any
    title: str
    day: date | None
    last_day: date | None
    file_by: str
    left: str
    saved_at: datetime
    verdict: str
    copied: str = ""  # number of the notice that it was copied from


def margin(here: Paper) -> Margin:
    """Read the margin off a draft."""
    by, left, verdict = "", "", ""
    if here.dates is not None:
        verdict = here.dates.judgement.verdict
        by, left = _window(here.dates.judgement)
    return Margin(
        kind=here.kind.name,
        title=str(here.answers.get("title") or ""),
        day=here.days[0] if here.days else None,
        last_day=here.days[-1] if len(here.days) > 1 else None,
        file_by=by,
        left=left,
        saved_at=here.draft.saved_at,
        verdict=verdict,
        copied=here.draft.copied_from,
    )


def _window(judgement: Any) -> tuple[str, str]:
    """Until when it can be filed, and what is left; or when it opens, or that it closed."""
    if judgement.verdict == "too_early" and judgement.opens:
        return str(_("You can file from %(day)s, 00:00.", day=till_day(judgement.opens))), ""
    if judgement.verdict == "too_late":
        return str(_("The window for this day has closed.")), ""
    if judgement.verdict != "in_window" or judgement.closes is None:
        return "", ""
    if judgement.closes < now():
        return str(_("File today.")), ""
    by = str(_("File by %(when)s.", when=short_due(judgement.closes)))
    return by, str(_("%(span)s left.", span=span(judgement.closes - in_zone(now()))))
