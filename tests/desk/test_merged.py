"""The chair merges answers on the page: sentences with their bodies, contradictions settled, the draft takes it over."""

from pathlib import Path

from tests.desk.conftest import Desk
from tests.desk.test_consultations import asked as under_review
from tests.workflow.test_sentences import FILE
from wsgi import main

ROW = "conditions-0-"


def imported(desk: Desk) -> str:
    ran = desk.app.test_cli_runner().invoke(main.commands["conditions"], ["import", str(FILE)])
    assert ran.exit_code == 0, ran.output
    return str(ran.output)


def says(desk: Desk, question: int, who: str, **row: str) -> None:
    body = desk.at(who)
    path = f"/desk/consultations/{question}"
    body.get(path)
    typed = {f"{ROW}{name}": value for name, value in row.items()}
    answer = body.post(path, answer="conditions", ground="Order 7", **typed)
    assert answer.status_code == 303, body.text
    body.get(path)
    assert row.get("text", "500") in body.text  # the body reads what it asked for


def test_from_two_answers_that_exclude_each_other_to_a_draft_that_names_the_bodies(
    desk: Desk,
) -> None:
    assert "10 new or changed" in imported(desk)
    reference, number = under_review(desk, "police", "transport")
    police = desk.at("police")
    path = f"/desk/consultations/{number['police']}"
    police.get(path)
    more = police.post(
        path, **{f"{ROW}text": "", "answer": "conditions"}, facts="Half typed", more="conditions"
    )
    assert (more.status_code, "Half typed" in more.text) == (200, True)
    assert "conditions-1-item" in more.text
    says(desk, number["police"], "police", item="attendance-most", number="500")
    says(desk, number["transport"], "transport", text="A thousand people must fit", limits="attendance:at-least", number="1000")  # fmt: skip

    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "1 contradiction waits to be settled." in orlova.text
    assert "A thousand people must fit" in orlova.text  # beside who asked for it
    merged = f"/desk/notices/{reference}/merged"
    orlova.get(merged)
    assert "One asks for at least 1000, the other for at most 500" in orlova.text
    pair = {"first": orlova.hidden("first"), "second": orlova.hidden("second")}
    assert orlova.post(merged, **pair, kept="first", reason="").status_code == 422
    typed = orlova.post(merged, **pair, reason="By the plan of the square")
    assert (typed.status_code, "By the plan of the square" in typed.text) == (422, True)
    assert (
        orlova.post(merged, **pair, kept="first", reason="By the plan of the square").status_code
        == 303
    )
    assert orlova.post(merged, **pair, kept="second", reason="Late").status_code == 409
    orlova.get(merged)
    assert "The first was kept" in orlova.text
    assert "Left out: By the plan of the square" in orlova.text

    one = f"{merged}/{pair['first']}"
    orlova.get(one)
    new = {"text": "Не более 400.", "limits": "attendance:at-most", "number": "400", "do": "change"}
    assert orlova.post(one, was=orlova.hidden("was"), **new).status_code == 303
    orlova.get(merged)
    assert "Changed by I. Orlova" in orlova.text or "Changed by" in orlova.text
    assert "People: at most 400" in orlova.text
    assert orlova.post(f"{one}/move", to="down").status_code == 303
    assert orlova.post(f"{merged}/add", item="sound-most", number="70").status_code == 303
    assert orlova.get(merged).text.count("Condition of the office") == 1  # no service said so
    russian = desk.at("orlova", "ru")
    russian.get(merged)
    assert "Число участников" in russian.text
    assert "Орган" in russian.text

    desk.goes(orlova, reference, "prepare")
    draft = f"/desk/notices/{reference}/decision"
    taken = orlova.get(f"{draft}?merged=1")
    assert "Не более 400." in taken.text
    assert (
        "Main Directorate of the Police, Moscow: Не более 400." in taken.text
    )  # a fact: 54-FZ knows no conditions
    assert orlova.get(draft).text.count("Не более 400.") == 0  # nothing was kept by looking


def test_head_and_administrator_keep_the_library_in_versions(desk: Desk) -> None:
    imported(desk)
    assert "0 new or changed" in imported(desk)  # the same file twice changes nothing
    zuev = desk.at("zuev")
    zuev.get("/desk/library")
    assert "People: at most" in zuev.text
    path = "/desk/library/sound-most"
    zuev.get(path)
    new = {"what_ru": "Громкость не выше {number} дБ.", "what_en": "Sound up to {number} dB.", "basis": "art. 5", "limits": "sound:at-most"}  # fmt: skip
    wrong = zuev.post(path, **new | {"what_en": "Sound up to {loudness} dB."})
    assert wrong.status_code == 422
    assert "Only these can be filled in" in zuev.text
    assert zuev.post(path, **new).status_code == 303
    zuev.get(path)
    assert "2: Sound up to {number} dB. not offered" in zuev.text
    listed = desk.app.test_cli_runner().invoke(main.commands["conditions"], ["list"]).output
    assert "sound-most" in listed
    assert "v2 used 0 (not offered)" in listed


def test_a_file_with_a_mistake_changes_nothing_and_says_where(desk: Desk, tmp_path: Path) -> None:
    runner, path = desk.app.test_cli_runner(), str(tmp_path / "own.toml")
    Path(path).write_text(FILE.read_text("utf-8").replace('"at-least" }', '"upside" }', 1), "utf-8")
    checked = runner.invoke(main.commands["conditions"], ["check", path])
    assert checked.exit_code == 1
    assert "Condition 7 (lanes-free): Choose how it is limited." in checked.output
    assert runner.invoke(main.commands["conditions"], ["import", path]).exit_code == 1
    assert runner.invoke(main.commands["conditions"], ["list"]).output == ""
