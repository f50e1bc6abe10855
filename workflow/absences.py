"""Days on which people are away. Why somebody is away is not asked."""

from datetime import date, timedelta

from records import rows, staff_rows
from records.errors import Missing
from records.tables import Absence
from records.unit_of_work import UnitOfWork
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

LONGEST = timedelta(days=400)
LONGEST_NOTE = 2000
DAY = timedelta(days=1)
NOT_YOURS = N_("Not yours: a person enters their own absence, or the head does.")


def enter(
    work: UnitOfWork,
    *,
    actor: Actor,
    account_id: int,
    first_day: date,
    last_day: date,
    today: date,
    note: str = "",
) -> Absence:
    """Write down that a person is away from one day to another, both included.

    People enter their own, heads those of their unit. Raises NotAllowed, or Invalid with the field.
    """
    _whose(work, actor, account_id, today)
    if last_day < first_day:
        raise Invalid("last_day", N_("The last day is before the first."))
    if last_day < today:
        raise Invalid("last_day", N_("These days are over."))
    if last_day - first_day > LONGEST:
        raise Invalid("last_day", N_("This is more than 400 days: end the post instead."))
    if staff_rows.absences_over(work, [account_id], first_day, last_day):
        raise Invalid("first_day", N_("These days overlap an absence that is entered already."))
    row = Absence(
        account_id=account_id, first_day=first_day, last_day=last_day,
        entered_by=actor.account_id or 0, entered_at=work.now, note=note.strip()[:LONGEST_NOTE],
    )  # fmt: skip
    work.add(row)
    work.flush()
    work.log(
        "absence.entered",
        actor=actor,
        subject=("absence", row.id or 0),
        details={
            "account": account_id, "from": first_day.isoformat(), "to": last_day.isoformat(),
        },
    )  # fmt: skip
    return row


def end(work: UnitOfWork, *, actor: Actor, absence_id: int, today: date) -> None:
    """The person is back: an absence under way ends yesterday, one that has not begun is taken away.

    Refused alike where it is somebody else's and where there is none: numbers can't be walked.
    """
    row = _running(work, actor, absence_id, today)
    if row.first_day < today:
        row.last_day = today - DAY
    else:
        row.dropped_at = work.now
    work.log(
        "absence.ended",
        actor=actor,
        subject=("absence", row.id or 0),
        details={"account": row.account_id},
    )


def note(work: UnitOfWork, *, actor: Actor, absence_id: int, note: str, today: date) -> None:
    """What the substitute should know, in place of what stood there; the person writes it, or the head."""
    row = _running(work, actor, absence_id, today)
    if len(note) > LONGEST_NOTE:
        raise Invalid("note", N_("This is longer than 2,000 letters: shorten it."))
    row.note = note.strip()
    work.log(
        "absence.noted",
        actor=actor,
        subject=("absence", row.id or 0),
        details={"account": row.account_id},
    )


def _running(work: UnitOfWork, actor: Actor, absence_id: int, today: date) -> Absence:
    """One's own absence, or a head's person's, that is not over."""
    try:
        row = work.get(Absence, absence_id)
    except Missing as error:
        raise NotAllowed(NOT_YOURS) from error
    _whose(work, actor, row.account_id, today)
    if row.dropped_at is not None or row.last_day < today:
        raise NotPossible(N_("Not possible: this absence is over."))
    return row


def _whose(work: UnitOfWork, actor: Actor, account_id: int, today: date) -> None:
    """One's own, or a head's for people of the unit."""
    if not policy.may(actor, "absence.enter"):
        raise NotAllowed(N_("Your role does not allow this."))
    if account_id == actor.account_id:
        return
    if account_id not in people_of(work, actor, today):
        raise NotAllowed(NOT_YOURS)


def people_of(work: UnitOfWork, actor: Actor, today: date) -> list[int]:
    """Whose absence the actor may enter: their own first; a head also everybody's of their units."""
    held = {post.unit_id for post in actor.posts if post.role == "head"}
    units = [unit.id for unit in rows.units(work) if None in held or unit.id in held]
    mine = [actor.account_id] if actor.account_id is not None else []
    found = staff_rows.staff_of(work, [one for one in units if one], today, whole=None in held)
    return list(dict.fromkeys([*mine, *found]))
