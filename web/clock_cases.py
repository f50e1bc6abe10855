"""Cases of `veche clock`: one JSON object in, one JSON object out, in the words of cases/deadlines.json."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from regimes.clocks import not_yet
from regimes.counting import Filing, Judgement, Step, Uncountable, judge
from regimes.regime import Regime
from regimes.shelf import Rulebook
from web.case_stream import BadCase, Broken, shown

MISPLACED = {
    # what every law may look at, by the names that people give it
    "participants": "participants",
    "attendance": "participants",
    "people": "participants",
    "okrugs": "okrugs",
    "special_place": "special_place",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case as it came, typed."""

    id: Any
    regime: Regime
    filing: Filing


def answer(rulebook: Rulebook, data: Any) -> dict[str, Any]:
    """The judgement of one case as JSON, or {id, error}; never raises for a bad case."""
    if isinstance(data, Broken):
        return {"id": None, "error": data.error}
    id_ = data.get("id") if isinstance(data, dict) else None
    if not isinstance(id_, str | int | float | None):
        return {"id": None, "error": f"id: {shown(id_)} is neither a word nor a number"}
    try:
        case = read_case(rulebook, data)
        return {"id": id_, **as_json(case.regime, decide(rulebook, case))}
    except (BadCase, Uncountable) as error:
        return {"id": id_, "error": mended(error)}


def mended(error: BadCase | Uncountable) -> str:
    """What is wrong, and where a year goes that a calendar lacks."""
    if not isinstance(error, Uncountable) or "calendar" not in error.values:
        return str(error)
    name, year = error.values["calendar"], error.values["year"]
    return (
        f"{error} Add [year.{year}] to VECHE_HOME/regimes/calendars/{name}.toml; in a running city, "
        f"`veche calendar year {year} --name {name}` enters it for its notices."
    )


def decide(rulebook: Rulebook, case: Case) -> Judgement:
    """Judge a case with its regime's own calendar."""
    return judge(case.regime, rulebook.calendar_of(case.regime), case.filing)


def read_case(rulebook: Rulebook, data: Any) -> Case:
    """Type one case. BadCase names the field at fault."""
    if not isinstance(data, dict):
        raise BadCase("a case is an object")
    try:
        return _typed(rulebook, data)
    except OverflowError as error:
        raise BadCase("a moment lies too near the end of the calendar") from error


def _typed(rulebook: Rulebook, data: dict[str, Any]) -> Case:
    filed_at = moment(data, "filed_at")
    regime = _regime(rulebook, _word(data, "regime"), filed_at)
    start = moment(data, "event_start")
    end = moment(data, "event_end") if data.get("event_end") is not None else start
    kind = _word(data, "event_kind")
    if kind not in regime.kinds:
        known = ", ".join(regime.kinds)
        raise BadCase(f"event_kind: {shown(kind)} is not a kind of {regime.id}: {known}")
    _nothing_beside(regime, data)
    inputs = {} if data.get("inputs") is None else data["inputs"]
    if not isinstance(inputs, dict):
        raise BadCase("inputs: is not an object")
    filing = Filing(
        kind=kind,
        sessions=sessions(start, end, regime.zone),
        received_at=filed_at,
        attendance=_number(inputs, "participants"),
        okrugs=_words(inputs, "okrugs"),
        special_place=_name(inputs, "special_place"),
        inputs=_others(regime, inputs),
    )
    return Case(data.get("id"), regime, filing)


def _nothing_beside(regime: Regime, data: Mapping[str, Any]) -> None:
    """A fact that stands beside `inputs` would be passed over, and another case be answered."""
    for key in data:
        if key in MISPLACED or key in regime.inputs:
            as_ = f" as {MISPLACED[key]}" if MISPLACED.get(key, key) != key else ""
            raise BadCase(f"{key} belongs in inputs{as_}")


def sessions(
    start: datetime, end: datetime, zone: ZoneInfo
) -> tuple[tuple[datetime, datetime], ...]:
    """First start and last end as daily sessions with the same hours (decisions 2).

    An end on a later day, at or before the first start's hour, is of a session that runs past midnight
    and belongs to the day before; so 24:00 belongs to the day that it ends. BadCase if the end lies
    before the start.
    """
    if end.astimezone(UTC) < start.astimezone(UTC):
        raise BadCase("event_end: lies before event_start")
    first, last = start.astimezone(zone), end.astimezone(zone)
    days = (last.date() - first.date()).days
    over_midnight = days > 0 and last.time() <= first.time()
    if days > 366:
        raise BadCase("event_end: more than a year after event_start")
    found = []
    for ahead in range(days + (0 if over_midnight else 1)):
        day = first.date() + timedelta(days=ahead)
        until = day + timedelta(days=1) if over_midnight else day
        begins = first if ahead == 0 else datetime.combine(day, first.time(), zone)
        ends = last if until == last.date() else datetime.combine(until, last.time(), zone)
        if ends.astimezone(UTC) < begins.astimezone(UTC):
            ends = begins  # the clocks skipped the hours of this day's session
        found.append((begins, ends))
    return tuple(found)


