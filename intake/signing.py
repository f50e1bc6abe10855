"""What is asked beside the signature: for whom one files, and in which language the letters come."""

from typing import Any

from intake.forms import SignForm
from web.i18n import NAMES, language
from web.i18n import gettext as _
from web.sessions import browser
from web.widgets import choices
from web.work import current_actor, settings

ALONE = "own"


def sign_form(**given: Any) -> SignForm:
    """The form of the last page. Who files for no organisation is not asked for whom; one language asks nothing."""
    form = SignForm(**given)
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


def organisation_of(form: SignForm) -> int | None:
    """The organisation that was chosen, None for the person alone."""
    chosen = form.whose.data if "whose" in form else ALONE
    return None if chosen == ALONE else int(chosen)


def letters_in(form: SignForm) -> str:
    """The language of the notice's letters and mails."""
    return str(form.letters.data) if "letters" in form else settings().languages[0]
