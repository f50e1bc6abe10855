"""The page of the city's own words: looked at before it is saved, refused at the field, nothing typed is lost."""

from tests.desk.conftest import Desk

PAGE = "/desk/texts/mail-foot"
BOTH = {"text_ru": "{office}. Звоните: {phone}.", "text_en": "{office}. Call {phone}."}


def test_a_text_is_looked_at_saved_and_returned_to(desk: Desk) -> None:
    admin = desk.at("admin")
    assert "Foot of mails" in admin.get("/desk/texts").text
    admin.get(PAGE)
    seen = admin.hidden("seen")
    looked = admin.post(PAGE, **BOTH, do="look", seen=seen)
    assert looked.status_code == 200
    assert "The Prefecture. Call +7 495 000-03-00." in looked.text
    assert "Префектура. Звоните: +7 495 000-03-00." in looked.text
    assert "has not worded it yet" in looked.text  # looking saves nothing
    wrong = admin.post(
        PAGE, text_ru="Без места", text_en=BOTH["text_en"], from_day="05.03.2027", why="<b>Так</b>", seen=seen
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "The place {office} may not go." in wrong.text
    assert "Без места" in wrong.text
    saved = admin.post(PAGE, **BOTH, from_day="05.03.2027", why="<b>Так</b>", seen=seen)
    assert saved.status_code == 303
    page = admin.get(PAGE).text
    assert "Another version begins on 5 March 2027." in page
    assert "&lt;b&gt;Так" in page
    overtaken = admin.post(PAGE, **BOTH, from_day="05.03.2027", why="Ещё", seen=seen)
    assert overtaken.status_code == 422
    assert "Somebody saved another version meanwhile" in overtaken.text
    again = admin.get(f"{PAGE}?again=1").text
    assert "These are the words of the version from 5 March 2027" in again
    assert admin.get(f"{PAGE}?again=999").status_code == 200
    assert admin.get("/desk/texts/grounds").status_code == 404
    assert "Конец электронных писем" in desk.at("admin", "ru").get("/desk/texts").text
