"""What may be sent with the report of a fault: versions, counts and findings, and nothing about anybody.

Only words that Veche itself wrote or counted go in. What a person, a letter, a setting or an error text may
have brought along stays out: values of settings, names of files, hosts, addresses, messages of the outbox.
"""

import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from records import counts
from records.engine import make_engine
from records.migrate import revision
from regimes.fault import Fault
from regimes.shelf import load_all
from web.finding import Finding
from web.settings import BadSettings, Settings, load

SAFE = {"Python", "Libraries", "Press", "Fonts", "Catalogues", "Disk"}
"""Findings whose words name nothing of the city; of all others only the sign is reported."""


def lines(found: Iterable[Finding]) -> Iterator[str]:
    """The whole report, line by line."""
    yield f"Veche {version('veche')}"
    yield f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    for one in found:
        sign = "ok" if one.well else "MISS" if one.needed else "note"
        yield f"{sign:5} {one.what}" + (f": {one.said}" if one.what in SAFE else "")
    names = sorted(name for name in os.environ if name.startswith("VECHE_"))
    yield f"settings that are set, without their values: {', '.join(names) or 'none'}"
    try:
        settings = load()
    except BadSettings:
        yield "the settings can't be read"
        return
    yield f"mode {settings.mode}, demo {settings.demo}, languages {','.join(settings.languages)}"
    yield from _laws(settings)
    yield from _rows(settings)


def _laws(settings: Settings) -> Iterator[str]:
    """Laws of the box by their pin; one of the city's own only as such, since a city chose its name."""
    try:
        shipped = {regime.pin for regime in load_all()}
        for regime in load_all(settings.home / "regimes"):
            said = str(regime.pin) if regime.pin in shipped else "one of the city's own"
            yield f"law {said}"
    except Fault:
        yield "a file of law can't be read"


def _rows(settings: Settings) -> Iterator[str]:
    url = settings.database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        yield "database: none yet"
        return
    try:
        engine = make_engine(url)
        try:
            yield f"database {engine.dialect.name}, tables of step {revision(engine)}"
            yield from (f"rows {name}: {count}" for name, count in counts.rows(engine).items())
        finally:
            engine.dispose()
    except Exception as error:  # noqa: BLE001 - its words may hold an address, its kind does not
        yield f"database: {type(error).__name__}"
