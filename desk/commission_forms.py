"""Forms of commissions: a new one, a seat, a sitting."""

from wtforms import BooleanField, SelectField

from desk.fields import DayLineField, DeskForm
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, CountField, Given, LineField, TimeField


class CommissionForm(DeskForm):
    """A new commission of an office."""

    unit = SelectField(_l("Office"), choices=[], validators=[Given(_l("Choose the office"))])
    name_ru = LineField(
        _l("Name in Russian"), validators=[Given(_l("Enter the name")), AtMost(200)]
    )
    name_en = LineField(
        _l("Name in English"), validators=[Given(_l("Enter the name")), AtMost(200)]
    )
    quorum = CountField(_l("Quorum"), validators=[Given(_l("Say how many members must be there"))])


class SeatForm(DeskForm):
    """A seat with a vote."""

    account = SelectField(_l("Member"), choices=[], validators=[Given(_l("Choose a person"))])
    order_no = LineField(_l("Number of the order"), validators=[AtMost(100)])
    from_day = DayLineField(_l("First day"), validators=[Given(_l("Enter the first day"))])
    to_day = DayLineField(_l("Last day, if there is one"))
    chair = BooleanField(_l("Takes the chair"))


class SittingForm(DeskForm):
    """A sitting that is called."""

    commission = SelectField(
        _l("Commission"), choices=[], validators=[Given(_l("Choose the commission"))]
    )
    day = DayLineField(_l("Day"), validators=[Given(_l("Enter the day"))])
    hour = TimeField(_l("Hour"), validators=[Given(_l("Enter the hour"))])
    place = LineField(
        _l("Where"),
        validators=[Given(_l("Say where it is, or how one joins from elsewhere")), AtMost(300)],
    )
