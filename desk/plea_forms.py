"""The forms of objections and complaints at the desk."""

from wtforms import RadioField, SelectField

from desk.fields import DeskForm, SeenField
from desk.forms import NOTE_LONGEST
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, TextField


class AssignPleaForm(DeskForm):
    """Give an objection to somebody who had no part in the decision."""

    seen = SeenField()
    to = SelectField(
        _l("Who examines it"), choices=[], validators=[Given(_l("Choose who examines it"))]
    )


class DraftPleaForm(DeskForm):
    """The answer to an objection; nothing is chosen beforehand."""

    seen = SeenField()
    outcome = RadioField(
        _l("What comes of it"), choices=[], validators=[Given(_l("Choose what comes of it"))]
    )
    answer = TextField(
        _l("The answer, with its reasons"),
        validators=[Given(_l("Write the answer with its reasons")), AtMost(6000)],
        description=_l(
            "It stands in the letter word for word, after what was objected or complained of."
        ),
    )


class AnswerPleaForm(DeskForm):
    """The answer to a complaint: nothing is decided by it, so nothing is chosen."""

    seen = SeenField()
    answer = TextField(
        _l("The answer, with its reasons"),
        validators=[Given(_l("Write the answer with its reasons")), AtMost(6000)],
        description=_l(
            "It stands in the letter word for word, after what was objected or complained of."
        ),
    )


class NotePleaForm(DeskForm):
    """Why a draft goes back."""

    seen = SeenField()
    note = TextField(
        _l("Why it goes back"),
        validators=[
            Given(_l("Say why, in a sentence that the history will keep")),
            AtMost(NOTE_LONGEST),
        ],
    )
