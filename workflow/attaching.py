"""Papers come in: kept with a draft or a notice, taken away again, looked at by a scanner, erased."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from records import behind, draft_rows, files, rows
from records.errors import Missing
from records.tables import Draft, File, Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import drafting, gone, law, policy
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, Invalid, NotPossible

MOST, LARGEST, ALL_OF_THEM = 10, 10 * 1024 * 1024, 25 * 1024 * 1024
"""Papers of one notice from one side, bytes of one of them, bytes of all (reliability AD-12)."""

SCAN = "scan"
"""What a clerk adds to a notice that came on paper: the paper itself."""


_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Looked:
    """A paper that was looked at and put into the store under its code."""

    code: str
    name: str
    kind: str  # pdf | png | jpeg
    size: int
    sha256: str
    copy_size: int
    copy_sha256: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose papers: a draft behind its secret, or a notice that was filed."""

    draft: Draft | None = None
    notice: Notice | None = None
    source: str = "organiser"  # organiser | office


@dataclass(frozen=True, slots=True)
class Brought:
    """What a restore brings back with a filing: its draft's id, and rows of papers whose bytes are in the store."""

    draft: int | None
    papers: tuple[Mapping[str, Any], ...]


def new_code() -> str:
    """A code that nobody guesses: 128 random bits. A paper has it before its row is written."""
    return secrets.token_urlsafe(16)


def of_draft(work: UnitOfWork, secret: str) -> Owner:
    """The draft behind the secret. Missing if there is none, NotPossible once it was filed."""
    draft = draft_rows.by_hash(work, drafting.digest(secret))
    if draft is None:
        raise Missing("There is no draft behind this link.")
    if draft.filed_notice_id is not None:
        raise NotPossible(N_("Not possible: this notice was filed already."))
    return Owner(draft=draft)


def of_answer(work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str) -> Owner:
    """The notice of which the organiser's answer is awaited: papers go with that answer."""
    notice = work.notice(reference)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, "notice.mend", notice, stage)
    if stage.awaits != "organiser":
        raise NotPossible(N_("Not possible: no answer of yours is awaited."))
    return Owner(notice=notice)


