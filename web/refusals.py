"""Who was refused what: each refusal of a signed-in person is an entry of the log (AD-2).

«Not yours» and «not there» are one answer and one kind of entry, so neither tells which of the two it was.
"""

import re
from contextlib import suppress
from datetime import timedelta

from flask import request

from records import rates
from records.errors import Busy
from web.work import current_actor, unit_of_work

KIND = "access.refused"
MINUTE = timedelta(minutes=1)
MOST = 60
"""Entries of one account a minute: an alarm rings long before, and a loop can't fill the log."""
_REFERENCE = re.compile(r"[0-9]{2}-[0-9]{4,6}")


def note(status: int) -> None:
    """Write down that this request was refused; nothing where nobody is signed in.

    The refusal is shown even if the database can't be written now.
    """
    with suppress(Busy):
        actor = current_actor()
        if actor.account_id is None:
            return
        bucket = f"refused:{actor.account_id}"
        with unit_of_work() as work:
            if rates.tries(work, bucket, MINUTE)[0] >= MOST:
                return
            rates.note(work, bucket)
            details = {"endpoint": request.endpoint or "", "method": request.method} | _of()
            work.log(
                KIND, actor=actor, subject=("account", actor.account_id),
                details=details | {"status": status},
            )  # fmt: skip


def _of() -> dict[str, int | str]:
    """What was asked for: numbers and references of the address, nothing that somebody typed."""
    return {
        name: value
        for name, value in (request.view_args or {}).items()
        if isinstance(value, int) or (isinstance(value, str) and _REFERENCE.fullmatch(value))
    }
