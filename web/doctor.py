"""`veche doctor`: what is missing on this machine, and the line that mends it."""

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import distributions
from pathlib import Path

import click
from packaging.markers import Marker

from places import citymap, offices
from places.districts import BadPlaces
from records.engine import make_engine
from records.migrate import is_current
from regimes.fault import Fault
from regimes.shelf import load_all
from web import doctor_sign_in, fault_report, letter_layouts, mail_trial, sealing
from web.doctor_running import boards, days, desks, people, rings, signatories, worker
from web.finding import Finding, is_well
from web.room import free_mb
from web.settings import HOUSE, KEY_NAMES, BadSettings, Office, Settings, Smtp, load
from web.work import SystemClock

MAIL_PATIENCE = 5.0  # seconds that the doctor waits for a mail server
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)(?:\s*;\s*([^\\\n]+))?", re.MULTILINE)
PRESS_LIBRARIES = {
    # what WeasyPrint loads at its first letter, and the Debian package that brings it
    "libgobject-2.0.so.0": "libpango-1.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libfontconfig.so.1": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def python() -> Iterator[Finding]:
    """3.11 or younger: `tomllib`, exception groups and the locked libraries need it."""
    said = ".".join(str(part) for part in sys.version_info[:3])
    well = sys.version_info >= (3, 11)
    yield Finding("Python", well, said, "install python3.11 or younger, then sh scripts/setup.sh")


def libraries(lock: Path = HOUSE / "requirements.lock") -> Iterator[Finding]:
    """Every locked library is installed in the locked version."""
    if not lock.exists():
        return
    wrong = []
    found = PIN.findall(lock.read_text("utf-8"))
    pinned = [one for one in found if not one[2] or Marker(one[2].strip()).evaluate()]
    for name, pin, _marker in pinned:
        here = next((one.version for one in distributions(name=name)), "")
        if here != pin:
            wrong.append(f"{name} {here or 'missing'}, locked {pin}")
    said = "; ".join(wrong[:5]) or f"{len(pinned)} as locked"
    yield Finding("Libraries", not wrong, said, "sh scripts/setup.sh")


def press_libraries(names: dict[str, str] | None = None) -> Iterator[Finding]:
    """Pango and its friends can be loaded; without them everything works but printing."""
    missing = []
    for name, package in (names or PRESS_LIBRARIES).items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append((name, package))
    packages = " ".join(dict.fromkeys(package for _, package in missing))
    yield Finding(
        "Press",
        not missing,
        "missing " + ", ".join(name for name, _ in missing) if missing else "Pango is here",
        f"apt-get install -y --no-install-recommends {packages}",
    )


def fonts(shelf: Path = HOUSE / "static/letters") -> Iterator[Finding]:
    """The letters' own fonts lie on their shelf; fonts of the system are never used."""
    found = len(list(shelf.rglob("*.ttf")))
    yield Finding("Fonts", found > 0, f"{found} for letters", "git checkout -- static/letters")


def catalogues(
    folder: Path = HOUSE / "locales", edited: bool = (HOUSE / "scripts").exists()
) -> Iterator[Finding]:
    """Every language has its compiled catalogue; in a checkout, where people edit them, younger than its sources."""
    stale = []
    for language in sorted(path for path in folder.glob("*") if path.is_dir()):
        compiled = language / "LC_MESSAGES" / "messages.mo"
        newest = max((po.stat().st_mtime for po in language.glob("*.po")), default=0.0)
        old = compiled.exists() and edited and compiled.stat().st_mtime < newest
        if newest and (old or not compiled.exists()):
            stale.append(language.name)
    said = f"not compiled: {', '.join(stale)}" if stale else "compiled"
    yield Finding("Catalogues", not stale, said, ".venv/bin/python scripts/catalogs.py compile")


def home(settings: Settings) -> Iterator[Finding]:
    """VECHE_HOME is there, ours to write and closed to others, with room on its disk."""
    folder = settings.home
    if not folder.is_dir():
        yield Finding("VECHE_HOME", False, f"{folder} is missing", "veche prepare")
        return
    well = os.access(folder, os.W_OK | os.X_OK)
    said = str(folder) if well else f"{folder} can't be written by this user"
    yield Finding("VECHE_HOME", well, said, f"chown -R $(id -un) {folder}")
    free = free_mb(settings)
    said = f"{free / 1024:.1f} GB free"
    yield Finding(
        "Disk", free >= settings.watch.disk_mb, said, "free some space, or move VECHE_HOME"
    )


def secrets(settings: Settings) -> Iterator[Finding]:
    """Every key exists, is long enough and closed to others."""
    for name in KEY_NAMES:
        path = settings.home / "secrets" / name
        try:
            settings.keys(name)
        except BadSettings as error:
            yield Finding("Secrets", False, str(error), "veche prepare")
            return
        given = name == "session" and settings.secret_key.get_secret_value()
        if not path.exists() and not given:
            yield Finding("Secrets", False, f"{path} is missing", "veche prepare")
            return
    yield is_well("Secrets", f"{len(KEY_NAMES)} keys")


def database(settings: Settings) -> Iterator[Finding]:
    """The database answers and has the newest tables. A file is never made just by looking."""
    url = settings.database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        yield Finding("Database", False, "there is none yet", "veche migrate")
        return
    try:
        engine = make_engine(url)
        current = is_current(engine)
        engine.dispose()
    except Exception as error:  # noqa: BLE001 - whatever keeps it from answering is the finding
        said = str(error).splitlines()[0]
        yield Finding("Database", False, said, "start the server, or mend VECHE_DATABASE_URL")
        return
    said = "answers, tables are current" if current else "its tables are older than this version"
    yield Finding("Database", current, said, "veche migrate")
    if current:
        yield from worker(settings, SystemClock().now())
        yield from rings(settings, SystemClock())
        yield from days(settings, SystemClock())
        yield from people(settings, SystemClock())
        yield from desks(settings, SystemClock())
        yield from signatories(settings, SystemClock())
        yield from boards(settings, SystemClock())
        yield from sealing.bare(settings, SystemClock())


def law(settings: Settings) -> Iterator[Finding]:
    """Every regime file can be read, ours and the city's own, and the chosen ones are among them."""
    try:
        known = {regime.id for regime in load_all(settings.home / "regimes")}
    except Fault as fault:
        yield Finding("Law", False, str(fault), "veche regimes check")
        return
    lost = [id_ for id_ in settings.regimes if id_ not in known]
    said = f"no regime is called {lost[0]}" if lost else ", ".join(sorted(known))
    yield Finding("Law", not lost, said, "export VECHE_REGIMES='[\"<one of veche regimes list>\"]'")


def map_of(settings: Settings) -> Iterator[Finding]:
    """The map in use is there and is what was imported; without one, places are taken by their words."""
    try:
        found = citymap.load(settings.home / "places", schematic=settings.demo)
    except (BadPlaces, OSError, ValueError, KeyError) as error:
        yield Finding(
            "Map", False, str(error), "veche places import FILE..., or veche places use SHA256"
        )
        return
    said = (
        f"{len(found.features)} features"
        if found.features
        else "none: places are taken by their words"
    )
    mend = "veche places import FILE... (docs/how-to/import-places.md)"
    yield Finding("Map", bool(found.features), said, mend, needed=False)


def offices_of(settings: Settings) -> Iterator[Finding]:
    """A real city prints its own offices on its letters and pages, not the invented ones of the box."""
    if settings.demo:
        yield is_well("Offices", "invented ones, as fits a demo city")
        return
    own = settings.home / "places" / "offices.toml"
    try:
        count = len(offices.load(own)) if own.exists() else 0
    except (BadPlaces, ValueError) as error:
        yield Finding("Offices", False, str(error), f"mend {own}, then veche migrate")
        return
    if count and own.read_bytes() == (HOUSE / "places" / "offices.toml").read_bytes():
        count = 0  # copied, and not yet edited
    said = f"{count} of this city" if count else "the invented ones of the box are on every letter"
    mend = f"copy places/offices.toml to {own}, put your offices in, then veche migrate"
    yield Finding("Offices", count > 0, said, mend, needed=False)
    if settings.office == Office():
        said = "name, address and telephone on the pages are invented"
        mend = "export VECHE_OFFICE__PHONE=... and the others of docs/settings.md"
        yield Finding("Office", False, said, mend, needed=settings.production)


def mail(settings: Settings) -> Iterator[Finding]:
    """Mail has a server; in a demo it stays in the browser's mailbox."""
    if settings.demo:
        yield is_well("Mail", "a demo keeps it: /demo/mail")
        return
    yield _server(settings.smtp)
    said = (
        f"mailed to {len(settings.watch.addresses)}"
        if settings.watch.addresses
        else "mailed to nobody"
    )
    mend = "export VECHE_WATCH__MAIL_TO=..."
    yield Finding("Alarms", bool(settings.watch.addresses), said, mend, needed=False)


def _server(smtp: Smtp) -> Finding:
    """The server lets this machine in, as far as can be seen without sending a mail."""
    if not smtp.host:
        said = "no server is set: receipts wait in the outbox"
        return Finding("Mail", False, said, "export VECHE_SMTP__HOST=...", needed=False)
    try:
        mail_trial.reach(smtp.model_copy(update={"patience": min(smtp.patience, MAIL_PATIENCE)}))
    except mail_trial.Failed as failed:
        return Finding("Mail", False, str(failed), failed.mend, needed=False)
    said = f"{smtp.host} lets us in; whether a mail arrives says: veche mail test ADDRESS"
    return is_well("Mail", said)


def address(settings: Settings) -> Iterator[Finding]:
    """Strangers come by https only; a demo stays at home."""
    local = any(name in settings.public_base_url for name in ("//localhost", "//127.0.0.1"))
    well = settings.secure or local
    mend = "export VECHE_PUBLIC_BASE_URL=https://..."
    yield Finding("Address", well, settings.public_base_url, mend, needed=settings.production)


MACHINE: tuple[Callable[[], Iterator[Finding]], ...] = (
    python,
    libraries,
    press_libraries,
    fonts,
    catalogues,
)
INSTALLATION: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    home,
    secrets,
    database,
    law,
    letter_layouts.finding,
    sealing.finding,
    map_of,
    offices_of,
    mail,
    address,
    doctor_sign_in.city,
)


def examine() -> Iterator[Finding]:
    """Look at everything, in the order in which it is mended."""
    for look in MACHINE:
        yield from look()
    try:
        settings = load()
    except BadSettings as error:
        for fault in error.message.splitlines():
            yield Finding("Settings", False, fault, "see docs/settings.md")
        return
    for ask in INSTALLATION:
        yield from ask(settings)


@click.command("doctor", short_help="Say what is missing and the line that mends it.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Also write what may be sent with the report of a fault: it names nobody.")  # fmt: skip
def doctor(report: Path | None) -> None:
    """Say what is missing and the line that mends it; exit 1 if something needed is missing."""
    ill = False
    found = list(examine())
    if report is not None:
        report.write_text("\n".join(fault_report.lines(found)) + "\n", "utf-8")
    for finding in found:
        sign = "ok  " if finding.well else "MISS" if finding.needed else "note"
        click.echo(f"{sign}  {finding.what:11} {finding.said}")
        if not finding.well:
            click.echo(f"      {'':11} mend: {finding.mend}")
            ill = ill or finding.needed
    if ill:
        sys.exit(1)
