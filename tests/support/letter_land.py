"""A made-up law beside Moscow's: the same road, and an organiser whose time counts from the office's letter."""

from pathlib import Path

from regimes import shelf

BOX = shelf.FOLDER / "ru-moscow-assembly.2022-12-05.toml"
OWN = """side       = "organiser"
starts     = "receipt"
anchor     = "event_day"
unit       = "calendar_day"
before     = 3
"""
FROM_THE_LETTER = """side       = "organiser"
starts     = "request"
anchor     = "request"
unit       = "working_day"
after      = 3
no_later_than = { anchor = "event_day", unit = "calendar_day", before = 2 }
"""
RULE = (
    "The organiser answers a proposal in writing not later than 3 days before the day of the event."
)
SAID = "The organiser answers within 3 working days of the letter, two days before the event at the latest."


def body(clock: str = FROM_THE_LETTER) -> str:
    """The text of the file: in force from 2027, the organiser's clock another."""
    text = BOX.read_text("utf-8").replace("valid_from = 2022-12-05", "valid_from = 2027-01-01")
    assert OWN in text
    assert RULE in text
    return text.replace(OWN, clock).replace(RULE, SAID)


def lay(home: Path, clock: str = FROM_THE_LETTER) -> Path:
    """Put the file where a city keeps laws of its own; gives the folder."""
    folder = home / "regimes"
    folder.mkdir(exist_ok=True)
    (folder / "ru-moscow-assembly.2027-01-01.toml").write_text(body(clock), "utf-8")
    return folder
