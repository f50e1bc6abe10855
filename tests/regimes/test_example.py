"""The example of the how-to is a whole law, and the page with it says every key that a file may have."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from regimes import calendar, shelf, table, words
from regimes.fault import Fault
from regimes.reading import read_regime
from regimes.shelf import Rulebook
from web.clock_cases import answer

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
EXAMPLE = (HOW_TO / "street-festival.toml").read_text("utf-8")
PAGE = (HOW_TO / "add-a-regime.md").read_text("utf-8")


def test_the_example_passes_the_check_and_counts(rulebook: Rulebook) -> None:
    regime = read_regime("street-festival.toml", EXAMPLE)
    shelf_ = Rulebook({regime.pin: regime}, rulebook.calendars)
    case = {
        "id": "f", "regime": regime.id, "event_kind": "street_festival", "inputs": {"participants": 300},
        "event_start": "2026-06-20T12:00:00+02:00", "filed_at": "2026-05-23T23:59:59+02:00",
    }  # fmt: skip
    found = answer(shelf_, case)
    assert (found["expected"], found["authority_due_at"]) == (
        "in_window",
        "2026-06-02T23:59:59+02:00",
    )
    late = answer(shelf_, {**case, "filed_at": "2026-05-24T00:00:00+02:00"})
    assert (late["expected"], late["authority_due_at"]) == ("too_late", None)
    few = answer(shelf_, {**case, "inputs": {"participants": 49}})
    assert few["expected"] == "exempt"


def test_the_calendar_and_the_case_of_the_page_work(rulebook: Rulebook, tmp_path: Path) -> None:
    land, cases = (re.search(rf"```{name}\n(.*?)```", PAGE, re.DOTALL) for name in ("toml", "json"))
    assert land
    assert cases
    (tmp_path / "lindenburg.toml").write_text(land[1], "utf-8")
    found = calendar.load(tmp_path / "lindenburg.toml")
    assert not found.is_workday(date(2026, 1, 2))
    assert found.is_workday(date(2026, 1, 10))
    regime = read_regime("street-festival.toml", EXAMPLE)
    shelf_ = Rulebook({regime.pin: regime}, rulebook.calendars)
    assert [answer(shelf_, case)["expected"] for case in json.loads(cases[1])] == ["in_window"]


def test_the_page_names_every_key_that_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()

    class Listening(set[str]):
        """Hears which keys the builders ask for."""

        def add(self, key: str) -> None:
            asked.add(key)

    made = table.Table.__init__

    def listening(self: table.Table, *given: object, **more: object) -> None:
        made(self, *given, **more)  # type: ignore[arg-type]
        self._known = Listening()

    monkeypatch.setattr(table.Table, "__init__", listening)
    for path in shelf.regime_files(shelf.FOLDER):
        read_regime(path.name, path.read_text("utf-8"))
    named = set(re.findall(r"[a-z_]+", PAGE + EXAMPLE))
    chosen = {key for key in asked if re.fullmatch(r"[a-z_]+", key)} - NAMES
    assert chosen - named == set()


NAMES = {
    # names that a file chooses itself are keys of tables too
    name
    for path in shelf.regime_files(shelf.FOLDER)
    for name in re.findall(r"^\[\w+\.(\w+)\]", path.read_text("utf-8"), re.MULTILINE)
} | {*words.LANGUAGES, "England", "Scotland", "hand", "recorded_delivery"}

PARTS = re.findall(r"^\[+[\w.-]+\]+", EXAMPLE, re.MULTILINE)


@pytest.mark.parametrize("number", range(len(PARTS)))
def test_a_part_left_out_is_missed_or_was_not_needed(number: int) -> None:
    """Whoever forgets a part is told which, or the law is whole without it; never a traceback."""
    pieces = re.split(r"(?m)^(?=\[)", EXAMPLE)
    left_out = pieces.pop(number + 1)
    found = faults("".join(pieces))
    assert all(fault.key and fault.problem for fault in found)
    assert found or any(spare in left_out for spare in SPARE), left_out


SPARE = (
    # what this law could do without, and still be one
    "[acts]", "[questions.email]", "[[asked_of_every_kind.required_when]]", "[[declarations]]", "[hours]", "[[duties]]",
    "[outcomes.agreed.words]", "[outcomes.cure.words]", 'name    = "reply"', "[grounds.", "[kinds.flea_market]", "[[variants]]", 'verb    = "send-back"',
)  # fmt: skip


def faults(body: str) -> tuple[Fault, ...]:
    """What is wrong with a copy."""
    try:
        read_regime("copy.toml", body)
    except Fault as error:
        return error.all
    return ()
