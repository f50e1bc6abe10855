"""Drafts: a notice that is being written, opened by its secret from any device, or by the account it belongs to.

`trail` is what a draft knows of its own making: `fields` {name of a field: [revision, page]}, by which page each
answer was changed last; `form` {question: mark} as it was asked when the draft was begun, and `asked` as it was
asked when its page was last saved (intake/reconciling.py); `short`, whether it is the short form.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from records import draft_rows
from records.errors import Missing
from records.tables import Draft, DraftKey, Notice
from records.unit_of_work import UnitOfWork
from workflow.actor import Actor


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as plain values. `filed_reference` is set once it was filed."""

    regime_id: str
    kind: str
    answers: Mapping[str, Any]
    email: str
    locale: str
    remind: bool
    saved_at: datetime
    filed_reference: str = ""
    revision: int = 1
    trail: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    copied_from: str = ""  # number of the notice that it is a copy of


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in a list of its account."""

    id: int
    regime_id: str
    kind: str
    answers: Mapping[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page was drawn from: the revision of the draft, and the page's own mark."""

    revision: int
    page: str

    @classmethod
    def read(cls, text: str) -> "Seen | None":
        """`7.kX2a9_` as a page carries it; None for anything else."""
        number, _dot, page = text.partition(".")
        if not (number.isascii() and number.isdigit() and len(number) < 10 and 0 < len(page) < 24):
            return None
        return cls(int(number), page)

    def __str__(self) -> str:
        return f"{self.revision}.{self.page}"


class Apart(Exception):
    """Another page changed the same answers since this one was drawn; nothing was saved.

    `fields`: the names of those answers; `draft`: as it is kept now.
    """

    def __init__(self, fields: Sequence[str], draft: DraftView) -> None:
        super().__init__(", ".join(fields))
        self.fields, self.draft = tuple(fields), draft


def digest(secret: str) -> str:
    """What the database keeps of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seen_now(draft: DraftView) -> Seen:
    """What a page that is drawn now carries."""
    return Seen(draft.revision, secrets.token_urlsafe(6))


def begin(
    work: UnitOfWork,
    *,
    actor: Actor,
    regime_id: str,
    kind: str,
    locale: str,
    trail: Mapping[str, Any] | None = None,
    copied_from: Notice | None = None,
) -> str:
    """Begin a draft; the secret it is opened by is returned once and kept nowhere."""
    secret = secrets.token_urlsafe(24)
    work.add(
        Draft(
            secret_hash=digest(secret),
            account_id=actor.account_id,
            regime_id=regime_id,
            kind=kind,
            answers={},
            locale=locale,
            created_at=work.now,
            saved_at=work.now,
            trail=dict(trail or {}),
            copied_from_id=copied_from.id if copied_from else None,
        )
    )
    return secret


def load(work: UnitOfWork, secret: str) -> DraftView:
    """Open the draft that this secret belongs to. Missing if there is none."""
    return _view(work, _find(work, secret))


def _view(work: UnitOfWork, draft: Draft) -> DraftView:
    filed, copied = draft.filed_notice_id, draft.copied_from_id
    return DraftView(
        regime_id=draft.regime_id,
        kind=draft.kind,
        answers=draft.answers,
        email=draft.email,
        locale=draft.locale,
        remind=draft.remind,
        saved_at=draft.saved_at,
        filed_reference=work.get(Notice, filed).reference if filed else "",
        revision=draft.revision,
        trail=draft.trail,
        id=draft.id or 0,
        copied_from=work.get(Notice, copied).reference if copied else "",
    )


def save(
    work: UnitOfWork,
    secret: str,
    *,
    answers: Mapping[str, Any] | None = None,
    seen: Seen | None = None,
    kind: str | None = None,
    regime_id: str | None = None,
    email: str | None = None,
    remind: bool | None = None,
    trail: Mapping[str, Any] | None = None,
    account_id: int | None = None,
) -> datetime:
    """Merge new answers into the draft and return the moment of saving. Missing if there is none.

    `seen` is what the page was drawn from: Apart if another page changed one of these answers to something
    else since then (two devices, two tabs). The same page sent twice is the same page. `trail` is merged too.
    A draft of nobody's account becomes that of `account_id`, who saves it: it then opens by account too.
    """
    draft = _find(work, secret, to_write=True)
    _together(work, draft, answers or {}, seen)
    draft.revision += 1
    draft.account_id = account_id if draft.account_id is None else draft.account_id
    draft.trail = _trailed(draft, answers or {}, seen, trail or {})
    draft.answers = {**draft.answers, **(answers or {})}
    draft.kind = draft.kind if kind is None else kind
    draft.regime_id = draft.regime_id if regime_id is None else regime_id
    draft.email = draft.email if email is None else email
    draft.remind = draft.remind if remind is None else remind
    draft.saved_at = work.now
    return work.now


def _together(
    work: UnitOfWork, draft: Draft, answers: Mapping[str, Any], seen: Seen | None
) -> None:
    if seen is None:
        return
    marks = draft.trail.get("fields", {})
    overtaken = [
        name
        for name, value in answers.items()
        if draft.answers.get(name) != value
        and name in marks
        and marks[name][0] > seen.revision
        and marks[name][1] != seen.page
    ]
    if overtaken:
        raise Apart(overtaken, _view(work, draft))


def _trailed(
    draft: Draft, answers: Mapping[str, Any], seen: Seen | None, more: Mapping[str, Any]
) -> dict[str, Any]:
    changed = [name for name, value in answers.items() if draft.answers.get(name) != value]
    mark = [draft.revision, seen.page if seen else ""]
    fields = {**draft.trail.get("fields", {}), **dict.fromkeys(changed, mark)}
    asked = {**draft.trail.get("asked", {}), **more.get("asked", {})}
    return {**draft.trail, **more, "fields": fields, "asked": asked}


def quiet(work: UnitOfWork, secret: str) -> None:
    """No reminder of this draft any more. Missing if there is none."""
    _find(work, secret, to_write=True).remind = False


def own(work: UnitOfWork, actor: Actor, limit: int = 50) -> tuple[Listed, ...]:
    """Drafts of this account that were not filed, the newest first."""
    if actor.account_id is None:
        return ()
    return tuple(
        Listed(row.id or 0, row.regime_id, row.kind, row.answers, row.saved_at)
        for row in draft_rows.unfiled_of(work, actor.account_id, limit)
    )


def open_own(work: UnitOfWork, actor: Actor, draft_id: int) -> str:
    """A new secret of a draft of this account. Missing alike if there is none and if it is another's."""
    draft = draft_rows.of_account(work, draft_id, actor.account_id)
    if draft is None:
        raise Missing("There is no such draft.")
    secret = secrets.token_urlsafe(24)
    work.add(DraftKey(secret_hash=digest(secret), draft_id=draft.id or 0, made_at=work.now))
    return secret


def _find(work: UnitOfWork, secret: str, *, to_write: bool = False) -> Draft:
    """To write means alone: of two who save at once the second one sees what the first kept."""
    found = digest(secret)
    draft = draft_rows.locked(work, found) if to_write else draft_rows.by_hash(work, found)
    if draft is None:
        raise Missing("There is no draft behind this link.")
    return draft
