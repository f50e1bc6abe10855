"""Rows for tests, with unsurprising defaults: one city, one organiser, notices in the middle of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from records import chain
from records.people import Account
from records.tables import (
    Consultation,
    Decision,
    Letter,
    Notice,
    NoticePlace,
    NoticeSession,
    NoticeVersion,
    Organiser,
    RegimeText,
    SearchKey,
    Unit,
)
from records.unit_of_work import UnitOfWork
from records.words import search_key

PIN = "ru-moscow-assembly@2022-12-05:000000000000"


@dataclass(frozen=True)
class Person:
    """Who acts, as far as the log needs to know."""

    account_id: int | None = None
    role: str = "system"


@dataclass(frozen=True)
class City:
    """Ids of what a notice needs around it."""

    unit: int
    other_unit: int
    police: int
    organiser: int
    officer: int
    signatory: int


def make_city(work: UnitOfWork) -> City:
    """Two addressees, one body, an organiser, an officer and a signatory."""
    units = [
        Unit(code=code, kind=kind, name_en=code, name_ru=code)
        for code, kind in (
            ("prefecture-cao", "addressee"),
            ("prefecture-sao", "addressee"),
            ("police", "body"),
        )
    ]
    people = [
        Account(email=f"{name}@example.org", name=name.title(), created_at=work.now)
        for name in ("vera", "lena")
    ]
    organiser = Organiser(
        kind="citizen",
        name="Ольга Ёлкина",
        phone="+7 916 123-45-67",
        email="olga@example.org",
        created_at=work.now,
    )
    law = RegimeText(
        pin=PIN, regime_id="ru-moscow-assembly", valid_from=date(2022, 12, 5), sha256="0" * 64, body="",
        first_used_at=work.now,
    )  # fmt: skip
    rows: list[Any] = [*units, organiser, *people, law]
    for row in rows:
        work.add(row)
    work.flush()
    return City(*[row.id for row in rows[:-1]])


def make_notice(work: UnitOfWork, city: City, **changes: Any) -> Notice:
    """A rally of 300 on 14 March 2027, received now, in review, with version 1 and its search keys."""
    number = work.next_number("notice")
    starts = changes.pop("starts_at", datetime(2027, 3, 14, 10, tzinfo=work.now.tzinfo))
    values: dict[str, Any] = {
        "reference": f"27-{number:04}", "check_code": "0123456789AB", "regime_pin": PIN, "kind": "rally",
        "stage": "review", "organiser_id": city.organiser, "unit_id": city.unit, "received_at": work.now,
        "entered_at": work.now, "window": "in_window", "starts_at": starts, "ends_at": starts + timedelta(hours=2),
        "place_line": "Болотная площадь", "okrug": "cao", "attendance": 300, "title": "Весна", "due_at": None,
    }  # fmt: skip
    values |= changes
    values.setdefault("due_side", "authority" if values["due_at"] else "")
    notice = Notice(**values)
    work.add(notice)
    work.flush()
    assert notice.id is not None
    make_version(work, notice)
    for kind, text in (("number", notice.reference), ("phone", "9161234567"), ("name", "Ольга"), ("name", "Ёлкина"),
                       ("place", notice.place_line.split()[0])):  # fmt: skip
        work.add(SearchKey(notice_id=notice.id, kind=kind, key=search_key(text)))
    work.flush()
    work.log("notice.filed", actor=Person(role="organiser"), subject=("notice", notice.id),
             details={"reference": notice.reference}, personal={"name": "Ольга Ёлкина"})  # fmt: skip
    return notice


def make_version(work: UnitOfWork, notice: Notice) -> NoticeVersion:
    """The newest version of the notice, with one session and one place."""
    salt, personal = chain.new_salt(), {"organiser": "Ольга Ёлкина", "phone": "+7 916 123-45-67"}
    version = NoticeVersion(
        notice_id=notice.id or 0, number=notice.version, answers={"purpose": "Встретить весну", "attendance": 300},
        personal=personal, salt=salt, personal_commit=chain.commitment(salt, personal), hash="0" * 64, why="filed",
        made_at=work.now,
    )  # fmt: skip
    work.add(version)
    work.flush()
    work.add(
        NoticeSession(
            version_id=version.id or 0,
            ordinal=1,
            day=notice.starts_at.date(),
            start="13:00",
            end="15:00",
            starts_at=notice.starts_at,
            ends_at=notice.ends_at,
        )
    )
    work.add(
        NoticePlace(
            version_id=version.id or 0, ordinal=1, name=notice.place_line, okrug="cao", points=[]
        )
    )
    work.flush()
    return version


def make_consultation(
    work: UnitOfWork, city: City, notice: Notice, due_at: datetime, **changes: Any
) -> Consultation:
    """The police asked about version 1."""
    version = work.get(NoticeVersion, notice.id)
    row = Consultation(notice_id=notice.id or 0, version_id=version.id or 0, unit_id=city.police, asked_at=work.now,
                       due_at=due_at, **changes)  # fmt: skip
    work.add(row)
    work.flush()
    return row


def make_decision(work: UnitOfWork, city: City, notice: Notice, **changes: Any) -> Decision:
    """An agreement, released by the signatory with the number D-<id of the notice>."""
    values: dict[str, Any] = {
        "notice_id": notice.id, "version_id": notice.id, "version_hash": "0" * 64, "outcome": "agreed",
        "measures": [], "items": [], "state": "released", "prepared_by": city.officer, "prepared_at": work.now,
        "signed_by": city.signatory, "released_at": work.now, "number": f"D-{notice.id}",
    }  # fmt: skip
    decision = Decision(**values | changes)
    work.add(decision)
    work.flush()
    return decision


def make_letter(work: UnitOfWork, notice: Notice, number: str, **changes: Any) -> Letter:
    """A released letter of the notice's unit that was not printed yet."""
    values: dict[str, Any] = {
        "notice_id": notice.id, "unit_id": notice.unit_id, "kind": "agreed", "locale": "ru", "number": number,
        "day": work.now.date(), "check_code": f"C{number}", "data": {"kind": "agreed"}, "released_at": work.now,
    }  # fmt: skip
    letter = Letter(**values | changes)
    work.add(letter)
    work.flush()
    return letter
