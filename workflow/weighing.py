"""What a change would do before anybody confirms it; `amending.amend` does that, or refuses if it is another by now."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from records import rows
from records.tables import Due, File, Notice
from records.unit_of_work import UnitOfWork
from regimes import amending
from regimes.amending import AmendRule
from regimes.counting import DueDate, Judgement, recount
from regimes.regime import Regime, Source, Text
from regimes.shelf import Rulebook
from regimes.spans import Uncountable
from regimes.steps import Step
from workflow import (
    addressing,
    arcs,
    calendars,
    cautions,
    gathering,
    judging,
    law,
    resting,
    since_change,
    titles,
    versions,
)
from workflow.answering import differences
from workflow.cautions import Cautions
from workflow.content import Content
from workflow.errors import N_, Invalid, NotPossible

SETTLED = N_(
    "Not possible: you and the office have come to terms on this notice. Write to the office, or withdraw it and file anew."
)
NOT_TAKEN = N_("Not possible: this law takes no changes of a filed notice. Write to the office.")


@dataclass(frozen=True, slots=True)
class Weight:
    """One rule that the change meets, and the answers that meet it."""

    effect: str  # regimes.words.AMENDS
    fields: tuple[str, ...]
    titles: tuple[Text, ...]
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock before and after; None where it did not run, or runs no more."""

    clock: str
    title: Text
    side: str
    old: datetime | None
    new: datetime | None
    steps: tuple[Step, ...]

    @property
    def same(self) -> bool:
        """Whether its end stays."""
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Told:
    """A body that was asked, and what the change means for it: `asked` again, or `stands`."""

    unit_id: int
    name: Text
    what: str  # asked | stands
    answered: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that follows from a change. `mark` tells whether what somebody saw still holds."""

    content: Content
    papers: tuple[str, ...]  # codes of those that come with it
    changed: tuple[str, ...]
    weights: tuple[Weight, ...]
    effect: str
    window_anew: bool
    was: str  # the verdict before
    verdict: str
    closes: datetime | None
    opens: datetime | None
    clocks: tuple[Moved, ...]
    wanted: tuple[DueDate, ...]
    told: tuple[Told, ...]
    back: Text | None  # the stage to which it goes, where that is another one
    draft_waits: bool  # a drafted decision has to be looked at again
    office: Text | None  # the office that the law names now, where it is another one
    cautions: Cautions

    @property
    def taken(self) -> bool:
        """Whether it can be made: another event is notified anew."""
        return self.effect != "file-anew"

    @property
    def mark(self) -> str:
        """What a form carries to say which consequences its reader saw: days, never seconds."""
        clocks = [(one.clock, one.new.date() if one.new else None) for one in self.clocks]
        told = [(one.unit_id, one.what) for one in self.told]
        said = (
            self.changed,
            self.papers,
            self.effect,
            self.verdict,
            clocks,
            told,
            self.back and self.back.en,
        )
        return sha256(repr(said).encode()).hexdigest()[:24]


def weigh(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    content: Content,
    papers: Sequence[File] = (),
) -> Plan:
    """What `content` in place of the newest version would do, at this instant, with these papers beside it.

    Raises NotPossible where the law takes no changes, Invalid where nothing differs or it can't be counted.
    """
    if regime.amending is None:
        raise NotPossible(NOT_TAKEN)
    old = versions.content_of(work, notice)
    content = content.settled(old)
    changed = _changed(old, content, papers)
    met = regime.amending.rules_of(changed)
    if met[0].effect == "restart" and settled(regime, rows.pending_dues(work, notice)):
        raise NotPossible(SETTLED)
    restarts = any(rule.effect == "restart" for rule in met)
    anew = any(rule.window_anew for rule in met)
    judged = _judged(work, rulebook, regime, notice, content, restarts=restarts, anew=anew)
    verdict = judged.verdict if anew or _keeps_its_window(regime, met) else notice.window
    wanted = _wanted(work, rulebook, regime, notice, content, judged, verdict, restarts=restarts)
    move = regime.move_for("amend", notice.stage)
    there = move.to if move and restarts else notice.stage
    bodies = tuple(_told(work, regime, notice, changed, met, asking=there in arcs.asking(regime)))
    before = _office(work, rulebook, regime, notice, old)
    after = addressing.addressee(work, judged.addressee, content)
    return Plan(
        content=content,
        papers=tuple(one.code for one in papers),
        changed=changed,
        weights=tuple(_weights(regime, met, changed)),
        effect=met[0].effect,
        window_anew=anew,
        was=notice.window,
        verdict=verdict,
        closes=judged.closes,
        opens=judged.opens,
        clocks=tuple(_moved(regime, notice, rows.pending_dues(work, notice), wanted)),
        wanted=wanted,
        told=bodies,
        back=regime.stages[there].title if there != notice.stage else None,
        draft_waits=restarts and rows.draft_decision(work, notice) is not None,
        office=Text(after.name_en, after.name_ru)
        if after.id not in (before, notice.unit_id)
        else None,
        cautions=cautions.of(regime, old, content, judged),
    )


def _changed(old: Content, content: Content, papers: Sequence[File]) -> tuple[str, ...]:
    changed = (*differences(old, content), *((amending.PAPERS,) if papers else ()))
    if not changed:
        raise Invalid("reason", N_("Nothing was changed."))
    return changed


def settled(regime: Regime, pending: Sequence[Due]) -> bool:
    """Whether the office confirms what both agreed on: its short clock is not for examining something else."""
    return any(regime.clocks[due.clock].starts in {"answer", "counter"} for due in pending)


def _keeps_its_window(regime: Regime, met: Sequence[AmendRule]) -> bool:
    """Days that change without a new window (a law that takes them so) are judged by the first receipt."""
    return any(
        {"sessions", *regime.inputs} & set(rule.fields) and not rule.window_anew for rule in met
    )


def _judged(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    content: Content,
    *,
    restarts: bool,
    anew: bool,
) -> Judgement:
    try:
        return judging.of(
            regime,
            calendars.days_of(work, rulebook, regime),
            content,
            window_from=work.now if anew else law.window_from(notice),
            clocks_from=work.now if restarts else law.clocks_from(notice),
        )
    except Uncountable as error:
        raise Invalid("sessions", error.text, **error.values) from error


def _wanted(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    content: Content,
    judged: Judgement,
    verdict: str,
    *,
    restarts: bool,
) -> tuple[DueDate, ...]:
    """The clocks that run after the change, counted anew. What was met or missed stays so."""
    newest = {due.clock: due.result for due in rows.dues(work, notice)}  # a clock may run again
    ended = {clock for clock, result in newest.items() if result in {"met", "missed"}}
    if verdict == judged.verdict and (restarts or verdict != notice.window):
        return tuple(due for due in judged.dues if due.clock not in ended)
    calendar = calendars.days_of(work, rulebook, regime)
    began = work.now if restarts else law.clocks_from(notice)
    filing = law.filing_of(content, regime, began)
    found = []
    for due in rows.pending_dues(work, notice):
        clock = regime.clocks[due.clock]
        if verdict in clock.runs_for:
            since = began if clock.starts == "receipt" else due.set_at
            found.append(recount(regime, calendar, due.clock, since, filing, due.steps))
    return tuple(found)


def _moved(
    regime: Regime, notice: Notice, pending: Sequence[Due], wanted: Collection[DueDate]
) -> Iterator[Moved]:
    before = {due.clock: due.due_at for due in pending}
    after = {due.clock: due for due in wanted}
    for name, clock in regime.clocks.items():
        if name in before or name in after:
            yield Moved(
                name, clock.title, clock.side, before.get(name),
                new.due_at if (new := after.get(name)) else None, since_change.steps_of(new, notice.received_at),
            )  # fmt: skip


def _weights(regime: Regime, met: Sequence[AmendRule], changed: Sequence[str]) -> Iterator[Weight]:
    assert regime.amending is not None
    for rule in met:
        fields = tuple(name for name in changed if regime.amending.rule_of(name) is rule)
        named = tuple(titles.title(regime, name) for name in fields)
        yield Weight(rule.effect, fields, named, rule.text, rule.source)


def _told(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    changed: Sequence[str],
    met: Sequence[AmendRule],
    *,
    asking: bool,
) -> Iterator[Told]:
    """The newest question to each body: asked again where its answer rests on what changed, or is awaited still."""
    if not any(rule.material for rule in met):
        return
    newest = {row.unit_id: row for row in rows.consultations(work, notice)}
    for row in newest.values():
        given_up = row.answered_at is None and row.closed_at is not None
        if given_up and (not asking or notice.stage in arcs.asking(regime)):
            continue  # the office waits for it no longer
        again = asking and (
            row.answered_at is None or resting.rests(work, regime, row, changed, met)
        )
        name = gathering.unit_name(work, row.unit_id)
        yield Told(row.unit_id, name, "asked" if again else "stands", row.answered_at is not None)


def _office(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, old: Content
) -> int | None:
    """The office that the law named before the change."""
    try:
        calendar = calendars.days_of(work, rulebook, regime)
        judged = judging.of_notice(regime, calendar, old, notice)
    except Uncountable:
        return None
    return addressing.addressee(work, judged.addressee, old).id
