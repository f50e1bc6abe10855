"""The register of sections: made, changed, joined, left and ended by the head of the office or the administrator.

A section is a part of one office. It takes notices by itself by kind, district and stage (workflow/sectioning.py); a
section that names none of them gets what people hand to it. Nobody belongs to two. Every change is in the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from records import doubled, rows, section_rows, staff_rows
from records.errors import Overtaken
from records.tables import Section, SectionMember
from records.unit_of_work import UnitOfWork
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

NOT_KEPT = N_("Not yours: the head of the office and the administrator keep its sections.")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class SectionIn:
    """A section as it was typed. `kinds` are law.kind; empty lists take anything, all three empty take nothing."""

    name_en: str
    name_ru: str
    head_id: int | None = None
    kinds: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


def may_keep(actor: Actor, unit_id: int) -> bool:
    """Whether the person keeps the sections of this office; the command always does."""
    return actor.role == "system" or policy.allows_unit(actor, "section.keep", unit_id)


def make(work: UnitOfWork, *, actor: Actor, unit_id: int, given: SectionIn) -> Section:
    """A new section of an office that holds stages; the same form sent twice is one section. Raises NotAllowed, or Invalid with the field."""
    unit = next((one for one in rows.units(work, "addressee") if one.id == unit_id), None)
    if unit is None or not may_keep(actor, unit_id):
        raise NotAllowed(NOT_KEPT)
    _check(work, unit_id, given)
    same = doubled.lately(
        work, Section, "made_at", unit_id=unit_id, name_en=given.name_en.strip(), name_ru=given.name_ru.strip(),
        ended_at=None,
    )  # fmt: skip
    if same is not None:
        return same
    row = Section(
        unit_id=unit_id, name_en=given.name_en.strip(), name_ru=given.name_ru.strip(), head_id=given.head_id,
        kinds=list(given.kinds), districts=list(given.districts), stages=list(given.stages), made_at=work.now,
    )  # fmt: skip
    work.add(row)
    work.flush()
    _log(work, actor, row, "made", {"unit": unit_id, **_plain(given)})
    return row


def change(
    work: UnitOfWork, *, actor: Actor, number: int, seen: int, given: SectionIn
) -> tuple[str, ...]:
    """Change a section; which parts. Overtaken where somebody saved since `seen`."""
    row = _kept(work, actor, number)
    if row.revision != seen:
        raise Overtaken
    _check(work, row.unit_id, given)
    now = _plain(given)
    was = {name: getattr(row, name) for name in now}
    changed = tuple(name for name in now if now[name] != was[name])
    if not changed:
        return ()
    for name in changed:
        setattr(row, name, now[name])
    row.revision += 1
    work.flush()
    parts = {name: {"was": was[name], "now": now[name]} for name in changed}
    _log(work, actor, row, "changed", {"changed": list(changed), "parts": parts})
    return changed


def end(work: UnitOfWork, *, actor: Actor, number: int) -> None:
    """A section is no more; its people belong to none. Not while open notices lie with it."""
    row = _kept(work, actor, number)
    if section_rows.holds_open(work, number):
        raise NotPossible(
            N_("Not possible: open notices lie with this section. Hand them to another one first.")
        )
    for one in section_rows.members(work, [number]).get(number, []):
        _leave(work, one.account_id)
    row.ended_at, row.revision = work.now, row.revision + 1
    work.flush()
    _log(work, actor, row, "ended", {})


def join(work: UnitOfWork, *, actor: Actor, number: int, account_id: int) -> None:
    """Somebody of the office belongs to this section from now on, and to no other."""
    row = _kept(work, actor, number)
    if account_id not in candidates(work, row.unit_id):
        raise Invalid("account", N_("Choose somebody who works in this office today."))
    before = section_rows.seat(work, account_id)
    if before is not None and before.section_id == number:
        raise Invalid("account", N_("This person belongs to the section already."))
    if before is not None:
        _kept(work, actor, before.section_id)  # taking somebody from there is a change there too
        _leave(work, account_id)
    work.add(SectionMember(section_id=number, account_id=account_id, joined_at=work.now))
    work.flush()
    _log(
        work,
        actor,
        row,
        "joined",
        {"account": account_id, "from": before.section_id if before else None},
    )


def leave(work: UnitOfWork, *, actor: Actor, number: int, account_id: int) -> None:
    """Somebody belongs to the section no more. The head of it stays its head until another is named."""
    row = _kept(work, actor, number)
    held = section_rows.seat(work, account_id)
    if held is None or held.section_id != number:
        raise NotPossible(N_("Not possible: this person does not belong to the section."))
    _leave(work, account_id)
    _log(work, actor, row, "left", {"account": account_id})


def candidates(work: UnitOfWork, unit_id: int) -> list[int]:
    """People with a post in the office today, or in the whole city."""
    return staff_rows.staff_of(work, [unit_id], work.now.date(), whole=True)


def _leave(work: UnitOfWork, account_id: int) -> None:
    held = section_rows.seat(work, account_id)
    if held is not None:
        held.left_at = work.now
        work.flush()


def _check(work: UnitOfWork, unit_id: int, given: SectionIn) -> None:
    for name in ("name_ru", "name_en"):
        typed = getattr(given, name).strip()
        if not typed:
            raise Invalid(name, N_("Enter the name in both languages."))
        if len(typed) > LONGEST:
            raise Invalid(name, N_("Say it in at most %(count)s characters."), count=LONGEST)
    if given.head_id is not None and given.head_id not in candidates(work, unit_id):
        raise Invalid("head", N_("Choose somebody who works in this office today."))


def _kept(work: UnitOfWork, actor: Actor, number: int) -> Section:
    """A section that is not ended. NotAllowed alike where it is another office's and where there is none."""
    row = work.session.get(Section, number)
    if row is None or row.ended_at is not None or not may_keep(actor, row.unit_id):
        raise NotAllowed(NOT_KEPT)
    return row


def _plain(given: SectionIn) -> dict[str, Any]:
    return {
        "name_en": given.name_en.strip(), "name_ru": given.name_ru.strip(), "head_id": given.head_id,
        "kinds": _sorted(given.kinds), "districts": _sorted(given.districts), "stages": _sorted(given.stages),
    }  # fmt: skip


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _log(work: UnitOfWork, actor: Actor, row: Section, what: str, details: dict[str, Any]) -> None:
    work.log(f"section.{what}", actor=actor, subject=("section", row.id or 0), details=details)


def of(work: UnitOfWork, number: int) -> dict[str, Any]:
    """A section as its form shows it."""
    row = work.get(Section, number)
    return {
        "seen": row.revision, "name_en": row.name_en, "name_ru": row.name_ru,
        "head": str(row.head_id) if row.head_id else "", "kinds": list(row.kinds),
        "districts": list(row.districts), "stages": list(row.stages),
    }  # fmt: skip
