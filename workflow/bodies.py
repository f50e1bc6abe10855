"""The register of bodies: who is asked, where they answer, since when and for which districts. Each change is logged.

The city's file of offices founds a body; once it was changed here, the file changes it no more.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from records import body_rows, rows
from records.tables import Notice, Unit
from records.unit_of_work import UnitOfWork
from workflow import asked, policy, task_links
from workflow.actor import Actor, PostHeld
from workflow.drafting import digest
from workflow.errors import N_, Invalid, NotAllowed

CODE = re.compile(r"[a-z][a-z0-9-]{1,38}")
MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")
MOST_HOURS = 24 * 60


@dataclass(frozen=True, slots=True)
class BodyIn:
    """One body as the register keeps it."""

    name_en: str
    name_ru: str
    email: str
    phone: str = ""
    chief_email: str = ""
    stands_for: str = ""  # the body of the law's file that it answers as; '' = its own code
    answer_hours: int | None = (
        None  # its own time to answer; never longer than the law's file counts
    )
    active_from: date | None = None
    active_to: date | None = None  # the last day
    serves: tuple[str, ...] = ()  # codes of okrugs and districts; () = the whole city
    address: str = ""  # for letters; a body without a mailbox is asked by letter
    dative_ru: str = ""  # as a Russian letter addresses it; '' = by its name as it is


def add(work: UnitOfWork, *, actor: Actor, code: str, body: BodyIn) -> Unit:
    """Enter a new body. Invalid at the field that is wrong; nothing is asked of it by this."""
    _may(actor)
    if not CODE.fullmatch(code):
        raise Invalid(
            "code", N_("Write small Latin letters, digits and hyphens, for example road-works.")
        )
    if any(unit.code == code for unit in rows.units(work)):
        raise Invalid("code", N_("There is already an office with this code."))
    _check(work, body)
    unit = Unit(code=code, kind="body", name_en="", name_ru="", own=True)
    _write(unit, body)
    work.add(unit)
    work.flush()
    work.log(
        "body.added",
        actor=actor,
        subject=("unit", unit.id or 0),
        details={"unit": code},
        personal={"by": actor.name, "now": _plain(body)},
    )
    return unit


def change(work: UnitOfWork, *, actor: Actor, unit_id: int, seen: str, body: BodyIn) -> int:
    """Write a body anew; how many open questions were mailed again, because its mailbox changed.

    `seen`: the mark of what the reader saw; Invalid at the top where somebody was faster.
    """
    _may(actor)
    unit = work.get(Unit, unit_id)
    if unit.kind != "body":
        raise Invalid("code", N_("Only bodies that are asked are kept here."))
    before = of(unit)
    if seen != mark(before):
        raise Invalid(
            "",
            N_("Somebody changed this body meanwhile. Look at what it says now, then change it."),
        )
    _check(work, body, unit.code)
    changed = sorted(name for name, value in _plain(body).items() if value != _plain(before)[name])
    if not changed:
        raise Invalid("", N_("Nothing was changed."))
    if before.email and not body.email and body_rows.open_of_unit(work, unit_id):
        raise Invalid(
            "email",
            N_(
                "Questions went to this mailbox and wait for an answer. Take it away when they are answered or closed."
            ),
        )
    _write(unit, body)
    unit.own = True
    work.flush()
    work.log(
        "body.changed",
        actor=actor,
        subject=("unit", unit_id),
        details={"unit": unit.code, "changed": changed},
        personal={"by": actor.name, "was": _plain(before), "now": _plain(body)},
    )
    if "email" not in changed:
        return 0
    return asked.links_of_unit_end(work, unit_id) + task_links.links_of_unit_end(work, unit_id)


def _may(actor: Actor) -> None:
    if not policy.may(actor, "body.keep"):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))


def of(unit: Unit) -> BodyIn:
    """A body as it stands."""
    return BodyIn(
        unit.name_en, unit.name_ru, unit.email, unit.phone, unit.chief_email, unit.stands_for,
        unit.answer_hours, unit.active_from, unit.active_to, tuple(unit.serves), unit.address,
        unit.dative_ru,
    )  # fmt: skip


def mark(body: BodyIn) -> str:
    """What a form carries to say which state of a body its reader saw."""
    return digest(repr(body))[:24]


def active(unit: Unit, day: date) -> bool:
    """Whether the body is asked on this day."""
    begun = unit.active_from is None or unit.active_from <= day
    return begun and (unit.active_to is None or day <= unit.active_to)


def choosable(work: UnitOfWork, day: date) -> tuple[Unit, ...]:
    """Bodies that can be asked on this day, in the order of the register."""
    return tuple(unit for unit in rows.units(work, "body") if active(unit, day))


def asked_as(
    work: UnitOfWork, notice: Notice, codes: tuple[str, ...], day: date
) -> tuple[str, ...]:
    """The bodies of the register that answer as those of the law's file about this notice.

    Those that serve a place of it; where none does, those that serve the whole city. One that the register
    does not know as active is left out: nobody would answer.
    """
    here = body_rows.where(work, rows.version(work, notice).id or 0)
    found: list[str] = []
    units = choosable(work, day)
    for code in codes:
        ours = [unit for unit in units if (unit.stands_for or unit.code) == code]
        near = [unit for unit in ours if here & set(unit.serves)]
        found += [unit.code for unit in near or [unit for unit in ours if not unit.serves]]
    return tuple(dict.fromkeys(found))


def actor_of(work: UnitOfWork, unit_id: int, name: str = "") -> Actor:
    """A body itself, without an account: what a link of its mailbox acts as, near one case alone."""
    unit = work.get(Unit, unit_id)
    post = PostHeld("officer", unit.id, unit.code, unit.kind)
    return Actor(account_id=None, name=name, role="body", posts=(post,))


def _check(work: UnitOfWork, body: BodyIn, code: str = "") -> None:
    for name in ("name_en", "name_ru"):
        if not getattr(body, name).strip():
            raise Invalid(name, N_("Enter the name in both languages."))
    for name in ("email", "chief_email"):
        given = getattr(body, name)
        needed = name == "email" and not body.address.strip()
        if (given or needed) and not MAILBOX.fullmatch(given):
            raise Invalid(name, N_("Enter an address, for example duty@fire.example."))
    if body.answer_hours is not None and not 1 <= body.answer_hours <= MOST_HOURS:
        raise Invalid("answer_hours", N_("Enter hours from 1 to 1440, or leave it empty."))
    if body.active_from and body.active_to and body.active_to < body.active_from:
        raise Invalid("active_to", N_("The last day is before the first one."))
    if body.stands_for and body.stands_for != code and not CODE.fullmatch(body.stands_for):
        raise Invalid("stands_for", N_("Choose a body that a law names."))


def _write(unit: Unit, body: BodyIn) -> None:
    for name, value in asdict(body).items():
        setattr(unit, name, list(value) if name == "serves" else value)


def _plain(body: BodyIn) -> dict[str, Any]:
    parts = asdict(body)
    return parts | {
        "serves": list(body.serves),
        "active_from": body.active_from.isoformat() if body.active_from else None,
        "active_to": body.active_to.isoformat() if body.active_to else None,
    }
