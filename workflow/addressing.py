"""To which office a notice goes, and under which number."""

from datetime import datetime

from records import rows
from records.errors import Missing
from records.tables import Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from workflow import when
from workflow.content import Content


def addressee(work: UnitOfWork, name: str, content: Content) -> Unit:
    """The office behind the addressee that the law names, for the okrug of the first place.

    A designated site has its own manager. Else the office whose code is the addressee's id, or that id
    and the okrug (`prefecture-cao`); else any office of the okrug, or the first of the city. A notice
    is never left without a desk.
    """
    okrug = content.places[0].okrug
    if name == "site_manager":
        named = content.answers.get("special_place")
        sites = sorted(rows.units(work, "site"), key=lambda unit: unit.code != named)
        fit = [one for one in sites if one.code == named or one.okrug == okrug]
        if fit:
            return fit[0]
    offices = rows.units(work, "addressee")
    codes = (name, f"{name}-{okrug.lower()}")
    fit = sorted((one for one in offices if one.code in codes), key=lambda one: one.code != name)
    fit += [one for one in offices if one.okrug == okrug]
    if not fit and not offices:
        raise Missing("This city has no office that receives notices.")
    return (fit or list(offices))[0]


def office_of(work: UnitOfWork, name: str) -> Text | None:
    """What the office is called that receives for an addressee of the whole city; None where none has its code."""
    unit = next((one for one in rows.units(work, "addressee") if one.code == name), None)
    return Text(unit.name_en, unit.name_ru) if unit else None


def office_named(work: UnitOfWork, name: str, okrug: str) -> Text | None:
    """What the office of an okrug is called, before anything is filed; None where the city has none for it."""
    code = f"{name}-{okrug.lower()}"
    unit = next((one for one in rows.units(work, "addressee") if one.code == code), None)
    return Text(unit.name_en, unit.name_ru) if unit else None


def reference(work: UnitOfWork, received_at: datetime, regime: Regime) -> str:
    """The number of a new notice: year of receipt in the zone of its law, and its place in the year."""
    year = when.local(received_at, regime.zone).year
    return f"{year % 100:02d}-{work.next_number(f'notices:{year}'):04d}"
