"""The number under which a letter leaves: by the office's own scheme, without gaps that nobody explains (M35)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from places import numbering
from records import register_rows
from records.tables import Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from workflow import when
from workflow.actor import SYSTEM


def scheme_of(unit: Unit, day: date) -> Mapping[str, Any]:
    """The scheme of an office that holds on a day: the newest that has begun, or that of the house."""
    begun = [
        one for one in unit.letterhead.get("numbering") or () if one["from"] <= day.isoformat()
    ]
    return begun[-1] if begun else numbering.DEFAULT


def letter_number(work: UnitOfWork, regime: Regime, notice: Notice, kind: str) -> str:
    """The next outgoing number of the office of a notice, on the day that it has there."""
    unit = work.get(Unit, notice.unit_id)
    return allot(work, unit, kind, when.local(work.now, regime.zone).date())


def allot(work: UnitOfWork, unit: Unit, kind: str, day: date) -> str:
    """The next number for a letter of this kind that leaves an office on a day.

    A count belongs to an office, a series and, where it begins anew, a year; a change of the pattern goes on
    with it. The number goes back if the unit of work fails. Where a letter bears it already (a former pattern
    made the same), the next is taken, and the log says which was left out.
    """
    scheme = scheme_of(unit, day)
    index, series = str(unit.letterhead.get("index", unit.code.upper())), _series(scheme, kind)
    name = ":".join(
        ["letters", unit.code, *([f"series={series}"] if series else []),
         *([str(day.year)] if scheme["restarts"] == "year" else [])]
    )  # fmt: skip
    while True:
        count = work.next_number(name)
        number = numbering.filled(scheme, unit=index, series=series, year=day.year, number=count)
        if not register_rows.number_is_given(work, number):
            return number
        work.log(
            "letter.number-left-out", actor=SYSTEM, subject=("unit", unit.id or 0), details={"number": number}
        )  # fmt: skip


def _series(scheme: Mapping[str, Any], kind: str) -> str:
    words = scheme["series"]
    return str(words.get(kind, words.get("", "")))
