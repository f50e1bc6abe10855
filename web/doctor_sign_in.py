"""What the doctor asks of the single sign-on: that it answers, names itself, and has keys."""

from collections.abc import Iterator

from web import oidc
from web.finding import Finding, is_well
from web.oidc import Away, Unsound
from web.settings import Settings

WHAT = "Single sign-on"


def city(settings: Settings) -> Iterator[Finding]:
    """The provider's description and keys, read as at a sign-in; nothing where there is none."""
    if not settings.oidc.issuer:
        return
    mend = "look at VECHE_OIDC__ISSUER and the way there; mailed links work meanwhile"
    try:
        keys = oidc.read_keys(oidc.discover(settings.oidc))
    except (Away, Unsound) as error:
        yield Finding(WHAT, False, f"{settings.oidc.issuer}: {error}", mend, needed=False)
        return
    if not keys.keys:
        yield Finding(WHAT, False, f"{settings.oidc.issuer} has no keys", mend, needed=False)
        return
    back = settings.public_base_url.rstrip("/") + "/sign-in/city/back"
    yield is_well(
        WHAT, f"answers, {len(keys.keys)} keys; register there as the address back: {back}"
    )
