"""A thousand notices of all ages: exactly those due go, the chain holds against the checkpoint from before."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from records import verify
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.erased import closed, house_of
from tests.support.everywhere import Everywhere
from web import erasing_runs

KEPT_MONTHS = 36


def ages(at: Everywhere, count: int) -> list[int]:
    """So many notices, one every day and a half, each taken back on the day it came; ids in order of age."""
    made = []
    for number in range(count):
        made.append(closed(at, f"n{number}"))
        at.city.clock.advance(hours=36 if count > 100 else 24 * 30)
    return made


def erased(at: Everywhere) -> set[int]:
    with at.city.engine.connect() as connection:
        found = connection.execute(
            text("SELECT subject_id FROM erasures WHERE subject_kind = 'notice'")
        )
        return set(found.scalars())


def holds_against(at: Everywhere, size: int, head: str) -> bool:
    """Whether the log is whole and still begins with what an older checkpoint saw."""
    with at.city.engine.connect() as connection:
        seen = connection.execute(text("SELECT hash FROM log_entries WHERE seq = :n"), {"n": size})
        return verify.verify(at.city.engine).ok and seen.scalar_one() == head


@pytest.mark.parametrize("count", [20, pytest.param(1000, marks=pytest.mark.deep)])
def test_exactly_those_due_go_one_then_many_then_all(
    engine: Engine, clock: FakeClock, tmp_path: Path, count: int
) -> None:
    at = Everywhere(City(engine, clock).found()).people()
    made = ages(at, count)
    with engine.connect() as connection:
        over: dict[int, object] = dict(
            connection.execute(
                text(
                    "SELECT id, CASE WHEN closed_at > ends_at THEN closed_at ELSE ends_at END FROM notices"
                )
            ).all()
        )
    checkpoint = verify.verify(engine)
    clock.advance(days=2 * 365)
    now = clock.now()
    limit = str(now.replace(year=now.year - KEPT_MONTHS // 12).replace(tzinfo=None))
    due = {id_ for id_ in made if str(over[id_])[:19] < limit[:19]}
    assert 0 < len(due) < count
    app, here = house_of(at, tmp_path / "home")
    with app.app_context():
        for most, gone in ((1, 1), (100, min(101, len(due))), (None, len(due))):
            erasing_runs.run(here, most=most)
            assert len(erased(at)) == gone
            assert holds_against(at, checkpoint.size, checkpoint.head)
        assert erased(at) == due

        clock.advance(timedelta(days=20 * 365))
        erasing_runs.run(here)
        assert erased(at) == set(made)
        assert holds_against(at, checkpoint.size, checkpoint.head)
    with engine.connect() as connection:
        stones = connection.execute(
            text("SELECT count(*) FROM log_entries WHERE kind = 'notice.erased'")
        )
        assert stones.scalar_one() == count
    here.engine.dispose()
