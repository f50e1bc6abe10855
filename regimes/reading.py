"""A regime file read into frozen values: TOML in, `Regime` out, a Fault with file and key for what is wrong."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from regimes import reading_law as law
from regimes import reading_road as road
from regimes.checking import check
from regimes.fault import Fault
from regimes.reading_inputs import read_input
from regimes.regime import Body, Kind, Regime, Source
from regimes.table import Table

T = TypeVar("T")


def read_regime(file: str, body: str) -> Regime:
    """Read and check one regime. `file` is only named in messages; `body` is the whole text of the file."""
    try:
        data = tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        raise Fault(file, "", f"is not TOML: {error}") from error
    top = Table(file, "", data)
    if top.has("acts"):
        acts = top.table("acts")  # an act's name may hold a full stop, so it is no path
        top.acts.update((name, acts.text(name)) for name in acts.left())
    regime = _build(top, body)
    check(file, regime)
    return regime


def _build(top: Table, body: str) -> Regime:
    head = top.table("regime")
    id_, valid_from = head.word("id"), head.day("valid_from")
    digest = hashlib.sha256(body.encode()).hexdigest()
    regime = Regime(
        id=id_,
        title=head.text("title"),
        zone=_zone(head),
        valid_from=valid_from,
        calendar=head.word("calendar"),
        initial=head.word("initial"),
        pin=f"{id_}@{valid_from}:{digest[:12]}",
        sha256=digest,
        body=body,
        text=head.text("text"),
        silence=head.text("silence"),
        source=head.source(),
        road=_road(top.table("road")),
        hours=law.hours(top.table("hours")) if top.has("hours") else None,
        signature=law.signature(top.table("signature")),
        questions=_tables(top, "questions", law.question),
        windows=_tables(top, "windows", law.window),
        kinds=_kinds(top),
        variants=tuple(map(law.variant, top.rows("variants"))),
        verdicts=_tables(top, "verdicts", law.verdict),
        clocks=_tables(top, "clocks", law.clock),
        addressees=_tables(top, "addressees", law.addressee),
        addressee_rules=tuple(map(law.addressee_rule, top.rows("addressee_rules"))),
        bodies=_bodies(top),
        stages=_rows(top, "stages", road.stage),
        moves=_rows(top, "moves", road.move),
        outcomes=_tables(top, "outcomes", road.outcome),
        grounds=_tables(top, "grounds", road.ground),
        reasons=_tables(top, "reasons", road.reason),
        appeals=tuple(map(road.appeal, top.rows("appeals"))),
        duties=tuple(map(road.duty, top.rows("duties"))),
        inputs=_tables(top, "inputs", read_input),
        marks=MappingProxyType(top.tally),
    )
    return _whole(regime, head, top)


def _whole(regime: Regime, *parts: Table) -> Regime:
    for part in parts:
        part.done()
    return regime


def _zone(head: Table) -> ZoneInfo:
    name = head.word("timezone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise head.fault("timezone", f"{name!r} is not a zone that is known") from error


def _road(part: Table) -> Source:
    found = part.source()
    part.done()
    return found


def _kinds(top: Table) -> Mapping[str, Kind]:
    shared = law.needs(top.table("asked_of_every_kind"))
    return _tables(top, "kinds", lambda part: law.kind(part, shared))


def _bodies(top: Table) -> Mapping[str, Body]:
    if not top.has("consulting"):
        return MappingProxyType({})
    due = law.body_due(top.table("consulting"))
    return _tables(top, "bodies", lambda part: law.body(part, due))


def _tables(top: Table, key: str, build: Callable[[Table], T]) -> Mapping[str, T]:
    """`[key.name]` tables by name, in the order of the file."""
    return MappingProxyType({part.name: build(part) for part in _parts(top, key)})


def _parts(top: Table, key: str) -> Iterator[Table]:
    if top.has(key):
        yield from top.table(key).tables()


def _rows(top: Table, key: str, build: Callable[[Table], T]) -> Mapping[str, T]:
    """`[[key]]` rows by their name; two of one name are a Fault."""
    found: dict[str, T] = {}
    for row in top.rows(key):
        name = row.peek("name")
        if name in found:
            raise row.fault("name", f"{name!r} stands twice")
        found[name] = build(row)
    return MappingProxyType(found)
