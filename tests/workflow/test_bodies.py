"""The register of bodies: entered, changed with a trace, asked when active and where they serve, never longer than the law."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from places import offices
from records import body_rows, rows
from records.tables import Consultation
from tests.support.everywhere import Everywhere
from tests.support.looking import promised
from workflow import asked, bodies, consulting, founding
from workflow.bodies import BodyIn
from workflow.errors import Invalid, NotAllowed

ROADS = BodyIn("Road works", "Дорожная служба", "roads@veche.example")


def adds(at: Everywhere, code: str = "road-works", body: BodyIn = ROADS, who: str = "admin") -> int:
    with at.city.unit() as work:
        return bodies.add(work, actor=at.actor(who), code=code, body=body).id or 0


def changes(at: Everywhere, code: str, seen: str = "", **parts: object) -> int:
    with at.city.unit() as work:
        unit = rows.unit_by_code(work, code)
        before = bodies.of(unit)
        return bodies.change(
            work, actor=at.actor("admin"), unit_id=unit.id or 0, seen=seen or bodies.mark(before),
            body=replace(before, **parts),  # type: ignore[arg-type]  # fields by name
        )  # fmt: skip


def asks(at: Everywhere, reference: str, code: str) -> Consultation:
    with at.city.unit() as work:
        return consulting.ask_another(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, code=code
        )


@pytest.mark.parametrize(
    ("code", "parts", "field"),
    [
        ("Road works", {}, "code"),
        ("police", {}, "code"),
        ("roads", {"name_ru": " "}, "name_ru"),
        ("roads", {"email": "nobody"}, "email"),
        ("roads", {"chief_email": "a b@c"}, "chief_email"),
        ("roads", {"answer_hours": 0}, "answer_hours"),
        ("roads", {"active_from": date(2027, 3, 2), "active_to": date(2027, 3, 1)}, "active_to"),
    ],
)
def test_a_body_that_could_not_be_asked_is_not_entered(
    at: Everywhere, code: str, parts: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        adds(at, code, replace(ROADS, **parts))  # type: ignore[arg-type]  # fields by name
    assert refused.value.field == field
    with pytest.raises(NotAllowed):
        adds(at, "roads", who="zuev")


def test_a_body_that_the_city_adds_is_asked_by_hand_and_every_change_is_kept(
    at: Everywhere,
) -> None:
    number = adds(at)
    changes(at, "road-works", phone="+7 495 000-35-00", chief_email="chief@roads.example")
    with pytest.raises(Invalid, match="Nothing was changed"):
        changes(at, "road-works")
    with pytest.raises(Invalid, match="meanwhile"):
        changes(at, "road-works", seen="old", phone="")
    row = asks(at, at.asked("n"), "road-works")

    assert row.unit_id == number
    with at.city.reading() as work:
        told = body_rows.changes(work, number)
    assert [(one.kind, one.by, one.changed) for one in told] == [
        ("body.changed", "Admin", ("chief_email", "phone")), ("body.added", "Admin", ()),
    ]  # fmt: skip
    assert told[0].now["chief_email"] == "chief@roads.example"


def test_a_new_mailbox_ends_old_links_and_gets_the_open_questions(at: Everywhere) -> None:
    at.asked("n")
    with at.city.unit() as work:
        secret = asked.make_link(work, at.question("n"))
    before = len(promised(at.city, "desk-asked"))

    assert changes(at, "police", email="new@police.example") == 1

    assert len(promised(at.city, "desk-asked")) == before + 1
    with at.city.unit() as work:
        assert asked.open_link(work, secret).state == asked.OVER


def test_what_the_register_says_outlives_the_file_of_offices(at: Everywhere) -> None:
    changes(at, "police", email="new@police.example")
    with at.city.unit() as work:
        founding.found(work, offices.load(), check_url="https://veche.example")
    with at.city.reading() as work:
        emails = {unit.code: unit.email for unit in rows.units(work, "body")}
    assert emails["police"] == "new@police.example"
    assert emails["fire"] == "fire@veche.example"


def test_a_body_is_asked_on_its_days_only(at: Everywhere) -> None:
    reference = at.asked("n")
    changes(at, "medical", active_to=date(2027, 2, 28))
    with pytest.raises(Invalid):
        asks(at, reference, "medical")
    with at.city.reading() as work:
        notice = work.notice(reference)
        regime = at.city.rulebook[notice.regime_pin]
        assert "medical" not in consulting.default_bodies(work, regime, notice)
    changes(at, "medical", active_to=date(2027, 3, 1))
    assert asks(at, reference, "medical").unit_id


def test_the_body_that_serves_the_place_is_asked_in_place_of_the_law_s(at: Everywhere) -> None:
    reference = at.files("n")
    with at.city.reading() as work:
        notice = work.notice(reference)
        regime = at.city.rulebook[notice.regime_pin]
        here = sorted(body_rows.where(work, rows.version(work, notice).id or 0))
    near = replace(ROADS, stands_for="police", serves=tuple(here[:1]))
    adds(at, "police-here", near)
    adds(at, "police-there", replace(near, serves=("nowhere",)))
    adds(at, "police-old", replace(near, active_to=date(2026, 1, 1)))

    with at.city.reading() as work:
        found = consulting.default_bodies(work, regime, work.notice(reference))

    assert found == ("police-here", "transport", "medical")


def test_its_own_time_is_shorter_than_the_law_s_file_counts_or_nothing(at: Everywhere) -> None:
    reference = at.asked("n")
    usual = asks(at, reference, "medical").due_at
    changes(at, "fire", answer_hours=5)
    changes(at, "transport", answer_hours=1000)
    other = at.asked("m", bodies=("transport", "police"))
    with at.city.reading() as work:
        slow = rows.consultations(work, work.notice(other))[0]
    assert asks(at, reference, "fire").due_at == at.city.clock.now() + timedelta(hours=5)
    assert slow.due_at == usual
