"""Who may do what: one table, read on one screen, asked twice.

The gate asks `may` before anything is loaded; the service asks `require` with the notice in hand; a page asks `allows`
before it draws a button. What has no row is refused.
"""

from collections.abc import Callable
from typing import Protocol

from records.scope import Scope
from regimes.regime import Move
from workflow.actor import Actor
from workflow.content import LOGGED, PERSONAL
from workflow.errors import N_, NotAllowed


class Held(Protocol):
    """What the policy needs to know of a notice."""

    id: int | None
    unit_id: int
    organiser_id: int


class Stage(Protocol):
    """What the policy needs to know of a stage: the unit that holds it, or `addressee`."""

    @property
    def held_by(self) -> str: ...

    @property
    def hides(self) -> tuple[str, ...]: ...


Rule = Callable[[Actor, Held, Stage], bool]


def anyone(actor: Actor, notice: Held, stage: Stage) -> bool:
    return True


def owns(actor: Actor, notice: Held, stage: Stage) -> bool:
    """The organiser's people, or the browser that opened the notice by its link or code."""
    return notice.organiser_id in actor.organisers or notice.id in actor.notices


def looks(actor: Actor, notice: Held, stage: Stage) -> bool:
    """The same, and people of its organisation who only read."""
    return notice.organiser_id in actor.reads or owns(actor, notice, stage)


def owns_or_records(actor: Actor, notice: Held, stage: Stage) -> bool:
    """The organiser, or the addressee's people who record what came on paper."""
    return owns(actor, notice, stage) or addressed(actor, notice, stage)


def addressed(actor: Actor, notice: Held, stage: Stage) -> bool:
    """Officers, heads, clerks and secretaries of the unit that the notice is addressed to."""
    return actor.holds(notice.unit_id, "officer", "head", "clerk", "signatory", "secretary")


def owns_or_addressed(actor: Actor, notice: Held, stage: Stage) -> bool:
    """The organiser, or officers and heads of the addressee at any stage."""
    return owns(actor, notice, stage) or actor.holds(notice.unit_id, "officer", "head")


def keeps(actor: Actor, notice: Held, stage: Stage) -> bool:
    """The addressee's people, and auditors, who read everything."""
    return "auditor" in actor.roles or addressed(actor, notice, stage)


def handles(actor: Actor, notice: Held, stage: Stage) -> bool:
    """Officers and heads of the addressee, while the stage is held by it."""
    return stage.held_by == "addressee" and actor.holds(notice.unit_id, "officer", "head")


def hands_on(actor: Actor, notice: Held, stage: Stage) -> bool:
    """Officers and heads of the addressee, and the secretary of its commission: the regime says which of them."""
    return handles(actor, notice, stage) or actor.holds(notice.unit_id, "secretary")


def heads(actor: Actor, notice: Held, stage: Stage) -> bool:
    """The head of the addressee: corrections that no single officer makes alone."""
    return actor.holds(notice.unit_id, "head")


def signs(actor: Actor, notice: Held, stage: Stage) -> bool:
    """A person with a signing power in the addressee today."""
    return actor.holds(notice.unit_id, "signatory")


FILERS: tuple[Rule, ...] = (owns, looks, owns_or_records)
"""Rules that let an organiser in."""


def clerks(actor: Actor, notice: Held, stage: Stage) -> bool:
    return actor.holds(notice.unit_id, "clerk")


def answers_for(actor: Actor, notice: Held, stage: Stage) -> bool:
    """The head of the addressee, or an administrator: they decide on keeping, not on the notice."""
    return actor.holds(notice.unit_id, "head", "administrator")


WORDS = frozenset({"title", "purpose"})
"""What a notice is about: hidden from bodies in lists and searches too (decisions 16)."""

DESK = frozenset({"officer", "head", "signatory", "clerk", "secretary", "auditor", "administrator"})  # fmt: skip
ANYBODY = DESK | {"organiser"}

