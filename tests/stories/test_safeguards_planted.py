"""Each safeguard is taken out once, and the walks of `test_safeguards.py` say which one is gone.

The database's own triggers and checks are off here, or else they would speak first.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from records import interest_rows, queries
from records.engine import make_engine
from records.power_rows import PowerRow
from records.tables import CityText, Letter, Section
from records.unit_of_work import UnitOfWork
from tests.stories.test_safeguards import Grounds, walk
from tests.support.databases import SqliteDatabases
from tests.support.planting import Patch, always, plants
from workflow import (
    city_texts,
    deciding,
    minuting,
    owning,
    policy,
    powers,
    recusing,
    sectioning,
    sections,
    sittings,
    tallying,
)

MOST = 60
"""Walks in which it must be found; most are found in the first few."""


def no_quorum(patch: Patch) -> None:
    plants(patch, tallying, "count", '"no-quorum")', '"rejected")')


def a_tie_carries(patch: Patch) -> None:
    carried = ("ayes > noes else", "ayes >= noes else")
    plants(patch, tallying, "count", "if ayes != noes:", "if True:", carried)


def an_older_version(patch: Patch) -> None:
    check = "row.version_hash != rows.version(work, notice).hash"
    plants(patch, deciding, "release", check, "False")
    always(patch, "decision_ready")  # it says so a second time


def no_entry(patch: Patch) -> None:
    plants(patch, owning, "take", "standing_in.log(", "dict() if True else standing_in.log(")


def another_day(patch: Patch) -> None:
    patch.setattr(PowerRow, "on", lambda self, day: True)


def not_away(patch: Patch) -> None:
    patch.setattr(powers, "_is_away", lambda *_: True)


def another_letter(patch: Patch) -> None:
    plants(patch, powers, "choose", "letter and line.kinds and letter not in line.kinds", "False")


def the_recused_act(patch: Patch) -> None:
    plants(patch, policy, "allows", "notice.id in actor.recused", "False")


def the_recused_see(patch: Patch) -> None:
    patch.setattr(interest_rows, "recused_of", lambda *_: frozenset())


def hands_to_anybody(patch: Patch) -> None:
    patch.setattr(recusing, "without", lambda work, accounts, notice_id: list(accounts))


def all_vote(patch: Patch) -> None:
    plants(patch, sittings, "able_to_vote", "one.account_id not in gone", "True")


def counts_all(patch: Patch) -> None:
    plain = queries._count_statement
    patch.setattr(
        queries, "_count_statement", lambda scope, *more: plain(replace(scope, recused=frozenset()), *more)
    )  # fmt: skip


def a_forked_chain(patch: Patch) -> None:
    plants(patch, UnitOfWork, "log", '"prev": prev,', '"prev": prev[::-1],')


def any_section(patch: Patch) -> None:
    plants(patch, sectioning, "give", "section_rows.open_in(work, notice.unit_id)", "every(work)")
    patch.setattr(sectioning, "every", _sections, raising=False)


def _sections(work: UnitOfWork) -> list[Section]:
    return list(work.session.exec(select(Section)))


def laid_in_silence(patch: Patch) -> None:
    plants(patch, sectioning, "_lay", "work.log(", "SimpleNamespace(seq=0) if True else work.log(")
    patch.setattr(sectioning, "SimpleNamespace", SimpleNamespace, raising=False)


def in_two(patch: Patch) -> None:
    patch.setattr(sections, "_leave", lambda *_: None)


def answered_twice(patch: Patch) -> None:
    plants(patch, minuting, "confirm", "row.confirmed_at or row.remarked_at", "False")


def words_overwrite(patch: Patch) -> None:
    save = city_texts.save

    def both(work: UnitOfWork, **given: Any) -> CityText:
        for letter in work.session.exec(select(Letter)):
            letter.data = letter.data | {"said": given["given"].text_en}
        return save(work, **given)

    patch.setattr(city_texts, "save", both)


PLANTS: dict[str, tuple[Callable[[Patch], None], str]] = {
    "the preparer may sign": (
        lambda patch: always(patch, "signer_is_not_preparer"), "one person prepared and signed"
    ),
    "no vote is asked": (lambda patch: always(patch, "no_commission"), "signed without a vote"),
    "any vote is good": (lambda patch: always(patch, "commission_agreed"), "signed without a vote"),
    "no quorum is asked": (no_quorum, "decided without a quorum"),
    "a tie carries": (a_tie_carries, "carried by a tie"),
    "an older version is released": (an_older_version, "about a version that is not the last"),
    "an entry is left out": (no_entry, "no entry"),
    "a power of another day": (another_day, "no power that day"),
    "a stand-in of somebody at work": (not_away, "in the absence of somebody who is at work"),
    "a power for other letters": (another_letter, "another letter"),
    "who is recused acts": (the_recused_act, "by somebody who is recused"),
    "who is recused sees": (the_recused_see, "recused"),
    "who is recused becomes the owner": (hands_to_anybody, "who is recused owns the notice"),
    "who is recused votes": (all_vote, "votes counted wrongly"),
    "who is recused counts it": (counts_all, "a recused person counts the notice"),
    "a section of any office": (any_section, "another office's section"),
    "laid without an entry": (laid_in_silence, "handed to a section without an entry|no entry"),
    "one belongs to two sections": (in_two, "somebody belongs to two sections"),
    "minutes are answered twice": (answered_twice, "minutes were changed"),
    "new words for old letters": (words_overwrite, "a letter that left was worded anew"),
    "the chain is forked": (a_forked_chain, "the chain is broken"),
}  # fmt: skip


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    """The grounds of walks in a database that has no rules of its own: SQLite alone can be talked out of them."""
    url = SqliteDatabases(tmp_path_factory.mktemp("bare")).fresh()
    engine = make_engine(url)
    event.listen(engine, "connect", _checks_nothing)
    _drops_triggers(engine)
    yield Grounds(engine)
    engine.dispose()


def _checks_nothing(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA ignore_check_constraints=ON")


def _drops_triggers(engine: Engine) -> None:
    with engine.begin() as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("DROP INDEX uq_section_members_one")


def many(grounds: Grounds, most: int) -> None:
    """Walk on until something is said."""
    for number in range(most):
        walk(grounds, f"planted {number}", further=True)


RARE = frozenset({
    "a power for other letters", "minutes are answered twice", "one belongs to two sections",
})  # fmt: skip
"""Found after twenty walks and more."""


@pytest.mark.parametrize(
    "planted", [pytest.param(one, marks=[pytest.mark.deep] * (one in RARE)) for one in PLANTS]
)
def test_a_safeguard_that_is_gone_is_missed(
    bare: Grounds, monkeypatch: Patch, planted: str
) -> None:
    plant, said = PLANTS[planted]
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=said):
        many(bare, MOST * 4 if planted in RARE else MOST)
