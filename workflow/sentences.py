"""What bodies answered, sentence by sentence: the chair orders, words and leaves out, and each sentence keeps its body (A12).

A condition is data: what is limited stands beside its words (A11). The first wording is kept for ever, and who changed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from records import doubled, queries, said_rows
from records.tables import ConditionItem, Consultation, Notice, Sentence, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import gone, law, library, limiting, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.limiting import NOTHING, Limit

CONDITIONS = "conditions"
MOST = 20
LONGEST = 2000
OFFICE = Text("The office", "Орган")
ORGANISER = ("the organiser", "организатор")
NOBODY = ("", "")


@dataclass(frozen=True, slots=True)
class ConditionIn:
    """One condition as it was asked for: a wording of the library with what it leaves open, or words of their own."""

    item: str = ""  # code of the library
    text: str = ""
    limit: Limit = NOTHING
    basis: str = ""  # where the law allows it; empty: the ground of the whole answer, else what the library says
    whom: str = ""  # whom it binds; empty: whom the library names


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence of the merged answer, with its body."""

    id: int
    body: Text
    unit: str  # code of the body, '' = the office
    kind: str
    text: str
    original: str
    ground: str
    addressee: Text  # whom it binds, empty where nobody was named
    limit: Limit
    left_out: bool
    left_out_why: str
    late: bool
    changed_at: datetime | None
    changed_by: Text | None


def write(
    work: UnitOfWork, notice: Notice, row: Consultation, conditions: Sequence[ConditionIn] = ()
) -> None:
    """Keep an answer as sentences, in the unit that takes it. Invalid where a condition says nothing whole."""
    if len(conditions) > MOST:
        raise Invalid(CONDITIONS, N_("Too many conditions in one answer; at most twenty."))
    if row.answer != CONDITIONS or not conditions:
        _add(work, notice, row.id, row.answer, row.facts, row.ground)
        return
    for one in conditions:
        _condition(work, notice, row.id, one, row.ground)


def _condition(
    work: UnitOfWork, notice: Notice, asked: int | None, one: ConditionIn, ground: str
) -> Sentence:
    item = _item(work, one.item, notice.kind) if one.item else None
    wording = library.of(item) if item else None
    limit = limiting.checked(library.fixed(wording, one.limit) if wording else one.limit)
    if wording and (open_ := library.left_open(wording, limit)):
        raise Invalid(
            CONDITIONS,
            N_("This wording of the library has a gap that you fill in: %(parts)s."),
            parts=", ".join(open_),
        )
    text = library.said(wording.what_ru, limit) if wording else one.text.strip()
    if not text:
        raise Invalid(CONDITIONS, N_("Choose a condition of the library, or write it."))
    basis = one.basis.strip() or ground or (wording.basis if wording else "")
    whom = (one.whom.strip() or (wording.addressee_ru if wording else ""))[:200]
    same = doubled.lately(
        work, Sentence, "made_at", notice_id=notice.id, consultation_id=None, text=text[:LONGEST],
        ground=basis[:200], addressee=whom, left_out=False,
    )  # fmt: skip
    if asked is None and same is not None and same.limit == limiting.to_json(limit):
        return same  # the office's own condition, sent twice
    row = _add(work, notice, asked, CONDITIONS, text[:LONGEST], basis)
    row.limit = limiting.to_json(limit)
    row.item_id = item.id if item else None
    row.addressee = whom
    work.flush()
    return row


def _item(work: UnitOfWork, code: str, kind: str) -> ConditionItem:
    for item in said_rows.items(work, active=True):
        if item.code == code and library.fits(library.of(item), kind):
            return item
    raise Invalid(
        CONDITIONS, N_("Choose a condition that the library offers for this kind of event.")
    )


def _add(
    work: UnitOfWork, notice: Notice, asked: int | None, kind: str, text: str, ground: str
) -> Sentence:
    row = Sentence(
        notice_id=notice.id or 0, consultation_id=asked, kind=kind, text=text, original=text,
        ground=ground[:200], ordinal=said_rows.next_ordinal(work, notice.id or 0), made_at=work.now,
    )  # fmt: skip
    work.add(row)
    work.flush()
    return row


def add(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, condition: ConditionIn
) -> int:
    """The office adds a condition of its own, from the library or in words, as data like the others.

    The same form sent twice is one condition.
    """
    notice = _open(work, rulebook, actor, reference)
    known = {one.id for one in said_rows.sentences(work, notice.id or 0)}
    row = _condition(work, notice, None, condition, "")
    if row.id in known:
        return row.id or 0
    _log(work, actor, notice, "sentence.added", row)
    return row.id or 0


