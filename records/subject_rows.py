"""What is held about one person, table by table as the data map names it, and who of the office read it.

A person is asked for by what is theirs (organisers, opened notices, an account), never by a name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, false, func, or_, select, true
from sqlmodel import SQLModel

from records.datamap import Line
from records.people import Account
from records.tables import (
    Decision,
    Dispatch,
    Letter,
    LogEntry,
    Notice,
    OrganisationMember,
    Organiser,
    Plea,
    Post,
    Printing,
    ReadEntry,
    Unit,
)
from records.unit_of_work import UnitOfWork

NOBODY = -1  # 0 stands in the log where an address belonged to no account
SECRETS = frozenset(
    {"salt", "secret_hash", "pdf", "id_hash", "browser_hash", "code_hash", "password", "totp_key", "data",
     "key", "bucket", "body_hash", "held_reason", "credential_id", "public_key"}
)  # fmt: skip
"""Columns that are counted and never shown: hashes, keys, bytes that the page of the notice gives, what the office
wrote for itself about a letter that it held."""
OFFICES_OWN = frozenset(
    {"consultations", "message_versions", "notes", "sentences", "settlements", "assignments", "bulk_items", "holds", "incidents", "read_entries",
     "person_grounds", "dispatches", "printings", "sheets", "letters_not_sent", "returns", "print_runs",
     "recusals", "no_interests"}
)  # fmt: skip
"""Tables whose words are working papers of the office: counted, not shown. What it answered is in the letters."""
OF_NOTICE = frozenset(
    {"versions", "search_keys", "notice_links", "consultations", "decisions", "proposals", "incidents", "pleas",
      "counter_offers", "condition_answers", "minutes", "messages", "message_versions", "notes", "body_questions", "sentences", "settlements",
     "resources", "assignments", "bulk_items",
     "holds", "letters", "mails", "files", "read_entries", "recusals", "no_interests"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """One person, by what is theirs."""

    organisers: frozenset[int] = frozenset()
    notices: frozenset[int] = frozenset()  # opened by link or code
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody of the office read personal data of a notice: by post, not by name."""

    hour: datetime
    reference: str
    role: str
    unit_en: str
    unit_ru: str
    fields: str


def _notices(subject: Subject) -> Any:
    n: Any = Notice
    return select(n.id).where(
        or_(n.organiser_id.in_(subject.organisers), n.id.in_(subject.notices))
    )


def _letters(subject: Subject) -> Any:
    t: Any = Letter
    return select(t.id).where(t.notice_id.in_(_notices(subject)))


def _printings(subject: Subject) -> Any:
    p: Any = Printing
    return select(p.id).where(p.letter_id.in_(_letters(subject)))


def _dispatches(subject: Subject) -> Any:
    d: Any = Dispatch
    return select(d.id).where(d.letter_id.in_(_letters(subject)))


def _decisions(subject: Subject) -> Any:
    d: Any = Decision
    return select(d.id).where(d.notice_id.in_(_notices(subject)))


def _entries(subject: Subject) -> Any:
    e: Any = LogEntry
    notice = (e.subject_kind == "notice") & e.subject_id.in_(_notices(subject))
    p: Any = Plea
    sent = select(p.id).where(p.notice_id.in_(_notices(subject)))
    pleas = e.subject_kind.in_(("objection", "complaint")) & e.subject_id.in_(sent)
    account = (e.subject_kind == "account") & (e.subject_id == (subject.account_id or NOBODY))
    return select(e.seq).where(or_(notice, pleas, account))


def _organisers(subject: Subject) -> Any:
    n: Any = Notice
    return select(n.organiser_id).where(n.id.in_(_notices(subject)))


def _mine(name: str, subject: Subject) -> ColumnElement[bool]:
    """The condition under which a row of this table is about the person."""
    column: Any = SQLModel.metadata.tables[name].c
    account = subject.account_id or NOBODY
    if name in OF_NOTICE:
        of_notice: ColumnElement[bool] = column.notice_id.in_(_notices(subject))
        return of_notice
    ways: Mapping[str, Any] = {
        "notices": lambda: column.id.in_(_notices(subject)),
        "organisers": lambda: or_(
            column.id.in_(_organisers(subject)), column.id.in_(subject.organisers)
        ),
        "letter_bytes": lambda: column.letter_id.in_(_letters(subject)),
        "dispatches": lambda: column.letter_id.in_(_letters(subject)),
        "printings": lambda: column.letter_id.in_(_letters(subject)),
        "letters_not_sent": lambda: column.letter_id.in_(_letters(subject)),
        "sheets": lambda: column.printing_id.in_(_printings(subject)),
        "returns": lambda: column.dispatch_id.in_(_dispatches(subject)),
        "print_runs": false,
        "person_grounds": lambda: column.decision_id.in_(_decisions(subject)),
        "log_details": lambda: column.seq.in_(_entries(subject)),
        "drafts": lambda: or_(
            column.account_id == account, column.filed_notice_id.in_(_notices(subject))
        ),
        "accounts": lambda: column.id == account,
        "members": lambda: column.account_id == account,
        "web_sessions": lambda: column.account_id == account,
        "calendar_links": lambda: column.account_id == account,
        "recovery_codes": lambda: column.account_id == account,
        "organisation_members": lambda: column.account_id == account,
        "organisations": lambda: column.id.in_(_organisations(account)),
        "organisation_invites": lambda: or_(
            column.email == _email(account), column.invited_by == account
        ),
        "passkeys": lambda: column.account_id == account,
        "city_logins": lambda: column.account_id == account,
        "address_changes": lambda: column.account_id == account,
        "sign_in_links": lambda: column.email == _email(account),
        "idempotency": lambda: column.sender == f"account:{account}",
    }
    return ways[name]() if name in ways else false()


