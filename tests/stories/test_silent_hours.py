"""Two at the same moment in the silent hours, and a roster that is longer than its page."""

from datetime import timedelta

from records.tables import Incident
from tests.stories.conftest import Town, filled
from tests.support.watching import is_away, on_duty, owner, tick


def test_two_heads_explain_one_incident_at_once(town: Town) -> None:
    town.at.files("n")
    town.city.goes_to(2027, 3, 5, 0, 0)
    town.ticks()
    path = "/desk/incidents/1"
    one, two = town.person("zuev"), town.person("zuev")

    answers = town.together(
        filled(one, path, explanation="Two were ill."),
        filled(two, path, explanation="The post was late."),
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert town.logged("incident.explained") == 1


def test_an_officer_takes_what_the_rule_gives_away_at_the_same_moment(town: Town) -> None:
    reference = town.at.files("n")
    town.city.goes_to(2027, 3, 4, 8)
    hasanov = town.person("hasanov")
    hasanov.get(f"/desk/notices/{reference}")
    seen = town.city.revision(reference)

    town.ticks()
    late = hasanov.post(f"/desk/notices/{reference}/take", seen=str(seen))

    assert late.status_code == 409
    assert "Somebody else was faster" in hasanov.text
    assert owner(town.city, reference) == "orlova"


def test_a_long_roster_goes_on_page_after_page(town: Town) -> None:
    start = town.city.clock.now() + timedelta(hours=1)
    for number in range(30):
        on_duty(town.at, ("orlova", "hasanov")[number % 2], start + timedelta(days=number), 4)
    zuev = town.person("zuev")

    zuev.get("/desk/duty")
    first = zuev.text.count("Take off")
    link = next(one for one in zuev.links() if "after=" in one)
    zuev.get(link)

    assert (first, zuev.text.count("Take off")) == (25, 5)


def test_many_absences_go_on_page_after_page(town: Town) -> None:
    day = town.city.clock.now().date()
    for number in range(27):
        one = day + timedelta(days=2 * number)
        is_away(town.at, "orlova", one, one)
    zuev = town.person("zuev")

    zuev.get("/desk/absences")
    first = zuev.text.count("Take away")
    zuev.get(next(one for one in zuev.links() if "after=" in one))

    assert (first, zuev.text.count("Take away")) == (25, 2)


def test_a_morning_with_more_than_its_page_says_so(town: Town) -> None:
    for number in range(52):
        town.at.files(f"march {number}")
    town.city.goes_to(2027, 3, 4)
    tick(town.city)
    zuev = town.person("zuev")

    zuev.get("/desk/due")

    assert "Today, Thursday 4 March 52 answers" in zuev.text
    assert "The first 50 are shown." in zuev.text
    assert town.count(Incident) == 0
