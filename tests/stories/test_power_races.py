"""Two at once over what gives the right to decide: exactly one comes first, and the other sees it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from sqlmodel import col, select

from records import commission_rows, interest_rows, rows
from records.errors import Overtaken
from records.tables import SigningPower
from tests.stories.conftest import Town
from tests.stories.test_races import comes_first, told
from tests.support.everywhere import Everywhere
from tests.support.sitting import Sitting
from workflow import interests, powers
from workflow.errors import Refused

ROUNDS = 4


def both(*deeds: Callable[[], object]) -> list[bool]:
    """Everybody at the same moment; who was let through."""
    start = Barrier(len(deeds))

    def go(deed: Callable[[], object]) -> bool:
        start.wait(timeout=30)
        try:
            deed()
        except (Refused, Overtaken):
            return False
        return True

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(go, deeds))


def released(at: Everywhere, name: str) -> bool:
    with at.city.reading() as work:
        return rows.released_decision(work, work.notice(at.refs[name])) is not None


def test_a_power_is_ended_while_its_holder_signs(town: Town) -> None:
    at = town.at
    unit = at.actor("zuev").posts[0].unit_id
    day = at.city.clock.now().date()
    for turn in range(ROUNDS):
        name = f"power {turn}"
        at.to_sign(name, "agreed")
        with at.city.reading() as work:
            mine = select(SigningPower.id).where(
                SigningPower.account_id == at.account("morozova"),
                col(SigningPower.ended_at).is_(None),
            )
            number = work.session.exec(mine).one()

        def end(number: int | None = number) -> None:
            with at.city.unit() as work:
                powers.end(
                    work,
                    actor=at.actor("zuev"),
                    number=number or 0,
                    reason="x",
                    last_day=None,
                    today=day,
                )

        since = len(told(at))
        signed, ended = both(partial(at.signs, at.refs[name], submit=False), end)
        assert ended
        assert released(at, name) == signed
        assert signed == comes_first(told(at, since), "notice.release", "power.ended")
        with at.city.unit() as work:
            given = powers.PowerIn(
                at.account("morozova"), unit, "1", day, title_en="P", title_ru="П"
            )
            powers.give(work, actor=at.actor("zuev"), given=given, today=day)


def test_the_signatory_is_recused_while_signing(town: Town) -> None:
    at = town.at
    for turn in range(ROUNDS):
        name = f"recused {turn}"
        at.to_sign(name, "agreed")

        def recuse(name: str = name) -> None:
            with at.city.unit() as work:
                interests.recuse(
                    work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs[name],
                    account_id=at.account("morozova"), reason="x",
                )  # fmt: skip

        since = len(told(at))
        signed, gone = both(partial(at.signs, at.refs[name], submit=False), recuse)
        assert gone
        assert released(at, name) == signed
        assert signed == comes_first(told(at, since), "notice.release", "recusal.made")
        with at.city.reading() as work:
            notice = work.notice(at.refs[name])
            assert at.account("morozova") in interest_rows.recused_from(work, notice.id or 0)


def test_a_draft_is_taken_back_while_the_commission_votes_on_it(town: Town) -> None:
    """Either it was counted and lies for signature, or it is being rewritten and is off the agenda."""
    sitting = Sitting(town.at).founded()
    for turn in range(ROUNDS):
        name = f"vote {turn}"
        sitting.large(name)
        sitting.called(name).opened("zuev", "hasanov", "police")
        sitting.votes(name, zuev="for", hasanov="for", police="for")
        reference = town.at.refs[name]

        closed, back = both(
            sitting.closes,
            partial(town.at.moves, reference, "back-from-commission", "orlova"),
        )
        assert closed
        with town.at.city.reading() as work:
            result = next(one.result for one in commission_rows.items(work, sitting.number))
        stage = town.at.city.stage(reference)
        assert (result, stage) in {("carried", "for-signature"), ("taken-off", "preparing")}
        assert back == (stage == "preparing")


def test_a_member_votes_while_the_sitting_is_closed(town: Town) -> None:
    """The vote is counted, or it was not taken: nothing lies beside what was counted."""
    sitting = Sitting(town.at).founded()
    for turn in range(ROUNDS):
        name = f"last vote {turn}"
        sitting.large(name)
        sitting.called(name).opened("zuev", "hasanov", "police")
        sitting.votes(name, zuev="against", hasanov="for")
        since = len(told(town.at))

        voted, closed = both(partial(sitting.votes, name, police="for"), sitting.closes)

        assert closed
        assert voted == comes_first(told(town.at, since), "sitting.voted", "sitting.closed")
        with town.at.city.reading() as work:
            item = next(one for one in commission_rows.items(work, sitting.number))
            cast = [one.vote for one in commission_rows.votes(work, item.id or 0).values()]
        assert (
            (item.ayes, item.noes) == (cast.count("for"), cast.count("against")) == (1 + voted, 1)
        )
        assert (item.result, town.at.city.stage(town.at.refs[name])) == (
            ("carried", "for-signature") if voted else ("rejected", "preparing")
        )
