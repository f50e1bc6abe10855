"""The log of a notice in words: which office or body an entry names."""

from typing import Any

from records.case_rows import HistoryRow
from web.filters import law
from web.i18n import language


def named(row: HistoryRow, rules: Any) -> str:
    """The body as its law calls it, else the unit as the register does; its code where neither knows it."""
    code = str(row.details.get("unit", ""))
    if code in rules.bodies:
        return law(rules.bodies[code].name)
    return (row.unit_ru if language() == "ru" else row.unit_en) or code
