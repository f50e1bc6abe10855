"""Progress of long commands: a moving line on a terminal, nothing elsewhere; what came of it is said anyway."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

Tell = Callable[[str], None]


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Tell]:
    """What a long deed tells its steps to; the newest one stands on the screen."""
    console = Console(stderr=True, highlight=False)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    with console.status("") as status:
        yield status.update
