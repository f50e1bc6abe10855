"""A city under several laws, and cities whose laws count from other moments than the day of the event."""

import re
from pathlib import Path

import pytest

from records import accounts
from regimes.shelf import load_all
from tests.intake.conftest import PAGES, Door, Fill, Opens, sign
from tests.regimes import lands
from tests.support.city import content
from tests.support.client import Grumbler
from web.entering import actor_of
from web.settings import BadSettings
from workflow import filing
from workflow.filing import Sheet

MOSCOW = "ru-moscow-assembly"
FAIRS = lands.regime(
    "street-fairs",
    "Europe/Moscow",
    lands.kinds("fair", "rally"),
    lands.window('anchor = "event_day"\nunit = "calendar_month"\nlatest = 1'),
    lands.addressee("prefecture"),
    *(
        f"[questions.{name}]\ntitle = {lands.text(name)}\n{lands.SOURCE}"
        for name in ("places", "sessions", "attendance", "organiser")
    ),
).replace(
    'required = ["purpose"]',
    'required = ["purpose", "places", "sessions", "attendance", "organiser"]',
)
"""A made-up law of fairs, which has a kind of the same id as another law."""


@pytest.fixture
def two(opens: Opens) -> Door:
    """A city of assemblies and fairs."""
    return opens({"street-fairs": FAIRS}, regimes=(MOSCOW, "street-fairs"))


def test_kinds_stand_under_the_names_of_their_laws(two: Door) -> None:
    baker = two.visitor()

    baker.get("/")
    assert '<optgroup label="street-fairs">' in baker.last.text  # type: ignore[union-attr]
    baker.get("/notices/new")
    assert "Public events in Moscow (54-FZ) Rally" in baker.text
    baker.get("/rules?law=street-fairs")
    assert "street-fairs@2020-01-01" in baker.text
    baker.get("/help")
    assert "fair" in baker.text


def test_a_kind_of_two_laws_is_told_apart(two: Door, fill: Fill) -> None:
    baker = two.visitor()

    baker.get(
        "/check?kind=street-fairs.rally&people=5&okrug=SVAO&day-day=14&day-month=4&day-year=2027"
    )
    assert baker.title == "You can file now, and until the end of Sunday 14 March"
    assert "street-fairs" in baker.text
    begun = baker.post("/notices/new", **baker.fields("/notices/new"))
    baker.follow(begun)
    baker.get("/draft/kind")
    assert 'value="street-fairs.rally" checked' in baker.last.text  # type: ignore[union-attr]

    baker.post("/draft/kind", kind=f"{MOSCOW}.rally")
    baker.get("/draft/when")
    assert "54-FZ" in baker.text


def test_a_notice_is_filed_under_the_law_of_its_kind(two: Door, fill: Fill) -> None:
    baker = two.visitor()
    baker.get("/notices/new")
    begun = baker.post("/notices/new", kind="fair")
    fill(baker, begun=begun)

    baker.follow(sign(baker))

    with two.city.reading() as work:
        notice = work.notice("27-0001")
    assert notice.regime_pin.startswith("street-fairs@")
    assert baker.get("/notices/27-0001").status_code == 200


def test_the_guide_asks_only_roads_that_lead_somewhere(two: Door) -> None:
    visitor = two.visitor()

    visitor.get("/notices/new/which")

    assert visitor.title == "Who calls people together?"


@pytest.fixture
def berlin(opens: Opens) -> Grumbler:
    """A visitor of a city whose law counts from the invitation."""
    return opens(regimes=("de-berlin",), timezone="Europe/Berlin").visitor()


BERLIN_DAY = "kind=open_air_assembly&people=300&okrug=SVAO&day-day=14&day-month=3&day-year=2027"


def test_a_law_that_counts_from_the_invitation_asks_for_it(berlin: Grumbler, fill: Fill) -> None:
    answer = berlin.get(f"/check?{BERLIN_DAY}")

    assert answer.status_code == 422
    assert berlin.errors() == [
        "Enter the day: this law counts from that moment",
        "Enter the hour: this law counts from that moment",
    ]
    said = "announced_at-day-day=5&announced_at-day-month=3&announced_at-day-year=2027"
    berlin.get(f"/check?{BERLIN_DAY}&{said}&announced_at-hour=10:30")
    assert berlin.title == "You can file now, and until 10:30 on Wednesday 3 March"
    told = berlin.text
    for own in ("Public events in Moscow", "City of Moscow", "Vechevaya Square, Moscow"):
        told = told.replace(own, "")  # the office of this city, whatever law it applies
    assert "Moscow" not in told
    begun = berlin.post("/notices/new", **berlin.fields("/notices/new"))
    berlin.follow(begun)
    berlin.get("/draft/when")
    assert berlin.value("announced_at-hour") == "10:30"
    berlin.get(next(one for one in berlin.links() if one.startswith("/check?")))
    assert berlin.title == "You can file now, and until 10:30 on Wednesday 3 March"


