"""The desk's blueprint, and what its pages share."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint

from records.scope import Scope
from web.filters import in_zone
from web.i18n import language
from web.work import current_actor, now, places, settings
from workflow import curing
from workflow.policy import only_asked, require, scope_of
from workflow.views import NoticeView

bp = Blueprint("desk", __name__, url_prefix="/desk")


def scope() -> Scope:
    """Give what the reader may reach."""
    return scope_of(current_actor())


def body_only() -> bool:
    """Whether the reader works only for bodies that are asked, for no office that receives notices."""
    return only_asked(current_actor())


def sender() -> str:
    """Name who sends a form, for the form's key (AD-4)."""
    return f"account:{current_actor().account_id}"


def only(action: str, view: NoticeView) -> None:
    """Refuse, before its page is shown, what this person may not do with the notice. NotAllowed."""
    held: Any = view.card.row
    require(current_actor(), action, held, view.regime.stages[view.card.row.stage])


def districts() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the districts of the city under their okrugs, for a choice."""
    return list(places().choices(language()).items())


def okrugs() -> list[tuple[str, str]]:
    """Give the okrugs of the city, for a choice."""
    return places().okrug_choices(language())


def where(okrug: str, district: str) -> str:
    """Say where a place is, in the language of the page."""
    return places().line(okrug, district, language())


def start_of(day: Any) -> datetime:
    """Give the first instant of a day on the city's clocks."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings().timezone))


def opened() -> str:
    """Give the moment of this page for a form to carry: what changed since then is shown later."""
    return now().isoformat(timespec="seconds")


def opened_at(typed: str | None) -> datetime | None:
    """Read the moment that a form carried; None if it is none."""
    try:
        at = datetime.fromisoformat(typed or "")
    except ValueError:
        return None
    if at.tzinfo is None or not now() - timedelta(days=30) <= at <= now():
        return None
    return in_zone(at)


@bp.app_template_filter()
def first_up(text: str) -> str:
    """Begin a sentence with a day: only the first letter grows, «Понедельник, 1 марта»."""
    return text[:1].upper() + text[1:]


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"where": where, "body_only": body_only, "point_title": curing.title}


def seen_of(typed: Mapping[str, str]) -> int:
    """Give the revision that a form without other fields carries; 0, which no notice has, for anything else."""
    seen = typed.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
