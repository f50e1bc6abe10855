"""The log in words: what organiser and office did to reach an agreement."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from desk.speech import _
from records.case_rows import HistoryRow
from web.filters import law, moment
from workflow import titles


def _amended(who: str, row: HistoryRow, rules: Any) -> str:
    changed = [law(titles.title(rules, name)) for name in row.details.get("changed", ())]
    text = _(
        "%(who)s changed the notice, version %(version)s: %(changed)s.",
        who=who,
        version=row.details.get("version", ""),
        changed=", ".join(changed),
    )
    return f"{text} {effect_words().get(str(row.details.get('effect')), '')}".rstrip()


def effect_words() -> dict[str, str]:
    """What a change did, in a sentence."""
    return {
        "restart": _("Material: the clocks started again."),
        "keep": _("Material: the clocks run on."),
        "none": _("Not material."),
    }


def came(row: HistoryRow) -> str:
    """Say when an answer of the organiser truly came, where it came on paper."""
    at = str(row.details.get("came_at", ""))
    return _("Came on paper on %(when)s. ", when=moment(datetime.fromisoformat(at))) if at else ""


def _looked(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s looked at version %(version)s.", who=who, version=row.details.get("version", "")
    )


def _says(sentence: Callable[[], str]) -> Callable[[str, HistoryRow, Any], str]:
    return lambda who, row, rules: sentence().replace("%(who)s", who)


SENTENCES: dict[str, Callable[[str, HistoryRow, Any], str]] = {
    "notice.amended": _amended,
    "notice.looked": _looked,
    "condition.answered": _says(lambda: _("%(who)s answered conditions.")),
    "condition.decided": _says(lambda: _("%(who)s answered an objection to a condition.")),
    "minutes.written": _says(lambda: _("%(who)s wrote minutes of a talk.")),
    "minutes.confirmed": _says(lambda: _("%(who)s confirmed the minutes.")),
    "minutes.remarked": _says(lambda: _("%(who)s remarked on the minutes.")),
}
