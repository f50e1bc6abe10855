"""The page for everybody: small numbers are not told, and nothing is counted at a look."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.tables import AnswerTime
from records.unit_of_work import unit_of_work


def told(month: str, answered: int) -> AnswerTime:
    return AnswerTime(
        month=month, regime_id="ru-moscow-assembly", kind="march", answered=answered,
        median_minutes=2 * 24 * 60 + 180, made_at=datetime(2027, 3, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "few", "half"),
    [("en", "fewer than 5", "2 days 3 hours"), ("ru", "меньше 5", "2 дня 3 часа")],
)
def test_numbers_of_a_few_are_not_told(
    house: Flask, client: FlaskClient, language: str, few: str, half: str
) -> None:
    here = house.extensions["veche"]
    now = here.clock.now()
    with unit_of_work(here.engine, here.clock) as work:
        work.add(told(f"{now:%Y-%m}", 12))
        work.add(told(f"{now.year - (now.month == 1)}-{(now.month - 2) % 12 + 1:02d}", 4))
        work.add(told("2001-01", 99))

    text = client.get(f"/answer-times?language={language}").text

    assert text.count(half) == 1
    assert few in text
    assert text.count("<h2") == 2  # a month each, the newest first
    assert text.index(half) < text.index(few)
    assert ">4<" not in text
    assert ">99<" not in text
