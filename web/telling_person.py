"""Mails that tell a person what was changed about the own account: to the address as it was before."""

from records.accounts import Person
from records.unit_of_work import UnitOfWork


def tell(work: UnitOfWork, person: Person, what: str, mark: str, *, to: str = "") -> None:
    """Promise one; `mark` makes its key one of its kind. Nobody without an address is told."""
    address = to or person.email
    if address:
        work.promise(
            "mail",
            f"mail:{what}:{person.id}:{mark}:{work.now.isoformat()}",
            {"mail": what, "to": "person", "address": address, "locale": person.locale},
        )
