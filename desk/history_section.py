"""The log of a notice in words: with which section of its office it lies."""

from collections.abc import Callable
from typing import Any

from desk.speech import _
from records.case_rows import HistoryRow
from web.i18n import language


def _sectioned(who: str, row: HistoryRow, rules: Any) -> str:
    name = row.details.get("name_ru" if language() == "ru" else "name_en", "")
    if row.details.get("by_rule"):
        return _("By its kind, district or stage it lies with: %(section)s.", section=name)
    return _("%(who)s handed the notice to: %(section)s.", who=who, section=name)


SENTENCES: dict[str, Callable[[str, HistoryRow, Any], str]] = {"notice.sectioned": _sectioned}
