"""Forms of the register of signing powers."""

from wtforms import SelectField, SelectMultipleField

from desk.fields import DayLineField, DeskForm
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, TextField


class PowerForm(DeskForm):
    """One line of the register: who, what, from when until when, by which order, in whose absence."""

    account = SelectField(
        _l("Who may sign"), choices=[], validators=[Given(_l("Choose who may sign"))]
    )
    absent = SelectField(_l("In whose absence"), choices=[], default="")
    kinds = SelectMultipleField(_l("Only these letters"), choices=[])
    order_no = LineField(
        _l("Number of the order"),
        validators=[Given(_l("Enter the order that gives the power")), AtMost(100)],
    )
    order_day = DayLineField(_l("Day of the order"), validators=[Given(_l("Enter its day"))])
    from_day = DayLineField(_l("First day"), validators=[Given(_l("Enter the first day"))])
    to_day = DayLineField(_l("Last day, if there is one"))
    title_ru = LineField(_l("Post as printed in Russian letters"), validators=[AtMost(120)])
    title_en = LineField(_l("Post as printed in English letters"), validators=[AtMost(120)])


class EndPowerForm(DeskForm):
    """Take a power back, at once or after a day."""

    last_day = DayLineField(_l("Last day; empty: it ends now"))
    reason = TextField(
        _l("Why it ends"),
        validators=[Given(_l("Say why: the reason is kept in the register")), AtMost(500)],
    )
