"""An erased notice stays as it is: no step, no correction, no new address brings a person back into it."""

from records import erasing_rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from workflow.errors import N_, NotPossible

GONE = N_("Not possible: the person was erased from this notice; nothing more is done with it.")


def is_gone(work: UnitOfWork, notice: Notice) -> bool:
    """Whether its person was erased. Only what is closed can be, so an open notice asks nothing."""
    if notice.closed_at is None or notice.id is None:
        return False
    return erasing_rows.is_erased(work, "notice", notice.id)


def refuse(work: UnitOfWork, notice: Notice) -> None:
    """Raise NotPossible, in words, for an erased notice."""
    if is_gone(work, notice):
        raise NotPossible(GONE)
