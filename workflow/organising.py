"""Who files: the organiser's row of a notice, which no other notice of the same account ever changes."""

from records import behind
from records.tables import Member, Notice, Organiser
from records.unit_of_work import UnitOfWork
from workflow import gone
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, Invalid, NotAllowed

COLUMNS = {
    "organiser": "name",
    "organiser_kind": "kind",
    "address": "address",
    "postcode": "postcode",
    "phone": "phone",
    "email": "email",
}
"""Question id -> column: what reaches the organiser of one notice."""


def of_filing(
    work: UnitOfWork, actor: Actor, content: Content, organisation_id: int | None = None
) -> int:
    """The id of the organiser who files: one of the account's own with the very same data, else a new one.

    The same person with another address is another row: letters of an older notice go where it said.
    For an organisation it is one of that organisation's; NotAllowed for who may not file for it.
    """
    said = _said(content)
    if not said["name"]:
        raise Invalid("organiser", N_("Say who the organiser is."))
    known = behind.organiser_like(work, sorted(_known_to(actor, organisation_id)), said)
    if known is None:
        known = _new(work, said, organisation_id)
    work.flush()
    assert known.id is not None
    alone = organisation_id is None and not actor.staff
    if actor.account_id is not None and alone and known.id not in actor.organisers:
        work.add(Member(account_id=actor.account_id, organiser_id=known.id))
    return known.id


def _known_to(actor: Actor, organisation_id: int | None) -> frozenset[int]:
    if organisation_id is None:
        return actor.own
    seat = actor.seat(organisation_id)
    if seat is None or not seat.files:
        raise NotAllowed(N_("You may not file for this organisation. Choose for whom you file."))
    return seat.organisers


def follow(work: UnitOfWork, notice: Notice, old: Content, new: Content) -> bool:
    """Letters and mails go where the notice now says. Returns whether the e-mail address is another."""
    before, after = _said(old), _said(new)
    changed = {name: value for name, value in after.items() if value != before[name]}
    if not changed:
        return False
    if not after["name"]:
        raise Invalid("organiser", N_("Say who the organiser is."))
    row = own_row(work, notice)
    for name, value in changed.items():
        setattr(row, name, value)
    return "email" in changed


def is_shared(work: UnitOfWork, notice: Notice) -> bool:
    """Whether people of an organisation share the notice."""
    return work.get(Organiser, notice.organiser_id).organisation_id is not None


def mailed_to(work: UnitOfWork, notice: Notice) -> str:
    """Where mails about a notice go: to the address that it names, else to the account that filed it; else nowhere."""
    organiser = work.get(Organiser, notice.organiser_id)
    return organiser.email or behind.own_address(work, notice.organiser_id)


def mend_email(work: UnitOfWork, notice: Notice, email: str) -> None:
    """Another address for this notice: what was mailed to the old one opens nothing any more."""
    own_row(work, notice).email = email
    forget_address(work, notice)


def forget_address(work: UnitOfWork, notice: Notice) -> None:
    """The address is another: it is unconfirmed, and links that went to the old one are over."""
    notice.email_confirmed_at = None
    for link in behind.links(work, notice):
        link.expires_at = min(link.expires_at, work.now)


def own_row(work: UnitOfWork, notice: Notice) -> Organiser:
    """The organiser's row to be changed: a copy where other notices share it, with the same members."""
    gone.refuse(work, notice)
    row = work.get(Organiser, notice.organiser_id)
    if not behind.is_shared(work, notice):
        return row
    kept = {column: getattr(row, column) for column in COLUMNS.values()}
    copy = _new(work, kept, row.organisation_id)
    work.flush()
    assert copy.id is not None
    for member in behind.members(work, notice.organiser_id):
        work.add(Member(account_id=member.account_id, organiser_id=copy.id, role=member.role))
    notice.organiser_id = copy.id
    return copy


def hand_over(work: UnitOfWork, notice: Notice, organisation_id: int) -> None:
    """From one person to an organisation: no membership stays behind, or leaving would take nothing away.

    Notices with the same organiser share its row there too.
    """
    gone.refuse(work, notice)
    row = work.get(Organiser, notice.organiser_id)
    work.flush()
    if not behind.is_shared(work, notice):
        row.organisation_id = organisation_id
        behind.drop_members(work, notice.organiser_id)
        return
    kept = {column: getattr(row, column) for column in COLUMNS.values()}
    there = behind.organiser_of(work, organisation_id, kept) or _new(work, kept, organisation_id)
    work.flush()
    assert there.id is not None
    notice.organiser_id = there.id


def _new(work: UnitOfWork, said: dict[str, str], organisation_id: int | None = None) -> Organiser:
    row = Organiser(name=said["name"], kind=said["kind"], created_at=work.now)
    row.organisation_id = organisation_id
    for column in ("address", "postcode", "phone", "email"):
        setattr(row, column, said[column])
    work.add(row)
    return row


def _said(content: Content) -> dict[str, str]:
    said = {
        column: str(content.answers.get(question) or "").strip()
        for question, column in COLUMNS.items()
    }
    return said | {"kind": said["kind"] or "citizen"}
