"""How letters address the organiser and a service: offered, looked at, corrected, kept; never put in by the machine."""

import html
import re

import pytest
from sqlalchemy import update
from sqlmodel import select

from records import rows
from records.tables import Organiser, Unit
from tests.desk.conftest import Desk
from tests.support.looking import entries
from tests.support.visitor import Visitor
from workflow.envelope import address_lines

NAME, DATIVE = "Иванова Мария Петровна", "Ивановой Марии Петровне"


@pytest.fixture
def path(desk: Desk) -> str:
    """The page of a notice that an organiser with this name filed."""
    reference = desk.files().reference
    called(desk, reference, NAME)
    return f"/desk/notices/{reference}/addressed-as"


def field(visitor: Visitor) -> str:
    """What stands in the field of the last page."""
    assert visitor.last is not None
    found = re.search(r'<input[^>]*name="dative"[^>]*>', visitor.last.text)
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return html.unescape(value[1]) if value else ""


def called(desk: Desk, reference: str, name: str) -> None:
    with desk.city.unit() as work:
        whose = Organiser.id == work.notice(reference).organiser_id
        work.session.execute(update(Organiser).where(whose).values(name=name))


def first_line(desk: Desk, reference: str, locale: str = "ru") -> str:
    with desk.city.reading() as work:
        return address_lines(work, work.notice(reference), locale)[0]


def test_it_is_offered_looked_at_corrected_and_kept(desk: Desk, path: str) -> None:
    reference = path.split("/")[3]
    kravets = desk.at("kravets")
    kravets.get(path)
    assert "look at it, correct it if it is wrong" in kravets.text
    assert field(kravets) == DATIVE
    assert first_line(desk, reference) == NAME  # nobody has looked yet

    for other in ("Петровой Марии Петровне", "Ивановой", "Ивановой Марии Петровне и Петрову"):
        assert kravets.post(path, name=NAME, dative=other).status_code == 422
        assert "as many words, each with the same first letter" in kravets.text
    corrected = "Ивановой Марие Петровне"
    assert kravets.post(path, name=NAME, dative=f" {corrected} ").status_code == 303
    assert first_line(desk, reference) == corrected
    assert first_line(desk, reference, "en") == NAME
    kravets.get(path)
    assert field(kravets) == corrected  # what a person wrote is not offered anew
    assert kravets.post(path, name=NAME, dative=corrected).status_code == 303
    assert kravets.post(path, name=NAME, dative="").status_code == 303
    assert first_line(desk, reference) == NAME
    kinds = [one.kind for one in entries(desk.city, reference)]
    assert kinds.count("notice.addressed-as") == 2
    kravets.get(f"/desk/notices/{reference}")
    assert "wrote down how letters address the organiser" in kravets.text


def test_another_name_is_not_addressed_as_the_one_before(desk: Desk, path: str) -> None:
    reference = path.split("/")[3]
    kravets = desk.at("kravets")
    assert kravets.post(path, name=NAME, dative=DATIVE).status_code == 303
    called(desk, reference, "Nguyễn Thị Phương")
    assert first_line(desk, reference) == "Nguyễn Thị Phương"
    assert kravets.post(path, name=NAME, dative=DATIVE).status_code == 409
    assert "called otherwise by now" in kravets.text
    assert field(kravets) == DATIVE  # as it was typed
    kravets.get(path)
    assert "Nothing is offered" in kravets.text


def test_a_service_is_addressed_as_the_administrator_wrote(desk: Desk) -> None:
    with desk.city.reading() as work:
        police = next(one for one in rows.units(work, "body") if one.code == "police")
        path, known = f"/desk/bodies/{police.id}", police
    admin = desk.at("admin")
    admin.get(path)
    assert "A dictionary offers: " in admin.text
    typed = {"name_ru": known.name_ru, "name_en": known.name_en, "email": known.email, "seen": admin.hidden("seen")}  # fmt: skip
    assert admin.post(path, **typed, dative_ru="Полиции").status_code == 303
    with desk.city.reading() as work:
        found = select(Unit.dative_ru).where(Unit.code == "police")
        assert work.session.exec(found).one() == "Полиции"
