"""Labels lie where their sheet has them, envelopes take what they hold, and a wrong file says which entry is wrong."""

from pathlib import Path

import pytest

from letters import stationery
from letters.stationery import BadStationery, load, load_city

WHOLE = stationery.BOX.read_text("utf-8")


def test_labels_go_row_by_row_from_the_first_free_one() -> None:
    sheet = next(one for one in load().labels if one.id == "99x38")
    plates = sheet.plates([(f"To {one}",) for one in range(4)], first=12)
    assert [len(plate) for plate in plates] == [3, 1]
    first, second, third = plates[0]
    assert (first.left, first.top) == ("111.25", "210.65")  # the twelfth: sixth row, right
    assert (second.left, second.top, second.width) == ("9.65", "248.75", "89.10")
    assert third.lines == ("To 2",)
    assert (plates[1][0].left, plates[1][0].top) == (
        "9.65",
        "20.15",
    )  # a new sheet, its first label
    assert sheet.plates([]) == ()


def test_a_letter_takes_the_smallest_envelope_that_holds_it() -> None:
    cupboard = load()
    taken = [cupboard.envelope(sheets) for sheets in (1, 4, 5, 12, 13, 99, 100)]
    assert [one.id if one else None for one in taken] == ["DL", "DL", "C5", "C5", "C4", "C4", None]


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("columns = 3", "columns = 4", "labels 70x37: 4 × 8 labels do not fit on A4"),
        ("rows    = 8", "rows    = 0", "labels 70x37: 3 × 0 labels do not fit on A4"),
        ("left    = 4.65", 'left    = "a"', "labels 99x38: left is not a number"),
        ("inside  = 7", "inside  = 20", "labels 105x48: leaves no room for an address"),
        ('"99x38"', '"70x37"', "labels 70x37 needs an id of its own"),
        ("sheets = 99", "", "envelopes C4: sheets is not a number"),
        ("[[labels]]", "[[stickers]]", r"needs \[\[labels\]\] and \[\[envelopes\]\]"),
        ('id     = "DL"', "id     = ", "is not TOML"),
    ],
)
def test_a_file_that_can_not_be_names_its_entry(
    tmp_path: Path, was: str, now: str, why: str
) -> None:
    path = tmp_path / "stationery.toml"
    path.write_text(WHOLE.replace(was, now), "utf-8")
    with pytest.raises(BadStationery, match=why):
        load(path)


def test_a_city_s_own_cupboard_replaces_the_box_s(tmp_path: Path) -> None:
    assert load_city(tmp_path) == load()
    (tmp_path / "stationery.toml").write_text(WHOLE.replace('"70x37"', '"ours"'), "utf-8")
    assert load_city(tmp_path).labels[0].id == "ours"
