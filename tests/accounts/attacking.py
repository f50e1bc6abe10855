"""What attacks on sessions have in common: the table that they stand in, and who makes them.

`Out`: the browser that comes back must not be signed in. Those that return nothing look for themselves.
"""

from collections.abc import Callable

from tests.accounts.conftest import PASSWORD, Staff, Stage
from tests.support.visitor import Visitor

Out = Visitor | None
ATTACKS: list[tuple[str, Callable[[Stage], Out]]] = []
ELSEWHERE = "198.51.100.9"


def attack(title: str) -> Callable[[Callable[[Stage], Out]], Callable[[Stage], Out]]:
    """One line of the table."""

    def noted(deed: Callable[[Stage], Out]) -> Callable[[Stage], Out]:
        ATTACKS.append((title, deed))
        return deed

    return noted


def thief(stage: Stage, cookie: str = "") -> Visitor:
    """Another browser elsewhere, with this cookie."""
    browser = stage.visitor(address=ELSEWHERE)
    if cookie:
        browser.steal(cookie)
    return browser


def half(stage: Stage, vera: Staff, address: str = ELSEWHERE) -> Visitor:
    """Somebody who has the password and no code."""
    browser = stage.visitor(address=address)
    browser.post("/sign-in/password", email=vera.email, password=PASSWORD)
    return browser


def asked(stage: Stage, email: str = "olga@example.org") -> tuple[Visitor, str]:
    """A browser that asked for a link, and the address in the mail."""
    browser = stage.visitor()
    browser.post("/sign-in", email=email)
    return browser, f"/sign-in/link/{stage.mailed()['secret']}"
