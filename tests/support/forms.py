"""What a browser would send: the forms of a page, with everything that stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

SILENT = frozenset({"submit", "button", "image", "reset", "file"})
Pairs = list[tuple[str, str]]


@dataclass
class Form:
    """One form of a page, as it stands: its address and its successful controls."""

    action: str
    method: str
    pairs: Pairs = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def with_(self, **changes: Any) -> dict[str, Any]:
        """Its values with some typed anew; a list stands for several of the same name."""
        sent: dict[str, Any] = {}
        for name, value in self.pairs:
            sent.setdefault(name, []).append(value)
        return {name: one if len(one) > 1 else one[0] for name, one in sent.items()} | changes


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._select: str | None = None
        self._chosen: list[str] = []
        self._options: list[str] = []
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(found.get("action", ""), found.get("method", "get").lower()))
        if not self.forms:
            return
        name = found.get("name", "")
        if tag in {"input", "select", "textarea"} and name:
            self.forms[-1].names.add(name)
        if tag == "input" and name and found.get("type", "text") not in SILENT:
            ticked = found.get("type") not in {"checkbox", "radio"} or "checked" in found
            if ticked:
                self.forms[-1].pairs.append((name, found.get("value", "on")))
        elif tag == "select":
            self._select, self._chosen, self._options = name, [], []
        elif tag == "option" and self._select is not None:
            self._options.append(found.get("value", ""))
            if "selected" in found:
                self._chosen.append(found.get("value", ""))
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select is not None:
            for value in self._chosen or self._options[:1]:
                self.forms[-1].pairs.append((self._select, value))
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self.forms[-1].pairs.append((self._area, self._text.removeprefix("\n")))
            self._area = None


def forms(page: str) -> list[Form]:
    """Every form of the page, in its order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.forms


def form_to(page: str, action: str) -> Form:
    """The POST form that is sent to this address; an empty action is the page's own."""
    found = [form for form in forms(page) if form.method == "post" and form.action in {action, ""}]
    assert found, f"no form is sent to {action}: {[form.action for form in forms(page)]}"
    return found[0]
