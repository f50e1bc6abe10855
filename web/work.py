"""Unit of work, now and the actor for the doors; the one home of the machine's clock."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, has_request_context

import records.unit_of_work as units
from letters.layout_parts import Layout
from places import citymap
from places.atlas import EMPTY, Atlas
from places.districts import BadPlaces, Places
from places.locating import Locator
from places.offices import OfficeEntry
from records import datamap
from records.backups.journal import Journal
from records.datamap import BadMap, DataMap
from records.errors import Busy
from records.stores import Store
from records.unit_of_work import Clock, UnitOfWork
from regimes.calendar import Calendar
from regimes.fault import Fault
from regimes.regime import Regime
from regimes.shelf import Rulebook, load_all
from web import journalling, room
from web.settings import BadSettings, Settings
from workflow import calendars
from workflow.actor import VISITOR, Actor
from workflow.roster import SilenceRule


class SystemClock:
    """The machine's time, aware, UTC. Everything else is given a clock."""

    def now(self) -> datetime:
        """Read it."""
        return datetime.now(UTC)


def _visitor() -> Actor:
    return VISITOR


def _asleep() -> None:
    """Nobody to wake: the worker looks by itself."""


@dataclass(slots=True)
class House:
    """What one running Veche holds; kept in `app.extensions["veche"]`."""

    settings: Settings
    engine: Any
    clock: Clock
    places: Places
    store: Store
    sites: tuple[OfficeEntry, ...] = ()
    who: Callable[[], Actor] = _visitor
    wake: Callable[[], None] = _asleep
    shelf: Rulebook | None = None
    data_map: DataMap = field(default_factory=datamap.load)
    journal: Journal | None = None
    map: tuple[tuple[int, int], Locator, Places] | None = None
    days: str = ""  # the state of the corrections that the shelf's calendars carry
    layout: Layout | None = None  # of the sheet of letters; None is that of the box
    kept: dict[Any, Any] = field(default_factory=dict)  # pieces of pages, see web/kept.py


def house() -> House:
    """Give the running Veche of this request or command."""
    return cast(House, current_app.extensions["veche"])


def settings() -> Settings:
    """Give the settings that the app was made with."""
    return house().settings


def clock() -> datetime:
    """Read the injected clock. Services take `work.now` instead (decisions 7)."""
    return house().clock.now()


def now() -> datetime:
    """Give the one moment of this request that all its words about time agree on."""
    if "now" not in g:
        g.now = clock()
    return cast(datetime, g.now)


@contextmanager
def unit_of_work() -> Iterator[UnitOfWork]:
    """Open the one writing block of this request; leaving it saves, raising saves nothing.

    Where the unit promised something, a worker is woken after the commit; a lost call costs
    nothing, since the outbox is looked through every minute (decisions: jobs).
    """
    here = house()
    if not room.is_enough(here.settings):
        raise Busy("full")
    _end_reading()
    try:
        with units.unit_of_work(here.engine, here.clock) as work:
            work.city_map = locator
            yield work
    finally:
        _end_reading()  # what was opened inside shows the records as they were before
    if work.filed:
        journalling.keep(here, work.filed)
    if work.promised:
        here.wake()


@contextmanager
def reading() -> Iterator[UnitOfWork]:
    """Open a block that reads; nothing in it is saved.

    The blocks of one request share a transaction, and so one state of the records, until it writes.
    """
    here = house()
    if not has_request_context():
        with units.reading(here.engine, here.clock) as work:
            yield work
        return
    kept: ExitStack | None = g.get("kept_reading")
    if kept is None:
        kept = g.kept_reading = ExitStack()
        g.reading = kept.enter_context(units.reading(here.engine, here.clock))
        g.reading.city_map = locator
    try:
        with units.translated():
            yield g.reading
    except BaseException:
        _end_reading()
        raise


def _end_reading(_: BaseException | None = None) -> None:
    kept: ExitStack | None = g.pop("kept_reading", None)
    if kept is not None:
        kept.close()


def rulebook() -> Rulebook:
    """Give the regimes: `rulebook().current(id, day)`, `rulebook()[pin]`; files are read once.

    Its calendars are as people corrected them: once a request the records are asked whether somebody
    did so since, in this process or another. While they can't be reached, the last known days stay.
    """
    here = house()
    if here.shelf is None:
        here.shelf = load_all(here.settings.home / "regimes")
    if "days_asked" not in g:
        g.days_asked = True
        with suppress(Busy):
            _refresh(here, here.shelf)
    return here.shelf


