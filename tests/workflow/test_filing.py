"""A notice comes in: acknowledged means kept, late is taken too, and the same form twice is one notice."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import select

from records import queries, rows
from records.tables import Notice, Organiser
from tests.support.city import City, content, sheet
from tests.support.everywhere import Everywhere
from tests.support.looking import clocks_of, due_of, everything_logged, letters_of, log_of, promised
from workflow import addressing, consulting, filing, policy
from workflow.actor import VISITOR
from workflow.content import PlaceIn, SessionIn
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.filing import Filed, FiledAlready


def on_paper(
    city: City, who: str = "kravets", received: datetime | None = None, **more: Any
) -> Filed:
    with city.unit() as work:
        return filing.enter_paper(
            work, city.rulebook, actor=city.actor(who), sheet=sheet(**more),
            received_at=received or datetime(2027, 3, 1, 6, 30, tzinfo=UTC), key="paper-1", sender="desk",
        )  # fmt: skip


def the(city: City, filed: Filed) -> Notice:
    with city.reading() as work:
        return work.notice(filed.reference)  # type: ignore[no-any-return]  # City.reading has no types


def test_days_that_are_over_are_taken_on_paper_only(city: City) -> None:
    """A paper may have lain with the office; whoever files now can still choose a day."""
    past: dict[str, Any] = {"sessions": (SessionIn(date(2027, 2, 27), "10:00", "11:00"),)}
    with pytest.raises(Invalid, match="These days are over"):
        city.files(**past)
    with city.reading() as work:
        assert work.session.exec(select(Notice)).all() == []
    on_paper(city, received=datetime(2027, 2, 20, 6, 30, tzinfo=UTC), **past)


def test_filing_writes_the_entry_the_clocks_the_receipt_and_the_mails_in_one_go(city: City) -> None:
    filed = city.files()

    assert log_of(city, filed.reference) == ["notice.filed", "letter.released"]
    assert due_of(city, filed.reference) == ("04.03 23:59", "authority")
    assert letters_of(city, filed.reference) == ["receipt"]
    assert [mail["mail"] for mail in promised(city)] == [
        "receipt",
        "duties-before",
        "duties-after",
        "desk-landed",
    ]


def test_nothing_personal_enters_what_can_never_be_erased(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    at.moves(reference, "submit")

    kept = everything_logged(at.city).casefold()

    for word in (
        "канаре",
        "canary",
        "765-43",
        "сокольников",
        "129515",
        "журнал",
        "orlova",
        "орлова",
    ):
        assert word not in kept


@pytest.mark.parametrize(
    ("day", "window"), [(date(2027, 3, 10), "too_late"), (date(2027, 3, 17), "too_early"), (date(2027, 3, 2), "too_late")]
)  # fmt: skip
def test_a_notice_outside_its_window_is_taken_and_no_clock_runs(
    city: City, day: date, window: str
) -> None:
    filed = city.files(sessions=(SessionIn(day, "12:00", "13:00"),))

    assert the(city, filed).window == window
    assert clocks_of(city, filed.reference) == {}
    assert letters_of(city, filed.reference) == ["receipt"]


def test_a_kind_that_needs_no_notice_is_taken_where_a_person_wants_it(city: City) -> None:
    filed = city.files(kind="picket_single")

    assert (the(city, filed).window, due_of(city, filed.reference)) == ("exempt", ("", ""))


@pytest.mark.parametrize("change", [{"signature": " "}, {"declared": False}])
def test_an_unsigned_notice_is_not_filed(city: City, change: dict[str, Any]) -> None:
    with pytest.raises(Invalid), city.unit() as work:
        filing.file(
            work, city.rulebook, actor=VISITOR, sheet=replace(sheet(), **change), key="k", sender="b"
        )  # fmt: skip


def test_the_same_form_sent_again_is_answered_as_the_first_time(city: City) -> None:
    first, again = city.files(key="form"), city.files(key="form")

    assert again == replace(first, again=True)


def test_a_key_of_any_length_is_one_key(city: City) -> None:
    first = city.files(key="k" * 5000)

    assert city.files(key="k" * 5000).reference == first.reference
    assert city.files(key="k" * 5001).reference != first.reference


def test_a_changed_form_with_the_same_key_shows_what_was_filed(city: City) -> None:
    first = city.files(key="form")

    with pytest.raises(FiledAlready) as refused:
        city.files(key="form", attendance=400)

    assert refused.value.filed.reference == first.reference


def test_the_same_key_of_another_browser_is_another_notice(city: City) -> None:
    first = city.files(key="form")
    with city.unit() as work:
        other = filing.file(
            work, city.rulebook, actor=VISITOR, sheet=sheet(), key="form", sender="another"
        )
    assert other.reference != first.reference


def test_two_notices_of_one_second_have_numbers_that_follow_each_other(city: City) -> None:
    first, second = city.files(key="a"), city.files(key="b")

    assert (first.reference, second.reference) == ("27-0001", "27-0002")
    assert first.check_code != second.check_code


def test_a_paper_notice_counts_from_the_minute_in_which_the_office_had_it(city: City) -> None:
    filed = on_paper(city, received=datetime(2027, 2, 28, 7, 5, tzinfo=UTC))

    notice = the(city, filed)
    assert (notice.channel, notice.received_at) == (
        "paper",
        datetime(2027, 2, 28, 7, 5, tzinfo=UTC),
    )
    assert due_of(city, filed.reference) == ("03.03 23:59", "authority")


def test_a_paper_notice_is_not_received_ahead_of_now_or_before_any_law(city: City) -> None:
    for moment in (datetime(2027, 3, 1, 9, 1, tzinfo=UTC), datetime(2001, 1, 1, tzinfo=UTC)):
        with pytest.raises(Invalid) as refused:
            on_paper(city, received=moment)
        assert refused.value.field == "received_at"


def test_another_minute_under_the_same_key_is_another_form(city: City) -> None:
    first = on_paper(city)

    with pytest.raises(FiledAlready):
        on_paper(city, received=datetime(2027, 3, 1, 7, 0, tzinfo=UTC))

    assert on_paper(city) == replace(first, again=True)


def test_a_body_that_is_asked_receives_no_notices(city: City) -> None:
    with pytest.raises(NotAllowed):
        on_paper(city, "police")


def test_a_law_begins_at_midnight_of_its_own_zone(city: City) -> None:
    with pytest.raises(Invalid):
        on_paper(city, received=datetime(2022, 12, 4, 20, 59, 59, tzinfo=UTC))

    filed = on_paper(
        city, received=datetime(2022, 12, 4, 21, 0, tzinfo=UTC)
    )  # 5 December in Moscow

    assert the(city, filed).regime_pin.startswith("ru-moscow-assembly@2022-12-05")


SVAO = PlaceIn("Липовый бульвар", "SVAO")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "prefecture-svao"),
        ({"attendance": 5000}, "prefecture-svao"),
        ({"attendance": 5001}, "government"),
        ({"places": (SVAO, PlaceIn("Площадь", "ZAO"))}, "government"),
        ({"places": (SVAO, PlaceIn("Сквер", "SVAO"))}, "prefecture-svao"),
        ({"places": (PlaceIn("Площадь", "CAO"),)}, "government"),
        ({"places": (PlaceIn("Площадь", "CAO"),), "kind": "picket_group"}, "prefecture-cao"),
    ],
)
def test_the_law_names_the_addressee(city: City, changes: dict[str, Any], code: str) -> None:
    filed = city.files(**changes)

    with city.reading() as work:
        assert rows.unit_by_code(work, code).id == the(city, filed).unit_id


@pytest.mark.parametrize(
    ("name", "okrug", "code"),
    [
        ("government", "CAO", "government"),  # the office that has the name
        ("prefecture", "ZAO", "prefecture-zao"),  # one for each okrug
        ("police", "CAO", "prefecture-cao"),  # a body that is asked receives no notices
        ("council", "CAO", "prefecture-cao"),  # no office has this name: that of the okrug
        ("council", "SOMEWHERE", "government"),  # nor the okrug: the city is not silent
    ],
)
def test_an_addressee_of_any_law_has_a_desk(city: City, name: str, okrug: str, code: str) -> None:
    with city.reading() as work:
        found = addressing.addressee(work, name, content(places=(PlaceIn("Сквер", okrug),)))
        assert found.code == code


def test_nobody_expected_is_taken_and_stands_against_the_review(at: Everywhere) -> None:
    reference = at.files("n", attendance=0)
    at.moves(reference, "register")

    with pytest.raises(NotPossible, match="no answer to"):
        at.moves(reference, "ask")


def test_sessions_may_end_after_midnight(city: City) -> None:
    filed = city.files(sessions=(SessionIn(date(2027, 3, 14), "22:00", "01:30"),))

    assert the(city, filed).ends_at == datetime(2027, 3, 14, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "day", "call"),
    [
        ("picket_group", 5, True),  # 4 days ahead: the city answers today
        ("picket_group", 6, False),
        ("picket_single_structure", 5, False),  # decisions 18
        (
            "picket_single_structure",
            4,
            False,
        ),  # the organiser's own clock ends today, the city's does not
    ],
)
def test_only_a_same_day_clock_of_the_city_calls_at_filing(
    city: City, kind: str, day: int, call: bool
) -> None:
    city.files(kind=kind, sessions=(SessionIn(date(2027, 3, day), "12:00", "13:00"),))

    assert [mail["mail"] for mail in promised(city)][-1] == ("desk-call" if call else "desk-landed")


def test_another_address_of_the_same_account_leaves_older_notices_as_they_were(
    at: Everywhere,
) -> None:
    first = at.files("first")
    second = at.files("second")
    with at.city.unit() as work:
        moved = content(
            answers={"organiser": "Канареечкина Аделаида Вольфовна", "address": "Тверь"}
        )
        filing.file(
            work, at.city.rulebook, actor=at.actor("owner"),
            sheet=replace(sheet(), content=moved), key="moved", sender="seed",
        )  # fmt: skip

    with at.city.reading() as work:
        old, same = work.notice(first), work.notice(second)
        assert old.organiser_id == same.organiser_id
        assert work.get(Organiser, old.organiser_id).address == "Москва, Канареечная ул., д. 3"
        addresses = {row.address for row in work.session.exec(select(Organiser))}
    assert addresses == {"Москва, Канареечная ул., д. 3", "Тверь"}
    assert len(at.actor("owner").organisers) == 2


PURPOSES = [
    "Память", "Против мэра", "За мэра", "Отставка правительства", "Pride", "День Победы", "Рок-концерт",
    "Свободу Иванову", "Экология", "Религия", "1 Мая", "Выборы", "Война", "Мир", "Медведев", "Навальный",
    "Бездомные собаки", "Тарифы ЖКХ", "' OR 1=1 --", "Путин",
]  # fmt: skip


def test_no_two_purposes_are_treated_differently(city: City) -> None:
    """Content neutrality: addressee, window, clocks, bodies, mails and the place in the queue."""
    filed = [
        city.files(key=f"p{number}", answers={"purpose": purpose, "title": purpose})
        for number, purpose in enumerate(PURPOSES)
    ]

    seen = set()
    with city.reading() as work:
        for one in filed:
            notice = work.notice(one.reference)
            regime = city.rulebook[notice.regime_pin]
            dues = tuple(
                (due.clock, due.due_at, due.consequence) for due in rows.dues(work, notice)
            )
            bodies = consulting.default_bodies(work, regime, notice)
            seen.add((notice.unit_id, notice.window, notice.stage, notice.due_at, dues, bodies))
        page = queries.queue(work, policy.scope_of(city.actor("orlova")))
    assert len(seen) == 1
    assert [row.reference for row in page.rows] == [one.reference for one in filed]
    assert {mail["mail"] for mail in promised(city)} == {
        "receipt",
        "duties-before",
        "duties-after",
        "desk-landed",
    }
