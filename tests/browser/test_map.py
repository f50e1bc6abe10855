"""A route on the map: by keys alone with scripts, by typed lines without, by a finger; each gives the same record."""

from collections.abc import Callable
from typing import Any

from sqlmodel import col, select

from records.tables import Draft
from tests.browser import tree
from tests.browser.conftest import Town
from tests.browser.keys import tabs_to
from tests.browser.walker import Walker

Walk = Callable[..., Walker]
WAY = (
    "Lipovy Boulevard / Sadovnikov Street",
    "Melnichnaya Street / Sadovnikov Street",
    "Melnichnaya Square",
)
STEP = 16
"""Pixels that one arrow key moves the cross."""


def begins(walker: Walker, kind: str = "march") -> Walker:
    walker.goes("/notices/new").puts("kind", kind)
    walker.presses("Continue").goes("/draft/where")
    return walker.presses("Save and continue", **{"places-0-name": "Melnichnaya Square"})


def kept(town: Town) -> dict[str, Any]:
    """What the newest draft holds of places."""
    with town.city.reading() as work:
        answers = work.session.exec(select(Draft.answers).order_by(col(Draft.id).desc())).first()
    assert answers is not None
    return {name: answers.get(name) for name in ("places", "route")}


def said(walker: Walker) -> str:
    return walker.page.locator(".v-map__said").inner_text()


def steers(walker: Walker, name: str) -> None:
    """Arrow keys until the cross is at a place; what is said on the way is where it is."""
    pixel, x, y = walker.page.evaluate(
        """name => {
            const svg = document.querySelector('.v-map__board'), view = svg.viewBox.baseVal;
            const there = svg.querySelector(`[data-name="${name}"]`);
            const [x, y] = svg.querySelector('[data-cross]').getAttribute('d').match(/-?[0-9.]+/g).map(Number);
            const arm = 14 * view.width / svg.clientWidth;
            return [view.width / svg.clientWidth, there.getAttribute('cx') - x - arm, there.getAttribute('cy') - y];
        }""",
        name,
    )
    unit = pixel * STEP
    for length, forward, back in ((x, "ArrowRight", "ArrowLeft"), (y, "ArrowDown", "ArrowUp")):
        for _ in range(round(abs(length) / unit)):
            walker.page.keyboard.press(forward if length > 0 else back)
    assert said(walker) == f"At {name}"


def lines_are_told_apart(walker: Walker, lines: int) -> None:
    """Each line of the route is read with its own number, and so is each button beside it."""
    found = tree.read(walker)
    read = [one.name for one in found if one.role == "textbox" and one.name.startswith("Street")]
    assert read == [f"Street or crossing {number}" for number in range(1, lines + 1)]
    beside = [one.name for one in found if one.role == "button" and one.name[-1:].isdigit()]
    assert len(beside) == len(set(beside)) >= 2 * lines - 2


def answers_map(walker: Walker) -> str:
    """The picture of the page where answers are checked."""
    return str(
        walker.goes("/draft/answers").page.locator(".v-mapfig svg").evaluate("one => one.outerHTML")
    )


def test_keys_and_typed_lines_give_one_record(town: Town, walk: Walk) -> None:
    plain = begins(walk(scripts=False, width=360))
    for at, line in enumerate(WAY):
        if not plain.page.locator(f'[name="route-{at}"]').count():
            plain.presses("Add a street or crossing")
        plain.puts(f"route-{at}", line)
    plain.presses("Show these lines on the map")
    lines_are_told_apart(plain, 3)
    assert plain.page.locator(".v-map__bar").is_hidden()
    typed, picture = kept(town), answers_map(plain)

    keyed = begins(walk())
    tabs_to(keyed, ".v-map__field")
    for number, place in enumerate(WAY, start=1):
        steers(keyed, place)
        keyed.page.keyboard.press("Enter")
        assert said(keyed) == f"Point {number} added: {place}"
    lines_are_told_apart(keyed, 3)
    keyed.page.keyboard.press("n")
    keyed.page.keyboard.press("Enter")
    keyed.page.keyboard.press("Backspace")
    assert said(keyed) == "Point 4 taken away"
    steers(keyed, WAY[1])
    keyed.page.keyboard.press("m")
    assert said(keyed).startswith("Point 2 is picked up")
    keyed.page.keyboard.press("ArrowUp")
    keyed.page.keyboard.press("ArrowUp")
    keyed.page.keyboard.press("m")
    assert "(55." in keyed.page.locator('[name="route-1"]').input_value()
    keyed.page.keyboard.press("u")
    assert said(keyed) == "Undone"
    keyed.looks()
    keyed.presses("Show these lines on the map")

    assert kept(town) == typed
    assert typed["route"] == list(WAY)
    assert answers_map(keyed) == picture
    assert "<polygon" not in picture
    assert picture.count("<circle") == len(WAY)


def test_a_finger_sets_moves_and_takes_back(town: Town, walk: Walk) -> None:
    walker = begins(walk(width=360, language="ru"), "rally").goes("/draft/where")
    walker.puts("places-0-name", "")
    walker.types(**{"places-0-form": "area"})
    board = walker.page.locator(".v-map__board")
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box is not None
    for x, y in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.8), (0.3, 0.8)):
        walker.page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    corners = walker.page.locator('[data-lines="places-0-corners"] input')
    assert corners.count() == 4
    before = corners.nth(2).input_value()
    walker.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.8)
    walker.page.mouse.down()
    walker.page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.9, steps=4)
    walker.page.mouse.up()
    assert corners.nth(2).input_value() != before
    sizes = walker.page.locator(".v-map__bar button").evaluate_all(
        "all => all.map(one => Math.min(one.offsetWidth, one.offsetHeight))"
    )
    assert min(sizes) >= 24
    walker.presses("Show these lines on the map", **{"places-0-name": "Поле"})
    assert "Территория" in walker.reads() or "территория" in walker.reads()
    rows = kept(town)["places"]
    assert [len(row["corners"]) for row in rows] == [4]


def test_a_place_that_is_not_on_the_map_is_offered_others(walk: Walk) -> None:
    for how in ({"scripts": False, "width": 360}, {"language": "ru", "width": 360}):
        walker = begins(walk(**how)).goes("/draft/where")
        near = "Melnichnaya Sqare" if "scripts" in how else "Мельничная плошадь"
        walker.presses("Show these lines on the map", **{"places-0-name": near})
        walker.moves_on(walker.page.locator(".v-mapnote button").first)
        walker.looks()
        assert walker.page.locator('[name="places-0-name"]').input_value() in {
            "Melnichnaya Square",
            "Мельничная площадь",
        }
