"""A mirror for who decides: how this city decided for the same place, size and kind, as counts, never by organiser (A14)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from records import mirror_rows, queries
from records.mirror_rows import MirrorRow
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import closing, law, policy
from workflow.actor import Actor

LOOKS = mirror_rows.LOOKS
FEW = 3
"""Fewer than so many are told apart by nobody's counts: what became of one notice would be read off them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often a road ended in one way: at this very place (None: not counted apart), and anywhere in the district."""

    title: Text
    here: int | None
    district: int


@dataclass(frozen=True, slots=True)
class Mirror:
    """Counts of notices between half and twice the size. `looked`: of so many of the kind in the district."""

    least: int
    most: int
    looked: int
    outcomes: tuple[Outcome, ...]


def look(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Mirror | None:
    """The mirror of a notice, for those who write or sign its answer; None for others, and where no district is known."""
    scope = policy.scope_of(actor)
    row = queries.notice_card(work, scope, reference).row
    notice = work.get(Notice, row.id)
    regime = law.regime_of(work, rulebook, notice)
    if (
        not policy.allows(actor, "letter.read", notice, regime.stages[notice.stage])
        or not row.district
    ):
        return None
    ended = mirror_rows.ended_alike(
        work, scope, notice_id=row.id, kind=row.kind, district=row.district
    )
    gone = closing.stages_given_up(rulebook)
    held = [one for one in ended if one.stage not in gone]
    least, most = max(1, row.attendance // 2), row.attendance * 2
    alike = [one for one in held if least <= one.attendance <= most]
    place = _folded(row.place_line)
    return Mirror(least, most, len(held), tuple(_counted(work, rulebook, alike, place)))


def _counted(
    work: UnitOfWork, rulebook: Rulebook, rows: Iterable[MirrorRow], place: str
) -> list[Outcome]:
    """Nothing of fewer than `FEW`; the place apart only where it has so many, and the rest of the district has too."""
    titles: dict[str, Text] = {}
    here: Counter[str] = Counter()
    district: Counter[str] = Counter()
    for row in rows:
        title = _title(work, rulebook, row)
        titles.setdefault(title.en, title)
        district[title.en] += 1
        here[title.en] += _folded(row.place_line) == place
    whole, apart = district.total(), here.total()
    if whole < FEW:
        return []
    told = apart in {0, whole} or (apart >= FEW and whole - apart >= FEW)
    return [
        Outcome(titles[name], here[name] if told else None, count)
        for name, count in district.most_common()
    ]


def _title(work: UnitOfWork, rulebook: Rulebook, row: MirrorRow) -> Text:
    """What the end of a road is called in the law that it went by."""
    stage = law.regime_by_pin(work, rulebook, row.regime_pin).stages.get(row.stage)
    return stage.title if stage else Text(row.stage, row.stage)


def _folded(place: str) -> str:
    return " ".join(place.casefold().split())
