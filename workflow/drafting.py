"""Drafts: a notice that is being written, opened by its secret from any device."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from records import rows
from records.errors import Missing
from records.tables import Draft, Notice
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


def digest(secret: str) -> str:
    """What the database keeps of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(work: UnitOfWork, *, actor: Actor, regime_id: str, kind: str, locale: str) -> str:
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
        )
    )
    return secret


def load(work: UnitOfWork, secret: str) -> DraftView:
    """Open the draft that this secret belongs to. Missing if there is none."""
    draft = _find(work, secret)
    filed = work.get(Notice, draft.filed_notice_id).reference if draft.filed_notice_id else ""
    return DraftView(
        regime_id=draft.regime_id,
        kind=draft.kind,
        answers=draft.answers,
        email=draft.email,
        locale=draft.locale,
        remind=draft.remind,
        saved_at=draft.saved_at,
        filed_reference=filed,
    )


def save(
    work: UnitOfWork,
    secret: str,
    *,
    answers: Mapping[str, Any] | None = None,
    kind: str | None = None,
    regime_id: str | None = None,
    email: str | None = None,
    remind: bool | None = None,
) -> datetime:
    """Merge new answers into the draft and return the moment of saving. Missing if there is none."""
    draft = _find(work, secret)
    draft.answers = {**draft.answers, **(answers or {})}
    draft.kind = draft.kind if kind is None else kind
    draft.regime_id = draft.regime_id if regime_id is None else regime_id
    draft.email = draft.email if email is None else email
    draft.remind = draft.remind if remind is None else remind
    draft.saved_at = work.now
    return work.now


def _find(work: UnitOfWork, secret: str) -> Draft:
    draft = rows.draft_by_hash(work, digest(secret))
    if draft is None:
        raise Missing("There is no draft behind this link.")
    return draft
