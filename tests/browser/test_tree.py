"""What is read out of the pages on which an organiser types: each page of the form, an answer to a request, a counter-offer.

Names, what is said of each control, what must be answered, what is wrong, and how mistakes are announced.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from intake.content import answers_of
from tests.browser import tree
from tests.browser.conftest import Town
from tests.browser.tree import Node
from tests.browser.walker import Walker
from tests.support.city import content
from workflow import drafting
from workflow.actor import VISITOR
from workflow.content import Content

Walk = Callable[..., Walker]
FORM = {
    "kind": ("What kind of event is it?", ["What kind of event is it?"], 0),
    "what": ("What is it about?", ["What is its purpose?"], 1),
    "when": ("When does it start and end?", ["Day", "Month", "Year", "Start", "End"], 3),
    "where": ("Where is it held?", ["Place"], 2),
    "route": ("Which way does it go?", ["Street or crossing 1", "Street or crossing 2"], 2),
    "people": ("How many people do you expect?", ["People expected at the same time"], 1),
    "order": ("Order and first aid", ["How do you keep order?", "How is first aid given?"], 2),
    "things": ("Which sound and structures do you bring?", ["Do you use sound amplification?"], 1),
    "organiser": (
        "Who organises it?",
        ["Who is the organiser?", "Full name of the organiser", "Address of residence or seat", "Telephone"],
        4,
    ),
    "helpers": ("Who may act for you?", ["Full name"], 1),
    "papers": ("Which papers go with it?", [], 0),
    "answers": ("Check your answers", ["Your full name"], 2),
}  # fmt: skip
"""Each page of a march: its heading, what is read as needed, how many mistakes are told if nothing is answered."""


def draft(
    town: Town, said: Content | None = None, kind: str = "march", law: str = "ru-moscow-assembly"
) -> str:
    """The path of a draft that holds these answers, or none."""
    with town.city.unit() as work:
        secret = drafting.begin(
            work, actor=VISITOR, regime_id=law, kind=kind, locale="en",
            trail={"short": kind == "picket_group"},
        )  # fmt: skip
        work.flush()
        if said is not None:
            with town.app.test_request_context():
                drafting.save(work, secret, answers=answers_of(said))
    return f"/drafts/{secret}"


def reads(walker: Walker) -> list[Node]:
    """What every page keeps to: one heading of the page, no level skipped, a name for all that acts, radios in a named group."""
    found = tree.read(walker)
    levels = [one.level for one in found if one.role == "heading"]
    assert levels.count(1) == 1, [one.line for one in found if one.role == "heading"]
    after = levels[levels.index(1) :]
    assert all(low <= high + 1 for high, low in pairwise(after)), levels
    nameless = [one.line for one in found if one.role in tree.CONTROLS and not one.name]
    assert nameless == [], walker.page.url
    alone = [
        one.line for one in found if one.role == "radio" and not any(up.name for up in one.groups)
    ]
    assert alone == [], walker.page.url
    return found


def names(found: Sequence[Node]) -> list[str]:
    """What is read as needed, in order."""
    return [one.name for one in found if one.required]


def is_told(walker: Walker, count: int) -> None:
    """Mistakes are announced once, with the focus there; each link leads to the control that is wrong, and says why there."""
    found = reads(walker)
    assert walker.page.title().startswith(walker.says("Error:"))
    assert walker.page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    assert len([one for one in found if one.role == "alert"]) == 1
    told = [
        one.name
        for one in found
        if one.role == "link" and any(up.role == "alert" for up in one.within)
    ]
    assert len(told) == count, told
    links = walker.page.locator(".govuk-error-summary a")
    for at, words in enumerate(told):
        links.nth(at).focus()
        walker.page.keyboard.press("Enter")
        here = tree.focused(walker, found)
        sentence = words.partition(". ")[2] if words[:1].isdigit() else words
        assert here.wrong, (words, here.line)
        assert f"{walker.says('Error:')} {sentence}" in here.said, (words, here.said)


def sends(walker: Walker, path: str = "", **typed: str) -> None:
    """Send the form of a page as it stands, or with a mistake."""
    if path:
        walker.page.goto(path)
    for name, value in typed.items():
        walker.puts(name, value)
    walker.moves_on(walker.page.locator('main form[method="post"] .govuk-button:visible').last)


def test_every_page_of_the_form_is_read_with_its_mistakes(town: Town, walk: Walk) -> None:
    vera = walk()
    vera.page.goto(draft(town))
    for name, (heading, needs, mistakes) in FORM.items():
        if name == "answers":
            vera.page.goto(draft(town, content(answers={"sound": "13:00–13:20"})))
        vera.page.goto(f"/draft/{name}")
        if name == "answers":
            assert vera.page.locator("#open-pages").all_inner_texts() == []
        found = reads(vera)
        assert [one.name for one in found if one.level == 1] == [heading]
        assert names(found) == needs, name
        assert [one.line for one in found if one.invalid or one.role == "alert"] == []
        if mistakes:
            sends(vera)
            is_told(vera, mistakes)


@pytest.mark.deep
def test_the_short_form_is_read_with_its_mistakes(town: Town, walk: Walk) -> None:
    vera = walk(language="ru")
    vera.page.goto(draft(town, kind="picket_group"))
    found = reads(vera)
    assert len(names(found)) >= 10
    sends(vera)
    is_told(vera, 14)


def test_an_answer_and_a_counter_offer_are_read_with_their_mistakes(town: Town, walk: Walk) -> None:
    cured = town.at.released("read and cured", "cure")
    proposed = town.at.released("read and countered", "proposal")
    vera = walk()
    vera.page.goto("/demo")
    vera.moves_on(vera.page.locator(f'form[action="/demo/{town.account("owner")}"] button'))
    for path, needs, typed, mistakes in (
        (f"/notices/{cured}/cure", ["How is first aid given?"], {"medical": ""}, 1),
        (f"/notices/{proposed}/proposal", ["Your answer"], {}, 1),
        (
            f"/notices/{proposed}/counter-offer",
            [
                "Day",
                "Month",
                "Year",
                "Start",
                "End",
                "Place",
                *(f"Street or crossing {line}" for line in (1, 2, 3)),
                "Why this suits you better",
            ],
            {"sessions-0-start": "", "reason": "\ue000"},
            2,
        ),
    ):
        vera.page.goto(path)
        assert names(reads(vera)) == needs, path
        sends(vera, **typed)
        is_told(vera, mistakes)
