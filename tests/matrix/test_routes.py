"""Every address, asked in every method by everybody: what the table says, and nothing besides."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlmodel import col, select
from werkzeug.test import TestResponse

from records.tables import LogEntry
from tests.matrix import access, fields
from tests.matrix.conftest import WHO, Crowd, sent
from tests.support.everywhere import SIGNS_OF_THE_CANARY, WAYS_TO_REACH_IT

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

REFUSED = frozenset({"in", "2f", "403", "404"})
OWN = frozenset({"own", "hold"})
OFFICE = frozenset({"off", "sec", "head", "sign", "clrk"})
MAY_READ = {("desk.letters", "aud")}
"""The auditor reads letters, and a letter names the person that it is written to."""
SHOWS_HOW_TO_REACH = frozenset({"desk.correct", "desk.amend"})
"""The office mends what is wrong, so it sees what stands there; the reading is written down."""
SIGNED_IN = frozenset(access.ROLES) - {"vis", "hold", "gone", "out", "idle"}
NOT_HERE = frozenset({
    "accounts.to_city", "accounts.city_back", "accounts.join_city",  # and of a city with single sign-on
    "accounts.be", "accounts.demo", "accounts.letter", "accounts.mail", "accounts.mails", "public.brand_css",
    "public.map_cell",
})  # fmt: skip
"""Pages of a demo city, and style sheet and map of a city that has none."""
OWN_FILES = frozenset({"application/pdf", "application/zip"})
"""Letters, and the bundle of one's own papers: no text to be looked through; who gets them, the table says."""
REASONED = frozenset({"desk.register_table"})
"""Addresses that answer to a reason in the same request, which the log keeps: the register for the post."""
NOWHERE = dict.fromkeys(
    (
        "question",
        "task",
        "message",
        "letter",
        "run",
        "held",
        "organisation",
        "invite",
        "fellow",
        "objection",
        "examined_plea",
        "unsigned",
        "complaint",
        "sitting",
        "item",
        "commission",
        "seat",
        "section",
    ),
    "2000000001",
)


READ_MARKS = frozenset({"read_entries", "seen"})
"""What opening a page may write: that personal data was read, and how far the reader has read. Nothing of a notice."""


def outcome(answer: TestResponse) -> str:
    """The status, or where a person is sent instead."""
    where = answer.headers.get("Location", "").partition("?")[0]
    if answer.status_code == 303 and where in {"/sign-in", "/second-factor"}:
        return {"/sign-in": "in", "/second-factor": "2f"}[where]
    return str(answer.status_code)


def endpoints(app: Flask) -> set[tuple[str, str]]:
    """Every (endpoint, method) that the app answers."""
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_address_stands_in_the_table_and_nothing_else(crowd: Crowd) -> None:
    there, written = endpoints(crowd.app), set(access.rows())

    assert sorted(there - written) == [], "these addresses have no row in tests/matrix/access.py"
    assert sorted(written - there) == [], "these rows have no address any more"


@pytest.fixture(scope="module")
def asked(crowd: Crowd) -> list[str]:
    """Every address, asked by everybody: what differs from the table; what was read is in `crowd.read`."""
    return [line for pair in access.rows() for line in _asked(crowd, *pair)]


def test_everybody_may_do_what_the_table_says(asked: list[str]) -> None:
    assert not asked, "\n".join(asked)


def test_everybody_reads_the_fields_that_the_table_says(crowd: Crowd, asked: list[str]) -> None:
    """Forty fields, looked for in every page and export that each kind of person can get (A-4)."""
    assert set(fields.rows()) == set(fields.signs(crowd.words))
    assert len(fields.rows()) >= 40
    wrong = [
        f"{role} reads {field} at {sorted(crowd.read[role][field])[:3]}"
        for role in access.ROLES
        for field in sorted(set(crowd.read[role]) - fields.readable(role))
    ] + [
        f"{role} does not read {field}, and the table says so"
        for role in access.ROLES
        for field in sorted(fields.readable(role) - set(crowd.read[role]))
    ]
    assert not wrong, "\n".join(wrong)


