"""The road in each outcome: a notice from filing to a released answer, told by the people on it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from records import rows
from tests.support.city import City, content
from tests.support.clock import FakeClock
from workflow import answering, consulting, deciding, lastsafe, moves, ticking
from workflow.content import SessionIn
from workflow.deciding import DecisionIn
from workflow.errors import Invalid, NotAllowed, NotPossible


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    """Thursday 1 March 2027 12:00 in Moscow; the march is on 14 March, so the window is open."""
    return City(engine, clock).found()


def step(city: City, who: str, reference: str, name: str, note: str = "") -> None:
    with city.unit() as work:
        moves.move(
            work, city.rulebook, actor=city.actor(who), reference=reference, name=name,
            seen=city.revision(reference), note=note,
            last_seen=lastsafe.mark(work, city.rulebook, reference),
        )  # fmt: skip


def answer_all(city: City, reference: str) -> None:
    with city.reading() as work:
        asked = [(row.id, row.unit_id) for row in rows.consultations(work, work.notice(reference))]
        codes = {unit.id: unit.code for unit in rows.units(work, "body")}
    for row_id, unit_id in asked:
        with city.unit() as work:
            consulting.answer(
                work, city.rulebook, actor=city.actor(codes[unit_id]),
                consultation_id=row_id or 0, answer="no-objection",
            )  # fmt: skip


def to_preparing(city: City) -> str:
    filed = city.files()
    step(city, "orlova", filed.reference, "register")
    step(city, "orlova", filed.reference, "ask")
    answer_all(city, filed.reference)
    step(city, "orlova", filed.reference, "prepare")
    return filed.reference


def decide(city: City, reference: str, **typed: Any) -> str:
    with city.unit() as work:
        deciding.save(
            work, city.rulebook, actor=city.actor("orlova"), reference=reference,
            seen=city.revision(reference), draft=DecisionIn(**typed),
        )  # fmt: skip
    step(city, "orlova", reference, "submit")
    with city.unit() as work:
        return deciding.release(
            work, city.rulebook, actor=city.actor("morozova"), reference=reference,
            seen=city.revision(reference), last_seen=lastsafe.mark(work, city.rulebook, reference),
        )  # fmt: skip


SPOKESMAN: dict[str, Any] = {
    "representative_name": "Зуев Н. П.",
    "representative_phone": "+7 495 000-03-11",
}
REFUSAL: dict[str, Any] = {
    "ground": "art12_3_place",
    "facts": "Маршрут проходит по территории школы (кадастровый план, лист 2).",
    "measures": (
        {"measure": "Перенести на 200 м", "found": "место свободно", "result": "организатор отказался"},
    ),
}  # fmt: skip


def test_a_march_is_agreed(city: City) -> None:
    reference = to_preparing(city)

    number = decide(city, reference, outcome="agreed", capacity=2000, **SPOKESMAN)

    assert city.stage(reference) == "agreed"
    assert number.startswith("СВАО-1/")
    with city.reading() as work:
        notice = work.notice(reference)
        kinds = [
            (letter.kind, letter.number, letter.locale) for letter in rows.letters(work, notice)
        ]
        assert kinds == [("receipt", f"{reference}/1", "ru"), ("agreed", number, "ru")]
        assert notice.due_at is None
        results = {due.clock: due.result for due in rows.dues(work, notice)}
        assert results == {"proposal": "met", "organiser_reply": "dropped"}


def test_a_march_is_refused_on_a_ground_with_facts_and_measures(city: City) -> None:
    reference = to_preparing(city)

    decide(city, reference, outcome="refused", **REFUSAL)

    assert city.stage(reference) == "refused"


@pytest.mark.parametrize("missing", ["ground", "facts", "measures"])
def test_a_refusal_without_one_of_its_parts_never_reaches_the_signatory(
    city: City, missing: str
) -> None:
    reference = to_preparing(city)
    typed = {name: value for name, value in REFUSAL.items() if name != missing}

    with pytest.raises(NotPossible):
        decide(city, reference, outcome="refused", **typed)

    assert city.stage(reference) == "preparing"


def test_who_prepares_does_not_release(city: City) -> None:
    reference = to_preparing(city)
    with city.unit() as work:
        deciding.save(
            work, city.rulebook, actor=city.actor("orlova"), reference=reference,
            seen=city.revision(reference),
            draft=DecisionIn(outcome="agreed", capacity=10, **SPOKESMAN),
        )  # fmt: skip
    step(city, "orlova", reference, "submit")

    with pytest.raises(NotAllowed), city.unit() as work:
        deciding.release(
            work, city.rulebook, actor=city.actor("orlova"), reference=reference,
            seen=city.revision(reference), last_seen=lastsafe.mark(work, city.rulebook, reference),
        )  # fmt: skip


def test_a_proposal_is_accepted_and_comes_back_as_the_next_version(city: City) -> None:
    filed = city.files()
    reference = filed.reference
    step(city, "orlova", reference, "register")
    step(city, "orlova", reference, "ask")
    answer_all(city, reference)
    step(city, "orlova", reference, "prepare")
    later = SessionIn(city_day(city, reference), "15:00", "16:30")
    decide(
        city, reference, outcome="proposal", reasons="На площади до 14:30 идут ремонтные работы.",
        facts="Договор № 12", proposal_sessions=(later,), **SPOKESMAN,
    )  # fmt: skip
    assert city.stage(reference) == "proposed"

    with city.unit() as work:
        answering.accept(
            work,
            city.rulebook,
            actor=city.holder(filed),
            reference=reference,
            seen=city.revision(reference),
        )

    assert city.stage(reference) == "review"
    with city.reading() as work:
        notice = work.notice(reference)
        assert notice.version == 2
        assert [row.start for row in rows.sessions(work, rows.version(work, notice))] == ["15:00"]
        assert notice.due_side == "authority"


def city_day(city: City, reference: str) -> date:
    with city.reading() as work:
        notice = work.notice(reference)
        return rows.sessions(work, rows.version(work, notice))[0].day


def test_the_answer_after_an_accepted_proposal_replaces_nothing(city: City) -> None:
    filed = city.files()
    reference = filed.reference
    step(city, "orlova", reference, "register")
    step(city, "orlova", reference, "prepare-without-asking")
    later = SessionIn(city_day(city, reference), "15:00", "16:30")
    decide(
        city, reference, outcome="proposal", reasons="Ремонт.", facts="Договор № 12",
        proposal_sessions=(later,), **SPOKESMAN,
    )  # fmt: skip
    with city.unit() as work:
        answering.accept(
            work, city.rulebook, actor=city.holder(filed), reference=reference, seen=city.revision(reference)
        )  # fmt: skip
    step(city, "orlova", reference, "prepare")
    decide(city, reference, outcome="agreed", capacity=500, **SPOKESMAN)

    with city.reading() as work:
        last = rows.released_decision(work, work.notice(reference))
        assert last is not None
        assert (last.outcome, last.replaces_id) == ("agreed", None)


def test_a_released_decision_is_replaced_with_a_reason_and_never_edited(city: City) -> None:
    reference = to_preparing(city)
    first = decide(city, reference, outcome="agreed", capacity=500, **SPOKESMAN)
    with city.reading() as work:
        regime = city.rulebook[work.notice(reference).regime_pin]
        again = regime.move_for("replace", "agreed")
    assert again is not None
    step(city, "orlova", reference, again.name, "Сменился представитель")

    second = decide(
        city, reference, outcome="agreed", capacity=500, replace_reason="Сменился представитель",
        **SPOKESMAN,
    )  # fmt: skip

    assert first != second
    with city.reading() as work:
        letter = rows.letters(work, work.notice(reference))[-1]
        assert letter.data["replaces"]["number"] == first


def test_a_declined_proposal_is_not_agreed(city: City) -> None:
    filed = city.files()
    reference = filed.reference
    step(city, "orlova", reference, "register")
    step(city, "orlova", reference, "prepare-without-asking")
    later = SessionIn(city_day(city, reference), "15:00", "16:30")
    decide(
        city, reference, outcome="proposal", reasons="Ремонт.", facts="Договор № 12",
        proposal_sessions=(later,), **SPOKESMAN,
    )  # fmt: skip

    with city.unit() as work:
        answering.decline(
            work, city.rulebook, actor=city.holder(filed), reference=reference,
            seen=city.revision(reference), reason="Вечером темно",
        )  # fmt: skip

    assert city.stage(reference) == "not-agreed"


def test_no_answer_to_a_proposal_by_the_third_day_before_is_not_agreed(city: City) -> None:
    filed = city.files()
    reference = filed.reference
    step(city, "orlova", reference, "register")
    step(city, "orlova", reference, "prepare-without-asking")
    later = SessionIn(city_day(city, reference), "15:00", "16:30")
    decide(
        city, reference, outcome="proposal", reasons="Ремонт.", facts="Договор № 12",
        proposal_sessions=(later,), **SPOKESMAN,
    )  # fmt: skip
    city.goes_to(2027, 3, 12, 0, 0)  # the first second after D-3

    with city.reading() as work:
        late = ticking.overdue(work)
    for due in late:
        with city.unit() as work:
            ticking.lapse(work, city.rulebook, due)

    assert city.stage(reference) == "not-agreed"
    with city.reading() as work:
        results = {due.clock: due.result for due in rows.dues(work, work.notice(reference))}
    assert results == {"proposal": "met", "organiser_reply": "missed"}


def test_silence_of_the_city_agrees_by_itself_once(city: City) -> None:
    filed = city.files()
    city.goes_to(2027, 3, 4, 23, 59)
    with city.reading() as work:
        assert ticking.overdue(work) == []
    city.goes_to(2027, 3, 8, 9, 0)  # the worker slept for three days
    with city.reading() as work:
        late = ticking.overdue(work)

    for due in late:
        with city.unit() as work:
            ticking.lapse(work, city.rulebook, due)

    assert city.stage(filed.reference) == "deemed-agreed"
    with city.reading() as work:
        letters = [letter.kind for letter in rows.letters(work, work.notice(filed.reference))]
        assert letters == ["receipt", "deemed-agreed"]
        assert ticking.overdue(work) == []


def test_a_late_notice_is_taken_and_ends_as_not_examined(city: City) -> None:
    city.goes_to(2027, 3, 9)
    filed = city.files()
    with city.reading() as work:
        notice = work.notice(filed.reference)
        assert (notice.window, notice.due_at) == ("too_late", None)
    step(city, "orlova", filed.reference, "prepare-not-examined")

    decide(city, filed.reference, outcome="not-examined", reasons="Срок подачи истёк 4 марта.")

    assert city.stage(filed.reference) == "not-examined"


def test_a_warning_goes_out_and_the_review_goes_on_on_the_same_clock(city: City) -> None:
    reference = to_preparing(city)
    with city.reading() as work:
        due = work.notice(reference).due_at

    decide(
        city, reference, outcome="warning", facts="В призывах названа мера, запрещённая законом.",
        reasons="См. статью 12 (2).", article="статья 20.3 КоАП",
    )  # fmt: skip

    assert city.stage(reference) == "review"
    with city.reading() as work:
        assert work.notice(reference).due_at == due


def test_a_request_to_cure_opens_only_what_it_names(city: City) -> None:
    filed = city.files()
    reference = filed.reference
    step(city, "orlova", reference, "register")
    step(city, "orlova", reference, "prepare-without-asking")
    item = {"field": "medical", "reason": "Не указан пост у площади", "article": "7(3)(6)"}
    decide(city, reference, outcome="cure", items=(item,))
    assert city.stage(reference) == "cure-asked"

    with pytest.raises(Invalid), city.unit() as work:
        answering.cure(
            work, city.rulebook, actor=city.holder(filed), reference=reference,
            seen=city.revision(reference), content=content(answers={"purpose": "другая цель"}),
        )  # fmt: skip
    with city.unit() as work:
        answering.cure(
            work, city.rulebook, actor=city.holder(filed), reference=reference,
            seen=city.revision(reference), content=content(answers={"medical": "Три поста"}),
        )  # fmt: skip

    assert city.stage(reference) == "review"


def test_withdrawing_closes_what_is_open_and_tells_those_who_were_asked(city: City) -> None:
    filed = city.files()
    step(city, "orlova", filed.reference, "register")
    step(city, "orlova", filed.reference, "ask")

    with city.unit() as work:
        moves.withdraw(
            work, city.rulebook, actor=city.holder(filed), reference=filed.reference,
            seen=city.revision(filed.reference), note="Переносим",
        )  # fmt: skip

    with city.reading() as work:
        notice = work.notice(filed.reference)
        assert notice.stage == "withdrawn"
        assert all(row.closed_at for row in rows.consultations(work, notice))
        assert rows.pending_dues(work, notice) == []


def test_the_same_form_sent_twice_is_one_notice(city: City) -> None:
    first = city.files(key="form-1")
    second = city.files(key="form-1")

    assert (second.reference, second.again) == (first.reference, True)
