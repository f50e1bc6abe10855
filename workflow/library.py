"""The library of conditions: wordings as data in both languages, in versions; a lawyer reads them as one TOML file.

A version is never changed: whatever used it goes on saying what it said. Switching one off keeps it.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from records import said_rows
from records.tables import ConditionItem
from records.unit_of_work import UnitOfWork
from workflow import limiting, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed
from workflow.limiting import NOTHING, Limit

CODE = re.compile(r"[a-z][a-z0-9-]{1,38}")
SLOT = re.compile(r"\{([^{}]*)\}")
SLOTS = ("number", "from", "to", "place", "day")
LIMIT_PARTS = ("subject", "does", "number", "from", "to", "place", "day")
PARTS = frozenset({"code", "what", "basis", "addressee", "limit", "kinds", "active"})


@dataclass(frozen=True, slots=True)
class Wording:
    """One condition of the library. `limit` holds what is fixed; what is left empty is filled in when it is used."""

    code: str
    what_en: str
    what_ru: str
    basis: str
    addressee_en: str = ""
    addressee_ru: str = ""
    limit: Limit = NOTHING
    kinds: tuple[str, ...] = ()
    active: bool = True


def keep(work: UnitOfWork, *, actor: Actor, wording: Wording) -> int:
    """Keep a wording as the next version of its code; its number, or 0 where nothing differs."""
    if not policy.may(actor, "condition.keep"):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    _check(wording)
    before = next((one for one, _by in said_rows.versions(work, wording.code)), None)
    if before is not None and of(before) == wording:
        return 0
    version = before.version + 1 if before else 1
    parts = asdict(wording) | {
        "limit": limiting.to_json(wording.limit), "kinds": list(wording.kinds),
    }  # fmt: skip
    row = ConditionItem(version=version, made_at=work.now, made_by=actor.account_id, **parts)
    work.add(row)
    work.flush()
    work.log(
        "condition-item.kept",
        actor=actor,
        subject=("condition", row.id or 0),
        details={"code": wording.code, "version": version, "active": wording.active},
        personal={"by": actor.name},
    )
    return version


def of(row: ConditionItem) -> Wording:
    """A kept version as a wording."""
    return Wording(
        row.code, row.what_en, row.what_ru, row.basis, row.addressee_en, row.addressee_ru,
        limiting.from_json(row.limit), tuple(row.kinds), row.active,
    )  # fmt: skip


def said(template: str, limit: Limit) -> str:
    """A wording with its slots filled; one that has nothing to say becomes «…»."""
    values = {
        "number": "" if limit.number is None else str(limit.number),
        "from": limit.start,
        "to": limit.end,
        "place": limit.place,
        "day": f"{limit.day:%d.%m.%Y}" if limit.day else "",
    }
    return SLOT.sub(lambda found: values.get(found[1], "") or "…", template)


def left_open(wording: Wording, limit: Limit) -> tuple[str, ...]:
    """The gaps of a wording that a use leaves open, as they are written in it: `{place}`."""
    filled = {
        "number": limit.number is not None, "from": limit.start, "to": limit.end, "place": limit.place,
        "day": limit.day,
    }  # fmt: skip
    return tuple(
        f"{{{slot}}}"
        for slot in SLOTS
        if slot in SLOT.findall(wording.what_ru) and not filled[slot]
    )


def fixed(wording: Wording, given: Limit) -> Limit:
    """The limit of a use: what the wording fixes, then what was given for the rest."""
    own = wording.limit
    if own.empty:
        return NOTHING
    return Limit(
        own.subject, own.does, given.number if own.number is None else own.number,
        own.start or given.start, own.end or given.end, own.day or given.day, own.place or given.place,
        own.geo if own.place else given.geo,
    )  # fmt: skip


def fits(wording: Wording, kind: str) -> bool:
    """Whether a wording is offered for a kind of event."""
    return wording.active and (not wording.kinds or kind in wording.kinds)


def read(text: str) -> tuple[Wording, ...]:
    """The wordings of a TOML file. Invalid names the place in the file and what is wrong there."""
    try:
        rows = tomllib.loads(text).get("conditions", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid("file", N_("The file can't be read: %(why)s"), why=str(error)) from error
    if not isinstance(rows, list) or not rows:
        raise Invalid("file", N_("The file holds no [[conditions]]."))
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(_wording(row))
        except (Invalid, TypeError, ValueError, AttributeError) as error:
            why = error.text if isinstance(error, Invalid) else str(error)
            text_ = N_("Condition %(number)s (%(code)s): %(why)s")
            code = row.get("code", "?") if isinstance(row, Mapping) else "?"
            raise Invalid("file", text_, number=number, code=code, why=why) from error
    codes = [one.code for one in found]
    doubled = sorted({code for code in codes if codes.count(code) > 1})
    if doubled:
        raise Invalid("file", N_("The code %(code)s stands twice."), code=doubled[0])
    return tuple(found)


def _wording(row: Mapping[str, Any]) -> Wording:
    strange = sorted(set(row) - PARTS)
    if strange:
        raise ValueError(f"unknown: {', '.join(strange)}")
    limit = row.get("limit", {})
    strange = sorted(set(limit) - set(LIMIT_PARTS))
    if strange:
        raise ValueError(f"unknown in limit: {', '.join(strange)}")
    day = limit.get("day")
    if day is not None and not isinstance(day, date):
        raise ValueError("limit.day is a date, for example 2027-05-01")
    to = row.get("addressee", {})
    wording = Wording(
        str(row.get("code", "")), str(row["what"]["en"]), str(row["what"]["ru"]),
        str(row.get("basis", "")), str(to.get("en", "")), str(to.get("ru", "")),
        Limit(
            str(limit.get("subject", "")), str(limit.get("does", "")), limit.get("number"),
            str(limit.get("from", "")), str(limit.get("to", "")), day, str(limit.get("place", "")),
        ),
        tuple(str(kind) for kind in row.get("kinds", ())), bool(row.get("active", True)),
    )  # fmt: skip
    _check(wording)
    return wording


def _check(wording: Wording) -> None:
    if not CODE.fullmatch(wording.code):
        raise Invalid(
            "code", N_("Write small Latin letters, digits and hyphens, for example road-works.")
        )
    for name in ("what_en", "what_ru"):
        text = getattr(wording, name)
        if not text.strip():
            raise Invalid(name, N_("Write the condition in both languages."))
        if set(SLOT.findall(text)) - set(SLOTS):
            raise Invalid(
                name, N_("Only these can be filled in: {number}, {from}, {to}, {place}, {day}.")
            )
    if set(SLOT.findall(wording.what_en)) != set(SLOT.findall(wording.what_ru)):
        raise Invalid(
            "what_ru",
            N_("Both languages fill in the same: {number}, {from}, {to}, {place}, {day}."),
        )
    if not wording.basis.strip():
        raise Invalid("basis", N_("Name the place in the law that allows it."))
    limit = wording.limit
    if limit.empty:
        return
    if limit.subject not in limiting.SUBJECTS:
        raise Invalid("subject", N_("Choose what is limited."))
    if limit.does not in limiting.DOES[limit.subject]:
        raise Invalid("does", N_("Choose how it is limited."))
