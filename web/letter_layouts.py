"""The page layout that the city chose for its letters: read at the start, named by the doctor."""

from collections.abc import Iterator
from pathlib import Path

from letters import layout
from letters.layout_parts import Layout
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


def finding(settings: Settings) -> Iterator[Finding]:
    """The page layout of letters can be read, and keeps the address in its window."""
    try:
        found = chosen(settings)
    except BadSettings as fault:
        yield Finding("Letters", False, fault.message, "veche letters layouts FILE")
        return
    yield Finding("Letters", True, f"{settings.letter_layout}: {found.standard}", "")
