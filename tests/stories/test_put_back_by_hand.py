"""A city under two database roles, its papers on S3, is lost and put back by what a person types, word for word."""

import os
import secrets
import select
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from records import stores
from records.backups import places
from records.engine import make_engine
from records.stores import Store, open_store
from tests.stories.test_lost_disk import VECHE, Machine, Receipts, _receipts, lost, sound
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.s3 import access, make_bucket, moto_server
from web.settings import HOUSE

PASSPHRASE = "нивы и реки, 1147"
TYPED = "put this city aside"


@dataclass
class Site(Machine):
    """A machine of a larger city: who owns the tables is not who serves, and papers lie elsewhere."""

    owner: str = ""
    s3: str = ""
    bucket: str = "papers"

    @property
    def environment(self) -> dict[str, str]:
        """What its unit file says, and for `veche migrate` and `veche restore` the owner's address."""
        more = {
            "VECHE_UPLOADS_URL": f"s3://{self.bucket}/veche",
            "VECHE_S3__ENDPOINT": self.s3,
            "VECHE_S3__REGION": "us-east-1",
            "VECHE_S3__KEY_ID": "key",
            "VECHE_S3__SECRET": "secret",
            "VECHE_OWNER_DATABASE_URL": self.owner,
        }
        return {**super().environment, **{name: value for name, value in more.items() if value}}

    @property
    def store(self) -> Store:
        """Its papers."""
        return open_store(f"s3://{self.bucket}/veche", access(self.s3))

    def typed(self, *words: str, lines: tuple[str, ...] = ()) -> tuple[int, str]:
        """A command at a terminal; each line is typed when it asks. Its end and all that stood on the screen."""
        ours, theirs = os.openpty()
        made = subprocess.Popen(
            [*VECHE, *words], cwd=HOUSE, env=self.environment, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        waiting, screen = list(lines), b""
        while select.select([ours], [], [], 120)[0]:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed: it ended
                break
            screen += part
            if waiting and part.rstrip().endswith(b":"):
                os.write(ours, waiting.pop(0).encode() + b"\n")
        os.close(ours)
        return made.wait(), " ".join(screen.decode().split())


def roles_of(url: str, names: tuple[str, str]) -> tuple[str, str]:
    """The addresses of service and owner on PostgreSQL, as deploy/roles.sql and the how-to make them."""
    if not url.startswith("postgresql"):
        return url, ""
    owner, service = names
    engine = make_engine(url)
    with engine.begin() as connection:
        for name in names:
            connection.execute(text(f"CREATE ROLE {name} LOGIN"))
        connection.execute(text(f"ALTER DATABASE {make_url(url).database} OWNER TO {owner}"))
        connection.execute(text("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    engine.dispose()
    as_role = make_url(url)
    return tuple(  # type: ignore[return-value]
        as_role.set(username=name, password=None).render_as_string(hide_password=False)
        for name in (service, owner)
    )


@pytest.fixture
def sites(databases: Databases, tmp_path: Path) -> Iterator[tuple[Site, Site]]:
    """The machine that will be lost, and the one that takes over: another database, another bucket."""
    safe = tmp_path / "safe"
    (safe / "journal").mkdir(parents=True)
    urls = databases.empty(), databases.empty()
    names = [
        tuple(f"veche_{what}_{secrets.token_hex(4)}" for what in ("owner", "service")) for _ in urls
    ]
    with moto_server() as s3:
        for bucket in ("papers", "papers-2"):
            make_bucket(s3, bucket)
        made = []
        for number, url in enumerate(urls):
            service, owner = roles_of(url, names[number])  # type: ignore[arg-type]
            made.append(
                Site(
                    tmp_path / f"m{number}",
                    service,
                    safe,
                    owner,
                    s3,
                    ("papers", "papers-2")[number],
                )
            )
        yield made[0], made[1]
    for number, url in enumerate(urls):
        databases.drop(url)
        if url.startswith("postgresql"):
            admin = make_engine(
                str(make_url(url).set(database="postgres").render_as_string(hide_password=False))
            )
            with admin.begin() as connection:
                for name in names[number]:
                    connection.execute(text(f"DROP ROLE {name}"))
            admin.dispose()


def file_some(site: Site, name: str, number: int) -> Receipts:
    """Somebody files so many notices, each with a paper, and is gone."""
    filer = site.filer(name)
    try:
        return _receipts(filer, number)
    finally:
        filer.kill()
        filer.wait()


def untrue(site: Site, receipts: Receipts) -> list[str]:
    """Papers of these receipts that are not in the site's store as they came."""
    there = {kept.key for kept in site.store.walk()}
    keys = [key for one in receipts for key in one["papers"].split()]
    return [key for key in keys if key not in there or not stores.true(site.store, key)]


@pytest.mark.deep
def test_two_roles_papers_on_s3_and_every_way_to_put_back(
    sites: tuple[Site, Site], databases: Databases, clock: FakeClock, tmp_path: Path
) -> None:
    old, new = sites
    old.veche("prepare")
    old.veche("migrate")
    receipts = file_some(old, "before", 3)
    early = tmp_path / "early.checkpoint"
    early.write_text(old.veche("checkpoint", "make"), "utf-8")
    old.veche("backup", "--quiet")
    receipts += file_some(old, "after", 3)
    late = tmp_path / "late.checkpoint"
    late.write_text(old.veche("checkpoint", "make"), "utf-8")
    kept = tmp_path / "veche-secrets"
    assert old.typed("backup", "secrets", str(kept), lines=(PASSPHRASE, PASSPHRASE))[0] == 0
    shutil.rmtree(old.home)
    backup = str(places.backups(old.safe / "backups")[-1])

    code, said = new.typed("restore", backup, "--secrets", str(kept), lines=("not this one",))
    assert (code, "WrongKey: This passphrase does not open" in said) == (1, True), said
    words = ("restore", backup, "--secrets", str(kept), "--checkpoint", str(late))
    code, said = new.typed(*words, lines=(PASSPHRASE,))
    assert code == 0, said
    assert "Known to be lost: entries" in said
    assert "Papers that came back with them, each proved by its hash: " in said
    assert PASSPHRASE not in said

    _whole(new, receipts, clock)
    code, said = new.typed(*words[:2], "--checkpoint", str(early), lines=())
    assert (code, "NotEmpty: There is a city in this database already" in said) == (1, True), said
    later = file_some(new, "in-the-new-one", 2)
    code, said = new.typed("restore", backup, "--over", lines=("yes",))
    assert (code, "Nothing was changed." in said) == (1, True), said
    _whole(new, receipts + later, clock)

    code, said = new.typed("restore", backup, "--over", "--checkpoint", str(early), lines=(TYPED,))
    assert code == 0, said
    assert "The checkpoint fits" in said
    assert "put aside as" in said
    assert "before_restore_" in said
    _whole(new, receipts + later, clock)  # also what was filed since: the journal has it

    other = tmp_path / "other.checkpoint"
    lines = early.read_text("utf-8").split("\n")
    lines[2] = "A" * 43 + "="
    other.write_text("\n".join(lines), "utf-8")
    code, said = new.typed("restore", backup, "--over", "--checkpoint", str(other), lines=(TYPED,))
    assert (code, "The checkpoint does NOT fit this log" in said) == (0, True), said


def _whole(site: Site, receipts: Receipts, clock: FakeClock) -> None:
    """Everything acknowledged is there, the log holds, the service may use the tables and change none."""
    engine = make_engine(site.url)
    assert lost(engine, clock, receipts) == []
    assert untrue(site, receipts) == []
    assert sound(engine)
    if site.owner:
        for deed in ("DROP TABLE notices", "DELETE FROM log_entries", "CREATE TABLE mine (id int)"):
            with (
                pytest.raises(DBAPIError, match=r"permission denied|must be owner"),
                engine.begin() as connection,
            ):
                connection.execute(text(deed))
    engine.dispose()
    assert "OK" in site.veche("audit", "verify")
