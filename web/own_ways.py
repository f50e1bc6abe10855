"""How a person signs in, changed by the person: a password, another address. Each ends the other sessions."""

from datetime import timedelta

from records import accounts, addresses, city_logins, credentials, sessions
from records.accounts import Person
from records.unit_of_work import UnitOfWork
from web import factors, limits
from web.entering import actor_of, enter
from web.i18n import language
from web.sessions import browser, hashed, new_secret
from web.telling_person import tell
from web.work import now, reading, unit_of_work
from workflow.actor import VISITOR
from workflow.errors import N_, Invalid

FRESH = timedelta(
    minutes=10
)  # so lately must one have signed in to change how one signs in (ASVS 6.3)


def is_fresh() -> bool:
    """Whether this browser signed in just now."""
    kept = browser().kept
    return kept is not None and kept.signed_in_at is not None and now() - kept.signed_in_at < FRESH


def set_password(person: Person, password: str) -> None:
    """Set or change the password; every other session ends, this one gets a new id.

    Raises Invalid for one that is too short, or is the own address.
    """
    if accounts.plain_email(password) == person.email:
        raise Invalid("password", N_("Your address is no password. A few words are best."))
    kept = factors.hash_password(password)  # slow on purpose, so outside the unit
    with unit_of_work() as work:
        credentials.set_password(work, person.id, kept)
        _log(work, person, "account.password-set")
        tell(work, person, "password-set", "")
        enter(work, person.id, "password-set")


def drop_password(person: Person) -> None:
    """Back to links and passkeys alone."""
    with unit_of_work() as work:
        credentials.drop_password(work, person.id)
        _log(work, person, "account.password-removed")
        tell(work, person, "password-removed", "")
        enter(work, person.id, "password-removed")


def part_city(person: Person) -> None:
    """The single sign-on does not open this account any more."""
    with unit_of_work() as work:
        city_logins.part(work, person.id)
        _log(work, person, "account.city-parted")
        tell(work, person, "city-parted", "")


def _log(work: UnitOfWork, person: Person, kind: str) -> None:
    work.log(kind, actor=actor_of(person), subject=("account", person.id))


# --- another address -----------------------------------------------------------------------------


def want_address(person: Person, email: str) -> timedelta:
    """Mail a link to the new address, ours already or not: the answer is the same. Zero, or how long to wait."""
    address, secret = accounts.plain_email(email), new_secret()
    with unit_of_work() as work:
        left = limits.wait(work, limits.LINK_ADDRESS, limits.address())
        left = left or limits.wait(work, limits.LINK, address, limits.address())
        left = left or limits.wait(work, limits.LINK_MAILBOX, address)
        if left:
            return left
        free = accounts.find(work, address) is None
        addresses.want(work, person.id, address, hashed(secret if free else new_secret()))
        tell(work, person, "address-wanted", "")
        work.promise(
            "mail",
            f"mail:address:{hashed(secret)[:32]}",
            {
                "mail": "new-address" if free else "taken-address", "to": "person",
                "address": address, "locale": language(), "secret": secret,
            },
        )  # fmt: skip
    return limits.NOTHING


def is_wanted(secret: str) -> str:
    """The address behind a link that is still good, else nothing. Looking uses nothing up."""
    with reading() as work:
        found = _good(work, secret)
    return found[1] if found else ""


def _good(work: UnitOfWork, secret: str) -> tuple[Person, str] | None:
    """Who wants which address by this link. None once the person has a post: the administrator changes it then."""
    found = addresses.wanted(work, hashed(secret))
    person = accounts.person(work, found[0], now().date()) if found else None
    if found is None or person is None or (person.posts and not person.demo):
        return None
    return person, found[1]


def confirm_address(secret: str) -> tuple[bool, timedelta]:
    """The button behind the link was pressed: the address is the account's; the old one is told of it.

    It works in any browser, since only the new mailbox has the link; all other sessions end. The address of
    somebody who was given a post since then is the administrator's to change: the link is good no longer.
    Gives whether it was done, and how long to wait where too many were tried from here.
    """
    with unit_of_work() as work:
        if left := limits.wait(work, limits.TOKEN, "address", limits.address()):
            return False, left
        found = _good(work, secret)
        old = addresses.change(work, hashed(secret)) if found else None
        if found is None or old is None:
            return False, limits.NOTHING
        person, here = found[0], browser()
        account_id = person.id
        mine = here.person is not None and here.person.id == account_id
        sessions.end_all(work, account_id, but=here.id_hash if mine else "")
        accounts.adopt(work, account_id)
        work.log(
            "account.address-changed",
            actor=actor_of(person) if mine else VISITOR,
            subject=("account", account_id),
        )
        tell(work, person, "address-changed", "", to=old)
        if mine:
            here.change_id(work)
    return True, limits.NOTHING
