"""kill -9 at every named point: nothing acknowledged is lost, nothing is half there, a retry gives the same."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from records import migrate, rows
from records.backups import checking
from records.backups.files import Store
from records.backups.places import backups
from records.engine import make_engine
from records.tables import Incident, LogEntry, Mail, Outbox
from tests.faults.conftest import Site
from tests.faults.traps import POINTS
from tests.faults.ward import Cut
from tests.support.databases import Databases
from tests.support.post_office import post_office

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

DEEP = 40


def rounds(few: int) -> pytest.MarkDecorator:
    """So many kills in the suite, forty before a release."""
    more = pytest.param(DEEP, marks=pytest.mark.deep)
    return pytest.mark.parametrize("times", [few, more], ids=["suite", "deep"])


def points(deed: str) -> pytest.MarkDecorator:
    """The points that lie on this deed's way."""
    return pytest.mark.parametrize(
        "point", [name for name, one in POINTS.items() if one.during == deed]
    )


@rounds(5)
@points("file")
def test_a_web_process_dies_while_a_notice_is_filed(site: Site, point: str, times: int) -> None:
    """Found by: an answer sent before the commit, or a retry that files anew."""
    forms = [site.ready() for _ in range(times)]
    for number, form in enumerate(forms):
        dying = site.ward.serves(point)
        source = f"127.0.1.{number + 1}"
        site.ward.armed.touch()
        with pytest.raises(Cut):
            dying.post(form.path, form.cookie, form.sent, source)
        assert dying.dies(), point
        dying.kill()
        site.ward.armed.unlink()
        site.whole()

        healthy = site.ward.serves()
        again = healthy.post(form.path, form.cookie, form.sent, source)
        once_more = healthy.post(form.path, form.cookie, form.sent, source)
        healthy.kill()

        assert (again.status, once_more.status) == (303, 303), again.text
        assert again.place == once_more.place
        site.acknowledged.append(again.place.split("/")[2])
        site.whole()
    assert len(site.numbers()) == times


@rounds(2)  # each needs a press of its own, which is slow to begin
@points("print")
def test_a_worker_dies_over_a_letter(site: Site, point: str, times: int) -> None:
    """Found by: bytes stored without their entry, or a promise said to be kept too early."""
    for number in range(times):
        site.acknowledged.append(site.city.files(key=f"key-{number}").reference)
        dying = site.ward.does("deliver_all", point)
        assert dying.dies(), point
        assert dying_was_killed(dying)
        site.whole()
        site.advance(minutes=4)  # its lease runs out
        site.works()

        assert letters(site)[-1] == ("ready", True)
        assert site.logged("letter.printed") == number + 1


@rounds(5)
@points("mail")
def test_a_worker_dies_over_a_mail(site: Site, point: str, times: int) -> None:
    """Found by: a mail marked as sent before the server's 250, or kept after it."""
    with post_office() as office:
        other = site.another(smtp={"host": "127.0.0.1", "port": office.port, "starttls": False})
        smtp = {
            "VECHE_SMTP__HOST": "127.0.0.1",
            "VECHE_SMTP__PORT": str(office.port),
            "VECHE_SMTP__STARTTLS": "false",
        }
        for number in range(times):
            came = len(office.messages)
            reference = site.city.files(key=f"key-{number}", answers={"email": ""}).reference
            site.acknowledged.append(reference)
            site.prints()
            dying = site.ward.does("deliver_all", point, **smtp)
            assert dying.dies(), point
            assert dying_was_killed(dying)
            site.advance(minutes=4)
            site.works(other)

            assert unkept(site) == []
            sent = [one["Message-ID"] for one in office.messages[came:]]
            assert len(set(sent)) == 1  # the desk's; a second try is recognisable
            assert len(sent) <= 2
            assert [mail.sent_at is None for mail in mails(site)] == [False] * (number + 1)
    site.whole()


