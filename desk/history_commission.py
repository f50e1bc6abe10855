"""The log of a notice in words: what a commission did not decide."""

from collections.abc import Callable
from typing import Any

from desk.speech import _
from records.case_rows import HistoryRow


def _undecided(who: str, row: HistoryRow, rules: Any) -> str:
    if row.details.get("why") == "tied":
        said = _(
            "The commission decided nothing: the votes were equal, %(ayes)s to %(noes)s.",
            ayes=row.details.get("ayes", 0),
            noes=row.details.get("noes", 0),
        )
    else:
        said = _("The commission decided nothing: there was no quorum.")
    if row.details.get("next"):
        return f"{said} {_('The draft stands on the agenda of the next sitting.')}"
    return f"{said} {_('The draft waits for the next sitting.')}"


SENTENCES: dict[str, Callable[[str, HistoryRow, Any], str]] = {
    "commission.undecided": _undecided,
}
