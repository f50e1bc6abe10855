"""The pre-check as people meet it: one site, many okrugs, many days, laws that count from other moments."""

import pytest
from sqlmodel import select

from records.tables import Draft, LogEntry, Outbox, RateCount, Unit, WebSession
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler

DAY = "day-day={}&day-month={}&day-year=2027"
RALLY = "kind=rally&people=800&okrug=SVAO&" + DAY.format(14, 3)

KEPT = (Draft, WebSession, LogEntry, Outbox, RateCount)


def test_sokolniki_is_told_to_its_manager_until_three_days_before(olga: Grumbler) -> None:
    olga.get("/check?kind=rally&people=300&special_place=site-sokolniki&" + DAY.format(4, 3))

    assert olga.title == "You can file now, and until the end of today"
    assert "Manager of the designated site: Sokolniki, designated site :" in olga.text
    assert "from Wednesday 17 February, 00:00" in olga.text
    assert "no notice to the city is needed, only a word to the site's manager" in olga.text
    after = olga.text.split("What silence means")[1]
    assert after.strip().startswith(
        "At a specially designated site no notice to the city is needed"
    )
    assert "It will ask:" not in olga.text
    assert "Answer a proposal" not in olga.text
    assert "Wear the organiser's sign." in olga.text
    olga.get(f"/check?{RALLY}")
    assert "It will ask: Police" in olga.text
    assert "Answer a proposal" in olga.text


def test_two_okrugs_go_to_the_government(olga: Grumbler) -> None:
    olga.get(f"/check?{RALLY}&more=VAO&more=SVAO")

    assert (
        "Government of Moscow (Department of Public Events of the City of Moscow) : more than one administrative okrug"
        in olga.text
    )
    assert "North-Eastern okrug; Eastern okrug" in olga.text


def test_both_ends_of_the_window_and_both_clocks_are_explained(olga: Grumbler) -> None:
    olga.get(f"/check?{RALLY}")

    assert olga.last is not None
    assert olga.last.text.count("How this was counted") == 4
    assert "If no proposal is sent by then, the event counts as agreed as notified." in olga.text
    assert "It will ask: Police, Ambulance service." in olga.text
    assert "Where the route or the place touches them, also: Department of Transport." in olga.text
    assert "Who may file" in olga.text


def test_hours_of_the_night_are_warned_about(olga: Grumbler) -> None:
    olga.get(f"/check?{RALLY}&start=21:00&end=23:00")
    assert "These hours are outside those of the law" in olga.text
    assert "21:00 to 23:00" in olga.text

    olga.get(f"/check?{RALLY}&start=12:00&end=14:00")
    assert "These hours are outside those of the law" not in olga.text


def test_hours_come_in_pairs_and_days_in_order(olga: Grumbler) -> None:
    answer = olga.get(f"/check?{RALLY}&start=12:00&until-day=1&until-month=3&until-year=2027")

    assert answer.status_code == 422
    assert olga.errors() == [
        "The last day is before the first. Change one of them.",
        "Enter when it ends, for example 13:30",
    ]


def test_a_check_writes_nothing_and_leaves_no_cookie_of_its_own(door: Door) -> None:
    plain, idea = door.visitor(), door.visitor()
    plain.get("/")
    idea.get(f"/check?{RALLY}&start=21:00&end=23:00&special_place=site-sokolniki&more=VAO")
    idea.get("/check?kind=rally&people=many")

    assert idea.last is not None
    names = {line.split("=")[0] for line in idea.last.headers.getlist("Set-Cookie")}
    assert names <= {line.split("=")[0] for line in plain.last.headers.getlist("Set-Cookie")}  # type: ignore[union-attr]
    with door.city.reading() as work:
        assert [work.session.exec(select(table)).first() for table in KEPT] == [None] * len(KEPT)


def begins(browser: Grumbler, **changed: str) -> None:
    """Press the button of the pre-check that begins a draft, or takes its answers into one."""
    browser.follow(browser.post("/notices/new", **(browser.fields("/notices/new") | changed)))


def test_everything_known_goes_into_the_draft_and_back(olga: Grumbler) -> None:
    days = "until-day=15&until-month=3&until-year=2027"
    olga.get(f"/check?{RALLY}&start=13:00&end=15:30&more=VAO&{days}")
    begins(olga)
    olga.get("/draft/when")
    assert (olga.value("sessions-1-day-day"), olga.value("sessions-1-start")) == ("15", "13:00")
    olga.get("/draft/where")
    olga.post("/draft/where", **{
        "places-0-name": "Lipovy Boulevard", "places-0-okrug": "SVAO",
        "places-1-name": "Prudovaya Street", "places-1-okrug": "VAO", "do": "go",
    })  # fmt: skip

    olga.get("/draft/people")
    olga.get(next(one for one in olga.links() if one.startswith("/check?")))
    assert "13:00 to 15:30" in olga.text
    assert "Back to your draft" in olga.text
    begins(olga, people="6000")

    olga.get("/draft/people")
    assert olga.value("attendance") == "6000"
    olga.get("/draft/where")
    assert olga.value("places-1-name") == "Prudovaya Street"


