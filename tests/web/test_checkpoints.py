"""A checkpoint leaves the machine: into a folder, by mail, from the worker and from the terminal."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import col, select

from proof import audit as stick
from proof import consistency, note
from records import checkpoint_rows
from records.signed_notes import Signer
from records.tables import Mail, Outbox
from records.unit_of_work import reading, unit_of_work
from records.verify import dump, verify
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.guards import past_the_guards
from tests.support.post_office import post_office
from tests.support.rows import Person
from web import checkpoints, log_check, worker
from web.commands_audit import audit
from web.commands_checkpoint import checkpoint
from web.settings import BadSettings, Settings, Smtp, load, prepare
from wsgi import create_app

WITNESSES = "zuev@city.example, archive@court.example"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "witness").mkdir()
    return tmp_path


@pytest.fixture
def settings(engine: Engine, home: Path) -> Settings:
    to = {"mail_to": WITNESSES, "folder": str(home / "witness"), "origin": "veche.example/log"}
    made = load(
        home=home / "home", mode="test", demo=True, database_url=url_of(engine), checkpoints=to
    )
    prepare(made)
    return made


@pytest.fixture
def app(settings: Settings, clock: FakeClock, engine: Engine) -> Iterator[Flask]:
    made = create_app(settings, clock)
    grow(engine, clock)
    yield made
    made.extensions["veche"].engine.dispose()


def grow(engine: Engine, clock: FakeClock, count: int = 3) -> None:
    with unit_of_work(engine, clock) as work:
        for _ in range(count):
            work.log("x.done", actor=Person(), subject=("notice", 1))


def passes(app: Flask) -> None:
    """A minute of the worker."""
    with app.app_context():
        worker.tick(app.extensions["veche"])
        worker.deliver_all(app.extensions["veche"])


def failures(engine: Engine, clock: FakeClock) -> dict[str, str]:
    with reading(engine, clock) as work:
        rows = work.session.exec(select(Outbox).where(col(Outbox.done_at).is_(None)))
        return {row.key: row.last_error for row in rows}


def test_every_hour_two_people_and_a_folder_have_it(
    app: Flask, engine: Engine, clock: FakeClock, home: Path, settings: Settings
) -> None:
    passes(app)
    clock.advance(minutes=30)
    passes(app)
    clock.advance(minutes=30)
    passes(app)

    keys = [one.key for one in checkpoints.signers(settings)]
    in_folder = note.read(home / "witness", keys)
    assert [one.size for one in in_folder] == [3, 4]
    with reading(engine, clock) as work:
        mails = work.session.exec(select(Mail).order_by(col(Mail.id))).all()
    assert [mail.to for mail in mails] == [one.strip() for one in WITNESSES.split(",")] * 2
    for mail in mails:
        (said,) = note.parse(mail.body, "mail", note.read_keys(mail.body))
        assert said.root in {one.root for one in in_folder}
        assert "Keep this message" in mail.body
        assert "Сохраните это письмо" in mail.body
        assert mail.subject == f"Checkpoint of the log, entries: {said.size}"
    assert failures(engine, clock) == {}


def test_what_the_folder_lacked_is_laid_in_later(
    app: Flask, engine: Engine, clock: FakeClock, home: Path
) -> None:
    (home / "witness").rmdir()  # the other machine is away
    passes(app)
    clock.advance(hours=1)
    passes(app)
    assert set(failures(engine, clock).values()) == {"FileNotFoundError"}
    assert not (home / "witness").exists()

    (home / "witness").mkdir()
    clock.advance(hours=1)
    passes(app)

    assert [path.name for path in sorted((home / "witness").iterdir())] == [
        f"{size:012d}.checkpoint" for size in (3, 4, 5)
    ]


def test_the_folder_is_never_written_over(
    app: Flask, engine: Engine, clock: FakeClock, home: Path, settings: Settings
) -> None:
    passes(app)
    kept = (home / "witness" / "000000000003.checkpoint").read_text("utf-8")
    past_the_guards(engine, "DELETE FROM checkpoints; DELETE FROM log_entries; DELETE FROM outbox")
    grow(engine, clock, 2)  # an older database, and work went on
    clock.advance(hours=1)

    passes(app)

    assert "Contradicted" in failures(engine, clock).values()
    assert (home / "witness" / "000000000003.checkpoint").read_text("utf-8") == kept
    grow(engine, clock, 5)
    checkpoints.make(engine, clock, settings)
    with pytest.raises(checkpoints.Contradicted, match="is not the checkpoint that this log made"):
        checkpoints.copy(engine, clock, settings)


FORGED = {
    "a later one of another key": ("000000000999.checkpoint", Signer("veche.example/log", "6f" * 32).sign(999, "0" * 64)),
    "a later one without a word": ("000000000999.checkpoint", ""),
    "a later one with half a signature": ("000000000999.checkpoint", "veche.example/log\n999\n" + "A" * 43 + "=\n\n— veche.example/log AAAAA\n"),
    "one that is no text": ("000000000003.checkpoint", "\udcff\udcfe"),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_checkpoint_accuses_nobody(
    app: Flask, engine: Engine, clock: FakeClock, home: Path, settings: Settings, what: str
) -> None:
    """It does not make the log out to be cut off, it is told whose it is not, and stops nothing but the folder."""
    passes(app)
    name, text = FORGED[what]
    (home / "witness" / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    grow(engine, clock)
    clock.advance(hours=1)

    passes(app)

    with reading(engine, clock) as work:
        assert [made.size for made in checkpoint_rows.listed(work)] == [7, 3]
        found = verify(engine)
    assert found.ok
    with pytest.raises(checkpoints.Contradicted, match="was not signed by this city"):
        checkpoints.copy(engine, clock, settings)
    with pytest.raises(note.Untrue):
        log_check.known(engine, settings, [])


def test_what_is_no_checkpoint_stops_nothing(
    app: Flask, engine: Engine, clock: FakeClock, home: Path, settings: Settings
) -> None:
    """Names with other digits, a folder, a pipe that nobody writes to: the next checkpoint is laid beside them."""
    for name in ("²²²²²²²²²²²².checkpoint", "٩٩٩٩٩٩٩٩٩٩٩٩.checkpoint", "x.checkpoint", "9" * 200 + ".checkpoint"):  # fmt: skip
        (home / "witness" / name).touch()
    (home / "witness" / "000000000998.checkpoint").mkdir()
    os.mkfifo(home / "witness" / "000000000999.checkpoint")

    passes(app)

    assert failures(engine, clock) == {}
    kept = home / "witness" / "000000000003.checkpoint"
    assert [one.size for one in note.read(kept, [one.key for one in checkpoints.signers(settings)])] == [3]  # fmt: skip


@pytest.fixture
def at_terminal(
    settings: Settings, engine: Engine, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """`veche` with these settings in the environment."""
    for name, value in {
        "HOME": settings.home, "MODE": "test", "DATABASE_URL": url_of(engine),
        "CHECKPOINTS__MAIL_TO": WITNESSES, "CHECKPOINTS__FOLDER": settings.checkpoints.folder,
        "CHECKPOINTS__ORIGIN": "veche.example/log",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"VECHE_{name}", str(value))
    grow(engine, clock)

    def run(*words: str) -> Result:
        group = audit if words[0] == "audit" else checkpoint
        return CliRunner().invoke(group, words[1:])

    return run


def test_make_list_show_key_and_prove(
    at_terminal: Any, engine: Engine, clock: FakeClock, home: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    key = at_terminal("checkpoint", "key").output.strip()
    first = at_terminal("checkpoint", "make")
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("veche.example/log\n3\n")
    grow(engine, clock)
    at_terminal("checkpoint", "make")
    assert [line.split()[2] for line in at_terminal("checkpoint", "list").output.splitlines()] == [
        "7",
        "3",
    ]
    assert at_terminal("checkpoint", "show", "3").output == first.stdout
    assert at_terminal("checkpoint", "show", "4").exit_code == 1
    proof = tmp_path / "proof.txt"
    proof.write_text(at_terminal("checkpoint", "prove", "3", "7").output, encoding="ascii")
    old, new = (str(home / "witness" / f"{size:012d}.checkpoint") for size in (3, 7))
    assert consistency.main([old, new, str(proof), "--key", key]) == 0
    assert at_terminal("checkpoint", "prove", "3", "99").exit_code == 1
    log = tmp_path / "log.jsonl"
    log.write_text("\n".join(dump(engine)), encoding="utf-8")
    assert stick.main([str(log), "--checkpoint", str(home / "witness"), "--key", key]) == 0
    said = capsys.readouterr().out
    assert (
        "2 checkpoints agree, the last over 7 entries. Entries after it, covered by none: 1."
        in said
    )


def test_verify_compares_with_what_is_kept_outside(
    at_terminal: Any, engine: Engine, clock: FakeClock, home: Path
) -> None:
    alone = at_terminal("audit", "verify").output
    assert "No checkpoint from outside was compared" in alone
    at_terminal("checkpoint", "make")
    grow(engine, clock)
    at_terminal("checkpoint", "make")
    held = at_terminal("audit", "verify").output
    assert "Kept outside: 2, the last over 7." in held
    assert "No checkpoint" not in held
    past_the_guards(engine, "DELETE FROM checkpoints; DELETE FROM log_entries WHERE seq > 5")
    cut = at_terminal("audit", "verify")
    assert (cut.exit_code, cut.output[:8]) == (1, "CUT OFF:")
    (home / "witness" / "000000000003.checkpoint").write_text("hello", encoding="utf-8")
    assert "UNTRUE" in at_terminal("audit", "verify").output


def test_a_broken_log_is_told_and_not_signed(at_terminal: Any, engine: Engine) -> None:
    past_the_guards(engine, "UPDATE log_entries SET role = 'head' WHERE seq = 2")
    result = at_terminal("checkpoint", "make")
    assert result.exit_code == 1
    assert "NOT SIGNED: The log is broken at entry 2" in result.output


@pytest.mark.parametrize(
    ("name", "value"),
    [("origin", "two words"), ("origin", "a+b+c"), ("mail_to", "nobody"), ("folder", "here")],
)
def test_a_setting_that_cannot_be_is_told(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"VECHE_CHECKPOINTS__{name.upper()}"):
        load(checkpoints={name: value})


def test_it_really_leaves_by_mail_and_can_be_saved_and_read(
    settings: Settings, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    with post_office() as office:
        smtp = Smtp(host="127.0.0.1", port=office.port, starttls=False)
        app = create_app(settings.model_copy(update={"demo": False, "smtp": smtp}), clock)
        grow(engine, clock)
        passes(app)
        app.extensions["veche"].engine.dispose()

    assert [mail["To"] for mail in office.messages] == [one.strip() for one in WITNESSES.split(",")]
    saved = tmp_path / "saved.eml"
    saved.write_bytes(office.messages[0].as_bytes())
    (found,) = note.read(saved, [one.key for one in checkpoints.signers(settings)])
    assert (found.size, found.signed) == (3, True)
