"""A picture, decoded whole and encoded anew: what is served holds its points and nothing else."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps

from papers.signs import Odd

MOST = 40_000_000
FORMATS = {"png": ("PNG",), "jpeg": ("JPEG",)}


def look(path: Path, copy: Path, kind: str) -> int:
    """Decode the picture and write its copy, turned as the camera meant it; 1, as it has one page. Raises Odd."""
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before anything is decoded
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a corrupt EXIF is thrown away anyway
        try:
            _again(path, copy, kind)
        except (OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError) as error:
            raise Odd("broken-picture") from error
    return 1


def _again(path: Path, copy: Path, kind: str) -> None:
    with path.open("rb") as source, Image.open(source, formats=FORMATS[kind]) as picture:
        width, height = picture.size
        if width * height > MOST:
            raise Odd("pixels", pixels=round(width * height / 1_000_000), most=MOST // 1_000_000)
        picture.load()
        ImageOps.exif_transpose(picture, in_place=True)
        clear = picture.info.get("transparency")
        picture.info = {} if clear is None or kind == "jpeg" else {"transparency": clear}
        if kind == "jpeg":
            plain = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
            plain.save(copy, "JPEG", quality=90)
        else:
            picture.save(copy, "PNG", compress_level=3)
