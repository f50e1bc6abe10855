"""Rows of papers: those of a draft, of a notice, of a version; what the store may hold and nobody knows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from records.once import once
from records.stores import copy_key, original_key
from records.tables import File, NoticeVersion, VersionFile
from records.unit_of_work import UnitOfWork

F: Any = File


def by_code(work: UnitOfWork, code: str) -> File | None:
    """The paper with this code, whosever it is; the caller asks the policy. What can be no code is none's."""
    if not code.isascii() or not code.isprintable():
        return None
    return work.session.exec(select(File).where(File.code == code)).first()


def by_id(work: UnitOfWork, file_id: int) -> File | None:
    """The paper with this id; None if it was taken away."""
    return work.session.get(File, file_id)


def of_draft(work: UnitOfWork, draft_id: int) -> Sequence[File]:
    """Papers of a draft in the order in which they came; after filing they belong to the notice too."""
    return work.session.exec(
        select(File).where(File.draft_id == draft_id).order_by(col(File.id))
    ).all()


@once
def of_notice(work: UnitOfWork, notice_id: int) -> Sequence[File]:
    """Every paper of a notice in the order in which they came, also what waits for the organiser's answer."""
    return work.session.exec(
        select(File).where(File.notice_id == notice_id).order_by(col(File.id))
    ).all()


def of_version(work: UnitOfWork, version: NoticeVersion) -> Sequence[File]:
    """Papers that are part of a version, in its order."""
    rows = select(File).join(VersionFile, col(VersionFile.file_id) == File.id)
    rows = rows.where(VersionFile.version_id == version.id)
    return work.session.exec(rows.order_by(col(VersionFile.ordinal))).all()


def by_version(work: UnitOfWork, notice_id: int) -> dict[int, list[File]]:
    """The papers of each version of a notice, by its number, in the order of the version."""
    rows: Any = select(NoticeVersion.number, File).join(
        VersionFile, col(VersionFile.version_id) == NoticeVersion.id
    )
    rows = rows.join(File, col(File.id) == VersionFile.file_id)
    rows = rows.where(NoticeVersion.notice_id == notice_id)
    found: dict[int, list[File]] = {}
    for number, file in work.session.exec(rows.order_by(col(VersionFile.ordinal))):
        found.setdefault(number, []).append(file)
    return found


@once
def in_a_version(work: UnitOfWork, notice_id: int) -> dict[int, int]:
    """For each paper of the notice that is part of a version: the number of the first that holds it."""
    rows: Any = select(VersionFile.file_id, NoticeVersion.number)
    rows = rows.join(NoticeVersion, col(NoticeVersion.id) == VersionFile.version_id)
    rows = rows.where(NoticeVersion.notice_id == notice_id)
    found: dict[int, int] = {}
    for file_id, number in work.session.exec(rows.order_by(col(NoticeVersion.number))):
        found.setdefault(file_id, number)
    return found


def link(work: UnitOfWork, version_id: int, files: Iterable[File]) -> None:
    """Make the papers part of a version, in this order; it is never changed again."""
    for ordinal, file in enumerate(files, start=1):
        work.add(VersionFile(version_id=version_id, file_id=file.id or 0, ordinal=ordinal))


def drop(work: UnitOfWork, file: File) -> tuple[str, ...]:
    """Take away a paper that is part of no version; its keys in the store, to be removed after the commit."""
    work.session.delete(file)
    return keys_of(file)


def waiting(work: UnitOfWork, after: int = 0, limit: int = 100) -> Sequence[File]:
    """Papers that no scanner has looked at yet, the oldest first."""
    rows = select(File).where(File.state == "waiting", col(File.id) > after)
    return work.session.exec(rows.order_by(col(File.id)).limit(limit)).all()


def waiting_since(work: UnitOfWork) -> datetime | None:
    """Since when the oldest of them waits; None if none does (an alarm looks at it)."""
    rows = select(File.kept_at).where(File.state == "waiting").order_by(col(File.kept_at))
    return work.session.exec(rows.limit(1)).first()


def keys_of(file: File) -> tuple[str, ...]:
    """Where the bytes of a paper lie in the store: the original and the copy; none once it is erased."""
    if file.state == "erased":
        return ()
    return original_key(file.sha256, file.code), copy_key(file.copy_sha256, file.code)


def known(work: UnitOfWork, codes: Sequence[str]) -> set[str]:
    """Keys that the rows with these codes stand for; what the store holds beside them is nobody's."""
    rows = work.session.exec(select(File).where(F.code.in_(codes))).all()
    return {key for row in rows for key in keys_of(row)}


def every(work: UnitOfWork, after: int = 0, limit: int = 500) -> Sequence[File]:
    """All papers whose bytes should be in the store, by id, a slice at a time: what a backup or a check walks."""
    rows = select(File).where(File.state != "erased", col(File.id) > after)
    return work.session.exec(rows.order_by(col(File.id)).limit(limit)).all()
