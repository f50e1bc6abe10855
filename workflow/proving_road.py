"""What the model check asks of the product: guards, policy and machine themselves, over facts without dates."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from regimes.regime import Move, Regime, Text
from workflow import arcs, machine, policy
from workflow.actor import SYSTEM, Actor
from workflow.errors import NotAllowed
from workflow.guards import Facts
from workflow.proving_layout import Layout
from workflow.proving_people import HELD, PEOPLE, UNIT
from workflow.proving_state import DECISION, OPEN, PENDING, SIDES, Draft, State

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)  # any instant: only before and after it are told apart
PAST, AHEAD = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
LIES = {"none": None, "past": PAST, "ahead": AHEAD}
SOMETHING = (Text("something", "что-то"),)


class Asked(NamedTuple):
    """All that guards and policy may tell apart; states that agree in it are asked once."""

    stage: str
    window: str
    waiting: bool
    outcome: str
    whole: bool
    preparer: int
    dues: tuple[str, str]  # of each side: none, past, ahead
    begun: bool
    proposal_open: bool
    invited: bool
    late_replies: tuple[
        str, ...
    ] = ()  # stages where a letter begins the organiser's time, over already
    large: bool = False  # so many people that a commission votes on the draft
    stood: str = ""


Open = tuple[Actor, Move, str]  # who may make which move, and where it leads


class Road(Layout):
    """One regime, with the product's answers kept: each question is asked once."""

    def __init__(self, regime: Regime, bodies: int) -> None:
        super().__init__(regime, bodies)
        self._open: dict[Asked, tuple[Open, ...]] = {}
        self._lapses: dict[tuple[Asked, str], str | Exception] = {}
        self._may: dict[tuple[str, str, int | None], bool] = {}

    def asked(self, state: State) -> Asked:
        """What guards and policy can tell of a state."""
        draft = state.draft
        return Asked(
            state.stage, self.window_of(state),
            any(what == OPEN and rank for what, rank in state.asked),
            draft.outcome if draft else "", bool(draft and draft.whole),
            draft.preparer if draft else 0,
            (self.due(state, "authority"), self.due(state, "organiser")),
            state.start == 0,
            state.stage in self.answerable, state.invited, self._late_replies(state), state.large, state.stood,
        )  # fmt: skip

    def window_of(self, state: State) -> str:
        """The verdict that moves look at: kept, once a court has said otherwise (gathering.window_of)."""
        kept = state.recorded and state.window not in {"in_window", "exempt"}
        return "in_window" if kept else state.window

    def due(self, state: State, side: str) -> str:
        """How the instant lies that a side is held to: none, past or ahead (gathering.newest_due)."""
        rows = [state.clocks[number] for number in self.statutory[side]]
        running = [rank for result, rank in rows if result == PENDING]
        newest = state.newest[SIDES.index(side)]
        if newest >= 0 and self.clocks[newest].starts == "request":
            newest = newest if newest in self.running[state.stage] else -1
        if not running and newest < 0:
            return "none"
        return "ahead" if min(running, default=state.clocks[newest][1]) else "past"

    @cached_property
    def begun_by_letter(self) -> tuple[str, ...]:
        """Stages that await the organiser and where a clock begins with the letter (asking_back.reply_days)."""
        return tuple(stage for stage, sets in self.requests.items() if any(sets))

    def _late_replies(self, state: State) -> tuple[str, ...]:
        """Of these, those where a clock that runs from the receipt ended before; the letter's own lies ahead."""
        return tuple(
            stage
            for stage in self.begun_by_letter
            if any(
                state.clocks[number] == (PENDING, 0)
                and self.clocks[number].side == "organiser"
                and self.clocks[number].starts == "receipt"
                for number in self.running[stage]
            )
        )

    def facts(self, asked: Asked, who: Actor) -> Facts:
        """The same as the product's guards are given it (workflow/gathering.py)."""
        outcome = self.regime.outcomes.get(asked.outcome)
        return Facts(
            now=NOW,
            window=asked.window,
            missing=(),
            waiting=SOMETHING if asked.waiting else (),
            waiting_until=AHEAD if asked.waiting else None,
            outcome=asked.outcome,
            outcome_title=outcome.title if outcome else None,
            lacks=("facts",) if outcome and not asked.whole else (),
            preparer=asked.preparer or None,
            signer=who.account_id,
            signer_has_power=who.holds(UNIT, "signatory"),
            authority_due_at=LIES[asked.dues[0]],
            organiser_due_at=LIES[asked.dues[1]],
            reply_days={
                stage: PAST if stage in asked.late_replies else AHEAD
                for stage in self.begun_by_letter
            },
            proposal_open=asked.proposal_open,
            begins_at=PAST if asked.begun else AHEAD,
            invited=asked.invited,
            stood=asked.stood,
            commission_due=asked.large,
            commission_agreed=True,  # it may, at any moment; that it does not is taking the draft back
        )

    def open(self, state: State) -> tuple[Open, ...]:
        """Every move that somebody may make now: policy and machine say so."""
        asked = self.asked(state)
        found = self._open.get(asked)
        if found is None:
            found = self._open[asked] = tuple(self._ask(asked))
        return found

    def _ask(self, asked: Asked) -> Iterator[Open]:
        stage, told = self.regime.stages[asked.stage], set[str]()
        for who in PEOPLE:
            facts = self.facts(asked, who)
            for move, why in machine.open_moves(self.regime, asked.stage, facts):
                if why is not None or not policy.allows_move(who, move, HELD, stage):
                    continue
                if move.name in told and move.verb != "release":  # who signs, matters
                    continue
                told.add(move.name)
                yield who, move, machine.destination(self.regime, asked.stage, move.name, facts)

    def allowed(self, action: str, stage: str) -> Actor | None:
        """The first person who may do a thing that is no move."""
        return next((who for who in PEOPLE if self.may(action, stage, who)), None)

    def may(self, action: str, stage: str, who: Actor) -> bool:
        """Whether this person may do a thing that is no move."""
        key = (action, stage, who.account_id)
        if key not in self._may:
            self._may[key] = policy.allows(who, action, HELD, self.regime.stages[stage])
        return self._may[key]

    def lapse(self, state: State, move: Move) -> str | Exception:
        """Where time's own move leads, or why the worker can't make it."""
        key = (self.asked(state), move.name)
        if key not in self._lapses:
            self._lapses[key] = self._lapse(key[0], move)
        return self._lapses[key]

    def _lapse(self, asked: Asked, move: Move) -> str | Exception:
        facts = self.facts(asked, SYSTEM)
        try:
            policy.require_move(SYSTEM, move, HELD, self.regime.stages[asked.stage])
            return machine.destination(self.regime, asked.stage, move.name, facts)
        except (machine.NotOpen, NotAllowed) as error:
            return error

    def ran_out(self, state: State) -> int | None:
        """The clock whose consequence the law has drawn already (clocks.ran_out)."""
        for number in self.consequent[state.stage]:
            if state.clocks[number] == (PENDING, 0):
                return number
        return None

    def stands_against(self, state: State, move: Move) -> bool:
        """Whether a consequence that the law drew already forbids the move (arcs.against)."""
        over = self.ran_out(state)
        return (
            arcs.stands_against(
                self.regime,
                state.stage,
                move,
                ran_out=PAST if over is not None else None,
                letter_over=over is not None and self.clocks[over].starts == "request",
                authority_due_at=LIES[self.due(state, "authority")],
                decided=state.by == DECISION,
                now=NOW,
            )
            is not None
        )

    @cached_property
    def incomplete_opens(self) -> bool:
        """Whether some move is open to an incomplete draft; if none is, such drafts are all alike."""
        for outcome in self.regime.outcomes:
            for window in ("in_window", "too_late"):
                for stage in self.with_draft:
                    asked = Asked(
                        stage,
                        window,
                        False,
                        outcome,
                        False,
                        0,
                        ("none", "none"),
                        False,
                        False,
                        True,
                    )
                    moves = {move.verb for _, move, _ in self._ask(asked)}
                    if moves & {"submit", "release"}:
                        return True
        return False

    def kept_draft(self, draft: Draft | None) -> Draft | None:
        """The draft as far as it can be told from others."""
        if draft is None or draft.whole or self.incomplete_opens:
            return draft
        return Draft("", False, 0)
