"""What is asked beside the signature: for whom one files, and in which language the letters come."""

from dataclasses import dataclass, replace
from typing import Any

from intake.forms import SignForm
from records import city_logins
from web.i18n import NAMES, language
from web.i18n import gettext as _
from web.sessions import browser
from web.widgets import choices
from web.work import current_actor, reading, settings

ALONE = "own"


@dataclass(frozen=True, slots=True)
class SignOn:
    """The city's single sign-on as a signature: what it is called, and who it is that it vouches for here."""

    name: str
    who: str = ""  # empty: this browser did not sign in by it
    signer: tuple[tuple[str, str], ...] = ()
    needed: bool = False  # the law takes no typed name


def sign_form(vouched: SignOn | None = None, **given: Any) -> SignForm:
    """The form of the last page. Whom the single sign-on vouches for types no name.

    Who files for no organisation is not asked for whom; one language asks nothing.
    """
    form = SignForm(**given)
    if vouched is not None and vouched.who:
        del form.signature
    held = [seat for seat in current_actor().seats if seat.files]
    if held:
        pairs = [(str(one.organisation_id), one.name) for one in held]
        form.whose.choices = choices([(ALONE, _("For myself alone")), *pairs])
    else:
        del form.whose
    spoken = settings().languages
    if len(spoken) > 1:
        form.letters.choices = choices([(code, NAMES[code]) for code in spoken])
        if form.letters.data is None:
            form.letters.data = _own_language()
    else:
        del form.letters
    return form


def _own_language() -> str:
    person = browser().person
    wished = person.locale if person is not None else ""
    return wished if wished in settings().languages else language()


def sign_on(regime: Any) -> SignOn | None:
    """None where the law of the notice does not take it as a signature, or the city has none (decisions 6)."""
    ways, here = regime.signature.ways, settings().oidc
    if "single_sign_on" not in ways or not here.issuer:
        return None
    offered = SignOn(here.name_in(language()), needed="typed_name" not in ways)
    person = browser().person
    if person is None or browser().get("way") != "city":
        return offered
    with reading() as work:
        subject = city_logins.subject_of(work, person.id, here.issuer)
    if not subject:  # parted meanwhile
        return offered
    own = person.name_ru if language() == "ru" else person.name
    who = own or person.name or person.email
    return replace(offered, who=who, signer=(("issuer", here.issuer), ("subject", subject)))


def organisation_of(form: SignForm) -> int | None:
    """The organisation that was chosen, None for the person alone."""
    chosen = form.whose.data if "whose" in form else ALONE
    return None if chosen == ALONE else int(chosen)


def letters_in(form: SignForm) -> str:
    """The language of the notice's letters and mails."""
    return str(form.letters.data) if "letters" in form else settings().languages[0]
