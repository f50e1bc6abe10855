"""A button that is pressed twice: what was written the first time is not written again (AD-4, beyond the filing form).

Found by: a deed that adds a row at each POST. The second task stands in the letter and is mailed to the body, the second
power outlives the end of the first, the organiser gets a second mail.
"""

import pytest
from sqlalchemy import text

from tests.matrix import access
from tests.matrix.conftest import Crowd, sent

ONCE = {
    # endpoint: who sends it, and the table that grows by one
    "desk.give_assignment":   ("off", "assignments"),
    "desk.add_sentence":      ("off", "sentences"),
    "desk.write_minutes":     ("off", "minutes"),
    "desk.write_note":        ("off", "notes"),
    "desk.powers":            ("head", "signing_powers"),
    "accounts.organisations_": ("own", "organisations"),
    "desk.sections":          ("head", "sections"),
    "desk.commissions":       ("head", "commissions"),
}  # fmt: skip


def count(crowd: Crowd, table: str) -> int:
    with crowd.at.city.engine.connect() as connection:
        return int(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())


@pytest.mark.parametrize("endpoint", ONCE)
def test_the_same_form_sent_twice_writes_once(crowd: Crowd, endpoint: str) -> None:
    role, table = ONCE[endpoint]
    path, fields = access.ADDRESSES[endpoint]
    path = path.format(**crowd.words)
    data = sent(crowd, endpoint, path, fields)
    crowd.keeping.settle()
    before, mails = count(crowd, table), count(crowd, "outbox")

    first = crowd.ask(role, "POST", path, data)
    once = count(crowd, "outbox")
    second = crowd.ask(role, "POST", path, data)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert count(crowd, table) == before + 1
    assert count(crowd, "outbox") == once >= mails
    crowd.keeping.settle()