def look_anew() -> None:
    """Forget what this request or command knows of time and corrections: a worker's call may be long."""
    _end_reading()
    for known in ("days_asked", "now", "regimes"):
        g.pop(known, None)


def _refresh(here: House, shelf: Rulebook) -> None:
    """Lay the corrections over the calendars anew where their state is not the one we know."""
    with reading() as work:
        state = calendars.state(work)
        if state != here.days:
            here.shelf, here.days = calendars.with_corrections(work, shelf), state
            here.kept.clear()


def open_shelf(settings: Settings) -> Rulebook:
    """Read the regimes at the start. BadSettings where the city's laws are not there, or keep different time.

    One city has one time: its pages, queues and letters show the hours of one zone.
    """
    try:
        shelf = load_all(settings.home / "regimes")
    except Fault as fault:
        raise BadSettings(f"{fault}. Run `veche regimes check`.") from fault
    known = sorted({one.id for one in shelf})
    for id_ in settings.regimes:
        if id_ not in known:
            raise BadSettings(
                f"VECHE_REGIMES names {id_}, which is on no shelf. There are: {', '.join(known)}."
            )
    for one in shelf:
        if one.id in settings.regimes and one.zone.key != settings.timezone:
            raise BadSettings(
                f"{one.id} counts in {one.zone.key}, but VECHE_TIMEZONE is {settings.timezone}. "
                "All laws of one city share its zone: change one of the two."
            )
    return shelf


def open_map(settings: Settings) -> DataMap:
    """Read the data map, with the months of the city's own file. BadSettings names what is wrong in it."""
    try:
        return datamap.load(settings.home / "data-map.toml")
    except BadMap as error:
        raise BadSettings(str(error)) from error


def regimes() -> tuple[Regime, ...]:
    """Give the laws in force today for new notices of this city, in the order of the setting."""
    shelf, found = g.get("regimes") or (None, ())
    if shelf is not rulebook():
        found = _in_force()
        g.regimes = (rulebook(), found)
    return cast(tuple[Regime, ...], found)


def _in_force() -> tuple[Regime, ...]:
    day = now().astimezone(ZoneInfo(settings().timezone)).date()
    begun = {one.id for one in rulebook() if one.valid_from <= day}
    return tuple(rulebook().current(id_, day) for id_ in settings().regimes if id_ in begun)


def regime() -> Regime:
    """Give the first of them: the law of the city's own calendar."""
    return regimes()[0]


def silence_rule(of: Settings) -> SilenceRule:
    """Give the office's thresholds and hours as the workflow takes them."""
    given = of.silence
    return SilenceRule(
        owned=timedelta(hours=given.owned_hours),
        climbs=timedelta(hours=given.head_hours),
        ahead=given.signatory_days,
        opens=given.opens,
        closes=given.closes,
    )


def calendar(of: Regime | None = None) -> Calendar:
    """Give the days that a regime counts with, the city's own regime if none is named."""
    return rulebook().calendar_of(of or regime())


def places() -> Places:
    """Give the okrugs and districts of the city."""
    locator()
    found = house().map
    return found[2] if found else house().places


def locator() -> Locator:
    """Give the map of the city with its names; read anew when another was put in use."""
    here = house()
    folder = here.settings.home / "places"
    mark = citymap.mark(folder)
    if here.map is None or here.map[0] != mark:
        try:
            found = citymap.load(folder, schematic=here.settings.demo)
        except BadPlaces as error:  # `veche doctor` says it; notices are taken without a map too
            logging.getLogger("veche.map").warning("the city's map can't be read: %s", error)
            found = here.map[1].atlas if here.map else EMPTY
        here.map = (mark, Locator(found), found.places(here.places))
    return here.map[1]


def atlas() -> Atlas:
    """Give the map of the city, an empty one where it has none."""
    return locator().atlas


def sites() -> tuple[OfficeEntry, ...]:
    """Give the specially designated sites of the city."""
    return house().sites


def ask_who(app: Flask, who: Callable[[], Actor]) -> None:
    """Tell the house how to find out who acts; called once by the sign-in room."""
    cast(House, app.extensions["veche"]).who = who


def current_actor() -> Actor:
    """Give the person of this request, a visitor if nobody signed in; looked up once."""
    if "actor" not in g:
        g.actor = house().who()
    return cast(Actor, g.actor)


def init_app(app: Flask) -> None:
    """End what a request read with."""
    app.teardown_request(_end_reading)
