"""The log chain: what is hashed, what a verification finds, and what only a checkpoint would find."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from proof import audit, merkle
from records import chain
from records.unit_of_work import unit_of_work
from records.verify import dump, sentence, verify
from tests.proof import second
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.guards import past_the_guards
from tests.support.rows import Person

SIZE = 12
Row = dict[str, Any]


@pytest.fixture
def written(engine: Engine, clock: FakeClock) -> Engine:
    """Twelve entries; every third with personal details."""
    for number in range(1, SIZE + 1):
        with unit_of_work(engine, clock) as work:
            personal = (
                {"name": "Ольга Ёлкина", "phone": "+7 916 123-45-67"} if number % 3 == 0 else None
            )
            details = {"number": number, "why": "«Весна» — ё", "list": [1, None, True]}
            work.log("x.done", actor=Person(7, "officer"), subject=("notice", number), details=details,
                     personal=personal, from_stage="a" if number > 1 else None, to_stage="b")  # fmt: skip
        clock.advance(seconds=1)
    return engine


def test_canonical_form_is_fixed() -> None:
    value = {"я": "ё", "b": [True, None, -1], "a": {"z": '\u2028"', "k": 10**20}}
    assert chain.canonical(value).decode() == (
        '{"a":{"k":100000000000000000000,"z":"\u2028\\""},"b":[true,null,-1],"я":"ё"}'
    )
    for wrong in (0.1, {"a": 1.0}, {1: 2}, {"a": b""}, [object()], {"a": {1, 2}}):
        with pytest.raises(TypeError):
            chain.canonical(wrong)


def test_first_entry_has_a_known_hash(engine: Engine, clock: FakeClock) -> None:
    """Version 1 of the form for ever: this hash must never change."""
    with unit_of_work(engine, clock) as work:
        entry = work.log(
            "notice.filed", actor=Person(None, "organiser"), subject=("notice", 1), details={"é": 1}
        )
    body = (
        '{"actor_id":null,"at":"2027-03-01T09:00:00.000000Z","details":{"é":1},"from_stage":null,'
        '"kind":"notice.filed","personal_commit":"","prev":"'
        + "0"
        * 64
        + '","role":"organiser","seq":1,'
        '"subject_id":1,"subject_kind":"notice","to_stage":null,"v":1}'
    )
    assert entry.hash == hashlib.sha256(b"\x00" + body.encode()).hexdigest()
    assert entry.hash == "5066419745dfe70d92ccd6b44e2c20d3f38ca8ccf10778a8d20689bca53d2e57"


def test_three_verifiers_agree(
    written: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = verify(written)
    assert (verdict.ok, verdict.size, verdict.broken) == (True, SIZE, None)
    rows = _read(written)
    assert (SIZE, verdict.root) == audit.check(iter(rows))
    assert second.verify(rows) == (None, verdict.root)
    lines = tmp_path / "chain.jsonl"
    lines.write_text("\n".join(dump(written)), encoding="utf-8")
    assert audit.main([str(lines)]) == 0
    assert verdict.root in capsys.readouterr().out
    if written.dialect.name == "sqlite":
        assert audit.main([str(make_url(url_of(written)).database)]) == 0
        assert verdict.root in capsys.readouterr().out


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100])
def test_merkle_root_by_folding_and_by_halving_are_one(size: int) -> None:
    leaves = [hashlib.sha256(bytes([n])).hexdigest() for n in range(size)]
    assert chain.merkle_root(leaves) == merkle.root([bytes.fromhex(leaf) for leaf in leaves]).hex()


def test_empty_chain_holds(engine: Engine) -> None:
    assert verify(engine) == chain.Verdict(0, hashlib.sha256(b"").hexdigest(), chain.GENESIS)


def test_erased_details_leave_the_chain_whole(written: Engine) -> None:
    before = verify(written)
    with written.execution_options(write=True).begin() as connection:
        connection.execute(text("DELETE FROM log_details"))
    assert verify(written) == before


SWAPPED = """
    UPDATE log_entries SET seq = CASE seq WHEN 4 THEN -5 ELSE -4 END WHERE seq IN (4, 5);
    UPDATE log_entries SET seq = -seq WHERE seq < 0
"""
PUSHED_IN = """
    UPDATE log_entries SET seq = 0 - seq - 1 WHERE seq > 8;
    UPDATE log_entries SET seq = -seq WHERE seq < 0;
    INSERT INTO log_entries
      SELECT 9, at, kind, actor_id, role, subject_kind, subject_id, from_stage, to_stage, details,
             personal_commit, hash, hash FROM log_entries WHERE seq = 8
"""
TAMPERED = [
    # what somebody with the database does, and the first entry that is then broken
    ("UPDATE log_entries SET kind = 'y.done' WHERE seq = 5", 5),
    ("UPDATE log_entries SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3", 3),
    ("UPDATE log_entries SET actor_id = 8 WHERE seq = 12", 12),
    ("UPDATE log_entries SET details = '{}' WHERE seq = 1", 1),
    ("UPDATE log_entries SET to_stage = NULL WHERE seq = 2", 2),
    ("UPDATE log_entries SET hash = prev WHERE seq = 4", 4),
    ("UPDATE log_entries SET personal_commit = '' WHERE seq = 6", 6),
    ("DELETE FROM log_entries WHERE seq = 7", 7),
    ("DELETE FROM log_entries WHERE seq = 1", 1),
    (SWAPPED, 4),
    (PUSHED_IN, 9),
    ("UPDATE log_details SET details = '{\"name\": \"Другая\", \"phone\": \"\"}' WHERE seq = 9", 9),
    ("UPDATE log_details SET salt = 'ffffffffffffffffffffffffffffffff' WHERE seq = 3", 3),
    ("UPDATE log_details SET seq = 4 WHERE seq = 3", 4),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "broken"), TAMPERED)
def test_tampering_is_found_and_named(
    written: Engine,
    statements: str,
    broken: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    past_the_guards(written, statements)
    verdict = verify(written)
    assert (verdict.ok, verdict.broken) == (False, broken)
    assert f"entry {broken}" in sentence(verdict)
    rows = _read(written)
    assert second.verify(rows)[0] == broken
    lines = tmp_path / "chain.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert audit.main([str(lines)]) == 1
    assert f"BROKEN at entry {broken}" in capsys.readouterr().out
    if written.dialect.name == "sqlite":
        assert audit.main([str(make_url(url_of(written)).database)]) == 1
        assert f"BROKEN at entry {broken}" in capsys.readouterr().out


@pytest.mark.parametrize("value", ["at = 'noon'", "details = '{'", "details = 'NaN'"])
def test_an_unreadable_entry_is_named_too(written: Engine, value: str) -> None:
    if written.dialect.name == "postgresql":
        return  # its columns take nothing unreadable
    past_the_guards(written, f"UPDATE log_entries SET {value} WHERE seq = 5")
    assert verify(written).broken == 5
    with pytest.raises(audit.Broken, match="entry 5"):
        audit.check(audit.entries(Path(str(make_url(url_of(written)).database))))


def test_a_cut_off_end_shows_only_in_the_count(written: Engine) -> None:
    before = verify(written)
    past_the_guards(
        written, "DELETE FROM log_details WHERE seq > 9; DELETE FROM log_entries WHERE seq > 9"
    )
    after = verify(written)
    assert after.ok
    assert (before.size, after.size) == (SIZE, 9)
    assert before.root != after.root


def _read(engine: Engine) -> list[Row]:
    return [json.loads(line) for line in dump(engine)]
