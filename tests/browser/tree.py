"""What a screen reader is told of a page: Chromium's own accessibility tree, in the order in which it is read."""

from dataclasses import dataclass
from typing import Any

from tests.browser.walker import Walker

CONTROLS = frozenset(
    {
        "textbox", "combobox", "radio", "checkbox", "button", "link", "spinbutton", "searchbox",
        "DisclosureTriangle", "application", "slider",
    }
)  # fmt: skip
ASKS = frozenset({"textbox", "combobox", "radio", "checkbox", "spinbutton", "searchbox"})
GROUPS = frozenset({"group", "radiogroup"})


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that is read out: what it is, its name, what is said of it, whether it must be answered, whether it is wrong."""

    role: str
    name: str
    described: str
    required: bool
    invalid: bool
    dom: int
    level: int
    within: tuple["Node", ...]

    @property
    def groups(self) -> tuple["Node", ...]:
        """The groups that it is read in."""
        return tuple(one for one in self.within if one.role in GROUPS)

    @property
    def wrong(self) -> bool:
        """Whether it, or the question that it is a part of, is read as wrong."""
        return self.invalid or any(one.invalid for one in self.groups)

    @property
    def said(self) -> str:
        """All that is said of it and of its question."""
        return " ".join(one.described for one in (*self.groups, self))

    @property
    def line(self) -> str:
        """The same in one line."""
        marks = {"needed": self.required, "wrong": self.invalid}
        level = f" {self.level}" if self.level else ""
        said = f" ({self.described})" if self.described else ""
        told = "".join(f" [{mark}]" for mark, there in marks.items() if there)
        return f"{self.role}{level} “{self.name}”{said}{told}"


def read(walker: Walker, landmark: str = "main") -> list[Node]:
    """What is read within a landmark, node by node."""
    listens = walker.page.context.new_cdp_session(walker.page)
    nodes = listens.send("Accessibility.getFullAXTree")["nodes"]
    listens.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    found: list[Node] = []

    def goes_through(node: dict[str, Any], within: tuple[Node, ...]) -> None:
        if not node.get("ignored"):
            here = _node(node, within)
            if any(one.role == landmark for one in within):
                found.append(here)
            within = (*within, here)
        for child in node.get("childIds", ()):
            if child in by_id:
                goes_through(by_id[child], within)

    goes_through(nodes[0], ())
    return found


def focused(walker: Walker, found: list[Node]) -> Node:
    """The one of them that has the focus."""
    asks = walker.page.context.new_cdp_session(walker.page)
    here = asks.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
    at = asks.send("DOM.describeNode", {"objectId": here["objectId"]})["node"]["backendNodeId"]
    asks.detach()
    return next(one for one in found if one.dom == at)


def _node(node: dict[str, Any], within: tuple[Node, ...]) -> Node:
    told = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    role = _of(node, "role")
    return Node(
        role=role,
        name=_of(node, "name"),
        described=_of(node, "description"),
        required=bool(told.get("required")),
        invalid=told.get("invalid") not in (None, "false", False),
        dom=int(node.get("backendDOMNodeId", 0)),
        level=int(told.get("level") or 0) if role == "heading" else 0,
        within=within,
    )


def _of(node: dict[str, Any], part: str) -> str:
    return " ".join(str(node.get(part, {}).get("value", "")).split())
