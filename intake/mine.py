"""My notices: those of the account, of its organisations, and those that this browser opened."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import my_drafts
from intake.door import bp
from records import own_rows
from records.notice_rows import After
from records.own_rows import Mine
from records.scope import Scope
from web.gate import gate
from web.i18n import gettext as _
from web.text import row_number
from web.work import current_actor, reading, rulebook, settings
from workflow import law as regimes_of
from workflow import policy
from workflow.actor import Actor

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_YEARS = 12
STATES = frozenset({"waits", "open", "over"})


@dataclass(frozen=True, slots=True)
class View:
    """One narrowing of the list, as a link."""

    words: str
    address: str
    here: bool
    count: None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """How the list is narrowed, as the address says; what it does not know is no narrowing."""

    whose: str = ""  # '' | own | id of an organisation
    state: str = ""  # '' | waits | open | over
    year: str = ""

    def address(self, **other: str) -> str:
        """The same list, narrowed otherwise; without its place in the pages."""
        said = {"whose": self.whose, "state": self.state, "year": self.year} | other
        given: dict[str, Any] = {name: value for name, value in said.items() if value}
        return url_for("intake.mine", **given)


def asked(actor: Actor) -> Asked:
    """What the address asks for."""
    whose, state, year = (request.args.get(name, "") for name in ("whose", "state", "year"))
    known = {str(seat.organisation_id) for seat in actor.seats} | {"own"}
    number = row_number(year) or 0
    return Asked(
        whose if whose in known else "",
        state if state in STATES else "",
        str(number) if FIRST_YEAR <= number <= LAST_YEAR else "",
    )


def _narrowed(actor: Actor, how: Asked) -> Mine:
    seat = actor.seat(int(how.whose)) if how.whose.isdigit() else None
    organisers = seat.organisers if seat else (actor.own if how.whose == "own" else None)
    begins = ends = None
    if how.year:
        zone, year = ZoneInfo(settings().timezone), int(how.year)
        begins, ends = (
            datetime(one, 1, 1, tzinfo=zone).astimezone(UTC) for one in (year, year + 1)
        )
    running = how.state == "open" if how.state in {"open", "over"} else None
    waits = True if how.state == "waits" else (False if how == Asked() else None)
    return Mine(organisers, running, waits, begins, ends)


@bp.get("/notices")
@gate("notice.own")
def mine() -> Response | str:
    """Notices of this account and its organisations, and those that this browser opened."""
    actor = current_actor()
    if actor.account_id is None and not actor.notices:
        return redirect(url_for("intake.find"), 303)
    how, after = asked(actor), row_number(request.args.get("after", ""))
    scope = policy.scope_of(actor)
    with reading() as work:
        page = own_rows.organiser_notices(
            work, scope, narrowed=_narrowed(actor, how),
            after=After(None, after) if after is not None else None,
        )  # fmt: skip
        first = (
            how == Asked() and after is None
        )  # those that wait for an answer stand before all others
        waiting = (
            own_rows.organiser_notices(work, scope, narrowed=Mine(waits=True)) if first else None
        )
        words: dict[int, Any] = {}
        for row in (*(waiting.rows if waiting else ()), *page.rows):
            regime = regimes_of.regime_of(work, rulebook(), work.notice(row.reference))
            words[row.id] = (regime.kinds[row.kind].name, regime.stages[row.stage].title)
        years = _years(work, scope, how)
    return render_template(
        "intake/mine.html",
        page=page,
        waiting=waiting,
        words=words,
        how=how,
        views=_views(actor, how, years),
        of={organiser: seat.name for seat in actor.seats for organiser in seat.organisers},
        narrowed=how != Asked(),
        drafts=my_drafts.rows() if after is None and how == Asked() else [],
    )


def _years(work: Any, scope: Scope, how: Asked) -> list[str]:
    """Years of their events, the latest first; one alone is no choice."""
    ends = own_rows.years(work, scope)
    if ends is None:
        return []
    zone = ZoneInfo(settings().timezone)
    first, last = (end.astimezone(zone).year for end in ends)
    found = [str(year) for year in range(last, first - 1, -1)][:MOST_YEARS]
    return found if len(found) > 1 or how.year else []


def _views(actor: Actor, how: Asked, years: list[str]) -> list[tuple[str, list[View]]]:
    """The ways to narrow the list, each with its label; what leaves no choice is left out."""
    groups = [
        (_("Whose"), "whose", [("", _("All")), ("own", _("My own")),
         *((str(one.organisation_id), one.name) for one in actor.seats)] if actor.seats else []),
        (_("State"), "state", [("", _("All")), ("waits", _("Waits for your answer")), ("open", _("Running")), ("over", _("Over"))]),
        (_("Year of the event"), "year", [("", _("All")), *((one, one) for one in years)] if years else []),
    ]  # fmt: skip
    now = {"whose": how.whose, "state": how.state, "year": how.year}
    return [
        (str(label), [View(str(words), how.address(**{name: value}), now[name] == value) for value, words in items])
        for label, name, items in groups
        if items
    ]  # fmt: skip
