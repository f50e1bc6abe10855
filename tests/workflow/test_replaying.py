"""A lawyer changes a number and sees which of last year's notices would have gone otherwise."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text, update
from sqlalchemy.exc import DBAPIError

from records import replay_rows
from records.replay_rows import Asked
from records.scope import Scope
from records.tables import RegimeText
from regimes.changing import with_numbers
from regimes.regime import Regime
from regimes.shelf import Rulebook
from tests.support.city import REGIME, City
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from workflow import law, replaying, ticking
from workflow.content import PlaceIn, SessionIn
from workflow.effects import EFFECTS, Replayed
from workflow.errors import Invalid
from workflow.replaying import Totals

ALL = Scope(everything=True)
FAR = date(2027, 3, 20)


@pytest.fixture
def at(engine: Engine, clock: FakeClock) -> Everywhere:
    """Monday 1 March 2027, noon in Moscow; the usual march is on 14 March."""
    return Everywhere(City(engine, clock).found()).people()


def today(at: Everywhere) -> Regime:
    return law.in_force(at.city.rulebook, REGIME, at.city.clock.now())


def changed(at: Everywhere, **numbers: int) -> Regime:
    """Today's law with other numbers; `__` stands for a full stop."""
    wanted = {name.replace("__", "."): value for name, value in numbers.items()}
    return with_numbers(today(at), wanted)


def replay(
    at: Everywhere,
    other: Regime,
    *,
    scope: Scope = ALL,
    limit: int = 500,
    kinds: frozenset[str] = frozenset(),
) -> tuple[dict[str, Replayed], Totals]:
    """The whole year, portion after portion; what differs by reference, and the totals."""
    found: dict[str, Replayed] = {}
    totals, after = Totals(), 0
    with at.city.reading() as work, replay_rows.unwritable(work):
        since, until = replaying.period(other, at.city.clock.now().date() + timedelta(days=1))
        asked = Asked(REGIME, since, until, kinds)
        box = replaying.sandbox(at.city.rulebook, other)
        while True:
            part = replaying.portion(work, box, scope, asked, after=after, limit=limit)
            totals.add(part)
            found |= {one.reference: one for one in part.notices}
            if part.after is None:
                return found, totals
            after = part.after


def prepared(at: Everywhere, name: str) -> str:
    """The usual march is filed, and its answer is about to be written."""
    reference = at.files(name)
    at.moves(reference, "register")
    at.moves(reference, "ask", bodies=("police",))
    at.answers(reference, "police")
    at.moves(reference, "prepare")
    return reference


def says(at: Everywhere, reference: str, outcome: str) -> None:
    """The office answers."""
    at.writes(reference, outcome)
    at.signs(reference)


def lapses(at: Everywhere) -> None:
    """Time writes what ran out."""
    with at.city.reading() as work:
        due = ticking.overdue(work)
    for number in due:
        with at.city.unit() as work:
            ticking.lapse(work, at.city.rulebook, number)


def test_the_same_law_would_have_made_no_difference(at: Everywhere) -> None:
    at.files("usual")
    at.files("late", sessions=(SessionIn(date(2027, 3, 8), "12:00", "13:30"),))
    says(at, prepared(at, "agreed"), "agreed")

    found, totals = replay(at, today(at))

    assert found == {}
    assert (totals.read, totals.differ, totals.aside) == (3, 0, 0)


def test_with_seven_days_instead_of_ten_a_late_notice_is_in_time(at: Everywhere) -> None:
    days = {name: SessionIn(date(2027, 3, day), "12:00", "13:30")
            for name, day in (("eleven", 12), ("eight", 9), ("six", 7))}  # fmt: skip
    refs = {name: at.files(name, sessions=(day,)) for name, day in days.items()}

    found, totals = replay(at, changed(at, windows__ordinary__latest=7))

    assert set(found) == {refs["eight"]}
    one = found[refs["eight"]]
    assert one.effects == ("now-in-time",)
    assert (one.then.verdict, one.now.verdict) == ("too_late", "in_window")
    assert one.now.closes == datetime(2027, 3, 2, 20, 59, 59, tzinfo=UTC)
    assert (totals.read, totals.differ) == (3, 1)
    assert totals.by == {("march", "now-in-time"): 1}


