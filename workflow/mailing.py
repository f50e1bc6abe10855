"""Mails are promised here, in the same unit as the fact; wording and sending are web's (AD-5).

A promise names a notice and a template, never an address or a text: both are read when it is sent.
Keys are stable, so a mail leaves once however often its cause is looked at.
"""

from datetime import datetime
from typing import Any

from records.tables import Consultation, Due, Letter, LogEntry, Message, Notice
from records.unit_of_work import UnitOfWork


def receipt(work: UnitOfWork, notice: Notice, letter: Letter) -> None:
    """To the organiser: received, with the link that confirms the address and the receipt as PDF."""
    work.promise(
        "mail",
        f"mail:receipt:{notice.id}",
        {"mail": "receipt", "notice": notice.id, "letter": letter.id, "to": "organiser"},
    )


def address_mended(work: UnitOfWork, notice: Notice, entry: LogEntry, letter: int | None) -> None:
    """The receipt again, to the address as it is now."""
    work.promise(
        "mail",
        f"mail:receipt:{notice.id}:{entry.seq}",
        {"mail": "receipt", "notice": notice.id, "letter": letter, "to": "organiser"},
    )


def landed(work: UnitOfWork, notice: Notice, entry: LogEntry, *, urgent: bool = False) -> None:
    """To the addressee: a notice lies on your desk. A same-day clock calls at once (decisions 18).

    `entry` brought it there: a notice that is passed on and back again is announced each time.
    """
    name = "desk-call" if urgent else "desk-landed"
    work.promise(
        "mail",
        f"mail:{name}:{notice.id}:{entry.seq}",
        {"mail": name, "notice": notice.id, "unit": notice.unit_id, "to": "unit"},
    )


def asked(work: UnitOfWork, notice: Notice, row: Consultation) -> None:
    """To a body: you are asked, by when."""
    work.promise(
        "mail",
        f"mail:asked:{row.id}",
        {
            "mail": "desk-asked",
            "notice": notice.id,
            "unit": row.unit_id,
            "consultation": row.id,
            "to": "unit",
        },
    )


def asked_again(work: UnitOfWork, notice: Notice, row: Consultation) -> None:
    """The same once more with a new link; twice within a minute it is one mail."""
    _to_body(work, "desk-asked", notice, row, f"again-{work.now:%Y%m%d%H%M}")


def body_reminded(work: UnitOfWork, notice: Notice, row: Consultation, part: int) -> None:
    """To a body: so many hundredths of your time are gone."""
    _to_body(work, "body-reminder", notice, row, str(part))


def body_silent(work: UnitOfWork, notice: Notice, row: Consultation, whom: str) -> None:
    """To the chief of a body that did not answer in time; where none is known, to the office that asked."""
    if whom == "chief":
        _to_body(work, "body-silent", notice, row, "chief", to="chief")
        return
    work.promise(
        "mail",
        f"mail:desk-body-silent:{row.id}",
        {
            "mail": "desk-body-silent", "notice": notice.id, "unit": notice.unit_id,
            "consultation": row.id, "to": "unit",
        },
    )  # fmt: skip


def question_answered(work: UnitOfWork, notice: Notice, row: Consultation, question: int) -> None:
    """To a body: what you wanted to know was answered."""
    _to_body(work, "body-told-more", notice, row, f"q{question}")


def of_message(notice_id: int, message_id: int, unit_id: int | None) -> dict[str, Any]:
    """What a mail with a free message needs: to the organiser, or to a body."""
    name, to = ("message", "organiser") if unit_id is None else ("body-message", "unit")
    return {"mail": name, "notice": notice_id, "unit": unit_id, "message": message_id, "to": to}


def message(work: UnitOfWork, notice: Notice, row: Message, *, again: bool = False) -> None:
    """A free message was released; `again`: once more, and twice within a minute it is one mail."""
    mark = f":{work.now:%Y%m%d%H%M}" if again else ""
    payload = of_message(notice.id or 0, row.id or 0, row.unit_id)
    work.promise("mail", f"mail:{payload['mail']}:{row.id}{mark}", payload)


def _to_body(
    work: UnitOfWork, name: str, notice: Notice, row: Consultation, mark: str, to: str = "unit"
) -> None:
    work.promise(
        "mail",
        f"mail:{name}:{row.id}:{mark}",
        {
            "mail": name, "notice": notice.id, "unit": row.unit_id, "consultation": row.id, "to": to,
        },
    )  # fmt: skip


def moved(work: UnitOfWork, notice: Notice, name: str) -> None:
    """To the addressee: a stage of yours has come (prepared, to sign, answered by the organiser)."""
    work.promise(
        "mail",
        f"mail:desk-{name}:{notice.id}:{notice.revision}",
        {"mail": f"desk-{name}", "notice": notice.id, "unit": notice.unit_id, "to": "unit"},
    )


def answer_received(
    work: UnitOfWork, notice: Notice, what: str, at: datetime, mark: str = ""
) -> None:
    """To the organiser: your answer is here, since when. `what`: accepted, declined, countered, cured, conditions.

    `at` is the moment that counts for the day by which it had to come; `mark` makes the key its own.
    """
    work.promise(
        "mail",
        f"mail:answer-received:{what}:{notice.id}:{mark or notice.revision}",
        {
            "mail": "answer-received", "notice": notice.id, "letter": None, "unit": notice.unit_id,
            "to": "organiser", "answer": what, "at": at.isoformat(),
        },
    )  # fmt: skip


def answers_in(work: UnitOfWork, notice: Notice, entry: LogEntry) -> None:
    """To the addressee: nobody is waited for; `entry` is the last answer, or the end of waiting."""
    work.promise(
        "mail",
        f"mail:desk-answers-in:{notice.id}:{entry.seq}",
        {"mail": "desk-answers-in", "notice": notice.id, "unit": notice.unit_id, "to": "unit"},
    )


