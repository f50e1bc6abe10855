"""Who has how much and by when, so that work can be shared out before a date is near."""

from zoneinfo import ZoneInfo

from flask import render_template

from desk.door import bp
from desk.speech import _
from web.filters import today
from web.gate import gate
from web.work import current_actor, reading, settings
from workflow import workload as service


@bp.get("/workload")
@gate("workload.read")
def workload() -> str:
    """Show the open notices of the reader's offices by owner and time left."""
    with reading() as work:
        found = service.look(work, actor=current_actor(), zone=ZoneInfo(settings().timezone))
    titles = {
        "over": _("Past due"),
        "today": _("Today"),
        "next": _("In 2 days"),
        "week": _("In a week"),
        "later": _("Later"),
        "none": _("No date"),
        "theirs": _("With the organiser"),
    }
    return render_template(
        "desk/workload.html", found=found, titles=titles, times=service.TIMES, now_day=today()
    )