def change(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    sentence_id: int,
    was: str,
    text: str,
    limit: Limit,
    basis: str | None = None,
    whom: str | None = None,
) -> None:
    """Word a sentence anew, limit it otherwise, or name another basis or addressee (None: as it is); its body and first wording stay, and who changed it is marked.

    `was`: the mark of what the chair saw; NotPossible where somebody changed them meanwhile.
    """
    notice = _open(work, rulebook, actor, reference)
    row = _mine(work, notice, sentence_id)
    if mark(row.text, limiting.from_json(row.limit), row.ground, row.addressee) != was:
        raise NotPossible(
            N_("Not possible: somebody changed this sentence meanwhile. Look at it again.")
        )
    if not text.strip():
        raise Invalid("text", N_("Write the sentence, or leave it out with a reason."))
    checked = limiting.checked(limit) if row.kind == CONDITIONS else NOTHING
    data = row.kind == CONDITIONS  # an objection keeps the ground that its body gave
    new_basis = row.ground if basis is None or not data else basis.strip()[:200]
    new_whom = row.addressee if whom is None or not data else whom.strip()[:200]
    before = (row.text, limiting.from_json(row.limit), row.ground, row.addressee)
    if (text, checked, new_basis, new_whom) == before:
        raise Invalid("text", N_("Nothing was changed."))
    row.text, row.limit = text[:LONGEST], limiting.to_json(checked)
    row.ground, row.addressee = new_basis, new_whom
    row.changed_at, row.changed_by = work.now, actor.account_id
    _log(work, actor, notice, "sentence.changed", row, note=text)


def mark(text: str, limit: Limit, basis: str = "", whom: str = "") -> str:
    """What a form carries to say which state of a sentence its reader saw."""
    return sha256((repr((text, limit, basis, whom)) + limit.geo).encode()).hexdigest()[:24]


def put(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    sentence_id: int,
    up: bool,
) -> None:
    """Change places with the sentence before or after; at the ends nothing happens."""
    notice = _open(work, rulebook, actor, reference)
    known = list(said_rows.sentences(work, notice.id or 0))
    at = next((at for at, row in enumerate(known) if row.id == sentence_id), None)
    if at is None:
        raise NotPossible(N_("Not possible: this sentence is not of this notice."))
    there = at - 1 if up else at + 1
    if not 0 <= there < len(known):
        return
    known[at], known[there] = known[there], known[at]
    for number, row in enumerate(known, 1):
        row.ordinal = number
    _log(work, actor, notice, "sentence.moved", known[there])


def leave(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    sentence_id: int,
    out: bool,
    why: str,
) -> None:
    """Leave a sentence out of the merged answer with a reason, or take it in again."""
    notice = _open(work, rulebook, actor, reference)
    row = _mine(work, notice, sentence_id)
    if out and not why.strip():
        raise Invalid("why", N_("Say why: the reason is kept with the notice."))
    row.left_out, row.left_out_why = out, why.strip() if out else ""
    _log(work, actor, notice, "sentence.left-out" if out else "sentence.taken-in", row, note=why)


def look(work: UnitOfWork, *, actor: Actor, reference: str) -> tuple[SentenceView, ...]:
    """Every sentence in its order, for the office's people. NotAllowed for others, Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    if not actor.holds(card.row.unit_id, "officer", "head", "signatory", "clerk", "auditor"):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    return of_notice(work, card.row.id)


def of_notice(work: UnitOfWork, notice_id: int) -> tuple[SentenceView, ...]:
    """The same for the workflow itself."""
    rows = said_rows.sentences(work, notice_id)
    bodies = said_rows.bodies(work, notice_id)
    wordings = said_rows.addressees(work, {row.item_id for row in rows if row.item_id})
    names = said_rows.names(work, {row.changed_by for row in rows if row.changed_by})
    found = []
    for row in rows:
        unit, answered, due = bodies.get(row.consultation_id or 0, (None, None, None))
        changed = names.get(row.changed_by or 0)
        found.append(
            SentenceView(
                row.id or 0, _named(unit), unit.code if unit else "", row.kind, row.text, row.original,
                row.ground, _whom(row, wordings), limiting.from_json(row.limit), row.left_out,
                row.left_out_why, bool(answered and due and answered > due), row.changed_at,
                Text(*changed) if changed else None,
            )
        )  # fmt: skip
    return tuple(found)


def _whom(row: Sentence, wordings: Mapping[int, tuple[str, str]]) -> Text:
    """Whom a condition binds, in both languages where the library named them and nobody else was named since."""
    for english, russian in (wordings.get(row.item_id or 0, NOBODY), ORGANISER):
        if russian and row.addressee == russian:
            return Text(english or russian, russian)
    return Text(row.addressee, row.addressee)


def _named(unit: Unit | None) -> Text:
    return Text(unit.name_en, unit.name_ru) if unit else OFFICE


def _open(work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str) -> Notice:
    """The notice, if this person merges its answers now: an officer of the addressee, before it is decided."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "answer.merge", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    return notice


def _mine(work: UnitOfWork, notice: Notice, sentence_id: int) -> Sentence:
    row = work.get(Sentence, sentence_id)
    if row.notice_id != notice.id:
        raise NotPossible(N_("Not possible: this sentence is not of this notice."))
    return row


def _log(
    work: UnitOfWork, actor: Actor, notice: Notice, kind: str, row: Sentence, note: str = ""
) -> None:
    work.flush()
    work.log(
        kind,
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"sentence": row.id},
        personal={"note": note, "by": actor.name},
    )
