"""The writing block of what Veche does by itself: as a request's, with the map that letters are drawn from."""

from collections.abc import Iterator
from contextlib import contextmanager

from records import unit_of_work as units
from records.unit_of_work import UnitOfWork
from web.work import House, locator


@contextmanager
def unit_of(here: House) -> Iterator[UnitOfWork]:
    """One deed of the worker: leaving it saves, raising saves nothing. Letters released in it show the same map."""
    with units.unit_of_work(here.engine, here.clock) as work:
        work.city_map = locator
        yield work
