"""Parts of the head of a letter that come from the records: who prepared it, and the state of the log when it left."""

import letters.letter as paper
from records import checkpoint_rows
from records.people import Account
from records.tables import Unit
from records.unit_of_work import UnitOfWork


def checkpoint(work: UnitOfWork) -> str:
    """The signed note of the newest checkpoint: what was written before the letter can't be changed unseen."""
    made = checkpoint_rows.newest(work)
    return made.note if made else ""


def executor(account: Account | None, unit: Unit, locale: str) -> paper.Person | None:
    """Whom the reader asks about the letter: the preparer, by the telephone of the office."""
    if account is None or not unit.phone:
        return None
    name = (account.name_ru if locale == "ru" else account.name) or account.name
    return paper.Person(name=name, phone=unit.phone)
