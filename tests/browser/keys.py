"""Somebody without a mouse: only keys are pressed, and each stop of the focus is looked at."""

from typing import Any

from tests.browser.walker import Walker

MOST_TABS = 60
LOOKS = """back => {
    const here = document.activeElement, faults = [];
    const said = here.outerHTML.replace(/\\s+/g, ' ').slice(0, 120);
    const style = getComputedStyle(here), label = here.labels?.[0];
    const ring = label ? getComputedStyle(label, '::before').boxShadow : 'none';
    if (style.outlineStyle === 'none' && style.boxShadow === 'none' && ring === 'none') faults.push('no ring');
    const box = here.getBoundingClientRect();
    if (here !== document.body) {
        const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        if (!seen) faults.push('out of sight');
        const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height / 2, 20)];
        const top = document.elementFromPoint(x, Math.max(0, Math.min(y, innerHeight - 1)));
        if (seen && top && !here.contains(top) && !top.contains(here)) faults.push('covered by ' + top.outerHTML.slice(0, 80));
    }
    const last = window.__stop;
    if (last?.isConnected && last !== here && here !== document.body) {
        const follows = !!(last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
        if (follows === back) faults.push('out of order after ' + last.outerHTML.replace(/\\s+/g, ' ').slice(0, 120));
        const was = last.getBoundingClientRect();
        const column = box.left < was.right && was.left < box.right;
        if (!back && column && box.bottom < was.top - 1) faults.push('stands above ' + last.outerHTML.slice(0, 120));
    }
    window.__stop = here;
    return faults.length ? `${said}: ${faults.join('; ')}` : '';
}"""
"""At a stop: a ring is drawn, the control is on the screen, nothing covers it, and it comes after the one before.

Order is that of the document, which a reader follows, and on the screen nothing jumps up within its column.
"""


def tab(walker: Walker, *, back: bool = False) -> None:
    """Press Tab once (or Shift and Tab), and look where the focus is."""
    walker.page.keyboard.press("Shift+Tab" if back else "Tab")
    fault = walker.page.evaluate(LOOKS, back)
    assert not fault, f"{walker.page.url}: {fault}"


def tabs_to(walker: Walker, selector: str, *, back: bool = False) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_TABS):
        tab(walker, back=back)
        if is_at(walker, selector):
            return
    raise AssertionError(f"{walker.page.url}: {MOST_TABS} times Tab do not lead to {selector}")


def is_at(walker: Walker, selector: str) -> bool:
    """Whether the focus is on such a control."""
    return bool(walker.page.evaluate("s => document.activeElement.matches(s)", selector))


def follows(walker: Walker) -> None:
    """Press Enter on a link that leads to a place on the same page: the order is counted from there."""
    walker.page.keyboard.press("Enter")
    walker.page.evaluate("window.__stop = document.activeElement")


def skips(walker: Walker) -> None:
    """From the top of a page past its menu, by the link that comes first."""
    tab(walker)
    assert is_at(walker, '.govuk-skip-link[href="#main"]')
    walker.page.keyboard.press("Enter")


def types(walker: Walker, **values: str) -> None:
    """Tab from control to control, in this order, and type into each; `__` stands for `-`."""
    for name, text in values.items():
        tabs_to(walker, f'[name="{name.replace("__", "-")}"]')
        walker.page.keyboard.type(text)


def enters(walker: Walker, key: str = "Enter") -> Walker:
    """Press a key that leads to another page."""
    with walker.page.expect_navigation():
        walker.page.keyboard.press(key)
    return walker


def chooses(walker: Walker, name: str, value: str) -> None:
    """Tab to the radios of this name, then Space or the arrow keys to the one with this value."""
    tabs_to(walker, f'[name="{name}"]')
    for _ in range(MOST_TABS):
        here: dict[str, Any] = walker.page.evaluate(
            "(({value, checked}) => ({value, checked}))(document.activeElement)"
        )
        if here["value"] == value:
            if not here["checked"]:
                walker.page.keyboard.press("Space")
            return
        walker.page.keyboard.press("ArrowDown")
    raise AssertionError(f"no {value} among {name}")
