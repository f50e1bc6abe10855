"""Entries of the log about papers: what happened to one, and which it was where the reader may know."""

from collections.abc import Sequence
from typing import Any

from desk.speech import _
from records.case_rows import HistoryRow
from web import paper_words
from workflow.attached import PaperView


def _added(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s added a paper.", who=who)


def _removed(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s took a paper back before it was filed.", who=who)


def _scanned(who: str, row: HistoryRow, rules: Any) -> str:
    found = row.details.get("found")
    if not found:
        return _("The virus scanner looked at a paper and found nothing.")
    return _(
        "The virus scanner found something in a paper: %(found)s. Nobody gets it.", found=found
    )


def _erased(who: str, row: HistoryRow, rules: Any) -> str:
    return _("A paper was erased; its hash stays.")


SENTENCES = {
    "paper.added": _added,
    "paper.removed": _removed,
    "paper.scanned": _scanned,
    "paper.erased": _erased,
}


def with_which(text: str, row: HistoryRow, rules: Any, papers: Sequence[PaperView]) -> str:
    """The sentence of an entry about a paper with which paper it was; any other as it is."""
    if row.kind not in SENTENCES:
        return text
    return paper_words.said(text, paper_words.of_entry(rules, row.details, papers))
