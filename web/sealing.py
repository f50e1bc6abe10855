"""The city's signature on its letters: which certificate, whether it can sign, and the signing itself."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from letters import certificate, signing
from letters.certificate import Certificate, Keyfile, Unfit
from letters.press import Printed
from records import certificate_rows
from records.engine import make_engine
from records.unit_of_work import Clock, reading
from web.finding import Finding, is_well
from web.settings import Settings
from web.work import House, SystemClock
from workflow import unheld

NEAR = timedelta(days=45)
"""So long before its end the doctor speaks of a certificate: a new one takes weeks to get."""


def keyfile(settings: Settings) -> Keyfile | None:
    """Where the certificate lies; None where the city signs nothing.

    A demo city signs with one that `veche prepare` made for it, unless its settings name another.
    """
    if settings.seal.file:
        opens = settings.seal.passphrase_file
        return Keyfile(Path(settings.seal.file), Path(opens) if opens else None)
    demo = _demo(settings)
    return demo if settings.demo and demo.file.exists() else None


def _demo(settings: Settings) -> Keyfile:
    folder = settings.home / "secrets"
    return Keyfile(folder / "demo-letters.p12", folder / "demo-letters.passphrase")


def prepare_demo(settings: Settings, now: datetime) -> list[Path]:
    """Make the certificate of a demo city, if it has none; it says in its name that no real city is behind it."""
    here = _demo(settings)
    if not settings.demo or settings.seal.file or here.file.exists() or here.passphrase is None:
        return []
    opens = secrets.token_urlsafe(24)
    made = {
        here.passphrase: f"{opens}\n".encode("ascii"),
        here.file: certificate.self_made(settings.city.name.en, opens.encode("ascii"), now),
    }
    for path, held in made.items():
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(held)
    return list(made)


def fit(settings: Settings, now: datetime) -> Certificate | None:
    """The certificate, if the city signs and it can sign now. Unfit with the reason if it can't."""
    key = keyfile(settings)
    return certificate.fit(key, now, closed=settings.production) if key else None


def signing_now(settings: Settings, now: datetime) -> Certificate | None:
    """The certificate that signs now; None where none does, or it can't."""
    try:
        return fit(settings, now)
    except Unfit:
        return None


def ailing(settings: Settings, now: datetime) -> str:
    """The id of the reason why letters can't be signed now, as they must be; empty where all is well."""
    try:
        fit(settings, now)
    except Unfit as error:
        return error.why
    return ""


def sealed(here: House, printed: Printed) -> tuple[Printed, str]:
    """The letter as it leaves: signed, with the certificate (PEM), or as it is where the city signs nothing.

    Unprintable where the city signs and can't: the letter is held, never sent unsigned.
    """
    key, now = keyfile(here.settings), here.clock.now()
    if key is None:
        return printed, ""
    fit(here.settings, now)
    made = signing.sign(printed.pdf, key, now.replace(microsecond=0))
    return Printed(made.pdf, made.sha256, printed.pages), made.certificate


def can_go_on(here: House) -> bool:
    """Whether letters are held because the city could not sign, and it can now.

    Where no certificate is set any more they wait for a person: nothing goes unsigned by itself.
    """
    with reading(here.engine, here.clock) as work:
        waits = unheld.waits(work)
    return waits and signing_now(here.settings, here.clock.now()) is not None


def bare(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Letters were signed once and no certificate is set now: whoever took it out meant it, or it was lost in a change."""
    if keyfile(settings) is not None:
        return
    engine = make_engine(settings.database_url)
    try:
        with reading(engine, clock) as work:
            used = certificate_rows.every(work)
    finally:
        engine.dispose()
    if used:
        said = (
            f"letters leave unsigned, and were signed before ({certificate.told(used[0].pem).name})"
        )
        mend = "if that is not meant: VECHE_SEAL__FILE, docs/how-to/sign-letters.md"
        yield Finding("Signature", False, said, mend, needed=False)


def finding(settings: Settings) -> Iterator[Finding]:
    """Letters are signed with a certificate that is in force, or the city chose to sign none."""
    now = SystemClock().now()
    try:
        found = fit(settings, now)
    except Unfit as error:
        yield Finding("Signature", False, str(error), "docs/how-to/sign-letters.md")
        return
    if found is None:
        said = "letters bear none; the check page and their code prove them"
        yield Finding("Signature", True, said)
        return
    said = f"{found.name}, until {found.ends:%Y-%m-%d}"
    if found.ends - now < NEAR:
        mend = "get the next certificate now: docs/how-to/sign-letters.md"
        yield Finding("Signature", False, f"{said}: it ends soon", mend, needed=False)
        return
    yield is_well("Signature", said)
