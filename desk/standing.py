"""Beside the owner on a notice's page: absent, or standing in for somebody who is."""

from dataclasses import dataclass
from typing import Any, cast

from desk.door import scope
from records import section_rows
from records.section_rows import SectionRow
from web.filters import today
from web.work import current_actor
from workflow import standing_in
from workflow.policy import allows, only_asked
from workflow.standing_in import Standing
from workflow.views import NoticeView


def of(work: Any, row: Any, owner_id: int | None) -> Standing | None:
    """Give what the page says beside the owner of the notice `row`."""
    return standing_in.look(
        work, actor=current_actor(), unit_id=row.unit_id, notice_id=row.id, owner_id=owner_id, day=today(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lies:
    """The section of the office with which a notice lies, and whether the reader may hand it to another."""

    here: SectionRow | None
    may: bool


def section(work: Any, view: NoticeView) -> Lies | None:
    """Give what the page says of sections; None where the office has none."""
    row, stage = view.card.row, view.regime.stages[view.card.row.stage]
    if only_asked(current_actor()) or not section_rows.any_in(work, row.unit_id):
        return None
    may = not stage.final and allows(current_actor(), "notice.assign", cast(Any, row), stage)
    return Lies(section_rows.of_notice(work, scope(), row.id), may)
