"""A filing as the receipt journal keeps it, and filed again from there after a restore: same number, same time."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from records import behind, chain, files, rows, seats
from records.tables import File, Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import attaching, filing, versions
from workflow.actor import VISITOR, Actor, SeatHeld
from workflow.content import Content, PlaceIn, SessionIn
from workflow.filing import Known, Sheet

Bring = Callable[[dict[str, Any]], bool]
"""Puts the bytes of a paper into the store again; whether they are there now."""

OF_A_PAPER = ("code", "paper", "source", "name", "kind", "size", "sha256", "copy_size", "copy_sha256", "state", "found", "kept_by")  # fmt: skip


def entry_of(work: UnitOfWork, notice: Notice) -> dict[str, Any]:
    """What the journal says of a filed notice: everything that was acknowledged, as plain values."""
    content = versions.content_of(work, notice, 1)
    signed = behind.signed(work, notice)
    return {
        "reference": notice.reference,
        "check_code": notice.check_code,
        "received_at": chain.instant(notice.received_at),
        "entered_at": chain.instant(notice.entered_at),
        "channel": notice.channel,
        "regime": notice.regime_pin,
        "locale": notice.locale,
        "seq": signed.seq,
        "account": signed.actor_id,
        "signature": signed.said.get("signature", ""),
        "by": signed.said.get("by", ""),
        "organisation": seats.organisation_of(work, notice.organiser_id),
        "content": {
            **asdict(content),
            "answers": dict(content.answers),
            "sessions": [{**asdict(one), "day": one.day.isoformat()} for one in content.sessions],
        },
        "draft": behind.draft_of(work, notice),
        "papers": [_paper(one) for one in _filed_papers(work, notice)],
    }


def _filed_papers(work: UnitOfWork, notice: Notice) -> list[File]:
    """Papers of the first version, but for those that were erased."""
    return [one for one in files.of_version(work, rows.version(work, notice, 1)) if one.name]


def _paper(file: File) -> dict[str, Any]:
    """What the row of a paper says, and its keys in the store."""
    said = {name: getattr(file, name) for name in OF_A_PAPER}
    return {**said, "kept_at": chain.instant(file.kept_at), "keys": list(files.keys_of(file))}


def has_its_papers(entry: dict[str, Any]) -> bool:
    """Whether the journal has all that it can have of this filing; lines of before it kept papers name none."""
    return all("kept" in paper for paper in entry.get("papers", ()))


def keys_of(entry: dict[str, Any]) -> list[str]:
    """Where the papers of a filing lay in the store."""
    return [key for paper in entry.get("papers", ()) for key in paper["keys"]]


def lacking(work: UnitOfWork, known: set[str], after_id: int) -> tuple[list[dict[str, Any]], int]:
    """Entries of notices after this id that the journal does not know; and the id of the last one looked at.

    A notice is looked at a minute after it came: until then its own request may still be writing it.
    """
    found = behind.filed_after(work, after_id, work.now - timedelta(minutes=1))
    missing = [entry_of(work, one) for one in found if one.reference not in known]
    return missing, (found[-1].id or after_id) if found else after_id


def refile(work: UnitOfWork, rulebook: Rulebook, entry: dict[str, Any], bring: Bring) -> str | None:
    """File one entry again unless the records have it. Returns its reference if it was filed now.

    The law is the one that was in force at its receipt; clocks run from its first time of receipt. Papers
    whose bytes `bring` can't find are left out: nothing stands in a notice that nobody can open.
    """
    if behind.notice_called(work, entry["reference"]) is not None:
        return None
    content = _content(entry["content"])
    id_ = entry["regime"].partition("@")[0]
    actor = _actor(work, entry)
    seat = actor.seat(entry.get("organisation") or 0)
    sheet = Sheet(
        id_, content, entry["locale"], entry["signature"], declared=True,
        organisation=seat.organisation_id if seat and seat.files else None,
    )  # fmt: skip
    known = Known(
        reference=entry["reference"],
        check_code=entry["check_code"],
        received_at=datetime.fromisoformat(entry["received_at"]),
        channel=entry["channel"],
        brought=attaching.Brought(
            entry.get("draft"), tuple(one for one in entry.get("papers", ()) if bring(one))
        ),
    )
    filing.again(work, rulebook, actor=actor, sheet=sheet, known=known)
    return str(entry["reference"])


def each_once(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each filing once, in the order of receipt; lines of a retry say the same, or have papers as well."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        before = found.get(entry["reference"])
        if before is None or has_its_papers(entry) or not has_its_papers(before):
            found[entry["reference"]] = entry
    return sorted(found.values(), key=lambda one: (one["received_at"], one["reference"]))


def _actor(work: UnitOfWork, entry: dict[str, Any]) -> Actor:
    """Who filed, if the restored records know the account; else somebody without one."""
    account = entry["account"]
    organisers = behind.organisers_of(work, account) if account is not None else None
    if organisers is None:
        return VISITOR
    held = tuple(
        SeatHeld(one.organisation_id, one.name, one.role, one.organisers)
        for one in seats.of_account(work, account)
    )
    return Actor(account, entry["by"], "organiser", organisers=frozenset(organisers), seats=held)


def _content(said: dict[str, Any]) -> Content:
    return Content(
        kind=said["kind"],
        sessions=tuple(
            SessionIn(**{**one, "day": date.fromisoformat(one["day"])}) for one in said["sessions"]
        ),
        places=tuple(PlaceIn(**{**one, "points": tuple(one["points"])}) for one in said["places"]),
        attendance=said["attendance"],
        answers=said["answers"],
    )
