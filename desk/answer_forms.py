"""What a body answers, with an account or without one; and the answer to what it wanted to know first."""

from wtforms import RadioField

from desk import limit_fields
from desk.fields import DeskForm
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, TextField, choices


class AnswerForm(DeskForm):
    """What a body answers."""

    answer = RadioField(
        _l("Answer"),
        choices=[],
        validators=[Given(_l("Choose an answer"))],
    )
    ground = LineField(
        _l("On what ground: act and article, or a document"), validators=[AtMost(200)]
    )
    facts = TextField(_l("Facts behind the answer"), validators=[AtMost(4000)])
    whom = RadioField(
        _l("If you need information: whom do you ask?"),
        choices=choices([("office", _l("The office")), ("organiser", _l("The organiser"))]),
        default="office",
    )
    conditions = limit_fields.rows()


class LinkAnswerForm(AnswerForm):
    """The same without an account: who answers says so by name."""

    who = LineField(
        _l("Your name and post"),
        validators=[Given(_l("Enter your name and your post: an answer needs somebody who gave it")), AtMost(200)],
    )  # fmt: skip


class PaperAnswerForm(AnswerForm):
    """An answer that came on paper, entered by the office that asked: who signed it is written down."""

    whom = None
    who = LineField(
        _l("Who signed the answer: post and name"),
        validators=[Given(_l("Write the post and the name that stand under the answer.")), AtMost(200)],
    )  # fmt: skip


class ReplyForm(DeskForm):
    """The answer to what a body wanted to know."""

    answer = TextField(
        _l("Answer"),
        validators=[Given(_l("Write the answer; the service reads it")), AtMost(4000)],
    )
