"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Stands in for the machine's clock: `now()` is what was set, never what it is."""

    def __init__(self, start: datetime = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        """The instant that was set."""
        return self._now

    def set(self, now: datetime) -> None:
        """Go to an instant, also backwards; it must carry its zone."""
        assert now.tzinfo is not None, "a test's instant needs a zone too"
        self._now = now.astimezone(UTC)

    def advance(self, step: timedelta | None = None, **parts: float) -> datetime:
        """Go on by a timedelta, or by its parts (`hours=1`); returns the new instant."""
        self._now += step if step is not None else timedelta(**parts)
        return self._now
