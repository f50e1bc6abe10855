"""Pictures of letters that somebody looked at and approved, and how a new page differs from its picture.

`make approve` sets every specimen anew and writes its picture into `tests/letters/approved/`: look at each that
changed before you commit it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import click
import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
from PIL import Image, ImageChops

from letters import layout, press
from letters.layout_parts import Layout
from letters.letter import Letter
from letters.specimens import all_specimens, hard, specimen

FOLDER = Path(__file__).parents[1] / "letters" / "approved"
DPI = 40
SHADES = 16  # of grey, so that a picture is a dozen kilobytes
FIELD = 8  # pixels: 5 mm of the page
LIMIT = 5
"""By so much of 255 the mean of a field may not differ. A line of one pixel through it is 32, a line of text 40 and
more; what the few shades take away stays below 1."""


@dataclass(frozen=True, slots=True)
class Differs:
    """Where a page is not as approved: millimetres from its top left corner, and by how much of 255."""

    page: int
    left: int
    top: int
    by: int


def beside() -> Iterator[tuple[str, Letter, Layout]]:
    """What is hard to set, and one letter on each of the other layouts: beside the kinds, which the suite prints anyway."""
    for name, letter in hard():
        yield name, letter, layout.default()
    for name in layout.names():
        if layout.named(name) != layout.default():
            yield f"{name}-conditions", specimen("conditions", "ru"), layout.named(name)


def picture(pdf: bytes) -> Image.Image:
    """All pages, one below the other, in few shades of grey."""
    pages = [
        page.render(scale=DPI / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf)
    ]
    sheet = Image.new("L", (max(one.width for one in pages), _height(pages[0]) * len(pages)), 255)
    for number, page in enumerate(pages):
        sheet.paste(page, (0, number * _height(page)))
    step = 255 / (SHADES - 1)
    return sheet.point([round(round(value / step) * step) for value in range(256)])


def _height(page: Image.Image) -> int:
    return -(-page.height // FIELD) * FIELD  # whole fields, so that none lies on two pages


def differences(pdf: bytes, approved: bytes) -> list[Differs]:
    """The fields of a letter that are not as approved; a page too many or too few is one at its end."""
    now, then = picture(pdf), Image.open(BytesIO(approved)).convert("L")
    if now.size != then.size:
        return [Differs(max(now.height, then.height) // _sheet(), 0, 0, 255)]
    changed = ImageChops.difference(now, then)
    fields = [one.reduce(FIELD).tobytes() for one in (now, then, changed)]
    wide, high = -(-now.width // FIELD), _sheet() // FIELD
    mm = FIELD / DPI * 25.4
    found = []
    for place, (new, old, moved) in enumerate(zip(*fields, strict=True)):
        by = max(abs(new - old), moved // 3)  # moved ink may leave a field as dark as it was
        if by >= LIMIT:
            line, column = divmod(place, wide)
            at = (round(column * mm), round(line % high * mm))
            found.append(Differs(line // high + 1, *at, by))
    return found


def _sheet() -> int:
    return -(-round(297 / 25.4 * DPI) // FIELD) * FIELD


def stored(image: Image.Image) -> bytes:
    """As a PNG of four bits a pixel."""
    step = 255 / (SHADES - 1)
    few = image.point([round(value / step) for value in range(256)]).convert("P")
    few.putpalette([round(shade * step) for shade in range(SHADES) for _ in range(3)])
    held = BytesIO()
    few.save(held, "PNG", optimize=True, bits=4)
    return held.getvalue()


def without_a_rule(approved: bytes) -> bytes:
    """The picture with the last line that crosses the whole text painted over."""
    image = Image.open(BytesIO(approved)).convert("L")
    rows = [image.crop((0, at, image.width, at + 1)) for at in range(image.height)]
    long = [at for at, row in enumerate(rows) if sum(one < 250 for one in row.tobytes()) > 250]
    image.paste(
        255, (0, long[-2] if long[-1] - long[-2] == 1 else long[-1], image.width, long[-1] + 1)
    )
    return stored(image)


def approve() -> None:
    """Write the picture of each specimen that is not as approved, and name it; remove what is no specimen's."""
    FOLDER.mkdir(exist_ok=True)
    every = {name: (letter, layout.default()) for name, letter in all_specimens()}
    every |= {name: (letter, sheet) for name, letter, sheet in beside()}
    for name, (letter, sheet) in every.items():
        pdf, path = press.pdf(letter, layout=sheet).pdf, FOLDER / f"{name}.png"
        if not path.exists() or differences(pdf, path.read_bytes()):
            path.write_bytes(stored(picture(pdf)))
            click.echo(f"Look at {path}")
    for path in FOLDER.glob("*.png"):
        if path.stem not in every:
            path.unlink()
            click.echo(f"No letter any more: {path.name}")


if __name__ == "__main__":
    approve()
