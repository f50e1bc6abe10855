"""Page layouts that letters were made in: kept once each, by the hash of their data."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from records.tables import Letter, SheetLayout
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into

T: Any = Letter
Y: Any = SheetLayout


def keep(work: UnitOfWork, data: Mapping[str, Any]) -> str:
    """Keep a layout unless it is there, and give the hash that names it."""
    written = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(written.encode()).hexdigest()
    row = insert_into(work.session, SheetLayout).values(
        sha256=digest, data=dict(data), first_at=work.now
    )
    work.session.execute(row.on_conflict_do_nothing(index_elements=["sha256"]))
    return digest


def of_letters(work: UnitOfWork, letters: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """The data of the layout of each letter whose layout is known. Without scope: asked with them in hand."""
    rows: Any = select(T.id, Y.data).join(SheetLayout, Y.sha256 == T.layout)
    found = work.session.execute(rows.where(T.id.in_(list(letters))))
    return {row[0]: row[1] for row in found}
