"""The seeded city behind its real pages, and a browser for each kind of person; made once a run."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlmodel import col, select
from werkzeug.test import Client, TestResponse

from records import accounts, body_rows, rows, said_rows, sessions, task_rows
from records.engine import make_engine
from records.stores import copy_key
from records.tables import Letter, LogDetail, LogEntry, Mail, MovedDate, SigningPower
from records.unit_of_work import UnitOfWork
from tests.matrix import part
from tests.matrix.access import FILLED_BY, PAPER, ROLES
from tests.matrix.keeping import Keeping
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases, url_of
from tests.support.days import correction_of, corrects, counts_anew
from tests.support.everywhere import Everywhere
from tests.support.filling import fills
from tests.support.forms import form_to
from tests.support.papers import PLAN, looked
from tests.support.pleading import Pleading
from tests.support.visitor import Visitor
from web.entering import posts_mark
from web.sessions import hashed
from web.settings import load, prepare
from workflow import (
    absences,
    assigning,
    attaching,
    consulting,
    drafting,
    duty,
    holding,
    incidents,
    law,
    library,
    messaging,
    organisations,
    owning,
    receiving,
    resources,
    runs,
)
from workflow.actor import VISITOR, SeatHeld
from workflow.attaching import Owner
from workflow.library import Wording
from wsgi import create_app

WHO = {
    "own": "owner", "oth": "other", "off": "orlova", "sec": "second", "far": "stranger", "ask": "police",
    "not": "medical", "head": "zuev", "sign": "morozova", "clrk": "kravets", "aud": "auditor",
    "adm": "admin", "gone": "gone", "idle": "hasanov", "fsgn": "farsigner", "fclk": "farclerk",
}  # fmt: skip


@dataclass
class Crowd:
    """Everybody at once: asks as any of them, and brings the city back to where it stood."""

    app: Flask
    at: Everywhere
    keeping: Keeping
    words: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    read: dict[str, dict[str, set[str]]] = field(default_factory=lambda: {one: {} for one in ROLES})

    @staticmethod
    def secret(role: str) -> str:
        """The cookie of a role's browser."""
        return base64.urlsafe_b64encode(hashlib.sha256(role.encode()).digest()).decode()[:43]

    def ask(self, role: str, method: str, path: str, data: Any = None, **more: Any) -> TestResponse:
        """Send one request as this person, with the token of their own browser."""
        secret = self.secret(role)
        if method == "POST":
            data = {**(data or {}), "csrf_token": hashed("csrf " + secret)}
        return Client(
            self.app, use_cookies=False
        ).open(
            path,
            method=method,
            data=data,
            base_url="http://localhost:8000",
            headers={"Cookie": f"veche={secret}; veche_language=en"},
            buffered=True,  # what is streamed reads as it is sent: to its end, before the city is put back
            **more,
        )


def _browsers(at: Everywhere) -> None:
    """Everybody came in by the front door a while ago; their cookies are still there."""
    city = at.city
    with city.unit() as work:
        second = accounts.create(work, email="second@veche.example", name="Second")
        accounts.give_post(
            work, second, "officer", unit_code="prefecture-svao", from_day=date(2020, 1, 1)
        )
    for role in sorted(WHO, key=lambda role: role != "idle"):
        number = at.account(WHO[role])
        with city.unit() as work:
            person = accounts.person(work, number, city.clock.now().date())
            assert person is not None
            sessions.enter(
                work, hashed(Crowd.secret(role)), account_id=number,
                data={"posts": posts_mark(person)},
            )  # fmt: skip
        if role == "idle":
            city.clock.advance(minutes=20)  # the others came in now
    with city.unit() as work:
        opened = {"notices": sorted(at.ids.values())}
        sessions.save(work, hashed(Crowd.secret("hold")), opened)


