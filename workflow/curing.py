"""What a request to cure may name: the questions that a kind asks, and the papers that it brings."""

from collections.abc import Iterable, Mapping
from typing import Any

from records import files, rows
from records.tables import Decision, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text

PAPER = "paper:"
"""Before the id of a paper, so that no paper is taken for a question of the same name."""


def points(regime: Regime, kind: str) -> tuple[tuple[str, Text], ...]:
    """Everything of this kind that can be put right, in the order of the file: field and title."""
    asked = {need.question for need in regime.kinds[kind].questions}
    brought = {need.attachment for need in regime.kinds[kind].papers}
    return (
        *((name, one.title) for name, one in regime.questions.items() if name in asked),
        *((PAPER + name, one.title) for name, one in regime.attachments.items() if name in brought),
    )


def title(regime: Regime, field: str) -> Text:
    """The question or the paper in the words of the law; a page or letter never shows an id that has a title."""
    known: Mapping[str, Any] = {
        **regime.questions,
        **{PAPER + name: one for name, one in regime.attachments.items()},
    }
    return known[field].title if field in known else Text(field, field)


def papers_in(items: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Ids of the papers that a request names."""
    fields = (str(item.get("field", "")) for item in items)
    return tuple(dict.fromkeys(one.removeprefix(PAPER) for one in fields if one.startswith(PAPER)))


def brought(work: UnitOfWork, notice: Notice) -> bool:
    """Whether the office added a paper, as it was handed in, since the letter that asked was released."""
    row: Decision | None = rows.released_decision(work, notice)
    since = row.released_at if row else None
    found = files.of_notice(work, notice.id or 0)
    return since is not None and any(
        one.source == "office" and one.kept_at >= since and one.state not in {"refused", "erased"}
        for one in found
    )
