"""A letter leaves the house: by which way, on which day, by whose hand."""

from datetime import date

from records import rows
from records.tables import Dispatch, Letter, Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import gone, policy, served
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

WAYS = ("post", "registered-post", "e-mail", "in-person")
BY_POST = WAYS[:2]


def mark_sent(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    letter_id: int,
    way: str,
    day: date,
    post_id: str,
    today: date,
) -> Dispatch:
    """Record that a printed letter was sent. The same letter never leaves twice by the same way (M36).

    Raises Invalid for a day ahead of `today` or before the letter's own, NotPossible when the
    press has not made it yet, this way was used already, or the letter was kept from leaving.
    """
    letter = work.get(Letter, letter_id)
    if not actor.holds(letter.unit_id, "clerk") or letter.notice_id in actor.recused:
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    notice = work.get(Notice, letter.notice_id)
    gone.refuse(work, notice)
    if letter.sha256 is None:
        raise NotPossible(N_("Not yet: the letter is still being made."))
    if way not in WAYS:
        raise Invalid("way", N_("Choose how the letter was sent."))
    if not letter.day <= day <= today:
        raise Invalid(
            "day", N_("A letter is sent on or after its own date, and not in the future.")
        )
    if letter.state == "not-sent" and way in BY_POST:
        raise NotPossible(N_("Not possible: this letter was kept from leaving by post."))
    if way in {sent.way for sent in rows.dispatches(work, letter)}:
        raise NotPossible(N_("Not possible: this letter was already sent this way."))
    sent = Dispatch(
        letter_id=letter_id, way=way, day=day, post_id=post_id,
        clerk_id=actor.account_id or 0, marked_at=work.now,
    )  # fmt: skip
    work.add(sent)
    if letter.kind != "consultation":  # no law counts the days of a body's letter
        served.count(work, rulebook, notice, sent)
    if letter.state == "ready":
        letter.state = "sent"
    work.log(
        "letter.sent", actor=actor, subject=("notice", notice.id or 0),
        details={"letter": letter_id, "number": letter.number, "way": way, "day": day.isoformat()},
        personal={"post_id": post_id, "clerk": actor.name},
    )  # fmt: skip
    return sent


def left_by(work: UnitOfWork, letter_id: int, way: str) -> bool:
    """Whether the letter left by this way already."""
    return way in {sent.way for sent in rows.dispatches(work, work.get(Letter, letter_id))}


def may_handle(actor: Actor, letter: Letter) -> bool:
    """Whether the clerk may print and send the letter."""
    return policy.may(actor, "letter.pile") and actor.holds(letter.unit_id, "clerk")
