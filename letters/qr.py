"""The QR square of a letter: one SVG path with a title, so that it is a figure with a text for a screen reader."""

import html

import segno


def address(check_url: str, code: str) -> str:
    """HTTPS://HOST/C/CODE in capitals: the alphanumeric mode keeps the square at 25 modules (letters.md 6)."""
    return f"{check_url.rstrip('/')}/{code}".upper()


def svg(text: str, title: str) -> str:
    """Error level M, no quiet zone: the template keeps 3 mm around it. `title` becomes the alternative text."""
    square = segno.make(text, error="m", micro=False, boost_error=False)
    rows = [bytes(row) for row in square.matrix]
    path = "".join(
        f"M{start} {y}h{end - start}v1h-{end - start}z"
        for y, row in enumerate(rows)
        for start, end in _bars(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}">'
        f'<title>{html.escape(title)}</title><path d="{path}"/></svg>'
    )


def _bars(row: bytes) -> list[tuple[int, int]]:
    bars, start = [], None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            bars.append((start, x))
            start = None
    return bars
