"""Forms of the print room: make a run, count its sheets, undo it, print again, do not send."""

from wtforms import RadioField, SelectField

from desk.fields import DeskForm
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
