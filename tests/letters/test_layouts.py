"""Page layouts as files: every one of the box keeps its standard, a city's own is checked in words."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from letters import layout, layout_css, press, readback
from letters.layout_faults import address_box
from letters.layout_parts import Address, Zone
from letters.parts import Unprintable
from letters.press import measured
from letters.specimens import specimen
from web import letter_layouts
from web.settings import BadSettings, Settings
from wsgi import main

NAMES = ["din-5008-b", "gost-corner", "gost-lengthwise", "uk-c5", "uk-dl"]
Data = dict[str, Any]


def data() -> Data:
    return tomllib.loads((layout.BOX / "gost-lengthwise.toml").read_text("utf-8"))


def test_the_box_has_these_and_each_keeps_its_standard() -> None:
    assert layout.names() == NAMES
    din, uk = layout.named("din-5008-b"), layout.named("uk-c5")
    assert [mark.top for mark in din.marks] == [105, 148.5, 210]
    assert (din.window.left, din.window.bottom, din.last_line) == (20, 90, (257, 257))
    assert (uk.window.left, uk.window.top, uk.window.right, uk.window.bottom) == (
        24.6,
        39.5,
        120,
        66.3,
    )
    for name in NAMES:
        found = layout.named(name)
        assert found.window.holds(address_box(found))


def _set(key: str, value: Any) -> Callable[[Data], None]:
    def change(one: Data) -> None:
        *outer, last = key.split(".")
        for name in outer:
            one = one[name]
        one[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("address.left", 20), "address: six lines take 20..98 x 48..77.6 and leave the window"),
        (_set("address.width", 60), "address.width: is too narrow"),
        (_set("margins.left", "wide"), "margins.left: must be a number of millimetres or points, and is 'wide'"),
        (_set("margins.left", -3), "margins.left: -3 is not on the sheet"),
        (_set("margins.left", 70), "margins: leave 122 mm for the text"),
        (_set("text.face", "Comic"), "text.face: must be one of serif, sans"),
        (_set("text.size", 3), "text: size must be 7 to 20 points"),
        (_set("sender.colour", "red"), "sender.colour: is not known here"),
        (_set("clear", []), "clear: must be a list of tables"),
        (_set("clear", [{"left": 150, "top": 50, "right": 160, "bottom": 60}]), "no clear zone holds the whole window"),
        (_set("reference.left", 108), "reference: stands in a clear zone"),
        (_set("state.left", 1), "state: comes nearer than 4.5 mm to the edge"),
        (_set("check.top", 200), "check.top: must stand between the text"),
        (lambda one: one.pop("window"), "window: is missing"),
        (_set("margins", 3), "margins: must be a table"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_the_key_and_the_reason(
    change: Callable[[Data], Any], said: str
) -> None:
    bad = data()
    change(bad)
    with pytest.raises(layout.BadLayout, match=r"own\.toml: ") as told:
        layout.read(bad, "own.toml")
    assert said in str(told.value)


def test_a_city_chooses_one_or_brings_its_own(tmp_path: Path) -> None:
    own = tmp_path / "brand" / "layouts"
    own.mkdir(parents=True)
    text = (layout.BOX / "uk-dl.toml").read_text("utf-8")
    (own / "ours.toml").write_text(text.replace("begins = 95.4", "begins = 99"), "utf-8")
    assert letter_layouts.chosen(Settings(home=tmp_path)) == layout.default()
    assert letter_layouts.chosen(Settings(home=tmp_path, letter_layout="ours")).text.begins == 99
    (own / "ours.toml").write_text(text.replace("begins", "starts"), "utf-8")
    with pytest.raises(
        BadSettings, match=r"VECHE_LETTER_LAYOUT: ours.toml: text.starts: is not known"
    ):
        letter_layouts.chosen(Settings(home=tmp_path, letter_layout="ours"))
    for name, said in (("none", "There are: din-5008-b"), ("../../etc/passwd", "is no name")):
        with pytest.raises(BadSettings, match=said):
            letter_layouts.chosen(Settings(home=tmp_path, letter_layout=name))
    [finding] = letter_layouts.finding(Settings(home=tmp_path, letter_layout="ours"))
    assert not finding.well


def test_the_command_lists_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    run = CliRunner().invoke(main, ["letters", "layouts"])
    assert run.exit_code == 0
    assert "gost-lengthwise (in use): GOST R 7.0.97-2016" in run.output
    bad = tmp_path / "bad.toml"
    bad.write_text("standard = 3", "utf-8")
    run = CliRunner().invoke(main, ["letters", "layouts", str(bad)])
    assert run.exit_code == 1
    assert "bad.toml: standard: must be text, and is '3'" in run.output


@pytest.mark.parametrize("name", ["din-5008-b", "uk-dl"])
def test_a_letter_on_another_layout_keeps_to_its_window(name: str) -> None:
    sheet, letter = layout.named(name), specimen("agreed", "ru")
    made = press.pdf(letter, layout=sheet)
    found = readback.address(made.pdf, sheet.clear)
    assert found is not None
    assert sheet.window.holds(found)
    assert press.pdf(letter, layout=sheet) == made
    with pytest.raises(Unprintable, match="Measured in the finished letter"):
        measured.measure(made.pdf, letter, layout.default())


def test_what_leaves_the_window_of_the_finished_file_is_held() -> None:
    """Measured by itself: the layout that the page was set by is not asked."""
    sheet, letter = layout.default(), specimen("agreed", "ru")
    pdf = press.pdf(letter).pdf
    measured.measure(pdf, letter, sheet)
    narrow = replace(sheet, window=Zone(left=110, top=45, right=140, bottom=79))
    with pytest.raises(Unprintable, match="outside the window"):
        measured.measure(pdf, letter, narrow)
    wide = replace(sheet, clear=(Zone(left=20, top=44.9, right=194, bottom=80),))
    with pytest.raises(Unprintable, match="outside the window"):
        measured.measure(pdf, letter, wide)  # date and number stand there
    everything = replace(wide, window=wide.clear[0])
    with pytest.raises(Unprintable, match="other words than the address"):
        measured.measure(pdf, letter, everything)
    elsewhere = replace(
        letter, head=replace(letter.head, addressee=(*letter.head.addressee, "квартира 17"))
    )
    with pytest.raises(Unprintable, match="does not show the whole address"):
        measured.measure(pdf, elsewhere, sheet)
    lined = replace(sheet, clear=(sheet.clear[0], Zone(left=30, top=44, right=32, bottom=44.5)))
    with pytest.raises(Unprintable, match="a line or picture"):
        measured.measure(pdf, letter, lined)  # the rule under the letterhead


def test_a_style_sheet_for_a_layout_says_its_millimetres() -> None:
    moved = replace(
        layout.default(), address=Address(left=111, top=47, width=78, size=10.5, leading=14)
    )
    assert ".addr{left:111mm;top:47mm;width:78mm" in layout_css.css(moved, "ru")
