"""What one reading asks for twice is read once. A writing unit always looks anew."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from records.unit_of_work import UnitOfWork

More = ParamSpec("More")
Found = TypeVar("Found")


def once(
    read: Callable[Concatenate[UnitOfWork, More], Found],
) -> Callable[Concatenate[UnitOfWork, More], Found]:
    """Keep what a named read found for the rest of the reading, by the ids of what it was asked about.

    A page asks for the clocks of its notice at every button; nobody changes what is given here.
    """

    @wraps(read)
    def known(work: UnitOfWork, /, *asked: More.args, **more: More.kwargs) -> Found:
        if work.known is None:
            return read(work, *asked, **more)
        key = (read, *(getattr(one, "id", one) for one in asked), *more.items())
        if key not in work.known:
            work.known[key] = read(work, *asked, **more)
        found: Found = work.known[key]
        return found

    return known
