"""The alarms for administrators: what rings now, since when, what to do; and the banner on every desk page."""

from datetime import datetime

from flask import render_template

from desk.door import bp
from records import alarm_rows
from web import alarm_words, alarms
from web.gate import gate
from web.work import current_actor, house, reading
from workflow.policy import may


@bp.get("/alarms")
@gate("alarm.read")
def alarms_() -> str:
    """Show what rings, and what is watched at all."""
    here = house()
    rings = {one.name: one.said for one in _rings()}
    with reading() as work:
        known = {one.name: one for one in alarm_rows.ringing(work)}
    said = {name: one.said for name, one in known.items()} | rings
    since: dict[str, datetime] = {name: one.since for name, one in known.items()}
    names = [name for name in alarms.NAMES if name in said]
    return render_template(
        "desk/alarms.html",
        rows=[(name, said[name], since.get(name), name in rings) for name in names],
        quiet=[name for name in alarms.NAMES if name not in said],
        words=alarm_words,
        addresses=len(here.settings.watch.addresses),
    )


def _rings() -> list[alarms.Ring]:
    here = house()
    return alarms.should_ring(
        here.settings, alarms.look(here.settings, here.engine, here.clock), here.clock.now()
    )


def banner() -> list[str]:
    """Titles of what rings now, for those who can do something about it."""
    if not may(current_actor(), "alarm.read"):
        return []
    return [alarm_words.title(one.name) for one in _rings()]


@bp.app_context_processor
def _banner() -> dict[str, object]:
    return {"alarm_banner": banner}
