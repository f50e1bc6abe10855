"""What was typed into an answer to the city and not sent yet: kept with this browser while another page is open.

One answer at a time, and only where the page itself is open to whoever asks for it.
"""

from collections.abc import Mapping
from typing import Any

from flask import session

KEY = "unsent"


def keep(page: str, reference: str, answers: Mapping[str, Any]) -> None:
    """Keep what stands in the boxes of a page about this notice."""
    session[KEY] = {"page": page, "reference": reference, "answers": dict(answers)}


def kept(page: str, reference: str) -> dict[str, Any]:
    """What was kept of this page, by field; nothing if another page was kept since, or it was sent."""
    found = session.get(KEY) or {}
    same = (found.get("page"), found.get("reference")) == (page, reference)
    return dict(found["answers"]) if same else {}


def drop() -> None:
    """It was sent."""
    session.pop(KEY, None)
