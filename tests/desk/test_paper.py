"""A notice on paper: entered with its true minute of receipt, never refused for what it lacks."""

import pytest
from sqlmodel import col, select

from records import rows
from records.tables import Notice
from tests.desk.conftest import Desk
from tests.desk.test_corrections import form_of
from workflow import bounds, versions

PAPER = {
    "received_day": "27.02.2027", "received_hour": "11:30", "signed": "V. A. Sokolnikova", "locale": "ru",
    "kind": "rally", "purpose": "A library in our quarter", "sessions-0-day": "14.03.2027",
    "sessions-0-start": "14:00", "sessions-0-end": "16:00", "places-0-name": "Melnichnaya Square",
    "places-0-okrug": "SVAO", "places-0-district": "ostankinsky", "attendance": "200",
    "organiser": "Sokolnikova Vera", "organiser_kind": "citizen", "phone": "+7 495 000-14-20",
    "authorised": "Ganeev Ilya, +7 495 000-14-21\nMarat",
}  # fmt: skip


def enters(desk: Desk, **changes: str) -> tuple[int, str]:
    """The clerk enters the paper; gives the status and what the page says."""
    kravets = desk.at("kravets")
    kravets.get("/desk/paper")
    answer = kravets.post("/desk/paper", key=kravets.hidden("key"), **PAPER | changes)
    if answer.status_code == 303:
        kravets.get(answer.headers["Location"])
    return answer.status_code, kravets.text


def test_the_clocks_count_from_the_minute_of_the_stamp(desk: Desk) -> None:
    status, text = enters(desk)

    assert status == 303
    assert "Entered: 27-0001" in text
    assert "27 February 2027, 11:30:00" in text
    assert "Tuesday 2 March, 24:00" in text
    with desk.city.reading() as work:
        notice = work.notice("27-0001")
        assert notice.channel == "paper"
        assert notice.received_at.isoformat() == "2027-02-27T08:30:00+00:00"
        version = rows.version(work, notice)
        assert version.personal is not None
        assert version.personal["authorised"] == [
            {"name": "Ganeev Ilya", "phone": "+7 495 000-14-21"}, {"name": "Marat", "phone": ""},
        ]  # fmt: skip
    orlova = desk.at("orlova")
    orlova.get("/desk/notices/27-0001")
    assert "on paper; entered Mon 1 Mar, 12:00" in orlova.text
    assert "K. K. Kravets entered the paper notice." in orlova.text


def test_a_paper_that_lacks_answers_is_taken(desk: Desk) -> None:
    status, _text = enters(desk, purpose="", phone="", authorised="")

    assert status == 303


def test_what_no_clock_can_count_without_is_asked(desk: Desk) -> None:
    status, text = enters(
        desk, received_hour="later", kind="", attendance="many",
        **{"sessions-0-start": "", "places-0-name": "By the old oak", "places-0-okrug": ""},
    )  # fmt: skip

    assert status == 422
    for sentence in (
        "Enter a time, for example 13:30", "Choose the kind", "Enter a whole number, for example 350",
        "Enter when it begins, for example 12:00", "Choose the okrug", "5 answers need a change",
    ):  # fmt: skip
        assert sentence in text
    assert enters(desk, received_day="2.3.2027")[0] == 422


def test_the_same_form_twice_is_one_notice(desk: Desk) -> None:
    kravets = desk.at("kravets")
    kravets.get("/desk/paper")
    key = kravets.hidden("key")

    first = kravets.post("/desk/paper", key=key, **PAPER)
    second = kravets.post("/desk/paper", key=key, **PAPER)

    assert first.headers["Location"] == second.headers["Location"]


def test_a_body_enters_no_paper(desk: Desk) -> None:
    police = desk.at("police")

    assert police.get("/desk/paper").status_code == 403
    assert "Not yours: a paper notice is entered by the office that receives it." in police.text
    assert police.post("/desk/paper", **PAPER).status_code == 403
    police.get("/desk/")
    assert "Paper notice" not in police.text


