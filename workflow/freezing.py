"""A letter is frozen as it leaves: one row, whose data never change again, and the promise of its printing."""

from collections.abc import Sequence

import letters.letter as paper
from records.tables import Decision, Letter, Notice, Unit
from records.unit_of_work import UnitOfWork
from workflow import postal
from workflow.actor import Actor


def kept(
    work: UnitOfWork,
    notice: Notice,
    body: paper.Letter,
    *,
    kind: str,
    by: Actor,
    decision: Decision | None,
    first: bool,
) -> Letter:
    """The row of a letter that leaves: its data never change again, and its printing is promised."""
    letter = Letter(
        notice_id=notice.id or 0,
        decision_id=decision.id if decision else None,
        unit_id=notice.unit_id,
        kind=kind,
        locale=body.head.locale,
        number=body.head.number,
        day=body.head.day,
        check_code=body.head.check_code,
        data=body.to_json(),
        released_by=by.account_id,
        released_at=work.now,
        paper=_on_paper(kind, notice, first=first),
        way=postal.way(work.get(Unit, notice.unit_id), kind, body.head.by_post),
    )
    work.add(letter)
    work.flush()
    work.promise("letter", f"letter:{letter.id}", {"letter": letter.id})
    return letter


def note(work: UnitOfWork, notice: Notice, letters: Sequence[Letter], by: Actor) -> None:
    """Write down that a letter was released, in each of its languages."""
    work.log(
        "letter.released",
        actor=by,
        subject=("notice", notice.id or 0),
        details={
            "kind": letters[0].kind,
            "number": letters[0].number,
            "letters": [letter.id for letter in letters],
        },
        personal={"by": by.name},
    )


def _on_paper(kind: str, notice: Notice, *, first: bool) -> bool:
    """The clerk prints the letter in the office's language; receipts only for paper notices."""
    return first and (kind != "receipt" or notice.channel == "paper")
