"""Each page looks as it did when somebody looked at it last: compared with the approved pictures."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from letters import layout, press
from letters.press import Printed
from letters.specimens import all_specimens, specimen
from tests.support import pictures

TOLD = "%s is not as approved: %s. Look at it (`make letters`); if it is right, `make approve` and commit the picture."


def told(name: str, found: list[pictures.Differs]) -> str:
    return TOLD % (name, found[:3])


def test_every_kind_looks_as_approved(printed: Mapping[str, Printed]) -> None:
    faults = []
    for name, made in printed.items():
        approved = (pictures.FOLDER / f"{name}.png").read_bytes()
        if found := pictures.differences(made.pdf, approved):
            faults.append(told(name, found))
    assert faults == []


def test_what_a_reader_would_see_is_found() -> None:
    """An address two millimetres too far left, a line of it that is missing, another number of pages."""
    letter, data = specimen("agreed", "ru"), dict(layout.default().data)
    approved = (pictures.FOLDER / "ru-agreed.png").read_bytes()
    moved = layout.read(data | {"address": data["address"] | {"left": 110}})
    found = pictures.differences(press.pdf(letter, layout=moved).pdf, approved)
    assert found
    assert {one.page for one in found} == {1}
    assert all(100 < one.left < 195 and 40 < one.top < 80 for one in found)

    *most, _town, postcode = letter.head.addressee
    short = replace(letter, head=replace(letter.head, addressee=(*most, postcode)))
    gone = pictures.differences(press.pdf(short).pdf, approved)
    assert [one for one in gone if one.page == 1 and 55 < one.top < 80]

    shorter = press.pdf(specimen("reminder", "ru")).pdf
    assert pictures.differences(shorter, approved) == [pictures.Differs(2, 0, 0, 255)]


def test_a_thin_rule_is_missed_too() -> None:
    """The finest rule of a table, painted over in the picture: nothing else of the page changed."""
    approved = (pictures.FOLDER / "ru-agreed.png").read_bytes()
    pdf = press.pdf(specimen("agreed", "ru")).pdf
    assert pictures.differences(pdf, approved) == []
    bare = pictures.without_a_rule(approved)
    found = pictures.differences(pdf, bare)
    assert len(found) > 20
    assert len({one.top for one in found}) == 1


def test_no_picture_is_missing_and_all_are_small() -> None:
    names = {name for name, _ in all_specimens()} | {name for name, *_ in pictures.beside()}
    kept = {path.stem: path.stat().st_size for path in pictures.FOLDER.iterdir()}
    assert set(kept) == names
    assert sum(kept.values()) < 1_000_000


@pytest.mark.deep
def test_hard_ones_and_other_layouts_look_as_approved() -> None:
    for name, letter, sheet in pictures.beside():
        approved = (pictures.FOLDER / f"{name}.png").read_bytes()
        found = pictures.differences(press.pdf(letter, layout=sheet).pdf, approved)
        assert found == [], told(name, found)