def test_a_notice_for_another_office_is_shown_once_to_who_typed_it(desk: Desk) -> None:
    status, text = enters(desk, **{"places-0-okrug": "ZAO", "places-0-district": ""})

    assert status == 200
    assert "Entered: 27-0001" in text
    assert "By law it goes to another office" in text
    assert desk.at("kravets").get("/desk/notices/27-0001").status_code == 404
    assert desk.at("stranger").get("/desk/notices/27-0001").status_code == 200


def test_midnight_of_a_stamp_or_an_end_is_the_end_of_its_day(desk: Desk) -> None:
    status, _text = enters(desk, received_hour="24:00", **{"sessions-0-end": "24:00"})

    assert status == 303
    with desk.city.reading() as work:
        notice = work.notice("27-0001")
        assert notice.received_at.isoformat() == "2027-02-27T21:00:00+00:00"
        assert notice.ends_at.isoformat() == "2027-03-14T21:00:00+00:00"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"sessions-0-start": "24:00"},
            "A day starts at 00:00. Enter the start, for example 12:00",
        ),
        ({"sessions-0-end": "14:00"}, "The end is the same as the start. Enter when it ends."),
        ({"places-0-okrug": "../x"}, "Choose the okrug"),
        ({"places-0-okrug": "a\0"}, "Choose the okrug"),
        ({"places-0-district": "a\0"}, "This district is in another okrug."),
        ({"places-0-district": "arbat"}, "This district is in another okrug."),
        ({"attendance": "2147483648"}, "This number is too large. Check its digits"),
        ({"email": "vera@example.org, all@example.org"}, "Enter an e-mail address, for example"),
    ],
)
def test_what_no_notice_can_say_is_asked_with_the_typed_text(
    desk: Desk, wrong: dict[str, str], sentence: str
) -> None:
    status, text = enters(desk, **wrong)

    assert status == 422
    assert sentence in text
    assert "A library in our quarter" in text


def test_a_paper_for_sokolniki_goes_to_its_manager(desk: Desk) -> None:
    status, text = enters(desk, special_place="site-sokolniki")  # whatever okrug was typed

    assert status == 200
    assert "Sokolniki, designated site" in text
    with desk.city.reading() as work:
        notice = work.notice("27-0001")
        assert rows.dues(work, notice) == []
        assert notice.window == "in_window"


def test_a_paper_of_a_race_is_entered_under_its_own_law(desk: Desk) -> None:
    status, _text = enters(desk, kind="sports_event", **{"sessions-0-day": "18.04.2027"})

    assert status == 303
    with desk.city.reading() as work:
        assert work.notice("27-0001").regime_pin.startswith("ru-moscow-mass@")


@pytest.mark.parametrize("site", ["site-nowhere", "yes", "\u202e"])
def test_a_site_that_is_none_is_told_at_its_field(desk: Desk, site: str) -> None:
    status, text = enters(desk, special_place=site)

    assert status == 422
    assert "This choice is not offered" in text


def test_a_registration_is_corrected_to_a_site_and_passed_on(desk: Desk) -> None:
    enters(desk)
    zuev = desk.at("zuev")
    zuev.get("/desk/notices/27-0001/correct")
    seen = zuev.hidden("seen")
    changed = PAPER | {"special_place": "site-gorky-park", "seen": seen, "reason": "The stamp."}

    assert zuev.post("/desk/notices/27-0001/correct", **changed).status_code == 303
    zuev.get("/desk/notices/27-0001/forward")
    sent = {"unit": "site-gorky-park", "note": "It is held there", "seen": zuev.hidden("seen")}
    assert zuev.post("/desk/notices/27-0001/forward", **sent).status_code == 303

    with desk.city.reading() as work:
        notice = work.notice("27-0001")
        assert notice.unit_id == rows.unit_by_code(work, "site-gorky-park").id
        assert list(rows.pending_dues(work, notice)) == []


