"""Where silence has an effect in law, a notice near it has an owner, and nearer still it lies with the head.

Both thresholds are instants before the end of a clock; each is passed once a clock, whoever looks and
however late. A clock that ran out is no business of this module: its consequence is ticking's.
"""

from datetime import date, datetime, timedelta

from records import instead_rows, near_rows, staff_rows
from records.near_rows import Near
from records.tables import Due, LogEntry, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import clocks, law, mailing, recusing, roster, sectioning, standing_in, when
from workflow.actor import SYSTEM
from workflow.roster import Choice, SilenceRule

NOWHERE, OWNED, WITH_HEAD = 0, 1, 2
DAY = timedelta(days=1)
PAGE = 500


def due_for(work: UnitOfWork, rule: SilenceRule, day: date) -> list[int]:
    """Clocks about which something is to be done now, the nearest first.

    Those that passed a threshold, and those already past it whose owner is not at work on `day`.
    """
    people = staff_rows.present(work, day)
    found: list[int] = []
    after = near_rows.START
    until = work.now + max(rule.owned, DAY)
    while True:
        page = near_rows.near(work, work.now - clocks.LAST_SECOND, until, after, PAGE)
        for one in page:
            reached = step(one.due_at, one.set_at, work.now, rule)
            if reached > one.climbed or (reached and _may_find_an_owner(one, people)):
                found.append(one.due_id)
        if len(page) < PAGE:
            return found
        after = (page[-1].due_at, page[-1].due_id)


def step(due_at: datetime, set_at: datetime, now: datetime, rule: SilenceRule) -> int:
    """How far a clock has come: 0 far from its end, 1 it needs an owner, 2 it belongs to the head.

    The end is the first instant that is too late. A clock of less than a day needs an owner at once.
    """
    left = due_at + clocks.LAST_SECOND - now
    if left <= rule.climbs:
        return WITH_HEAD
    return OWNED if left <= rule.owned or due_at - set_at < DAY else NOWHERE


def _may_find_an_owner(one: Near, people: tuple[staff_rows.Held, ...]) -> bool:
    if roster.is_at_work(people, one.owner_id, one.unit_id):
        return False
    return any(held.unit_id in (one.unit_id, None) for held in people)


def climb(work: UnitOfWork, rulebook: Rulebook, due_id: int, rule: SilenceRule) -> int:
    """Do what the thresholds ask for one clock, in their order. Returns how far it has climbed.

    Nothing for a clock that ended, ran out, or does not count at the notice's stage.
    """
    due = work.get(Due, due_id)
    notice = work.get(Notice, due.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    if due.done_at is not None or due.clock not in running or clocks.is_past(due, work):
        return due.climbed
    if due.side != "authority" or not due.consequence:
        return due.climbed
    reached = step(due.due_at, due.set_at, work.now, rule)
    if reached >= OWNED:
        chosen = give_owner(work, regime, notice, due)
        people = staff_rows.present(work, when.local(work.now, regime.zone).date())
        there = roster.is_at_work(people, notice.owner_id, notice.unit_id)
        nobody = not there or (chosen is not None and chosen.how == "head")
        due.climbed = max(due.climbed, OWNED)
        if due.climbed < WITH_HEAD and (reached == WITH_HEAD or nobody):
            _to_the_head(
                work, regime, notice, due, why="near" if reached == WITH_HEAD else "nobody"
            )
    return due.climbed


def give_owner(work: UnitOfWork, regime: Regime, notice: Notice, due: Due) -> Choice | None:
    """Give the notice an owner by the rule of substitution, if it has none who is at work. Who was chosen."""
    day = when.local(work.now, regime.zone).date()
    if roster.is_at_work(staff_rows.present(work, day), notice.owner_id, notice.unit_id):
        return None
    chosen = roster.choose(work, notice.unit_id, day, notice.id)
    if chosen is None:
        return None
    before, notice.owner_id = notice.owner_id, chosen.account_id
    away = instead_rows.away(work, before, day) if before is not None else None
    entry = work.log(
        "notice.assigned",
        actor=SYSTEM,
        subject=("notice", notice.id or 0),
        details={
            "due": due.id, "clock": due.clock, "due_at": due.due_at.isoformat(),
            "from": before, "to": chosen.account_id, "how": chosen.how, **standing_in.details(away),
        },
        personal=standing_in.names(away) or None,
    )  # fmt: skip
    mailing.to_account(work, "desk-assigned", notice, chosen.account_id, f"{entry.seq}", due)
    return chosen


def _to_the_head(work: UnitOfWork, regime: Regime, notice: Notice, due: Due, *, why: str) -> None:
    due.climbed = WITH_HEAD
    heads = roster.heads(work, notice.unit_id, when.local(work.now, regime.zone).date(), notice.id)
    entry = work.log(
        "notice.climbed",
        actor=SYSTEM,
        subject=("notice", notice.id or 0),
        details={
            "due": due.id, "clock": due.clock, "due_at": due.due_at.isoformat(),
            "heads": heads, "why": why,
        },
    )  # fmt: skip
    for head in heads:
        mailing.to_account(work, "desk-climbed", notice, head, f"{entry.seq}", due)
    if not heads:
        mailing.to_unit(work, "desk-climbed", notice, f"{entry.seq}", due)


def anew(work: UnitOfWork, notice: Notice) -> None:
    """Another office has the notice now: its people are told as if nobody had been."""
    sectioning.gone(work, notice)
    for due in clocks.pending(work, notice):
        due.climbed = NOWHERE


def landed(
    work: UnitOfWork, regime: Regime, notice: Notice, entry: LogEntry, *, urgent: bool
) -> None:
    """A notice came to an office, by `entry`; one with a same-day clock calls somebody too (decisions 18)."""
    sectioning.came(work, regime, notice)
    # where nobody is called, the call itself goes to the office; whom, is asked only if somebody is
    if not urgent or _whom(work, regime, notice)[0] != "office":
        mailing.landed(work, notice, entry)
    if urgent:
        call(work, regime, notice, entry)


def call(work: UnitOfWork, regime: Regime, notice: Notice, entry: LogEntry) -> None:
    """Call the officer on duty, else the heads, else the office's own address; the log says who.

    A notice without an owner gets one at once, by the rule.
    """
    due = _soonest(work, regime, notice)
    if due is not None:
        give_owner(work, regime, notice, due)
        due.climbed = max(due.climbed, OWNED)
    how, called = _whom(work, regime, notice)
    if not called:
        mailing.landed(work, notice, entry, urgent=True)
    for person in called:
        mailing.to_account(work, "desk-call", notice, person, f"{entry.seq}")
    work.log(
        "notice.called",
        actor=SYSTEM,
        subject=("notice", notice.id or 0),
        details={"how": how, "accounts": called, "unit": notice.unit_id},
    )


def _whom(work: UnitOfWork, regime: Regime, notice: Notice) -> tuple[str, list[int]]:
    """Who is called, and why they: duty | head | office (then it is nobody by name)."""
    shifts = staff_rows.on_duty(work, notice.unit_id, work.now)
    duty = recusing.without(work, [one.account_id for one in shifts], notice.id)
    if duty:
        return "duty", duty
    heads = roster.heads(work, notice.unit_id, when.local(work.now, regime.zone).date(), notice.id)
    return ("head", heads) if heads else ("office", [])


def _soonest(work: UnitOfWork, regime: Regime, notice: Notice) -> Due | None:
    """The clock of the office that ends soonest and whose silence has an effect."""
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    return next(
        (
            due
            for due in clocks.pending(work, notice)
            if due.side == "authority" and due.consequence and due.clock in running
        ),
        None,
    )
