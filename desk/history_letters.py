"""The log in words: what became of letters, from their release to the post."""

from collections.abc import Callable
from typing import Any

from desk.speech import _
from records.case_rows import HistoryRow
from web.letter_words import letter_words, way_words


def _letter(who: str, row: HistoryRow, rules: Any) -> str:
    kind = letter_words().get(str(row.details.get("kind")), str(row.details.get("kind", "")))
    return _("Letter %(number)s: %(kind)s.", number=row.details.get("number", ""), kind=kind)


def _sent(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s sent letter %(number)s %(way)s.",
        who=who,
        number=row.details.get("number", ""),
        way=way_words().get(str(row.details.get("way")), ""),
    )


def _again(who: str, row: HistoryRow, rules: Any) -> str:
    number, copy = row.details.get("number", ""), row.details.get("copy", "")
    return _(
        "%(who)s had letter %(number)s printed again, copy %(copy)s.",
        who=who,
        number=number,
        copy=copy,
    )


def _spoiled(who: str, row: HistoryRow, rules: Any) -> str:
    number, run = row.details.get("number", ""), row.details.get("run", "")
    return _(
        "%(who)s marked a sheet of letter %(number)s as spoiled, run %(run)s.",
        who=who,
        number=number,
        run=run,
    )


def _not_sent(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s keeps letter %(number)s from leaving on paper.",
        who=who,
        number=row.details.get("number", ""),
    )


def _printed(who: str, row: HistoryRow, rules: Any) -> str:
    return _("The press made letter %(number)s.", number=row.details.get("number", ""))


def _held(who: str, row: HistoryRow, rules: Any) -> str:
    return _("Letter %(number)s is held back.", number=row.details.get("number", ""))


def _tried(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s sent letter %(number)s to the press again.",
        who=who,
        number=row.details.get("number", ""),
    )


def _returned(who: str, row: HistoryRow, rules: Any) -> str:
    return _("Letter %(number)s came back.", number=row.details.get("number", ""))


def _mail_returned(who: str, row: HistoryRow, rules: Any) -> str:
    return _("A mail about this notice came back: it did not arrive.")


def _addressed(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s wrote down how letters address the organiser.", who=who)


def _mail_settled(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s settled what came back of a mail.", who=who)


def _delivered(who: str, row: HistoryRow, rules: Any) -> str:
    number = row.details.get("number", "")
    return _("%(who)s recorded that letter %(number)s was delivered.", who=who, number=number)


def _way(who: str, row: HistoryRow, rules: Any) -> str:
    way = way_words().get(str(row.details.get("to")), "")
    number = row.details.get("number", "")
    return _(
        "%(who)s chose how letter %(number)s is to leave: %(way)s.", who=who, number=number, way=way
    )


def _settled(who: str, row: HistoryRow, rules: Any) -> str:
    number = row.details.get("number", "")
    return _("%(who)s settled what came back of letter %(number)s.", who=who, number=number)


SENTENCES: dict[str, Callable[[str, HistoryRow, Any], str]] = {
    "letter.printed": _printed,
    "letter.held": _held,
    "letter.tried-again": _tried,
    "letter.released": _letter,
    "letter.sent": _sent,
    "letter.print-again": _again,
    "letter.spoiled": _spoiled,
    "letter.not-sent": _not_sent,
    "letter.returned": _returned,
    "notice.addressed-as": _addressed,
    "mail.returned": _mail_returned,
    "mail.return-settled": _mail_settled,
    "letter.delivered": _delivered,
    "letter.way-changed": _way,
    "letter.return-settled": _settled,
}
