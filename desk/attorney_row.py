"""Who files for the organiser by a power of attorney, as the desk types it from the paper."""

from typing import Any

from wtforms import ValidationError

from desk.fields import DayLineField, Row
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, LineField, NameField
from workflow import attorney
from workflow.content import Content


class AttorneyRow(Row):
    """Who files for the organiser, and by which power of attorney, as the paper says."""

    name = NameField(_l("Files for the organiser: full name"))
    number = LineField(_l("Power of attorney: number"), validators=[AtMost(60)])
    day = DayLineField(_l("Given on"))
    until_day = DayLineField(_l("Good until"))

    def validate_name(self, field: Any) -> None:
        """A paper is somebody's."""
        if not (field.data or "").strip() and not self.is_empty:
            raise ValidationError(str(_l("Enter who files by this power of attorney")))


def data_of(content: Content) -> dict[str, Any]:
    """The parts of a content as the row is filled with them."""
    known = attorney.read(content.answers.get(attorney.ID))
    if known is None:
        return {}
    parts = (known.name, known.number, known.day, known.until)
    return dict(zip(attorney.PARTS, parts, strict=True))
