"""`veche clock` and `veche regimes` as a person and as an outside check use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from regimes import shelf, words
from web.commands_clock import clock
from web.commands_law import regimes

WORKED = Path(__file__).resolve().parents[1] / "regimes" / "deadlines.json"
GOOD = {
    "id": "A",
    "regime": "ru-moscow-assembly",
    "event_kind": "rally",
    "event_start": "2026-03-14T14:00:00+03:00",
    "filed_at": "2026-03-02T10:00:00+03:00",
    "inputs": {"participants": 10, "okrugs": ["SAO"]},
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty VECHE_HOME of this test alone."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    return tmp_path


def run(command: Any, *words_: str, stdin: str = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(command, list(words_), input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    """The objects that were printed, one a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_cases_of_a_file_come_back_one_a_line_in_their_order(home: Path) -> None:
    cases = [
        case
        for case in json.loads(WORKED.read_text("utf-8"))["cases"]
        if case["regime"] == "ru-moscow-assembly"
    ]
    file = home / "cases.json"
    file.write_text(json.dumps(cases), "utf-8")
    result = run(clock, "--cases", str(file))
    assert result.exit_code == 0
    assert [one["id"] for one in lines(result)] == [one["id"] for one in cases]
    assert [one["expected"] for one in lines(result)] == [one["expected"] for one in cases]
    assert all(one["steps"] for one in lines(result))


def test_an_object_with_cases_is_read_from_standard_input() -> None:
    result = run(clock, "--cases", "-", stdin=json.dumps({"cases": [GOOD]}))
    (found,) = lines(result)
    assert result.exit_code == 0
    assert found["authority_due_at"] == "2026-03-05T23:59:59+03:00"
    assert (found["extra_filing_day"], found["warnings"]) == (None, [])


BAD: dict[str, Any] = {
    "kind": {"event_kind": "parade"},
    "regime": {"regime": "xx"},
    "not in force": {"filed_at": "2020-03-02T10:00:00+03:00"},
    "filed_at: is missing": {"filed_at": None},
    "offset": {"filed_at": "2026-03-02T10:00:00"},
    "not a moment": {"event_start": "soon"},
    "before event_start": {"event_end": "2026-03-13T14:00:00+03:00"},
    "inputs.participants": {"inputs": {"participants": -1}},
    "inputs.okrugs": {"inputs": {"okrugs": "SAO"}},
    "inputs: is not": {"inputs": [1]},
    "too near": {"event_start": "9999-12-31T22:30:00+00:00"},
    "lies too near": {
        "event_start": "9999-12-31T20:00:00+03:00", "event_end": "9999-12-31T23:59:59+00:00",
    },
    "end of the calendar": {"event_start": "9999-12-31T23:59:59-05:00"},
}  # fmt: skip


@pytest.mark.parametrize("word", BAD)
def test_a_bad_case_is_an_error_line_and_the_others_are_answered(word: str) -> None:
    cases = [GOOD, {**GOOD, "id": "B", **BAD[word]}, {**GOOD, "id": "C"}]
    result = run(clock, "--cases", "-", stdin=json.dumps(cases))
    first, bad, last = lines(result)
    assert result.exit_code == 1
    assert (first["id"], last["id"]) == ("A", "C")
    assert bad.keys() == {"id", "error"}
    assert bad["id"] == "B"
    assert word in bad["error"] or word == "not in force"


@pytest.mark.parametrize("text", ["{", "7", "{}", '"x"', "[" * 100_000])
def test_what_is_no_list_of_cases_is_refused_without_a_traceback(text: str) -> None:
    result = run(clock, "--cases", "-", stdin=text)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert isinstance(result.exception, SystemExit)


def test_a_case_that_is_no_object_is_an_error_line() -> None:
    result = run(clock, "--cases", "-", stdin="[7]")
    assert (result.exit_code, lines(result)) == (1, [{"id": None, "error": "a case is an object"}])


