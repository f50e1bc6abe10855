"""A regime file read into frozen values: TOML in, `Regime` out, a Fault with file and key for what is wrong."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from regimes import reading_asked as asked
from regimes import reading_law as law
from regimes import reading_road as road
from regimes.checking import check
from regimes.fault import Fault, first_of
from regimes.reading_amending import amending
from regimes.reading_inputs import read_input
from regimes.reading_rules import reminder, rule
from regimes.regime import Body, Kind, Regime, Source
from regimes.table import Sheet, Table
from regimes.words import LANGUAGES

T = TypeVar("T")
KEPT = 64  # texts that notices are pinned to, kept read


def read_regime(file: str, body: str, *, checked: bool = True) -> Regime:
    """Read and check one regime. `file` is only named in messages; `body` is the whole text of the file.

    Raises the first Fault; its `all` holds every other that was found. Not `checked`: only its shape is
    asked for, so that the model check can walk a road on which something is wrong.
    """
    regime, sheet = _read(file, body)
    faults = [*sheet.faults, *(check(file, regime, sheet.faults) if checked else ())]
    if faults:
        raise first_of(faults)
    return regime


@lru_cache(KEPT)
def read_kept(body: str) -> Regime:
    """A text that notices are pinned to, as it was checked when it was new (decisions 19).

    A pin outlives its file and the rules for files: what the schema has come to ask since takes its
    plainest value, and what it no longer knows is passed over. Fault only for what is no TOML at all.
    """
    regime, _sheet = _read("kept text", body)
    return regime


def _read(file: str, body: str) -> tuple[Regime, Sheet]:
    try:
        data = tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        raise Fault(file, "", f"is not TOML: {error}") from error
    head = data.get("regime")
    language = head.get("language", "") if isinstance(head, dict) else ""
    sheet = Sheet(file, collect=True, language=language if isinstance(language, str) else "")
    top = Table(sheet, "", data)
    top.take_acts()
    return _build(top, body), sheet


def _build(top: Table, body: str) -> Regime:
    head = top.table("regime")
    id_, valid_from = head.word("id"), head.day("valid_from")
    digest = hashlib.sha256(body.encode()).hexdigest()
    regime = Regime(
        id=id_,
        title=head.text("title"),
        language=head.word("language", among=LANGUAGES),
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
        questions=_tables(top, "questions", asked.question),
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
        marks=MappingProxyType(top.sheet.tally),
    )
    return _whole(_with_the_rest(regime, top), head, top)


def _with_the_rest(regime: Regime, top: Table) -> Regime:
    """What a law may do without."""
    return replace(
        regime,
        inputs=_tables(top, "inputs", read_input),
        attachments=_tables(top, "attachments", asked.attachment),
        declarations=tuple(map(asked.declaration, top.rows("declarations"))),
        blocking_orders=tuple(map(asked.blocking_order, top.rows("blocking_orders"))),
        closed_places=tuple(map(road.duty, top.rows("closed_places"))),
        office_duties=tuple(map(road.duty, top.rows("office_duties"))),
        handling=road.handling(top.table("handling")) if top.has("handling") else None,
        commission=road.commission(top.table("commission")) if top.has("commission") else None,
        rules=tuple(map(rule, top.rows("rules"))),
        reminders=tuple(map(reminder, top.rows("reminders"))),
        amending=amending(top.table("amending")) if top.has("amending") else None,
        letter_words=road.words(top.table("letter_words")) if top.has("letter_words") else {},
    )


def _whole(regime: Regime, *parts: Table) -> Regime:
    for part in parts:
        part.done()
    return regime


def _zone(head: Table) -> ZoneInfo:
    name = head.word("timezone")
    try:
        if name.islower():  # `localtime` and `posixrules` are whatever this machine says
            raise ValueError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        head.complain("timezone", f"{name!r} is not a zone that is known")
        return ZoneInfo("UTC")


def _road(part: Table) -> Source:
    found = part.source()
    part.done()
    return found


def _kinds(top: Table) -> Mapping[str, Kind]:
    shared = asked.needs(top.table("asked_of_every_kind"))
    papers = (
        asked.papers(top.table("papers_of_every_kind")) if top.has("papers_of_every_kind") else ()
    )
    return _tables(top, "kinds", lambda part: law.kind(part, shared, papers))


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
            row.complain("name", f"{name!r} stands twice")
        found[name] = build(row)
    return MappingProxyType(found)
