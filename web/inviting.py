"""An invitation into an organisation: counted, promised as a mail, the same for every address (A-6)."""

from datetime import timedelta

from records.seats import Fellow
from records.unit_of_work import UnitOfWork
from web import limits
from web.i18n import language
from web.sessions import hashed, new_secret
from web.work import current_actor, unit_of_work
from workflow import organisations


def invite(organisation_id: int, *, email: str, role: str) -> timedelta:
    """Invite this address; zero, or how long to wait. Raises Invalid as `organisations.invite`."""
    actor, secret = current_actor(), new_secret()
    with unit_of_work() as work:
        left = limits.wait(work, limits.INVITE, str(actor.account_id))
        if left:
            return left
        id_ = organisations.invite(
            work, actor=actor, organisation_id=organisation_id, email=email, role=role,
            secret_hash=hashed(secret),
        )  # fmt: skip
        work.promise(
            "mail",
            f"mail:invite:{id_}",
            {"mail": "invited", "to": "person", "address": email, "locale": language(),
             "secret": secret},
        )  # fmt: skip
    return limits.NOTHING


def tell_removed(work: UnitOfWork, organisation_id: int, who: Fellow) -> None:
    """Promise a mail to somebody whose place was taken away, in the same unit; who has no address is told nothing."""
    if who.email:
        work.promise(
            "mail",
            f"mail:removed:{organisation_id}:{who.account_id}:{work.now:%Y%m%d%H%M%S}",
            {"mail": "removed", "to": "person", "address": who.email, "locale": language(),
             "organisation": organisation_id},
        )  # fmt: skip
