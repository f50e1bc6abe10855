"""An internal note of the office leaves by no way that an organiser, a body or a mail has."""

import io
import zipfile
from pathlib import Path

from sqlalchemy import text
from sqlmodel import SQLModel

from records import note_rows
from tests.intake import office
from tests.intake.conftest import Door, Fill, sign
from workflow import noting

NUMBER = "27-0001"
WORDS = "Rowanberry-7731: they shouted, mind the tone"
CALLER = "Quince Medlar"


def keeps_notes(door: Door) -> None:
    """The officer keeps a note, and one of a talk by telephone."""
    for kind in ("note", "telephone"):
        with door.city.unit() as work:
            noting.write(
                work, door.city.rulebook, actor=door.city.actor("orlova"), reference=NUMBER,
                kind=kind, text=WORDS, who=CALLER,
            )  # fmt: skip


def test_a_note_leaves_by_no_way(door: Door, fill: Fill, tmp_path: Path) -> None:
    vera = door.signed_in("vera@example.com")
    fill(vera)
    vera.follow(sign(vera))
    keeps_notes(door)
    office.proposes(door.city, NUMBER)  # a letter is written, and mails
    door.deliver()

    pages = [
        vera.get(path).text
        for path in (
            f"/notices/{NUMBER}", f"/notices/{NUMBER}/receipt", f"/notices/{NUMBER}/versions",
            f"/notices/{NUMBER}/proposal", f"/notices/{NUMBER}/dates", f"/notices/{NUMBER}/dates.ics",
            "/notices", "/my-data", "/my-data.json",
        )
    ]  # fmt: skip
    bundle = zipfile.ZipFile(io.BytesIO(vera.post(f"/notices/{NUMBER}/bundle.zip").data))
    pages += [bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist()]
    assert len(bundle.namelist()) > 2
    for page in pages:
        assert "Rowanberry" not in page
        assert "Quince" not in page

    with door.city.reading() as work:  # and nothing else in the database has a word of it
        for name in SQLModel.metadata.tables:
            rows = str(work.select(text(f'SELECT * FROM "{name}"')))
            assert ("Rowanberry" in rows, "Quince" in rows) == (name == "notes", name == "notes"), (
                name
            )
    for path in tmp_path.rglob("*"):  # nor has a file: journal, uploads, mails
        if path.is_file() and path.suffix not in {".db", ".db-wal", ".db-shm"}:
            assert b"Rowanberry" not in path.read_bytes(), path


def test_the_words_of_a_note_are_erased_with_the_notice(door: Door, fill: Fill) -> None:
    olga = door.visitor()
    fill(olga)
    olga.follow(sign(olga))
    keeps_notes(door)
    with door.city.unit() as work:
        notice = work.notice(NUMBER)
        note_rows.erase(work, notice.id or 0)
    with door.city.reading() as work:
        kept = str(work.select(text("SELECT kind, who, text FROM notes")))
    assert "Rowanberry" not in kept
    assert "Quince" not in kept
    assert "telephone" in kept
