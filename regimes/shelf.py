"""The shelf of regimes and calendars: the box's own files, then a city's, then texts kept in the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from regimes import calendar, reading_service
from regimes.calendar import Calendar
from regimes.fault import Fault
from regimes.reading import read_kept, read_regime
from regimes.regime import Regime
from regimes.service import Service

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Rulebook:
    """Every regime that is in force or ever was, by pin; and the calendars they count with."""

    by_pin: Mapping[str, Regime]
    calendars: Mapping[str, Calendar]  # as their files say
    kept: Mapping[str, Calendar] = field(default_factory=dict)  # as people corrected them
    service: Mapping[str, Service] = field(default_factory=dict)  # by law, from a file of its own

    def __getitem__(self, pin: str) -> Regime:
        """The regime of a pin. KeyError where its text is on no shelf: then `with_text`."""
        return self.by_pin[pin]

    def __contains__(self, pin: str) -> bool:
        return pin in self.by_pin

    def __iter__(self) -> Iterator[Regime]:
        return iter(self.by_pin.values())

    def current(self, regime_id: str, day: date) -> Regime:
        """The newest file of `regime_id` in force on `day` (a day in the regime's zone). KeyError if none."""
        found = [regime for regime in self if regime.id == regime_id and regime.valid_from <= day]
        if not found:
            raise KeyError(f"{regime_id} on {day}")
        return max(found, key=lambda regime: regime.valid_from)

    def calendar_of(self, regime: Regime) -> Calendar:
        """The calendar that a regime counts with, as people corrected it when this rulebook was made.

        A unit that writes asks workflow/calendars.py instead: a correction may have come since.
        """
        return self.kept.get(regime.calendar) or self.calendars[regime.calendar]

    def with_days(self, kept: Mapping[str, Calendar]) -> "Rulebook":
        """The same shelf with calendars as people corrected them."""
        return replace(self, kept=MappingProxyType(dict(kept)))

    def with_text(self, body: str) -> "Rulebook":
        """The same shelf and one more text, as kept in `regime_texts`: a pin outlives its file.

        The text was checked when it was new; a later rule for files does not make it unreadable.
        """
        read = read_kept(body)
        if read.pin in self:
            return self
        regime = served_by(read, self.service)
        return replace(self, by_pin=MappingProxyType({**self.by_pin, regime.pin: regime}))


def regime_files(folder: Path) -> list[Path]:
    """Regime files of a folder, by name."""
    return sorted(folder.glob("*.toml"))


def load_all(extra_dir: Path | None = None) -> Rulebook:
    """Read and check the box's regimes and calendars, then those of `extra_dir` (VECHE_HOME/regimes).

    A city's file may add a regime or a date; two files of one id and date are a Fault. Its calendars
    (`extra_dir`/calendars) replace the box's of the same name.
    """
    folders = [FOLDER, *([extra_dir] if extra_dir is not None and extra_dir.is_dir() else [])]
    calendars: dict[str, Calendar] = {}
    for folder in folders:
        for path in sorted((folder / "calendars").glob("*.toml")):
            found = calendar.load(path)
            calendars[found.name] = found
    regimes: dict[str, Regime] = {}
    for path in (path for folder in folders for path in regime_files(folder)):
        regime = load(path, calendars)
        twin = [other.pin for other in regimes.values() if _same(other, regime)]
        if twin:
            raise Fault(path.name, "regime.valid_from", f"{twin[0]} has the same id and date")
        regimes[regime.pin] = regime
    service = reading_service.load(folders, regimes.values())
    laws = {pin: served_by(regime, service) for pin, regime in regimes.items()}
    return Rulebook(MappingProxyType(laws), MappingProxyType(calendars), service=service)


def served_by(regime: Regime, service: Mapping[str, Service]) -> Regime:
    """The same law with what its city's file says of letters that leave."""
    return replace(regime, service=service.get(regime.id, regime.service))


def load(path: Path, calendars: Mapping[str, Calendar]) -> Regime:
    """Read and check one regime file; its calendar must be on the shelf."""
    try:
        body = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(path.name, "", "is not UTF-8") from error
    regime = _read_once(path.name, body)
    problem = _calendar_problem(regime, calendars)
    if problem:
        raise Fault(path.name, "regime.calendar", problem)
    return regime


def _calendar_problem(regime: Regime, calendars: Mapping[str, Calendar]) -> str:
    """A calendar that is missing, or one of no year for a law that counts working days; '' where it will do."""
    name = regime.calendar
    if name in calendars and (calendars[name].years or not _needs_years(regime)):
        return ""
    choices = ", ".join(sorted(one.name for one in calendars.values() if one.years))
    mend = f"Choose one of {choices}, or put a file into VECHE_HOME/regimes/calendars/"
    if name in calendars:
        return f"{name!r} knows no year, and this law counts working days or moved days off. {mend}"
    return f"{name!r} is not on the shelf of calendars. {mend}"


def _needs_years(regime: Regime) -> bool:
    """Whether a count can ask for the decree of a year: no fixed list of holidays tells it."""
    clocks, windows = regime.clocks.values(), regime.windows.values()
    units = {unit for window in windows for unit in (window.unit, window.opening_unit)}
    for clock in clocks:
        units |= {clock.span.unit, *(row.span.unit for row in clock.variants)}
        units |= {more.unit for more in (*clock.extensions, clock.pause) if more}
        units |= {clock.cap.unit} if clock.cap else set()
    asked = {name for window in windows if window.extension for name in window.extension.if_day_is}
    return (
        "working_day" in units
        or bool(asked & {"moved_day_off", "working_saturday"})
        or any(window.extra_day for window in windows)
    )


@lru_cache(maxsize=64)
def _read_once(file: str, body: str) -> Regime:
    """Every word of a text decides what it means, so one text is read once a process; a Fault is found anew."""
    return read_regime(file, body)


def _same(one: Regime, other: Regime) -> bool:
    return (one.id, one.valid_from) == (other.id, other.valid_from)
