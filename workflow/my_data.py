"""«What do you hold on me» and «who looked»: answered to the person, from the data map itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from records import subject_rows
from records.datamap import DataMap, Line
from records.subject_rows import Looked, Subject
from records.unit_of_work import UnitOfWork
from workflow.actor import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One line of the map with how much of it is about this person."""

    line: Line
    count: int


def subject_of(actor: Actor) -> Subject:
    """The person behind this browser: their account and organisers, and what they opened by link or code."""
    return Subject(actor.own, actor.notices, actor.account_id)


def lines(work: UnitOfWork, data_map: DataMap, actor: Actor) -> tuple[HeldLine, ...]:
    """Every line of the map, with its count of rows about this person."""
    subject = subject_of(actor)
    return tuple(
        HeldLine(line, subject_rows.count(work, line, subject))
        for line in data_map.lines
        if actor.staff or line.about != "staff" or _is_theirs(line)
    )


def _is_theirs(line: Line) -> bool:
    """Lines about staff that hold something of those who file as well: readings, holds, incidents."""
    tables = set(subject_rows.tables_of(line))
    return line.rule.name != "stays" and bool(tables & subject_rows.OF_NOTICE)


def looked(
    work: UnitOfWork, actor: Actor, *, before: int | None = None
) -> tuple[list[Looked], int | None]:
    """One page of who of the office read their data, the latest first, and where the next one begins."""
    found = subject_rows.looked(work, subject_of(actor), before=before, limit=PAGE + 1)
    more = found[PAGE - 1][0] if len(found) > PAGE else None
    return [row for _, row in found[:PAGE]], more


def everything(work: UnitOfWork, data_map: DataMap, actor: Actor) -> dict[str, Any]:
    """All of it as plain JSON: each line with its values, and every reading by the office."""
    subject = subject_of(actor)
    return {
        "at": work.now.isoformat(),
        "held": list(_held(work, data_map, actor)),
        "looked": [
            {
                "hour": row.hour.isoformat(), "notice": row.reference, "role": row.role,
                "office": row.unit_ru or row.unit_en, "fields": row.fields.split(","),
            }
            for _, row in subject_rows.looked(work, subject)
        ],
    }  # fmt: skip


def _held(work: UnitOfWork, data_map: DataMap, actor: Actor) -> Iterator[dict[str, Any]]:
    subject = subject_of(actor)
    for one in lines(work, data_map, actor):
        line = one.line
        shown = [_plain(row) for row in subject_rows.values(work, line, subject)]
        yield {
            "what": {"en": line.what.en, "ru": line.what.ru},
            "why": {"en": line.why.en, "ru": line.why.ru},
            "ground": {"en": line.ground.text.en, "ru": line.ground.text.ru},
            "months": line.rule.months,
            "count": one.count,
            "shown": shown,
        }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime | date) else value
