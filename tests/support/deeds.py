"""Random deeds of random people over a large and a small notice, by the services that pages call.

What must stand after each of them is asked in `tests/support/safeguards.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlmodel import col, select

from records import accounts, commission_rows
from records.errors import Missing, Overtaken
from records.tables import CommissionSitting, Notice, Recusal, SigningPower
from records.unit_of_work import UnitOfWork
from tests.support import desk_deeds
from tests.support.everywhere import DRAFTS, Everywhere
from tests.support.sitting import DRAFT, MEMBERS, MOSCOW, Sitting
from web.entering import actor_of
from workflow import (
    absences,
    amending,
    correcting,
    deciding,
    interests,
    law,
    moves,
    owning,
    powers,
    sitting_ends,
    sittings,
    versions,
)
from workflow.actor import Actor
from workflow.errors import NotPossible, Refused

PEOPLE = (
    "orlova", "hasanov", "zuev", "morozova", "kravets", "secretary", "police", "transport", "medical", "stranger",
    "farsigner", "admin", "auditor", "other", "owner",
)  # fmt: skip
BEFORE = "commission"
ENDS = frozenset({"withdraw", "void", "duplicate"})
"""Moves that end a walk before anything was decided."""
ONWARD = frozenset({"register", "ask", "prepare", "submit"})
PARTS = frozenset({"recuses", "lifts", "gives", "ends", "waits"})
"""Deeds after which somebody may have another part than before."""
OFFICERS = ("orlova", "hasanov")


@dataclass
class Deeds:
    """What somebody tries next. `who` did the last one, `did` what it was, `wrote` whether it must stand in the log."""

    sitting: Sitting
    chance: Random
    names: tuple[str, str]
    who: int | None = None
    did: str = ""
    wrote: bool = True
    done: dict[str, int] = field(default_factory=dict)
    trace: list[str] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)
    _known: dict[int, Actor] = field(default_factory=dict)

    @property
    def at(self) -> Everywhere:
        """The city."""
        return self.sitting.at

    @property
    def today(self) -> date:
        """The day of the city."""
        return self.sitting.today

    def step(self) -> bool:
        """Somebody tries something; whether it was done. A refusal is an answer, anything else is a fault."""
        deed: Callable[[Any], str] = self.chance.choice(DEEDS)
        self.did, self.wrote, self.who = deed.__name__, True, None
        try:
            said = deed(self)
        except (Refused, Missing, Overtaken) as error:
            self.trace.append(f"{self.did}: refused: {type(error).__name__} {error}")
            return False
        if self.did in PARTS:
            self._known.clear()
        self.done[self.did] = self.done.get(self.did, 0) + 1
        self.trace.append(f"{self.did}: {said}")
        return True

    # --- who and what --------------------------------------------------------------------

    def somebody(self, *likely: str) -> str:
        """Anybody; more often one of these, so that walks come somewhere."""
        if likely and self.chance.random() < 0.7:
            return self.chance.choice(likely)
        return self.chance.choice(PEOPLE)

    def account(self, key: str) -> int:
        """The id of somebody's account, looked up once."""
        if key not in self._ids:
            self._ids[key] = self.at.account(key)
        return self._ids[key]

    def actor(self, work: UnitOfWork, key: str) -> Actor:
        """Somebody as they are now; it is their deed."""
        self.who = self.account(key)
        return self.as_they_are(work, self.who)

    def as_they_are(self, work: UnitOfWork, account: int) -> Actor:
        """Somebody with what they hold today; read again after every deed that gives or takes a part."""
        if account not in self._known:
            person = accounts.person(work, account, work.now.astimezone(MOSCOW).date())
            assert person is not None
            self._known[account] = actor_of(person)
        return self._known[account]

    def notice(self, work: UnitOfWork, *likely: str) -> Notice:
        """One of the two, more often one that stands at these stages."""
        first = self.chance.choice(self.names)
        found = work.notice(self.at.refs[first])
        if not likely or found.stage in likely or self.chance.random() < 0.2:
            return found
        return work.notice(self.at.refs[self.names[first == self.names[0]]])

    # --- the road --------------------------------------------------------------------------

    def moves(self) -> str:
        with self.at.city.unit() as work:
            notice = self.notice(work)
            who = self.somebody(*(("secretary",) if notice.stage == BEFORE else OFFICERS))
            regime = law.regime_of(work, self.at.city.rulebook, notice)
            able = [one for one in regime.moves_from(notice.stage) if one.verb not in ENDS]
            onward = [one for one in able if one.verb in ONWARD]
            move = self.chance.choice(onward if onward and self.chance.random() < 0.7 else able)
            moves.move(
                work, self.at.city.rulebook, actor=self.actor(work, who), reference=notice.reference,
                name=move.name, seen=notice.revision, note="x",
            )  # fmt: skip
        return f"{who} {move.name} {notice.reference}"

    def writes(self) -> str:
        who = self.somebody(*OFFICERS, "orlova")
        with self.at.city.unit() as work:
            notice = self.notice(work, "preparing")
            large = notice.regime_pin.startswith("ru-moscow-mass")
            draft = DRAFT if large else DRAFTS[self.chance.choice(["agreed", "agreed", "refused"])]
            deciding.save(
                work, self.at.city.rulebook, actor=self.actor(work, who), reference=notice.reference,
                seen=notice.revision, draft=draft,
            )  # fmt: skip
        return f"{who} {notice.reference}"

    def signs(self) -> str:
        who = self.chance.choice(["morozova", "morozova", "kravets", *OFFICERS, self.somebody()])
        with self.at.city.unit() as work:
            notice = self.notice(work, "for-signature")
            deciding.release(
                work, self.at.city.rulebook, actor=self.actor(work, who), reference=notice.reference,
                seen=notice.revision,
            )  # fmt: skip
        return f"{who} {notice.reference}"

    def amends(self) -> str:
        """The organiser changes the number of people."""
        who = self.somebody("owner", "other")
        with self.at.city.unit() as work:
            notice, actor = self.notice(work), self.actor(work, who)
            content = replace(
                versions.content_of(work, notice), attendance=self.chance.randint(150, 900)
            )
            plan = amending.look(
                work, self.at.city.rulebook, actor=actor, reference=notice.reference, content=content
            )  # fmt: skip
            amending.amend(
                work, self.at.city.rulebook, actor=actor, reference=notice.reference,
                seen=notice.revision, content=content, reason="x", mark=plan.mark,
            )  # fmt: skip
        return f"{who} {notice.reference} to {content.attendance}"

    def corrects(self) -> str:
        """The head mends a mistake of registration."""
        who = self.somebody("zuev")
        with self.at.city.unit() as work:
            notice = self.notice(work)
            content = replace(
                versions.content_of(work, notice), attendance=self.chance.randint(150, 900)
            )
            correcting.correct(
                work, self.at.city.rulebook, actor=self.actor(work, who), reference=notice.reference,
                seen=notice.revision, content=content, reason="x",
            )  # fmt: skip
        return f"{who} {notice.reference} to {content.attendance}"

    # --- who has a part --------------------------------------------------------------------

    def recuses(self) -> str:
        by = self.somebody(*OFFICERS, "morozova", *MEMBERS)
        whom = self.chance.choice([by, self.somebody(*OFFICERS)])
        with self.at.city.unit() as work:
            notice = self.notice(work)
            interests.recuse(
                work, self.at.city.rulebook, actor=self.actor(work, by), reference=notice.reference,
                account_id=self.account(whom), reason="x",
            )  # fmt: skip
        return f"{by} recuses {whom} from {notice.reference}"

    def lifts(self) -> str:
        by = self.chance.choice(["zuev", self.somebody()])
        with self.at.city.unit() as work:
            rows = select(Recusal.id).where(col(Recusal.lifted_at).is_(None))
            number = work.session.exec(rows.order_by(col(Recusal.id).desc())).first() or 1
            interests.lift(
                work, self.at.city.rulebook, actor=self.actor(work, by), recusal_id=number, reason="x"
            )  # fmt: skip
        return f"{by} lifts {number}"

    def takes(self) -> str:
        who = self.somebody(*OFFICERS)
        with self.at.city.unit() as work:
            notice = self.notice(work)
            owning.take(
                work, self.at.city.rulebook, actor=self.actor(work, who),
                reference=notice.reference, seen=notice.revision,
            )  # fmt: skip
        return f"{who} {notice.reference}"

    def hands(self) -> str:
        """Somebody makes a colleague the owner."""
        who, to = self.somebody("zuev", *OFFICERS), self.somebody(*OFFICERS)
        with self.at.city.unit() as work:
            notice = self.notice(work)
            owning.hand_over(
                work, self.at.city.rulebook, actor=self.actor(work, who), reference=notice.reference,
                seen=notice.revision, to=self.account(to),
            )  # fmt: skip
        return f"{who} gives {notice.reference} to {to}"

    # --- powers and days -------------------------------------------------------------------

    def gives(self) -> str:
        by = self.chance.choice(["zuev", "admin", self.somebody()])
        whom = self.somebody("kravets", *OFFICERS)
        instead = self.chance.random() < 0.5
        first = self.sitting.today + timedelta(days=self.chance.randint(-2, 2))
        with self.at.city.unit() as work:
            given = powers.PowerIn(
                self.account(whom), work.notice(self.at.refs[self.names[0]]).unit_id, "1", first,
                to_day=first + timedelta(days=self.chance.randint(0, 6)),
                kinds=self.chance.choice([(), ("agreed",), ("conditions", "refused")]),
                absent_id=self.account("morozova") if instead else None, title_en="Acting", title_ru="И. о.",
            )  # fmt: skip
            powers.give(work, actor=self.actor(work, by), given=given, today=self.sitting.today)
        return f"{by} to {whom} from {first}, {given.kinds}, instead {instead}"

    def ends(self) -> str:
        by = self.chance.choice(["zuev", "admin", self.somebody()])
        with self.at.city.unit() as work:
            every = list(
                work.session.exec(select(SigningPower.id).order_by(col(SigningPower.id))).all()
            )
            number = self.chance.choice(every[1:] or every) or 1  # morozova's first stays
            powers.end(
                work, actor=self.actor(work, by), number=number, reason="x", last_day=None,
                today=self.sitting.today,
            )  # fmt: skip
        return f"{by} ends {number}"

    def away(self) -> str:
        whom = self.chance.choice(["morozova", self.somebody()])
        first = self.sitting.today + timedelta(days=self.chance.randint(0, 3))
        with self.at.city.unit() as work:
            absences.enter(
                work, actor=self.actor(work, "zuev"), account_id=self.account(whom), first_day=first,
                last_day=first, today=self.sitting.today,
            )  # fmt: skip
        return f"{whom} {first}"

    def waits(self) -> str:
        self.wrote = False
        self.at.city.clock.advance(hours=self.chance.choice([1, 1, 5, 9, 24]))
        return "hours pass"

    # --- the commission --------------------------------------------------------------------

    def sits(self) -> str:
        """The secretary, or somebody else, calls, opens or closes a sitting; or somebody is there, or votes."""
        who = self.somebody("secretary")
        with self.at.city.unit() as work:
            large = work.notice(self.at.refs[self.names[0]])
            newest = select(CommissionSitting).order_by(col(CommissionSitting.id).desc())
            row = work.session.exec(newest).first()
            likely = {
                "planned": ["open"],
                "open": ["here", "here", "vote", "vote", "vote", "vote", "close"],
            }
            some = likely.get(row.state if row else "", ["call"])
            if some == ["call"] and large.stage != BEFORE and self.chance.random() < 0.8:
                return self._brings(work, large)
            what = self.chance.choice(
                some if self.chance.random() < 0.8 else ["call", "open", "here", "vote", "close"]
            )
            number = row.id or 0 if row else 0
            said = SITS[what](self, work, self.actor(work, who), number)
        return f"{who} {what} {said}"

    def _brings(self, work: UnitOfWork, large: Notice) -> str:
        """No sitting, and nothing lies before the commission: an officer goes on towards it."""
        regime = law.regime_of(work, self.at.city.rulebook, large)
        able = [one for one in regime.moves_from(large.stage) if one.verb in ONWARD]
        if not able:
            raise NotPossible("nothing to vote on")
        who, move = self.somebody(*OFFICERS), self.chance.choice(able)
        moves.move(
            work, self.at.city.rulebook, actor=self.actor(work, who), reference=large.reference,
            name=move.name, seen=large.revision, note="x",
        )  # fmt: skip
        return f"{who} {move.name}"

    def _call(self, work: UnitOfWork, actor: Actor, number: int) -> str:
        made = sittings.plan(
            work, actor=actor, commission_id=self.sitting.commission,
            starts_at=work.now + timedelta(hours=1), place="x",
        )  # fmt: skip
        sittings.put(
            work, self.at.city.rulebook, actor=actor, sitting_id=made.id or 0,
            notices=[self.at.ids[self.names[0]]],
        )  # fmt: skip
        return str(made.id)

    def _open(self, work: UnitOfWork, actor: Actor, number: int) -> str:
        sittings.open_(work, actor=actor, sitting_id=number)
        return str(number)

    def _here(self, work: UnitOfWork, actor: Actor, number: int) -> str:
        whom, way = (
            self.chance.choice(MEMBERS),
            self.chance.choice(["here", "here", "remote", "left"]),
        )
        sittings.mark(
            work, actor=actor, sitting_id=number, account_id=self.account(whom), way=way,
            today=self.sitting.today,
        )  # fmt: skip
        return f"{whom} {way}"

    def _vote(self, work: UnitOfWork, actor: Actor, number: int) -> str:
        items = commission_rows.items(work, number)
        whom = self.chance.choice(MEMBERS)
        choice = self.chance.choice(["for", "for", "for", "against", "against", "abstain"])
        actor = self.actor(work, whom) if self.chance.random() < 0.5 else actor
        sittings.vote(
            work, actor=actor, item_id=items[0].id or 0 if items else 0, choice=choice,
            account_id=self.account(whom), today=self.sitting.today,
        )  # fmt: skip
        return f"{whom} {choice}"

    def _close(self, work: UnitOfWork, actor: Actor, number: int) -> str:
        done = sitting_ends.close(
            work, self.at.city.rulebook, actor=actor, sitting_id=number, remarks="",
            today=self.sitting.today, zone=MOSCOW,
        )  # fmt: skip
        return str([one.result for one in done])


SITS: dict[str, Callable[[Deeds, UnitOfWork, Actor, int], str]] = {
    "call": Deeds._call, "open": Deeds._open, "here": Deeds._here, "vote": Deeds._vote, "close": Deeds._close,
}  # fmt: skip
DEEDS: tuple[Callable[[Deeds], str], ...] = (
    Deeds.moves, Deeds.moves, Deeds.moves, Deeds.writes, Deeds.writes, Deeds.signs, Deeds.signs, Deeds.signs,
    Deeds.recuses, Deeds.recuses, Deeds.lifts, Deeds.gives, Deeds.ends, Deeds.away, Deeds.takes, Deeds.hands,
    Deeds.amends, Deeds.corrects, Deeds.waits,
    desk_deeds.shares, desk_deeds.lays, desk_deeds.words, desk_deeds.minutes,
    Deeds.sits, Deeds.sits, Deeds.sits, Deeds.sits, Deeds.sits, Deeds.sits,
)  # fmt: skip
