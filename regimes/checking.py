"""What a regime file must keep beyond its shape: references that lead somewhere, and promises of the law."""

from collections.abc import Iterator, Mapping

from regimes.fault import Fault
from regimes.regime import Condition, Regime
from regimes.words import LAPSES, VERDICTS

Problem = tuple[str, str]  # key, what is wrong


def check(file: str, regime: Regime) -> None:
    """Raise the first Fault of a regime that was read."""
    for find in (
        _references,
        _conditions,
        _units,
        _stages,
        _moves,
        _reachable,
        _outcomes,
        _clocks,
        _reasons,
    ):
        for key, problem in find(regime):
            raise Fault(file, key, problem)


def _unknown(
    key: str, names: tuple[str, ...], known: Mapping[str, object], what: str
) -> Iterator[Problem]:
    for name in names:
        if name and name not in known:
            yield key, f"{name!r} is not a {what} of this file"


def _references(regime: Regime) -> Iterator[Problem]:
    for kind in regime.kinds.values():
        here = f"kinds.{kind.id}"
        yield from _unknown(f"{here}.window", (kind.window,), regime.windows, "window")
        yield from _unknown(f"{here}.clocks", kind.clocks, regime.clocks, "clock")
        yield from _unknown(f"{here}.bodies", kind.bodies, regime.bodies, "body")
        asked = tuple(need.question for need in kind.questions)
        yield from _unknown(f"{here}.asks", asked, regime.questions, "question")
        if kind.exempt == bool(kind.window):
            yield f"{here}.window", "a kind has either a window or exempt = true"
    for variant in regime.variants:
        here = f"variants[{variant.name}]"
        yield from _unknown(f"{here}.window", (variant.window,), regime.windows, "window")
        yield from _unknown(f"{here}.clocks", variant.clocks or (), regime.clocks, "clock")
    for rule in regime.addressee_rules:
        yield from _unknown(
            "addressee_rules", (rule.to, *rule.also_to), regime.addressees, "addressee"
        )
    if not regime.addressee_rules or regime.addressee_rules[-1].when != Condition():
        yield "addressee_rules", "the last rule must hold for every notice: leave out its when"
    for verdict in VERDICTS[:3] + _special_verdicts(regime):
        if verdict not in regime.verdicts:
            yield f"verdicts.{verdict}", "is missing: say what follows in law"
    for appeal in regime.appeals:
        yield from _unknown(
            f"appeals[{appeal.id}].outcomes", appeal.outcomes, regime.outcomes, "outcome"
        )


def _special_verdicts(regime: Regime) -> tuple[str, ...]:
    """Exempt and blocked need a text only where something is."""
    exempt = any(kind.exempt for kind in regime.kinds.values()) or any(
        one.exempt for one in regime.variants
    )
    blocked = any(variant.blocked for variant in regime.variants)
    return ("exempt",) * exempt + ("blocked",) * blocked


def _conditions(regime: Regime) -> Iterator[Problem]:
    for one in regime.inputs.values():
        yield from _unknown(f"inputs.{one.id}.kinds", one.kinds, regime.kinds, "kind")
    for key, when in _all_conditions(regime):
        yield from _unknown(f"{key}.when", when.kinds + when.not_kinds, regime.kinds, "kind")


def _all_conditions(regime: Regime) -> Iterator[tuple[str, Condition]]:
    for variant in regime.variants:
        yield f"variants[{variant.name}]", variant.when
    for clock in regime.clocks.values():
        for row in clock.variants:
            yield f"clocks.{clock.name}.variants", row.when
    for rule in regime.addressee_rules:
        yield "addressee_rules", rule.when
    for body in regime.bodies.values():
        yield from ((f"bodies.{body.code}", when) for when in body.when)
    for kind in regime.kinds.values():
        for need in kind.questions:
            yield f"kinds.{kind.id}.asks[{need.question}]", need.when


def _units(regime: Regime) -> Iterator[Problem]:
    for window in regime.windows.values():
        here = f"windows.{window.name}"
        if window.anchor not in ("event_day", "start", "announcement"):
            yield f"{here}.anchor", "a window counts from event_day, start or announcement"
        if window.anchor == "event_day" and window.unit == "elapsed_hour":
            yield f"{here}.unit", "hours need a moment: anchor start or announcement"
        if (
            window.earliest is not None
            and window.latest is not None
            and window.earliest < window.latest
        ):
            yield f"{here}.earliest", "closes before it opens"
        if window.extension and (window.latest is None or window.extension.latest <= window.latest):
            yield f"{here}.extension.latest", "does not close the window earlier"


