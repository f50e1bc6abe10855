"""A recount carried out part by part: by the worker in slices, by a command to its end with its progress."""

from collections.abc import Callable

from records.unit_of_work import reading, unit_of_work
from web.work import House, rulebook
from workflow import recounts
from workflow.recounts import Progress


def run(
    here: House,
    recount_id: int,
    *,
    parts: int | None = None,
    told: Callable[[Progress], None] | None = None,
) -> bool:
    """Carry on a recount where it stopped, for so many parts or to its end. Whether it is done.

    Each part is read without a lock and written in a unit of its own, so a page waits for one part at most.
    """
    done = 0
    while parts is None or done < parts:
        with reading(here.engine, here.clock) as work:
            part = recounts.look(work, rulebook(), recount_id)
        if part is None:
            return True
        with unit_of_work(here.engine, here.clock) as work:
            progress = recounts.write(work, rulebook(), part)
        if work.promised:
            here.wake()
        if told is not None:
            told(progress)
        if progress.done:
            return True
        done += 1
    return False
