"""Codes that open a notice beside its number, or prove a letter: never twice, never guessed (A-3)."""

import math
import random

import pytest

from letters import check_code


@pytest.mark.parametrize("count", [100_000, pytest.param(1_000_000, marks=pytest.mark.deep)])
def test_codes_do_not_repeat_and_guesses_do_not_hit(count: int) -> None:
    codes = {check_code.new() for _ in range(count)}
    guesses = random.Random(count)
    hits = sum(
        "".join(guesses.choices(check_code.ALPHABET, k=check_code.LENGTH)) in codes
        for _ in range(count)
    )

    assert len(codes) == count
    assert hits == 0
    for place in range(
        check_code.LENGTH
    ):  # every letter at every place: nothing is fixed or counted up
        assert {code[place] for code in codes} == set(check_code.ALPHABET)


def test_a_code_has_more_than_48_bits() -> None:
    assert len(set(check_code.ALPHABET)) == 32
    assert check_code.LENGTH * math.log2(len(check_code.ALPHABET)) == 60
