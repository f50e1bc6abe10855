"""The register of signing powers: who may sign what on a day, and by which line of it they do.

A power counts from its first to its last day, both whole, in the zone of the law.
One given in somebody's absence counts only on days on which that person is absent, or holds no power any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from letters.letter import KINDS
from records import doubled, posts, power_rows, rows, staff_rows
from records.power_rows import PowerRow
from records.tables import Notice, SigningPower
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from workflow import policy, when
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.guards import WhyNot

SIGNED = tuple(name for name, kind in KINDS.items() if kind.signed)
"""Kinds of letter that a person signs: what a power can be limited to."""
NONE = N_("Not yours: the register of signing powers names no power of yours that counts today.")
KIND = N_("Not yours: your power to sign does not cover this letter.")
AT_WORK = N_("Not yours: you sign in the absence of %(name)s, who is not entered as absent today.")
NOT_KEPT = N_(
    "Not yours: the head of the office and the administrator keep the register of powers."
)


@dataclass(frozen=True, slots=True)
class Found:
    """The line that a person may sign by, or why there is none."""

    power: PowerRow | None
    why: WhyNot | None = None


def today(work: UnitOfWork, regime: Regime) -> date:
    """The day of a signature: the city's."""
    return when.local(work.now, regime.zone).date()


def of(work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor, letter: str) -> Found:
    """The power by which the person may sign this kind of letter ('' = any) for the notice's office now."""
    if actor.account_id is None:
        return Found(None, WhyNot(NONE))
    lines = power_rows.of_person(work, actor.account_id)
    return choose(work, lines, notice.unit_id, letter, today(work, regime))


def choose(
    work: UnitOfWork, lines: Iterable[PowerRow], unit_id: int, letter: str, day: date
) -> Found:
    """The first line that counts; own powers stand before substitutions. The reason nearest to yes is told."""
    why = WhyNot(NONE)
    for line in lines:
        if not (line.covers(unit_id) and line.on(day)):
            continue
        if letter and line.kinds and letter not in line.kinds:
            why = WhyNot(KIND)
        elif not _is_away(work, line, unit_id, day):
            why = WhyNot(
                AT_WORK, {"name": Text(line.absent_name, line.absent_ru or line.absent_name)}
            )
        else:
            return Found(line)
    return Found(None, why)


def _is_away(work: UnitOfWork, line: PowerRow, unit_id: int, day: date) -> bool:
    if line.absent_id is None:
        return True
    if staff_rows.absences_over(work, [line.absent_id], day, day):
        return True
    own = power_rows.of_person(work, line.absent_id)
    return not any(one.absent_id is None and one.covers(unit_id) and one.on(day) for one in own)


def who_may(work: UnitOfWork, unit_id: int, day: date, letter: str = "") -> tuple[PowerRow, ...]:
    """Lines by which somebody may sign for the office on the day, one a person."""
    found: dict[int, PowerRow] = {}
    for line in power_rows.of_office(work, unit_id):
        if line.account_id not in found and choose(work, [line], unit_id, letter, day).power:
            found[line.account_id] = line
    return tuple(found.values())


def require(
    work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor, letter: str
) -> PowerRow:
    """The line to sign by. NotPossible with the reason where there is none."""
    found = of(work, regime, notice, actor, letter)
    if found.power is None:
        why = found.why or WhyNot(NONE)
        raise NotPossible(why.text, **why.values)
    return found.power


@dataclass(frozen=True, slots=True)
class PowerIn:
    """A line of the register as it was typed."""

    account_id: int
    unit_id: int | None
    order_no: str
    from_day: date
    to_day: date | None = None
    order_day: date | None = None
    kinds: tuple[str, ...] = ()
    absent_id: int | None = None
    title_en: str = ""
    title_ru: str = ""


def give(work: UnitOfWork, *, actor: Actor, given: PowerIn, today: date) -> SigningPower:
    """Enter a power. Whoever has no post as signatory of the office in these days gets it with the power.

    Nobody gives a power to themselves. The same form sent twice is one power: ended once, it is over. Raises NotAllowed, or Invalid with the field.
    """
    _keeps(actor, given.unit_id)
    _check(work, actor, given, today)
    same = doubled.lately(
        work, SigningPower, "given_at", account_id=given.account_id, unit_id=given.unit_id, from_day=given.from_day,
        to_day=given.to_day, order_no=given.order_no.strip(), absent_id=given.absent_id, ended_at=None,
    )  # fmt: skip
    if same is not None and same.kinds == list(given.kinds):
        return same
    row = SigningPower(
        account_id=given.account_id, unit_id=given.unit_id, kinds=list(given.kinds), from_day=given.from_day,
        to_day=given.to_day, order_no=given.order_no.strip(), order_day=given.order_day, absent_id=given.absent_id,
        title_en=given.title_en.strip(), title_ru=given.title_ru.strip(), given_by=actor.account_id,
        given_at=work.now, post_id=posts.post_for(
            work, given.account_id, "signatory", given.unit_id, given.from_day, given.to_day,
            basis=given.order_no.strip()[:200], title=(given.title_en.strip(), given.title_ru.strip()),
        ),
    )  # fmt: skip
    work.add(row)
    work.flush()
    details = {
        "power": row.id, "account": row.account_id, "unit": row.unit_id, "kinds": row.kinds,
        "from": row.from_day.isoformat(), "to": row.to_day.isoformat() if row.to_day else "",
        "absent": row.absent_id, "order": row.order_no,
        "order_day": row.order_day.isoformat() if row.order_day else "",
    }  # fmt: skip
    work.log("power.given", actor=actor, subject=("account", row.account_id), details=details)
    return row


