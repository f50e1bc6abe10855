"""Somebody at a real browser: opens pages, types, presses, and looks at each page with a critical eye."""

import gettext
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.scales import Scales
from web.settings import HOUSE

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NARROWEST = 320
"""WCAG 1.4.10: nothing is lost and nobody scrolls sideways at this width."""


class Walker:
    """One person; `looks` fails the story on a page that somebody could not use."""

    def __init__(
        self, browser: Browser, base: str, axe: str,
        *, width: int = 1280, scripts: bool = True, language: str = "en",
    ) -> None:  # fmt: skip
        self.width, self.scripts, self.language = width, scripts, language
        self._host = urlsplit(base).netloc
        self.faults: list[str] = []
        self.seen: list[str] = []
        self._context = browser.new_context(
            base_url=base, viewport={"width": width, "height": 800},
            java_script_enabled=scripts, locale=language,
        )  # fmt: skip
        self._context.add_cookies([{"name": "veche_language", "value": language, "url": base}])
        if scripts:  # sent once, and there on each page before its first script
            self._context.add_init_script(axe)
        self._context.on("request", self._at_home)
        self._context.on("console", self._hear)
        self._context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        self.page: Page = self._context.new_page()
        self.steps = 0  # controls filled, buttons and links pressed
        self.scales = Scales(self.page)
        self._words = gettext.translation(
            "messages", HOUSE / "locales", [language], fallback=language == "en"
        )

    def leaves(self) -> None:
        """Close the browser."""
        self._context.close()

    # --- what it does --------------------------------------------------------------------

    def signs_in(self, account_id: int) -> "Walker":
        """Be a person of the demo city, with one click."""
        self.page.goto("/demo")
        self.moves_on(self.page.locator(f'form[action="/demo/{account_id}"] button'))
        return self.looks()

    def goes(self, path: str, status: int = 200) -> "Walker":
        """Open a page."""
        self.scales.turn()
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self.looks()

    def types(self, **values: str | bool | list[str]) -> "Walker":
        """Fill in controls by their names (`__` stands for `-`)."""
        for name, value in values.items():
            self.puts(name.replace("__", "-"), value)
        return self

    def puts(self, name: str, value: str | bool | list[str]) -> None:
        """Fill in one control: text, choice, radio, tick."""
        self.steps += len(value) if isinstance(value, list) else 1
        control = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
        if not control.first.is_visible():  # folded away: open what hides it
            control.first.locator("xpath=ancestor::details[not(@open)]/summary").click()
        kind = control.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName")
        if kind == "SELECT":
            control.select_option(value if not isinstance(value, bool) else [])
        elif kind in {"radio", "checkbox"}:
            wanted = value if isinstance(value, list) else [value]
            for one in wanted:
                which = (
                    control
                    if isinstance(one, bool)
                    else control.and_(self.page.locator(f'[value="{one}"]'))
                )
                self.page.locator(f'label[for="{which.get_attribute("id")}"]').click()
        else:
            control.fill(str(value))

    def presses(self, words: str, **values: str | bool | list[str]) -> "Walker":
        """Type, then press the button (or link) with these words, in the language of the page."""
        self.types(**values)
        said = self.says(words)
        named = self.page.get_by_role("button", name=said, exact=True)
        if not named.count():
            named = self.page.get_by_role("link", name=said, exact=True)
        self.moves_on(named.first)
        return self.looks()

    def sends(self, **values: str | bool | list[str]) -> "Walker":
        """Type, then press the last button of the page's form."""
        self.types(**values)
        self.moves_on(self.page.locator('main form[method="post"] button').last)
        return self.looks()

    def follows(self, address: str) -> "Walker":
        """Follow the link to this address."""
        self.moves_on(self.page.locator(f'main a[href^="{address}"]').first)
        return self.looks()

    def moves_on(self, control: Any) -> None:
        """Press what leads to another page, and wait until it does: with scripts a form asks for the line first."""
        self.steps += 1
        self.scales.turn()
        with self.page.expect_navigation():
            control.click()

    def says(self, words: str) -> str:
        """The words in the language of this walk."""
        return self._words.gettext(words)

    def reads(self) -> str:
        """The text of the page."""
        return self.page.locator("body").inner_text()

    def heading(self) -> str:
        """The heading of the page."""
        return self.page.locator("h1").inner_text()

    def fetches(self, path: str) -> bytes:
        """The bytes behind an address, with this person's cookie."""
        answer = self._context.request.get(path)
        assert answer.status == 200, f"{path}: {answer.status}\n{answer.text()[-1500:]}"
        return answer.body()

    # --- what it looks at ----------------------------------------------------------------

    def looks(self) -> "Walker":
        """The page is one for everybody: accessible, no wider than the screen, calling nobody, silent."""
        where = f"{urlsplit(self.page.url).path} at {self.width}, {self.language}"
        self.seen.append(urlsplit(self.page.url).path)
        self.scales.turns[-1].path = self.seen[-1]
        if self.scripts:
            self.faults += [f"axe, {where}: {line}" for line in self._violations()]
        if self.width < 400:
            self.faults += [f"{where}: {line}" for line in self._too_wide()]
        assert not self.faults, "\n".join(self.faults)
        return self

    def _violations(self) -> list[str]:
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", list(RULES)
        )
        return [
            f"{one['id']} ({one['help']}): {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in found["violations"]
        ]

    def _too_wide(self) -> list[str]:
        self.page.set_viewport_size({"width": NARROWEST, "height": 800})
        wide = self.page.evaluate(
            """limit => {
                const page = document.documentElement.scrollWidth;
                if (page <= limit) return [];
                const beyond = e => e.getBoundingClientRect().right > limit + 1;
                const out = [...document.querySelectorAll('body *')]
                    .filter(e => beyond(e) && ![...e.children].some(beyond)).slice(0, 3)
                    .map(e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 160));
                return [`${page} px wide on a screen of ${limit}: ${out.join(' | ')}`];
            }""",
            NARROWEST,
        )
        self.page.set_viewport_size({"width": self.width, "height": 800})
        return list(wide)

    def _at_home(self, request: Request) -> None:
        """No request leaves the host (the browser finds no other); a report of the policy is a fault too."""
        parts = urlsplit(request.url)
        if parts.path == "/csp-reports":
            self.faults.append(f"the policy stopped something: {request.post_data}")
        if parts.netloc != self._host and parts.scheme not in {"data", "blob", "about"}:
            self.faults.append(f"a request left the host: {request.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        """The console is silent; a status that the story expects is no error of a script."""
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.faults.append(f"console, {urlsplit(message.location['url']).path}: {message.text}")