def test_a_place_moves_with_its_okrug_and_keeps_its_name(olga: Grumbler) -> None:
    olga.get(f"/check?{RALLY}")
    begins(olga)
    olga.post("/draft/where", **{"places-0-name": "A square", "places-0-okrug": "SVAO", "do": "go"})
    olga.get(f"/check?{RALLY.replace('SVAO', 'ZAO')}&from=draft")

    begins(olga)

    olga.get("/draft/where")
    assert olga.value("places-0-name") == "A square"
    assert '<option selected value="ZAO">' in olga.last.text  # type: ignore[union-attr]


def test_days_with_gaps_stay_the_days_they_are(olga: Grumbler) -> None:
    olga.get(f"/check?{RALLY}&on=2027-03-16&on=2027-03-18&on=nonsense&on=2027-02-31")

    assert "Tuesday 16 March 2027 Thursday 18 March 2027" in olga.text
    begins(olga)
    olga.get("/draft/when")
    assert [olga.value(f"sessions-{row}-day-day") for row in range(4)] == ["14", "16", "18", None]


def test_a_notice_for_sokolniki_reaches_its_manager(olga: Grumbler, fill: Fill, door: Door) -> None:
    olga.get("/check?kind=rally&people=300&special_place=site-sokolniki&" + DAY.format(14, 3))
    begun = olga.post("/notices/new", **olga.fields("/notices/new"))
    fill(olga, begun=begun, where={
        "special_place": "site-sokolniki", "places-0-name": "Sokolniki, the round lawn",
        "places-0-okrug": "VAO", "places-0-district": "",
    })  # fmt: skip
    assert "Manager of the designated site" in olga.text

    olga.follow(sign(olga))

    assert "Sokolniki, designated site" in olga.text
    with door.city.reading() as work:
        notice = work.notice("27-0001")
        unit = work.session.get(Unit, notice.unit_id)
        assert unit is not None
        assert (unit.code, notice.window) == ("site-sokolniki", "in_window")


def test_the_site_itself_is_the_place_where_none_was_named(olga: Grumbler) -> None:
    olga.get("/notices/new")
    olga.post("/notices/new", kind="rally")

    olga.post("/draft/where", special_place="site-gorky-park", do="go")

    olga.get("/draft/where")
    assert olga.value("places-0-name") == "Gorky Park, designated site"


PARTS = ("kind", "people", "okrug", "day-day", "day-month", "day-year", "start", "end", "more",
         "until-day", "on", "special_place", "from")  # fmt: skip


TOO_ODD = {"%00": 400, "x" * 3000: 414}
"""What no page is asked with at all."""


@pytest.mark.parametrize(
    "value", ["", "9999", "\u202e", "-1", "'%3Bdrop", *TOO_ODD], ids=lambda value: ascii(value[:8])
)
def test_no_answer_breaks_the_page(door: Door, value: str) -> None:
    visitors = [door.visitor("en"), door.visitor("ru")]

    for number, name in enumerate(PARTS):
        answer = visitors[number % 2].get(f"/check?{name}={value}&{RALLY}&start=12:00&end=14:00")
        allowed = {TOO_ODD[value]} if value in TOO_ODD else {200, 303, 422}
        assert answer.status_code in allowed, name


@pytest.mark.parametrize("language", ["en", "ru"])
def test_answers_that_come_twice_are_taken_once(door: Door, language: str) -> None:
    query = f"{RALLY}&start=12:00&end=14:00&special_place=&from=x"

    assert (
        door.visitor(language).get(f"/check?{query}&{query}&more=VAO&more=VAO").status_code == 200
    )


@pytest.mark.parametrize(
    "days",
    [
        DAY.format(31, 2),
        "day-day=1&day-month=1&day-year=9999",
        DAY.format(14, 3) + "&until-day=17&until-month=4&until-year=2028",
        DAY.format(14, 3) + "".join(f"&on=2027-0{m}-{d:02d}" for m in (4, 5) for d in range(1, 31)),
    ],
)
def test_odd_days_are_told_or_counted(olga: Grumbler, days: str) -> None:
    assert olga.get(f"/check?kind=rally&people=800&okrug=SVAO&{days}").status_code in {200, 422}


@pytest.mark.parametrize(("day", "waits"), [("10", False), ("30", True)])
def test_only_a_window_that_opens_is_waited_for(olga: Grumbler, day: str, waits: bool) -> None:
    olga.get(f"/check?kind=rally&people=800&okrug=SVAO&day-day={day}&day-month=3&day-year=2027")

    assert ("we remind you when the window opens" in olga.text) is waits
    assert ("You can write the notice now and file it at once" in olga.text) is not waits
