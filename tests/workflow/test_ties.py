"""Equal votes: what the law says of them decides, or nothing is decided and the draft goes to the next sitting."""

import re
from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import text

from desk import history_commission
from letters.letter import from_json
from letters.sitting import SittingMinutes
from records import casefile, commission_rows
from records.case_rows import HistoryRow
from records.scope import Scope
from regimes import shelf
from regimes.fault import Fault
from regimes.reading import read_regime
from regimes.words import TIES
from tests.support.everywhere import Everywhere
from tests.support.sitting import Sitting, small_law
from workflow import interests, tallying
from workflow.seeing import public_history
from workflow.tallying import count


@pytest.fixture
def sitting(at: Everywhere) -> Sitting:
    return Sitting(at).founded()


def undecided(sitting: Sitting, name: str) -> list[HistoryRow]:
    """What the log of a notice says of votes that decided nothing."""
    with sitting.at.city.reading() as work:
        found = casefile.history(work, Scope(everything=True), sitting.notices[name])
    return [row for row in found if row.kind in history_commission.SENTENCES]


def test_every_count_of_four_members_against_the_rule_in_words() -> None:
    """All ways in which four members vote, one of them in the chair, under both rules and three quorums."""
    choices = ("for", "against", "abstain", None, "away")
    for seats, tie, quorum in product(product(choices, repeat=4), TIES, (2, 3, 4)):
        able = [who for who, said in enumerate(seats) if said != "away"]
        votes = {who: said for who, said in enumerate(seats) if said not in {None, "away"}}
        votes |= {
            who: "for" for who, said in enumerate(seats) if said == "away"
        }  # left after voting
        got = count({k: str(v) for k, v in votes.items()}, able, quorum=quorum, tie=tie, chair=0)

        ayes, noes = seats.count("for"), seats.count("against")
        if 4 - seats.count("away") < quorum:
            meant = "no-quorum"
        elif ayes > noes or (ayes == noes and tie == "chair" and seats[0] == "for"):
            meant = "carried"
        elif noes > ayes or (ayes == noes and tie == "chair" and seats[0] == "against"):
            meant = "rejected"
        else:
            meant = "tied"
        assert (got.result, got.ayes, got.noes) == (meant, ayes, noes), (seats, tie, quorum)
        assert got.ayes + got.noes + got.abstained == got.voting == len(able)
        assert (got.cast_by == 0) == (meant in {"carried", "rejected"} and ayes == noes)


def test_a_commission_without_a_chair_decides_no_tie() -> None:
    assert (
        count({1: "for", 2: "against"}, [1, 2], quorum=2, tie="chair", chair=None).result == "tied"
    )


def test_a_rule_of_equal_votes_that_is_none_is_refused_at_load() -> None:
    path = next(shelf.FOLDER.glob("ru-moscow-mass.*.toml"))
    body = path.read_text("utf-8")
    for old, new in (('rule   = "chair"', 'rule   = "coin"'), ('rule   = "chair"\n', "")):
        assert old in body
        with pytest.raises(Fault, match=re.escape("commission.tie.rule")):
            read_regime(path.name, body.replace(old, new, 1))


def test_a_law_that_is_silent_decides_no_tie(at: Everywhere) -> None:
    mass = next(one for one in small_law().by_pin.values() if one.commission)
    assert mass.commission is not None
    assert tallying.rule_of(mass) == "chair"
    silent = replace(mass, commission=replace(mass.commission, tie=None))
    assert tallying.rule_of(silent) == "next-sitting"
    assert tallying.rule_of(replace(mass, commission=None)) == "next-sitting"