def of_office(work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str) -> Owner:
    """A notice of this office, to which it adds what came to it on paper."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "paper.add", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    return Owner(notice=notice, source="office")


def room_for(work: UnitOfWork, owner: Owner) -> tuple[int, int]:
    """How many more papers, and how many more bytes, this side may add."""
    held = _held(work, owner)
    return max(MOST - len(held), 0), max(ALL_OF_THEM - sum(file.size for file in held), 0)


def keep(
    work: UnitOfWork, *, actor: Actor, owner: Owner, paper: str, looked: Looked, scan: bool
) -> File | None:
    """Write down a paper whose bytes are in the store already; None if it is there: nothing comes twice.

    `paper` comes from a form: what can't be an id is «another one», for it goes into the log and stays there.
    `scan`: a virus scanner looks at it before anybody gets it. Raises Invalid("files") beyond the limits.
    """
    paper = paper if _ID.fullmatch(paper) else ""
    held = _held(work, owner)
    same = [one for one in held if (one.sha256, one.paper) == (looked.sha256, paper)]
    if _is_there(work, owner, same):
        return None
    if len(held) >= MOST:
        raise Invalid(
            "files", N_("A notice takes %(most)s papers. Remove one, or join two into one PDF."),
            most=MOST,
        )  # fmt: skip
    if sum(one.size for one in held) + looked.size > ALL_OF_THEM:
        raise Invalid(
            "files", N_("All papers of a notice together take 25 MB. Make a picture or a scan smaller."),
        )  # fmt: skip
    file = File(
        code=looked.code,
        draft_id=owner.draft.id if owner.draft else None,
        notice_id=owner.notice.id if owner.notice else None,
        paper=paper,
        source=owner.source,
        name=looked.name,
        kind=looked.kind,
        size=looked.size,
        sha256=looked.sha256,
        copy_size=looked.copy_size,
        copy_sha256=looked.copy_sha256,
        state="waiting" if scan else "accepted",
        kept_at=work.now,
        kept_by=actor.account_id,
    )
    work.add(file)
    work.flush()
    _write_down(work, "paper.added", file, actor, size=file.size, type=file.kind)
    if scan:
        work.promise("scan", f"scan:{file.code}", {"file": file.id})
    return file


def since_asked(work: UnitOfWork, notice: Notice, found: Sequence[File]) -> tuple[File, ...]:
    """Those that came after the office last answered: one left over from a change never sent answers no request."""
    answer = rows.released_decision(work, notice)
    at = answer.released_at if answer is not None else None
    return tuple(one for one in found if at is None or one.kept_at >= at)


def for_answer(work: UnitOfWork, notice: Notice) -> tuple[tuple[File, ...], bool]:
    """The papers of an answer to a request, and whether one of them came since the request."""
    added = addable(work, notice)
    fresh = since_asked(work, notice, added)
    anew = {(one.sha256, one.paper) for one in fresh}
    left = (one for one in added if (one.sha256, one.paper) not in anew)
    return (*fresh, *left), bool(fresh)


def _is_there(work: UnitOfWork, owner: Owner, same: Sequence[File]) -> bool:
    """Whether one of the same papers stands for it; a left-over one, chosen once more, comes anew."""
    if owner.notice is None or owner.source != "organiser":
        return bool(same)
    held = files.in_a_version(work, owner.notice.id or 0)
    return bool(since_asked(work, owner.notice, same)) or any(one.id in held for one in same)


def _held(work: UnitOfWork, owner: Owner) -> list[File]:
    """What this side has there already; what is gone or was refused takes no room."""
    found: Sequence[File] = ()
    if owner.draft is not None:
        found = files.of_draft(work, owner.draft.id or 0)
    elif owner.notice is not None:
        found = files.of_notice(work, owner.notice.id or 0)
    return [
        one
        for one in found
        if one.source == owner.source and one.state not in {"refused", "erased"}
    ]


def remove(work: UnitOfWork, *, actor: Actor, owner: Owner, code: str) -> tuple[str, ...]:
    """Take away a paper that was not filed yet; its keys in the store, to be removed after the commit.

    Missing if it is not among this owner's; NotPossible once a version holds it, or the office added it.
    """
    file = files.by_code(work, code)
    if file is None or not _belongs(file, owner):
        raise Missing("There is no such paper.")
    held = file.notice_id is not None and files.in_a_version(work, file.notice_id)
    if file.source == "office" or (held and file.id in held):
        raise NotPossible(
            N_("Not possible: this paper is part of the notice, and nothing filed is removed.")
        )
    _write_down(work, "paper.removed", file, actor)
    work.flush()
    return files.drop(work, file)


def _belongs(file: File, owner: Owner) -> bool:
    if owner.draft is not None:
        return file.draft_id == owner.draft.id
    return owner.notice is not None and file.notice_id == owner.notice.id


def filed(
    work: UnitOfWork, draft: Draft | None, notice: Notice, actor: Actor, brought: Brought | None
) -> tuple[File, ...]:
    """The papers of a draft become those of its notice, or come back with it; the first version holds them."""
    if brought is not None:
        return _filed_again(work, actor, notice, brought)
    found = tuple(files.of_draft(work, draft.id or 0)) if draft is not None else ()
    for file in found:
        file.notice_id = notice.id
    return tuple(one for one in found if one.state != "refused")


def _filed_again(
    work: UnitOfWork, actor: Actor, notice: Notice, brought: Brought
) -> tuple[File, ...]:
    """The papers of a filing that is put back; its draft is filed once more.

    A paper whose row the records still have, as the draft's, becomes the notice's.
    """
    draft = behind.draft_by_id(work, brought.draft) if brought.draft else None
    if draft is not None and draft.filed_notice_id is None:
        draft.filed_notice_id = notice.id
    found = []
    for said in brought.papers:
        file = files.by_code(work, said["code"]) or _row_again(work, actor, notice, said)
        file.notice_id = notice.id
        found.append(file)
    work.flush()
    return tuple(found)


def _row_again(work: UnitOfWork, actor: Actor, notice: Notice, said: Mapping[str, Any]) -> File:
    row = {name: said[name] for name in said if name in File.model_fields}
    by = behind.organisers_of(work, said["kept_by"]) is not None if said["kept_by"] else False
    row |= {
        "notice_id": notice.id,
        "kept_at": datetime.fromisoformat(said["kept_at"]),
        "kept_by": said["kept_by"] if by else None,
    }
    file = File(**row)
    work.add(file)
    work.flush()
    _write_down(work, "paper.added", file, actor, size=file.size, type=file.kind)
    if file.state == "waiting":
        work.promise("scan", f"scan:{file.code}", {"file": file.id})
    return file


def pending(work: UnitOfWork, notice: Notice) -> tuple[File, ...]:
    """What the organiser added to a filed notice and no version holds yet."""
    held = files.in_a_version(work, notice.id or 0)
    found = files.of_notice(work, notice.id or 0)
    return tuple(one for one in found if one.source == "organiser" and one.id not in held)


def addable(work: UnitOfWork, notice: Notice) -> tuple[File, ...]:
    """What was added and may become part of the notice; what a scanner refused never does."""
    return tuple(one for one in pending(work, notice) if one.state != "refused")


def to_scan(work: UnitOfWork, file_id: int) -> str:
    """Where the bytes lie that the scanner looks at, as they came; nothing where no verdict is awaited any more."""
    file = files.by_id(work, file_id)
    return files.keys_of(file)[0] if file is not None and file.state == "waiting" else ""


def scanned(work: UnitOfWork, file_id: int, *, found: str = "") -> None:
    """What the scanner said: nothing found, or the name of what it found. Said twice, the first counts."""
    file = files.by_id(work, file_id)
    if file is None or file.state != "waiting":
        return
    file.state, file.found = ("refused", found[:200]) if found else ("accepted", "")
    _write_down(work, "paper.scanned", file, SYSTEM, found=file.found)


def erase(work: UnitOfWork, *, actor: Actor, file: File) -> tuple[str, ...]:
    """Forget a paper: its name goes, its hash stays; its keys in the store, to be removed after the commit."""
    keys = files.keys_of(file)
    if keys:
        file.state, file.name, file.erased_at = "erased", None, work.now
        _write_down(work, "paper.erased", file, actor)
    return keys


def _write_down(work: UnitOfWork, kind: str, file: File, actor: Actor, **more: object) -> None:
    """One entry of the log; a name that somebody gave a file may name people, so it is not in it."""
    subject = ("notice", file.notice_id) if file.notice_id else ("draft", file.draft_id or 0)
    details = {"paper": file.paper, "source": file.source, "sha256": file.sha256}
    work.log(kind, actor=actor, subject=subject, details={**details, **more})
