"""What one types about an organisation and its people."""

from wtforms import RadioField

from accounts.forms import Mailbox
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, NameField, PageForm, choices

ROLES = {
    "owner": _l("Owner: invites and removes people, files and answers"),
    "files": _l("Files and answers"),
    "reads": _l("Reads only"),
}


class NameForm(PageForm):
    """What an organisation is called."""

    name = NameField(
        _l("Name of the organisation"),
        [Given(_l("Say what the organisation is called")), AtMost(200)],
        description=_l("As its people know it. What you file names the organiser itself."),
        render_kw={"autocomplete": "organization"},
    )


class RoleForm(PageForm):
    """What somebody may do."""

    role = RadioField(
        _l("What may this person do?"),
        [Given(_l("Choose what this person may do"))],
        choices=choices(list(ROLES.items())),
    )


class InviteForm(RoleForm):
    """Whom to invite."""

    email = LineField(
        _l("E-mail of the person"),
        [Given(_l("Enter their e-mail address")), AtMost(254), Mailbox()],
    )