def _road(at: Everywhere) -> dict[str, str]:
    """A notice at every turn that an address needs."""
    at.asked("review")
    wanted = _wanted(at)
    at.preparing("written", "agreed")
    at.to_sign("signing", "agreed")
    at.released("proposed", "proposal")
    at.released("cured", "cure")
    at.released("agreed", "agreed")
    at.prints(at.letter("agreed", "agreed"))
    at.prints(at.letter("agreed", "receipt"))
    at.holds(at.letter("signing", "receipt"))
    with at.city.unit() as work:
        link = receiving.make_link(work, work.notice(at.refs["review"]))
        draft = drafting.begin(
            work, actor=VISITOR, regime_id="ru-moscow-assembly", kind="march", locale="en"
        )
        code = work.notice(at.refs["review"]).check_code
        check = work.get(Letter, at.letter("agreed", "agreed")).check_code
        pin = work.notice(at.refs["review"]).regime_pin
        police = str(rows.unit_by_code(work, "police").id)
        sentence = str(said_rows.sentences(work, work.notice(at.refs["review"]).id or 0)[0].id)
        kept = Mail(
            key=f"mail:receipt:{at.ids['review']}", to="a@example.org", subject="Received", body="",
            made_at=work.now, notice_id=at.ids["review"],
        )  # fmt: skip
        work.add(kept)
        work.flush()
        mail = str(kept.id)
        library.keep(
            work,
            actor=at.actor("admin"),
            wording=Wording("no-fire", "No fire.", "Без огня.", "art. 34"),
        )
        hidden = _hidden(work, at)
    return at.refs | _days(at) | {
        "question": str(at.question("review")), "letter": str(at.letter("agreed", "agreed")),
        "held": str(at.letter("signing", "receipt")), "link": link, "draft": draft, "code": code,
        "run": _run(at), "check": check, "wanted": wanted, "police": police, "sentence": sentence, "mail": mail, **_tasks(at), **hidden, "colleague": str(at.account("hasanov")), "pin": pin,
    }  # fmt: skip


def _tasks(at: Everywhere) -> dict[str, str]:
    """The police have an open task; the organiser was asked for stewards."""
    actor = at.actor("orlova")
    with at.city.unit() as work:
        asked = resources.ask(
            work, at.city.rulebook, actor=actor, reference=at.refs["review"], kind="stewards",
            wanted=20, why="Narrow square",
        )  # fmt: skip
        assigning.give(
            work, at.city.rulebook, actor=actor, reference=at.refs["agreed"], unit="police",
            text="Close the street", due_day=date(2027, 3, 14),
        )  # fmt: skip
        given = task_rows.of_notice(work, work.notice(at.refs["agreed"]).id or 0)
    return {"resource": str(asked), "task": str(given[0].id), "message": str(_message(at))}


def _message(at: Everywhere) -> int:
    """The head wrote to the organiser, to whom a sender is named on purpose; no other name of the office is."""
    common: dict[str, Any] = {"actor": at.actor("zuev"), "reference": at.refs["review"]}
    with at.city.unit() as work:
        made = messaging.begin(work, at.city.rulebook, to="organiser", text="Call us", **common)
        messaging.send(work, at.city.rulebook, message_id=made, seen=1, **common)
        return made


def _wanted(at: Everywhere) -> str:
    """The police want to know something of the organiser first."""
    with at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=at.actor("police"), consultation_id=at.question("review"),
            answer="need-information", facts="Where does the stage stand?", whom="organiser",
        )  # fmt: skip
        return str(body_rows.questions(work, work.notice(at.refs["review"]).id or 0)[0][0].id)


def _run(at: Everywhere) -> str:
    """The letter of agreement lies in a print run."""
    with at.city.unit() as work:
        unit = work.notice(at.refs["agreed"]).unit_id
        return str(runs.make(work, actor=at.actor("kravets"), unit_id=unit).id)


