"""The session of a browser (AD-7): a random cookie, its hash in the database, nothing in the cookie.

A visitor's cookie has no row until something is worth keeping, so that reading pages writes
nothing. How long a session counts is decided here from three instants: signed in, last seen, now.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Literal, cast

import structlog
from flask import Flask, Request, Response
from flask.globals import request_ctx
from flask.sessions import SessionInterface, SessionMixin

from records import sessions
from records.accounts import Person
from records.errors import Busy, RecordsError
from records.recall import recall
from records.sessions import Kept
from records.unit_of_work import UnitOfWork
from web.filters import today
from web.work import now, reading, settings, unit_of_work

LOG = structlog.get_logger("veche.sessions")
STAFF_IDLE = timedelta(minutes=15)  # then the second factor is asked again
IDLE = timedelta(minutes=30)  # then an organiser signs in again
LONGEST = timedelta(hours=10)  # then everybody signs in again
TOUCH = timedelta(minutes=1)  # a session in use is marked as seen once a minute at most
SWEEP_AFTER = timedelta(hours=24)
OPEN_FOR = timedelta(hours=4)  # a question that a body opened by link
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)

State = Literal["visitor", "in", "locked", "ended"]


def new_secret() -> str:
    """256 random bits, as they stand in a cookie or a link."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """The form in which a secret is kept: SHA-256, hex. The secret is random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Browser(SessionMixin):
    """One browser's session, read from the database when somebody asks for it, not before."""

    def __init__(self, secret: str | None) -> None:
        self.sent = secret  # the browser's cookie, if it has the right shape
        self.secret = secret or new_secret()
        self.wanted = False  # a cookie must go out
        self.gone = False  # the cookie must be taken back
        self.used = False  # the answer depends on the cookie
        self.modified = False
        self._read = secret is None
        self._kept: Kept | None = None
        self._person: Person | None = None
        self._data: dict[str, Any] = {}

    # --- what belongs to it ------------------------------------------------------------

    @property
    def id_hash(self) -> str:
        """Its name in the database."""
        return hashed(self.secret)

    @property
    def csrf_token(self) -> str:
        """The token of its forms: bound to this session, without a time limit or a key (AD-8)."""
        self.used = self.wanted = True
        return hashed("csrf " + self.secret)

    @property
    def binding(self) -> str:
        """What a sign-in link is bound to: this browser, until it signs in."""
        self.used = self.wanted = True
        return hashed("link " + self.secret)

    def challenge(self, purpose: str) -> bytes:
        """What a passkey signs for this browser; another sign-in, another challenge."""
        self.used = self.wanted = True
        return hashlib.sha256(f"passkey {purpose} {self.secret}".encode()).digest()

    @property
    def kept(self) -> Kept | None:
        """The row as it was when the request came."""
        self._load()
        return self._kept

    @property
    def person(self) -> Person | None:
        """The account that it belongs to, whether or not the session still counts."""
        self._load()
        return self._person

    @property
    def state(self) -> State:
        """Whether somebody is signed in: `locked` asks staff for the second factor only."""
        kept, person = self.kept, self.person
        if kept is None or kept.account_id is None or kept.signed_in_at is None:
            return "visitor"
        if person is None or not person.active or now() - kept.signed_in_at >= LONGEST:
            return "ended"
        if person.posts and self._data.get("weak"):  # a post needs the second factor
            return "ended"
        if person.demo:  # nobody's secrets, and no second factor to ask for
            return "in" if settings().demo else "ended"
        idle = now() - kept.seen_at
        if person.posts:
            return "locked" if idle >= STAFF_IDLE else "in"
        return "ended" if idle >= IDLE else "in"

    def _load(self) -> None:
        self.used = True
        if self._read:
            return
        self._read = True
        with reading() as work:
            self._recall(work)
        kept = self._kept
        if kept is None:
            return
        self._data = kept.data
        if kept.account_id is None and now() - kept.seen_at >= IDLE:
            self._data.pop("notices", None)  # what a visitor had opened is shut again

    # --- what changes it ---------------------------------------------------------------

    def enter(self, work: UnitOfWork, account_id: int, **data: Any) -> None:
        """Belong to this account from now on, under a new id; the old one opens nothing more."""
        sessions.end(work, self.id_hash)
        mine = self._kept is None or self._kept.account_id is None  # not another person's
        names = ("kept", "notices", "draft", "drafts") if mine else ("kept",)
        kept = {name: self._data[name] for name in names if name in self._data}
        self.renew(kept | data)
        sessions.enter(work, self.id_hash, account_id=account_id, data=self._data)
        self._recall(work)

    def _recall(self, work: UnitOfWork) -> None:
        self._kept, self._person = recall(work, self.id_hash, today())

    def change_id(self, work: UnitOfWork, **data: Any) -> None:
        """Go on as the same person under a new id: what they may do has changed."""
        kept = self.kept
        assert kept is not None  # only a session that belongs to an account changes its id
        assert kept.account_id is not None
        sessions.end(work, self.id_hash)
        self.renew(self._data | data)
        sessions.enter(
            work, self.id_hash, account_id=kept.account_id, data=self._data,
            signed_in_at=kept.signed_in_at,
        )  # fmt: skip
        self._recall(work)

    def leave(self, work: UnitOfWork, **data: Any) -> None:
        """Belong to nobody, under a new id; with `data`, keep that for the next sign-in."""
        sessions.end(work, self.id_hash)
        self.renew(data)
        if data:
            sessions.save(work, self.id_hash, data)

    def wake(self, work: UnitOfWork) -> None:
        """Go on after the second factor was shown again."""
        sessions.touch(work, self.id_hash)
        self._recall(work)

    def renew(self, data: dict[str, Any]) -> None:
        """Take a new secret; nothing of the old one is good any more."""
        self.secret, self._data = new_secret(), data
        self._kept = self._person = None
        self._read = self.wanted = True
        self.modified = False

    # --- a mapping, as Flask wants it --------------------------------------------------

    def __getitem__(self, name: str) -> Any:
        self._load()
        return self._data[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._load()
        self._data[name] = value
        self.modified = self.wanted = True

    def __delitem__(self, name: str) -> None:
        self._load()
        del self._data[name]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(self._data)

    def __len__(self) -> int:
        self._load()
        return len(self._data)


class Sessions(SessionInterface):
    """Opens and saves the session of a request."""

    def open_session(self, app: Flask, request: Request) -> Browser:
        """Take the cookie if it has the right shape; nothing is read yet."""
        secret = request.cookies.get(self.get_cookie_name(app), "")
        return Browser(secret if _SECRET.fullmatch(secret) else None)

    def get_cookie_name(self, app: Flask) -> str:
        """`__Host-` ties the cookie to this host and https; plain http can't carry it."""
        return "__Host-veche" if app.extensions["veche"].settings.secure else "veche"

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Save what changed, give the cookie once, say that the answer depends on it."""
        browser = cast(Browser, session)
        if browser.modified and not browser.gone:
            _save(browser)
        if browser.used:
            response.vary.add("Cookie")
        fixed: dict[str, Any] = {
            "path": "/", "secure": settings().secure, "httponly": True, "samesite": "Lax",
        }  # fmt: skip
        name = self.get_cookie_name(app)
        if browser.gone:
            response.delete_cookie(name, **fixed)
        elif browser.wanted and browser.secret != browser.sent:
            response.set_cookie(name, browser.secret, **fixed)


def _save(browser: Browser) -> None:
    """Nothing that a page must not lose is kept only here, so a busy database costs a message."""
    try:
        with unit_of_work() as work:
            sessions.save(work, browser.id_hash, dict(browser))
    except Busy:
        LOG.warning("session not saved")


def browser() -> Browser:
    """The session of this request."""
    return cast(Browser, request_ctx.session)


def touch() -> None:
    """Mark the session as seen, at most once a minute; a busy database waits for the next page."""
    here = browser()
    if here.kept is None or now() - here.kept.seen_at < TOUCH:
        return
    try:
        with unit_of_work() as work:
            sessions.touch(work, here.id_hash)
    except RecordsError:
        LOG.warning("session not touched")


def sender() -> str:
    """Whose form this is, for the key that makes a second send harmless (AD-4)."""
    here = browser()
    if here.state in {"in", "locked"} and here.person is not None:
        return f"account:{here.person.id}"
    here.wanted = True
    return f"session:{hashed('sender ' + here.secret)[:40]}"


def opened_notices() -> frozenset[int]:
    """Notices that this browser opened by link, or by number and check code."""
    return frozenset(browser().get("notices", ()))


def open_notice(notice_id: int) -> None:
    """Let this browser read the notice for as long as the session lasts."""
    here = browser()
    here["notices"] = sorted({*here.get("notices", ()), notice_id})[-50:]


def opened_question(number: int, since: datetime) -> bool:
    """Whether this browser opened the question to a body by its link, not before `since`."""
    at = browser().get("asked", {}).get(str(number), "")
    return bool(at) and datetime.fromisoformat(at) >= since


def open_question(number: int) -> None:
    """Let this browser read a question to a body, and answer it."""
    here = browser()
    kept = list(here.get("asked", {}).items())[-19:]
    here["asked"] = dict(kept) | {str(number): now().isoformat()}


def init_app(app: Flask) -> None:
    """Make this the app's sessions."""
    app.session_interface = Sessions()
