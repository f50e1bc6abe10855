"""What pages with tasks of bodies say of their time: overdue, late, in whose language."""

from typing import Any
from zoneinfo import ZoneInfo

from web.filters import in_zone
from web.i18n import language
from web.work import now, settings
from workflow import assigning, task_time


def marks() -> dict[str, Any]:
    """Questions that a template asks of a task, and whether names are shown in Russian."""
    zone, today = ZoneInfo(settings().timezone), in_zone(now()).date()
    return {
        "overdue": lambda one: assigning.overdue(one, today),
        "late": {
            "known": lambda one: task_time.known_late(one, zone),
            "done": lambda one: task_time.done_late(one, zone),
        },
        "own": language() == "ru",
    }
