"""Mails about the calendar: to a unit whose dates moved, and to those who can enter a year that is missing."""

from typing import Any

from flask import current_app

from records import holders, mailbox
from records.unit_of_work import UnitOfWork, unit_of_work
from web import mail
from web.filters import today
from web.i18n import force_locale
from web.work import house, regimes, rulebook
from workflow import missing_years, moved_dates


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Write and send one; nothing is sent to who has no address or holds no such post any more."""
    here = house()
    write = {"dates-moved": _dates_moved, "year-missing": _year_missing}[payload["mail"]]
    with unit_of_work(here.engine, here.clock) as work:
        if mailbox.was_sent(work, key):
            return
        written = write(work, payload)
        if written is None:
            return
        mail_id = mailbox.keep(work, key, written.to, written.subject, written.body)
    if not here.settings.demo:
        mail.send(here.settings, key, written, None)
    with unit_of_work(here.engine, here.clock) as work:
        mailbox.sent(work, mail_id, written.body)


def _dates_moved(work: UnitOfWork, payload: dict[str, Any]) -> mail.Written | None:
    found = moved_dates.unit_mail(work, rulebook(), payload["recount"], payload["unit"])
    if found is None:
        return None
    return _written(found.to, found.locale, "dates-moved", found=found, recount=payload["recount"])


def _year_missing(work: UnitOfWork, payload: dict[str, Any]) -> mail.Written | None:
    name, year = str(payload["calendar"]), int(payload["year"])
    keepers = holders.holding(work, ("head", "administrator"), today())
    to = next((one for one in keepers if one.id == payload["account"]), None)
    shelf = rulebook()
    if to is None or name not in shelf.calendars or year in _known(name):
        return None
    title = shelf.calendars[name].title
    return _written(to.email, to.locale, "year-missing", calendar=name, title=title, year=year)


def _known(name: str) -> Any:
    kept = rulebook().kept
    return (kept.get(name) or rulebook().calendars[name]).years


def _written(to: str, locale: str, which: str, **values: Any) -> mail.Written:
    settings = house().settings
    with force_locale(locale):
        template = current_app.jinja_env.get_template(f"desk/mail/{which}.txt")
        text = template.render(base=settings.public_base_url.rstrip("/"), **values)
    subject, _, body = text.strip().partition("\n")
    return mail.Written(to, " ".join(subject.split()), body.strip() + "\n")


def tell_missing_years(work: UnitOfWork) -> None:
    """A year without decree data is told of ninety days ahead; each keeper is written to once."""
    years = missing_years.missing(work, rulebook(), regimes(), today())
    missing_years.tell(work, years, today())
