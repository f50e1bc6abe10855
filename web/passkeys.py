"""Passkeys (WebAuthn level 3): what a browser is asked, what it signed; py_webauthn checks the signatures.

What is signed comes from the secret of the browser's session, as its CSRF token does: nobody else can know it,
a page that only shows a button writes nothing, and a sign-in gives the session another secret, so no
signature is good a second time.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

import structlog
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from records import accounts, credentials, passkeys
from records.accounts import Person
from records.passkeys import Key
from records.unit_of_work import UnitOfWork
from web import limits, telling_person
from web.entering import Answer, actor_of, enter, person_of, refused
from web.i18n import language
from web.sessions import browser, hashed
from web.work import reading, settings, unit_of_work
from workflow.errors import N_, Invalid

LOG = structlog.get_logger("veche.passkeys")
LARGEST = 16 * 1024  # letters of what a browser signed
SURE = (
    UserVerificationRequirement.REQUIRED
)  # a finger, a face or a PIN on the device: two factors in one
BAD = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What hostile bytes raise in the parsers below; each is «wrong», never an error of ours."""


def _site() -> tuple[str, str]:
    """Host and origin under which the city is known: a key of another site signs nothing here."""
    parts = urlsplit(settings().public_base_url)
    return parts.hostname or "localhost", f"{parts.scheme}://{parts.netloc}"


def possible() -> bool:
    """Whether devices give keys at this city's address: they do to names, never to bare numbers such as 127.0.0.1."""
    host = _site()[0]
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


def _known_as(keys: list[Key]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id)) for one in keys]


def to_add(person: Person) -> str:
    """What the browser is asked to make a new passkey, as JSON for the script of the page."""
    with reading() as work:
        keys = passkeys.of_account(work, person.id)
    options = generate_registration_options(
        rp_id=_site()[0],
        rp_name=f"Veche {settings().city.name.in_(language())}",
        user_name=person.email or person.name,
        user_id=bytes.fromhex(hashed(f"passkey {person.id} {person.email}")),
        challenge=browser().challenge("add"),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=SURE
        ),
        exclude_credentials=_known_as(keys),
    )
    return options_to_json(options)


def add(person: Person, *, name: str, signed: str) -> None:
    """Keep the passkey that the browser made. Raises Invalid where it is none, or one too many."""
    made = None
    if len(signed) <= LARGEST:
        try:
            made = verify_registration_response(
                credential=signed,
                expected_challenge=browser().challenge("add"),
                expected_rp_id=_site()[0],
                expected_origin=_site()[1],
                require_user_verification=True,
            )
        except BAD as error:
            LOG.info("passkey not added", why=type(error).__name__)
    if made is None:
        raise Invalid("name", N_("The device made no passkey. Try again, or use another device."))
    with unit_of_work() as work:
        credential = bytes_to_base64url(made.credential_id)
        if len(passkeys.of_account(work, person.id)) >= passkeys.MOST:
            raise Invalid("name", N_("You have very many passkeys. Remove one first."))
        if passkeys.by_credential(work, credential) is not None:
            raise Invalid("name", N_("This passkey is kept already."))
        key_id = passkeys.add(
            work, person.id, name=name, credential_id=credential,
            public_key=made.credential_public_key, counter=made.sign_count,
        )  # fmt: skip
        _log(work, person, "account.passkey-added", key_id)
        telling_person.tell(work, person, "passkey-added", f"{key_id}")
        browser().change_id(work)


def remove(person: Person, key_id: int) -> None:
    """Forget a passkey of this person. Missing if it is not theirs."""
    with unit_of_work() as work:
        passkeys.remove(work, person.id, key_id)
        _log(work, person, "account.passkey-removed", key_id)
        telling_person.tell(work, person, "passkey-removed", f"{key_id}")
        browser().change_id(work)


def _log(work: UnitOfWork, person: Person, kind: str, key_id: int) -> None:
    work.log(
        kind, actor=actor_of(person), subject=("account", person.id), details={"passkey": key_id}
    )


def to_enter() -> str:
    """What the browser is asked at the sign-in; it offers the passkeys that it has, and names no person to us."""
    options = generate_authentication_options(
        rp_id=_site()[0], challenge=browser().challenge("enter"), user_verification=SURE
    )
    return options_to_json(options)


def to_prove(account_id: int) -> str:
    """The same for the second factor of somebody whose password was right; nothing where they have no passkey."""
    with reading() as work:
        keys = passkeys.of_account(work, account_id)
    if not keys or not settings().sign_in.staff_passkeys:
        return ""
    options = generate_authentication_options(
        rp_id=_site()[0],
        challenge=browser().challenge("enter"),
        allow_credentials=_known_as(keys),
        user_verification=SURE,
    )
    return options_to_json(options)


def use(signed: str, next_path: str) -> Answer:
    """Sign in by passkey alone. People of an office give their password first."""
    with unit_of_work() as work:
        left = limits.wait(work, limits.SIGN_IN_ADDRESS, limits.address())
        if left:
            return Answer(wait=left)
        account_id = _whose(work, signed)
        person = person_of(work, account_id)
        if person is None or not person.active or (person.posts and not person.demo):
            refused(work, account_id, "passkey")
            return Answer()
        enter(work, person.id, "passkey")
        accounts.adopt(work, person.id)
    return Answer(done=True, next_path=next_path)


def prove(account_id: int, signed: str, *, idle: bool) -> Answer:
    """The second factor by passkey: finishes the sign-in of this account, or wakes its session."""
    if not settings().sign_in.staff_passkeys:
        return Answer()
    with unit_of_work() as work:
        left = limits.wait(work, limits.CODE, str(account_id))
        if left:
            return Answer(wait=left)
        proof = credentials.proof(work, account_id)
        if proof is None or not proof.active or _whose(work, signed) != account_id:
            refused(work, account_id, "passkey")
            return Answer()
        limits.forget(work, limits.CODE, str(account_id))
        if idle:
            browser().wake(work)
            browser().change_id(work)  # what was signed is not good again
        else:
            enter(work, account_id, "password-passkey")
    return Answer(done=True)


def _whose(work: UnitOfWork, signed: str) -> int | None:
    """The account whose passkey signed this browser's challenge just now; None if none did."""
    if len(signed) > LARGEST:
        return None
    try:
        named = parse_authentication_credential_json(signed)
        key = passkeys.by_credential(work, bytes_to_base64url(named.raw_id))
        if key is None:
            return None
        made = verify_authentication_response(
            credential=named,
            expected_challenge=browser().challenge("enter"),
            expected_rp_id=_site()[0],
            expected_origin=_site()[1],
            credential_public_key=key.public_key,
            credential_current_sign_count=key.counter,
            require_user_verification=True,
        )
    except BAD as error:
        LOG.info("passkey refused", why=type(error).__name__)
        return None
    return key.account_id if passkeys.use(work, key.id, made.new_sign_count) else None
