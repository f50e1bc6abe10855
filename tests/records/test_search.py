"""Finding a notice: the same folding on both sides, prefixes, newest first, counted up to a limit."""

import pytest

from records import search as searching
from records.scope import Scope
from records.search import search
from records.tables import SearchKey
from records.unit_of_work import UnitOfWork
from records.words import search_key, terms
from tests.support.rows import make_city, make_notice

ALL = Scope(everything=True)


def test_words_are_folded() -> None:
    for text, key in (
        ("Ёлкина", "елкина"), ("ЕЛКИНА", "елкина"), ("«Весна»", "весна"), ("ﬁne", "fine"), ("№", ""), ("О'Нил", "о'нил"),
        ("e\u0301", "é"), ("２７-０４１７", "27-0417"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("х" * 99, "х" * 80),
    ):  # fmt: skip
        assert search_key(text) == key


def test_terms_know_a_telephone() -> None:
    assert terms("8 (916) 123-45-67") == [
        frozenset({"89161234567", "9161234567", "8 (916) 123-45-67"})
    ]
    assert terms("Ольга  Ёлкина ольга") == [frozenset({"ольга"}), frozenset({"елкина"})]
    assert terms("26-04") == [frozenset({"26-04"})]
    assert terms(" «» ") == []


@pytest.fixture(params=[1000, 2], ids=["rare", "common"])
def rare(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Both ways to look: by the keys of a rare term, and by walking from the newest notice."""
    monkeypatch.setattr(searching, "RARE", request.param)
    return int(request.param)


@pytest.mark.usefixtures("rare")
def test_every_word_must_begin_a_key(work: UnitOfWork) -> None:
    city = make_city(work)
    made = [make_notice(work, city).id for _ in range(4)]
    work.add(SearchKey(notice_id=made[1] or 0, kind="place", key="лужники"))
    work.flush()
    for text, expected in (
        ("ольга", made[::-1]), ("ОЛЬ ёлк", made[::-1]), ("ольга лужн", [made[1]]), ("27-0003", [made[2]]),
        ("+7 916 123-45", made[::-1]), ("8 (916) 123-45-67", made[::-1]), ("льга", []), ("ольга тверская", []), ("", []),
        ("%", []), ("_льга", []), ("ольга' OR 1=1", []), ("\U0010ffff", []),
    ):  # fmt: skip
        assert [row.id for row in search(work, ALL, text).rows] == expected, text


@pytest.mark.usefixtures("rare")
def test_hits_are_paged_and_counted_up_to_a_limit(work: UnitOfWork) -> None:
    city = make_city(work)
    made = [make_notice(work, city).id for _ in range(6)]
    hits = search(work, ALL, "ольга", limit=2, most=4)
    assert ([row.id for row in hits.rows], hits.counted, hits.more) == ([made[5], made[4]], 4, True)
    rest = search(work, ALL, "ольга", before=made[4], limit=10)
    assert ([row.id for row in rest.rows], rest.counted, rest.more) == (made[3::-1], 4, False)
