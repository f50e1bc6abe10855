"""Rows of the draft decision: what may stand there several times."""

from wtforms import HiddenField, SelectField

from desk import places_form
from desk.fields import DayLineField, Row
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, LineField, TextField, TimeField


class MeasureRow(Row):
    """A milder measure that was weighed: what was found, and why it is not enough."""

    measure = LineField(_l("Milder measure"), validators=[AtMost(300)])
    found = LineField(_l("What was found"), validators=[AtMost(500)])
    result = LineField(_l("Why it is not enough"), validators=[AtMost(500)])


class ItemRow(Row):
    """One thing that the organiser has to put right."""

    field = SelectField(_l("What to put right"), choices=[], validate_choice=False)
    reason = LineField(_l("Why"), validators=[AtMost(500)])
    article = LineField(_l("Article"), validators=[AtMost(120)])


class ConditionRow(Row):
    """One condition under which the event may go ahead."""

    what = LineField(_l("Condition"), validators=[AtMost(500)])
    reason = LineField(_l("Why it is needed"), validators=[AtMost(700)])
    basis = LineField(_l("Where the law allows it"), validators=[AtMost(200)])
    origin = HiddenField(
        validators=[AtMost(12)]
    )  # the sentence of the merged answer that it came from

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed; where it came from alone is nothing."""
        typed = (self.what, self.reason, self.basis)
        return not any(field.raw_data and str(field.raw_data[0]).strip() for field in typed)


class ProposedSession(Row):
    """Other hours that are proposed."""

    day = DayLineField(_l("Day"))
    start = TimeField(_l("Begins"))
    end = TimeField(_l("Ends"))


class ProposedPlace(Row):
    """Another place that is proposed; a march has points, one a line."""

    name = LineField(_l("Place"), validators=[AtMost(300)])
    okrug = SelectField(_l("Okrug"), choices=[], validate_choice=False)
    district = SelectField(_l("District"), choices=[], validate_choice=False)
    form = SelectField(_l("The lines below are"), choices=places_form.forms, default="")
    points = TextField(_l("Route or area: one street, crossing or corner a line"))