def _stages(regime: Regime) -> Iterator[Problem]:
    yield from _unknown("regime.initial", (regime.initial,), regime.stages, "stage")
    for stage in regime.stages.values():
        if stage.final and stage.awaits != "nobody":
            yield f"stages[{stage.name}].awaits", "nobody is awaited in a final stage"
        if not stage.final and not regime.moves_from(stage.name):
            yield f"stages[{stage.name}]", "is a dead end: no move leaves it and it is not final"


def _moves(regime: Regime) -> Iterator[Problem]:
    for move in regime.moves.values():
        here = f"moves[{move.name}]"
        yield from _unknown(f"{here}.from", move.sources, regime.stages, "stage")
        yield from _unknown(f"{here}.to", (move.to,), regime.stages, "stage")
        yield from _unknown(f"{here}.outcome", (move.outcome,), regime.outcomes, "outcome")
        if not move.by:
            yield f"{here}.by", "names nobody who may make it"
        if (move.verb == "release") != bool(move.outcome):
            yield f"{here}.outcome", "a release names its outcome, and nothing else does"
        if move.lapses != (move.by == ("system",)):
            yield f"{here}.by", "time makes the lapse verbs, and only those"
        if move.verb == "release" and not {"outcome_is", "signer_is_not_preparer"} <= set(
            move.only_if
        ):
            yield f"{here}.only_if", "a release needs outcome_is and signer_is_not_preparer"
        for name in move.sources:
            if name in regime.stages and regime.stages[name].final and not move.corrects:
                yield f"{here}.from", f"{name!r} is final: only a correction may leave it"


def _reachable(regime: Regime) -> Iterator[Problem]:
    seen, open_ = {regime.initial}, [regime.initial]
    while open_:
        for move in regime.moves_from(open_.pop()):
            if move.to not in seen:
                seen.add(move.to)
                open_.append(move.to)
    for name in regime.stages:
        if name not in seen:
            yield f"stages[{name}]", "is not reached by any move"


def _outcomes(regime: Regime) -> Iterator[Problem]:
    released = {move.outcome for move in regime.moves.values()}
    for outcome in regime.outcomes.values():
        here = f"outcomes.{outcome.name}"
        if not outcome.letter:
            yield f"{here}.letter", "is missing: an outcome without a letter is never told"
        if outcome.name not in released:
            yield here, "no move releases it"
        if outcome.needs_ground and not {"ground", "facts"} <= set(outcome.requires):
            yield f"{here}.requires", "an outcome that needs a ground requires ground and facts"
        if outcome.needs_ground and not any(
            outcome.name in appeal.outcomes for appeal in regime.appeals
        ):
            yield here, "no appeal is named for an outcome that needs a ground"
        if outcome.needs_ground and not regime.grounds:
            yield "grounds", "is missing: an outcome needs one"
    for ground in regime.grounds.values():
        if not ground.source.article.strip():
            yield (
                f"grounds.{ground.id}.source.article",
                "a ground without an article can't be stated",
            )


def _clocks(regime: Regime) -> Iterator[Problem]:
    for clock in regime.clocks.values():
        here = f"clocks.{clock.name}"
        yield from _unknown(f"{here}.pending_in", clock.pending_in, regime.stages, "stage")
        spans = [
            clock.span,
            *(row.span for row in clock.variants),
            *([clock.cap] if clock.cap else []),
        ]
        for span in spans:
            if span.anchor == "event_day" and span.unit == "elapsed_hour":
                yield f"{here}.unit", "hours need a moment, not a day"
            if span.anchor == "answer" and clock.starts != "answer":
                yield f"{here}.anchor", "counts from an answer but starts at receipt"
        if not clock.on_expiry:
            continue
        if clock.on_expiry not in LAPSES:
            yield f"{here}.on_expiry", f"{clock.on_expiry!r} is not one of {', '.join(LAPSES)}"
        for stage in clock.pending_in:
            if regime.move_for(clock.on_expiry, stage) is None:
                yield f"{here}.on_expiry", f"no move does {clock.on_expiry!r} from {stage!r}"


def _reasons(regime: Regime) -> Iterator[Problem]:
    for reason in regime.reasons.values():
        here = f"reasons.{reason.id}.backs"
        yield from _unknown(here, reason.backs, regime.outcomes, "outcome")
        for name in reason.backs:
            if regime.outcomes[name].needs_ground:
                yield here, f"{name!r} rests on the closed list of grounds only"
