"""Forms of the print room: make a run, count its sheets, undo it, print again, do not send."""

from wtforms import BooleanField, HiddenField, RadioField, SelectField

from desk.fields import DayLineField, DeskForm
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, TextField, choices

REASON_LONGEST = 500


class RunForm(DeskForm):
    """Which letters the run takes, and how the printer prints."""

    unit = SelectField(_l("Office"), choices=[], validators=[Given(_l("Choose the office"))])
    way = SelectField(_l("Way"), choices=[], validate_choice=False)
    kind = SelectField(_l("Kind of letter"), choices=[], validate_choice=False)
    sides = RadioField(
        _l("The printer"),
        choices=choices([("2", _l("prints on both sides")), ("1", _l("prints on one side only"))]),
        default="2",
        validators=[Given(_l("Choose how the printer prints"))],
    )


class CountForm(DeskForm):
    """Sheets of the run that lie in their envelopes, by their codes."""

    sheet = LineField(
        _l("Code of a sheet, in its envelope"),
        validators=[Given(_l("Scan a code, or type it"))],
        render_kw={"autofocus": True, "autocomplete": "off", "spellcheck": "false"},
    )


class SpoilForm(DeskForm):
    """A sheet that is torn, smeared or lost."""

    spoiled = LineField(
        _l("Code of a spoiled sheet"), validators=[Given(_l("Scan a code, or type it"))]
    )
    reason = LineField(
        _l("What happened"),
        validators=[Given(_l("Say what happened to the sheet")), AtMost(REASON_LONGEST)],
    )


class WhyForm(DeskForm):
    """A reason, for what needs one."""

    reason = TextField(
        _l("Why"), validators=[Given(_l("Say why, in a sentence")), AtMost(REASON_LONGEST)]
    )


class ReturnForm(DeskForm):
    """A letter that came back, or a mail that bounced."""

    sent = RadioField(
        _l("How it had left"), choices=[], validators=[Given(_l("Choose how it had left"))]
    )
    day = DayLineField(
        _l("Day on which it came back"),
        validators=[Given(_l("Enter the day on which it came back"))],
    )
    note = TextField(
        _l("What stands on it"),
        validators=[Given(_l("Write what stands on the envelope, or what the mail server said")),
                    AtMost(REASON_LONGEST)],
    )  # fmt: skip
    uncollected = BooleanField(_l("The addressee did not collect it at the post office"))


class PostForm(DeskForm):
    """The number of the next registered item: a scanner types it and presses Enter."""

    place = HiddenField()
    post_id = LineField(
        _l("Number of the postal item"),
        validators=[Given(_l("Scan the number, or type it")), AtMost(60)],
        render_kw={"autofocus": True, "autocomplete": "off", "spellcheck": "false"},
    )


class LabelForm(DeskForm):
    """Which sheet of labels lies in the printer, and where it begins."""

    sheet = SelectField(
        _l("Sheet of labels"), choices=[], validators=[Given(_l("Choose the sheet of labels"))]
    )
    begin = LineField(_l("First free label"), default="1", validators=[Given(_l("Enter a number"))])


class WayForm(DeskForm):
    """By which way a letter is to leave."""

    way = RadioField(
        _l("How it is to leave"), choices=[], validators=[Given(_l("Choose how it is to leave"))]
    )


class DeliveredForm(DeskForm):
    """The post confirmed a delivery."""

    sent = RadioField(
        _l("How it had left"), choices=[], validators=[Given(_l("Choose how it had left"))]
    )
    day = DayLineField(_l("Day of delivery"), validators=[Given(_l("Enter the day of delivery"))])


class SettleForm(DeskForm):
    """What became of it."""

    outcome = TextField(
        _l("What was done"),
        validators=[Given(_l("Say what became of the letter")), AtMost(REASON_LONGEST)],
    )


class SettleMailForm(DeskForm):
    """What was done about a mail that did not arrive."""

    outcome = TextField(
        _l("What was done"),
        validators=[Given(_l("Say what was done about the mail")), AtMost(REASON_LONGEST)],
    )


class HandOverForm(DeskForm):
    """A closed run leaves the house."""

    day = DayLineField(_l("Day"), validators=[Given(_l("Enter the day"))])
    post_ids = TextField(_l("Numbers of the postal items"), validators=[AtMost(40_000)])