def _organisations(account: int) -> Any:
    m: Any = OrganisationMember
    return select(m.organisation_id).where(m.account_id == account)


def _email(account: int) -> Any:
    a: Any = Account
    return select(a.email).where(a.id == account).scalar_subquery()


def tables_of(line: Line) -> tuple[str, ...]:
    """Tables that a line of the map names, each once."""
    return tuple(dict.fromkeys(column.split(".")[0] for column in line.columns))


def count(work: UnitOfWork, line: Line, subject: Subject) -> int:
    """How many rows of this line are about the person."""
    total = 0
    for name in tables_of(line):
        table = SQLModel.metadata.tables[name]
        found = select(func.count()).select_from(table).where(_mine(name, subject))
        total += int(work.session.execute(found).scalar_one())
    return total


def values(work: UnitOfWork, line: Line, subject: Subject) -> Iterator[dict[str, Any]]:
    """The rows themselves as the map names their columns, without secrets and the office's working papers."""
    for name in tables_of(line):
        if name in OFFICES_OWN:
            continue
        table = SQLModel.metadata.tables[name]
        names = [one.split(".")[1] for one in line.columns if one.startswith(f"{name}.")]
        shown = [one for one in names if one not in SECRETS]
        if not shown:
            continue
        rows = select(*(_told(table, one) for one in shown)).where(
            _mine(name, subject), _theirs(name)
        )
        for row in work.session.execute(rows):
            yield {"table": name, **dict(zip(shown, row, strict=True))}


def _told(table: Any, name: str) -> Any:
    """A column as its person may see it: an answer that has not left yet is the office's draft."""
    column = table.c[name]
    if (table.name, name) != ("pleas", "answer"):
        return column
    return case((table.c.answered_at.is_not(None), column), else_="").label(name)


def _theirs(name: str) -> ColumnElement[bool]:
    """Of mixed tables only the person's own rows, or what has left the house for them."""
    column: Any = SQLModel.metadata.tables[name].c
    if name == "decisions":
        own: ColumnElement[bool] = column.released_at.is_not(None)
        return own
    if name == "body_questions":  # what a body asked of the office is between the two
        asked: ColumnElement[bool] = column.whom == "organiser"
        return asked
    if name == "log_details":
        e: Any = LogEntry
        filed: ColumnElement[bool] = column.seq.in_(
            select(e.seq).where(e.role.in_(("organiser", "visitor")))
        )
        return filed
    if name == "mails":
        o: Any = Organiser
        n: Any = Notice
        to = select(o.email).join(n, n.organiser_id == o.id).where(n.id == column.notice_id)
        sent: ColumnElement[bool] = column.to == to.scalar_subquery()
        return sent
    return true()


def looked(
    work: UnitOfWork, subject: Subject, *, before: int | None = None, limit: int | None = None
) -> list[tuple[int, Looked]]:
    """Who of the office read their data, the latest first, each with its number; by the post of that day."""
    r: Any = ReadEntry
    n: Any = Notice
    rows: Any = select(r.id, r.hour, n.reference, r.account_id, r.fields).join(
        n, n.id == r.notice_id
    )
    rows = rows.where(r.notice_id.in_(_notices(subject)))
    if before is not None:
        rows = rows.where(r.id < before)
    rows = rows.order_by(r.id.desc())
    found = work.session.execute(rows.limit(limit) if limit else rows).all()
    posts = _posts(work, {row[3] for row in found})
    return [
        (id_, Looked(hour, reference, *_post_on(posts, account, hour), fields))
        for id_, hour, reference, account, fields in found
    ]


def _posts(work: UnitOfWork, accounts: set[int]) -> dict[int, list[Any]]:
    p: Any = Post
    u: Any = Unit
    rows: Any = select(p.account_id, p.role, u.name_en, u.name_ru, p.from_day, p.to_day)
    rows = rows.outerjoin(u, u.id == p.unit_id).where(p.account_id.in_(accounts)).order_by(p.id)
    found: dict[int, list[Any]] = {}
    for row in work.session.execute(rows):
        found.setdefault(row[0], []).append(row)
    return found


def _post_on(posts: dict[int, list[Any]], account: int, hour: datetime) -> tuple[str, str, str]:
    day = hour.date()
    held = [row for row in posts.get(account, ()) if row[4] <= day <= (row[5] or day)]
    return (held[0][1], held[0][2] or "", held[0][3] or "") if held else ("", "", "")
