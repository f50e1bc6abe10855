"""Sections of an office: who keeps them, who belongs to one, and with which a notice lies, by rule or by hand."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import text

from records import queries, section_rows
from records.errors import Overtaken
from records.queries import Filters
from records.scope import Scope
from tests.support.everywhere import Everywhere
from tests.support.looking import entries, promised
from tests.support.watching import mails_to, takes, unit_id
from workflow import policy, sectioning, sections, workload
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.sections import SectionIn

ALL = Scope(everything=True)
MARCH = "ru-moscow-assembly.march"


def made(at: Everywhere, name: str = "Marches", by: str = "zuev", **more: Any) -> int:
    """The head, or somebody else, makes a section of the North-East."""
    with at.city.unit() as work:
        given = SectionIn(name, f"Отдел {name}", **more)
        return (
            sections.make(work, actor=at.actor(by), unit_id=unit_id(at.city), given=given).id or 0
        )


def gives(at: Everywhere, reference: str, number: int, by: str = "orlova", note: str = "") -> None:
    with at.city.unit() as work:
        sectioning.give(
            work, at.city.rulebook, actor=at.actor(by), reference=reference,
            seen=work.notice(reference).revision, section_id=number, note=note,
        )  # fmt: skip


def lies(at: Everywhere, reference: str) -> int | None:
    """The section with which the notice lies."""
    with at.city.reading() as work:
        found = section_rows.of_notice(work, ALL, work.notice(reference).id or 0)
        return found.id if found else None


def test_the_head_and_the_administrator_keep_sections_and_nobody_else(at: Everywhere) -> None:
    number = made(at)
    assert made(at, "Others", by="admin")
    for who in ("orlova", "morozova", "auditor", "stranger", "police", "owner"):
        with pytest.raises(NotAllowed):
            made(at, by=who)
        for deed in (sections.join, sections.leave):
            with pytest.raises(NotAllowed), at.city.unit() as work:
                deed(work, actor=at.actor(who), number=number, account_id=at.account("orlova"))
        with pytest.raises(NotAllowed), at.city.unit() as work:
            sections.end(work, actor=at.actor(who), number=number)
        with pytest.raises(NotAllowed), at.city.unit() as work:
            sections.change(
                work, actor=at.actor(who), number=number, seen=1, given=SectionIn("A", "Б")
            )
    with pytest.raises(NotAllowed), at.city.unit() as work:  # there is no such one: the same answer
        sections.end(work, actor=at.actor("zuev"), number=999)
    for bad, field in (
        (SectionIn("", "Отдел"), "name_en"), (SectionIn("A", " "), "name_ru"), (SectionIn("A" * 201, "Б"), "name_en"),
        (SectionIn("A", "Б", head_id=at.account("stranger")), "head"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused, at.city.unit() as work:
            sections.make(work, actor=at.actor("zuev"), unit_id=unit_id(at.city), given=bad)
        assert refused.value.field == field


def test_people_belong_to_one_and_every_change_is_in_the_log(at: Everywhere) -> None:
    first, second = made(at), made(at, "Rallies")
    zuev, orlova = at.actor("zuev"), at.account("orlova")
    for number in (first, second):
        with at.city.unit() as work:
            sections.join(work, actor=zuev, number=number, account_id=orlova)
    with at.city.reading() as work:
        people = section_rows.members(work, [first, second])
    assert [one.account_id for one in people[second]] == [orlova]
    assert first not in people
    with pytest.raises(Invalid), at.city.unit() as work:
        sections.join(work, actor=zuev, number=second, account_id=orlova)
    with pytest.raises(Invalid), at.city.unit() as work:
        sections.join(work, actor=zuev, number=second, account_id=at.account("stranger"))
    with pytest.raises(NotPossible), at.city.unit() as work:
        sections.leave(work, actor=zuev, number=first, account_id=orlova)
    with pytest.raises(DBAPIError), at.city.unit() as work:  # the database refuses a second one too
        work.session.execute(
            text(
                "INSERT INTO section_members (section_id, account_id, joined_at) "
                f"VALUES ({first}, {orlova}, '2027-03-01 09:00:00.000000')"
            )
        )
    with at.city.unit() as work:
        given = SectionIn("Rallies", "Отдел митингов", head_id=orlova, kinds=(MARCH,))
        assert sections.change(work, actor=zuev, number=second, seen=1, given=given) == (
            "name_ru", "head_id", "kinds",
        )  # fmt: skip
    with pytest.raises(Overtaken), at.city.unit() as work:  # somebody else saw it before that
        sections.change(work, actor=zuev, number=second, seen=1, given=SectionIn("X", "Ы"))
    with at.city.unit() as work:
        sections.end(work, actor=zuev, number=second)
    with at.city.reading() as work:
        said = [one.kind for one in section_rows.changes(work, second)]
        assert section_rows.seat(work, orlova) is None
        assert [one.id for one in section_rows.page(work, None)] == [first]
        assert [one.id for one in section_rows.page(work, None, ended=True)] == [second]
    assert said == ["section.ended", "section.changed", "section.joined", "section.made"]


def test_the_section_that_names_most_takes_a_notice_that_comes(at: Everywhere) -> None:
    made(at, "By hand")  # names nothing: takes nothing by itself
    made(at, "Pickets", kinds=("ru-moscow-assembly.picket",), districts=("SVAO",))
    wide = made(at, "District", districts=("SVAO",))
    near = made(
        at, "Marches here", kinds=(MARCH,), districts=("SVAO",), head_id=at.account("hasanov")
    )
    signing = made(at, "Signing", stages=("for-signature",))
    reference = at.files("n")
    assert lies(at, reference) == near
    assert mails_to(at, promised(at.city, "desk-section")) == ["hasanov"]
    at.moves(reference, "register")
    assert lies(at, reference) == near  # a later stage that nobody names changes nothing
    gives(at, reference, wide, note="Здесь знают площадь")
    told = entries(at.city, reference)[-1]
    assert (told.kind, told.details["from"], told.details["to"]) == ("notice.sectioned", near, wide)
    assert (told.details["by_rule"], told.actor_id) == (False, at.account("orlova"))
    other = at.to_sign("s", "agreed")
    assert lies(at, other) == signing


def test_only_the_office_hands_it_on_and_only_to_a_section_of_its_own(at: Everywhere) -> None:
    number, reference = made(at), at.files("n")
    assert lies(at, reference) is None
    for who in ("stranger", "police", "morozova", "kravets", "auditor", "admin", "owner"):
        with pytest.raises(NotAllowed):
            gives(at, reference, number, by=who)
    with at.city.unit() as work:
        foreign = sections.make(
            work, actor=at.actor("admin"), unit_id=unit_id(at.city, "prefecture-zao"), given=SectionIn("Z", "З")
        ).id  # fmt: skip
    for wrong in (foreign or 0, 999, 0):
        with pytest.raises(Invalid):
            gives(at, reference, wrong)
    seen = at.city.revision(reference)
    gives(at, reference, number)
    with pytest.raises(Invalid, match="lies there already"):
        gives(at, reference, number)
    at.moves(reference, "register")
    with pytest.raises(Overtaken), at.city.unit() as work:
        sectioning.give(
            work,
            at.city.rulebook,
            actor=at.actor("zuev"),
            reference=reference,
            seen=seen,
            section_id=number,
        )
    with pytest.raises(NotPossible, match="open notices lie"), at.city.unit() as work:
        sections.end(work, actor=at.actor("zuev"), number=number)


def test_queue_and_workload_know_sections(at: Everywhere) -> None:
    number, mine, other = made(at), at.files("a"), at.files("b")
    at.files("c")
    gives(at, mine, number)
    second = made(at, "Others")
    gives(at, other, second)
    takes(at, mine)
    scope = policy.scope_of(at.actor("zuev"))
    with at.city.reading() as work:
        found = queries.queue(work, scope, filters=Filters(section_id=number)).rows
        every = queries.queue(work, scope).rows
        (count,) = queries.queue_counts(work, scope, (Filters(section_id=number),))
        loads = workload.look(work, actor=at.actor("zuev"), zone=ZoneInfo("Europe/Moscow")).sections
        away = queries.queue(
            work, policy.scope_of(at.actor("stranger")), filters=Filters(section_id=number)
        ).rows
    assert [row.reference for row in found] == [mine]
    assert {row.reference for row in every} == {mine, other, at.refs["c"]}
    assert count == 1
    assert [(one.section.id if one.section else None, one.total) for one in loads] == [
        (number, 1), (second, 1), (None, 1),
    ]  # fmt: skip
    assert away == ()  # another office's section narrows one's own queue to nothing
