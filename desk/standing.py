"""Beside the owner on a notice's page: absent, or standing in for somebody who is."""

from typing import Any

from web.filters import today
from web.work import current_actor
from workflow import standing_in
from workflow.standing_in import Standing


def of(work: Any, row: Any, owner_id: int | None) -> Standing | None:
    """Give what the page says beside the owner of the notice `row`."""
    return standing_in.look(
        work, actor=current_actor(), unit_id=row.unit_id, notice_id=row.id, owner_id=owner_id, day=today(),
    )  # fmt: skip
