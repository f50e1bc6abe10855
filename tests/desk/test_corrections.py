"""Mistakes mended in the open: a wrong registration, a wrong addressee, a cure that came on paper."""

from sqlmodel import select

from records.tables import NoticeVersion, ReadEntry
from tests.desk.conftest import Desk
from tests.support.visitor import Visitor
from workflow import versions


def form_of(visitor: Visitor, path: str) -> dict[str, str]:
    """What the open form holds, as a browser would send it."""
    page = visitor.get(path).text
    fields: dict[str, str] = {}
    for part in page.split("<input")[1:]:
        tag = part.split(">")[0]
        name = tag.split('name="')[1].split('"')[0] if 'name="' in tag else ""
        is_tick = 'type="radio"' in tag or 'type="checkbox"' in tag
        if name and (not is_tick or " checked" in tag):
            fields[name] = tag.split('value="')[1].split('"')[0] if 'value="' in tag else ""
    for part in page.split("<textarea")[1:]:
        fields[part.split('name="')[1].split('"')[0]] = part.split(">", 1)[1].split("</")[0].strip()
    for part in page.split("<select")[1:]:
        chosen = part.split("</select>")[0].split("<option selected")
        if " selected" in part.split("</select>")[0]:
            before = part.split(" selected")[0].rsplit("<option", 1)[1]
            after = chosen[1] if len(chosen) > 1 else before
            source = after if 'value="' in after.split(">")[0] else before
            fields[part.split('name="')[1].split('"')[0]] = source.split('value="')[1].split('"')[0]
    return {name: text for name, text in fields.items() if name not in {"csrf_token", "q", "next"}}


def test_only_what_was_wrong_changes(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    path = f"/desk/notices/{reference}/correct"
    typed = form_of(orlova, path)
    assert typed["sessions-0-start"] == "12:00"
    assert typed["places-0-okrug"] == "SVAO"
    assert "phone" not in typed
    assert "authorised" not in typed
    assert orlova.last is not None
    assert "000-14-20" not in orlova.last.text

    assert orlova.post(path, **typed).status_code == 422
    assert "Say what was wrong, and how you know" in orlova.text
    typed |= {
        "reason": "The paper says 13:00",
        "sessions-0-start": "13:00",
        "sessions-0-end": "14:30",
    }
    assert orlova.post(path, **typed).status_code == 303, orlova.text

    with desk.city.reading() as work:
        notice = work.notice(reference)
        before, after = (versions.content_of(work, notice, number) for number in (1, 2))
        assert after.answers == before.answers
        assert after.places == before.places
        assert [(one.start, one.end) for one in after.sessions] == [("13:00", "14:30")]
        assert "phone" not in work.session.exec(select(ReadEntry)).one().fields
    orlova.get(f"/desk/notices/{reference}")
    assert "corrected the registration, version 2" in orlova.text


def test_a_telephone_is_mended_after_saying_why_it_is_read(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    path = f"/desk/notices/{reference}/correct"
    orlova.get(path)
    assert orlova.last is not None
    assert f"/desk/notices/{reference}/open?back=correct" in orlova.last.text
    guessed = form_of(orlova, path) | {"reason": "A slip", "phone": "+7 495 1", "attendance": "7"}
    assert orlova.post(path, **guessed).status_code == 303
    with desk.city.reading() as work:
        kept = versions.content_of(work, work.notice(reference)).answers["phone"]
    assert "000-14-20" in kept  # what is not shown can't be overwritten unseen

    opened = orlova.post(
        f"/desk/notices/{reference}/open?back=correct", reason="The number has a digit too few"
    )
    assert opened.headers["Location"] == path
    typed = form_of(orlova, path)
    assert "000-14-20" in typed["phone"]
    typed |= {"reason": "A digit was missing", "phone": "+7 495 000-14-99"}
    assert orlova.post(path, **typed).status_code == 303, orlova.text

    with desk.city.reading() as work:
        kept = versions.content_of(work, work.notice(reference)).answers["phone"]
        assert kept.endswith("14-99")
        reason = work.session.exec(select(ReadEntry)).one().reason
    assert reason == "The number has a digit too few"


def test_a_correction_that_was_overtaken_keeps_every_answer(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    path = f"/desk/notices/{reference}/correct"
    typed = form_of(orlova, path) | {"reason": "A typing slip", "attendance": "300"}
    desk.goes(hasanov, reference, "register")

    late = orlova.post(path, **typed)

    assert late.status_code == 409
    assert "Yours was not saved" in orlova.text
    assert "A typing slip" in late.text
    assert 'value="300"' in late.text
    assert orlova.post(path, **typed | {"seen": orlova.hidden("seen")}).status_code == 303


def test_one_more_day_is_a_row_and_no_save(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    path = f"/desk/notices/{reference}/correct"
    typed = form_of(orlova, path)

    answer = orlova.post(path, **typed | {"more": "sessions"})

    assert answer.status_code == 200
    assert 'name="sessions-1-day"' in answer.text
    with desk.city.reading() as work:
        assert len(work.session.exec(select(NoticeVersion)).all()) == 1


def test_a_wrong_addressee_is_forwarded(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    path = f"/desk/notices/{reference}/forward"
    orlova.get(path)
    seen = orlova.hidden("seen")

    assert orlova.post(path, seen=seen, unit="prefecture-zao", note="").status_code == 422
    assert "Say why" in orlova.text
    typed = {"unit": "prefecture-zao", "note": "The square lies in the Western okrug"}
    assert orlova.post(path, seen=seen, **typed).status_code == 303

    assert orlova.get(f"/desk/notices/{reference}").status_code == 404
    stranger = desk.at("stranger")
    stranger.get("/desk/")
    assert reference in stranger.text
    stranger.get(f"/desk/notices/{reference}")
    assert "forwarded the notice: Prefecture" in stranger.text


def test_a_cure_that_came_on_paper_is_entered_by_the_office(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    item = {
        "items-0-field": "order",
        "items-0-reason": "Twelve stewards are too few for the bridge.",
    }
    desk.writes(orlova, reference, outcome="cure", **item)
    desk.goes(orlova, reference, "submit")
    assert desk.signs("morozova", reference).status_code == 303

    opened = orlova.get(f"/desk/notices/{reference}/moves/answer-cure")
    assert opened.status_code == 303
    path = f"/desk/notices/{reference}/correct"
    typed = form_of(orlova, path) | {
        "reason": "Letter of 2 March",
        "order": "24 stewards, four at the bridge",
        "came_day": "01.03.2027",
        "came_hour": "12:00",
    }
    without = orlova.post(path, **typed | {"came_hour": ""})
    assert "Enter the time that the receipt stamp shows" in without.get_data(as_text=True)
    done = orlova.post(path, **typed)

    assert done.status_code == 303, orlova.text
    assert desk.stage(reference) == "review"
    orlova.get(f"/desk/notices/{reference}")
    assert "Came on paper on Mon 1 Mar, 12:00." in orlova.text


def test_an_office_that_has_nothing_to_do_with_it_mends_nothing(desk: Desk) -> None:
    reference = desk.files().reference
    for who, status in (("stranger", 404), ("police", 404), ("auditor", 403), ("morozova", 403)):
        visitor = desk.at(who)
        assert visitor.get(f"/desk/notices/{reference}/correct").status_code == status, who