def test_odd_letters_neither_stop_the_answers_nor_break_a_line() -> None:
    result = run(clock, "--cases", "-", stdin='[{"id": "\\ud800\\n", "regime": "\\ud800"}]')
    (found,) = lines(result)
    assert (result.exit_code, found["id"]) == (1, "\ud800\n")
    broken = CliRunner().invoke(clock, ["--cases", "-"], input=b"[\xff]")
    assert (broken.exit_code, isinstance(broken.exception, SystemExit)) == (1, True)


def test_a_year_without_decree_is_unknown_with_the_reason() -> None:
    case = {
        **GOOD,
        "event_start": "2031-01-17T14:00:00+03:00",
        "filed_at": "2031-01-04T10:00:00+03:00",
    }
    (found,) = lines(run(clock, "--cases", "-", stdin=json.dumps([case])))
    assert (found["expected"], found["extra_filing_day"]) == ("in_window", "unknown")
    assert any("2030" in step for step in found["steps"])


def test_the_clock_speaks_to_people() -> None:
    result = run(
        clock, "--kind", "picket_group", "--start", "2026-06-20T11:00", "--filed", "2026-06-17T10:00",
        "--okrug", "YuAO", "--participants", "25",
    )  # fmt: skip
    assert result.exit_code == 0
    assert "Verdict: in window" in result.output
    assert "The city's answer: Wed 2026-06-17 23:59:59" in result.output
    assert "Skipped: nothing." in result.output


def test_options_print_the_same_line_as_a_case() -> None:
    result = run(
        clock, "--kind", "rally", "--start", "2026-03-14T14:00", "--filed", "2026-03-02T10:00",
        "--okrug", "SAO", "--participants", "10", "--json",
    )  # fmt: skip
    (by_options,) = lines(result)
    (by_case,) = lines(run(clock, "--cases", "-", stdin=json.dumps([GOOD])))
    assert {**by_options, "id": "A"} == by_case


@pytest.mark.parametrize(
    "options", [(), ("--kind", "rally"), ("--kind", "rally", "--start", "x", "--filed", "y")]
)
def test_options_that_are_not_enough_are_refused_in_words(options: tuple[str, ...]) -> None:
    result = run(clock, *options)
    assert result.exit_code in {1, 2}
    assert "Error: " in result.output


def test_the_list_counts_what_was_read_remembered_and_designed() -> None:
    result = run(regimes, "list")
    assert result.exit_code == 0
    assert "ru-moscow-assembly" in result.output
    assert "wait for a lawyer's check" in result.output


def test_check_passes_the_shelf_and_names_file_and_key_of_a_fault(home: Path) -> None:
    assert run(regimes, "check").exit_code == 0
    body = (shelf.FOLDER / "ru-moscow-assembly.2022-12-05.toml").read_text("utf-8")
    broken = home / "mine.toml"
    broken.write_text(body.replace('verb    = "register"', 'verb    = "stamp"'), encoding="utf-8")
    result = run(regimes, "check", str(broken))
    assert result.exit_code == 1
    assert (
        "FAULT mine.toml: moves[register].verb: 'stamp' is not one of register, ask"
        in result.output
    )


def test_check_prints_the_closed_lists() -> None:
    result = run(regimes, "check", "--lists")
    for closed in (words.VERBS, words.GUARDS, words.LETTERS):
        assert ", ".join(closed) in result.output


def test_a_faulty_file_of_the_city_stops_the_shelf_with_its_name(home: Path) -> None:
    (home / "regimes").mkdir()
    (home / "regimes" / "fair.toml").write_text("[regime]\n", encoding="utf-8")
    result = run(regimes, "list")
    assert result.exit_code == 1
    assert "fair.toml: " in result.output


@pytest.mark.parametrize("command", [clock, regimes])
def test_help_is_whole(command: Any) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    for option in getattr(command, "params", []):
        assert getattr(option, "help", "x")
