"""Progress of long commands: a moving line on a terminal, nothing elsewhere; what came of it is said anyway."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

Tell = Callable[[str], None]


def counted(count: int, what: str, many: str = "") -> str:
    """`1 notice`, `2 notices`, `1,204 entries`: commands speak English. `many` where an s alone is wrong."""
    return f"{count:,} {what if count == 1 else many or what + 's'}"


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Tell]:
    """What a long deed tells its steps to; the newest one stands on the screen."""
    console = Console(stderr=True, highlight=False)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    with console.status("") as status:
        yield status.update
