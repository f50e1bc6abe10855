"""What a regime file must keep beyond its shape: every problem of what it asks and counts, each with its key."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from regimes import checking_rules
from regimes.checking_amending import changes
from regimes.checking_road import ROAD
from regimes.checking_windows import windows
from regimes.fault import Fault
from regimes.regime import Clock, Condition, Regime
from regimes.table import HOUSE
from regimes.words import DERIVED, LAPSES, VERDICTS

Problem = tuple[str, str]  # key, what is wrong


def check(file: str, regime: Regime, known: Iterable[Fault] = ()) -> list[Fault]:
    """Every fault of a regime that was read, in the order of these rules.

    A problem at a key that is `known` to be misread is left out: it would only repeat it.
    """
    misread = [fault.key for fault in known]
    return [
        Fault(file, key, problem)
        for find in (*LAW, *ROAD)
        for key, problem in find(regime)
        if not any(key == bad or key.startswith(f"{bad}.") for bad in misread)
    ]


def _unknown(
    key: str, names: tuple[str, ...], known: Mapping[str, object], what: str
) -> Iterator[Problem]:
    for name in names:
        if name and name not in known:
            there = f": it has {', '.join(known)}" if 0 < len(known) <= 20 else ""
            yield key, f"{name!r} is not a {what} of this file{there}"


def _references(regime: Regime) -> Iterator[Problem]:
    for kind in regime.kinds.values():
        here = f"kinds.{kind.id}"
        yield from _unknown(f"{here}.window", (kind.window,), regime.windows, "window")
        yield from _unknown(f"{here}.clocks", kind.clocks, regime.clocks, "clock")
        yield from _unknown(f"{here}.bodies", kind.bodies, regime.bodies, "body")
        asked = tuple(need.question for need in kind.questions)
        yield from _unknown(f"{here}.asks", asked, regime.questions, "question")
        papers = tuple(need.attachment for need in kind.papers)
        yield from _unknown(f"{here}.papers", papers, regime.attachments, "paper ([attachments])")
        if kind.exempt == bool(kind.window):
            yield f"{here}.window", "a kind has either a window or exempt = true"
    for variant in regime.variants:
        here = f"variants[{variant.name}]"
        yield from _unknown(f"{here}.window", (variant.window,), regime.windows, "window")
        yield from _unknown(f"{here}.clocks", variant.clocks or (), regime.clocks, "clock")
    for verdict in _needed_verdicts(regime):
        if verdict not in regime.verdicts:
            yield f"verdicts.{verdict}", "is missing: say what follows in law"
    brought = {need.attachment for kind in regime.kinds.values() for need in kind.papers}
    for name in regime.attachments:
        if name not in brought:
            yield f"attachments.{name}", "no kind asks for it: name it in its papers"
    if not regime.kinds:
        yield "kinds", "is missing: name at least one kind of event"


def _addressees(regime: Regime) -> Iterator[Problem]:
    always = Condition()
    for number, rule in enumerate(regime.addressee_rules, 1):
        yield from _unknown(
            "addressee_rules", (rule.to, *rule.also_to), regime.addressees, "addressee"
        )
        if rule.when == always and number < len(regime.addressee_rules):
            yield (
                f"addressee_rules[{number}]",
                "holds for every notice, so no rule after it is read",
            )
    if not regime.addressee_rules or regime.addressee_rules[-1].when != always:
        yield "addressee_rules", "the last rule must hold for every notice: leave out its when"
    named = {to for rule in regime.addressee_rules for to in (rule.to, *rule.also_to)}
    for name in regime.addressees:
        if name not in named:
            yield f"addressees.{name}", "no rule leads to it"


def _needed_verdicts(regime: Regime) -> Iterator[str]:
    """A text is needed for what can happen: early only where a window opens, exempt and blocked where something is."""
    can = {
        "in_window": True,
        "too_early": any(window.earliest is not None for window in regime.windows.values()),
        "too_late": any(window.latest is not None for window in regime.windows.values()),
        "exempt": any(kind.exempt for kind in regime.kinds.values())
        or any(variant.exempt for variant in regime.variants),
        "blocked": any(variant.blocked for variant in regime.variants),
    }
    return (verdict for verdict in VERDICTS if can[verdict])


def _language(regime: Regime) -> Iterator[Problem]:
    if regime.language in HOUSE:
        return
    for kind in regime.kinds.values():
        if not kind.name.own.strip():
            yield (
                f"kinds.{kind.id}.name.{regime.language}",
                "is missing: the law's own name of this kind",
            )


def _conditions(regime: Regime) -> Iterator[Problem]:
    given = {*DERIVED, *regime.inputs, *regime.questions}
    for key, when in _all_conditions(regime):
        yield from _unknown(f"{key}.when", when.kinds + when.not_kinds, regime.kinds, "kind")
        for name in (when.given, when.not_given):
            if name and name not in given:
                yield (
                    f"{key}.when",
                    f"{name!r} is not an input of this file: declare it in [inputs.{name}]",
                )
        choice = regime.inputs.get(when.given)
        if choice and when.equals and when.equals not in dict(choice.choices):
            yield f"{key}.when.equals", f"{when.equals!r} is not a choice of {when.given!r}"
    for one in regime.inputs.values():
        yield from _unknown(f"inputs.{one.id}.kinds", one.kinds, regime.kinds, "kind")


def _all_conditions(regime: Regime) -> Iterator[tuple[str, Condition]]:
    for variant in regime.variants:
        yield f"variants[{variant.name}]", variant.when
    for clock in regime.clocks.values():
        for row in clock.variants:
            yield f"clocks.{clock.name}.variants", row.when
    for rule in regime.addressee_rules:
        yield "addressee_rules", rule.when
    for declaration in regime.declarations:
        yield f"declarations[{declaration.id}]", declaration.when
    for body in regime.bodies.values():
        yield from ((f"bodies.{body.code}", when) for when in body.when)
    yield from _conditions_of_kinds(regime)
    yield from checking_rules.conditions(regime)


def _conditions_of_kinds(regime: Regime) -> Iterator[tuple[str, Condition]]:
    if regime.hours:
        yield from (("hours.exceptions", one.when) for one in regime.hours.exceptions)
    for kind in regime.kinds.values():
        for need in kind.questions:
            yield f"kinds.{kind.id}.asks[{need.question}]", need.when
        for paper in kind.papers:
            yield f"kinds.{kind.id}.papers[{paper.attachment}]", paper.when
        if kind.hours:
            yield from ((f"kinds.{kind.id}.hours", one.when) for one in kind.hours.exceptions)


def _variants(regime: Regime) -> Iterator[Problem]:
    """Only the first variant that holds is applied, so a fork whose condition repeats is never reached."""
    seen: dict[Condition, str] = {}
    for variant in regime.variants:
        here = f"variants[{variant.name}]"
        if variant.when == Condition():
            yield f"{here}.when", "is missing: a variant says when it holds"
        elif variant.when in seen:
            yield f"{here}.when", f"is that of {seen[variant.when]!r}, which comes first"
        seen.setdefault(variant.when, variant.name)
        if variant.exempt and variant.blocked:
            yield f"{here}.blocked", "is either exempt or blocked, not both"
    for order in regime.blocking_orders:
        here = f"blocking_orders[{order.id}].input"
        yield from _unknown(here, (order.input,), regime.inputs, "input")
        if not any(one.blocked and one.when.given == order.input for one in regime.variants):
            yield here, f"no variant with blocked = true looks at {order.input!r}"
        if order.days is not None and (order.extendable_to or order.days) < order.days:
            yield f"blocking_orders[{order.id}].extendable_to", "is shorter than days"


def _clocks(regime: Regime) -> Iterator[Problem]:
    used = {name for kind in regime.kinds.values() for name in kind.clocks}
    used |= {name for variant in regime.variants for name in variant.clocks or ()}
    for clock in regime.clocks.values():
        here = f"clocks.{clock.name}"
        if clock.name not in used:
            yield here, "no kind and no variant has this clock"
        yield from _unknown(f"{here}.pending_in", clock.pending_in, regime.stages, "stage")
        yield from _spans(regime, here, clock)
        if bool(clock.on_expiry) == clock.nothing_follows:
            yield (
                f"{here}.on_expiry",
                "say what follows when it runs out, or nothing_follows = true",
            )
        yield from _more_time(here, clock)
        yield from _begins(regime, here, clock)
        if not clock.on_expiry:
            continue
        yield from _covered(regime, here, clock)
        if clock.on_expiry not in LAPSES:
            yield f"{here}.on_expiry", f"{clock.on_expiry!r} is not one of {', '.join(LAPSES)}"
        for stage in clock.pending_in:
            if regime.move_for(clock.on_expiry, stage) is None:
                yield f"{here}.on_expiry", f"no move does {clock.on_expiry!r} from {stage!r}"


def _begins(regime: Regime, here: str, clock: Clock) -> Iterator[Problem]:
    """An answer begins a clock of the office, a letter that waits for the organiser one of theirs."""
    if clock.side == "organiser" and clock.starts in {"answer", "counter"}:
        yield (
            f"{here}.starts",
            f"{clock.starts!r} is the organiser's own reply: a clock of theirs starts at 'receipt' or 'request'",
        )
    if clock.starts != "request":
        return
    if clock.side != "organiser":
        yield (
            f"{here}.starts",
            "'request' is the office's own letter: only a clock of the organiser starts with it",
        )
    for name in clock.pending_in:
        stage = regime.stages.get(name)
        led = any(move.verb == "release" and move.to == name for move in regime.moves.values())
        if stage and (stage.awaits != "organiser" or not led):
            yield (
                f"{here}.pending_in",
                f"no letter that waits for the organiser leads to {name!r}, so the clock would never begin there",
            )


def _covered(regime: Regime, here: str, clock: Clock) -> Iterator[Problem]:
    """A clock of the office that has a consequence runs wherever the office is awaited, or it ends unseen."""
    if clock.side != "authority" or not clock.pending_in:
        return
    for stage in regime.stages.values():
        left_out = stage.awaits == "authority" and stage.name not in clock.pending_in
        if left_out and not stage.final and not _own_clock(regime, stage.name):
            yield (
                f"{here}.pending_in",
                f"leaves out {stage.name!r}, where the office is awaited: the clock would end there unseen",
            )


def _own_clock(regime: Regime, stage: str) -> bool:
    """Whether a stage that only an answer leads to has the clock of that answer instead."""
    offered = any(one.verb == "counter" and one.to == stage for one in regime.moves.values())
    begins = {"answer", "counter"} if offered else {"answer"}
    here = [clock for clock in regime.clocks.values() if stage in clock.pending_in]
    return any(clock.starts in begins for clock in here) and not any(
        clock.starts == "receipt" and clock.side == "authority" for clock in here
    )


def _more_time(here: str, clock: Clock) -> Iterator[Problem]:
    """A pause is counted in days or hours that pass, an extension adds a number of units."""
    if clock.pause and clock.pause.unit not in ("", "calendar_day", "working_day", "elapsed_hour"):
        yield f"{here}.pause.unit", "a pause lasts calendar_day, working_day or elapsed_hour"
    for number, rule in enumerate(clock.extensions, 1):
        if not rule.amount:
            yield f"{here}.extensions[{number}].amount", "is missing: how much time is added"
    same = [(rule.amount, rule.unit, rule.source.cited) for rule in clock.extensions]
    if len(set(same)) < len(same):
        yield f"{here}.extensions", "the same extension stands twice: use times instead"


def _spans(regime: Regime, here: str, clock: Clock) -> Iterator[Problem]:
    cap = [clock.cap] if clock.cap else []
    for span in [clock.span, *(row.span for row in clock.variants), *cap]:
        if span.anchor == "event_day" and span.unit == "elapsed_hour":
            yield f"{here}.unit", "hours need a moment, not a day"
        if span.anchor in {"answer", "request", "counter"} and clock.starts != span.anchor:
            yield f"{here}.anchor", f"counts from {span.anchor!r} but starts at {clock.starts!r}"
        if span.anchor == "announcement" and "announced_at" not in regime.inputs:
            yield f"{here}.anchor", "needs [inputs.announced_at] of type moment"


def _ids(regime: Regime) -> Iterator[Problem]:
    for name, listed in (
        ("declarations", regime.declarations),
        ("duties", regime.duties),
        ("appeals", regime.appeals),
        ("blocking_orders", regime.blocking_orders),
        ("rules", regime.rules),
        ("reminders", regime.reminders),
    ):
        ids = [one.id for one in listed]
        for one in {one for one in ids if ids.count(one) > 1}:
            yield f"{name}[{one}].id", f"{one!r} stands twice"
        if "" in ids:
            yield f"{name}.id", "is empty"


LAW: tuple[Callable[[Regime], Iterator[Problem]], ...] = (
    _references,
    _language,
    _addressees,
    _conditions,
    windows,
    checking_rules.rules,
    _variants,
    _clocks,
    _ids,
    changes,
)
