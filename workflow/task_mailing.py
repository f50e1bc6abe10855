"""Mails about the tasks of bodies: given, running out, run out."""

from records.tables import Assignment, Notice
from records.unit_of_work import UnitOfWork


def assigned(work: UnitOfWork, notice: Notice, row: Assignment, *, again: bool = False) -> None:
    """To a body: this task is yours, with the link that acknowledges and completes it.

    `again`: once more with a new link, and twice within a minute it is one mail.
    """
    mark = f":again-{work.now:%Y%m%d%H%M}" if again else ""
    _about_task(work, "body-assigned", notice, row, mark)


def of_task(work: UnitOfWork, notice: Notice, row: Assignment, whom: str, part: int) -> None:
    """So many hundredths of a task's time are gone: to its body; when more than all, to the chief, or the office."""
    if whom == "body":
        _about_task(work, "body-task-reminder", notice, row, f":{part}")
    elif whom == "chief":
        _about_task(work, "body-task-silent", notice, row, "", to="chief")
    else:
        _about_task(work, "desk-task-silent", notice, row, "", unit=notice.unit_id)


def _about_task(
    work: UnitOfWork, name: str, notice: Notice, row: Assignment, mark: str, *, to: str = "unit", unit: int | None = None
) -> None:  # fmt: skip
    work.promise(
        "mail",
        f"mail:{name}:{row.id}{mark}",
        {
            "mail": name,
            "notice": notice.id,
            "unit": unit or row.unit_id,
            "assignment": row.id,
            "to": to,
        },
    )
