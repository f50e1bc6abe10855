"""`veche clock` with options: what people read, within a terminal, and what they are told when they mistype."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.commands_clock import clock

RALLY = ("--kind", "rally", "--start", "2026-03-14T14:00", "--filed", "2026-03-02T10:00")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty VECHE_HOME of this test alone."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))


def said(*words: str) -> Result:
    """What the command answers."""
    return CliRunner().invoke(clock, list(words))


HEAD = """\
Verdict: in window
Addressee: Government of Moscow
Opens: Fri 2026-02-27 00:00:00
Closes: Wed 2026-03-04 23:59:59
"""


def test_the_answer_stands_first_and_its_steps_below() -> None:
    done = said(*RALLY, "--participants", "5001", "--okrug", "SAO", "--okrug", "ZAO")
    first, _line, rest = done.stdout.partition("\n")
    assert first.startswith("Public events in Moscow (54-FZ), ru-moscow-assembly@")
    assert HEAD in rest
    assert "\nThe city's answer: Thu 2026-03-05 23:59:59\n" in rest
    assert "\nThe organiser's answer to a proposal: Wed 2026-03-11 23:59:59\n" in rest
    assert "    Start: the day of the event, Sat 2026-03-14, is day 0.\n" in rest


@pytest.mark.parametrize(
    "words",
    [
        RALLY,
        ("--kind", "picket_single", *RALLY[2:]),
        (*RALLY, "--special-place", "Sokolniki"),
        (*RALLY, "--end", "2026-03-31T23:00", "--okrug", "CAO"),
        ("--kind", "rally", "--start", "2030-01-17T14:00", "--filed", "2029-12-01T10:00"),
        ("--kind", "demonstration", "--start", "2026-01-17T13:00", "--filed", "2025-12-30T15:00"),
        ("--help",),
    ],
    ids=lambda words: words[1] if len(words) > 1 else words[0],
)
def test_no_line_is_longer_than_a_terminal(words: tuple[str, ...]) -> None:
    done = said(*words)
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_extra_day_and_one_that_is_not_known_are_said() -> None:
    known = said("--kind", "rally", "--start", "2026-01-17T13:00", "--filed", "2025-12-30T15:00")
    assert "\nVerdict: in window\n" in known.stdout
    assert "\nAlso open on: Tue 2025-12-30\n" in known.stdout
    unknown = said("--kind", "rally", "--start", "2030-01-17T13:00", "--filed", "2030-01-03T15:00")
    assert "\nAlso open on: not known yet, see below\n" in unknown.stdout
    assert "no decree" in " ".join(unknown.stdout.split())


def test_moments_are_of_the_regime_unless_they_say_otherwise() -> None:
    here = said("--kind", "rally", "--start", "2026-03-14T14:00", "--filed", "2026-03-04T23:59:59")
    there = said(
        "--kind", "rally", "--start", "2026-03-14T11:00Z", "--filed", "2026-03-04T12:59:59-08:00"
    )
    assert here.stdout == there.stdout
    assert "Note: " in here.stdout  # the last day: look twice


WRONG = {
    # options, and the sentence
    "Give --kind, or --cases.": (),
    "Give --start, or --cases.": ("--kind", "rally"),
    "Give --filed, or --cases.": ("--kind", "rally", "--start", "2026-03-14T14:00"),
    "--start: 'soon' is not a moment. Write it like 2026-03-14T14:00.": (*RALLY, "--start", "soon"),
    "--end: 'x' is not a moment. Write it like 2026-03-14T14:00.": (*RALLY, "--end", "x"),
    "--filed: '2026-02-30' is not a moment. Write it like 2026-03-14T14:00.": (
        *RALLY, "--filed", "2026-02-30",
    ),
    "--end: lies before --start": (*RALLY, "--end", "2026-03-14T13:00"),
    "--regime: 'fair' is not on the shelf: ": (*RALLY, "--regime", "fair"),
    "regime: 'ru-moscow-assembly' has no file in force on 2020-03-02": (
        *RALLY, "--filed", "2020-03-02T10:00",
    ),
    "--kind: 'parade' is not a kind of ru-moscow-assembly: assembly, rally, demonstration, ": (
        *RALLY, "--kind", "parade",
    ),
    "--input announced_at: write KEY=VALUE.": (*RALLY, "--input", "announced_at"),
    "--input announced_at: 'x' is not a moment. Write it like 2026-03-14T14:00.": (
        *RALLY, "--input", "announced_at=x",
    ),
    "--input held: ru-moscow-assembly knows no input of this name. It declares: ": (
        *RALLY, "--input", "held=true",
    ),
    "--input okrugs=SAO: okrugs has an option of its own; see --help.": (
        *RALLY, "--input", "okrugs=SAO",
    ),
    "'--participants': -1 is not in the range x>=0.": (*RALLY, "--participants=-1"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG)
def test_a_mistyped_option_is_named_with_what_would_do(sentence: str) -> None:
    done = said(*WRONG[sentence])
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code in {1, 2}
    assert done.stdout == ""
    assert sentence in " ".join(done.stderr.split())


def test_help_tells_every_option_and_how_inputs_are_written() -> None:
    text = " ".join(said("--help").stdout.split())
    for option in clock.params:
        assert getattr(option, "help", None), option.name
        assert option.opts[0] in text
    assert "announced_at=2026-05-08T18:00" in text
    assert "exit status is 1" in text
