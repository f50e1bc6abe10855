"""The reader of `roads/served.toml`: which rule names a law that is not there, or two of one day, is a Fault."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from regimes.fault import Fault, first_of
from regimes.regime import Regime
from regimes.service import Service, ServiceRule, Underway
from regimes.table import Sheet, Table

FILE = Path("roads") / "served.toml"
WAYS = ("post", "registered-post", "e-mail", "in-person")
FROM = ("dispatch", "delivery")
LONGEST = 60  # days that a letter may be under way
UNITS = ("calendar_day", "working_day")


def load(folders: Iterable[Path], laws: Iterable[Regime]) -> Mapping[str, Service]:
    """The service of each law: the file of the last folder that has one (a city's replaces the box's)."""
    path = [folder / FILE for folder in folders if (folder / FILE).is_file()][-1]
    return read(path.name, path.read_text("utf-8"), laws)


def read(file: str, body: str, laws: Iterable[Regime]) -> Mapping[str, Service]:
    """The rules of a file's text by law. Fault names the key that is wrong."""
    sheet = Sheet(file, collect=True)
    try:
        top = Table(sheet, "", tomllib.loads(body))
    except tomllib.TOMLDecodeError as error:
        raise Fault(file, "", f"is not TOML: {error}") from error
    top.take_acts()
    known = {law.id: {appeal.id for appeal in law.appeals} for law in laws}
    rules = [_rule(row, tuple(known)) for row in top.rows("rules")]
    appeals = dict(_appeals(row, known) for row in top.rows("laws"))
    underway = [_underway(row, tuple(known)) for row in top.rows("underway")]
    top.done()
    for rule in rules:
        same = [one.id for one in rules if _clashes(one, rule)]
        if len(same) > 1:
            top.complain(f"rules[{rule.id}]", f"{' and '.join(same)} hold for one way from one day")
    if sheet.faults:
        raise first_of(sheet.faults)
    return MappingProxyType(
        {
            law: Service(
                tuple(rule for rule in rules if law in rule.laws),
                appeals.get(law, ()),
                tuple(one for one in underway if law in one.laws),
            )
            for law in known
        }
    )


def _appeals(row: Table, known: Mapping[str, set[str]]) -> tuple[str, tuple[str, ...]]:
    law = row.word("id")
    if law not in known:
        row.complain("id", f"{law!r} is no law of this city")
    found = row.words("appeals", tuple(known.get(law, ())))
    row.done()
    return law, found


def _underway(row: Table, laws: tuple[str, ...]) -> Underway:
    found = Underway(
        laws=row.words("laws", laws),
        valid_from=row.day("valid_from"),
        days=row.number("days"),
        source=row.source(),
    )
    if not 0 <= found.days <= LONGEST:
        row.complain("days", f"{found.days} is not from 0 to {LONGEST}")
    row.done()
    return found


def _rule(row: Table, laws: tuple[str, ...]) -> ServiceRule:
    found = ServiceRule(
        id=row.word("id"),
        laws=row.words("laws", laws),
        ways=row.words("ways", WAYS),
        valid_from=row.day("valid_from"),
        counted_from=row.word("from", among=FROM),
        amount=row.maybe_number("amount") or 0,
        unit=row.word("unit", "calendar_day", among=UNITS),
        text=row.text("text"),
        source=row.source(),
        proved_later=row.flag("proved_later"),
        uncollected=row.flag("uncollected"),
        until=row.hour("until") if row.has("until") else None,
    )
    row.done()
    return found


def _clashes(one: ServiceRule, other: ServiceRule) -> bool:
    return bool(
        one.valid_from == other.valid_from
        and set(one.ways) & set(other.ways)
        and set(one.laws) & set(other.laws)
    )
