"""Lists of the desk and the organiser: order, pages, scope, what is hidden."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, event

from records import casefile
from records.dues import pending_dues
from records.errors import Missing
from records.letter_rows import letters_to_print
from records.notice_rows import NoticeRow, Page
from records.own_rows import organiser_notices
from records.queries import (
    Filters,
    asked_of_my_units,
    notice_card,
    queue,
    queue_counts,
)
from records.scope import Scope
from records.search import search
from records.tables import Dispatch, Due, Notice, Proposal
from records.unit_of_work import UnitOfWork
from tests.support.rows import (
    City,
    Person,
    make_city,
    make_consultation,
    make_decision,
    make_letter,
    make_notice,
    make_version,
)

T0 = datetime(2027, 3, 10, 20, 59, 59, tzinfo=UTC)
ALL = Scope(everything=True)


@pytest.fixture
def city(work: UnitOfWork) -> City:
    return make_city(work)


def references(page: Page[NoticeRow]) -> list[str]:
    return [row.reference for row in page.rows]


def every_page(read: Callable[..., Page[NoticeRow]]) -> list[str]:
    found, after = [], None
    while True:
        page = read(after=after)
        found += references(page)
        after = page.after
        if after is None:
            return found


def test_queue_puts_the_nearest_clock_first_and_no_clock_last(work: UnitOfWork, city: City) -> None:
    dues = [None, T0 + timedelta(days=2), T0, None, T0, T0 + timedelta(days=1), None]
    made = [
        make_notice(work, city, due_at=due, stage=("review", "received")[n % 2])
        for n, due in enumerate(dues)
    ]
    expected = [made[n].reference for n in (2, 4, 5, 1, 0, 3, 6)]
    mine = Scope(units=frozenset({city.unit}))
    filters = Filters(stages=frozenset({"review", "received"}))
    for scope, narrowing in ((mine, filters), (mine, Filters()), (ALL, filters), (ALL, Filters())):
        assert references(queue(work, scope, filters=narrowing)) == expected
        for limit in (1, 2, 3, 6, 7):
            read = partial(queue, work, scope, filters=narrowing, limit=limit)
            assert every_page(read) == expected
    assert queue(work, mine, limit=7).after is None
    assert queue_counts(work, mine, (Filters(), Filters(nobodys=True), Filters(owner_id=1))) == (
        7,
        7,
        0,
    )
    assert queue_counts(work, mine, (Filters(),), most=5) == (5,)
    assert queue_counts(work, mine, ()) == ()


def test_queue_is_narrowed(work: UnitOfWork, city: City) -> None:
    early = datetime(2027, 3, 8, 10, tzinfo=UTC)
    one = make_notice(work, city, due_at=T0, kind="picket", okrug="sao", starts_at=early)
    two = make_notice(work, city, due_at=T0 + timedelta(days=1), unit_id=city.other_unit)
    closed = make_notice(work, city, closed_at=work.now, stage="agreed")
    scope = Scope(units=frozenset({city.unit, city.other_unit}))
    for filters, expected in (
        (Filters(kinds=frozenset({"picket"})), [one]),
        (Filters(okrugs=frozenset({"cao"})), [two]),
        (Filters(units=frozenset({city.other_unit})), [two]),
        (Filters(units=frozenset({city.police})), []),
        (Filters(stages=frozenset({"received"})), []),
        (Filters(due_before=T0 + timedelta(seconds=1)), [one]),
        (Filters(starts_from=early + timedelta(days=1)), [two]),
        (Filters(starts_before=early + timedelta(days=1)), [one]),
        (Filters(open_only=False, stages=frozenset({"agreed"})), [closed]),
    ):
        assert references(queue(work, scope, filters=filters)) == [
            notice.reference for notice in expected
        ]
        assert queue_counts(work, scope, (filters,)) == (len(expected),)


def test_queue_of_many_units_and_stages_is_still_one_question(work: UnitOfWork, city: City) -> None:
    notice = make_notice(work, city, due_at=T0)
    many = Filters(stages=frozenset({"review"} | {f"stage-{n}" for n in range(80)}))
    assert references(queue(work, Scope(units=frozenset(range(1, 20))), filters=many)) == [
        notice.reference
    ]


def test_each_list_asks_the_database_a_fixed_number_of_times(
    engine: Engine, work: UnitOfWork, city: City
) -> None:
    asked: list[str] = []

    def count() -> int:
        asked.clear()
        queue(
            work,
            Scope(units=frozenset({city.unit})),
            filters=Filters(stages=frozenset({"review"})),
            limit=50,
        )
        return len(asked)

    for _ in range(3):
        make_notice(work, city, due_at=T0)
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    few = count()
    for _ in range(30):
        make_notice(work, city, due_at=T0)
    assert count() == few == 2


def reads(work: UnitOfWork, scope: Scope, notice: Notice) -> list[bool]:
    """Whether each read of one notice finds something."""
    id_ = notice.id or 0
    try:
        card = notice_card(work, scope, notice.reference) is not None
    except Missing:
        card = False
    found = [
        read(work, scope, id_)
        for read in (
            casefile.history, casefile.versions, casefile.consultations_of, casefile.decisions_of, casefile.dues_of,
            casefile.letters_of, casefile.proposals_of,
        )
    ]  # fmt: skip
    return [card, casefile.contact_of(work, scope, id_) is not None, bool(search(work, scope, notice.reference).rows),
            *map(bool, found)]  # fmt: skip


def test_scope_decides_what_is_read(work: UnitOfWork, city: City) -> None:
    notice = make_notice(work, city)
    id_ = notice.id or 0
    decision = make_decision(work, city, notice)
    make_consultation(work, city, notice, T0)
    make_letter(work, notice, "L-1")
    work.add(
        Due(notice_id=id_, clock="answer", side="authority", due_at=T0, steps=[], set_at=work.now)
    )
    work.add(Proposal(notice_id=id_, decision_id=decision.id or 0, sessions=[], places=[]))
    work.flush()
    reached = (
        ALL, Scope(units=frozenset({city.unit})), Scope(units=frozenset({city.police})),
        Scope(organisers=frozenset({city.organiser})), Scope(notices=frozenset({id_})),
    )  # fmt: skip
    for scope in reached:
        assert reads(work, scope, notice) == [True] * 10, scope
        assert reads(work, replace(scope, recused=frozenset({id_})), notice) == [False] * 10, scope
    for scope in (Scope(), Scope(units=frozenset({city.other_unit})), Scope(organisers=frozenset({99})),
                  Scope(notices=frozenset({99}))):  # fmt: skip
        assert reads(work, scope, notice) == [False] * 10, scope


def test_hidden_fields_are_neither_shown_nor_found_by(work: UnitOfWork, city: City) -> None:
    notice = make_notice(work, city, due_at=T0)
    id_ = notice.id or 0
    hidden = frozenset({"organiser", "title", "purpose", "phone", "email", "name"})
    scope = Scope(units=frozenset({city.unit}), hidden=hidden)
    for row in (
        queue(work, scope).rows[0],
        notice_card(work, scope, notice.reference).row,
        search(work, scope, "27-0001").rows[0],
    ):
        assert (row.organiser, row.title, row.place_line) == ("", "", "Болотная площадь")
    version = casefile.versions(work, scope, id_)[0]
    assert (version.answers, version.personal, version.erased) == ({"attendance": 300}, {}, False)
    assert casefile.history(work, scope, id_)[0].personal == {}
    contact = casefile.contact_of(work, scope, id_)
    assert contact is not None
    assert (contact.name, contact.phone, contact.email) == ("", "", "")
    for text in ("Ольга", "ёлкина", "916 123 45 67"):
        assert search(work, scope, text).rows == ()
        assert len(search(work, replace(scope, hidden=frozenset()), text).rows) == 1
    assert len(search(work, scope, "болотная").rows) == 1


def test_open_questions_wait_in_the_queue_of_the_body(work: UnitOfWork, city: City) -> None:
    notices = [make_notice(work, city) for _ in range(4)]
    for number, notice in enumerate(notices[:3]):
        make_consultation(work, city, notice, T0 - timedelta(hours=number))
    make_consultation(work, city, notices[3], T0, answer="no-objection", answered_at=work.now)
    police = Scope(units=frozenset({city.police}))
    expected = [notices[n].reference for n in (2, 1, 0)]
    for limit in (1, 2, 25):
        found, after = [], None
        while True:
            page = asked_of_my_units(work, police, after=after, limit=limit)
            found += [row.notice.reference for row in page.rows]
            after = page.after
            if after is None:
                break
        assert found == expected
    assert asked_of_my_units(work, Scope(units=frozenset({city.unit}))).rows == ()
    assert len(asked_of_my_units(work, ALL).rows) == 3
    assert queue(work, police).rows == ()  # asked is not addressed


def test_organiser_sees_own_notices_newest_first(work: UnitOfWork, city: City) -> None:
    made = [make_notice(work, city).reference for _ in range(5)]
    mine = Scope(organisers=frozenset({city.organiser}))
    assert every_page(partial(organiser_notices, work, mine, limit=2)) == made[::-1]
    assert organiser_notices(work, Scope(units=frozenset({city.unit}))).rows == ()


def test_letters_to_print_are_those_of_my_units(work: UnitOfWork, city: City) -> None:
    notice = make_notice(work, city)
    ready = [make_letter(work, notice, f"L-{n}", state="ready") for n in range(3)]
    make_letter(work, notice, "L-9", state="held", held_reason="a letter lacks a glyph")
    make_letter(work, notice, "L-8", state="ready", paper=False)
    clerk = Scope(units=frozenset({city.unit}))
    first = letters_to_print(work, clerk, limit=2)
    assert [row.number for row in first.rows] == ["L-0", "L-1"]
    assert first.after is not None
    assert [row.number for row in letters_to_print(work, clerk, after=first.after.id).rows] == [
        "L-2"
    ]
    assert [row.held_reason for row in letters_to_print(work, clerk, state="held").rows] == [
        "a letter lacks a glyph"
    ]
    assert letters_to_print(work, Scope(units=frozenset({city.police}))).rows == ()
    work.add(
        Dispatch(
            letter_id=ready[0].id or 0,
            way="post",
            day=T0.date(),
            clerk_id=city.officer,
            marked_at=T0,
        )
    )
    work.flush()
    (sent,) = casefile.letters_of(work, clerk, notice.id or 0)[-1].sent
    assert (sent.way, sent.day, sent.post_id, sent.served_on) == ("post", T0.date(), "", None)


def test_history_is_read_page_by_page_newest_first(work: UnitOfWork, city: City) -> None:
    notice = make_notice(work, city)
    for number in range(5):
        work.log(
            f"n{number}", actor=Person(city.officer, "officer"), subject=("notice", notice.id or 0)
        )
    first = casefile.history(work, ALL, notice.id or 0, limit=4)
    assert [(row.kind, row.actor) for row in first] == [(f"n{n}", "Vera") for n in (4, 3, 2, 1)]
    rest = casefile.history(work, ALL, notice.id or 0, before=first[-1].seq)
    assert [(row.kind, row.actor, row.personal) for row in rest] == [
        ("n0", "Vera", {}), ("notice.filed", "", {"name": "Ольга Ёлкина"}),
    ]  # fmt: skip


def test_versions_come_newest_first_with_sessions_and_places(work: UnitOfWork, city: City) -> None:
    notice = make_notice(work, city)
    notice.version = 2
    make_version(work, notice)
    newest, first = casefile.versions(work, ALL, notice.id or 0)
    assert (newest.number, first.number) == (2, 1)
    assert [session.start for session in first.sessions] == ["13:00"]
    assert [(place.name, place.points) for place in newest.places] == [("Болотная площадь", ())]


def test_pending_dues_are_those_that_run(work: UnitOfWork, city: City) -> None:
    id_ = make_notice(work, city).id or 0
    for hours, done in ((5, None), (1, None), (2, T0), (30, None)):
        due = T0 + timedelta(hours=hours)
        work.add(
            Due(
                notice_id=id_,
                clock=f"c{hours}",
                side="authority",
                due_at=due,
                steps=[],
                set_at=T0,
                done_at=done,
            )
        )
    work.flush()
    found = pending_dues(work, T0 + timedelta(hours=6))
    assert [(row.clock, row.reference, row.stage) for row in found] == [
        ("c1", "27-0001", "review"), ("c5", "27-0001", "review"),
    ]  # fmt: skip