@rounds(5)
@points("tick")
def test_a_worker_dies_over_a_clock_that_ran_out(site: Site, point: str, times: int) -> None:
    """Found by: a stage that moved without its incident, or a consequence applied twice."""
    for number in range(times):
        site.acknowledged.append(site.city.files(key=f"key-{number}").reference)
    site.city.goes_to(2027, 3, 5, 0, 0)
    site.sets_clock()
    for _ in range(times):
        dying = site.ward.does("tick", point)
        assert dying.dies(), point
        assert dying_was_killed(dying)
        site.whole()
        assert lapsed(site) == []
    site.ticks()
    site.ticks()

    assert lapsed(site) == sorted(site.acknowledged)
    with site.city.reading() as work:
        moved = select(LogEntry.subject_id).where(LogEntry.to_stage == "deemed-agreed")
        assert len(list(work.session.exec(moved))) == times


@rounds(5)
@points("migrate")
def test_a_migration_dies(site: Site, databases: Databases, point: str, times: int) -> None:
    """Found by: a migration that commits its parts; rows of before must be there after."""
    for _ in range(times):
        url = databases.empty()
        engine = make_engine(url)
        migrate.upgrade(engine, "0001")
        with engine.execution_options(write=True).begin() as connection:
            connection.execute(
                text("INSERT INTO counters (name, value) VALUES ('notices:2026', 417)")
            )
        dying = site.ward.runs("migrate", point=point, VECHE_DATABASE_URL=url)
        assert dying.dies(), point
        assert dying_was_killed(dying)
        assert not migrate.is_current(engine)

        again = site.ward.runs("migrate", VECHE_DATABASE_URL=url)
        assert again.dies()
        assert migrate.is_current(engine)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT value FROM counters")).scalar() == 417
        assert migrate.differences(engine) == []
        engine.dispose()
        databases.drop(url)


@rounds(2)
@points("backup")
def test_a_backup_dies(site: Site, tmp_path: Path, point: str, times: int) -> None:
    """Found by: a file that has its name before it is whole, or a run that the killed one locks out."""
    places = [tmp_path / "a", tmp_path / "b"]
    given: Any = {"VECHE_BACKUP__TO": ",".join(map(str, places))}
    assert site.ward.runs("backup", "--quiet", **given).dies()
    keys = [(tmp_path / "secrets/backup").read_text("ascii").strip()]
    for number in range(times):
        site.acknowledged.append(site.city.files(key=f"key-{number}").reference)
        dying = site.ward.runs("backup", "--quiet", point=point, **given)
        assert dying.dies(), point
        assert dying_was_killed(dying)
        assert site.ward.runs("backup", "--quiet", **given).dies()
        site.whole()

        assert list(tmp_path.rglob("*.unfinished")) == []
        for place in places:
            counts = [
                checking.check(path, Store(place, keys), tmp_path / "scratch", print)
                .manifest.tables["notices"]
                for path in backups(place)
            ]  # fmt: skip
            assert counts.count(number + 1) >= 1, "the one made afterwards is whole"
            assert counts.count(0) == 1, "and so is the one from before"


def dying_was_killed(process: Any) -> bool:
    """Whether it was cut off: one that ends by itself says so in its log."""
    return "Traceback" not in process.out.read_text("utf-8")


def letters(site: Site) -> list[tuple[str, bool]]:
    """State of each receipt, and whether its bytes are there."""
    with site.city.reading() as work:
        found = [
            letter
            for reference in site.acknowledged
            for letter in rows.letters(work, work.notice(reference))
        ]
        return [(one.state, rows.letter_bytes(work, one) is not None) for one in found]


def mails(site: Site) -> list[Mail]:
    """Mails as written."""
    with site.city.reading() as work:
        return list(work.session.exec(select(Mail)))


def unkept(site: Site) -> list[str]:
    """Promises that wait."""
    with site.city.reading() as work:
        promised = [row.key for row in work.session.exec(select(Outbox)) if row.done_at is None]
    ahead = ("mail:duties-", "reminder:duties-")  # of days to come, by mail and on paper
    return [key for key in promised if not key.startswith(ahead)]


def lapsed(site: Site) -> list[str]:
    """Notices that silence agreed to, each with exactly one incident."""
    with site.city.reading() as work:
        told = [one.notice_id for one in work.session.exec(select(Incident))]
        found = [work.notice(one) for one in site.acknowledged]
        gone = [one for one in found if one.stage == "deemed-agreed"]
    assert sorted(told) == sorted(one.id or 0 for one in gone)
    return sorted(one.reference for one in gone)
