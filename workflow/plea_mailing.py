"""Mails about objections and complaints, promised with the fact; a complaint's never go to the unit that handles it."""

from records.tables import Letter, Plea
from records.unit_of_work import UnitOfWork


def _promise(work: UnitOfWork, name: str, plea: Plea, mark: str, to: str, **more: object) -> None:
    work.promise(
        "mail",
        f"mail:{name}:{plea.id}:{mark}",
        {
            "mail": name,
            "notice": plea.notice_id,
            "unit": plea.unit_id,
            "plea": plea.id,
            "to": to,
            **more,
        },
    )


def filed(work: UnitOfWork, plea: Plea) -> None:
    """To the organiser: received, under which number, and by when the answer comes."""
    _promise(work, "plea-filed", plea, "receipt", "organiser")


def landed(work: UnitOfWork, plea: Plea) -> None:
    """To the office: somebody objects to a decision of yours."""
    to_unit(work, "desk-plea", plea)


def told(work: UnitOfWork, plea: Plea, name: str, letter: Letter | None = None) -> None:
    """To the organiser: answered, with the letter; or settled by a new decision."""
    _promise(
        work, name, plea, f"{plea.revision}", "organiser", letter=letter.id if letter else None
    )


def to_unit(work: UnitOfWork, name: str, plea: Plea, mark: str = "") -> None:
    """To the office's own address."""
    _promise(work, name, plea, mark or f"unit:{plea.revision}", "unit")


def to_account(work: UnitOfWork, name: str, plea: Plea, account_id: int, mark: str) -> None:
    """To one person of the office: it is yours to answer, or its time runs out."""
    _promise(work, name, plea, f"{mark}:{account_id}", "account", account=account_id)
