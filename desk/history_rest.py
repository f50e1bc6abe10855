"""Sentences of what is done about a notice beside its road: holds, erasures, recusals, who shares it."""

from typing import Any

from desk.speech import _
from records.case_rows import HistoryRow


def _shared(who: str, row: HistoryRow, rules: Any) -> str:
    return _("The notice was brought into an organisation of its organiser.")


def _held(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s ordered that the notice is not erased.", who=who)


def _freed(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s ended the order that kept the notice from being erased.", who=who)


def _erased(who: str, row: HistoryRow, rules: Any) -> str:
    return _("Facts about people were erased, as the rule of keeping says.")


def _recused(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s: somebody of the office takes no part in this notice.", who=who)


def _lifted(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s: somebody of the office takes part in this notice again.", who=who)


def _no_interest(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s declared to have no interest in this notice.", who=who)


def _post_number(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s entered the number of the post for letter %(number)s.",
        who=who,
        number=row.details.get("number", ""),
    )


SENTENCES = {
    "notice.shared": _shared,
    "notice.held": _held,
    "notice.released-hold": _freed,
    "notice.facts-erased": _erased,
    "recusal.made": _recused,
    "recusal.lifted": _lifted,
    "interest.none": _no_interest,
    "letter.post-number": _post_number,
}
