"""The page layout that the city chose for its letters: read at the start, named by the doctor."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from letters import layout
from letters.layout_parts import Layout
from places import offices
from places.districts import BadPlaces
from web.finding import Finding
from web.settings import BadSettings, Settings


def folder(settings: Settings) -> Path:
    """Where the city's own layouts lie."""
    return settings.home / "brand" / "layouts"


def chosen(settings: Settings) -> Layout:
    """The layout in use. BadSettings where there is none of that name, or its file is faulty."""
    try:
        return layout.named(settings.letter_layout, folder(settings))
    except layout.BadLayout as fault:
        raise BadSettings(f"VECHE_LETTER_LAYOUT: {fault} See `veche letters layouts`.") from fault


def of_office(settings: Settings, city: Layout | None, name: str) -> Layout:
    """The layout of an office's letters: the one that its file names, else the city's.

    BadLayout where the office names one that is not there or is faulty: its letters are then held with the reason.
    """
    return _named(name, folder(settings)) if name else city or layout.default()


def of_today(settings: Settings, city: Layout | None, name: str) -> Layout:
    """The same for letters that are made already: a faulty file of the office does not stop their printing."""
    try:
        return of_office(settings, city, name)
    except layout.BadLayout:
        return city or layout.default()


@lru_cache(maxsize=32)
def _named(name: str, where: Path) -> Layout:
    return layout.named(name, where)


def finding(settings: Settings) -> Iterator[Finding]:
    """The page layout of letters can be read, and keeps the address in its window."""
    try:
        found = chosen(settings)
    except BadSettings as fault:
        yield Finding("Letters", False, fault.message, "veche letters layouts FILE")
        return
    yield Finding("Letters", True, f"{settings.letter_layout}: {found.standard}", "")
    yield from _offices(settings)


def _offices(settings: Settings) -> Iterator[Finding]:
    """A layout that an office names for itself is there and without fault."""
    try:
        every = offices.load_city(settings.home / "places")
    except (BadPlaces, ValueError):  # said by the finding about offices
        return
    for office in every:
        name = str(office.letterhead.get("layout", ""))
        try:
            of_office(settings, None, name)
        except layout.BadLayout as fault:
            said = f"office {office.code}: {fault}"
            yield Finding("Letters", False, said, "veche letters layouts FILE")
