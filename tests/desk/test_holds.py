"""Holds on their page: set and lifted by name, which stands in the reader's language."""

from tests.desk.conftest import Desk


def test_who_set_and_lifted_a_hold_is_named_in_the_reader_s_language(desk: Desk) -> None:
    reference = desk.files().reference
    zuev = desk.at("zuev", "ru")
    zuev.get("/desk/holds")
    assert zuev.post("/desk/holds", reference="27-9999", reason="Case 3").status_code == 422
    assert zuev.post("/desk/holds", reference=reference, reason="Case 3").status_code == 303
    zuev.get("/desk/holds")
    assert "Н. П. Зуев" in zuev.text
    assert "N. P. Zuev" not in zuev.last.text.partition('id="main"')[2]  # type: ignore[union-attr]
    lift = f"/desk/holds/{reference}/lift"
    zuev.get(lift)
    assert "Н. П. Зуев" in zuev.text
    assert zuev.post(lift, reason="The court is done").status_code == 303
    english = desk.at("zuev")
    english.get("/desk/holds?state=lifted")
    assert english.text.count("N. P. Zuev") >= 2
