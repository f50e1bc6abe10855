"""The shelf of regimes and calendars: the box's own files, then a city's, then texts kept in the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regimes.calendar import Calendar
from regimes.regime import Regime


@dataclass(frozen=True)
class Rulebook:
    """Every regime that is in force or ever was, by pin; and the calendars they count with."""

    by_pin: dict[str, Regime]
    calendars: dict[str, Calendar]

    def __getitem__(self, pin: str) -> Regime:
        """The regime of a pin. KeyError where its text is on no shelf: then `with_text`."""
        return self.by_pin[pin]

    def __iter__(self) -> Iterator[Regime]:
        return iter(self.by_pin.values())

    def current(self, regime_id: str, day: date) -> Regime:
        """The newest file of `regime_id` in force on `day` (a day in the regime's zone). KeyError if none."""
        raise NotImplementedError

    def calendar_of(self, regime: Regime) -> Calendar:
        return self.calendars[regime.calendar]

    def with_text(self, body: str) -> "Rulebook":
        """The same shelf and one more text, as kept in `regime_texts` (a pin outlives its file)."""
        raise NotImplementedError


def load_all(extra_dir: Path | None = None) -> Rulebook:
    """Read and check the box's regimes and calendars, then those of `extra_dir` (VECHE_HOME/regimes)."""
    raise NotImplementedError
