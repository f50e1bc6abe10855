"""Checks of typed places against the city's map: each says at the field what is wrong; what is not on the map is no fault."""

from collections.abc import Sequence
from typing import Any

from wtforms import ValidationError
from wtforms.validators import StopValidation

from web import placing, shapes
from web.i18n import gettext as _


class OnMap:
    """Coordinates in a line are of this city; words without coordinates are always taken."""

    def __call__(self, form: Any, field: Any) -> None:
        wrong = shapes.line_fault(field.data or "")
        if wrong:
            raise ValidationError(wrong)


class OkrugOrMap:
    """The okrug is chosen, or the map has the place; then it is found."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data:
            return
        found = placing.place_in(
            form.name.data or "", points=_lines(form.corners.data), form=form.form.data or ""
        )
        field.errors = []
        if not found.okrug:
            raise StopValidation(str(_("Choose the okrug that the place is in")))
        raise StopValidation  # empty is right: the map has it


def _lines(corners: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in corners if one)
