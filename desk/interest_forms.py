"""Forms of interests and recusals."""

from wtforms import HiddenField, RadioField, SelectField

from desk.fields import DeskForm
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, TextField, choices


class InterestForm(DeskForm):
    """One standing interest: whose notices, or which place."""

    next = HiddenField()
    kind = RadioField(
        _l("What is it"),
        choices=choices(
            [("organiser", _l("An organiser or organisation")), ("place", _l("A place or street"))]
        ),
        validators=[Given(_l("Choose whether it is an organiser or a place"))],
    )
    words = LineField(
        _l("Its name"),
        validators=[Given(_l("Enter the name, as it stands in notices")), AtMost(200)],
    )


class NoticeInterestForm(DeskForm):
    """What one's interest in a notice is; the notice is closed to the person then."""

    next = HiddenField()
    reason = TextField(
        _l("What is your interest"),
        validators=[Given(_l("Say in a sentence what the interest is")), AtMost(500)],
    )


class RecuseForm(DeskForm):
    """The head says of somebody that they have no part in a notice."""

    reference = LineField(
        _l("Number of the notice"),
        validators=[Given(_l("Enter the number, like 26-0417")), AtMost(20)],
    )
    account = SelectField(
        _l("Who has no part in it"), choices=[], validators=[Given(_l("Choose a person"))]
    )
    reason = TextField(
        _l("Why"),
        validators=[Given(_l("Say why: the reason is kept in the register")), AtMost(500)],
    )


class LiftRecusalForm(DeskForm):
    """Why a recusal is lifted, or a standing interest is over."""

    reason = TextField(
        _l("Why it is over"),
        validators=[Given(_l("Say why: the reason is kept in the register")), AtMost(500)],
    )
