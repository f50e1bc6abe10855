"""Print runs: letters that wait for paper are taken into one run, and a run can be undone before anything left.

Nothing is rendered here: a run is a list of letters whose bytes were stored when they were released.
"""

from records import run_rows
from records.errors import Missing
from records.tables import Letter, Notice, NotSent, Printing, PrintRun, Unit
from records.unit_of_work import UnitOfWork
from workflow import dispatching, gone, policy
from workflow.actor import Actor
from workflow.dispatching import BY_POST, WAYS
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

MOST = 500  # letters: one file that a printer takes in one go
NOT_YOURS = N_("Not yours: this step belongs to somebody else.")


def code(number: int) -> str:
    """How a run is called on paper and on the screen: R0417."""
    return f"R{number:04d}"


def sheets(pages: int, sides: int) -> int:
    """Sheets of paper that so many pages need, printed on one side or on two."""
    return -(-pages // sides)


def make(
    work: UnitOfWork, *, actor: Actor, unit_id: int, kind: str = "", way: str = "", sides: int = 2
) -> PrintRun:
    """Take what waits for paper in an office into a run, at most 500 letters, all in one unit: a letter is in
    one run or in none, whatever happens meanwhile.

    The order is stable: post class, kind, order of release. Raises NotPossible when nothing waits.
    """
    if not may_print(actor, unit_id):
        raise NotAllowed(NOT_YOURS)
    if sides not in (1, 2):
        raise Invalid("sides", N_("Choose how the printer prints."))
    if way not in ("", *WAYS):
        raise Invalid("way", N_("Choose how the letter was sent."))
    scope = policy.scope_of(actor)
    waiting = run_rows.waiting(work, scope, unit_id, kind=kind, way=way, limit=MOST)
    if not waiting:
        raise NotPossible(N_("Nothing to print: no letter waits for paper."))
    unit = work.get(Unit, unit_id)
    run = PrintRun(
        unit_id=unit_id, number=work.next_number(f"runs:{unit.code}"), kind=kind, way=way, sides=sides,
        made_at=work.now, made_by=actor.account_id or 0,
    )  # fmt: skip
    work.add(run)
    work.flush()
    for place, one in enumerate(waiting, start=1):
        _place(work, run, place, one)
    work.log(
        "run.made", actor=actor, subject=("run", run.id or 0),
        details={"number": code(run.number), "unit": unit.code, "letters": [one.letter_id for one in waiting]},
    )  # fmt: skip
    work.flush()
    return run


def _place(work: UnitOfWork, run: PrintRun, place: int, one: run_rows.Waiting) -> None:
    printing = (
        work.get(Printing, one.printing_id)
        if one.printing_id
        else Printing(letter_id=one.letter_id, asked_at=work.now)
    )
    printing.run_id, printing.place, printing.state = run.id, place, "printed"
    printing.sheets = sheets(one.pages, run.sides)
    work.add(printing)


def taken(work: UnitOfWork, *, actor: Actor, run_id: int) -> None:
    """Note that somebody has the file of the run, the first time: from now on there may be paper.

    NotPossible once the run is over, also where that came while the file was made: its letters are in envelopes
    or wait for another run, and a second sheet of one bears no word that it is a copy.
    """
    run = of_mine(work, actor, run_id)
    _must_be_open(run)
    if run.taken_at is None:
        run.taken_at = work.now
        number = code(run.number)
        work.log("run.taken", actor=actor, subject=("run", run_id), details={"number": number})


def void(work: UnitOfWork, *, actor: Actor, run_id: int, reason: str) -> None:
    """Undo a run of which nothing is in an envelope yet; its letters wait for the next one.

    If somebody had the file, paper may be there: each letter is then printed as a further copy, with this
    reason. Raises NotPossible when the run is over, a sheet is in its envelope, or a letter of it has left.
    """
    run = of_mine(work, actor, run_id)
    _must_be_open(run)
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept with the run."))
    pieces = run_rows.pieces(work, policy.scope_of(actor), run_id)
    if any(piece.enveloped for piece in pieces):
        raise NotPossible(
            N_(
                "Not possible: sheets of this run are in their envelopes. Mark the others as spoiled."
            )
        )
    if run_rows.left_since(work, run_id, run.made_at):
        raise NotPossible(
            N_("Not possible: letters of this run have left already. Mark the others as spoiled.")
        )
    run.voided_at, run.voided_by, run.void_reason = work.now, actor.account_id, reason.strip()
    if run.taken_at is None:
        run_rows.undo(work, run_id)
    for piece in pieces if run.taken_at is not None else ():
        if piece.state == "printed":
            work.get(Printing, piece.id).state = "void"
            ask_anew(work, actor, piece.letter_id, reason.strip())
    work.log(
        "run.voided", actor=actor, subject=("run", run_id),
        details={"number": code(run.number), "letters": [piece.letter_id for piece in pieces]},
        personal={"reason": reason.strip()},
    )  # fmt: skip


def ask_anew(work: UnitOfWork, actor: Actor, letter_id: int, reason: str) -> Printing:
    """The next copy of a letter waits for a run."""
    before = run_rows.printings_of(work, letter_id)
    copy = max((one.copy_no for one in before), default=1) + 1
    printing = Printing(
        letter_id=letter_id,
        copy_no=copy,
        reason=reason,
        asked_by=actor.account_id,
        asked_at=work.now,
    )
    work.add(printing)
    return printing


def print_again(work: UnitOfWork, *, actor: Actor, letter_id: int, reason: str) -> int:
    """Ask for one more copy of a letter that is in its envelope or has left (M35); returns which copy it will be.

    The stored bytes are printed, with the words "copy n" on the sheet. Raises NotPossible while the letter
    waits for paper or lies in an open run.
    """
    letter = letter_of(work, actor, letter_id)
    if not reason.strip():
        raise Invalid("reason", N_("Say why it is printed again: the reason enters the register."))
    before = run_rows.printings_of(work, letter_id)
    if any(one.state in ("asked", "printed") for one in before):
        raise NotPossible(N_("Not possible: this letter waits for paper, or lies in an open run."))
    if not before and letter.state != "sent":
        raise NotPossible(N_("Not possible: this letter waits for its first printing."))
    printing = ask_anew(work, actor, letter_id, reason.strip())
    work.log(
        "letter.print-again", actor=actor, subject=("notice", letter.notice_id),
        details={"letter": letter_id, "number": letter.number, "copy": printing.copy_no},
        personal={"reason": reason.strip()},
    )  # fmt: skip
    return printing.copy_no


def not_send(work: UnitOfWork, *, actor: Actor, letter_id: int, reason: str) -> None:
    """Keep a letter from leaving on paper, before it left, with a reason; its number stays in the register.

    What was decided stays as it is: a decision is replaced, never undone here (decisions 11).
    """
    letter = letter_of(work, actor, letter_id)
    if not reason.strip():
        raise Invalid("reason", N_("Say why it is not sent: the reason enters the register."))
    if letter.state not in ("ready", "held"):
        raise NotPossible(N_("Not possible: this letter has left already, or is still being made."))
    if any(one.state in ("printed", "enveloped") for one in run_rows.printings_of(work, letter_id)):
        raise NotPossible(
            N_("Not possible: this letter lies in a run. Mark its sheets as spoiled first.")
        )
    letter.state = "not-sent"
    run_rows.forget_asked(work, letter_id)
    work.add(
        NotSent(
            letter_id=letter_id,
            reason=reason.strip(),
            marked_at=work.now,
            marked_by=actor.account_id or 0,
        )
    )
    work.log(
        "letter.not-sent", actor=actor, subject=("notice", letter.notice_id),
        details={"letter": letter_id, "number": letter.number}, personal={"reason": reason.strip()},
    )  # fmt: skip


def change_way(work: UnitOfWork, *, actor: Actor, letter_id: int, way: str) -> None:
    """Let a letter leave another way than its office's file says, while it lies in no run and has not left on paper.

    Raises Invalid for a way by post without a postal address. What is meant for e-mail alone and went so is sent.
    """
    letter = letter_of(work, actor, letter_id)
    if way not in WAYS:
        raise Invalid("way", N_("Choose how the letter was sent."))
    if way in BY_POST and not letter.data.get("head", {}).get("by_post", True):
        raise Invalid("way", N_("This letter has no postal address: choose another way."))
    if letter.state not in ("queued", "ready", "held"):
        raise NotPossible(N_("Not possible: this letter has left already."))
    if any(one.state in ("printed", "enveloped") for one in run_rows.printings_of(work, letter_id)):
        raise NotPossible(
            N_("Not possible: this letter lies in a run. Mark its sheets as spoiled first.")
        )
    before, letter.way = letter.way, way
    if way == "e-mail" and letter.state == "ready" and dispatching.left_by(work, letter_id, way):
        letter.state = "sent"
    work.log(
        "letter.way-changed", actor=actor, subject=("notice", letter.notice_id),
        details={"letter": letter_id, "number": letter.number, "from": before, "to": way},
    )  # fmt: skip


def letter_of(work: UnitOfWork, actor: Actor, letter_id: int) -> Letter:
    """The letter, for a clerk of its office. NotAllowed for others, NotPossible once its person was erased."""
    letter = work.get(Letter, letter_id)
    if not may_print(actor, letter.unit_id) or letter.notice_id in actor.recused:
        raise NotAllowed(NOT_YOURS)
    gone.refuse(work, work.get(Notice, letter.notice_id))
    return letter


def of_mine(work: UnitOfWork, actor: Actor, run_id: int) -> PrintRun:
    """The run, for a clerk of its office; to others it is not there."""
    run = work.get(PrintRun, run_id)
    shut = actor.recused and run_rows.run(work, policy.scope_of(actor), run_id) is None
    if shut or not may_print(actor, run.unit_id):
        raise Missing(f"Run {run_id} is not there.")
    return run


def may_print(actor: Actor, unit_id: int) -> bool:
    """Whether the person is a clerk of this office."""
    return policy.may(actor, "letter.pile") and actor.holds(unit_id, "clerk")


def _must_be_open(run: PrintRun) -> None:
    if run.closed_at is not None or run.voided_at is not None:
        raise NotPossible(N_("Not possible: this run is over."))
