"""Signing in by a mailed link: ten minutes, once, in the browser that asked (decisions 24, AD-11).

A mailbox that nobody knows yet gets the same mail and becomes an account when its link is used.
"""

from dataclasses import dataclass
from datetime import timedelta

from records import accounts, links, standing
from records.unit_of_work import UnitOfWork
from web import factors, limits
from web.entering import NOTHING, Answer, enter, person_of, refused
from web.filters import today
from web.i18n import language
from web.sessions import browser, hashed, new_secret
from web.work import reading, settings, unit_of_work
from workflow.actor import VISITOR


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link shows before anything is done with it."""

    good: bool
    here: bool = False  # this is the browser that asked
    code: str = ""  # for the browser that asked, when this is another one


def ask_link(email: str, next_path: str) -> timedelta:
    """Promise a mail with a link to this mailbox, known or not; zero, or how long to wait.

    Staff sign in by password: their mail says so, and its link opens nothing.
    """
    address, here, secret = accounts.plain_email(email), browser(), new_secret()
    with unit_of_work() as work:
        left = limits.wait(work, limits.LINK_ADDRESS, limits.address())
        left = left or limits.wait(work, limits.LINK, address, limits.address())
        left = left or limits.wait(work, limits.LINK_MAILBOX, address)
        if left:
            return left
        mail = _mail_for(work, address)
        links.add(
            work,
            secret_hash=hashed(secret if mail == "sign-in" else new_secret()),
            email=address,
            browser_hash=here.binding,
            code_hash=hashed(factors.short_code(secret)),
            locale=language(),
            next_path=next_path,
        )
        payload = {"mail": mail, "to": "address", "address": address, "locale": language()}
        work.promise("mail", f"mail:sign-in:{hashed(secret)[:32]}", payload | {"secret": secret})
    return NOTHING


def _mail_for(work: UnitOfWork, address: str) -> str:
    found = standing.of_mailbox(work, address, today())
    if found is None:
        return "sign-in"
    if not found.active:
        return "sign-in-off"
    by_password = _by_password(found.has_key, found.has_posts, found.demo)
    return "sign-in-staff" if by_password else "sign-in"


def _by_password(has_key: bool, has_posts: bool, demo: bool) -> bool:
    return has_key or (has_posts and not demo)


def open_link(secret: str) -> Opened:
    """What the link shows. Looking, however often and by whomever, uses nothing up (AD-11)."""
    with reading() as work:
        link = links.good(work, hashed(secret))
    if link is None:
        return Opened(good=False)
    if link.browser_hash == browser().binding:
        return Opened(good=True, here=True)
    return Opened(good=True, code=factors.short_code(secret))


def use_link(secret: str) -> Answer:
    """Sign in by the link, once, in the browser that asked."""
    with unit_of_work() as work:
        left = limits.wait(work, limits.TOKEN, "link", limits.address())
        if left:
            return Answer(wait=left)
        link = links.good(work, hashed(secret))
        if link is None or link.browser_hash != browser().binding:
            return Answer()
        return _enter_by(work, link)


def use_code(typed: str) -> Answer:
    """Sign in by the short code that the link shows in another browser."""
    with unit_of_work() as work:
        left = limits.wait(work, limits.TOKEN, "code", limits.address())
        if left:
            return Answer(wait=left)
        link = links.of_browser(work, browser().binding)
        if link is None:
            return Answer()
        if hashed(factors.plain_code(typed)) != link.code_hash:
            links.wrong_code(work, link.secret_hash)
            refused(work, accounts.find(work, link.email), "code")
            return Answer()
        return _enter_by(work, link)


def link_waits() -> links.Link | None:
    """The link that this browser asked for and did not use yet."""
    with reading() as work:
        return links.of_browser(work, browser().binding)


def _enter_by(work: UnitOfWork, link: links.Link) -> Answer:
    account_id = accounts.find(work, link.email)
    person = person_of(work, account_id)
    if person is not None and (
        not person.active or _by_password(person.has_key, bool(person.posts), person.demo)
    ):
        refused(work, account_id, "link")
        return Answer()
    if not links.use_up(work, link.secret_hash):
        return Answer()
    if account_id is None:
        account_id = accounts.create(
            work, email=link.email, locale=link.locale, demo=settings().demo
        )
        work.log("account.created", actor=VISITOR, subject=("account", account_id))
    accounts.adopt(work, account_id)
    enter(work, account_id, "link")
    return Answer(done=True, next_path=link.next_path)
