"""The administrator keeps the register of bodies, on its page and from a terminal; officers ask whom it knows."""

from tests.desk.conftest import Desk
from wsgi import main

ROADS = {
    "code": "road-works", "name_en": "Road works", "name_ru": "Дорожная служба",
    "email": "roads@veche.example",
}  # fmt: skip


def test_the_administrator_adds_a_body_changes_it_and_sees_what_it_said_before(desk: Desk) -> None:
    admin = desk.at("admin")
    admin.get("/desk/bodies")
    assert "none: the office is told instead" in admin.text
    wrong = admin.post("/desk/bodies/new", **ROADS | {"email": "roads"})
    assert wrong.status_code == 422
    assert "Дорожная служба" in wrong.text
    assert "Enter an address" in admin.text
    assert admin.post("/desk/bodies/new", **ROADS, serves=["CAO", "SAO"]).status_code == 303

    admin.get("/desk/bodies")
    assert admin.last is not None
    path = (
        "/desk/bodies/" + admin.last.text.split(">Road works<")[0].rsplit("/", 1)[1].split('"')[0]
    )
    admin.get(path)
    seen = admin.hidden("seen")
    typed = {name: ROADS[name] for name in ("name_en", "name_ru", "email")}
    changed = typed | {"chief_email": "chief@roads.example", "seen": seen}
    assert admin.post(path, **changed).status_code == 303
    assert admin.post(path, **changed | {"phone": "1"}).status_code == 422  # it reads otherwise now
    assert "Somebody changed this body meanwhile" in admin.text
    admin.get(path)
    assert "Address of its chief: → chief@roads.example" in admin.text

    russian = desk.at("admin", "ru")
    russian.get(path)
    assert "Адрес руководителя" in russian.text
    assert desk.at("orlova").get(path).status_code == 403


def test_the_command_enters_changes_and_lists(desk: Desk) -> None:
    runner = desk.app.test_cli_runner()

    def run(*words: str) -> str:
        return runner.invoke(main.commands["body"], list(words)).output.strip()

    assert "name_en" in run("add", "road-works")
    assert run(
        "add", "road-works", "--name-en", "Road works", "--name-ru", "Дороги", "--email", "r@veche.example"
    ) == "Added road-works."  # fmt: skip
    assert "Nothing was changed" in run("change", "road-works")
    assert run("change", "road-works", "--serves", "CAO", "--to", "2027-02-28").startswith(
        "Changed"
    )
    assert "There is no body nobody" in run("change", "nobody", "--phone", "1")
    listed = [line.split() for line in run("list").splitlines()]
    assert ["road-works", "not", "asked", "r@veche.example", "-", "CAO"] in listed


def test_a_body_that_no_law_names_stands_in_the_history_by_its_name(desk: Desk) -> None:
    added = ["add", "road-works", "--name-en", "Road works", "--name-ru", "Дороги", "--email", "r@veche.example"]  # fmt: skip
    desk.app.test_cli_runner().invoke(main.commands["body"], added)
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")
    desk.goes(orlova, reference, "ask", bodies=["police", "road-works"])
    orlova.get(f"/desk/notices/{reference}")
    assert "asked: Road works." in orlova.text
    russian = desk.at("orlova", "ru")
    russian.get(f"/desk/notices/{reference}")
    assert "запрос, Дороги." in russian.text
