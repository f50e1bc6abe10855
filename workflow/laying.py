"""In which page layout a letter is made: its office's own or the city's, and once it is made, for ever that one."""

from collections.abc import Iterable

from letters import layout
from letters.layout_parts import Layout
from records import sheet_rows
from records.tables import Letter, Unit
from records.unit_of_work import UnitOfWork


def named_by(unit: Unit) -> str:
    """The name of the layout that the office's file gives to its letters; '' where it takes the city's."""
    return str(unit.letterhead.get("layout", ""))


def named_for(work: UnitOfWork, letter_id: int) -> str:
    """The same for the office that a letter is of."""
    return named_by(work.get(Unit, work.get(Letter, letter_id).unit_id))


def named_by_id(work: UnitOfWork, unit_id: int) -> str:
    """The same for an office by its row."""
    return named_by(work.get(Unit, unit_id))


def named_at(work: UnitOfWork, reference: str) -> str:
    """The same for the office that holds a notice."""
    return named_by(work.get(Unit, work.notice(reference).unit_id))


def kept(work: UnitOfWork, letters: Iterable[int]) -> dict[int, Layout]:
    """The layout in which each of these letters was made; a letter that was made before they were kept is left out."""
    read: dict[str, Layout] = {}
    found = {}
    for letter, data in sheet_rows.of_letters(work, letters).items():
        key = repr(data)
        found[letter] = read.get(key) or read.setdefault(key, layout.read(data))
    return found
