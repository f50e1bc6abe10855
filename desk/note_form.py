"""The form of an internal note."""

from wtforms import RadioField

from desk.fields import DeskForm
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, TextField, choices
from workflow.noting import LONGEST


class NoteForm(DeskForm):
    """A note for the people of the office, or a talk by telephone."""

    kind = RadioField(
        _l("What is it?"),
        choices=choices([("note", _l("A note")), ("telephone", _l("A talk by telephone"))]),
        default="note",
    )
    who = LineField(_l("With whom, if by telephone"), validators=[AtMost(300)])
    text = TextField(
        _l("Note"), validators=[Given(_l("Write what is to be noted")), AtMost(LONGEST)]
    )
