"""A regime as the model check walks it: its stages, its clocks, and every way in which a notice can be filed."""

from collections.abc import Iterator
from functools import cached_property

from regimes.regime import Clock, Regime, Span
from regimes.words import TAKES_BACK
from workflow import arcs, gathering, machine
from workflow.proving_state import SIDES, State


class Layout:
    """The stages and clocks of one regime, by what the model asks of them."""

    def __init__(self, regime: Regime, bodies: int) -> None:
        self.regime = regime
        self.bodies = min(bodies, len(regime.bodies))
        self.clocks = tuple(regime.clocks.values())
        self.asking = arcs.asking(regime)
        self.awaiting = gathering.awaiting_organiser(regime)
        self.answerable = gathering.answerable(regime)

    @cached_property
    def finals(self) -> frozenset[str]:
        """Stages in which the road has ended."""
        return frozenset(stage.name for stage in self.regime.stages.values() if stage.final)

    @cached_property
    def sinks(self) -> frozenset[str]:
        """Final stages that nothing leaves: whatever else is true there, it is one state."""
        return frozenset(name for name in self.finals if not self.regime.moves_from(name))

    @cached_property
    def writing(self) -> frozenset[str]:
        """Stages in which a decision is drafted (deciding.save)."""
        return frozenset(
            name for name in self.regime.stages if machine.is_written_at(self.regime, name)
        )

    @cached_property
    def sizes(self) -> tuple[bool, ...]:
        """Whether a notice may be one on which a commission votes: both, where the law knows commissions."""
        return (False, True) if self.regime.commission is not None else (False,)

    @cached_property
    def running(self) -> dict[str, frozenset[int]]:
        """The clocks that count at each stage, by their place."""
        place = {clock.name: number for number, clock in enumerate(self.clocks)}
        return {
            name: frozenset(place[clock.name] for clock in self.regime.pending_clocks(name))
            for name in self.regime.stages
        }

    @cached_property
    def requests(self) -> dict[str, tuple[tuple[int, ...], ...]]:
        """By stage: the clocks that a letter leading there begins; several sets where kinds differ.

        An answer of the organiser may change which variant a notice meets, so any of the sets may be its own.
        """
        return {name: self._later("request", self.running[name]) for name in self.regime.stages}

    @cached_property
    def answers(self) -> tuple[tuple[int, ...], ...]:
        """The clocks that an answer of the organiser begins, in the same way."""
        return self._later("answer", frozenset(range(len(self.clocks))))

    @cached_property
    def counters(self) -> tuple[tuple[int, ...], ...]:
        """The clocks that a counter-offer begins, in the same way."""
        return self._later("counter", frozenset(range(len(self.clocks))))

    def _later(self, starts: str, among: frozenset[int]) -> tuple[tuple[int, ...], ...]:
        found = dict.fromkeys(
            tuple(one for one in mine if one in among and self.clocks[one].starts == starts)
            for mine in self.sets
        )
        return tuple(one for one in found if one) or ((),)

    @cached_property
    def expiring(self) -> dict[str, tuple[int, ...]]:
        """Of these, in order, the clocks from whose end something follows."""
        return {
            name: tuple(sorted(one for one in numbers if self.clocks[one].on_expiry))
            for name, numbers in self.running.items()
        }

    @cached_property
    def consequent(self) -> dict[str, tuple[int, ...]]:
        """Of these, the clocks whose consequence is a move out of this very stage."""
        return {
            name: tuple(
                one
                for one in numbers
                if self.regime.move_for(self.clocks[one].on_expiry, name) is not None
            )
            for name, numbers in self.expiring.items()
        }

    @cached_property
    def statutory(self) -> dict[str, tuple[int, ...]]:
        """The clocks of the law by the side that they hold."""
        return {
            side: tuple(
                number
                for number, clock in enumerate(self.clocks)
                if clock.side == side and clock.statutory
            )
            for side in SIDES
        }

    @cached_property
    def counts_the_start(self) -> bool:
        """Whether a guard asks if the event has begun; of what is cancelled it may come before or after."""
        asks = [one for one in self.regime.moves.values() if one.verb not in {"cancel", "restore"}]
        used = {name for move in asks for name in move.only_if}
        return bool(used & {"before_event", "event_begun"})

    @cached_property
    def inviting(self) -> frozenset[str]:
        """Outcomes that invite to confer, where a guard asks for that."""
        asks = any("invited" in move.only_if for move in self.regime.moves.values())
        return frozenset(gathering.letters_out_of(self.regime, "invitation") if asks else ())

    @cached_property
    def with_origin(self) -> frozenset[str]:
        """Stages in which it counts what led there: final ones, and those whose decision can be replaced."""
        return self.finals | frozenset(
            source
            for move in self.regime.moves.values()
            if move.verb in TAKES_BACK
            for source in move.sources
        )

    @cached_property
    def with_draft(self) -> frozenset[str]:
        """Stages in which a draft can be given for signature, voted on or signed.

        Elsewhere it is forgotten: where it counts again, any draft can be written.
        """
        return self.writing | frozenset(
            name
            for name in self.regime.stages
            if any(move.verb in {"release", "submit"} for move in self.regime.moves_from(name))
        )

    @cached_property
    def sets(self) -> tuple[tuple[int, ...], ...]:
        """The different sets of clocks that kinds and variants have, by place; () for an exempt kind."""
        place = {clock.name: number for number, clock in enumerate(self.clocks)}
        named = [kind.clocks for kind in self.regime.kinds.values() if not kind.exempt]
        named += [one.clocks for one in self.regime.variants if one.clocks is not None]
        found = dict.fromkeys(tuple(place[name] for name in names) for names in named)
        return (*(one for one in found if one), ())

    @cached_property
    def verdicts(self) -> tuple[str, ...]:
        """Verdicts of a notice that has a window; too early is told from too late only where a clock tells them."""
        alike = all(runs(clock, "too_early") == runs(clock, "too_late") for clock in self.clocks)
        return ("in_window", "too_late") if alike else ("in_window", "too_early", "too_late")

    def filings(self) -> Iterator[tuple[str, int, tuple[int, ...]]]:
        """Verdict, set of clocks, and the clocks that begin: every way in which a notice can stand."""
        none = len(self.sets) - 1
        unbound = any(one.exempt for one in self.regime.kinds.values()) or any(
            one.exempt for one in self.regime.variants
        )
        if unbound:
            yield "exempt", none, ()
        blocked = ("blocked",) if any(one.blocked for one in self.regime.variants) else ()
        for verdict in (*self.verdicts, *blocked):
            for mine, numbers in enumerate(self.sets):
                if numbers or all(not kind.clocks for kind in self.regime.kinds.values()):
                    yield verdict, mine, self.begin(verdict, mine)

    def begin(self, verdict: str, mine: int) -> tuple[int, ...]:
        """The clocks of a set that run from the receipt under a verdict (counting.judge)."""
        return tuple(
            number
            for number in self.sets[mine]
            if self.clocks[number].starts == "receipt" and runs(self.clocks[number], verdict)
        )

    def fits(self, state: State, number: int) -> bool:
        """Whether a clock that is tied to the event's start lies on the right side of it."""
        if state.start < 0:
            return True
        clock, rank = self.clocks[number], state.clocks[number][1]
        ties = [
            span for span in (clock.span, clock.cap) if span and (span.before or not span.amount)
        ]
        # never before the moment from which it runs; a letter that would leave no time is not signed
        fresh = clock.cap is not None and rank == 1 and clock.starts != "request"
        return fresh or all(_on_its_side(span, rank, state.start) for span in ties)


def runs(clock: Clock, verdict: str) -> bool:
    """Whether the law lets a clock run for a notice with this verdict."""
    return verdict in clock.runs_for


def _on_its_side(span: Span, rank: int, start: int) -> bool:
    if span.anchor == "start" and span.amount == 0:
        return rank == start
    if span.anchor == "event_day" and span.amount == 0:
        return rank > start or rank == start == 0  # the end of the day on which it begins
    if span.anchor in {"event_day", "start"}:
        return rank < start or rank == start == 0
    return True
