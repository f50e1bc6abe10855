"""Every measure in its smallest form: it counts the work that was done and never looks at the time."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from bench import organiser, report, scale, typeset
from bench.__main__ import MEASURES, main, run
from bench.result import Case, Result
from bench.timing import SMALLEST, Pace, in_turn
from letters.specimens import specimen


def test_another_typesetter_gets_every_word_of_the_letter() -> None:
    """Not whether it sets them: it is no dependency."""
    letter = specimen("agreed", "ru")
    told = typeset.words(letter)
    assert told["addr"] == list(letter.head.addressee)
    assert len(told["rows"]) == 7
    assert told["qr"].startswith("<svg")
    assert told["before"][0] == letter.head.salutation
    assert [len(told[name]) for name in ("head", "ref", "after", "sig")] == [4, 2, 7, 2]


CLOCKS = [
    f"C1, {name}" for name in ("Berlin", "a Moscow picket", "a Moscow rally", "the model regime")
]


LONG = (
    "model check (M1)",
    "letters (L1)",
    "batches (L2 to L6, L8)",
    "pages (W1)",
    "forms (W2, W3, W4)",
)
"""What makes letters, walks whole laws or starts servers even in its smallest form: nine tenths of the time."""
LONG_ONES = (
    "L1, 1 page", "L1, 2 pages", "L1, cold", "L2", "L3", "L4", "L5", "L6", "L8", "M1", "W1, 25 rows", "W1, 50 rows", "W2",
    "W3", "W4",
)  # fmt: skip


def smallest(home: Path, names: Iterable[str]) -> dict[str, Result]:
    """One smallest run of these measures, by id."""
    picked = {name: MEASURES[name] for name in names}
    return {one.id: one for _, found in run(home, SMALLEST, picked) for one in found}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """What takes a second or less."""
    return smallest(
        tmp_path_factory.mktemp("bench") / "home", [name for name in MEASURES if name not in LONG]
    )


@pytest.fixture(scope="module")
def long_results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """The rest."""
    return smallest(tmp_path_factory.mktemp("long") / "home", LONG)


def test_help_says_what_would_be_measured_and_measures_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command, words in (
        (main, "docs/benchmarks.md"), (scale.main, "docs/benchmarks-scale.md"), (organiser.main, "docs/benchmarks-organiser.md"),
    ):  # fmt: skip
        with pytest.raises(SystemExit) as ended:
            command(["--help"])
        assert ended.value.code == 0
        assert words in capsys.readouterr().out


def test_every_short_measure_finds_something(results: dict[str, Result]) -> None:
    assert sorted(results) == [*CLOCKS, "C2", "C3", "D1", "D4", "R1", "S1", "S2"]
    assert len(MEASURES) - len(LONG) == 6


@pytest.mark.deep
def test_every_long_measure_finds_something(long_results: dict[str, Result]) -> None:
    assert tuple(sorted(long_results)) == LONG_ONES


def test_both_sides_do_the_same_work(results: dict[str, Result]) -> None:
    assert results["D4"].counted == {"rows": 50, "selects": 1, "raw rows": 50}
    for id_ in CLOCKS:
        assert results[id_].counted["same dates"] == 1
        assert results[id_].counted["steps"] >= 6
    recounted = results["C2"].counted
    assert recounted["open"] == recounted["looked at"] == 100
    assert recounted["moved"] == 50
    assert recounted["clocks"] == 200
    replayed = results["R1"].counted
    assert replayed["read"] >= replayed["differ"] == replayed["judged"] > 0
    assert results["S1"].counted == {"same answer": 1}
    assert results["S2"].measured == 0
    filed = results["D1"].counted
    assert filed["notices"] == filed["notices of the twin"] > 60


@pytest.mark.deep
def test_both_sides_of_a_long_measure_do_the_same_work(long_results: dict[str, Result]) -> None:
    walked = long_results["M1"].counted
    assert walked["states"] == walked["states of the bare walk"] > 1000
    assert walked["broken"] == 0
    assert long_results["L1, 1 page"].counted == {"pages": 1, "naive pages": 1}
    assert long_results["L1, 2 pages"].counted == {"pages": 2, "naive pages": 2}
    assert long_results["L2"].counted == {"letters": 4, "pages": 6}
    assert long_results["L3"].counted == {"letters": 4}
    assert all(case.median > 0 for id_ in ("L4", "L5", "L6") for case in long_results[id_].cases)


@pytest.mark.deep
def test_the_pages_under_load_are_whole(long_results: dict[str, Result]) -> None:
    counted = long_results["W1, 50 rows"].counted
    assert (counted["rows hello"], counted["rows veche"], counted["rows fifty"]) == (0, 25, 50)
    for name in ("hello", "veche", "fifty"):
        assert counted[f"answers {name}"] > 0
        assert counted[f"faults {name}"] == 0


@pytest.mark.deep
def test_forms_are_read_and_sent_without_a_fault(long_results: dict[str, Result]) -> None:
    counted = long_results["W2"].counted
    for name in ("hello", "form", "post"):
        assert counted[f"answers {name}"] > 0
        assert counted[f"faults {name}"] == 0


def test_the_page_says_every_result_and_where_time_goes(results: dict[str, Result]) -> None:
    written = report.page(list(results.values()), "2026-11-22", (0.5, 1.5))

    assert written.startswith("# Benchmarks\n")
    for id_ in results:
        assert f"| {id_} | " in written
    assert "| SQLite | " in written


def result(sign: str, measured: float, **more: object) -> Result:
    cases = (Case("one", 1.0, "ms"), Case("two", measured, "ms"))
    return Result("X1", "two / one", "3", sign, 2.0, measured, cases, **more)  # type: ignore[arg-type]  # values of one test


@pytest.mark.parametrize(
    ("sign", "measured", "binding", "verdict"),
    [
        ("<=", 2.0, True, "kept"),
        ("<=", 2.01, True, "missed"),
        (">=", 1.99, True, "missed"),
        (">=", 1.99, False, "not reached, reported only"),
    ],
)
def test_a_verdict_follows_the_target(
    sign: str, measured: float, binding: bool, verdict: str
) -> None:
    assert result(sign, measured, binding=binding).verdict == verdict


def test_what_misses_its_target_is_profiled_and_what_keeps_it_is_not() -> None:
    work: list[int] = []

    missed = report.explained(result("<=", 3.0, work=lambda: work.append(1), why="Because."))
    kept = report.explained(result("<=", 1.0, work=lambda: work.append(1)))

    assert (len(work), kept.parts) == (2, ())  # once to warm up, once under the profile
    written = report.page([missed], "2026-11-22", (0, 0))
    assert "### X1\n\nBecause.\n" in written
    assert "% |" in written


def test_cases_take_turns_and_the_warm_up_is_thrown_away() -> None:
    said: list[str] = []

    def case(name: str) -> int:
        said.append(name)
        return len(said)

    kept = in_turn({"a": lambda: case("a"), "b": lambda: case("b")}, Pace(rounds=2, warm=1))

    assert said == ["a", "b"] * 3
    assert kept == {"a": (3, 5), "b": (4, 6)}
