"""What a mail needs to be written: read when it leaves, so that it tells the notice as it is then."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from records import interest_rows, message_rows, rows, staff_rows, task_rows
from records.tables import Consultation, Due, Letter, Mail, Notice, Plea, Unit
from records.task_rows import TaskRow
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from regimes.rules import Reminder
from regimes.shelf import Rulebook
from workflow import asked as by_link
from workflow import gathering, law, organising, receiving, reminding, task_links

QUIETED = frozenset({"duties-before", "duties-after"})
"""Mails that carry the link which stops them."""

LINKED = frozenset({"receipt"})
"""Mails that carry the link which confirms the address. Decision mails never carry one (S43)."""


TO_BODIES = frozenset({"desk-asked", "body-reminder", "body-silent", "body-told-more"})
"""Mails that carry the link by which a body opens its question without an account (AD-11)."""
OF_TASKS = frozenset({"body-assigned", "body-task-reminder", "body-task-silent"})
"""Mails that carry the link by which a body opens its task without an account."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """The notice in the words of a mail."""

    reference: str
    kind: Text
    stage: Text
    public: Text
    place: str
    days: tuple[tuple[datetime, datetime], ...]  # begin and end of each
    received_at: datetime
    check_code: str
    zone: str
    due_at: datetime | None
    due_side: str
    office: Text  # whose notice it is: who asks bodies, in the foot of their mails


@dataclass(frozen=True, slots=True)
class PleaLine:
    """An objection or a complaint in the words of a mail; never what it says."""

    id: int
    kind: str
    number: str
    filed_at: datetime
    aim_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom, in which language, about what."""

    mail: str
    to: str
    locale: str
    notice: NoticeLine
    notice_id: int
    unit_name: Text
    unit_phone: str = ""
    letter_id: int | None = None
    letter_waits: bool = False
    attached: bool = (
        False  # False: the press holds the letter, which will stand on the notice's page
    )
    shared: bool = False  # people of an organisation share the notice: its check code opens nothing
    addressed: bool = False  # it goes to whom the letter itself is addressed
    letter_kind: str = ""
    due_at: datetime | None = None
    due_title: Text | None = None
    side: str = ""
    changed: tuple[Text, ...] = ()
    plea: PleaLine | None = None
    duties: tuple[Reminder, ...] = ()
    consultation_id: int = 0
    body_name: Text | None = None  # of the body that was asked
    task: TaskRow | None = None
    answer: str = ""  # which answer of the organiser came, and when
    came_at: datetime | None = None
    said: str = ""  # of a free message: its words, and who sends it
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Stored bytes of a letter with the name that they are sent under."""

    name: str
    pdf: bytes


def address(work: UnitOfWork, rulebook: Rulebook, payload: dict[str, Any]) -> Envelope | None:
    """The envelope of a promise; None where nobody has an address, so that nothing is to be sent."""
    notice = work.get(Notice, payload["notice"])
    regime = law.regime_of(work, rulebook, notice)
    unit = work.get(Unit, payload.get("unit") or notice.unit_id)
    to, locale = _reader(work, notice, unit, payload)
    if not to or _stale(work, payload):
        return None
    duties = reminding.due_now(work, regime, notice, payload) if payload["mail"] in QUIETED else ()
    if payload["mail"] in QUIETED and not duties:
        return None
    letter = work.get(Letter, payload["letter"]) if payload.get("letter") else None
    due = work.get(Due, payload["due"]) if payload.get("due") else None
    asked = work.get(Consultation, payload["consultation"]) if payload.get("consultation") else None
    plea = work.get(Plea, payload["plea"]) if payload.get("plea") else None
    clock = regime.clocks.get(due.clock) if due else None
    return Envelope(
        mail=payload["mail"],
        to=to,
        locale=locale,
        notice=_line(work, notice, regime),
        notice_id=notice.id or 0,
        unit_name=Text(unit.name_en, unit.name_ru),
        unit_phone=unit.phone,
        letter_id=letter.id if letter else None,
        letter_waits=letter is not None and letter.state == "queued",
        attached=letter is not None and letter.sha256 is not None,
        shared=organising.is_shared(work, notice),
        addressed=payload["to"] == "organiser",
        letter_kind=letter.kind if letter else "",
        due_at=due.due_at if due else asked.due_at if asked else None,
        due_title=clock.title if clock else None,
        side=due.side if due else "",
        duties=duties,
        changed=_changed(regime, payload),
        plea=_plea_line(plea) if plea else None,
        **_asked(work, asked, payload.get("assignment")),
        **(_came(payload) | _said(work, payload.get("message"))),
    )


def _changed(regime: Regime, payload: dict[str, Any]) -> tuple[Text, ...]:
    """Titles of the answers that a change is about."""
    names = (name for name in payload.get("changed", ()) if name in regime.questions)
    return tuple(regime.questions[name].title for name in names)


def _said(work: UnitOfWork, message: int | None) -> dict[str, Any]:
    """The words of a free message."""
    if message is None:
        return {}
    text, sender = message_rows.words(work, message)
    return {"said": text, "sender": sender}


def _came(payload: dict[str, Any]) -> dict[str, Any]:
    """Which answer of the organiser a mail acknowledges, and when it came."""
    if "answer" not in payload:
        return {}
    return {"answer": payload["answer"], "came_at": datetime.fromisoformat(payload["at"])}


def _asked(work: UnitOfWork, row: Consultation | None, task: int | None) -> dict[str, Any]:
    """Which question or task a mail is about, and of which body."""
    if row is None:
        found = task_rows.task(work, task) if task else None
        return {"task": found, "body_name": Text(found.unit_en, found.unit_ru)} if found else {}
    return {"consultation_id": row.id, "body_name": gathering.unit_name(work, row.unit_id)}


def _plea_line(plea: Plea) -> PleaLine:
    return PleaLine(
        plea.id or 0, plea.kind, plea.number, plea.filed_at, plea.aim_at, plea.due_at
    )  # fmt: skip


def _reader(
    work: UnitOfWork, notice: Notice, unit: Unit, payload: dict[str, Any]
) -> tuple[str, str]:
    """The address and language of who reads it. Who was switched off, or has no part in it, reads nothing; the office does instead."""
    own = str(unit.letterhead.get("language", "ru"))
    if payload["to"] == "account":
        person = staff_rows.account(work, payload["account"])
        reads = person.active and person.id not in interest_rows.recused_from(work, notice.id or 0)
        return (person.email or "", person.locale) if reads else (unit.email, own)
    if payload["to"] == "chief":
        return unit.chief_email, own
    if payload["to"] == "unit":
        return unit.email, own
    return organising.mailed_to(work, notice), notice.locale


def _line(work: UnitOfWork, notice: Notice, regime: Regime) -> NoticeLine:
    stage = regime.stages[notice.stage]
    days = rows.sessions(work, rows.version(work, notice))
    unit = work.get(Unit, notice.unit_id)
    return NoticeLine(
        reference=notice.reference,
        kind=regime.kinds[notice.kind].name,
        stage=stage.title,
        public=stage.public,
        place=notice.place_line,
        days=tuple((one.starts_at, one.ends_at) for one in days),
        received_at=notice.received_at,
        check_code=notice.check_code,
        zone=regime.zone.key,
        due_at=notice.due_at,
        due_side=notice.due_side,
        office=Text(unit.name_en, unit.name_ru),
    )


def _stale(work: UnitOfWork, payload: dict[str, Any]) -> bool:
    """What a mail would ask for was done before it left: a server that was down must not send it days later."""
    if payload["mail"] in {"reminder", "desk-assigned", "desk-climbed"} and payload.get("due"):
        return work.get(Due, payload["due"]).done_at is not None
    if payload["mail"] in {"desk-plea-due", "desk-plea-sign", "desk-complaint"}:
        return work.get(Plea, payload["plea"]).answered_at is not None
    if payload["mail"] in OF_TASKS | {"desk-task-silent"}:
        task = task_rows.task(work, payload["assignment"])
        return task is None or task.done_at is not None or task.dropped_at is not None
    if payload["mail"] in TO_BODIES | {"desk-body-silent"}:
        row = work.get(Consultation, payload["consultation"])
        return row.answered_at is not None or row.closed_at is not None
    return False


def link_for(work: UnitOfWork, envelope: Envelope) -> str:
    """A fresh secret for mails that carry one, else nothing."""
    if envelope.mail in QUIETED:
        return receiving.make_link(work, work.get(Notice, envelope.notice_id), "quiet")
    if envelope.mail in TO_BODIES:
        return by_link.make_link(work, envelope.consultation_id)
    if envelope.task is not None and envelope.mail in OF_TASKS:
        return task_links.make_link(work, envelope.task.id, ZoneInfo(envelope.notice.zone))
    if envelope.mail not in LINKED:
        return ""
    return receiving.make_link(work, work.get(Notice, envelope.notice_id))


def keep(work: UnitOfWork, key: str, envelope: Envelope, to: str, subject: str, body: str) -> int:
    """Keep the mail as written, before it leaves; a second try writes over the first."""
    mail = rows.mail_by_key(work, key) or Mail(
        key=key, to=to, subject="", body="", made_at=work.now
    )
    mail.notice_id, mail.to, mail.subject, mail.body = envelope.notice_id, to, subject, body
    mail.attachment_letter_id = envelope.letter_id
    mail.token = mail.token or secrets.token_hex(10)
    work.add(mail)
    work.flush()
    return mail.id or 0


def token(work: UnitOfWork, mail_id: int) -> str:
    """What a report that the mail did not arrive is known by; the same at every try."""
    return work.get(Mail, mail_id).token or ""


def attachment(work: UnitOfWork, envelope: Envelope) -> Attachment | None:
    """The stored letter that goes with the mail, if it was printed."""
    if envelope.letter_id is None:
        return None
    letter = work.get(Letter, envelope.letter_id)
    pdf = rows.letter_bytes(work, letter)
    if pdf is None:
        return None
    return Attachment(f"{letter.kind}-{letter.number.replace('/', '-')}.pdf", pdf)


def sent(work: UnitOfWork, mail_id: int, *, forget_links: bool) -> None:
    """The server took it. Where the mail is real, its secret link is not kept with us."""
    mail = work.get(Mail, mail_id)
    mail.sent_at = work.now
    if forget_links:
        mail.body = "\n".join(_without_secret(line) for line in mail.body.splitlines())


def _without_secret(line: str) -> str:
    for way in ("/confirm/", "/quiet/", "/asked/", "/assigned/"):
        head, found, _ = line.partition(way)
        if found:
            return f"{head}{found}…"
    return line
