"""A large event in a browser: interests, the commission's sitting, the signature of a stand-in, the auditor's look."""

from collections.abc import Callable
from datetime import date

import pytest

from records import accounts, rows
from tests.browser.conftest import Town
from tests.browser.walker import Walker
from tests.support.city import content
from tests.support.sitting import DRAFT, MASS
from workflow import deciding, filing
from workflow.actor import VISITOR
from workflow.content import SessionIn
from workflow.filing import Sheet

Walk = Callable[..., Walker]
WAYS = [
    pytest.param({"width": 360, "scripts": False, "language": "ru"}, id="phone-plain-ru"),
    pytest.param({"width": 1280, "scripts": True, "language": "en"}, id="desk-scripts-en"),
]
STAFF = {"officer": "officer", "chief": "head", "writer": "secretary", "signer": "signatory"}


def clicks(walker: Walker, css: str) -> None:
    """Press what stands behind a selector, and look at the page that comes."""
    with walker.page.expect_navigation():
        walker.page.locator(css).first.click()
    walker.looks()


def large(town: Town, name: str) -> tuple[str, dict[str, str]]:
    """Staff of the government, and a draft for 6,000 people that Officer wrote. Its number, and who is who."""
    people = {role: f"{role}-{name}" for role in STAFF}
    with town.city.unit() as work:
        for role, post in STAFF.items():
            made = accounts.create(
                work, email=f"{people[role]}@veche.example", name=people[role], name_ru=people[role], demo=True,
                about=("Of the city", "Из города"),
            )  # fmt: skip
            accounts.give_post(
                work,
                made,
                post,
                unit_code="government",
                from_day=date(2020, 1, 1),
                title=("Head", "Руководитель"),
            )
    said = content(
        kind="cultural_event",
        attendance=6000,
        sessions=(SessionIn(date(2027, 5, 9), "12:00", "14:00"),),
    )
    with town.city.unit() as work:
        filed = filing.file(
            work, town.city.rulebook, actor=VISITOR, sheet=Sheet(MASS, said, "ru", "В. С.", declared=True),
            key=f"board-{name}", sender="seed",
        )  # fmt: skip
    for move in ("register", "prepare-without-asking"):
        town.at.moves(filed.reference, move, people["officer"])
    with town.city.unit() as work:
        deciding.save(
            work, town.city.rulebook, actor=town.at.actor(people["officer"]), reference=filed.reference,
            seen=work.notice(filed.reference).revision, draft=DRAFT,
        )  # fmt: skip
    return filed.reference, people


@pytest.mark.parametrize("way", WAYS)
def test_a_large_event_is_voted_on_and_signed(
    town: Town, walk: Walk, way: dict[str, object]
) -> None:
    reference, who = large(town, str(way["language"]))
    with town.city.reading() as work:
        unit = str(rows.unit_by_code(work, "government").id)
        number = str(work.notice(reference).id)

    admin = walk("admin", **way)
    admin.goes("/desk/commissions")
    admin.presses("Make it", unit=unit, name_ru="Комиссия", name_en="Board", quorum="2")
    for key in ("police", "transport", "medical"):
        admin.presses("Give the seat", account=str(town.account(key)), from_day="01.03.2027")

    officer = walk(who["officer"], **way)
    officer.goes(f"/desk/notices/{reference}").follows(
        f"/desk/notices/{reference}/moves/to-commission"
    )
    officer.sends()
    assert town.city.stage(reference) == "commission"

    writer = walk(who["writer"], **way)
    writer.goes("/desk/sittings")
    board = writer.page.locator('main [name="commission"] option').last.get_attribute("value") or ""
    writer.presses("Call it", commission=board, day="01.03.2027", hour="18:00", place="Hall 2")
    sitting = writer.page.url.split("/desk/sittings/")[1].split("#")[0]
    assert (
        writer.says("not there") not in writer.reads()
    )  # nobody is absent from what has not begun
    writer.presses("Put on the agenda", notices=[number])
    writer.presses("Open the sitting")
    clicks(writer, f'form:has(input[value="{town.account("police")}"]) button[value="here"]')

    medical = walk("medical", **way)
    medical.goes("/desk/interests").goes(f"/desk/sittings/{sitting}")
    clicks(medical, 'form[action$="/presence"] button[value="remote"]')
    medical.presses("For", dissent="")
    police = walk("police", **way)
    police.goes(f"/desk/sittings/{sitting}")
    assert "Двести распорядителей" in police.reads()  # what one votes on
    police.presses("For")

    writer.goes(f"/desk/sittings/{sitting}").presses(
        "Count and close the sitting", remarks="On time"
    )
    assert town.city.stage(reference) == "for-signature"
    town.works()
    pdf = writer.goes(f"/desk/sittings/{sitting}").fetches(
        f"/desk/sittings/{sitting}/minutes-ru.pdf"
    )
    assert pdf.startswith(b"%PDF")

    chief = walk(who["chief"], **way)
    chief.goes("/desk/recusals").goes("/desk/powers")
    signer = walk(who["signer"], **way)
    signer.goes(f"/desk/notices/{reference}/decision").sends()
    assert town.city.stage(reference) == "agreed"

    auditor = walk("auditor", **way)
    auditor.goes(f"/desk/sittings/{sitting}").goes("/desk/readings").goes("/desk/powers?state=all")
    auditor.goes("/desk/recusals")
