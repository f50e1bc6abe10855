"""The lines of the envelope's window: whom a letter is for, and where, in the six lines that it shows."""

from letters import window
from records.tables import Notice, Organiser
from records.unit_of_work import UnitOfWork
from workflow import attorney, versions


def address_lines(work: UnitOfWork, notice: Notice, locale: str = "en") -> tuple[str, ...]:
    """Lines for the envelope window: name, who files for them, address, postcode last; abridged where six don't do."""
    return window.abridged(*_addressed(work, notice, locale), locale)


def dative_of(row: Organiser) -> str:
    """The dative of this organiser; '' where nobody wrote one, or the name was changed since."""
    return row.dative if row.dative_of == row.name.strip() else ""


def window_is_full(work: UnitOfWork, notice: Notice, locale: str) -> bool:
    """Whether name or address do not stand whole in the window, so that the office looks before it releases."""
    name, _by, address, postcode = _addressed(work, notice, locale)
    lines = window.abridged(name, "", address, postcode, locale)
    return any(line.endswith(window.CUT) for line in lines)


def _addressed(work: UnitOfWork, notice: Notice, locale: str) -> tuple[str, str, str, str]:
    organiser = work.get(Organiser, notice.organiser_id)
    by = attorney.in_window(versions.content_of(work, notice).answers.get(attorney.ID), locale)
    name = (dative_of(organiser) if locale == "ru" else "") or organiser.name.strip()
    return (name, by, organiser.address.strip(), organiser.postcode.strip())
