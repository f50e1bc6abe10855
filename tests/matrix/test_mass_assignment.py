"""Every form, sent with the name of every column of every table besides: nothing but the form is written."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, DateTime, Integer
from sqlmodel import SQLModel

from tests.matrix import access
from tests.matrix.conftest import Crowd, sent
from tests.support.forms import forms

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

RANDOM = frozenset({
    "salt", "hash", "prev", "personal_commit", "secret_hash", "id_hash", "check_code", "check_url",
    "browser_hash", "code_hash", "binding", "code", "secret", "version_hash", "body_hash", "key", "notice_code",
})  # fmt: skip
"""Made anew in each run."""
PAGES = {  # a POST whose form stands on another page
    "intake.answer_proposal": "/notices/{proposed}/proposal", "intake.begin": access.ADDRESSES["intake.check"][0],
    "intake.file": "/draft/answers", "intake.mend": "/notices/{agreed}/receipt",
    "accounts.end_others": "/account", "accounts.by_passkey": "/sign-in",
    "accounts.remove_passkey": "/account/ways", "accounts.revoke_invite": "/organisations/{organisation}", "desk.take": "/desk/notices/{review}",
    "desk.release": "/desk/notices/{signing}/decision",
}  # fmt: skip
OWN_FIELDS = {  # what a form on another page, or one that this person's page does not show now, asks for
    "desk.cast_vote": {"dissent"}, "desk.mark_assignment": {"note"}, "desk.start_bulk": {"note"},
    "desk.export_readings": {"reference", "since", "until"},
    "desk.register_paper": {"first", "last", "kind", "way", "number", "state"},
    "desk.register_table": {"first", "last", "kind", "way", "number", "state"},
    "desk.sentence": {"text", "number", "start", "end", "day", "place", "why", "was", "limits"},
    "intake.resources_": {"licence", "shift", "number", "organisation"},
}  # fmt: skip
SIGNING_IN = frozenset(
    {"accounts.sign_out", "accounts.password", "accounts.sign_in", "public.csp_reports"}
)
"""Their rows are the browser's own secrets; tests/accounts looks at those."""


def columns() -> dict[str, str]:
    """Name of every column -> a value that would do harm there."""
    found: dict[str, str] = {}
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            kind = column.type
            harm = "1" if isinstance(kind, Integer | Boolean) else "agreed"
            if isinstance(kind, DateTime | Date):
                harm = "2020-01-01T00:00:00+00:00"
            found[column.name] = harm
    return found


def plain(value: Any) -> Any:
    """A value without what is random in it."""
    if isinstance(value, Mapping):
        return {name: plain(inside) for name, inside in value.items() if name not in RANDOM}
    if isinstance(value, str) and value.startswith("$argon2id$"):
        return "a password with salt"  # typed into another column it would stand there as it is
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def picture(crowd: Crowd) -> dict[str, list[Any]]:
    """Every row of every table but the browsers' own."""
    with crowd.at.city.engine.connect() as connection:
        return {
            table.name: sorted(
                repr(plain(dict(row))) for row in connection.execute(table.select()).mappings()
            )
            for table in SQLModel.metadata.sorted_tables
            if table.name not in {"web_sessions", "rate_counts", "idempotency"}
        }


def makers(endpoint: str) -> Iterator[str]:
    """Those whose POST does something."""
    for role, outcome in access.rows()[endpoint, "POST"].items():
        if outcome in {"200", "303"}:
            yield role


POSTS = sorted(endpoint for endpoint, method in access.rows() if method == "POST")


@pytest.mark.parametrize("endpoint", POSTS)
def test_a_form_writes_its_own_fields_and_nothing_else(crowd: Crowd, endpoint: str) -> None:
    role = next(makers(endpoint), "")
    if not role or endpoint in SIGNING_IN:
        return
    path, fields = access.ADDRESSES[endpoint]
    path = path.format(**crowd.words)
    data = sent(crowd, endpoint, path, fields)
    asked = set(data) | _asked(crowd, endpoint, role, path) | OWN_FIELDS.get(endpoint, set())
    extra = {name: harm for name, harm in columns().items() if name not in asked}
    crowd.keeping.back()

    outcomes = []
    for typed in (data, {**data, **extra}):
        answer = crowd.ask(role, "POST", path, typed)
        outcomes.append((answer.status_code, answer.headers.get("Location"), picture(crowd)))
        crowd.keeping.back()

    (status, where, before), (other_status, other_where, after) = outcomes
    assert (status, where) == (other_status, other_where)
    changed = {
        name: set(after[name]) ^ set(rows) for name, rows in before.items() if rows != after[name]
    }
    assert changed == {}


def _asked(crowd: Crowd, endpoint: str, role: str, path: str) -> set[str]:
    """What the page's own forms ask for."""
    page = PAGES.get(endpoint, path).format(**crowd.words)
    answer = crowd.ask(role, "GET", page)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return set()
    return {
        name
        for form in forms(answer.get_data(as_text=True))
        if form.method == "post"
        for name in form.names
    }


def test_the_columns_are_those_that_would_do_harm() -> None:
    assert {
        "stage",
        "unit_id",
        "organiser_id",
        "signed_by",
        "released_at",
        "role",
        "active",
        "demo",
    } <= set(columns())
