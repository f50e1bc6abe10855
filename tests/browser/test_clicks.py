"""A routine notice from its open page to its released answer in at most six clicks, counted by the browser itself."""

from collections.abc import Callable

from tests.browser.conftest import Town
from tests.browser.walker import Walker

COUNTS = """
addEventListener("pointerdown", () => localStorage.setItem("clicks", +(localStorage.getItem("clicks") ?? 0) + 1), true);
"""
"""Presses of a pointer, kept from page to page; what a label does to its control is none."""


def clicks(walker: Walker) -> int:
    return int(walker.page.evaluate("() => +(localStorage.getItem('clicks') ?? 0)"))


def prepared(town: Town, name: str) -> str:
    """A march whose bodies had no objection."""
    reference = town.at.files(name)
    town.at.moves(reference, "register")
    town.at.moves(reference, "ask", bodies=("police", "transport", "medical"))
    for body in ("police", "transport", "medical"):
        town.at.answers(reference, body)
    town.at.moves(reference, "prepare")
    return reference


def test_a_routine_notice_is_decided_in_six_clicks(town: Town, walk: Callable[..., Walker]) -> None:
    reference = prepared(town, "routine")
    orlova, morozova = walk("orlova"), walk("morozova")
    for walker in (orlova, morozova):
        walker.page.add_init_script(COUNTS)

    orlova.goes(f"/desk/notices/{reference}").follows(f"/desk/notices/{reference}/decision")
    orlova.puts("outcome", "agreed")
    orlova.types(
        representative_name="N. P. Zuev", representative_phone="+7 495 000-03-11", capacity="2000"
    )
    orlova.presses("Save and hand over for signature")
    assert town.city.stage(reference) == "for-signature"
    morozova.goes(f"/desk/notices/{reference}").follows(f"/desk/notices/{reference}/decision")
    morozova.sends()

    assert town.city.stage(reference) == "agreed"
    counted = clicks(orlova) + clicks(morozova)
    assert 5 <= counted <= 6, counted


def test_what_is_not_whole_stays_saved_and_says_what_it_lacks(
    town: Town, walk: Callable[..., Walker]
) -> None:
    reference = prepared(town, "refused in few clicks")
    orlova = walk("orlova", scripts=False)
    orlova.goes(f"/desk/notices/{reference}/decision")

    orlova.presses("Save and hand over for signature", outcome="refused", facts="No stewards")

    assert town.city.stage(reference) == "preparing"
    text = orlova.reads()
    for part in ("A ground that the law names", "Milder measures, and why they are not enough"):
        assert part in text
    assert "No stewards" in orlova.page.content()
    orlova.page.locator("#as-organiser summary").click()
    assert "The answer: Refused" in orlova.page.locator("#as-organiser").inner_text()