def as_json(regime: Regime, found: Judgement) -> dict[str, Any]:
    """The answer's fields, in the order of the cases file; instants in the regime's zone."""
    authority, organiser = found.due("authority"), found.due("organiser")
    steps = [*found.steps, *(step for due in found.dues for step in due.steps)]
    steps += [not_yet(regime.clocks[name]) for name in found.later]
    steps += found.cautions
    extra: Any = found.extra_filing_day and found.extra_filing_day.isoformat()
    result: dict[str, Any] = {
        "expected": found.verdict,
        "window_opens": _at(found.opens, regime),
        "window_closes": _at(found.closes, regime),
        "authority_due_at": _at(authority.due_at if authority else None, regime),
        "organiser_reply_due_at": _at(organiser.due_at if organiser else None, regime),
        "addressee": found.addressee,
        "extra_filing_day": "unknown" if found.extra_day_unknown else extra,
        "warnings": list(found.warnings),
    }
    if found.also_to:
        result["also_to"] = list(found.also_to)
    if found.route:
        result["route"] = found.route
    if found.may_proceed is not None:
        result["may_proceed"] = found.may_proceed
    if found.on_silence:
        result["on_silence"] = found.on_silence
    return {**result, "regime_pin": regime.pin, "steps": list(_once(steps))}


def _once(steps: list[Step]) -> Iterator[str]:
    seen: set[str] = set()
    for step in steps:
        sentence = step.in_english()
        if step.part != "note" or sentence not in seen:
            yield sentence
        seen.add(sentence)


def _at(instant: datetime | None, regime: Regime) -> str | None:
    return instant.astimezone(regime.zone).isoformat(timespec="seconds") if instant else None


def _regime(rulebook: Rulebook, name: str, filed_at: datetime) -> Regime:
    known = [regime for regime in rulebook if regime.id == name]
    if not known:
        ids = ", ".join(sorted({regime.id for regime in rulebook}))
        raise BadCase(f"regime: {shown(name)} is not on the shelf: {ids}")
    day = filed_at.astimezone(known[0].zone).date()
    try:
        return rulebook.current(name, day)
    except KeyError as error:
        raise BadCase(f"regime: {shown(name)} has no file in force on {day}") from error


def moment(data: Mapping[str, Any], key: str, zone: ZoneInfo | None = None) -> datetime:
    """An ISO moment with its offset; without one only where `zone` says whose clock is meant."""
    try:
        found = datetime.fromisoformat(_word(data, key))
        if found.tzinfo is None and zone is not None:
            found = found.replace(tzinfo=zone)
        if found.tzinfo is None:
            raise BadCase(f"{key}: has no offset from UTC")
        found.astimezone(UTC)
    except ValueError as error:
        raise BadCase(f"{key}: {shown(data[key])} is not a moment") from error
    except OverflowError as error:
        raise BadCase(f"{key}: too near the end of the calendar") from error
    return found


def _word(data: Mapping[str, Any], key: str) -> str:
    found = data.get(key)
    if found is None or found == "":
        raise BadCase(f"{key}: is missing")
    if not isinstance(found, str):
        raise BadCase(f"{key}: {shown(found)} is not a word")
    return found


def _name(inputs: Mapping[str, Any], key: str) -> str:
    """A name, or a bare yes; '' where it is absent or no."""
    found = inputs.get(key)
    if found is not None and not isinstance(found, str | bool):
        raise BadCase(f"inputs.{key}: {shown(found)} is not a name")
    return str(found) if found else ""


def _number(inputs: Mapping[str, Any], key: str) -> int | None:
    found = inputs.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise BadCase(f"inputs.{key}: {shown(found)} is not a whole number from 0")
    return found


def _words(inputs: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = inputs.get(key) or []
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise BadCase(f"inputs.{key}: is not a list of words")
    return tuple(found)


def _others(regime: Regime, inputs: Mapping[str, Any]) -> dict[str, object]:
    """What else the law looks at, typed as its file declares it."""
    rest = {
        key: value
        for key, value in inputs.items()
        if key not in ("participants", "okrugs", "special_place")
    }
    types = {"announced_at": "moment", "posted_at": "moment"}
    types |= {one.id: one.type for one in regime.inputs.values()}
    for key, type_ in types.items():
        value = rest.get(key)
        if value is None:
            continue
        if type_ == "moment":
            rest[key] = moment(rest, key)
        elif type_ == "flag" and not isinstance(value, bool):
            raise BadCase(f"inputs.{key}: {shown(value)} is neither true nor false")
        elif type_ == "choice" and not isinstance(value, str):
            raise BadCase(f"inputs.{key}: {shown(value)} is not a word")
    return rest
