"""Private security, stewards, medical and barrier cover: asked by the office, answered by the organiser, agreed (S23, S24).

By organisation and number, never by a person's name. What was agreed enters the merged answer as a condition of the
office and is printed in the letter.
"""

from dataclasses import dataclass
from datetime import datetime

from records import queries, said_rows, task_rows
from records.tables import Notice, Resource, Sentence
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import gone, law, limiting, mailing, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible
from workflow.limiting import AT_LEAST, Limit
from workflow.sentences import ORGANISER

KINDS = {
    "security": Text("Private security", "Частная охрана"),
    "stewards": Text("Stewards", "Распорядители"),
    "medical": Text("Medical posts", "Медицинские посты"),
    "barriers": Text("Barriers", "Ограждения"),
    "volunteers": Text("Volunteers", "Добровольцы"),
}
LICENSED = frozenset({"security"})
MOST = 100_000


@dataclass(frozen=True, slots=True)
class ResourceIn:
    """What the organiser answers: how many, of which organisation, when they are there."""

    number: int | None
    organisation: str = ""
    licence: str = ""
    shift: str = ""


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One thing that was asked for, and how it stands."""

    id: int
    kind: str
    title: Text
    wanted: int
    why: str
    number: int | None
    organisation: str
    licence: str
    shift: str
    asked_at: datetime
    answered_at: datetime | None
    agreed_at: datetime | None
    found: int | None
    checked_at: datetime | None


def ask(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, kind: str, wanted: int | None, why: str
) -> int:  # fmt: skip
    """Ask the organiser for so many of a kind, and why; the organiser gets a mail."""
    notice = _mine(work, rulebook, actor, reference, "resource.ask")
    if kind not in KINDS:
        raise Invalid("kind", N_("Choose what is needed."))
    if wanted is None or not 1 <= wanted <= MOST:
        raise Invalid("wanted", N_("Enter how many, from 1 to 100,000."))
    if not why.strip():
        raise Invalid("why", N_("Say why: the organiser reads it."))
    if any(
        row.kind == kind and row.agreed_at is None
        for row in task_rows.resources(work, notice.id or 0)
    ):
        raise Invalid("kind", N_("This was asked for already and is not agreed yet."))
    row = Resource(
        notice_id=notice.id or 0, kind=kind, wanted=wanted, why=why, asked_at=work.now,
        asked_by=actor.account_id,
    )  # fmt: skip
    work.add(row)
    work.flush()
    entry = _log(work, actor, notice, "resource.asked", row, why)
    mailing.about(work, notice, "resource-asked", entry, to="organiser")
    return row.id or 0


def answer(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    resource_id: int,
    given: ResourceIn,
) -> None:
    """The organiser says how many there will be, and whose; again as long as it is not agreed."""
    notice = _mine(work, rulebook, actor, reference, "resource.answer")
    row = _open(work, notice, resource_id)
    if row.agreed_at is not None:
        raise NotPossible(N_("Not possible: this is agreed already."))
    if given.number is None or not 0 <= given.number <= MOST:
        raise Invalid("number", N_("Enter how many, from 0 to 100,000."))
    if given.number and not given.organisation.strip():
        raise Invalid("organisation", N_("Name the organisation; no names of people."))
    if given.number and row.kind in LICENSED and not given.licence.strip():
        raise Invalid("licence", N_("Enter the number of the licence."))
    row.number, row.organisation, row.licence = given.number, given.organisation, given.licence
    row.shift, row.answered_at, row.answered_by = given.shift, work.now, actor.account_id
    entry = _log(work, actor, notice, "resource.answered", row)
    mailing.about(work, notice, "desk-resource-answered", entry, to="unit")


def agree(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, resource_id: int, number: int
) -> None:  # fmt: skip
    """The office agrees to what was answered; it becomes a condition of the office. `number`: as the officer saw it."""
    notice = _mine(work, rulebook, actor, reference, "resource.ask")
    row = _open(work, notice, resource_id)
    if row.agreed_at is not None or not row.number:
        raise NotPossible(N_("Not yet: there is no answer to agree to."))
    if row.number != number:
        raise NotPossible(
            N_("Not possible: the organiser changed the answer meanwhile. Look at it again.")
        )
    row.agreed_at, row.agreed_by = work.now, actor.account_id
    row.sentence_id = _sentence(work, notice, row).id
    entry = _log(work, actor, notice, "resource.agreed", row)
    mailing.about(work, notice, "resource-agreed", entry, to="organiser")


def drop(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, resource_id: int, why: str
) -> None:  # fmt: skip
    """The office does without it; what it had become in the merged answer is left out, with the reason."""
    notice = _mine(work, rulebook, actor, reference, "resource.ask")
    row = _open(work, notice, resource_id)
    if not why.strip():
        raise Invalid("why", N_("Say why: the organiser reads it."))
    row.dropped_at = work.now
    if row.sentence_id is not None:
        sentence = work.get(Sentence, row.sentence_id)
        sentence.left_out, sentence.left_out_why = True, why
    entry = _log(work, actor, notice, "resource.dropped", row, why)
    mailing.about(work, notice, "resource-dropped", entry, to="organiser")


def check(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, resource_id: int, found: int | None
) -> None:  # fmt: skip
    """How many were there on the day; once."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "resource.check", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    row = _open(work, notice, resource_id)
    if row.agreed_at is None or row.checked_at is not None or work.now < notice.starts_at:
        raise NotPossible(
            N_("Not possible: agreed posts are counted once, when the event has begun.")
        )
    if found is None or not 0 <= found <= MOST:
        raise Invalid("found", N_("Enter how many, from 0 to 100,000."))
    row.found, row.checked_at, row.checked_by = found, work.now, actor.account_id
    _log(work, actor, notice, "resource.checked", row)


