"""Papers in words: which one an entry of the log is about, and the papers of two versions beside one another."""

from collections.abc import Iterable, Sequence
from typing import Any

from web.diffing import Piece, Row
from web.filters import law
from web.i18n import gettext as _
from web.i18n import ngettext
from workflow import attaching, titles

APART = "\u2068", "\u2069"
"""Set around the name of a file, so that one written from right to left turns nothing around it (UAX 9, FSI and PDI)."""


def title(regime: Any, paper: str) -> str:
    """A paper as the law calls it."""
    if paper in regime.attachments:
        return law(regime.attachments[paper].title)
    return str(_("Scan of the paper notice") if paper == attaching.SCAN else _("Another paper"))


def of_entry(regime: Any, details: Any, papers: Iterable[Any]) -> str:
    """Which paper an entry is about: its title, and the name of its file where the reader has the paper.

    The log keeps no name of a file: it may name people. Empty where the reader may not know which it was.
    """
    known = [one for one in papers if one.sha256 == details.get("sha256")]
    same = [one for one in known if one.paper == details.get("paper", one.paper)]
    if same and same[0].name:
        return line(regime, same[0])
    return title(regime, str(details["paper"])) if "paper" in details else ""


def said(sentence: str, which: str) -> str:
    """A sentence, and after it which paper it was; the sentence alone where that is not known."""
    return f"{sentence} {which}." if which else sentence


def line(regime: Any, one: Any) -> str:
    """One paper: its title and its file."""
    name = f"{APART[0]}{one.name}{APART[1]}" if one.name else str(_("erased"))
    return f"{title(regime, one.paper)}: {name}"


def compared(regime: Any, old: Any, new: Any) -> Row | None:
    """The papers of two versions as one row of their comparison; None where neither has any.

    The same file is known by its hash, so another file of one name is another paper.
    """
    if not (old.papers or new.papers or old.papers_hidden or new.papers_hidden):
        return None
    ids = [{(one.paper, one.sha256) for one in side.papers} for side in (old, new)]
    more = max(old.papers_hidden, new.papers_hidden)
    note = ngettext(
        "%(num)d more is not shown: it names people.",
        "%(num)d more are not shown: they name people.",
        more,
    )
    return Row(
        titles.PAPERS.en.casefold(),
        law(titles.PAPERS),
        _pieces(regime, old.papers, ids[1]),
        _pieces(regime, new.papers, ids[0]),
        same=ids[0] == ids[1] and old.papers_hidden == new.papers_hidden,
        note=str(note) if more else "",
    )


def _pieces(regime: Any, papers: Sequence[Any], others: set[tuple[str, str]]) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            line(regime, one) + ("\n" if at < len(papers) else ""),
            (one.paper, one.sha256) not in others,
        )
        for at, one in enumerate(papers, start=1)
    )


def with_papers(rows: Sequence[Row], regime: Any, old: Any, new: Any) -> list[Row]:
    """The rows of a comparison and that of the papers, what changed first."""
    more = compared(regime, old, new)
    return sorted([*rows, *([more] if more else [])], key=lambda row: row.same)
