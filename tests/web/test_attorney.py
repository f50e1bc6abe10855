"""What the desk is told of a power of attorney that was not in force on the day of receipt."""

from datetime import date

from flask import Flask

from web.attorney import over

RECEIVED = date(2027, 3, 1)
CASES: tuple[tuple[dict[str, str], int, str], ...] = (
    ({"day": "2026-03-01"}, 1, ""),  # good until 1 March 2027, the day of receipt
    ({"day": "2026-02-28"}, 1, "was good until 28 February 2027; it had ended before"),
    ({"day": "2024-02-29"}, 1, "was good until 28 February 2025"),
    ({"day": "2024-02-29"}, 0, ""),  # this law says nothing of papers without a term
    ({"day": "2024-02-29", "until_day": "2027-03-01"}, 1, ""),
    ({"day": "2024-02-29", "until_day": "2027-02-28"}, 1, "had ended on 28 February 2027"),
    ({"day": "2027-03-02"}, 1, "is dated later than the notice was received"),
    ({}, 1, ""),
    ({"name": " "}, 1, ""),
)


def test_a_power_is_held_against_the_day_of_receipt(house: Flask) -> None:
    with house.test_request_context("/"):
        for parts, years, told in CASES:
            words = over({"name": "Olga", "number": "", "day": "", "until_day": "", **parts}, RECEIVED, years)  # fmt: skip
            assert told in words, (parts, words)
            assert bool(told) == bool(words), (parts, words)
