"""The filters of the plan, sent by GET so that a link keeps them."""

from wtforms import SelectField

from desk.fields import DayLineField, DeskForm
from web.i18n import lazy_gettext as _l
from web.widgets import choices

SPANS = (1, 7, 14, 31)


class PlanFilters(DeskForm):
    """From which day, how many days, which kind, where."""

    first = DayLineField(_l("From day"))
    days = SelectField(
        _l("How long"),
        choices=choices(
            [
                ("1", _l("one day")),
                ("7", _l("7 days")),
                ("14", _l("14 days")),
                ("31", _l("31 days")),
            ]
        ),
        default="7",
        validate_choice=False,
    )
    kind = SelectField(_l("Kind"), choices=[], validate_choice=False)
    okrug = SelectField(_l("Okrug"), choices=[], validate_choice=False)
