"""Free messages of an office about a notice (M26): a draft first, released by a named sender, kept, answered once.

A message decides nothing, moves no clock and is no letter: it says so to whoever reads it.
"""

from records import message_rows, queries, staff_rows
from records.errors import Missing, Overtaken
from records.message_rows import MessageRow
from records.tables import Message, MessageVersion, Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import gone, law, mailing, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible

ORGANISER = "organiser"
LONGEST = 4000
MOST = 50
"""So many messages about one notice; more of them would be a correspondence that belongs on paper."""
OFFICE = ("officer", "head", "signatory", "clerk")


def look(work: UnitOfWork, *, actor: Actor, reference: str) -> tuple[MessageRow, ...]:
    """What this person may read: the office all, a body and the organiser what was sent to them. Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    found = message_rows.messages(work, card.row.id)
    own = card.row.organiser_id in actor.sees or card.row.id in actor.notices
    if not own and ("auditor" in actor.roles or actor.holds(card.row.unit_id, *OFFICE)):
        return found
    units = actor.units("officer", "head")
    return tuple(
        one
        for one in found
        if one.released_at and (own if one.unit_id is None else one.unit_id in units)
    )


def begin(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, to: str, text: str
) -> int:
    """Keep a draft for the organiser or for a body that was asked; nothing leaves. Its id."""
    notice = _mine(work, rulebook, actor, reference)
    units = {one.code: one.id for one in message_rows.asked(work, notice.id or 0)}
    if to != ORGANISER and to not in units:
        raise Invalid(
            "to", N_("Choose to whom it goes: the organiser, or a service that was asked.")
        )
    said = _said(text)
    if message_rows.count(work, notice.id or 0) >= MOST:
        raise Invalid(
            "text", N_("There are fifty messages about this notice. Write a letter instead.")
        )
    row = Message(
        notice_id=notice.id or 0, unit_id=units.get(to), made_at=work.now, made_by=actor.account_id or 0,
    )  # fmt: skip
    work.add(row)
    work.flush()
    _version(work, actor, row, said)
    _log(work, actor, row, "message.drafted")
    return row.id or 0


def keep(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, message_id: int, seen: int, text: str
) -> None:  # fmt: skip
    """Keep other words as one more version. Overtaken where somebody changed the draft since `seen`."""
    notice = _mine(work, rulebook, actor, reference)
    row = _draft(work, notice, message_id, seen)
    said = _said(text)
    if said != message_rows.words(work, message_id)[0]:
        row.version += 1
        _version(work, actor, row, said)
        _log(work, actor, row, "message.changed")


def send(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, message_id: int, seen: int
) -> None:  # fmt: skip
    """Release the version that this person saw, in their name. A second press sends nothing: it has left already."""
    notice = _mine(work, rulebook, actor, reference)
    if _one(work, notice, message_id).released_at is not None:
        return
    row = _draft(work, notice, message_id, seen)
    row.released_at, row.released_by = work.now, actor.account_id
    row.sender = sender(work, actor, _locale(work, notice, row))
    _log(work, actor, row, "message.sent")
    mailing.message(work, notice, row)


def sender(work: UnitOfWork, actor: Actor, locale: str) -> str:
    """The name of who sends, as a reader of this language writes it."""
    account = staff_rows.account(work, actor.account_id or 0)
    return ((account.name_ru if locale == "ru" else "") or account.name)[:200]


def _locale(work: UnitOfWork, notice: Notice, row: Message) -> str:
    """The language of the recipient: the organiser's of this notice, or the body's own."""
    if row.unit_id is None:
        return notice.locale
    return str(work.get(Unit, row.unit_id).letterhead.get("language", "ru"))


def again(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, message_id: int
) -> None:
    """Send the same words once more; twice within a minute is once."""
    notice = _mine(work, rulebook, actor, reference)
    row = _one(work, notice, message_id)
    if row.released_at is None:
        raise NotPossible(N_("Not possible: this message has not left yet."))
    mailing.message(work, notice, row, again=True)
    _log(work, actor, row, "message.sent-again")


def drop(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, message_id: int, seen: int
) -> None:  # fmt: skip
    """Put a draft aside; it stays readable for the office and can't leave any more."""
    row = _draft(work, _mine(work, rulebook, actor, reference), message_id, seen)
    row.dropped_at = work.now
    _log(work, actor, row, "message.dropped")


def reply(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, message_id: int, text: str
) -> None:  # fmt: skip
    """The organiser answers a message, once; the office is told. Missing for what was not sent to them."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "message.answer", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    row = _one(work, notice, message_id)
    if row.released_at is None or row.unit_id is not None:
        raise Missing(f"Message {message_id} is not there.")
    if row.replied_at is not None:
        raise NotPossible(N_("Not possible: this message was answered already."))
    row.reply, row.replied_at = _said(text), work.now
    entry = _log(work, actor, row, "message.answered")
    mailing.about(work, notice, "desk-message-answered", entry, to="unit")


def _mine(work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str) -> Notice:
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "message.write", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    return notice


def _one(work: UnitOfWork, notice: Notice, message_id: int) -> Message:
    row = work.session.get(Message, message_id)
    if row is None or row.notice_id != notice.id:
        raise Missing(f"Message {message_id} is not there.")
    return row


def _draft(work: UnitOfWork, notice: Notice, message_id: int, seen: int) -> Message:
    row = _one(work, notice, message_id)
    if row.released_at is not None or row.dropped_at is not None:
        raise NotPossible(N_("Not possible: this message is no draft any more."))
    if row.version != seen:
        raise Overtaken
    return row


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise Invalid("text", N_("Write what the message says."))
    if len(said) > LONGEST:
        raise Invalid("text", N_("Write up to 4,000 characters."))
    return said


def _version(work: UnitOfWork, actor: Actor, row: Message, text: str) -> None:
    work.add(
        MessageVersion(
            message_id=row.id or 0, notice_id=row.notice_id, number=row.version, text=text,
            made_at=work.now, made_by=actor.account_id or 0,
        )
    )  # fmt: skip


def _log(work: UnitOfWork, actor: Actor, row: Message, kind: str) -> str:
    work.flush()
    entry = work.log(
        kind,
        actor=actor,
        subject=("notice", row.notice_id),
        details={
            "message": row.id,
            "version": row.version,
            "to": "unit" if row.unit_id else ORGANISER,
        },
        personal={"by": actor.name},
    )
    return str(entry.seq)