def _hidden(work: UnitOfWork, at: Everywhere) -> dict[str, str]:
    """Hashes and salts of one notice, its log and its letter."""
    notice = work.notice(at.refs["review"])
    version = rows.version(work, notice)
    row = work.session.exec(
        select(LogEntry, LogDetail).join(LogDetail, col(LogDetail.seq) == col(LogEntry.seq))
    ).first()
    assert row is not None
    letter = work.get(Letter, at.letter("agreed", "agreed"))
    return {
        "version_hash": version.hash, "version_salt": version.salt or "",
        "version_commit": version.personal_commit, "log_hash": row[0].hash, "log_salt": row[1].salt,
        "log_commit": row[0].personal_commit, "letter_sha256": letter.sha256 or "",
    }  # fmt: skip


def _papers(at: Everywhere) -> dict[str, str]:
    """A map that the office added to one notice, and a paper that waits for the answer to another."""
    with at.city.unit() as work:
        owner = Owner(notice=work.notice(at.refs["review"]), source="office")
        one = attaching.keep(
            work, actor=at.actor("kravets"), owner=owner, paper="route_map", looked=looked(), scan=False
        )  # fmt: skip
        two = attaching.keep(
            work, actor=at.actor("owner"), owner=Owner(notice=work.notice(at.refs["cured"])), paper="",
            looked=looked(), scan=False,
        )  # fmt: skip
    assert one is not None
    assert two is not None
    return {"map": one.code, "added": two.code}


def _pleas(at: Everywhere) -> dict[str, str]:
    """An objection just filed, one being examined, one for signature; a complaint; a refusal nobody fights."""
    people = Pleading(at).people()
    at.released("refused", "refused")
    filed = people.objects(at.released("objected", "refused"))
    examined = people.objects(at.released("examined", "refused"))
    people.does("assign", examined, "hasanov", to=at.account("hasanov"))
    at.to_sign("unsigned_notice", "refused")
    at.signs(at.refs["unsigned_notice"], "belov", submit=False)
    unsigned = people.objects(at.refs["unsigned_notice"])
    people.does("assign", unsigned, "hasanov", to=at.account("hasanov"))
    people.does("draft", unsigned, "hasanov", outcome="rejected", answer="It stands.")
    people.does("submit", unsigned, "hasanov")
    complaint = people.complains(at.refs["objected"])
    named = {"objection": filed, "examined": examined, "unsigned": unsigned, "complaint": complaint}
    seen = {f"{name}_seen": str(people.seen(one)) for name, one in named.items()}
    ids = {name: str(one.id) for name, one in named.items()}
    decision = str(people.decision(at.refs["refused"]))
    return seen | ids | {"examined_plea": ids["examined"], "refused_decision": decision}


def _watch(at: Everywhere) -> dict[str, str]:
    """Orlova owns a notice; somebody has duty, somebody will be away, one answer left too late."""
    svao = at.actor("zuev").posts[0].unit_id or 0
    today = at.city.clock.now()
    with at.city.unit() as work:
        owning.take(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=at.refs["written"],
            seen=work.notice(at.refs["written"]).revision,
        )  # fmt: skip
        shift = duty.enter(
            work, actor=at.actor("zuev"), unit_id=svao, account_id=at.account("orlova"),
            starts_at=today + timedelta(hours=8), ends_at=today + timedelta(hours=20), phone="1",
        )  # fmt: skip
        away = absences.enter(
            work, actor=at.actor("zuev"), account_id=at.account("hasanov"),
            first_day=date(2027, 3, 20), last_day=date(2027, 3, 21), today=date(2027, 3, 1),
        )  # fmt: skip
        notice = work.notice(at.refs["agreed"])
        regime = law.regime_of(work, at.city.rulebook, notice)
        due = next(one for one in rows.dues(work, notice) if one.side == "authority")
        incident = incidents.write(work, regime, notice, due, "late")
        assert incident is not None
        holding.place(
            work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["agreed"],
            reason="Дело 2а-17/2027",
        )  # fmt: skip
        power = work.session.exec(select(SigningPower.id).order_by(col(SigningPower.id))).first()
        return {
            "shift": str(shift.id),
            "absence": str(away.id),
            "incident": str(incident.id),
            "power": str(power),
        }