def test_the_vote_of_the_chair_decides_and_the_minutes_say_so(sitting: Sitting) -> None:
    at = sitting.at
    for name in ("yes", "no", "silent", "mine"):
        sitting.large(name)
    sitting.called("yes", "no", "silent", "mine").opened("zuev", "hasanov", "police", "medical")
    sitting.votes("yes", zuev="for", hasanov="against")
    sitting.votes("no", zuev="against", hasanov="for")
    sitting.votes("silent", zuev="abstain", hasanov="for", police="against")
    sitting.votes("mine", zuev="for", hasanov="for", police="against")
    with (
        at.city.unit() as work
    ):  # the chair has no part in it: the vote goes, and three are left to vote
        interests.recuse(
            work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["mine"],
            account_id=at.account("zuev"), reason="Сын среди организаторов",
        )  # fmt: skip
    assert sitting.closes() == {
        "yes": "carried", "no": "rejected", "silent": "tied", "mine": "tied",
    }  # fmt: skip
    stages = {name: at.city.stage(at.refs[name]) for name in sitting.notices}
    assert stages == {
        "yes": "for-signature", "no": "preparing", "silent": "commission", "mine": "commission",
    }  # fmt: skip
    with at.city.reading() as work:
        cast = [one.cast_by for one in commission_rows.items(work, sitting.number)]
    assert cast == [at.account("zuev"), at.account("zuev"), None, None]
    said = {locale: from_json(sitting.minutes(locale).data) for locale in ("ru", "en")}
    paper, english = said["ru"], said["en"]
    assert isinstance(paper, SittingMinutes)
    assert isinstance(english, SittingMinutes)
    assert [one.casting for one in paper.items] == [
        "Голоса разделились поровну; решил голос председателя (Н. П. Зуев): за.",
        "Голоса разделились поровну; решил голос председателя (Н. П. Зуев): против.",
        "", "",
    ]  # fmt: skip
    assert paper.items[2].result.endswith(
        "решение не принято, вопрос переходит на следующее заседание"
    )
    assert english.items[2].result.endswith(
        "nothing was resolved, the question goes to the next sitting"
    )
    assert [len(one.dissent) for one in paper.items] == [
        1,
        1,
        1,
        1,
    ]  # words against are kept, tie or not


def test_a_tie_that_nobody_decides_goes_to_the_next_sitting(sitting: Sitting) -> None:
    """With a sitting called already it stands on its agenda at once; there it is voted on anew."""
    at = sitting.at
    at.city.rulebook = small_law(tie="next-sitting")
    sitting.large("one")
    sitting.large("two")
    following = sitting.called("two").number
    sitting.called("one").opened("zuev", "hasanov", "police")
    sitting.votes("one", zuev="for", hasanov="against", police="abstain")
    assert sitting.closes() == {"one": "tied"}
    assert at.city.stage(at.refs["one"]) == "commission"
    sitting.number = following
    with at.city.reading() as work:
        agenda = [one.notice_id for one in commission_rows.items(work, following)]
    told = undecided(sitting, "one")
    assert agenda == [sitting.notices["two"], sitting.notices["one"]]
    assert [(row.details["why"], row.details["next"]) for row in told] == [("tied", following)]
    assert public_history(told) == ()  # how members voted is not the organiser's
    sitting.opened("zuev", "hasanov", "police")
    sitting.votes("one", zuev="for", hasanov="for", police="against")
    assert sitting.closes() == {"two": "tied", "one": "carried"}  # nobody voted on the other


def test_the_log_says_why_nothing_was_decided(sitting: Sitting) -> None:
    sitting.large("few")
    sitting.called("few").opened("zuev")
    assert sitting.closes() == {"few": "no-quorum"}
    (row,) = undecided(sitting, "few")
    assert (row.details["why"], row.details["next"]) == ("no-quorum", None)


def test_the_database_itself_refuses_a_tie_that_decided_itself(sitting: Sitting) -> None:
    at = sitting.at
    sitting.large("one")
    sitting.called("one").opened("zuev", "hasanov", "police")
    sitting.votes("one", zuev="for", hasanov="against")
    item = sitting.item("one")
    zuev, police = at.account("zuev"), at.account("police")
    even = "voting = 3, ayes = 1, noes = 1, abstained = 1"
    for change, said in (
        (f"{even}, result = 'carried'", "equal votes decide nothing"),
        (f"{even}, result = 'rejected'", "equal votes decide nothing"),
        (f"{even}, result = 'rejected', cast_by = {zuev}", "equal votes decide nothing"),
        (f"{even}, result = 'carried', cast_by = {police}", "equal votes decide nothing"),
        ("voting = 3, ayes = 1, noes = 2, result = 'carried'", "not what was voted"),
        ("voting = 3, ayes = 2, noes = 1, result = 'rejected'", "not what was voted"),
    ):
        with pytest.raises(DBAPIError, match=said), at.city.unit() as work:
            work.session.execute(text(f"UPDATE agenda_items SET {change} WHERE id = {item}"))