def _asked(crowd: Crowd, endpoint: str, method: str) -> Iterator[str]:
    """One row: everybody asks, from the same start; what differs from the table, in words."""
    path, fields = access.ADDRESSES[endpoint]
    path = path.format(**crowd.words)
    data = sent(crowd, endpoint, path, fields) if method == "POST" else None
    crowd.keeping.settle()
    for role, expected in access.rows()[endpoint, method].items():
        answer = crowd.ask(role, method, path, data)
        name, got = f"{method} {endpoint} as {role}", outcome(answer)
        if (
            answer.mimetype not in OWN_FILES and endpoint not in REASONED
        ):  # a letter names the person it is written to
            typed = f"{path} {data or {}}".casefold()
            _note_what_was_read(crowd, role, f"{method} {endpoint}", answer, typed)
        written = _written_down(crowd, endpoint, method, role, got)
        changed = crowd.keeping.settle()
        tells = (
            list(_tells(crowd, name, (endpoint, method), role, answer, data))
            if got == "404"
            else []
        )
        crowd.keeping.settle()  # what is not there is a refusal too
        if got != expected:
            yield f"{name}: {got}, the table says {expected}"
        if got in REFUSED:
            due = ["log_entries"] if role in SIGNED_IN and _is_refusal(endpoint, got) else []
            if changed != due:
                yield f"{name}: {got}, and these tables changed: {changed}, not {due}"
            elif due and not written:
                yield f"{name}: {got}, and the log does not say who was refused"
        elif method == "GET" and set(changed) - READ_MARKS:
            yield f"{name}: a GET changed {changed}"
        yield from _leaks(name, endpoint, role, got, answer)
        yield from tells


def _note_what_was_read(
    crowd: Crowd, role: str, where: str, answer: TestResponse, typed: str
) -> None:
    """What the answer tells; not what the person has typed, which every page gives back."""
    if "patterns." in where or "intake.my_data" in where:
        return  # specimens with texts of their own; all that is held on the person who asks
    page = html.unescape(answer.get_data(as_text=True)).casefold()
    for field, sign in fields.signs(crowd.words).items():
        if sign in page and sign not in typed:
            crowd.read[role].setdefault(field, set()).add(where)


def _is_refusal(endpoint: str, got: str) -> bool:
    """Whether a person was refused; a page that this city does not have refuses nobody."""
    return got in {"403", "404"} and endpoint not in NOT_HERE


def _written_down(crowd: Crowd, endpoint: str, method: str, role: str, got: str) -> bool:
    """Whether the newest entry of the log says that this person was refused this, and nothing of what was typed."""
    if role not in SIGNED_IN or got not in {"403", "404"}:
        return False
    with crowd.at.city.reading() as work:
        row = work.session.exec(select(LogEntry).order_by(col(LogEntry.seq).desc()).limit(1)).one()
    said = {name: row.details.get(name) for name in ("endpoint", "method", "status")}
    known = {"endpoint": endpoint, "method": method, "status": int(got)}
    who = (row.kind, row.actor_id, row.subject_kind, row.subject_id)
    mine = crowd.at.account(WHO[role])
    return (who, said, row.personal_commit) == (
        ("access.refused", mine, "account", mine),
        known,
        "",
    )


def _leaks(name: str, endpoint: str, role: str, got: str, answer: TestResponse) -> Iterator[str]:
    """The organiser's name and telephone stand only where this person may read them."""
    if answer.mimetype in OWN_FILES or (got not in REFUSED and (endpoint, role) in MAY_READ):
        return
    signs: tuple[str, ...] = SIGNS_OF_THE_CANARY
    if got not in REFUSED and role in OWN:
        return
    if got not in REFUSED and role in OFFICE:  # whose notice it is, but not where they live
        signs = () if endpoint in SHOWS_HOW_TO_REACH else WAYS_TO_REACH_IT
    page = answer.get_data(as_text=True).casefold()
    found = [sign for sign in signs if sign in page]
    if found:
        yield f"{name}: {got}, and the answer names the organiser: {found}"


def _tells(
    crowd: Crowd, name: str, pair: tuple[str, str], role: str, answer: TestResponse, data: Any
) -> Iterator[str]:
    """What is not yours and what is not there are one and the same answer."""
    path = access.ADDRESSES[pair[0]][0]
    nowhere = re.sub(r"\{(\w+)\}", lambda found: NOWHERE.get(found[1], "26-9999"), path)
    if nowhere == path:
        return
    other = crowd.ask(role, pair[1], nowhere, data)
    if outcome(other) != "404" or _plain(other, nowhere) != _plain(
        answer, path.format(**crowd.words)
    ):
        yield f"{name}: 404, but what is not there is answered in another way"


def _plain(answer: TestResponse, path: str) -> str:
    return answer.get_data(as_text=True).replace(path, "PATH")
