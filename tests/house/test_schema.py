"""No table, column or question could hold participants, biometrics or a score of a person (A28)."""

import importlib
import re
import tomllib

import pytest
from sqlalchemy import Column, MetaData, String, Table
from sqlmodel import SQLModel

from tests.house.files import ours, read

NEVER = re.compile(
    r"participant|attendee|spectator|member_list|guest"
    r"|biometr|face|facial|fingerprint|iris|voice|gait|photo|portrait"
    r"|passport|snils|social_security|national_id"
    r"|score|rating|rank|reputation|reliab|trust|risk|blacklist|watch_?list|suspic|profile"
    r"|religio|politic|ethnic|nationality|health|orientation"
)
"""Words of what Veche must not be able to know. `members` are an organiser's own people."""

ALLOWED: dict[str, str] = {
    # table.column or question id: why it is not what it sounds like
}


def forbidden(metadata: MetaData) -> list[str]:
    """Tables and columns whose name says that they hold what no table may hold."""
    names = [table.name for table in metadata.tables.values()]
    names += [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
    ]
    return [name for name in names if NEVER.search(name) and name not in ALLOWED]


def forbidden_questions(text: str) -> list[str]:
    """Ids of questions in a regime file that ask for what no table may hold."""
    ids: set[str] = set()

    def walk(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            if key in ("questions", "inputs"):
                ids.update(value)
            for name, part in value.items():
                walk(part, name)
        elif isinstance(value, list):
            for part in value:
                if key in ("questions", "inputs"):
                    ids.add(part if isinstance(part, str) else str(dict(part).get("id", "")))
                walk(part)

    walk(tomllib.loads(text))
    return sorted(one for one in ids if NEVER.search(one) and one not in ALLOWED)


def test_no_table_can_hold_them() -> None:
    for path in ours(".py", under=("records",)):
        if not path.startswith("records/migrations/"):
            importlib.import_module(path.removesuffix(".py").replace("/", "."))
    assert len(SQLModel.metadata.tables) > 20
    assert forbidden(SQLModel.metadata) == []


@pytest.mark.parametrize("column", ["participants", "face_vector", "risk_score", "passport_number"])
def test_a_planted_column_is_found(column: str) -> None:
    metadata = MetaData()
    Table("notices", metadata, Column(column, String))
    assert forbidden(metadata) == [f"notices.{column}"]


def test_a_planted_table_is_found() -> None:
    metadata = MetaData()
    Table("participants", metadata, Column("id", String))
    assert forbidden(metadata) == ["participants", "participants.id"]


def test_no_regime_asks_for_them() -> None:
    found = {path: forbidden_questions(read(path)) for path in ours(".toml", under=("regimes",))}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_planted_question_is_found() -> None:
    assert forbidden_questions('[[kinds]]\nquestions = [{ id = "passport" }]\n') == ["passport"]
    assert forbidden_questions('[[kinds]]\nquestions = ["participants"]\n') == ["participants"]
