"""The roads of objections and complaints, read from `roads/pleas.toml`: the house's own order under every law."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from regimes.fault import first_of
from regimes.regime import NOTHING, Move, Source, Stage
from regimes.table import Sheet, Table
from regimes.words import PLEAS, ROLES

FILE = Path(__file__).parent / "roads" / "pleas.toml"


@dataclass(frozen=True, slots=True)
class PleaRoad:
    """The stages and moves of one kind of plea. `pin` tells its machine from those of laws."""

    kind: str
    pin: str
    initial: str
    stages: Mapping[str, Stage]
    moves: Mapping[str, Move]
    reasoned: frozenset[str]  # moves that are never made without saying why
    aim_days: int  # the office's own target where the law of the notice names none
    source: Source

    def moves_from(self, stage: str) -> tuple[Move, ...]:
        """The moves that leave a stage, in the order of the file."""
        return tuple(move for move in self.moves.values() if stage in move.sources)


@lru_cache
def roads() -> Mapping[str, PleaRoad]:
    """Both roads by kind, read once a process. Fault where the file is wrong, with its key."""
    return read(FILE.read_text("utf-8"))


def read(body: str) -> Mapping[str, PleaRoad]:
    """The roads of a file's text. Fault names the key that is wrong, or a stage that is not there."""
    sheet = Sheet(FILE.name, collect=True)
    top = Table(sheet, "", tomllib.loads(body))
    top.take_acts()
    found = {kind: _road(kind, top.table(kind)) for kind in PLEAS}
    top.done()
    if sheet.faults:
        raise first_of(sheet.faults)
    return MappingProxyType(found)


def _road(kind: str, part: Table) -> PleaRoad:
    reasoned: set[str] = set()
    stages = {one.name: one for one in map(_stage, part.rows("stages"))}
    moves = {one.name: one for one in (_move(row, reasoned) for row in part.rows("moves"))}
    initial = part.word("initial")
    for name in (initial, *(end for move in moves.values() for end in (*move.sources, move.to))):
        if name not in stages:
            part.complain("stages", f"{name!r} is not one of them")
    road = PleaRoad(
        kind=kind,
        pin=f"plea:{kind}",
        initial=initial,
        stages=MappingProxyType(stages),
        moves=MappingProxyType(moves),
        reasoned=frozenset(reasoned),
        aim_days=part.number("aim_days"),
        source=part.source(),
    )
    part.done()
    return road


def _stage(row: Table) -> Stage:
    final = row.flag("final")
    found = Stage(
        name=row.word("name"),
        title=row.text("title"),
        public=row.text("public"),
        held_by="addressee",
        awaits="nobody" if final else "authority",
        final=final,
        hides=(),
    )
    row.done()
    return found


def _move(row: Table, reasoned: set[str]) -> Move:
    name = row.word("name")
    if row.flag("reason"):
        reasoned.add(name)
    found = Move(
        name=name,
        verb=name,
        sources=row.words("from"),
        to=row.word("to"),
        only_if=(),
        outcome="",
        by=row.words("by", (*ROLES, "auditor")),
        title=row.text("title"),
        effect=NOTHING,
        forward=True,
    )
    row.done()
    return found
