"""What the office is called that receives a notice, before anything is filed."""

from collections.abc import Sequence

from web.i18n import language
from web.work import places, reading
from workflow import addressing


def offices_line(addressee: str, name: str, okrugs: Sequence[str]) -> str:
    """The law's addressee for these okrugs: each office by its own name where the city has one, else with its okrug."""
    if not okrugs:
        with reading() as work:
            office = addressing.office_of(work, addressee)
        own = office.in_(language()) if office else name
        return name if own == name else f"{name} ({own})"
    with reading() as work:
        known = {okrug: addressing.office_named(work, addressee, okrug) for okrug in okrugs}
    named = [office.in_(language()) for office in known.values() if office]
    other = [places().line(okrug, "", language()) for okrug, office in known.items() if not office]
    return ", ".join([*named, *([name, *other] if other else [])])