def _firm(at: Everywhere) -> dict[str, str]:
    """The owner of the notices owns an organisation too; somebody is invited to it."""
    secret = "j" * 43
    with at.city.unit() as work:
        owner = at.actor("owner")
        id_ = organisations.found(work, actor=owner, name="Липа")
    with at.city.unit() as work:
        rules = replace(owner, seats=(SeatHeld(id_, "Липа", "owner"),))
        invite = organisations.invite(
            work, actor=rules, organisation_id=id_, email="nobody@example.org",
            role="files", secret_hash=hashed(secret),
        )  # fmt: skip
    return {
        "organisation": str(id_), "invite": str(invite), "joining": secret,
        "fellow": str(at.account("owner")),
    }  # fmt: skip


def _days(at: Everywhere) -> dict[str, str]:
    """A correction of the calendar that moved nothing, and a date that waits for a look."""
    number = corrects(at.city, "2027-04-30", "day_off")
    with at.city.unit() as work:
        notice = work.notice(at.refs["review"])
        held = MovedDate(
            recount_id=number, notice_id=notice.id or 0, unit_id=notice.unit_id, outcome="held"
        )
        work.add(held)
        work.flush()
        moved = held.id
    counts_anew(at.city, number)
    correction = correction_of(at.city, number)
    return {"recount": str(number), "moved": str(moved), "correction": str(correction)}


def doors(at: Everywhere, home: Path, words: dict[str, str]) -> Crowd:
    """Open the pages of a seeded city (a real one, no demo), with everybody at a browser of their own."""
    _browsers(at)
    settings = load(
        home=home, mode="test", database_url=url_of(at.city.engine),
        public_base_url="http://localhost:8000",
    )  # fmt: skip
    prepare(settings)
    at.city.engine.dispose()
    app = create_app(settings, at.city.clock)
    writer = Visitor(app)
    store = app.extensions["veche"].store
    (home / "paper").write_bytes(PLAN)
    for code in (words[name] for name in ("map", "added") if name in words):
        store.put(copy_key(looked().copy_sha256, code), home / "paper")
    fills(writer)
    words["whole"] = writer.hidden("draft")  # a draft without a gap, not yet filed
    # one engine: a file is only put back while nobody else has it open
    at.city.engine = app.extensions["veche"].engine
    return Crowd(app, at, Keeping(at.city.engine), words)


@pytest.fixture(scope="session")
def crowd(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Monday 1 March 2027, noon in Moscow."""
    url = databases.fresh()
    at = Everywhere(City(make_engine(url), FakeClock()).found()).people()
    made = doors(
        at,
        tmp_path_factory.mktemp("crowd"),
        _road(at)
        | _papers(at)
        | _watch(at)
        | part.interests_of(at)
        | part.board(at)
        | part.section(at)
        | _firm(at)
        | _pleas(at)
        | at.refs,
    )
    yield made
    made.at.city.engine.dispose()
    databases.drop(url)


def sent(crowd: Crowd, endpoint: str, path: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What a good POST to this address carries: the page's own form where it is long, and `seen`."""
    typed = {name: str(value).format(**crowd.words) for name, value in fields.items()}
    if endpoint in FILLED_BY:
        if endpoint not in crowd.forms:
            crowd.forms[endpoint] = _as_given(crowd, endpoint, path)
        return crowd.forms[endpoint] | typed
    named = [ref for ref in crowd.at.refs.values() if f"/{ref}/" in path + "/"]
    if named:
        with crowd.at.city.reading() as work:
            typed["seen"] = str(work.notice(named[0]).revision)
    return typed


def _as_given(crowd: Crowd, endpoint: str, path: str) -> dict[str, Any]:
    opener = {"intake.cure": "own", "desk.letter_sent": "clrk", "desk.enter_paper": "clrk"}
    page = crowd.ask(opener.get(endpoint, "off"), "GET", path)
    assert page.status_code == 200, f"{endpoint}: {page.status_code}"
    given = form_to(page.text, path).with_()
    if endpoint == "desk.enter_paper":
        given |= PAPER
    return given
