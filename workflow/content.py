"""What is notified, as plain values: the input of filing, amending, accepting and correcting."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from places import locating

PERSONAL = frozenset(
    {
        "organiser",
        "organiser_kind",
        "address",
        "postcode",
        "phone",
        "email",
        "authorised",
        "attorney",
        "bank_account",
        "deputy_office",
    }
)
"""Question ids whose answers name or reach a person; kept apart and erased first."""

LOGGED = frozenset({"signature", "by", "note", "reason", "issuer", "subject"})
"""Names under which the log keeps who did a thing and why, in their own words."""


@dataclass(frozen=True, slots=True)
class SessionIn:
    """One day of the event with local hours, `13:30`; an end at or before the start is next day."""

    day: date
    start: str
    end: str
    setup_from: str = ""
    cleared_by: str = ""


@dataclass(frozen=True, slots=True)
class PlaceIn:
    """A place, or a route when it has points (streets and crossings in order).

    `form` is `area` where the points are the corners of an area. `geo` is its shape on the ground as
    canonical text (places.locating.Geo), empty where the map does not know the words.
    """

    name: str
    okrug: str
    district: str = ""
    points: tuple[str, ...] = ()
    form: str = ""
    geo: str = ""

    @property
    def is_route(self) -> bool:
        """Whether people walk it; the corners of an area are no route."""
        return bool(self.points) and self.form != "area"

    @property
    def okrugs(self) -> tuple[str, ...]:
        """Okrugs that it touches, its own first. What the organiser says stands where the map says otherwise."""
        return locating.okrugs_of(self.okrug, self.geo)


@dataclass(frozen=True, slots=True)
class Content:
    """One whole state of a notice. `answers` maps question ids to plain values."""

    kind: str
    sessions: tuple[SessionIn, ...]
    places: tuple[PlaceIn, ...]
    attendance: int
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def public(self) -> dict[str, Any]:
        """Answers that name nobody."""
        return {key: value for key, value in self.answers.items() if key not in PERSONAL}

    @property
    def personal(self) -> dict[str, Any]:
        """Answers that name or reach a person."""
        return {key: value for key, value in self.answers.items() if key in PERSONAL}

    @property
    def title(self) -> str:
        """The name that the organiser gave, or nothing."""
        return str(self.answers.get("title", ""))

    @property
    def okrugs(self) -> tuple[str, ...]:
        """Okrugs that the places touch, in order, each once."""
        return tuple(dict.fromkeys(okrug for place in self.places for okrug in place.okrugs))

    def settled(self, old: "Content") -> "Content":
        """The same, with each place exactly as it was kept where the same is said: a new map changes no notice."""
        return replace(self, places=tuple(_kept(one, old.places) for one in self.places))

    @property
    def place_line(self) -> str:
        """The places in one line, for lists and letters."""
        return "; ".join(place.name for place in self.places)[:300]


def _kept(new: PlaceIn, olds: tuple[PlaceIn, ...]) -> PlaceIn:
    """The old place that says the same in words, and in numbers where any are given; else the new one."""
    geo = locating.read(new.geo)
    for old in olds:
        if replace(new, geo="") != replace(old, geo=""):
            continue
        was = locating.read(old.geo)
        if was is None and (geo is None or not geo.numbers):
            return old
        if was is not None and geo is not None and was.stops == geo.stops:
            return old
    return new


def named_only(people: Any) -> Any:
    """Authorised persons by name alone; what was filed as one text is kept back whole."""
    if not isinstance(people, list):
        return None
    return [{"name": one.get("name", "")} for one in people if isinstance(one, dict)]
