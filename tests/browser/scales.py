"""What each page took: requests and bytes as they came over the line, heads and all."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

FIRST, NEXT = 100_000, 30_000
"""Bytes that the first page of a visit and each next one may take."""


@dataclass
class Turn:
    """From one press to the next: the page that came, and what came with it."""

    path: str = ""
    requests: int = 0
    bytes: int = 0


class Scales:
    """Listens to Chromium's own count; what comes from its cache weighs nothing."""

    def __init__(self, page: Page) -> None:
        self.turns = [Turn()]
        listens = page.context.new_cdp_session(page)
        listens.on("Network.requestWillBeSent", self._asked)
        listens.on("Network.loadingFinished", lambda told: self._came(told["encodedDataLength"]))
        listens.send("Network.enable")

    def turn(self) -> None:
        """A press: what comes from now on is the next page's."""
        if self.turns[-1].requests:
            self.turns.append(Turn())

    def _asked(self, told: dict[str, Any]) -> None:
        redirected = told.get("redirectResponse")
        if redirected:
            self._came(redirected["encodedDataLength"])

    def _came(self, size: float) -> None:
        if size:
            self.turns[-1].requests += 1
            self.turns[-1].bytes += int(size)