def look(work: UnitOfWork, *, actor: Actor, reference: str) -> tuple[ResourceView, ...]:
    """What was asked for about a notice. Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    return of_notice(work, card.row.id)


def of_notice(work: UnitOfWork, notice_id: int) -> tuple[ResourceView, ...]:
    """The same for the workflow itself."""
    return tuple(
        ResourceView(
            row.id or 0, row.kind, KINDS[row.kind], row.wanted, row.why, row.number, row.organisation,
            row.licence, row.shift, row.asked_at, row.answered_at, row.agreed_at, row.found, row.checked_at,
        )
        for row in task_rows.resources(work, notice_id)
    )  # fmt: skip


def said(one: ResourceView, locale: str) -> str:
    """What was agreed, in one line without its title: 12, «Shield», licence 77, 10:00 to 16:00."""
    licence = f"{'лицензия' if locale == 'ru' else 'licence'} {one.licence}" if one.licence else ""
    return ", ".join(
        part for part in (str(one.number), one.organisation, licence, one.shift) if part
    )


def _sentence(work: UnitOfWork, notice: Notice, row: Resource) -> Sentence:
    view = next(one for one in of_notice(work, notice.id or 0) if one.id == row.id)
    text = f"{view.title.ru}: {said(view, 'ru')}."
    limits = row.kind in limiting.NUMBERS
    limit = Limit(row.kind, AT_LEAST, row.number) if limits else limiting.NOTHING
    sentence = Sentence(
        notice_id=notice.id or 0, kind="conditions", text=text, original=text, made_at=work.now,
        addressee=ORGANISER[1], ordinal=said_rows.next_ordinal(work, notice.id or 0),
        limit=limiting.to_json(limit),
    )  # fmt: skip
    work.add(sentence)
    work.flush()
    return sentence


def _mine(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str, action: str
) -> Notice:
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, action, notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    if notice.closed_at is not None or work.now >= notice.starts_at:
        raise NotPossible(
            N_("Not possible: the event has begun, or the road of the notice has ended.")
        )
    return notice


def _open(work: UnitOfWork, notice: Notice, resource_id: int) -> Resource:
    row = work.get(Resource, resource_id)
    if row.notice_id != notice.id or row.dropped_at is not None:
        raise NotPossible(
            N_("Not possible: this was not asked for here, or the office does without it.")
        )
    return row


def _log(
    work: UnitOfWork, actor: Actor, notice: Notice, kind: str, row: Resource, note: str = ""
) -> str:
    work.flush()
    entry = work.log(
        kind,
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"resource": row.id, "kind": row.kind, "number": row.number, "wanted": row.wanted},
        personal={"note": note, "by": actor.name},
    )
    return str(entry.seq)