def test_a_change_of_the_day_keeps_the_moment_that_the_law_counts_from(opens: Opens) -> None:
    door = opens(regimes=("de-berlin",), timezone="Europe/Berlin")
    olga, today = door.signed_in("olga@example.org"), door.city.clock.now().date()
    with door.city.reading() as work:
        person = accounts.person(work, accounts.find(work, "olga@example.org") or 0, today)
    assert person is not None
    said = content(kind="open_air_assembly", answers={"announced_at": "2027-03-05T10:30"})
    with door.city.unit() as work:
        sheet = Sheet("de-berlin", said, "en", "O. S.", declared=True)
        number = filing.file(
            work, door.city.rulebook, actor=actor_of(person), sheet=sheet, key="k", sender="seed"
        ).reference
    path = f"/notices/{number}/amend"
    olga.get(f"{path}?open=when")
    assert (olga.value("announced_at-hour"), olga.value("announced_at-day-day")) == ("10:30", "5")

    names = ["sessions-0-day-month", "sessions-0-day-year", "sessions-0-start", "sessions-0-end"]
    names += [f"announced_at-{part}" for part in ("day-day", "day-month", "day-year", "hour")]
    typed = {name: olga.value(name) for name in names} | {"sessions-0-day-day": "15"}
    olga.post(path, **typed, open="when", do="go", seen=olga.hidden("seen"))

    assert "1 day later" in olga.text
    assert re.search(r"\b1 of [0-9]+ answers changed", olga.text)  # the moment stayed


def test_a_draft_without_the_invitation_says_so_and_breaks_nothing(berlin: Grumbler) -> None:
    berlin.get("/notices/new")
    berlin.follow(berlin.post("/notices/new", kind="open_air_assembly"))

    assert berlin.get("/draft/answers").status_code == 200
    assert berlin.post("/draft/when", **PAGES["when"], do="go").status_code == 422
    assert berlin.errors()[0] == "Enter the day: this law counts from that moment"
    assert berlin.get("/draft/answers").status_code == 200
    assert "Enter the day: this law counts from that moment" in berlin.text


def test_a_bar_says_why(opens: Opens) -> None:
    visitor = opens(regimes=("au-nsw",), timezone="Australia/Sydney").visitor()

    visitor.get(
        "/check?kind=procession&people=900&okrug=SVAO&day-day=14&day-month=3&day-year=2027"
        "&restriction_declaration_in_force=y"
    )

    assert visitor.title == "On this day and at this place no event may be held"
    assert "declaration" in visitor.text


def test_what_only_one_law_asks_is_asked_under_it_alone(opens: Opens) -> None:
    visitor = opens(regimes=("uk-procession",), timezone="Europe/London").visitor()
    march = "kind=procession&people=400&okrug=SVAO&day-day=14&day-month=3&day-year=2027"

    visitor.get(f"/check?{march}&method=recorded_delivery")
    assert visitor.title == "You can file now, and until the end of Sunday 7 March"
    visitor.get(f"/check?{march}&customarily_held=y")
    assert visitor.title == "No notice is needed"
    visitor.follow(visitor.post("/notices/new", **visitor.fields("/notices/new")))
    visitor.get("/draft/when")
    assert 'name="customarily_held" type="checkbox" value="y" checked' in visitor.last.text  # type: ignore[union-attr]
    assert visitor.get("/draft/law").status_code == 200


def test_a_law_that_counts_from_the_start_needs_the_hours(opens: Opens) -> None:
    visitor = opens(regimes=("intl-model",), timezone="UTC").visitor()
    march = "kind=procession&people=200&okrug=SVAO&day-day=14&day-month=3&day-year=2027"

    visitor.get(f"/check?{march}")
    assert visitor.errors() == ["Enter the hours: this law counts from the start, not the day"]
    visitor.get(f"/check?{march}&start=14:00&end=16:00")
    assert visitor.title == "You can file now, and until 14:00 on Friday 12 March"


def test_a_small_event_needs_no_notice_and_says_why(opens: Opens) -> None:
    visitor = opens(regimes=("intl-model",), timezone="UTC").visitor()

    visitor.get(
        "/check?kind=procession&people=20&okrug=SVAO&day-day=14&day-month=3&day-year=2027"
        "&start=14:00&end=16:00"
    )

    assert visitor.title == "No notice is needed"
    assert "fewer than 50 people who leave the carriageway free need no notice" in visitor.text
    assert "All times are UTC." in visitor.text


def test_a_year_without_a_decree_is_told_at_the_day(opens: Opens) -> None:
    visitor = opens({"work": lands.WORKING}, regimes=("working-days",)).visitor()

    answer = visitor.get(
        "/check?kind=fair&people=20&okrug=SVAO&day-day=14&day-month=3&day-year=2028"
    )

    assert answer.status_code == 422
    assert "the calendar “ru” has no data for that year" in visitor.errors()[0]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"regimes": ("ru-moscow-asembly",)}, "which is on no shelf. There are: au-nsw"),
        ({"regimes": (MOSCOW, "au-nsw")}, "au-nsw counts in Australia/Sydney"),
        ({"regimes": ("au-nsw",)}, "VECHE_TIMEZONE is Europe/Moscow"),
    ],
)
def test_a_city_does_not_start_under_laws_it_can_t_keep(
    opens: Opens, given: dict[str, tuple[str, ...]], sentence: str
) -> None:
    with pytest.raises(BadSettings, match=sentence):
        opens(**given)


def test_a_broken_file_stops_the_start_with_its_key(opens: Opens, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="regimes check"):
        opens({"broken": lands.WORKING.replace('unit = "working_day"', 'unit = "moon"')})
    assert MOSCOW in {one.id for one in load_all()}
