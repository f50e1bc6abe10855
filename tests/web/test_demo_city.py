"""The demo city: as many notices as were asked for, in every stage and outcome, in both languages."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from regimes.shelf import load_all
from web.demo import mass, service, timeline
from web.demo.roads import ROADS
from web.settings import load, prepare
from wsgi import create_app, main

SHOWN = (
    "condition_items",
    "resources WHERE agreed_at IS NOT NULL",
    "resources WHERE answered_at IS NULL",
    "assignments WHERE done_at IS NOT NULL",
    "assignments WHERE dropped_at IS NOT NULL",
    "assignments WHERE issued_at IS NULL",
    "assignments WHERE known_at IS NOT NULL AND done_at IS NULL",
    "assignments WHERE reminded > 0",
    "commission_sittings WHERE state = 'planned'",
    "sitting_minutes",
    "signing_powers WHERE absent_id IS NOT NULL",
    "absences",
    "interests",
    "recusals WHERE lifted_at IS NOT NULL",
    "recusals WHERE lifted_at IS NULL",
    "notes WHERE kind = 'telephone'",
    "saved_views",
    "messages WHERE released_at IS NULL",
    "messages WHERE replied_at IS NOT NULL",
    "consultations WHERE answered_at > due_at",
    "sentences WHERE changed_at IS NOT NULL",
    "sections",
    "section_members",
)
"""What a page of the desk shows one of, at least."""
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("wanted", [1, 2, 60, 125, 126, 127, 1000])
def test_a_plan_makes_as_many_as_were_asked_for(wanted: int) -> None:
    plan = list(timeline.plan(NOW, wanted))
    assert sum(2 if name == "doubled" else 1 for _, _, name in plan) == wanted
    assert all(at <= NOW for at, _, _ in plan)


def test_the_usual_city_goes_every_road_twice() -> None:
    plan = Counter(name for _, _, name in timeline.plan(NOW, 150 - timeline.FIXED))
    beside = {"silent", "unanswered"}  # ended by time, on roads of other names
    assert set(plan) - beside == set(ROADS)
    assert min(plan.values()) >= 2
    assert {name for *_, name, _, _ in mass.EVENTS} == {*mass.ROADS, *service.ROADS, "objected"}


def test_a_large_city_is_thought_of_as_it_comes() -> None:
    assert next(timeline.plan(NOW, 1_000_000))[1] == 0


def bare(home: Path, monkeypatch: pytest.MonkeyPatch) -> ScriptInfo:
    """A prepared machine with tables and no row."""
    monkeypatch.setenv("VECHE_HOME", str(home))
    monkeypatch.setenv("VECHE_DEMO", "true")
    prepare(load())
    info = ScriptInfo(create_app=create_app)
    assert CliRunner().invoke(main, ["migrate"], obj=info).exit_code == 0
    return info


@pytest.mark.deep
def test_the_whole_city_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = bare(tmp_path, monkeypatch)
    made = CliRunner().invoke(main, ["demo", "--no-letters"], obj=info)
    assert "The demo city has 150 notices" in made.output
    with closing(sqlite3.connect(tmp_path / "veche.db")) as raw:
        found = raw.execute("SELECT regime_pin, stage, locale FROM notices").fetchall()
    assert len(found) == 150
    for regime in load_all():
        if regime.id.startswith("ru-moscow"):
            met = {stage for pin, stage, _ in found if pin.startswith(f"{regime.id}@")}
            assert set(regime.stages) - met == set()
    assert {locale for *_, locale in found} == {"en", "ru"}
    with closing(sqlite3.connect(tmp_path / "veche.db")) as raw:
        empty = [one for one in SHOWN if not raw.execute(f"SELECT 1 FROM {one} LIMIT 1").fetchone()]
    assert empty == []
    again = CliRunner().invoke(main, ["demo"], obj=info)
    assert "has people already" in again.output


@pytest.mark.deep
def test_the_smallest_city_lives_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = bare(tmp_path, monkeypatch)
    few = ["demo", "--no-letters", "--notices", str(timeline.FIXED)]
    made = CliRunner().invoke(main, few, obj=info)
    assert made.exit_code == 0, made.output
    assert "The demo city has" in made.output
