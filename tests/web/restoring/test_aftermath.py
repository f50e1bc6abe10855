"""After a restore nothing old opens, nothing leaves twice, no number is given again, nobody erased is back."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from records import behind, fence, outbox, sessions
from records.backups import state
from records.backups.journal import Journal
from records.people import SignInLink
from records.tables import LogEntry, Mark, Outbox, WebSession
from records.unit_of_work import UnitOfWork, unit_of_work
from tests.support.city import City
from tests.support.saved import Elsewhere, Saved
from web.commands_restore import outbox as command
from workflow import refiling, restoring
from workflow.actor import SYSTEM

LEASE = timedelta(minutes=3)


def mail(work: UnitOfWork, key: str) -> None:
    work.promise("mail", key, {"mail": "decided", "to": "organiser", "notice": 1})


def lost(saved: Saved) -> None:
    """What a city has in hand when its backup is made: sessions, links, promises."""
    with unit_of_work(saved.city.engine, saved.city.clock) as work:
        sessions.save(work, "a" * 64, {"cookie": "old"})
        work.add(
            SignInLink(
                secret_hash="b" * 64, email="vera@example.org", browser_hash="c" * 64,
                code_hash="d" * 64, locale="ru", next_path="/", made_at=work.now,
                expires_at=work.now + timedelta(minutes=10),
            )
        )  # fmt: skip
        mail(work, "mail:decided:1")
        mail(work, "mail:sign-in:old")


def test_nobody_comes_in_with_an_old_key(saved: Saved, elsewhere: Elsewhere) -> None:
    lost(saved)
    elsewhere.restore(saved.back_up().path, saved.keys)
    city = elsewhere.city()
    with city.reading() as work:
        assert work.session.execute(select(WebSession)).all() == []
        assert work.session.execute(select(SignInLink.used_at)).scalar() is not None  # type: ignore[call-overload]
    city.engine.dispose()


def test_nothing_leaves_before_a_person_says_so(saved: Saved, elsewhere: Elsewhere) -> None:
    lost(saved)
    elsewhere.restore(saved.back_up().path, saved.keys)
    city = elsewhere.city()
    city.files(key="after")  # its receipt may be the second of a filing that is lost: it waits too
    with unit_of_work(city.engine, city.clock) as work:
        mail(work, "mail:sign-in:new")
        names = [(one.kind, one.what) for one in fence.held(work)]
    assert ("mail", "decided") in names
    assert [one.key for one in outbox.take(city.engine, city.clock.now(), LEASE)] == [
        "mail:sign-in:new"
    ], "who signs in anew gets the mail for it"

    with unit_of_work(city.engine, city.clock) as work:
        first = fence.held(work)[0].id
        left, dropped = restoring.release(work, SYSTEM, [first])
    later = city.clock.now() + timedelta(
        days=60
    )  # reminders of an event wait for their day besides
    taken = {one.id for one in outbox.take(city.engine, later, LEASE, limit=99)}
    assert dropped == 1
    assert len(taken) == left + 1  # and the mail of signing in, whose lease is over by then
    assert first not in taken
    city.engine.dispose()


def test_no_number_is_given_twice(saved: Saved, elsewhere: Elsewhere) -> None:
    """Also none of a series that began after the backup: an office that had sent no letter yet."""
    made = saved.back_up()
    on_paper = [saved.city.files(key=f"lost {n}").reference for n in range(3)]
    letters = letter_numbers(saved.city)

    elsewhere.restore(made.path, saved.keys)

    city = elsewhere.city()
    again = [city.files(key=f"new {n}").reference for n in range(3)]
    assert not set(again) & set(on_paper)
    assert [int(one.partition("-")[2]) for one in again] == [1002, 1003, 1004]
    assert not (letter_numbers(city) - letter_numbers(saved.city)) & letters
    with city.unit() as work:
        assert work.next_number("letters:prefecture-zao:2027") == 1001
        assert work.next_number("notices:2027") == 1005
    city.engine.dispose()


def letter_numbers(city: City) -> set[str]:
    with city.reading() as work:
        return {
            str(entry.details["number"])
            for entry in work.session.execute(select(LogEntry)).scalars()
            if entry.kind == "letter.released"
        }


def test_a_restore_in_a_later_year_jumps_in_each_year_between(
    saved: Saved, elsewhere: Elsewhere
) -> None:
    made = saved.back_up()
    elsewhere.clock.advance(days=700)
    elsewhere.restore(made.path, saved.keys)
    city = elsewhere.city()
    with city.unit() as work:
        assert work.next_number("notices:2028") == 1001
        assert work.next_number("notices:2029") == 1001
    city.engine.dispose()


def test_the_log_names_what_was_put_back(saved: Saved, elsewhere: Elsewhere) -> None:
    made = saved.back_up()
    elsewhere.restore(made.path, saved.keys)
    city = elsewhere.city()
    with city.reading() as work:
        entry = work.session.get(LogEntry, made.manifest.chain["size"] + 1)
        assert entry is not None
        assert entry.kind == "city.restored"
        assert (entry.details["size"], entry.details["root"]) == (
            made.manifest.chain["size"],
            made.manifest.chain["root"],
        )
        marks = {one.name for one in work.session.execute(select(Mark)).scalars()}
    assert {state.RESTORED, outbox.FENCE} <= marks
    assert state.last_good(city.engine) is None, "a restored city has no backup of its own yet"
    city.engine.dispose()


def test_who_was_erased_after_the_backup_is_not_filed_again(
    saved: Saved, elsewhere: Elsewhere
) -> None:
    """The receipt journal still has the filing; the erasure journal says that it is gone."""
    made, journal = saved.back_up(), keep_journal(saved)
    erased, kept = (saved.city.files(key=key) for key in ("to be erased", "kept"))
    keep_journal(saved, erased.notice_id, kept.notice_id)
    elsewhere.home.mkdir(parents=True)
    line = {"at": "2027-03-02T00:00:00+00:00", "kind": "notice", "id": erased.notice_id,
            "mark": erased.reference, "rule": "order"}  # fmt: skip
    (elsewhere.home / "erasures.jsonl").write_text(json.dumps(line) + '\n{"at": "torn', "utf-8")
    elsewhere.journal = journal

    report = elsewhere.restore(made.path, saved.keys)

    assert report.refiled == [kept.reference]


def keep_journal(saved: Saved, *notices: int) -> Path:
    """Write filings as a page does after its commit; the folder of the journal."""
    folder = saved.folder / "journal"
    folder.mkdir(exist_ok=True)
    journal = Journal(folder, saved.keys)
    with saved.city.reading() as work:
        for id_ in notices:
            entry = refiling.entry_of(work, behind.notice_by_id(work, id_))
            journal.append(entry, saved.city.clock.now())
    return folder


def test_the_commands_say_what_is_held_and_let_it_go(
    saved: Saved, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost(saved)
    elsewhere.restore(saved.back_up().path, saved.keys)
    monkeypatch.setenv("VECHE_DATABASE_URL", elsewhere.url)
    monkeypatch.setenv("VECHE_HOME", str(elsewhere.home))
    listed = CliRunner().invoke(command, ["list"]).output
    assert "mail decided" in listed
    assert "27-0001" in listed
    number = next(line.split()[0] for line in listed.splitlines() if "mail decided" in line)
    said = CliRunner().invoke(command, ["release", "--drop", number]).output
    assert "Dropped: 1." in said
    assert CliRunner().invoke(command, ["release"]).exit_code == 1
    assert "Nothing is held" in CliRunner().invoke(command, ["list"]).output
    city = elsewhere.city()
    with city.reading() as work:
        rested = work.session.execute(select(Outbox).where(Outbox.id == int(number))).scalar_one()  # type: ignore[arg-type]
        assert rested.last_error == "dropped after a restore"
    city.engine.dispose()