POLICY: dict[str, tuple[frozenset[str], Rule]] = {
    # action                 roles                                       and only when
    "public.read":          (ANYBODY,                                    anyone),
    "notice.file":          (ANYBODY,                                    anyone),
    "notice.own":           (ANYBODY,                                    looks),
    "notice.mend":          (ANYBODY,                                    owns),
    "organisation.enter":   (ANYBODY,                                    anyone),
    "notice.withdraw":      (ANYBODY,                                    owns_or_records),
    "notice.cancel":        (ANYBODY,                                    owns_or_records),
    "notice.restore":       (frozenset({"head"}),                        heads),
    "notice.answer":        (ANYBODY,                                    owns_or_records),
    "notice.amend":         (ANYBODY,                                    owns_or_records),
    "condition.answer":     (ANYBODY,                                    owns),
    "condition.decide":     (frozenset({"officer", "head"}),             handles),
    "minutes.write":        (frozenset({"officer", "head"}),             handles),
    "note.read":            (frozenset({"officer", "head", "signatory", "clerk", "auditor"}), keeps),
    "note.write":           (frozenset({"officer", "head", "signatory", "clerk"}), addressed),
    "minutes.confirm":      (ANYBODY,                                    owns),
    "notice.counter":       (ANYBODY,                                    owns_or_records),
    "notice.adopt":         (frozenset({"officer", "head"}),             handles),
    "desk.enter":           (DESK,                                       anyone),
    "desk.read":            (DESK,                                       anyone),
    "version.look":         (DESK - {"auditor", "administrator"},        anyone),
    "desk.open-personal":   (frozenset({"officer", "head", "signatory", "clerk"}), addressed),
    "desk.paper":           (frozenset({"clerk", "officer"}),            anyone),
    "paper.add":            (frozenset({"officer", "head", "clerk"}),    addressed),
    "notice.register":      (frozenset({"officer", "head"}),             handles),
    "notice.ask":           (frozenset({"officer", "head"}),             handles),
    "notice.prepare":       (frozenset({"officer", "head"}),             handles),
    "notice.submit":        (frozenset({"officer", "head", "secretary"}), hands_on),
    "notice.send-back":     (frozenset({"officer", "head", "signatory", "secretary"}), addressed),
    "notice.release":       (frozenset({"signatory"}),                   signs),
    "notice.replace":       (frozenset({"officer", "head"}),             handles),
    "notice.uphold":        (frozenset({"signatory"}),                   signs),
    "notice.record":        (frozenset({"officer", "head"}),             handles),
    "clock.prolong":        (frozenset({"officer", "head"}),             handles),
    "notice.correct":       (frozenset({"officer", "head", "clerk"}),    addressed),
    "notice.forward":       (frozenset({"officer", "head"}),             handles),
    "notice.void":          (frozenset({"head"}),                        heads),
    "notice.duplicate":     (frozenset({"officer", "head"}),             handles),
    "notice.assign":         (frozenset({"officer", "head"}),             handles),
    "notice.own-note":      (frozenset({"officer", "head"}),             handles),
    "consultation.answer":  (frozenset({"officer", "head"}),             anyone),
    "consultation.close":   (frozenset({"officer", "head"}),             handles),
    "question.answer":      (ANYBODY,                                    owns_or_addressed),
    "objection.file":       (ANYBODY,                                    owns),
    "objection.read":       (frozenset({"officer", "head", "signatory", "clerk", "auditor"}), anyone),
    "objection.prepare":    (frozenset({"officer", "head"}),             addressed),
    "objection.send-back":  (frozenset({"officer", "head", "signatory"}), addressed),
    "objection.sign":       (frozenset({"signatory"}),                   signs),
    "complaint.file":       (ANYBODY,                                    owns),
    "complaint.read":       (frozenset({"officer", "head", "signatory", "clerk", "auditor"}), anyone),
    "complaint.answer":     (frozenset({"head", "auditor"}),             anyone),
    "letter.read":          (frozenset({"officer", "head", "signatory", "clerk", "auditor"}), addressed),
    "letter.pile":          (frozenset({"clerk"}),                       anyone),
    "letter.substitute":    (frozenset({"signatory"}),                   signs),
    "letter.send":          (frozenset({"clerk"}),                       clerks),
    "workload.read":        (frozenset({"officer", "head", "auditor"}),   anyone),
    "duty.read":            (frozenset({"officer", "head", "signatory", "clerk", "administrator"}), anyone),
    "duty.keep":            (frozenset({"head"}),                        anyone),
    "interest.declare":     (DESK,                                       anyone),
    "recusal.read":         (frozenset({"head", "auditor"}),             anyone),
    "recusal.make":         (frozenset({"head"}),                        heads),
    "recusal.lift":         (frozenset({"head"}),                        heads),
    "commission.read":      (DESK,                                       anyone),
    "commission.keep":      (frozenset({"secretary"}),                   anyone),
    "commission.manage":    (frozenset({"head", "administrator"}),       answers_for),
    "section.keep":         (frozenset({"head", "administrator"}),       answers_for),
    "power.read":           (DESK - {"secretary"},                       anyone),
    "power.keep":           (frozenset({"head", "administrator"}),       answers_for),
    "absence.enter":        (frozenset({"officer", "head", "signatory", "clerk"}), anyone),
    "incident.read":        (frozenset({"head", "auditor"}),             anyone),
    "incident.explain":     (frozenset({"head"}),                        anyone),
    "regime.read":          (DESK,                                       anyone),
    "regime.replay":        (frozenset({"head", "auditor", "administrator"}), anyone),
    "audit.read":           (frozenset({"auditor"}),                     anyone),
    "calendar.read":        (DESK,                                       anyone),
    "calendar.keep":        (frozenset({"head", "administrator", "system"}), anyone),
    "calendar.settle":      (frozenset({"head"}),                        heads),
    "hold.read":            (frozenset({"head", "administrator", "auditor"}), anyone),
    "hold.keep":            (frozenset({"head", "administrator"}),       answers_for),
    "erase.order":          (frozenset({"head", "administrator"}),       answers_for),
    "erase.account":        (frozenset({"administrator"}),               anyone),
    "erase.own":            (ANYBODY,                                    anyone),
    "erase.due":            (frozenset({"system"}),                      anyone),
    "reading.read":         (frozenset({"auditor"}),                     anyone),
    "outbox.again":         (frozenset({"clerk", "head", "administrator", "system"}), anyone),
    "alarm.read":           (frozenset({"administrator"}),               anyone),
    "mail.again":           (frozenset({"officer", "head", "clerk"}),    addressed),
    "answer.merge":         (frozenset({"officer", "head"}),             handles),
    "resource.ask":         (frozenset({"officer", "head"}),             handles),
    "resource.answer":      (ANYBODY,                                    owns_or_records),
    "resource.check":       (frozenset({"officer", "head"}),             addressed),
    "message.write":        (frozenset({"officer", "head"}),             addressed),
    "message.answer":       (ANYBODY,                                    owns),
    "assignment.give":      (frozenset({"officer", "head"}),             addressed),
    "condition.keep":       (frozenset({"administrator", "head", "system"}), anyone),
    "body.keep":            (frozenset({"administrator", "system"}),     anyone),
    "text.keep":            (frozenset({"administrator", "system"}),     anyone),
    "people.manage":        (frozenset({"administrator"}),               anyone),
    "account.sign-in":      (ANYBODY,                                    anyone),
    "account.own":          (ANYBODY,                                    anyone),
    "demo.enter":           (ANYBODY,                                    anyone),
    "notice.lapse-agreed":  (frozenset({"system"}),                      anyone),
    "notice.lapse-declined": (frozenset({"system"}),                     anyone),
    "notice.lapse-proceed": (frozenset({"system"}),                      anyone),
    "notice.lapse-refused": (frozenset({"system"}),                      anyone),
    "notice.return":        (ANYBODY,                                    owns_or_records),
    "notice.decline":       (ANYBODY,                                    owns_or_records),
}  # fmt: skip


