"""Random people try random deeds; after every step the safeguards of the law stand, whoever tried what.

Four eyes, powers, recusal, quorum, frozen versions and answers, the chain. The suite walks 120 steps;
`make deep` walks two hundred walks of forty.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import col, select

from records import commission_rows, interest_rows, rows, verify
from records.errors import Missing, Overtaken
from records.tables import (
    AgendaItem,
    Commission,
    CommissionSitting,
    Decision,
    Notice,
    NoticeVersion,
    Recusal,
    SigningPower,
)
from tests.support.everywhere import DRAFTS, Everywhere
from tests.support.sitting import DRAFT, MEMBERS, MOSCOW, Sitting
from workflow import (
    absences,
    deciding,
    interests,
    lastsafe,
    law,
    moves,
    owning,
    powers,
    sitting_ends,
    sittings,
)
from workflow.content import SessionIn
from workflow.errors import Refused

PEOPLE = (
    "orlova", "hasanov", "zuev", "morozova", "kravets", "secretary", "police", "transport", "medical", "stranger",
    "farsigner", "admin", "auditor", "other",
)  # fmt: skip
STEPS = 40
ENDS = frozenset({"withdraw", "void", "duplicate"})
"""Moves that end a walk before anything was decided."""


@dataclass
class Walk:
    """One city, a notice of each kind, and what somebody tries next."""

    sitting: Sitting
    chance: Random
    frozen: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    trace: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def at(self) -> Everywhere:
        return self.sitting.at

    def begin(self, number: int) -> None:
        """A large event and an assembly; the clock is where the walk before left it."""
        self.names = [f"large-{number}", f"small-{number}"]
        self.sitting.large(self.names[0], submit=False)
        day = SessionIn(self.sitting.today + timedelta(days=13), "12:00", "13:30")
        small = self.at.files(self.names[1], sessions=(day,))
        self.at.moves(small, "register")
        self.at.moves(small, "ask", bodies=("police", "transport"))
        for body in ("police", "transport"):
            self.at.answers(small, body)
        self.at.moves(small, "prepare")
        self.at.writes(small, "agreed")
        self.trace = []

    def who(self, *likely: str) -> str:
        """Anybody; more often one of these, so that walks come somewhere."""
        if likely and self.chance.random() < 0.7:
            return self.chance.choice(likely)
        return self.chance.choice(PEOPLE)

    def reference(self) -> str:
        return self.at.refs[self.chance.choice(self.names)]

    def ready(self) -> str:
        """A notice that lies for signature, if there is one."""
        lying = [
            name for name in self.names if self.at.city.stage(self.at.refs[name]) == "for-signature"
        ]
        return self.at.refs[self.chance.choice(lying or self.names)]

    def step(self) -> None:
        """Somebody tries something; a refusal is an answer, anything else is a fault."""
        deed: Callable[[Any], str] = self.chance.choice(DEEDS)
        name = deed.__name__
        try:
            said = deed(self)
            self.done[name] = self.done.get(name, 0) + 1
        except (Refused, Missing, Overtaken) as error:
            said = f"refused: {type(error).__name__}"
        self.trace.append(f"{name}: {said}")

    def moves(self) -> str:
        reference, who = self.reference(), self.who("orlova", "hasanov")
        with self.at.city.unit() as work:
            notice = work.notice(reference)
            regime = law.regime_of(work, self.at.city.rulebook, notice)
            able = [one for one in regime.moves_from(notice.stage) if one.verb not in ENDS]
            onward = [one for one in able if one.verb in {"register", "ask", "prepare", "submit"}]
            move = self.chance.choice(onward if onward and self.chance.random() < 0.7 else able)
            moves.move(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=reference, name=move.name,
                seen=notice.revision, note="x", last_seen=lastsafe.mark(work, self.at.city.rulebook, reference),
            )  # fmt: skip
        return f"{who} {move.name} {reference}"

    def writes(self) -> str:
        reference, who = self.reference(), self.who("orlova", "hasanov", "orlova")
        with self.at.city.unit() as work:
            notice = work.notice(reference)
            large = notice.regime_pin.startswith("ru-moscow-mass")
            draft = DRAFT if large else DRAFTS[self.chance.choice(["agreed", "agreed", "refused"])]
            deciding.save(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=reference,
                seen=notice.revision, draft=draft,
            )  # fmt: skip
        return f"{who} {reference}"

    def signs(self) -> str:
        reference, who = (
            self.reference(),
            self.chance.choice(["morozova", "kravets", "zuev", self.who()]),
        )
        with self.at.city.unit() as work:
            deciding.release(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=reference,
                seen=work.notice(reference).revision,
                last_seen=lastsafe.mark(work, self.at.city.rulebook, reference),
            )  # fmt: skip
        return f"{who} {reference}"

    def recuses(self) -> str:
        by, whom, reference = self.who(), self.who(), self.reference()
        whom = self.chance.choice([by, whom])
        with self.at.city.unit() as work:
            interests.recuse(
                work, self.at.city.rulebook, actor=self.at.actor(by), reference=reference,
                account_id=self.at.account(whom), reason="x",
            )  # fmt: skip
        return f"{by} recuses {whom} from {reference}"

    def lifts(self) -> str:
        by = self.chance.choice(["zuev", self.who()])
        with self.at.city.unit() as work:
            last = (
                select(Recusal.id)
                .where(col(Recusal.lifted_at).is_(None))
                .order_by(col(Recusal.id).desc())
            )
            number = work.session.exec(last).first() or 1
            interests.lift(
                work, self.at.city.rulebook, actor=self.at.actor(by), recusal_id=number, reason="x"
            )
        return f"{by} lifts {number}"

    def gives(self) -> str:
        by, whom = self.chance.choice(["zuev", "admin", self.who()]), self.who()
        instead = self.chance.random() < 0.5
        first = self.sitting.today + timedelta(days=self.chance.randint(-2, 2))
        given = powers.PowerIn(
            self.at.account(whom), self.at.actor("zuev").posts[0].unit_id, "1", first,
            to_day=first + timedelta(days=self.chance.randint(0, 6)),
            kinds=self.chance.choice([(), ("agreed",), ("conditions", "refused")]),
            absent_id=self.at.account("morozova") if instead else None, title_en="Acting", title_ru="И. о.",
        )  # fmt: skip
        with self.at.city.unit() as work:
            powers.give(work, actor=self.at.actor(by), given=given, today=self.sitting.today)
        return f"{by} to {whom} from {first}"

    def ends(self) -> str:
        by = self.chance.choice(["zuev", "admin", self.who()])
        with self.at.city.unit() as work:
            every = work.session.exec(select(SigningPower.id).order_by(col(SigningPower.id))).all()
            number = (
                self.chance.choice(list(every)[1:] or list(every)) or 1
            )  # morozova's first stays
            powers.end(
                work,
                actor=self.at.actor(by),
                number=number,
                reason="x",
                last_day=None,
                today=self.sitting.today,
            )
        return f"{by} ends {number}"

    def away(self) -> str:
        whom = self.chance.choice(["morozova", self.who()])
        first = self.sitting.today + timedelta(days=self.chance.randint(0, 3))
        with self.at.city.unit() as work:
            absences.enter(
                work, actor=self.at.actor("zuev"), account_id=self.at.account(whom), first_day=first,
                last_day=first, today=self.sitting.today,
            )  # fmt: skip
        return f"{whom} {first}"

    def takes(self) -> str:
        reference, who = self.reference(), self.who()
        with self.at.city.unit() as work:
            owning.take(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=reference,
                seen=work.notice(reference).revision,
            )  # fmt: skip
        return f"{who} {reference}"

    def sits(self) -> str:
        """The secretary, or somebody else, calls, opens or closes a sitting; or somebody is there, or votes."""
        who = self.who("secretary")
        actor = self.at.actor(who)
        with self.at.city.unit() as work:
            newest = select(CommissionSitting).order_by(col(CommissionSitting.id).desc())
            row = work.session.exec(newest).first()
            number = row.id or 0 if row else 0
            likely = {
                "planned": ["open"],
                "open": ["here", "here", "vote", "vote", "vote", "close"],
            }
            some = likely.get(row.state if row else "", ["call"])
            what = self.chance.choice(
                some if self.chance.random() < 0.8 else ["call", "open", "here", "vote", "close"]
            )
            if what == "call":
                made = sittings.plan(
                    work, actor=actor, commission_id=self.sitting.commission,
                    starts_at=work.now + timedelta(hours=1), place="x",
                )  # fmt: skip
                waiting = self.at.ids[self.names[0]]
                sittings.put(
                    work,
                    self.at.city.rulebook,
                    actor=actor,
                    sitting_id=made.id or 0,
                    notices=[waiting],
                )
            elif what == "open":
                sittings.open_(work, actor=actor, sitting_id=number)
            elif what == "here":
                whom = self.chance.choice(MEMBERS)
                sittings.mark(
                    work, actor=actor, sitting_id=number, account_id=self.at.account(whom),
                    way=self.chance.choice(["here", "here", "remote", "left"]), today=self.sitting.today,
                )  # fmt: skip
            elif what == "vote":
                items = commission_rows.items(work, number)
                whom = self.chance.choice(MEMBERS)
                sittings.vote(
                    work, actor=self.at.actor(self.chance.choice([whom, who])),
                    item_id=items[0].id or 0 if items else 0,
                    choice=self.chance.choice(["for", "for", "for", "against", "abstain"]),
                    account_id=self.at.account(whom), today=self.sitting.today,
                )  # fmt: skip
            else:
                sitting_ends.close(
                    work, self.at.city.rulebook, actor=actor, sitting_id=number, remarks="",
                    today=self.sitting.today, zone=MOSCOW,
                )  # fmt: skip
        return f"{who} {what}"

    def waits(self) -> str:
        self.at.city.clock.advance(hours=self.chance.choice([1, 1, 5, 9]))
        return "hours pass"

    def safe(self) -> None:
        """Every safeguard of this walk's notices, asked of the database as it stands now."""
        mine = [self.at.ids[name] for name in self.names]
        with self.at.city.reading() as work:
            for row in work.session.exec(
                select(Decision).where(col(Decision.notice_id).in_(mine))
            ).all():
                if row.released_at is not None:
                    self._released(work, row)
            for notice in work.session.exec(select(Notice).where(col(Notice.id).in_(mine))).all():
                gone = interest_rows.recused_from(work, notice.id or 0)
                assert notice.owner_id not in gone, "who is recused owns the notice"
                self._before_the_commission(work, notice)
            for item in work.session.exec(
                select(AgendaItem).where(col(AgendaItem.notice_id).in_(mine))
            ).all():
                sitting = work.get(CommissionSitting, item.sitting_id)
                quorum = work.get(Commission, sitting.commission_id).quorum
                if item.result in {"carried", "rejected"}:
                    assert item.voting >= quorum, "decided without a quorum"
                    assert item.ayes + item.noes + item.abstained == item.voting
                    assert (item.result == "carried") == (item.ayes > item.noes)

    def _released(self, work: Any, row: Decision) -> None:
        assert row.signed_by != row.prepared_by, "one person prepared and signed"
        power = work.get(SigningPower, row.power_id)
        assert row.signed_day is not None
        assert row.released_at is not None
        assert power.account_id == row.signed_by
        assert power.from_day <= row.signed_day, "signed before the power began"
        assert power.to_day is None or row.signed_day <= power.to_day, (
            "signed after the power ended"
        )
        assert power.ended_at is None or row.released_at <= power.ended_at, (
            "signed after it was taken back"
        )
        version = work.get(NoticeVersion, row.version_id)
        assert version.hash == row.version_hash
        said = (row.outcome, row.facts, row.number, row.signed_by, row.power_id, row.version_hash)
        if row.id not in self.frozen:  # released by this very step
            gone = interest_rows.recused_from(work, row.notice_id)
            assert not gone & {row.signed_by, row.prepared_by}, (
                "who is recused took part in the decision"
            )
        assert self.frozen.setdefault(row.id or 0, said) == said, "a released decision was changed"

    def _before_the_commission(self, work: Any, notice: Notice) -> None:
        regime = law.regime_of(work, self.at.city.rulebook, notice)
        if regime.commission is None or notice.attendance <= regime.commission.above:
            return
        row = rows.draft_decision(work, notice) or rows.released_decision(work, notice)
        if notice.stage in {"for-signature", "agreed", "refused"} and row is not None:
            assert commission_rows.agreed(work, row.id or 0, row.prepared_at), (
                "signed without a vote"
            )


