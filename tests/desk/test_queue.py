"""The queue: what waits, whose time is shortest, page after page, and what is elsewhere when nothing is here."""

from dataclasses import replace
from datetime import date, timedelta

from tests.desk.conftest import Desk
from tests.support.city import sheet
from workflow import filing
from workflow.actor import VISITOR
from workflow.content import PlaceIn, SessionIn


def street(number: int) -> tuple[PlaceIn, ...]:
    return (PlaceIn(f"Липовый бульвар, {number}", "SVAO", "ostankinsky"),)


def test_the_queue_shows_neither_purpose_nor_organiser(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")

    orlova.get("/desk/")

    assert orlova.title == "Queue"
    assert reference in orlova.text
    assert "Prefecture of the North-Eastern okrug. Monday 1 March, 12:00" in orlova.text
    for hidden in ("Сокольникова", "Память основателей", "Шествие памяти"):
        assert hidden not in orlova.text


def test_the_shortest_legal_time_stands_first_under_its_day(desk: Desk) -> None:
    late = desk.files(places=street(1)).reference
    desk.city.clock.advance(timedelta(days=1))
    later = desk.files(places=street(2)).reference
    orlova = desk.at("orlova")

    orlova.get("/desk/")

    text = orlova.text
    assert text.index("Tomorrow and the day after 1 notice") < text.index(late)
    assert text.index(late) < text.index("Later 1 notice") < text.index(later)


def test_a_page_holds_25_and_the_next_goes_on_where_it_ended(desk: Desk) -> None:
    filed = [desk.files(places=street(number)).reference for number in range(1, 29)]
    orlova = desk.at("orlova")

    orlova.get("/desk/")
    first = [reference for reference in filed if reference in orlova.text]
    assert orlova.last is not None
    assert "Next 25: due after Thu 4 Mar, 24:00" in orlova.text
    address = orlova.last.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    orlova.get(address.replace("&amp;", "&"))
    second = [reference for reference in filed if reference in orlova.text]

    assert first == filed[:25]
    assert second == filed[25:]
    assert "To the beginning" in orlova.text
    assert "rel=" not in orlova.last.text or 'rel="next"' not in orlova.last.text


def test_filters_narrow_by_stage_kind_district_and_day(desk: Desk) -> None:
    march = desk.files().reference
    rally = desk.files(kind="rally", places=(PlaceIn("Сад", "SVAO", "babushkinsky"),)).reference
    late = desk.files(sessions=(SessionIn(date(2027, 3, 15), "12:00", "13:30"),)).reference
    orlova = desk.at("orlova")
    desk.goes(orlova, march, "register")

    def shown(query: str) -> set[str]:
        orlova.get(f"/desk/?{query}")
        return {one for one in (march, rally, late) if one in orlova.text}

    assert shown("") == {march, rally, late}
    assert shown("stage=registered") == {march}
    assert shown("kind=rally") == {rally}
    assert shown("district=babushkinsky") == {rally}
    assert shown("starts=15.03.2027") == {late}
    assert shown("stage=registered&kind=rally") == set()
    assert "Nothing here under these filters" in orlova.text
    assert shown("stage=nonsense&after=x.y&starts=99.99.2027") == {march, rally, late}
    assert "Enter a day, for example 25.11.2026" in orlova.text


def test_taking_a_notice_moves_it_from_nobodys_to_mine(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    orlova.get("/desk/?view=mine")
    assert orlova.text.count("Nothing waits for you") == 1
    assert "1 notice has no owner. The first is due Thursday 4 March, 24:00." in orlova.text

    orlova.get("/desk/?view=nobodys")
    taken = orlova.post(f"/desk/notices/{reference}/take", seen=orlova.hidden("seen"), back="queue")

    assert taken.status_code == 303
    orlova.get("/desk/?view=mine")
    assert reference in orlova.text
    orlova.get("/desk/?view=nobodys")
    assert "Every notice has an owner" in orlova.text


def test_a_notice_that_waits_for_its_organiser_stands_apart(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    item = {"items-0-field": "order", "items-0-reason": "Steward numbers do not match the route."}
    desk.writes(orlova, reference, outcome="cure", **item)
    desk.goes(orlova, reference, "submit")
    assert desk.signs("morozova", reference).status_code == 303

    orlova.get("/desk/?view=organiser")

    assert reference in orlova.text
    assert "With the organiser 1 notice with the organiser to Thu 11 Mar, 24:00" in orlova.text


def test_offices_do_not_see_each_others_notices(desk: Desk) -> None:
    reference = desk.files().reference
    stranger = desk.at("stranger")

    stranger.get("/desk/")

    assert reference not in stranger.text
    assert "Nothing waits for your office" in stranger.text
    assert stranger.get(f"/desk/notices/{reference}").status_code == 404
    stranger.get(f"/desk/search?q={reference}")
    assert f"Nothing found for «{reference}»" in stranger.text


def test_an_auditor_reads_all_offices_and_moves_nothing(desk: Desk) -> None:
    reference = desk.files().reference
    auditor = desk.at("auditor")

    auditor.get("/desk/")
    assert "All offices of the city." in auditor.text
    assert reference in auditor.text
    assert "Take it" not in auditor.text
    auditor.get(f"/desk/notices/{reference}")

    assert "You read here." in auditor.text
    assert "Сокольникова" not in auditor.text
    seen = str(desk.city.revision(reference))
    answer = auditor.post(f"/desk/notices/{reference}/moves/register", seen=seen)
    assert answer.status_code == 403
    assert desk.stage(reference) == "received"


def test_an_administrator_has_no_queue(desk: Desk) -> None:
    desk.files()
    admin = desk.at("admin")

    admin.get("/desk/")

    assert "You hold no post in an office or a body" in admin.text


def test_a_visitor_is_sent_to_sign_in(desk: Desk) -> None:
    client = desk.app.test_client()

    answer = client.get("/desk/?view=mine", base_url="http://localhost:8000")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/desk/?view%3Dmine"


def test_a_queue_is_narrowed_to_one_law_or_one_of_its_kinds(desk: Desk) -> None:
    desk.city.files()
    with desk.city.unit() as work:
        mass = replace(sheet(kind="sports_event", sessions=(SessionIn(date(2027, 4, 18), "12:00", "14:00"),)),
                       regime_id="ru-moscow-mass")  # fmt: skip
        filing.file(
            work, desk.city.rulebook, actor=VISITOR, sheet=mass, key="a-race-of-april", sender="b"
        )
    orlova = desk.at("orlova")

    for chosen, here, gone in (
        ("ru-moscow-mass.", "Mass sports event", "March"),
        ("ru-moscow-assembly.", "March", "Mass sports event"),
        ("sports_event", "Mass sports event", "March"),
        ("ru-moscow-mass.sports_event", "Mass sports event", "March"),
    ):
        orlova.get(f"/desk/?kind={chosen}")
        table = orlova.text.split("Time left")[1]
        assert here in table, chosen
        assert gone not in table, chosen
    orlova.get("/desk/?kind=ru-moscow-mass.")
    assert "the office's own aim" in orlova.text
    assert "Time left by law" not in orlova.text
    orlova.get("/desk/?kind=ru-moscow-assembly.")
    assert "not set by law" not in orlova.text.split("Time left")[1]
    assert orlova.get("/desk/?kind=nothing.&stage=%F0%9F%92%A9").status_code == 200


def test_mail_that_does_not_leave_is_told_to_everybody_at_the_desk(desk: Desk) -> None:
    desk.files()
    desk.city.clock.advance(minutes=14)
    orlova = desk.at("orlova")
    orlova.get("/desk/")
    assert "Mail does not leave" not in orlova.text

    desk.city.clock.advance(minutes=2)
    orlova.get("/desk/")
    assert "2 mails wait, the oldest since" in orlova.text
    assert "Nothing is lost" in orlova.text
    russian = desk.at("orlova", language="ru")
    russian.get("/desk/")
    assert "Почта не уходит" in russian.text
    assert "Ждут 2 письма" in russian.text