def told(work: UnitOfWork, notice: Notice, name: str, letter: Letter | None = None) -> None:
    """To the organiser: something happened to your notice; with its letter when there is one."""
    work.promise(
        "mail",
        f"mail:{name}:{notice.id}:{letter.id if letter else notice.revision}",
        {
            "mail": name,
            "notice": notice.id,
            "letter": letter.id if letter else None,
            "to": "organiser",
        },
    )


def with_file(work: UnitOfWork, notice: Notice, name: str, letter: Letter) -> None:
    """To the organiser once more: the letter that an earlier mail went without, for it was held."""
    payload = {"mail": name, "notice": notice.id, "letter": letter.id, "to": "organiser"}
    work.promise("mail", f"mail:{name}:{notice.id}:{letter.id}:held", payload)


def corrected(work: UnitOfWork, notice: Notice, changed: tuple[str, ...]) -> None:
    """To the organiser: a mistake of registration was mended, and in which answers."""
    work.promise(
        "mail",
        f"mail:corrected:{notice.id}:{notice.revision}",
        {
            "mail": "corrected", "notice": notice.id, "letter": None, "to": "organiser",
            "changed": list(changed),
        },
    )  # fmt: skip


def amended(work: UnitOfWork, notice: Notice, changed: tuple[str, ...], effect: str) -> None:
    """To the organiser, that the change came; to the addressee, that the notice reads otherwise now."""
    for name, to in (("amended", "organiser"), ("desk-amended", "unit")):
        work.promise(
            "mail",
            f"mail:{name}:{notice.id}:{notice.version}",
            {
                "mail": name, "notice": notice.id, "letter": None, "unit": notice.unit_id, "to": to,
                "changed": list(changed), "effect": effect,
            },
        )  # fmt: skip


def body_amended(work: UnitOfWork, notice: Notice, row: Consultation) -> None:
    """To a body: the notice reads otherwise now, in nothing that its answer rests on."""
    work.promise(
        "mail",
        f"mail:body-amended:{row.id}:{notice.version}",
        {"mail": "body-amended", "notice": notice.id, "unit": row.unit_id, "to": "unit"},
    )


def about(work: UnitOfWork, notice: Notice, name: str, mark: str, *, to: str) -> None:
    """To the organiser or the addressee: something was said about the notice. `mark` makes the key its own."""
    work.promise(
        "mail",
        f"mail:{name}:{notice.id}:{mark}",
        {"mail": name, "notice": notice.id, "letter": None, "unit": notice.unit_id, "to": to},
    )


def bodies_told(work: UnitOfWork, notice: Notice, row: Consultation, name: str) -> None:
    """To a body that was asked: the notice needs no answer any more."""
    work.promise(
        "mail",
        f"mail:body-{name}:{row.id}",
        {"mail": f"body-{name}", "notice": notice.id, "unit": row.unit_id, "to": "unit"},
    )


def to_account(
    work: UnitOfWork, name: str, notice: Notice, account_id: int, mark: str, due: Due | None = None
) -> None:
    """To one person of the office, by name: look at this notice. `mark` makes the key one of its kind."""
    work.promise(
        "mail",
        f"mail:{name}:{notice.id}:{mark}:{account_id}",
        {
            "mail": name, "notice": notice.id, "unit": notice.unit_id, "account": account_id,
            "due": due.id if due else None, "to": "account",
        },
    )  # fmt: skip


def to_unit(work: UnitOfWork, name: str, notice: Notice, mark: str, due: Due) -> None:
    """The same to the office's own address, where there is no person to name."""
    work.promise(
        "mail",
        f"mail:{name}:{notice.id}:{mark}:unit",
        {"mail": name, "notice": notice.id, "unit": notice.unit_id, "due": due.id, "to": "unit"},
    )


def dates_moved(work: UnitOfWork, recount_id: int, unit_id: int) -> None:
    """To a unit: a corrected calendar moved dates of your notices; one mail with the list."""
    work.promise(
        "mail",
        f"mail:dates-moved:{recount_id}:{unit_id}",
        {"mail": "dates-moved", "recount": recount_id, "unit": unit_id, "to": "calendar"},
    )


def own_date_moved(work: UnitOfWork, notice: Notice, recount_id: int) -> None:
    """To the organiser: a corrected calendar moved a time that is yours."""
    work.promise(
        "mail",
        f"mail:date-moved:{notice.id}:{recount_id}",
        {"mail": "date-moved", "notice": notice.id, "letter": None, "to": "organiser"},
    )


def year_missing(work: UnitOfWork, calendar: str, year: int, account_id: int) -> None:
    """To a head or an administrator: the calendar lacks a year that begins soon; once each."""
    work.promise(
        "mail",
        f"mail:year-missing:{calendar}:{year}:{account_id}",
        {
            "mail": "year-missing",
            "calendar": calendar,
            "year": year,
            "account": account_id,
            "to": "calendar",
        },
    )


def reminder(
    work: UnitOfWork, notice: Notice, due: Due, part: int, account_id: int | None = None
) -> None:
    """To whom the clock runs for: half, four fifths, or the last of it is gone.

    Of the office's clock to this person, or to the office where nobody is named.
    """
    to = "organiser" if due.side == "organiser" else "account" if account_id else "unit"
    payload = {
        "mail": "reminder", "notice": notice.id, "unit": notice.unit_id, "due": due.id, "to": to,
    }  # fmt: skip
    if to == "account":
        payload["account"] = account_id
    work.promise("mail", f"mail:reminder:{due.id}:{part}", payload)
