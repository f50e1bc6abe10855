"""The data map is read with the months of a city over it; a fault in the city's file is named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from records import datamap
from records.datamap import BadMap, months_before
from records.erasure_journal import Journal, Line


def test_a_city_changes_months_and_nothing_else(tmp_path: Path) -> None:
    own = tmp_path / "data-map.toml"
    own.write_text("[rules.notice]\nmonths = 60\n[appeal]\nmonths = 6\n", "utf-8")
    found, box = datamap.load(own), datamap.load()
    assert (found.rules["notice"].months, found.appeal_months) == (60, 6)
    assert found.rules["draft"] == box.rules["draft"]
    assert {line.rule.months for line in found.lines if line.rule.name == "notice"} == {60}
    assert datamap.load(tmp_path / "absent.toml") == box


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[rules.notices]\nmonths = 3", "rules.notices is no rule"),
        ("[rules.stays]\nmonths = 3", "rules.stays is no rule"),
        ("[rules.notice]\nmonths = 0", "from 1 to 1200"),
        ("[rules.notice]\nmonths = 1201", "from 1 to 1200"),
        ("[rules.notice]\nmonths = true", "whole number"),
        ("[rules.notice]\nmonths = 'x'", "whole number"),
        ("[rules.notice]\nyears = 3", "whole number"),
        ("[rules]\nnotice = 3", "whole number"),
        ("rules = 3", "rules is not a table"),
        ("[appeal]\nmonths = -1", "appeal.months"),
        ("[rules.notice", "can't be read"),
        ("\x00", "can't be read"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    own = tmp_path / "data-map.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(BadMap, match=said) as found:
        datamap.load(own)
    assert str(own) in str(found.value)


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ((2027, 3, 31), 1, (2027, 2, 28)),
        ((2028, 3, 31), 1, (2028, 2, 29)),
        ((2028, 2, 29), 12, (2027, 2, 28)),
        ((2028, 2, 29), 48, (2024, 2, 29)),
        ((2027, 1, 15), 1, (2026, 12, 15)),
        ((2100, 3, 30), 1, (2100, 2, 28)),
        ((2027, 12, 31), 36, (2024, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(
    now: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*now, 9, tzinfo=UTC), months) == datetime(*then, 9, tzinfo=UTC)


def test_the_journal_passes_over_what_a_crash_tore_and_goes_on(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deep" / "erasures.jsonl")
    assert list(journal.lines()) == []
    one, two = (Line("2027-03-01", "notice", n, f"27-000{n}", "notice") for n in (1, 2))
    journal.append(one)
    with journal.path.open("ab") as file:
        file.write(b'{"at": "2027-03-01", "kind": "no\xd0')
    journal.append(two)
    assert list(journal.lines()) == [one, two]
    assert journal.path.stat().st_mode & 0o777 == 0o600
