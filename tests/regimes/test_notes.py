"""What a check says of a law beside faults: requests that can't be signed on the last day of filing."""

import re
from pathlib import Path

from click.testing import CliRunner

from regimes.notes import notes
from regimes.reading import read_regime
from regimes.shelf import Rulebook
from web.commands_law import regimes as command

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "street-festival.toml"


def said(rulebook: Rulebook, *change: str) -> list[str]:
    body = EXAMPLE.read_text("utf-8")
    if change:
        assert change[0] in body
        body = body.replace(change[0], change[1], 1)
    regime = read_regime("copy.toml", body)
    return list(notes(regime, rulebook.calendar_of(regime)))


def test_of_the_shelf_only_moscow_s_pickets_can_t_be_asked_back(rulebook: Rulebook) -> None:
    found = {
        regime.id: [
            re.split(r"[.:]", note)[1] for note in notes(regime, rulebook.calendar_of(regime))
        ]
        for regime in rulebook
    }
    assert found.pop("ru-moscow-assembly") == ["picket_group", "picket_single_structure"]
    assert not any(found.values())


def test_a_time_that_ends_with_the_window_is_named(rulebook: Rulebook) -> None:
    assert said(rulebook) == []
    (note,) = said(
        rulebook,
        'no_later_than = { anchor = "event_day", unit = "calendar_day", before = 7 }',
        'no_later_than = { anchor = "event_day", unit = "calendar_day", before = 28 }',
    )
    assert note.startswith(
        "kinds.street_festival: a notice filed on its last day can't be asked back"
    )
    assert "windows.four_weeks" in note
    assert "clocks.organiser_reply" in note


def test_a_time_from_the_receipt_that_is_over_is_named_too(rulebook: Rulebook) -> None:
    body = EXAMPLE.read_text("utf-8")
    begins = body.index('starts     = "request"')
    ends = body.index("pending_in", begins)
    old = body[begins:ends]
    (note,) = said(rulebook, old, 'starts     = "receipt"\nanchor     = "event_day"\nunit       = "calendar_day"\nbefore     = 30\n')  # fmt: skip
    assert "clocks.organiser_reply" in note
    assert said(rulebook, old, 'starts     = "receipt"\nanchor     = "event_day"\nunit       = "calendar_day"\nbefore     = 27\n') == []  # fmt: skip


def test_the_command_prints_it_and_ends_well() -> None:
    done = CliRunner().invoke(command, ["check"])
    assert done.exit_code == 0
    assert "note  ru-moscow-assembly.2022-12-05.toml: kinds.picket_group: a notice" in done.output
