"""A browser that grumbles: every page it opens must be one that anybody can read (house: tests)."""

import html
import re
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.support.visitor import Visitor

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
OPTIONAL_END = frozenset(
    ["li", "dt", "dd", "p", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup"]
)
TABLED = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
UNLABELLED = frozenset({"hidden", "submit", "button", "image", "reset"})


class Page(HTMLParser):
    """What a page is made of, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[tuple[str, str]] = []
        self.points: list[str] = []
        self.counted: dict[str, int] = {}
        self.feed(text)
        self.close()

    def _look_at_names(self, tag: str, found: dict[str, str]) -> None:
        if "style" in found or any(name.startswith("on") for name in found):
            self.faults.append(f"<{tag}> has an inline style or script")
        if "role" in found and tag in TABLED:
            self.faults.append(f"<{tag}> is what it is without a role: {found['role']}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element is, points at and is labelled by."""
        found = {name: value or "" for name, value in attrs}
        if len(found) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice: {attrs}")
        self.counted[tag] = self.counted.get(tag, 0) + 1
        if "id" in found:
            self.ids.append(found["id"])
        self._look_at_names(tag, found)
        if tag == "label":
            self.labels.add(found.get("for", ""))
        if tag in {"input", "select", "textarea"} and found.get("type") not in UNLABELLED:
            self.controls.append((found.get("id", ""), found.get("name", tag)))
        for name in ("aria-describedby", "aria-labelledby"):
            self.points += found.get(name, "").split()
        if found.get("href", "").startswith("#"):
            self.points.append(found["href"][1:])
        if tag == "img" and "alt" not in found:
            self.faults.append("an image without words")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open; what was never opened is a fault."""
        while self.open and self.open[-1] != tag and self.open[-1] in OPTIONAL_END:
            self.open.pop()
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing; open: {self.open[-3:]}")
            return
        self.open.pop()

    def grumbles(self) -> list[str]:
        """Everything wrong with the page, as sentences."""
        said = list(self.faults)
        said += [f"<{tag}> is never closed" for tag in self.open]
        said += [
            f"id {one!r} stands twice"
            for one in sorted({i for i in self.ids if self.ids.count(i) > 1})
        ]
        said += [f"{name!r} has no label" for id_, name in self.controls if id_ not in self.labels]
        said += [f"nothing has the id {point!r}" for point in self.points if point not in self.ids]
        for tag in ("h1", "title", "main"):
            if self.counted.get(tag, 0) != 1:
                said.append(f"{self.counted.get(tag, 0)} <{tag}>")
        return said


class Grumbler(Visitor):
    """A visitor that fails the test on a page that is not whole."""

    def _keep(self, answer: TestResponse) -> TestResponse:
        answer = super()._keep(answer)
        if answer.mimetype == "text/html" and not 300 <= answer.status_code < 400:
            where = f"{answer.request.method} {answer.request.path} -> {answer.status_code}"
            assert Page(answer.text).grumbles() == [], where
            assert not re.search(r"%\(\w+\)s|\{\{|\}\}", answer.text), (
                f"{where}: a placeholder is shown"
            )
        return answer

    def follow(self, answer: TestResponse) -> TestResponse:
        """Go where the answer sends the browser."""
        assert answer.status_code in {302, 303}, self.text
        return self.get(answer.headers["Location"])

    def errors(self) -> list[str]:
        """Sentences of the error summary."""
        assert self.last is not None
        block = re.search(r'govuk-error-summary__list">(.*?)</ul>', self.last.text, re.DOTALL)
        lines = re.findall(r"<li>(.*?)</li>", block[1], re.DOTALL) if block else []
        return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in lines]

    def value(self, name: str) -> Any:
        """What stands in a box of the last page."""
        assert self.last is not None
        found = re.search(rf'<input[^>]*\bname="{name}"[^>]*>', self.last.text)
        inside = re.search(r'value="([^"]*)"', found[0]) if found else None
        return html.unescape(inside[1]) if inside else None

    def links(self) -> list[str]:
        """Where the last page leads."""
        assert self.last is not None
        return [html.unescape(one) for one in re.findall(r'href="([^"]+)"', self.last.text)]

    def fields(self, action: str) -> dict[str, Any]:
        """What the form to this address carries unseen, but the token."""
        assert self.last is not None
        form = self.last.text.split(f'action="{action}"')[1].split("</form>")[0]
        found: dict[str, list[str]] = {}
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
            found.setdefault(name, []).append(html.unescape(value))
        found.pop("csrf_token", None)
        return found
