"""An invitation into an organisation: counted, promised as a mail, the same for every address (A-6)."""

from datetime import timedelta

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
