"""Pages beside the main road: each is accessible, fits a small phone, calls nobody and is silent."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from records import rows
from tests.browser.conftest import Town
from tests.browser.walker import Walker
from tests.support.watching import is_away, on_duty
from workflow import incidents, law

Walk = Callable[..., Walker]
OPEN = (
    "/", "/notices/new/which", "/notices/new/picket_single", "/find", "/help", "/rules", "/privacy",
    "/accessibility", "/contact", "/check-letter", "/sign-in", "/sign-in/password", "/demo",
    "/demo/mail", "/patterns", "/patterns/desk",
)  # fmt: skip
"""For anybody."""
DESK = (
    "/desk/", "/desk/?view=nobodys", "/desk/search?q=Липовый", "/desk/search?q=zzz",
    "/desk/notices/{review}", "/desk/notices/{review}/print", "/desk/notices/{review}/open",
    "/desk/notices/{review}/correct", "/desk/notices/{review}/forward", "/desk/notices/{review}/ask",
    "/desk/consultations/{question}/close", "/desk/notices/{review}/moves/duplicate",
    "/desk/notices/{written}/decision", "/desk/notices/{proposed}", "/desk/notices/{refused}",
    "/desk/letters?state=sent", "/desk/paper", "/account",
)  # fmt: skip
HEAD = (
    "/desk/", "/desk/?view=head", "/desk/due", "/desk/duty", "/desk/absences", "/desk/incidents",
    "/desk/incidents?state=explained", "/desk/incidents/{incident}",
    "/desk/notices/{review}/hand-over",
)  # fmt: skip
OWN = (
    "/notices", "/notices/{review}", "/notices/{review}/withdraw", "/notices/{review}/receipt",
    "/notices/{proposed}", "/notices/{proposed}/proposal", "/notices/{cured}/cure",
    "/notices/{refused}", "/account",
)  # fmt: skip


@pytest.fixture(scope="module")
def names(town: Town) -> dict[str, str]:
    """A notice at each turn of the road that these pages show."""
    town.at.asked("review")
    town.at.preparing("written", "proposal")
    town.at.released("proposed", "proposal")
    town.at.released("cured", "cure")
    town.at.released("refused", "refused")
    town.works()
    return town.at.refs | {
        "question": str(town.at.question("review")), "incident": str(_watched(town)),
    }  # fmt: skip


def _watched(town: Town) -> int:
    """One duty, one absence of the only signatory, one incident; its number."""
    at = town.at
    with town.city.unit() as work:  # the city's own moment: never before its last entry
        today = work.now
    on_duty(at, "orlova", today + timedelta(hours=8), 10)
    day = today.date() + timedelta(days=2)
    is_away(at, "morozova", day, day)
    with town.city.unit() as work:
        notice = work.notice(at.refs["refused"])
        regime = law.regime_of(work, town.city.rulebook, notice)
        due = next(one for one in rows.dues(work, notice) if one.side == "authority")
        incident = incidents.write(work, regime, notice, due, "late")
        assert incident is not None
        return incident.id or 0


def first(language: str) -> list[object]:
    """Give this language to the suite, the other one to what runs before a release."""
    other = {"en": "ru", "ru": "en"}[language]
    return [language, pytest.param(other, marks=pytest.mark.deep)]


@pytest.mark.parametrize("language", first("ru"))
def test_pages_for_anybody(walk: Walk, language: str) -> None:
    walker = walk(width=360, language=language)

    for path in OPEN:
        walker.goes(path)
    walker.goes("/no-such-page", 404).goes("/notices/26-9999", 404)


@pytest.mark.parametrize("language", first("en"))
def test_pages_of_the_desk(walk: Walk, names: dict[str, str], language: str) -> None:
    walker = walk("orlova", width=360, language=language)

    for path in DESK:
        walker.goes(path.format(**names))
    walker.goes("/desk/notices/26-9999", 404).goes("/desk/letters/2000000001/sent", 403)


@pytest.mark.parametrize("language", first("ru"))
def test_pages_of_a_head(walk: Walk, names: dict[str, str], language: str) -> None:
    walker = walk("zuev", width=360, language=language)

    for path in HEAD:
        walker.goes(path.format(**names))


@pytest.mark.parametrize("language", first("en"))
def test_pages_of_an_organiser(walk: Walk, names: dict[str, str], language: str) -> None:
    walker = walk("owner", width=360, language=language)

    for path in OWN:
        walker.goes(path.format(**names))


def test_who_was_overtaken_keeps_the_typed_text(town: Town, walk: Walk) -> None:
    reference = town.at.asked("overtaken")
    orlova, zuev = walk("orlova", width=360), walk("zuev", language="ru")
    move = f"/desk/notices/{reference}/moves/back-to-registered"
    orlova.goes(move)
    zuev.goes(move).sends(note="Не тот округ.")

    orlova.sends(note="The wrong okrug was asked.")

    assert orlova.page.locator("main textarea").input_value() == "The wrong okrug was asked."
    assert "N. P. Zuev: Send back from review." in orlova.reads()
    assert town.city.stage(reference) == "registered"


def test_a_form_with_mistakes_says_what_to_change(walk: Walk) -> None:
    walker = walk(width=360)
    walker.goes("/").presses("See my dates", people="many")
    assert walker.page.locator(".govuk-error-summary").is_visible()
    walker.goes("/notices/new").presses("Continue")
    walker.puts("kind", "rally")
    walker.presses("Continue").presses("Save and continue")
    assert walker.page.title().startswith("Error:")
