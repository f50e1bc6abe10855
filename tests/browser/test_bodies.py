"""Bodies in a browser: two answer by the link of their mail, one by account, the chair merges, a chief is told."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import col, select

from records import rows
from records.tables import Consultation, Mail
from tests.browser.conftest import Town
from tests.browser.walker import Walker
from web import worker
from workflow import library
from workflow.actor import SYSTEM

Walk = Callable[..., Walker]
FILE = Path(__file__).parents[2] / "regimes/conditions/proposed.toml"
WAYS = [
    pytest.param({"width": 360, "scripts": False, "language": "ru"}, id="phone-plain-ru"),
    pytest.param({"width": 1280, "scripts": True, "language": "en"}, id="desk-scripts-en"),
]


def mailed(town: Town, body: str, way: str = "asked") -> str:
    """The newest address that came by mail to a body, as its clerk copies it out of the mail."""
    town.works()
    with town.city.reading() as work:
        to = rows.unit_by_code(work, body).email
        found = select(Mail.body).where(Mail.to == to).order_by(col(Mail.id).desc())
        bodies = [one for one in work.session.exec(found) if f"/{way}/" in one]
    found_ = re.search(rf"/{way}/[\w-]{{43}}", bodies[0])
    assert found_ is not None
    return found_[0]


@pytest.fixture
def asked(town: Town, request: pytest.FixtureRequest) -> str:
    """A march about which police, transport and medical service were asked, with a library of conditions."""
    with town.city.unit() as work:
        for one in library.read(FILE.read_text("utf-8")):
            library.keep(work, actor=SYSTEM, wording=one)
        rows.unit_by_code(work, "medical").chief_email = "chief@medical.example"
    reference = town.at.files(f"bodies {request.node.name}")
    town.at.moves(reference, "register")
    town.at.moves(reference, "ask", bodies=("police", "transport", "medical"))
    return reference


@pytest.mark.parametrize("way", WAYS)
def test_from_three_questions_to_a_draft(
    town: Town, walk: Walk, asked: str, way: dict[str, object]
) -> None:
    police = walk("", **way)
    police.goes(mailed(town, "police")).presses("Open the question")
    assert asked in police.reads()
    police.presses("Send this answer", answer="need-information", facts="Where is the stage?", who="A. Nikitin, duty officer")  # fmt: skip

    orlova = walk("orlova", **way)
    orlova.goes(f"/desk/notices/{asked}").follows(f"/desk/notices/{asked}/questions")
    orlova.presses("Send the answer to the service", answer="At the north end")
    police.goes(mailed(town, "police")).presses("Open the question")
    assert "At the north end" in police.reads()
    police.presses(
        "Send this answer", answer="conditions", ground="Order 7", conditions__0__item="attendance-most",
        conditions__0__number="500", who="A. Nikitin, duty officer",
    )  # fmt: skip
    assert police.says("Thank you. The answer is kept with the notice; you can close this page.") in police.reads()  # fmt: skip

    transport = walk("", **way)
    transport.goes(mailed(town, "transport")).presses("Open the question")
    transport.presses(
        "Send this answer", answer="conditions", ground="Scheme 11", conditions__0__text="Eight hundred at least",
        conditions__0__limits="attendance:at-least", conditions__0__number="800", who="B. Petrov",
    )  # fmt: skip

    medical = walk("medical", **way)
    medical.goes(f"/desk/consultations/{town.question(asked, 'medical')}")
    medical.presses("Send this answer", answer="objection", ground="Order 9", facts="No way in for an ambulance")  # fmt: skip

    merged = f"/desk/notices/{asked}/merged"
    orlova.goes(merged)
    orlova.presses("Settle it", kept="first", reason="The square holds five hundred")
    orlova.goes(f"{merged}/add").presses("Add it", item="sound-most", number="70")
    town.at.moves(asked, "prepare")
    orlova.goes(f"/desk/notices/{asked}/decision?merged=1")
    assert "500." in orlova.page.locator('main [name="facts"]').input_value()
    orlova.goes(f"/desk/notices/{asked}/resources")
    orlova.presses("Ask", kind="stewards", wanted="20", why="Narrow square")
    orlova.goes(f"/desk/notices/{asked}/assignments").presses("Give it", unit="police", text="Close the street", due_day="14.03.2027")  # fmt: skip
    vera = walk("owner", **way)
    vera.goes(f"/notices/{asked}").follows(f"/notices/{asked}/resources")
    vera.presses("Send the answer", number="20", organisation="Council of Yards")


@pytest.mark.parametrize("way", WAYS[:1])
def test_a_chief_is_told_and_answers_by_the_link(
    town: Town, walk: Walk, asked: str, way: dict[str, object]
) -> None:
    with town.city.reading() as work:
        row = work.get(Consultation, town.question(asked, "medical"))
    before = town.city.clock.now()
    town.city.clock.set(row.asked_at + (row.due_at - row.asked_at) * 1.1)
    with town.app.app_context():
        worker.tick(town.app.extensions["veche"])
    town.works()
    with town.city.reading() as work:
        mails = select(Mail.body).where(Mail.to == "chief@medical.example")
        link = re.search(r"/asked/[\w-]{43}", work.session.exec(mails).all()[-1])
    assert link is not None
    chief = walk("", **way)
    chief.goes(link[0]).presses("Open the question")
    chief.presses("Send this answer", answer="no-objection", who="C. Ivanova, chief")
    assert chief.says("late") in chief.reads()
    chief.goes(link[0])
    town.city.clock.set(before)


@pytest.mark.parametrize("way", WAYS[1:])
def test_head_and_administrator_keep_library_and_register(
    town: Town, walk: Walk, asked: str, way: dict[str, object]
) -> None:
    zuev = walk("zuev", **way)
    zuev.goes("/desk/library").goes("/desk/library/sound-most").goes("/desk/bulk").goes(
        "/desk/assignments"
    )
    admin = walk("admin", **way)
    admin.goes("/desk/bodies").goes("/desk/bodies/new")
    admin.presses("Save", code="road-works", name_en="Road works", name_ru="Дороги", email="r@veche.example")  # fmt: skip
    assert "road-works" in admin.reads()
