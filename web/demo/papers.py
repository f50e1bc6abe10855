"""Papers of the demo city: a drawn map of a route, a scan of a sheet; looked at and stored as any other."""

import hashlib
import io
import secrets
from pathlib import Path

from PIL import Image, ImageDraw

from papers import table
from records.stores import copy_key, original_key
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from web.uploads import incoming_folder
from web.work import house
from workflow import attaching, drafting
from workflow.actor import Actor
from workflow.attaching import Looked
from workflow.filing import Sheet

Papers = tuple[tuple[str, Looked], ...]
"""Papers as the law calls them, each looked at."""

PAPER, INK, ROAD, WAY = (252, 252, 250), (40, 40, 48), (222, 222, 226), (44, 62, 160)


def route_map(number: int) -> Looked:
    """Streets in grey, the way of the march in blue; each number has its own."""
    made = Image.new("RGB", (640, 480), PAPER)
    pen = ImageDraw.Draw(made)
    for step in range(5):
        across = 60 + step * 100 + (number * 13 + step * 7) % 30
        pen.line([(0, across), (640, across + 20)], fill=ROAD, width=14)
        pen.line([(across + 40, 0), (across + 20, 480)], fill=ROAD, width=14)
    corners = [(80 + step * 120, 100 + (number * 37 + step * step * 53) % 280) for step in range(5)]
    pen.line(corners, fill=WAY, width=6, joint="curve")
    for x, y in corners:
        pen.ellipse([x - 8, y - 8, x + 8, y + 8], fill=WAY)
    return _kept(made, "PNG", f"схема маршрута {number}.png")


def sheet(name: str = "скан уведомления.jpg") -> Looked:
    """A sheet with lines of writing and a stamp, as a scanner sees it."""
    made = Image.new("L", (620, 877), 250)
    pen = ImageDraw.Draw(made)
    for line in range(22):
        right = 540 - (line * 61) % 190
        pen.line([(80, 140 + line * 26), (right, 140 + line * 26)], fill=70, width=5)
    pen.ellipse([420, 720, 540, 840], outline=90, width=5)
    return _kept(made, "JPEG", name)


def of_kind(law: str, kind: str, number: int) -> Papers:
    """What comes with a notice: a march has the map of its route, a mass event its plan and its programme."""
    if law == "ru-moscow-mass":
        plan, programme = route_map(number), sheet(f"программа {number}.jpg")
        return (("site_plan", plan), ("programme", programme))
    return (("route_map", route_map(number)),) if kind == "march" else ()


def draft(work: UnitOfWork, by: Actor, sheet: Sheet, found: Papers) -> str:
    """A draft with its papers; its secret."""
    secret = drafting.begin(
        work, actor=by, regime_id=sheet.regime_id, kind=sheet.content.kind, locale=sheet.locale
    )
    work.flush()
    owner = attaching.of_draft(work, secret)
    for paper, looked in found:
        attaching.keep(work, actor=by, owner=owner, paper=paper, looked=looked, scan=False)
    return secret


def scan(work: UnitOfWork, rulebook: Rulebook, by: Actor, reference: str, looked: Looked) -> None:
    """Add the sheet that was handed in."""
    owner = attaching.of_office(work, rulebook, by, reference)
    attaching.keep(work, actor=by, owner=owner, paper=attaching.SCAN, looked=looked, scan=False)


def _kept(made: Image.Image, kind: str, name: str) -> Looked:
    """Look at it and put it into the store."""
    out = io.BytesIO()
    made.save(out, kind)
    content, code = out.getvalue(), attaching.new_code()
    here = house()
    came = incoming_folder(here) / secrets.token_hex(16)
    copy = came.with_suffix(".copy")
    try:
        came.write_bytes(content)
        good = table.look(came, name, copy)
        clean = copy.read_bytes()
        found = Looked(
            code, good.name, good.kind, len(content), hashlib.sha256(content).hexdigest(),
            len(clean), hashlib.sha256(clean).hexdigest(),
        )  # fmt: skip
        here.store.put(original_key(found.sha256, code), came)
        here.store.put(copy_key(found.copy_sha256, code), copy)
    finally:
        _gone(came, copy)
    return found


def _gone(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
