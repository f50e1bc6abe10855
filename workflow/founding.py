"""A city begins: its offices enter the records, and follow their file when it changes."""

from collections.abc import Iterable

from places.offices import OfficeEntry
from records import rows
from records.tables import Mark, Unit
from records.unit_of_work import UnitOfWork


def found(work: UnitOfWork, offices: Iterable[OfficeEntry], *, check_url: str) -> None:
    """Write the offices of the file into the records: new ones are added, known ones follow their file.

    An office is never deleted: notices point at it. A body that was changed in the register stays as it is there. `check_url` is printed on letters.
    """
    known = {unit.code: unit for unit in rows.units(work)}
    for entry in offices:
        unit = known.get(entry.code) or Unit(
            code=entry.code, kind=entry.kind, name_en="", name_ru=""
        )
        if unit.own:
            continue
        unit.kind, unit.okrug = entry.kind, entry.okrug or None
        unit.name_en, unit.name_ru = entry.en, entry.ru
        unit.address, unit.email, unit.phone = entry.address, entry.email, entry.phone
        unit.letterhead = entry.letterhead
        work.add(unit)
    if rows.mark(work, "check_url") != check_url:
        mark = rows.mark_row(work, "check_url") or Mark(name="check_url", value="")
        mark.value = check_url
        work.add(mark)
    work.flush()