def test_with_two_days_instead_of_three_two_answers_are_late(at: Everywhere) -> None:
    quick, slow, offer = (prepared(at, name) for name in ("quick", "slow", "offer"))
    at.city.goes_to(2027, 3, 3, 23, 59)
    says(at, quick, "agreed")
    at.city.goes_to(2027, 3, 4, 0, 0)
    says(at, slow, "agreed")
    says(at, offer, "proposal")

    found, totals = replay(at, changed(at, clocks__proposal__span__amount=2))

    assert found[quick].effects == ("due-earlier",)
    assert found[slow].effects == ("due-earlier", "answer-late", "deemed-agreed")
    assert found[offer].effects == ("due-earlier", "answer-late", "proposal-void", "deemed-agreed")
    assert (found[slow].outcome, found[offer].outcome) == ("agreed", "proposal")
    (term,) = [term for term in found[slow].terms if term.clock == "proposal"]
    assert (term.then, term.now) == (
        datetime(2027, 3, 4, 20, 59, 59, tzinfo=UTC), datetime(2027, 3, 3, 20, 59, 59, tzinfo=UTC)
    )  # fmt: skip
    assert totals.of_effect("answer-late") == 2


def test_what_silence_agreed_would_not_be_or_later(at: Everywhere) -> None:
    silent = at.files("silent")
    at.city.goes_to(2027, 3, 5)
    lapses(at)
    assert at.city.stage(silent) == "deemed-agreed"

    longer, _ = replay(at, changed(at, clocks__proposal__span__amount=5))
    assert longer[silent].effects == ("due-later", "deemed-later")
    outside, _ = replay(
        at, changed(at, windows__ordinary__latest=14, windows__ordinary__earliest=20)
    )
    assert outside[silent].effects == ("now-too-late", "no-clock", "not-deemed")
    shorter, _ = replay(at, changed(at, clocks__proposal__span__amount=1))
    assert shorter[silent].effects == ("due-earlier",)


def test_a_notice_that_waits_or_was_withdrawn_is_seen_up_to_then(at: Everywhere) -> None:
    waits, given_up = at.files("waits"), at.files("given up")
    at.city.goes_to(2027, 3, 3)
    at.moves(given_up, "withdraw", who="owner")

    one_day, _ = replay(at, changed(at, clocks__proposal__span__amount=1))
    assert one_day[waits].effects == ("due-earlier", "deemed-agreed")
    assert one_day[given_up].effects == ("due-earlier", "deemed-agreed")
    two_days, _ = replay(at, changed(at, clocks__proposal__span__amount=2))
    assert two_days[waits].effects == two_days[given_up].effects == ("due-earlier",)


def test_the_organiser_would_have_been_late_or_had_longer(at: Everywhere) -> None:
    keen, mute = (prepared(at, name) for name in ("keen", "mute"))
    for reference in (keen, mute):
        says(at, reference, "cure")
    at.city.goes_to(2027, 3, 11, 12)
    at.moves(keen, "withdraw", who="owner")
    at.city.goes_to(2027, 3, 12, 12)
    lapses(at)
    assert at.city.stage(mute) == "not-agreed"

    later, _ = replay(at, changed(at, clocks__organiser_reply__span__amount=2))
    assert later[mute].effects == ("reply-due-later", "reply-longer")
    assert later[keen].effects == ("reply-due-later",)


def test_thresholds_move_the_addressee_and_what_is_asked(at: Everywhere) -> None:
    small, large = at.files("small", attendance=290), at.files("large", attendance=310)

    office, _ = replay(at, changed(at, addressee_rules__2__when__attendance_above=300))
    assert set(office) == {large}
    assert (office[large].then.addressee, office[large].now.addressee) == (
        "prefecture",
        "government",
    )
    asks, totals = replay(at, changed(at, questions__bank_account__attendance_above=300))
    assert {small} & set(asks) == set()
    assert (asks[large].effects, asks[large].more) == (("asks-more",), ("bank_account",))
    assert totals.by == {("march", "asks-more"): 1}


def test_a_law_without_the_kind_says_so_and_goes_on(at: Everywhere) -> None:
    march, rally = at.files("march"), at.files("rally", kind="rally")
    law_now = today(at)
    kinds = {name: kind for name, kind in law_now.kinds.items() if name != "march"}

    found, totals = replay(at, replace(law_now, kinds=kinds))

    assert found[march].effects == ("kind-gone",)
    assert rally not in found
    assert totals.read == 2


def test_a_year_without_decree_is_told_and_not_guessed(at: Everywhere) -> None:
    reference = at.files("usual")
    law_now = today(at)
    calendar = at.city.rulebook.calendar_of(law_now)
    blank = replace(calendar, years={})
    empty = Rulebook(
        at.city.rulebook.by_pin, {**at.city.rulebook.calendars, law_now.calendar: blank}
    )
    clock = law_now.clocks["proposal"]
    working = replace(clock, span=replace(clock.span, unit="working_day"))
    other = replace(law_now, clocks={**law_now.clocks, "proposal": working})
    at.city.rulebook = empty

    found, _ = replay(at, other)

    assert found[reference].effects == ("uncountable",)