DEEDS: tuple[Callable[[Walk], str], ...] = (
    Walk.moves, Walk.moves, Walk.moves, Walk.writes, Walk.writes, Walk.signs, Walk.signs, Walk.recuses, Walk.lifts,
    Walk.gives, Walk.ends, Walk.away, Walk.takes, Walk.sits, Walk.sits, Walk.sits, Walk.sits, Walk.waits,
)  # fmt: skip


def walks(at: Everywhere, seed: int, count: int) -> Walk:
    """So many walks of forty steps in one city; the chain is verified after each."""
    walk = Walk(Sitting(at).founded(), Random(seed))
    for number in range(count):
        at.city.clock.set(at.city.clock.now().replace(hour=9) + timedelta(hours=0))
        walk.begin(number)
        for _step in range(STEPS):
            walk.step()
            try:
                walk.safe()
            except AssertionError as error:
                raise AssertionError(
                    f"seed {seed}, walk {number}: {error}\n" + "\n".join(walk.trace)
                ) from error
        assert verify.verify(at.city.engine).ok
    return walk


def test_the_safeguards_stand_whatever_is_tried(at: Everywhere) -> None:
    walk = walks(at, 2027, 3)
    assert {"moves", "writes", "recuses", "gives", "sits"} <= set(walk.done), walk.done


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(10))
def test_the_safeguards_stand_on_two_hundred_walks(at: Everywhere, seed: int) -> None:
    walk = walks(at, seed, 20)
    assert walk.done.get("signs", 0) > 0, walk.done
    assert date(2027, 3, 1) <= walk.sitting.today