def _check(work: UnitOfWork, actor: Actor, given: PowerIn, today: date) -> None:
    if given.account_id == actor.account_id:
        raise Invalid(
            "account",
            N_("Nobody gives a power to themselves: ask another head or the administrator."),
        )
    if not staff_rows.account(work, given.account_id).active:
        raise Invalid("account", N_("This account is switched off."))
    if given.account_id in _auditors(work, max(given.from_day, today)):
        raise Invalid(
            "account",
            N_("An auditor checks what others sign, and signs nothing. Choose somebody else."),
        )
    if not given.order_no.strip():
        raise Invalid("order_no", N_("Enter the order that gives the power."))
    if given.to_day is not None and given.to_day < given.from_day:
        raise Invalid("to_day", N_("The last day is before the first."))
    if given.to_day is not None and given.to_day < today:
        raise Invalid("to_day", N_("These days are over."))
    if any(kind not in SIGNED for kind in given.kinds):
        raise Invalid("kinds", N_("Choose among the letters of the list."))
    if given.absent_id is not None:
        _check_stand_in(work, given)


def _check_stand_in(work: UnitOfWork, given: PowerIn) -> None:
    """Somebody stands in for a person with a power of their own, and the letter says so under the signature."""
    if given.absent_id == given.account_id:
        raise Invalid("absent", N_("A person can't stand in for themselves."))
    own = power_rows.of_person(work, given.absent_id or 0)
    if not any(one.absent_id is None and one.covers(given.unit_id) for one in own):
        raise Invalid(
            "absent",
            N_(
                "This person has no power of their own for this office, so nobody stands in for it."
            ),
        )
    if not (given.title_en.strip() and given.title_ru.strip()):
        raise Invalid(
            "title_ru",
            N_(
                "Enter how the post is printed under letters in both languages, for example «И. о. префекта» and “Acting prefect”."
            ),
        )


def end(
    work: UnitOfWork, *, actor: Actor, number: int, reason: str, last_day: date | None, today: date
) -> None:
    """End a power at once, or after an earlier last day; what was signed with it stays.

    Refused alike where it is another office's and where there is none. Nobody ends their own.
    """
    line = power_rows.one(work, number)
    if line is None or not may_keep(actor, line.unit_id):
        raise NotAllowed(NOT_KEPT)
    if line.account_id == actor.account_id and actor.role != "system":
        raise NotAllowed(N_("Not yours: a power is ended by somebody else than its holder."))
    if line.ended_at is not None or (line.to_day is not None and line.to_day < today):
        raise NotPossible(N_("Not possible: this power is over."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept in the register."))
    row = work.get(SigningPower, number)
    if last_day is None:
        row.ended_at = work.now
    elif last_day < max(today, row.from_day) or (row.to_day is not None and last_day >= row.to_day):
        raise Invalid(
            "last_day", N_("Enter a day from today on, before the day on which it ends anyway.")
        )
    else:
        row.to_day = last_day
    row.ended_by, row.end_reason = actor.account_id, reason.strip()
    work.log(
        "power.ended",
        actor=actor,
        subject=("account", row.account_id),
        details={
            "power": row.id,
            "to": last_day.isoformat() if last_day else "now",
            "unit": row.unit_id,
        },
        personal={"reason": reason.strip()},
    )


def may_keep(actor: Actor, unit_id: int | None) -> bool:
    """Whether the person keeps the register of this office; None is the whole city's. The command always does."""
    return actor.role == "system" or policy.allows_unit(actor, "power.keep", unit_id)


def _keeps(actor: Actor, unit_id: int | None) -> None:
    if not may_keep(actor, unit_id):
        raise NotAllowed(NOT_KEPT)


def stand_ins(work: UnitOfWork, unit_id: int | None, day: date) -> list[int]:
    """People with a power of their own for the office on the day: whom somebody can stand in for."""
    lines = power_rows.every(work) if unit_id is None else power_rows.of_office(work, unit_id)
    return list(
        dict.fromkeys(one.account_id for one in lines if one.absent_id is None and one.on(day))
    )


def candidates(work: UnitOfWork, unit_id: int | None, day: date) -> list[int]:
    """People with a post in the office on the day, or in the whole city; no auditors."""
    units = [one.id for one in rows.units(work) if one.id and unit_id in (one.id, None)]
    checking = _auditors(work, day)
    return [one for one in staff_rows.staff_of(work, units, day, whole=True) if one not in checking]


def _auditors(work: UnitOfWork, day: date) -> set[int]:
    """Who checks on that day: reads everything, changes nothing, and so signs nothing."""
    return {one.account_id for one in staff_rows.holders(work, "auditor", day)}
