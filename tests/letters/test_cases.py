"""Names and posts in the dative: as a person would write them, or not offered at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from letters import cases, lexicon

TABLE = Path(__file__).with_name("datives.txt")


def pairs() -> list[tuple[str, str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    split = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [(name.strip(), dative.strip()) for name, dative in split]


def test_each_name_and_post_is_offered_as_written_by_hand_or_not_at_all() -> None:
    wrong = {
        name: (offered, dative)
        for name, dative in pairs()
        if (offered := cases.dative(name)) != dative
    }
    assert wrong == {}
    assert len(pairs()) >= 150


def test_a_process_that_asks_for_none_does_not_load_the_dictionary() -> None:
    assert "pymorphy3" in sys.modules  # here it was asked for, above
    asked = "import sys, letters.cases; print('pymorphy3' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_without_the_dictionary_names_with_a_patronymic_are_offered_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lexicon, "_analyser", lambda: None)
    assert cases.dative("Иванова Мария Петровна") == "Ивановой Марии Петровне"
    assert cases.dative("Иванова М. П.") == "Ивановой М. П."
    assert cases.dative("Глава управы") == ""
    assert cases.dative("Мария Иванова") == ""
