"""A trace of the model check in words: who did what, what time did, where the notice then stood."""

from collections.abc import Iterator

from workflow.proving_road import Road
from workflow.proving_state import DROPPED, OPEN, PENDING, State
from workflow.proving_steps import Step

VERDICTS = {
    "in_window": "in its window",
    "too_early": "too early",
    "too_late": "out of its window",
    "exempt": "though the law asks for no notice",
    "blocked": "for a place or time that is barred",
}


def told(road: Road, steps: list[Step]) -> list[str]:
    """One line a step."""
    lines, before = [], None
    for step in steps:
        lines.append(_line(road, before, step))
        before = step.to
    return lines


def _line(road: Road, before: State | None, step: Step) -> str:
    said = "".join(_said(road, before, step))
    said = said[0].upper() + said[1:]
    if before is not None and before.stage != step.to.stage:
        said += f" Now: «{road.regime.stages[step.to.stage].title.en}»."
    return said


def _said(road: Road, before: State | None, step: Step) -> Iterator[str]:
    regime, who = road.regime, step.who.name
    if before is None:
        yield f"A notice is filed {VERDICTS[step.name]}. {_order(road, step.to)}"
    elif step.kind == "move":
        more = f" ({step.more})" if step.more else ""
        yield f"{who}: {regime.moves[step.name].title.en}{more}."
    elif step.kind == "save":
        yield f"{who} writes a draft, {step.more}: {regime.outcomes[step.name].title.en}."
    elif step.kind == "time":
        yield f"time passes: {_passed(road, before, step.to)}."
    elif step.kind == "tick" and step.more == DROPPED:
        yield f"the worker looks at the clock: «{regime.clocks[step.name].title.en}» ran out and is let go."
    elif step.kind == "tick":
        yield (
            f"the worker looks at the clock: «{regime.clocks[step.name].title.en}» ran out: "
            f"{regime.moves[step.more].title.en}."
        )
    elif step.kind == "stuck":
        yield (
            f"the worker looks at the clock: «{regime.clocks[step.name].title.en}» ran out, "
            f"but: {step.more}"
        )
    elif step.kind == "correct":
        yield f"{who} mends {step.name}: the notice stands {VERDICTS[step.to.window]}. {_order(road, step.to)}"
    elif step.kind == "amend":
        yield (
            f"{who} changes the notice, so it is examined anew: it stands {VERDICTS[step.to.window]}. "
            f"{_order(road, step.to)}"
        )
    else:
        yield _OTHER[step.kind].format(who=who, name=step.name)


_OTHER = {
    "answer": "a body answers: {name}.",
    "close": "{who} waits no longer for a body.",
    "another": "{who} asks one more body.",
    "forward": "{who} forwards the notice to another office.",
}


def _order(road: Road, state: State) -> str:
    """In which order the instants that are known lie."""
    known = [
        (rank, f"«{clock.title.en}»")
        for clock, (result, rank) in zip(road.clocks, state.clocks, strict=True)
        if result == PENDING
    ]
    if state.start >= 0:
        known.append((state.start, "the event's start"))
    ranks = sorted({rank for rank, _ in known})
    groups = [" with ".join(name for at, name in known if at == rank) for rank in ranks]
    if not groups:
        return "No clock runs."
    over = f"over already: {groups.pop(0)}" if ranks[0] == 0 else ""
    ahead = f"in this order: {', then '.join(groups)}" if groups else ""
    return f"Its clocks {'; '.join(part for part in (over, ahead) if part)}."


def _passed(road: Road, before: State, after: State) -> str:
    """What ran out with the step of time."""
    found = [
        f"«{clock.title.en}» runs out"
        for clock, old, new in zip(road.clocks, before.clocks, after.clocks, strict=True)
        if old[0] == PENDING and old[1] > 0 and new[1] == 0
    ]
    if sum(row == (OPEN, 0) for row in after.asked) > sum(row == (OPEN, 0) for row in before.asked):
        found.append("the time of a body that did not answer is over")
    if before.start > 0 and after.start == 0:
        found.append("the event begins")
    return " and ".join(found) or "the instant of a clock that had ended before"
