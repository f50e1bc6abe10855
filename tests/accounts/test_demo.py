"""The demo city: one click and one is somebody; never over real people, never outside demo mode."""

from collections.abc import Callable

import pytest

from records import accounts
from records.tables import Mail, Unit
from records.unit_of_work import unit_of_work
from tests.accounts.conftest import LONG_AGO, Stage
from web.settings import BadSettings


def _people(stage: Stage) -> dict[str, int]:
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.mark_city(work, "demo")
        work.add(Unit(code="police", kind="body", name_en="Police", name_ru="Полиция"))
        work.flush()
        olga = accounts.create(
            work, email="olga@example.org", name="Olga Reznik", name_ru="Ольга Резник", demo=True,
            about=("picket for a playground", "пикет за детскую площадку"),
        )  # fmt: skip
        piet = accounts.create(
            work, email=None, name="P. Sedov", name_ru="П. Седов", demo=True,
            about=("two questions open", "два открытых вопроса"),
        )  # fmt: skip
        accounts.give_post(work, piet, "officer", unit_code="police", from_day=LONG_AGO)
    return {"olga": olga, "piet": piet}


@pytest.fixture
def demo(build: Callable[..., Stage]) -> Stage:
    return build(demo=True)


def test_one_click_signs_in(demo: Stage) -> None:
    people = _people(demo)
    visitor = demo.visitor()
    visitor.get("/demo")
    assert "Demo city." in visitor.text
    assert "Organisers Olga Reznik picket for a playground" in visitor.text
    assert "Bodies that are asked P. Sedov Police: two questions open" in visitor.text
    assert visitor.post(f"/demo/{people['piet']}").status_code == 303
    visitor.get("/account")
    assert "Officer Police" in visitor.text
    visitor.post(f"/demo/{people['olga']}")
    visitor.get("/account")
    assert "Olga Reznik" in visitor.text
    assert "Officer" not in visitor.text
    assert demo.logged() == [("account.signed-in", "officer"), ("account.signed-in", "organiser")]


def test_a_demo_person_is_not_asked_for_a_telephone_after_lunch(demo: Stage) -> None:
    people = _people(demo)
    visitor = demo.visitor()
    visitor.post(f"/demo/{people['piet']}")
    demo.clock.advance(hours=9)
    assert visitor.get("/account").status_code == 200
    demo.clock.advance(hours=1)
    assert visitor.get("/account").status_code == 303


def test_outside_demo_mode_there_is_no_demo(stage: Stage, build: Callable[..., Stage]) -> None:
    people = _people(stage)
    visitor = stage.visitor()
    for path in ("/demo", "/demo/mail", "/demo/mail/1", "/demo/mail/1/letter.pdf"):
        assert visitor.get(path).status_code == 404
    assert visitor.post(f"/demo/{people['olga']}").status_code == 404
    assert "Demo city" not in visitor.get("/sign-in").text

    inside = build(demo=True).visitor()
    inside.post(f"/demo/{people['olga']}")
    assert inside.get("/account").status_code == 200
    visitor.steal(inside.cookie())
    assert visitor.get("/account").status_code == 303  # nor is a demo session good there


def test_demo_mode_is_refused_over_real_people(stage: Stage, build: Callable[..., Stage]) -> None:
    stage.organiser()
    with pytest.raises(BadSettings, match="real people"):
        build(demo=True)


def test_demo_mode_is_refused_over_a_real_city_without_people(
    stage: Stage, build: Callable[..., Stage]
) -> None:
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.mark_city(work, "real")
    with pytest.raises(BadSettings, match="real people"):
        build(demo=True)


def test_nobody_becomes_a_demo_person_when_real_ones_came_later(demo: Stage) -> None:
    people = _people(demo)
    with unit_of_work(demo.engine, demo.clock) as work:
        accounts.create(work, email="real@example.org")
    assert demo.visitor().post(f"/demo/{people['olga']}").status_code == 404


def test_a_real_person_is_never_a_click_away(demo: Stage) -> None:
    visitor = demo.visitor()
    assert visitor.post("/demo/1").status_code == 404
    assert visitor.post("/demo/999999999999").status_code == 404


def test_whoever_asks_for_a_link_in_the_demo_city_is_a_demo_person(
    demo: Stage, build: Callable[..., Stage]
) -> None:
    demo.organiser("anybody@example.org")
    assert build(demo=True).visitor().get("/demo").status_code == 200


def test_a_city_is_one_or_the_other(stage: Stage) -> None:
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.mark_city(work, "demo")
        accounts.mark_city(work, "demo")
        with pytest.raises(ValueError, match="already holds a demo city"):
            accounts.mark_city(work, "real")


def test_mails_are_read_in_the_browser_newest_first(demo: Stage) -> None:
    with unit_of_work(demo.engine, demo.clock) as work:
        for number in range(30):
            work.add(
                Mail(
                    key=f"k{number}", to="olga@example.org", subject=f"Notice {number} <b>",
                    body="Open http://localhost:8000/find\n<script>alert(1)</script>",
                    made_at=work.now,
                )
            )  # fmt: skip
    visitor = demo.visitor()
    visitor.get("/demo/mail")
    assert "Notice 29 <b>" in visitor.text
    assert "Notice 4 " not in visitor.text
    visitor.get("/demo/mail?before=6")
    assert "Notice 4 " in visitor.text
    assert "Notice 29" not in visitor.text
    page = visitor.get("/demo/mail/30").text
    assert "<script>alert" not in page
    assert '<a href="http://localhost:8000/find"' in page
    assert visitor.get("/demo/mail/31").status_code == 404
    assert visitor.get("/demo/mail?before=99999999999999999999").status_code == 200
    assert visitor.get("/demo/mail/30/letter.pdf").status_code == 404


def test_an_empty_mailbox_says_what_lands_there(demo: Stage) -> None:
    visitor = demo.visitor(language="ru")
    assert visitor.get("/demo/mail").status_code == 200
