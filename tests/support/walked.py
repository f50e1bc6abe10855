"""A path of the model check walked for real: each deed by its service on a database, and what the database then says."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from records import behind, rows
from records.tables import Consultation, Due
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from tests.support.everywhere import DRAFTS, LATER, Everywhere
from workflow import (
    amending,
    answering,
    consulting,
    correcting,
    countering,
    deciding,
    gathering,
    law,
    moves,
    ticking,
    versions,
)
from workflow.actor import Actor
from workflow.content import SessionIn
from workflow.countering import OfferIn
from workflow.deciding import DecisionIn
from workflow.proving_effects import rest_of
from workflow.proving_people import EVERYTHING, OFFICER, ORGANISER, SIGNATORY
from workflow.proving_road import Road
from workflow.proving_state import ABSENT, ANSWERS, OPEN, PENDING, SIDES, Draft, State, future
from workflow.proving_steps import Step

PEOPLE = {
    ORGANISER.name: "owner",
    OFFICER.name: "orlova",
    SIGNATORY.name: "morozova",
    EVERYTHING.name: "all",
}
"""Who of the city acts for a person of the model."""
SAID = {"no-objection": ANSWERS[0], "conditions": ANSWERS[1], "objection": ANSWERS[1]}
SECOND = timedelta(seconds=1)
BODIES = ("police", "transport", "medical")


class Whole(Road):
    """A road on which nothing is forgotten, so that a database can be compared with it."""

    @property
    def with_draft(self) -> frozenset[str]:
        return frozenset(self.regime.stages)

    @property
    def incomplete_opens(self) -> bool:
        return True


@dataclass
class Walked:
    """One notice on its way, and the model's road beside it."""

    at: Everywhere
    road: Road
    reference: str = ""
    old: int = 0  # questions up to this one belong to a review that is over
    count: int = 0  # deeds done, so that no two say the same

    @property
    def regime(self) -> Regime:
        """The law of the notice."""
        return self.road.regime

    # --- what the database says --------------------------------------------------------

    def begun(self) -> bool:
        """Whether the event has begun."""
        with self.at.city.reading() as work:
            return bool(work.now >= work.notice(self.reference).starts_at)

    def seen(self, *, by: str = "") -> State:
        """The notice as the model would have it."""
        return self._seen(by=by)[0]

    def next_instant(self) -> datetime:
        """The nearest instant that still matters."""
        return self._seen()[1][0]

    def _seen(self, *, by: str = "") -> tuple[State, list[datetime]]:
        with self.at.city.reading() as work:
            notice = work.notice(self.reference)
            ledger = {due.clock: due for due in rows.dues(work, notice)}
            asked = self._asked(work)
            instants = sorted(
                {at for at in (*(due.due_at for due in ledger.values()), *(one.due_at for one in asked if one.answered_at is None))
                 if work.now <= at}
            )  # fmt: skip
            rank = {at: number for number, at in enumerate(instants, 1)}
            draft = rows.draft_decision(work, notice)
            state = State(
                notice.stage, notice.window, self._mine(notice.kind),
                tuple(_row(ledger.get(clock.name), rank) for clock in self.road.clocks),
                self._newest(list(rows.dues(work, notice))), -1,
                tuple((OPEN, rank.get(one.due_at, 0)) if one.answered_at is None else (SAID[one.answer], 0) for one in asked),
                None if draft is None else Draft(
                    draft.outcome, not gathering.lacks(work, self.regime, notice, draft),
                    self._number(draft.prepared_by),
                ),
                by, recorded=behind.was_moved(work, notice, self._records()),
                stood=gathering.stood(work, self.regime, notice),
            )  # fmt: skip
        matter = [instants[number - 1] for number in future(state)]
        return rest_of(self.road, state), matter

    def _records(self) -> list[str]:
        return [move.name for move in self.regime.moves.values() if move.verb == "record"]

    def _asked(self, work: UnitOfWork) -> list[Consultation]:
        """The questions of this review that are not closed."""
        notice = work.notice(self.reference)
        found = [row for row in rows.consultations(work, notice) if (row.id or 0) > self.old]
        if notice.stage not in self.road.asking:
            return []
        return [row for row in found if row.closed_at is None]

    def _newest(self, ledger: list[Due]) -> tuple[int, int]:
        place = [clock.name for clock in self.road.clocks]
        found = [
            [place.index(due.clock) for due in ledger if due.side == side and self.regime.clocks[due.clock].statutory]
            for side in SIDES
        ]  # fmt: skip
        first, second = (of_side[-1] if of_side else -1 for of_side in found)
        return first, second

    def _mine(self, kind: str) -> int:
        names = [clock.name for clock in self.road.clocks]
        mine = tuple(names.index(name) for name in self.regime.kinds[kind].clocks)
        return self.road.sets.index(() if self.regime.kinds[kind].exempt else mine)

    def _number(self, account: int) -> int:
        """The model's number of somebody."""
        known = {self.at.account("orlova"): OFFICER, self.at.account("all"): EVERYTHING}
        return known[account].account_id or 0

    # --- deeds -------------------------------------------------------------------------

    def does(self, step: Step) -> None:
        """Do one step for real; whatever the service refuses comes out."""
        self.count += 1
        who = PEOPLE.get(step.who.name, "")
        getattr(self, f"_{step.kind}")(step, who)
        if self.at.city.stage(self.reference) not in self.road.asking:
            with self.at.city.reading() as work:
                found = rows.consultations(work, work.notice(self.reference))
                self.old = max((row.id or 0 for row in found), default=0)

    def _time(self, step: Step, who: str) -> None:
        self.at.city.clock.set(self.next_instant() + SECOND)

    def _tick(self, step: Step, who: str) -> None:
        with self.at.city.unit() as work:
            due = next(
                due
                for due in rows.pending_dues(work, work.notice(self.reference))
                if due.clock == step.name
            )
            ticking.lapse(work, self.at.city.rulebook, due.id or 0)

    def _move(self, step: Step, who: str) -> None:
        move = self.regime.moves[step.name]
        actor = self.at.actor(who)
        if move.verb == "release":
            self.at.signs(self.reference, who, submit=False)
        elif move.verb in {"counter", "adopt"}:
            self._bargains(actor, move.verb)
        elif move.verb == "return":
            self._answers_back(actor)
        elif move.verb == "decline":
            with self.at.city.unit() as work:
                answering.decline(
                    work, self.at.city.rulebook, actor=actor, reference=self.reference,
                    seen=work.notice(self.reference).revision, reason="Не подходит",
                )  # fmt: skip
        elif move.verb == "uphold":  # as the signature under an objection does
            with self.at.city.unit() as work:
                moves.uphold(
                    work, self.at.city.rulebook, actor=actor, notice=work.notice(self.reference),
                    name=step.name, why=f"{self.reference}/O{self.count}",
                )  # fmt: skip
        else:
            more: dict[str, Any] = {}
            if move.verb == "ask":
                more["bodies"] = BODIES[: int(step.more.split()[0])]
            if move.verb == "duplicate":
                more["duplicate_of"] = self.at.refs["twin"]
            self.at.moves(self.reference, step.name, who, **more)

    def _amend(self, step: Step, who: str) -> None:
        """Another number of people: examined anew, in the same window."""
        with self.at.city.unit() as work:
            notice = work.notice(self.reference)
            old, actor = versions.content_of(work, notice), self.at.actor(who)
            new = replace(old, attendance=100 + self.count)
            plan = amending.look(
                work, self.at.city.rulebook, actor=actor, reference=self.reference, content=new
            )
            amending.amend(
                work, self.at.city.rulebook, actor=actor, reference=self.reference,
                seen=notice.revision, content=new, reason="Передумали", mark=plan.mark,
            )  # fmt: skip

    def _bargains(self, actor: Actor, verb: str) -> None:
        """Other hours than anybody named before; or the office takes them."""
        with self.at.city.unit() as work:
            seen = work.notice(self.reference).revision
            if verb == "adopt":
                countering.take(
                    work, self.at.city.rulebook, actor=actor, reference=self.reference, seen=seen
                )
                return
            hours = SessionIn(LATER.day, f"{10 + self.count % 3}:{self.count % 60:02}", "20:00")
            countering.offer(
                work, self.at.city.rulebook, actor=actor, reference=self.reference, seen=seen,
                offered=OfferIn(sessions=(hours,), reason="Так удобнее"),
            )  # fmt: skip

    def _answers_back(self, actor: Actor) -> None:
        """Accept what was proposed, or put right what was asked."""
        with self.at.city.unit() as work:
            notice = work.notice(self.reference)
            if rows.open_proposal(work, notice) is not None:
                answering.accept(
                    work,
                    self.at.city.rulebook,
                    actor=actor,
                    reference=self.reference,
                    seen=notice.revision,
                )
                return
            old = versions.content_of(work, notice)
            content = replace(old, answers={**old.answers, "medical": f"Пост № {self.count}"})
            answering.cure(
                work, self.at.city.rulebook, actor=actor, reference=self.reference,
                seen=notice.revision, content=content,
            )  # fmt: skip

    def _save(self, step: Step, who: str) -> None:
        draft = self._draft(step.name) if step.more == "complete" else DecisionIn(step.name)
        with self.at.city.unit() as work:
            deciding.save(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=self.reference,
                seen=work.notice(self.reference).revision, draft=draft,
            )  # fmt: skip

    def _draft(self, outcome: str) -> DecisionIn:
        """A complete draft; a proposal names other hours each time."""
        draft = replace(DRAFTS[outcome], replace_reason="Так вышло")
        if not draft.proposal_sessions:
            return draft
        other = SessionIn(LATER.day, f"{13 + self.count % 5}:{self.count % 60:02}", "21:00")
        return replace(draft, proposal_sessions=(other,))

    def _answer(self, step: Step, who: str) -> None:
        said = {answer: word for word, answer in SAID.items()}[step.name]
        row = self._open_question()
        unit = self._unit(row)
        with self.at.city.unit() as work:
            consulting.answer(
                work, self.at.city.rulebook, actor=self.at.actor(unit), consultation_id=row.id or 0,
                answer=said, ground="Регламент, п. 4", facts="Перекрыт мост",
            )  # fmt: skip

    def _close(self, step: Step, who: str) -> None:
        with self.at.city.unit() as work:
            consulting.close(
                work, self.at.city.rulebook, actor=self.at.actor(who),
                consultation_id=self._open_question().id or 0, reason="Ответа не ждём",
            )  # fmt: skip

    def _another(self, step: Step, who: str) -> None:
        with self.at.city.reading() as work:
            taken = {self._unit(row) for row in self._asked(work) if row.answered_at is None}
        code = next(code for code in BODIES if code not in taken)
        with self.at.city.unit() as work:
            consulting.ask_another(
                work,
                self.at.city.rulebook,
                actor=self.at.actor(who),
                reference=self.reference,
                code=code,
            )

    def _open_question(self) -> Consultation:
        with self.at.city.reading() as work:
            return next(row for row in self._asked(work) if row.answered_at is None)

    def _unit(self, row: Consultation) -> str:
        with self.at.city.reading() as work:
            return next(code for code in BODIES if rows.unit_by_code(work, code).id == row.unit_id)

    def _correct(self, step: Step, who: str) -> None:
        with self.at.city.unit() as work:
            notice = work.notice(self.reference)
            old = versions.content_of(work, notice)
            content = old
            if step.name == "a person's data":
                content = replace(
                    old, answers={**old.answers, "phone": f"+7 495 000-11-{self.count % 100:02}"}
                )
            elif step.name == "an answer":
                content = replace(old, attendance=old.attendance + 1)
            else:
                days = {"in_window": 14, "too_early": 28, "too_late": 8}
                day = date(2027, 3, days.get(step.more, 14))
                kind = "picket_single" if step.more == "exempt" else "march"
                content = replace(
                    old, kind=kind, sessions=(SessionIn(day, "12:00", f"13:{self.count % 60:02}"),)
                )
            correcting.correct(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=self.reference,
                seen=notice.revision, content=content, reason="Опечатка",
            )  # fmt: skip

    # --- filing ------------------------------------------------------------------------

    def files(self, name: str, **changes: Any) -> State:
        """The organiser files; the state in which the notice then is."""
        self.reference = self.at.files(name, **changes)
        with self.at.city.reading() as work:
            assert (
                law.regime_of(work, self.at.city.rulebook, work.notice(self.reference))
                is self.regime
            )
        return self.seen()


def _row(due: Due | None, rank: dict[datetime, int]) -> tuple[str, int]:
    if due is None:
        return (ABSENT, 0)
    return (PENDING if due.done_at is None else due.result, rank.get(due.due_at, 0))