def test_mistakes_of_registration_are_set_aside(at: Everywhere) -> None:
    reference = at.files("double")
    at.moves(reference, "register")
    at.moves(reference, "void", who="zuev")

    found, totals = replay(at, changed(at, windows__ordinary__latest=14))

    assert found == {}
    assert (totals.read, totals.aside) == (1, 1)


def test_a_notice_whose_law_nobody_can_read_is_counted_and_left_out(at: Everywhere) -> None:
    at.files("lost")
    book = at.city.rulebook
    at.city.rulebook = Rulebook({}, book.calendars)
    with at.city.unit() as work:
        work.session.execute(update(RegimeText).values(body="written for another version"))

    found, totals = replay(at, max(book, key=lambda one: (one.id == REGIME, one.valid_from)))

    assert found == {}
    assert (totals.read, totals.unread) == (1, 1)


def test_it_is_read_portion_by_portion_to_the_same_end(at: Everywhere) -> None:
    for number in range(7):
        at.files(f"n{number}", sessions=(SessionIn(date(2027, 3, 9), "12:00", "13:30"),))
    other = changed(at, windows__ordinary__latest=7)

    whole, totals = replay(at, other)
    parts, again = replay(at, other, limit=3)

    assert parts == whole
    assert (again.read, again.differ, again.by) == (totals.read, totals.differ, totals.by)


def test_kinds_and_days_narrow_it(at: Everywhere) -> None:
    march, rally = at.files("march"), at.files("rally", kind="rally")
    other = changed(at, windows__ordinary__latest=14)

    assert set(replay(at, other)[0]) == {march, rally}
    assert set(replay(at, other, kinds=frozenset({"rally"}))[0]) == {rally}
    at.city.clock.advance(timedelta(days=364))
    assert replay(at, other)[1].read == 0


def test_scope_and_recusal_hold(at: Everywhere) -> None:
    at.files("march")
    number = at.ids["march"]
    other = changed(at, windows__ordinary__latest=14)

    assert replay(at, other, scope=Scope())[1].read == 0
    assert replay(at, other, scope=Scope(everything=True, recused=frozenset({number})))[1].read == 0
    assert replay(at, other, scope=Scope(notices=frozenset({number})))[1].read == 1


def test_the_database_itself_refuses_a_change(at: Everywhere) -> None:
    at.files("march")
    with at.city.reading() as work, replay_rows.unwritable(work), pytest.raises(DBAPIError):
        work.session.execute(text("UPDATE notices SET attendance = 1"))
    with at.city.unit() as work:  # the connection is as good as before
        assert work.next_number("after") == 1


def test_nothing_that_names_people_or_the_purpose_is_read(at: Everywhere) -> None:
    at.files("march")
    box = replaying.sandbox(at.city.rulebook, today(at))
    assert not {"purpose", "title", "organiser", "phone"} & set(box.inputs(REGIME))
    since, until = replaying.period(today(at), date(2027, 3, 1))
    with at.city.reading() as work:
        (past,) = replay_rows.past(
            work, ALL, Asked(REGIME, since, until), inputs=box.inputs(REGIME), after=0, limit=5
        )
    told = repr(past)
    assert not any(
        word in told for word in ("библиотек", "Канаре", "765-43", "Липовый", "Шествие памяти")
    )
    assert past.versions[0].places == (("SVAO", True, ""),)


@pytest.mark.parametrize(
    ("since", "last"),
    [(date(2027, 3, 1), date(2027, 2, 1)), (date(2025, 1, 1), date(2027, 1, 1)), (date(9999, 12, 1), date(9999, 12, 31))],
)  # fmt: skip
def test_a_period_that_is_none_or_too_long_is_refused(since: date, last: date) -> None:
    law_now = max(City.rulebook, key=lambda regime: regime.id == REGIME)
    with pytest.raises(Invalid):
        replaying.period(law_now, date(2027, 3, 1), since, last)


def test_the_period_is_the_last_year_in_local_days() -> None:
    law_now = max(City.rulebook, key=lambda regime: regime.id == REGIME)
    since, until = replaying.period(law_now, date(2027, 3, 1))
    assert (since.isoformat(), until.isoformat()) == (
        "2026-03-02T00:00:00+03:00", "2027-03-02T00:00:00+03:00"
    )  # fmt: skip


def test_the_place_decides_before_size(at: Everywhere) -> None:
    both = (PlaceIn("А", "SVAO", "ostankinsky"), PlaceIn("Б", "VAO", "izmaylovo"))
    reference = at.files("both", places=both, kind="rally")
    found, _ = replay(at, changed(at, addressee_rules__3__when__okrugs_above=2))
    assert (found[reference].then.addressee, found[reference].now.addressee) == (
        "government",
        "prefecture",
    )


def test_every_effect_has_one_name() -> None:
    assert len(EFFECTS) == len(set(EFFECTS))