def test_words_are_no_postcode(desk: Desk) -> None:
    status, text = enters(desk, postcode="Some words")

    assert status == 422
    assert "Enter the six digits of the postcode, for example 125009, or leave it empty" in text
    assert enters(desk, postcode="129515")[0] == 303


def test_a_place_is_entered_with_its_shape_and_wrong_numbers_are_told(desk: Desk) -> None:
    field = "Field (55.83, 37.70)", "(55.84, 37.70)", "(55.83, 37.71)", "(55.84, 37.71)"
    lines = {"places-0-name": "The field", "places-0-form": "area"}
    wrong = (
        ({"places-0-name": "The field (37.70, 55.83)"}, "the other way round"),
        ({"places-0-name": "The field (59.93, 30.31)"}, "This point is outside the city"),
        ({**lines, "places-0-points": "\n".join(field)}, "The outline crosses itself"),
        ({**lines, "places-0-points": "\n".join(field[:2])}, "An area has at least three corners"),
    )
    for typed, sentence in wrong:
        status, text = enters(desk, **typed)
        assert (status, sentence in text) == (422, True), sentence
    right = {**lines, "places-0-points": "\n".join((*field[:2], field[3], field[2]))}
    found = {"places-0-okrug": "", "places-0-district": ""}

    status, _text = enters(desk, **right, **found)

    assert status == 303
    with desk.city.reading() as work:
        reference = work.session.exec(
            select(Notice.reference).order_by(col(Notice.id).desc())
        ).first()
        (place,) = versions.content_of(work, work.notice(reference or "")).places
    assert (place.okrug, place.form, len(place.points)) == ("SVAO", "area", 4)
    assert '"type":"Polygon"' in place.geo


def test_a_paper_filed_by_power_of_attorney_names_both(desk: Desk) -> None:
    power = {"attorney-name": "Кравцова Ольга", "attorney-number": "77 АВ 1", "attorney-day": "03.02.2026",
             "attorney-until_day": "26.02.2027"}  # fmt: skip
    status, text = enters(desk, **power | {"attorney-until_day": "26 often"})
    assert status == 422
    assert "Enter a day, for example 25.11.2026" in text
    status, text = enters(desk, **power | {"attorney-name": ""})
    assert "Enter who files by this power of attorney" in text

    assert enters(desk, **power)[0] == 303

    orlova = desk.at("orlova")
    orlova.get("/desk/notices/27-0001")
    assert "Кравцова Ольга, power of attorney No. 77 АВ 1 of 3 February 2026" in orlova.text
    assert "had ended on 26 February 2027, before the notice was received" in orlova.text
    orlova.get("/desk/search?q=кравцова")
    assert "27-0001" in orlova.text
    path = "/desk/notices/27-0001/correct"  # what was not touched stays as it was entered
    orlova.post("/desk/notices/27-0001/open", reason="To read the paper again")
    typed = form_of(orlova, path)
    assert typed["attorney-day"] == "03.02.2026"
    assert orlova.post(path, **typed | {"reason": "A slip", "attendance": "210"}).status_code == 303
    with desk.city.reading() as work:
        one, two = (versions.content_of(work, work.notice("27-0001"), n) for n in (1, 2))
    assert two.answers == one.answers


def test_lines_that_do_not_fit_are_told_and_none_is_cut_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "\n".join(f"Street {at}" for at in range(61))
    status, text = enters(desk, **{"places-0-points": many})
    assert (status, "This place has 61 lines; 60 fit." in text) == (422, True)
    assert "Street 60" in text
    monkeypatch.setattr(bounds, "MOST_GROUND", 59)
    status, text = enters(desk, **{"places-0-points": many.removesuffix("\nStreet 60")})
    assert (status, "60 lines, 1 days; multiplied they may make 59" in text) == (422, True)
    monkeypatch.undo()
    status, text = enters(desk, **{"places-0-points": many.removesuffix("\nStreet 60")})
    assert status == 303
    with desk.city.reading() as work:
        assert len(versions.content_of(work, work.notice("27-0001")).places[0].points) == 60
