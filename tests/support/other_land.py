"""A made-up law beside Moscow's: the same road, and four answers more that other lands give."""

from pathlib import Path
from typing import Any

from regimes import shelf
from tests.support.everywhere import SPOKESMAN

BOX = shelf.FOLDER / "ru-moscow-assembly.2022-12-05.toml"
MORE = {
    # outcome: (requires, prints, the stage that its release leads to)
    "conditions": (("conditions",), ("appeal", "representative", "capacity"), "agreed"),
    "noted": ((), ("representative",), "agreed"),
    "invitation": (("reasons", "meeting"), (), "review"),
    "opposed": (("court", "reasons"), ("appeal",), "refused"),
}
SOURCE = 'source = { act = "Veche", article = "a made-up law", mark = "design" }'
LAW = "Assemblies Act of the Test, section 4"


def body() -> str:
    """The text of the file: in force from 2027, with the four outcomes and their releases."""
    text = BOX.read_text("utf-8").replace("valid_from = 2022-12-05", "valid_from = 2027-01-01")
    text = text.replace(  # court and complaint; an objection is made to a refusal alone
        'outcomes = ["refused", "agreed", ',
        'outcomes = ["conditions", "opposed", "refused", "agreed", ',
    )
    return text.replace("\n[signature]", f"\n{''.join(map(_outcome, MORE))}\n[signature]")


def _outcome(name: str) -> str:
    requires, prints, to = MORE[name]
    words = f'{{ en = "{name.title()}", ru = "{name.title()}" }}'
    return f"""
[[moves]]
name = "release-{name}"
verb = "release"
from = ["for-signature"]
to = "{to}"
outcome = "{name}"
only_if = ["outcome_is", "window_kept", "decision_ready", "signer_has_power", "signer_is_not_preparer"]
by = ["signatory"]
title = {words}
effect = {words}

[outcomes.{name}]
letter = "{name}"
requires = {_list(requires)}
prints = {_list(prints)}
title = {words}
help = {words}
{SOURCE}
[outcomes.{name}.words]
law = {{ en = "{LAW}", ru = "{LAW}" }}
"""


def _list(words: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def lay(home: Path) -> Path:
    """Put the file where a city keeps laws of its own; gives the folder."""
    folder = home / "regimes"
    folder.mkdir(exist_ok=True)
    (folder / "ru-moscow-assembly.2027-01-01.toml").write_text(body(), "utf-8")
    return folder


# --- what a preparer types, as the form sends it ---------------------------------------------------

CONDITIONS: dict[str, Any] = {
    "outcome": "conditions", "capacity": "2000", **SPOKESMAN, "facts": "Walked on 3 March 2027 (record 77).",
    "conditions-0-what": "The column keeps to the northern carriageway",
    "conditions-0-reason": "ambulances need the southern one", "conditions-0-basis": "section 12 (1) (a)",
}  # fmt: skip
SECOND: dict[str, Any] = {
    "conditions-1-what": "No loudspeaker before 12:30 <b>", "conditions-1-reason": "a service until then",
    "conditions-1-basis": "section 12 (2A)",
}  # fmt: skip
NOTED: dict[str, Any] = {"outcome": "noted", **SPOKESMAN}
INVITATION: dict[str, Any] = {
    "outcome": "invitation", "reasons": "The pavement at No. 12 is dug up.",
    "meeting_person": "L. N. Orlova", "meeting_phone": "+7 495 000-03-12", "meeting_place": "Room 204",
    "meeting_day": "04.03.2027", "meeting_at": "1100", "write_by_day": "05.03.2027",
    "meeting_after": "What you say is weighed before anything is decided.",
}  # fmt: skip
OPPOSED: dict[str, Any] = {
    "outcome": "opposed", "reasons": "The bridge cannot bear it.", "court_name": "Court of the District",
    "court_day": "2027-03-09", "court_at": "10:00", "court_number": "2-118/27",
    "possible": "Agree to the lower bridge until the hearing",
}  # fmt: skip
