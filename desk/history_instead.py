"""The log of a notice in words: in whose place something was done."""

from datetime import date

from desk.speech import _
from records.case_rows import HistoryRow
from web.filters import plain_day
from web.i18n import language


def words(row: HistoryRow) -> str:
    """Say in whose absence the deed of the row was done; nothing where in nobody's."""
    held = row.details.get("instead")
    if not isinstance(held, dict):
        return ""
    own = language() == "ru"
    name = (own and row.personal.get("instead_ru")) or row.personal.get("instead")
    return _(
        "In place of %(name)s, absent from %(first)s to %(last)s.",
        name=name or _("a colleague"),
        first=plain_day(date.fromisoformat(held["from"])),
        last=plain_day(date.fromisoformat(held["to"])),
    )
