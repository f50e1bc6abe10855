"""Random deeds beside the road of a notice: sections, the city's own words, minutes of a talk."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Protocol

from sqlmodel import col, func, select

from records import bargain_rows, text_rows
from records.tables import Notice, Section
from records.unit_of_work import UnitOfWork
from tests.support.everywhere import Everywhere
from workflow import city_texts, minuting, sectioning, sections
from workflow.actor import Actor
from workflow.city_texts import TextIn
from workflow.sections import SectionIn


class Trying(Protocol):
    """Who tries: `tests.support.deeds.Deeds`."""

    chance: Random
    names: tuple[str, str]
    wrote: bool

    @property
    def at(self) -> Everywhere: ...

    @property
    def today(self) -> date: ...

    def somebody(self, *likely: str) -> str: ...

    def account(self, key: str) -> int: ...

    def actor(self, work: UnitOfWork, key: str) -> Actor: ...

    def notice(self, work: UnitOfWork, *likely: str) -> Notice: ...


def shares(deeds: Trying) -> str:
    """A section is made, changed, joined, left or ended."""
    by = deeds.somebody("zuev", "admin")
    what = deeds.chance.choice(["make", "change", "join", "join", "leave", "end"])
    with deeds.at.city.unit() as work:
        number = _section(deeds, work)
        if what == "make" or not number:
            unit = work.notice(deeds.at.refs[deeds.names[0]]).unit_id
            if deeds.chance.random() < 0.7:  # of another office
                unit = deeds.at.actor("farsigner").posts[0].unit_id or unit
            name = f"x{work.session.exec(select(func.max(Section.id))).one()}"  # the same name twice in ten minutes is one section
            given = replace(_takes(deeds), name_en=name, name_ru=name)
            made = sections.make(work, actor=deeds.actor(work, by), unit_id=unit, given=given)
            return f"{by} makes {made.id}"
        actor: Any = deeds.actor(work, by)
        whom = deeds.account(deeds.somebody("orlova", "hasanov"))
        if what == "change":
            seen = work.get(Section, number).revision
            parts = sections.change(
                work, actor=actor, number=number, seen=seen, given=_takes(deeds)
            )
            deeds.wrote = bool(parts)  # where nothing differs nothing is written
        elif what == "join":
            sections.join(work, actor=actor, number=number, account_id=whom)
        elif what == "leave":
            sections.leave(work, actor=actor, number=number, account_id=whom)
        else:
            sections.end(work, actor=actor, number=number)
    return f"{by} {what} {number}"


def lays(deeds: Trying) -> str:
    """A notice is handed to a section, of its office or not."""
    by = deeds.somebody("zuev", "orlova", "hasanov")
    with deeds.at.city.unit() as work:
        notice, number = deeds.notice(work), _section(deeds, work)
        sectioning.give(
            work, deeds.at.city.rulebook, actor=deeds.actor(work, by), reference=notice.reference,
            seen=notice.revision, section_id=number, note="x",
        )  # fmt: skip
    return f"{by} {notice.reference} to {number}"


def words(deeds: Trying) -> str:
    """Letters are worded anew."""
    by = deeds.somebody("admin", "admin", "zuev")
    name = deeds.chance.choice(["letter-salutation", "letter-closing"])
    said = f"x{deeds.chance.randint(1, 9)}"
    given = TextIn(said, said, deeds.today + timedelta(days=deeds.chance.randint(-1, 1)), "x")
    with deeds.at.city.unit() as work:
        seen = text_rows.newest(work, name)
        city_texts.save(
            work, actor=deeds.actor(work, by), name=name, seen=seen, given=given, today=deeds.today
        )
    return f"{by} {name} {said}"


def minutes(deeds: Trying) -> str:
    """The office writes down a talk, or the organiser confirms it, or says what they see otherwise."""
    with deeds.at.city.unit() as work:
        notice = work.notice(deeds.at.refs[deeds.names[deeds.chance.random() < 0.8]])
        found = bargain_rows.minutes(work, notice.id or 0)
        common: dict[str, Any] = {"reference": notice.reference}
        if not found or deeds.chance.random() < 0.2:
            by = deeds.somebody("orlova", "hasanov", "zuev")
            minuting.write(
                work, deeds.at.city.rulebook, actor=deeds.actor(work, by), people="x", said=f"x{found[-1].id if found else 0}",
                held_on=deeds.today, replaces=deeds.chance.choice([0, *(row.id or 0 for row in found)]), **common,
            )  # fmt: skip
            return f"{by} writes {notice.reference}"
        by = deeds.somebody("owner")
        minuting.confirm(
            work, deeds.at.city.rulebook, actor=deeds.actor(work, by), minutes_id=found[-1].id or 0,
            remark=deeds.chance.choice(["", "x"]), **common,
        )  # fmt: skip
    return f"{by} answers {notice.reference}"


def _section(deeds: Trying, work: UnitOfWork) -> int:
    found = list(work.session.exec(select(Section.id).order_by(col(Section.id))).all())
    return deeds.chance.choice(found[-3:]) or 0 if found else 0


def _takes(deeds: Trying) -> SectionIn:
    some = deeds.chance.choice([(), ("for-signature",), ("preparing", "for-signature")])
    return SectionIn("x", "x", stages=some)
