"""What is proved of a regime: each claim a sentence, and the check of one step or one state."""

from collections.abc import Iterator

from regimes.regime import Move, Outcome
from regimes.words import AFTER_THE_END, CORRECTIONS, TAKES_BACK
from workflow import arcs, gathering, machine
from workflow.actor import SYSTEM
from workflow.proving_layout import runs
from workflow.proving_road import Asked, Road
from workflow.proving_state import ABSENT, DROPPED, PENDING, TIME, State
from workflow.proving_steps import Step

CLAIMS = {
    "ends": "The road ends: from everywhere a final stage is reached without a correction and without anybody giving up.",
    "answered": "No answer is missed in silence: each clock of the law is met, or what follows from it is applied, or it ends lawfully.",
    "ground": "No refusal without its ground, the facts and a way to appeal.",
    "whole": "Nothing is released that lacks a part, or was written for an older version.",
    "alone": "Nobody decides alone: whoever prepared a decision never signs it.",
    "final": "What is final stays: only a correction, a recorded ruling or an organiser who cancels leaves a final stage.",
    "lapse": "What time brought stays: only a named move takes it away, never the worker's sleep.",
    "late": "A late notice is never agreed by silence.",
    "proposal": "Nothing is proposed or asked of the organiser after the office's time is over.",
    "single": "A clock runs once: none begins while it runs.",
}
"""Name -> sentence, in the order of the report."""

Problem = tuple[str, str]  # name of the claim, what happened
AGREES = "lapse-agreed"


def of_step(road: Road, before: State | None, step: Step) -> Iterator[Problem]:
    """What one step does wrong."""
    yield from _of_time(road, step)
    if step.twice >= 0:
        yield "single", f"«{_clock(road, step.twice)}» began while it ran"
    if before is None or step.kind == "tick":
        return
    yield from _taken_away(road, before, step)
    if step.kind == "move":
        yield from _of_move(road, before, step)


def of_state(road: Road, state: State) -> Iterator[Problem]:
    """What is wrong with where a notice stands: a clock of the law that nobody lets run."""
    if state.stage in road.finals:
        return
    for number, clock in enumerate(road.clocks):
        result = state.clocks[number][0]
        if not owed(road, number) or not runs(clock, state.window):
            continue
        mine = number in road.sets[state.mine] or result == DROPPED
        never = result == ABSENT and clock.starts == "receipt" and mine
        if never or result == DROPPED:
            yield (
                "answered",
                (
                    f"«{_clock(road, number)}» does not run, though the office owes an answer: "
                    f"clocks.{clock.name} has runs_for with {state.window}, so such a notice has to keep it"
                ),
            )


def of_regime(road: Road) -> Iterator[Problem]:
    """What holds whatever a ledger says: a clock that stands there by mistake never agrees to a late notice."""
    for move in road.regime.moves.values():
        late = any(runs(clock, "too_late") and clock.on_expiry == AGREES for clock in road.clocks)
        if move.verb != AGREES or late:
            continue
        for stage in move.sources:
            asked = Asked(
                stage, "too_late", False, "", False, 0, ("past", "past"), True, True, True
            )
            try:
                machine.destination(road.regime, stage, move.name, road.facts(asked, SYSTEM))
            except machine.NotOpen:
                continue
            yield (
                "late",
                (
                    f"a late notice stands at «{_stage(road, stage)}», a clock was left in its ledger by mistake, "
                    f"and «{move.title.en}» is open"
                ),
            )


def owed(road: Road, number: int) -> bool:
    """Whether a clock is the law's, of the authority."""
    clock = road.clocks[number]
    return clock.side == "authority" and clock.statutory


def ordinary(road: Road, step: Step) -> bool:
    """A step of the ordinary course: no mistake is mended, nobody gives up or changes the notice, and no answer that may never come.

    To send back what is still in hand is ordinary work.
    """
    if step.kind in {"correct", "amend"}:
        return False
    if step.kind != "move":
        return True
    move = road.regime.moves[step.name]
    return move.verb not in (
        "void",
        "duplicate",
        *TAKES_BACK,
        "withdraw",
        "cancel",
        "restore",
    ) and ("complete" not in move.only_if)


def limits(outcome: Outcome) -> bool:
    """Whether an outcome refuses: it names a ground, or its letter is a refusal."""
    return outcome.needs_ground or outcome.letter == "refused"


