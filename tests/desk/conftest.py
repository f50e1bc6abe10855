"""The desk of a small city: its people sign in with one click, and act through pages only."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, update
from werkzeug.test import TestResponse

from records import accounts, rows
from records.people import Account
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from tests.support.visitor import Visitor
from web.settings import load, prepare
from workflow.filing import Filed
from wsgi import create_app

SPOKESMAN = {"representative_name": "N. P. Zuev", "representative_phone": "+7 495 000-03-11"}
BODIES = ("police", "transport", "medical")
AGREED = {"outcome": "agreed", "capacity": "2000", **SPOKESMAN}


def mark_of(page: str) -> str:
    """The organiser's last moments as a page shows them, or nothing."""
    found = re.search(r'name="last_seen" value="([^"]*)"', page)
    return found.group(1) if found else ""


@dataclass
class Desk:
    """The app, the city behind it, and what a test looks up."""

    app: Flask
    city: City
    filed: int = 0

    def at(self, who: str, language: str = "en") -> Visitor:
        """A browser at which this person signed in."""
        with self.city.reading() as work:
            account = rows.account_by_email(work, f"{who}@veche.example")
        assert account is not None, f"{who} is nobody here"
        visitor = Visitor(self.app, language=language)
        assert visitor.post(f"/demo/{account.id}").status_code == 303
        return visitor

    def files(self, **changes: Any) -> Filed:
        """A visitor files a notice online; the same `key` is the same form sent again."""
        self.filed += 1
        return self.city.files(key=changes.pop("key", f"form-{self.filed}"), **changes)

    def goes(self, visitor: Visitor, reference: str, name: str, **fields: Any) -> TestResponse:
        """Open a move's page and make the move."""
        path = f"/desk/notices/{reference}/moves/{name}"
        page = visitor.get(path).text
        if 'name="last_seen"' in page:  # the organiser's time, read and confirmed
            fields.setdefault("last_seen", mark_of(page))
        return visitor.post(path, seen=visitor.hidden("seen"), **fields)

    def answer_all(self, reference: str) -> None:
        """Every body that was asked has no objection."""
        with self.city.reading() as work:
            asked = rows.consultations(work, work.notice(reference))
            codes = {unit.id: unit.code for unit in rows.units(work, "body")}
        for row in asked:
            visitor = self.at(codes[row.unit_id])
            visitor.get(f"/desk/consultations/{row.id}")
            answer = visitor.post(f"/desk/consultations/{row.id}", answer="no-objection")
            assert answer.status_code == 303

    def prepared(self, **changes: Any) -> str:
        """A notice whose decision is being written, by the services that pages call; test_road.py walks the pages."""
        reference, at = self.files(**changes).reference, Everywhere(self.city)
        at.moves(reference, "register")
        at.moves(reference, "ask", bodies=BODIES)
        for body in BODIES:
            at.answers(reference, body)
        at.moves(reference, "prepare")
        return reference

    def writes(self, visitor: Visitor, reference: str, **fields: Any) -> TestResponse:
        """Save a draft decision."""
        path = f"/desk/notices/{reference}/decision"
        visitor.get(path)
        hidden = {"seen": visitor.hidden("seen"), "saved": visitor.hidden("saved")}
        return visitor.post(path, **hidden | fields)

    def to_sign(self, **changes: Any) -> str:
        """A notice that lies for signature, prepared by Orlova."""
        reference, at = self.prepared(**changes), Everywhere(self.city)
        at.writes_draft(reference, "agreed", **SPOKESMAN)
        at.moves(reference, "submit")
        return reference

    def signs(self, who: str, reference: str) -> TestResponse:
        """The signatory reads the draft and the organiser's time, and releases."""
        visitor = self.at(who)
        page = visitor.get(f"/desk/notices/{reference}/decision").text
        return visitor.post(
            f"/desk/notices/{reference}/decision/release",
            seen=visitor.hidden("seen"), last_seen=mark_of(page),
        )  # fmt: skip

    def released(self) -> str:
        """A notice that was agreed; its letter is not printed yet."""
        reference = self.to_sign()
        Everywhere(self.city).signs(reference, submit=False)
        return reference

    def stage(self, reference: str) -> str:
        """Where the notice is."""
        return self.city.stage(reference)


@pytest.fixture
def desk(database_url: str, engine: Engine, clock: FakeClock, tmp_path: Path) -> Desk:
    """Monday 1 March 2027, noon in Moscow; the usual march is on 14 March."""
    settings = load(
        home=tmp_path, mode="test", database_url=database_url, demo=True,
        public_base_url="http://localhost:8000",
    )  # fmt: skip
    prepare(settings)
    city = City(engine, clock).found()
    with city.unit() as work:
        accounts.mark_city(work, "demo")
        for key, role in (("auditor", "auditor"), ("admin", "administrator")):
            made = accounts.create(work, email=f"{key}@veche.example", name=key.title(), demo=True)
            accounts.give_post(work, made, role, from_day=date(2020, 1, 1))
        work.session.execute(update(Account).values(demo=True))
    return Desk(create_app(settings, clock), city)
