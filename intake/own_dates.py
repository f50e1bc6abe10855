"""One's own dates as a calendar file: of one notice at once, of an account by a secret address that can be renewed."""

from urllib.parse import urlsplit

from flask import Response, make_response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from intake import my_data, own
from intake.door import bp
from records.errors import Missing
from web import icalendar
from web.filters import law
from web.gate import gate
from web.headers import name_file
from web.i18n import force_locale
from web.i18n import gettext as _
from web.icalendar import Entry
from web.work import current_actor, reading, rulebook, settings, unit_of_work
from workflow import own_dates
from workflow.own_dates import OwnDate


@bp.get("/notices/<string:reference>/dates.ics")
@gate("notice.own")
def notice_calendar(reference: str) -> Response:
    """Give the dates of one notice as a file, once."""
    own.load(reference)
    with reading() as work:
        dates = own_dates.own(work, rulebook(), actor=current_actor(), reference=reference)
    return _file(dates, str(_("Notice %(reference)s", reference=reference)), f"{reference}.ics")


@bp.get("/calendar/<string(maxlength=80):secret>.ics")
@gate("public.read")
def account_calendar(secret: str) -> Response:
    """Give every date of an account's notices to whoever has its secret address; a calendar asks again and again."""
    with reading() as work:
        found = own_dates.by_secret(work, rulebook(), secret)
    if found is None:
        raise Missing("This calendar is not there.")
    locale, dates = found
    with force_locale(locale):
        return _file(dates, str(_("My notices")), "veche.ics")


def _file(dates: tuple[OwnDate, ...], name: str, file: str) -> Response:
    base = settings().public_base_url.rstrip("/")
    host = urlsplit(base).hostname or "localhost"
    answer = make_response(icalendar.calendar(name, [_entry(one, base, host) for one in dates]))
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    name_file(answer, file)
    return answer


def _entry(one: OwnDate, base: str, host: str) -> Entry:
    words = {
        "event": _("%(what)s, No. %(number)s", what=_event(one), number=one.reference),
        "due": _("Term ends: %(what)s, No. %(number)s", what=law(one.title), number=one.reference),
        "objection": _("Answer aimed at: objection No. %(number)s", number=one.reference),
        "complaint": _("Answer aimed at: complaint No. %(number)s", number=one.reference),
        "way": _(
            "Last moment: %(what)s, No. %(number)s", what=law(one.title), number=one.reference
        ),
    }
    return Entry(
        uid=f"{one.uid}@{host}",
        at=one.at,
        end=one.end,
        stamp=one.stamp,
        summary=str(words[one.what]),
        place=one.place,
        url=f"{base}/notices/{one.reference.partition('/')[0]}",
        cancelled=one.ended,
        tentative=one.open,
    )


def _event(one: OwnDate) -> str:
    """The kind of a public event, and what its organiser calls it."""
    return f"{law(one.title)}: {one.name}" if one.name else law(one.title)


@bp.post("/my-data/calendar")
@gate("account.own")
def renew_calendar() -> BaseResponse | str:
    """Make a secret address, or a new one in place of the old; it is shown once, since only its hash is kept."""
    with unit_of_work() as work:
        secret = own_dates.renew(work, actor=current_actor())
    address = url_for("intake.account_calendar", secret=secret)
    return my_data.page(calendar=settings().public_base_url.rstrip("/") + address)


@bp.post("/my-data/calendar/revoke")
@gate("account.own")
def revoke_calendar() -> BaseResponse:
    """Take the secret address back: it opens nothing from now on."""
    with unit_of_work() as work:
        own_dates.revoke(work, actor=current_actor())
    return redirect(url_for("intake.my_data"), 303)
