"""What closes with a notice: bodies that wait, and the twin that it repeats."""

from records import rows
from records.errors import Missing
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from workflow.errors import N_, Invalid


def bodies_waiting(work: UnitOfWork, notice: Notice) -> list[int]:
    """Units that were asked and have not answered."""
    return [
        row.unit_id
        for row in rows.consultations(work, notice)
        if row.answered_at is None and row.closed_at is None
    ]


def point_at_twin(work: UnitOfWork, notice: Notice, reference: str) -> None:
    """Name the notice that this one repeats. Invalid if there is none, or it is this one."""
    try:
        twin = work.notice(reference.strip())
    except Missing as error:
        raise Invalid("duplicate_of", N_("There is no notice with this number.")) from error
    if twin.id == notice.id:
        raise Invalid("duplicate_of", N_("A notice can't repeat itself: name the other one."))
    if twin.duplicate_of_id is not None:
        raise Invalid("duplicate_of", N_("That notice is a duplicate itself: name the first one."))
    notice.duplicate_of_id = twin.id