def _of_time(road: Road, step: Step) -> Iterator[Problem]:
    if step.kind not in {"stuck", "tick"}:
        return
    place = {clock.name: number for number, clock in enumerate(road.clocks)}
    if step.kind == "stuck":
        yield (
            "answered",
            f"«{_clock(road, place[step.name])}» ran out, and the worker is refused: {_refused(road, step)}",
        )
        return
    clock = road.regime.clocks[step.name]
    if step.more == DROPPED:
        if owed(road, place[step.name]) and step.to.stage not in road.finals:
            yield "answered", f"«{clock.title.en}» ran out, and nothing followed"
        return
    move = road.regime.moves[step.more]
    if move.verb == AGREES and not runs(clock, step.to.window) and step.to.window != "exempt":
        yield "late", f"«{move.title.en}» agreed to a notice out of its window"


def _refused(road: Road, step: Step) -> str:
    """The guard's sentence; of a notice out of its window, also which lines of the file do not fit together."""
    clock, said = road.regime.clocks[step.name], step.more
    move = road.regime.move_for(clock.on_expiry, step.to.stage)
    if move is None or "window_kept" not in move.only_if or road.window_of(step.to) == "in_window":
        return said
    verdict = step.to.window
    return (
        f"{said} clocks.{clock.name} runs for such a notice (runs_for names {verdict}), and moves.{move.name} "
        f"asks for window_kept: leave {verdict} out of runs_for, or window_kept out of only_if"
    )


def _taken_away(road: Road, before: State, step: Step) -> Iterator[Problem]:
    """A clock had run out and the worker slept: only the organiser's will, or a court's, comes before the law's."""
    verb = road.regime.moves[step.name].verb if step.kind == "move" else ""
    for number in road.expiring[before.stage]:
        if before.clocks[number] != (PENDING, 0) or step.kind in {"time", "stuck"}:
            continue
        if step.to.clocks[number][0] != PENDING and verb not in {"withdraw", "decline", "record"}:
            yield (
                "lapse",
                (
                    f"«{_clock(road, number)}» had run out and its consequence was not written yet: this took it away"
                ),
            )


def _of_move(road: Road, before: State, step: Step) -> Iterator[Problem]:
    move = road.regime.moves[step.name]
    if before.stage in road.finals and move.verb not in (*CORRECTIONS, *AFTER_THE_END):
        yield "final", f"«{move.title.en}» leaves the final stage «{_stage(road, before.stage)}»"
    if before.by == TIME and not (
        move.verb in {"send-back", "record", "cancel", "restore"}
        and move.verb in arcs.REASON_NEEDED
    ):
        yield "lapse", f"«{move.title.en}» takes away what time brought"
    if move.verb == "release":
        yield from _of_release(road, before, step, move)


def _of_release(road: Road, before: State, step: Step, move: Move) -> Iterator[Problem]:
    outcome, draft = road.regime.outcomes[move.outcome], before.draft
    assert draft is not None  # the service releases nothing else
    if step.who.account_id in {None, draft.preparer}:
        yield "alone", f"{step.who.name} prepared «{outcome.title.en}» and signed it"
    if not draft.whole:
        yield "whole", f"«{outcome.title.en}» was released incomplete"
    if draft.outcome != move.outcome:
        yield "whole", f"the draft says «{draft.outcome}», released was «{move.outcome}»"
    if limits(outcome):
        for part in _lacking(road, outcome, whole=draft.whole):
            yield "ground", f"«{outcome.title.en}» was released without {part}"
    if step.to.stage in road.awaiting and road.due(before, "authority") == "past":
        yield "proposal", f"«{outcome.title.en}» was released after the office's time"


def _lacking(road: Road, outcome: Outcome, *, whole: bool) -> Iterator[str]:
    """A complete draft holds what its outcome needs, and no part more than that."""
    needed = gathering.needed_parts(outcome) if whole else ()
    yield from (f"its {part}" for part in ("ground", "facts") if part not in needed)
    if not road.regime.grounds:
        yield "a list of grounds"
    if not any(outcome.name in appeal.outcomes for appeal in road.regime.appeals):
        yield "a way to appeal"


def _clock(road: Road, number: int) -> str:
    return road.clocks[number].title.en


def _stage(road: Road, name: str) -> str:
    return road.regime.stages[name].title.en