def may(actor: Actor, action: str) -> bool:
    """Whether some role of the actor has a row for the action; asked before anything is loaded."""
    row = POLICY.get(action)
    return row is not None and bool(row[0] & actor.roles)


def allows(actor: Actor, action: str, notice: Held, stage: Stage) -> bool:
    """The whole question, with the notice in hand. A recused person is refused everything.

    Who has not declared their interests waits until they did; who filed a notice, alone or for others, handles none of it.
    """
    if notice.id in actor.recused:
        return False
    if not may(actor, action):
        return False
    rule, own = POLICY[action][1], notice.organiser_id in actor.sees
    if rule not in FILERS and (actor.undeclared or (actor.staff and own)):
        return False
    return rule(actor, notice, stage)


def allows_move(actor: Actor, move: Move, notice: Held, stage: Stage) -> bool:
    """Whether this person may make a move: the table says so for its verb, and the regime names their role.

    Of two moves with one verb the regime may leave one to the head alone (to reopen what was closed).
    """
    if not allows(actor, f"notice.{move.verb}", notice, stage):
        return False
    if actor.role == "system":
        return "system" in move.by
    mine = "organiser" in move.by and owns(actor, notice, stage)
    return mine or actor.holds(notice.unit_id, *move.by)


def require_move(actor: Actor, move: Move, notice: Held, stage: Stage) -> None:
    """Raise NotAllowed, in words, when the table or the regime says no."""
    if not allows_move(actor, move, notice, stage):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))


def require(actor: Actor, action: str, notice: Held, stage: Stage) -> None:
    """Raise NotAllowed, in words, when the table says no."""
    if not allows(actor, action, notice, stage):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))


def require_unit(actor: Actor, action: str, unit_id: int | None) -> None:
    """Raise NotAllowed where no role that may do the action is held in this unit, or in the whole office."""
    if not allows_unit(actor, action, unit_id):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))


def allows_unit(actor: Actor, action: str, unit_id: int | None) -> bool:
    """Whether the person may do something that concerns a unit and no single notice."""
    return may(actor, action) and actor.holds(unit_id, *POLICY[action][0])


def scope_of(actor: Actor) -> Scope:
    """What the actor may find in lists and searches; every query takes it (decisions 16)."""
    office = {post.role for post in actor.posts if post.unit_id is None}
    return Scope(
        units=actor.units("officer", "head", "signatory", "clerk", "secretary"),
        organisers=actor.sees,
        notices=actor.notices,
        recused=actor.recused,
        everything=bool(office & {"auditor", "officer", "head", "clerk", "signatory"}),
        hidden=PERSONAL | WORDS | LOGGED if only_asked(actor) else frozenset(),
    )


def scope_of_own(actor: Actor) -> Scope:
    """What is this person's alone, of no organisation: what they may bring into one."""
    return Scope(organisers=actor.own)


def only_asked(actor: Actor) -> bool:
    """Whether the person works only for bodies that are asked: they see place, time, size, measures."""
    return actor.staff and all(post.unit_kind == "body" for post in actor.posts)
