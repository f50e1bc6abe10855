"""A step for many notices, carried out by the worker: each in a unit of its own, the rest after a crash."""

from collections.abc import Mapping

from records import accounts, bulk_rows
from records.errors import Overtaken
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from web.by_itself import unit_of
from web.entering import actor_of
from web.filters import say, today
from web.i18n import force_locale
from web.work import House, rulebook
from workflow import bulking
from workflow.actor import Actor
from workflow.errors import N_, Refused

OVERTAKEN = N_("Not possible: somebody else was faster, and the notice reads otherwise now.")
SWITCHED_OFF = N_("Not possible: the person who began this holds no post today.")
FAILED = N_("Not possible: something went wrong here. Make this step on the page of the notice.")


def run(here: House, run_id: int) -> None:
    """Do what waits, one notice after the other, to the end of the list."""
    while True:
        with reading(here.engine, here.clock) as work:
            item = bulk_rows.next_waiting(work, run_id)
            actor, locale = _actor(work, run_id)
        if item is None:
            return
        _one(here, item, actor, locale)


def _actor(work: UnitOfWork, run_id: int) -> tuple[Actor | None, str]:
    """Who began it, as the policy sees them today, and their language."""
    found = bulk_rows.run(work, run_id)
    person = accounts.person(work, found.made_by, today()) if found else None
    if person is None or not person.active or not person.posts:
        return None, "ru"
    return actor_of(person), person.locale


def _one(here: House, item: int, actor: Actor | None, locale: str) -> None:
    """The step and its mark are one unit; what refuses it is written in another."""
    why: str = SWITCHED_OFF
    values: Mapping[str, object] = {}
    if actor is not None:
        try:
            with unit_of(here) as work:
                bulking.do_one(work, rulebook(), actor=actor, item_id=item)
        except Overtaken:
            why = OVERTAKEN
        except Refused as error:
            why, values = error.text, error.values
        except bulking.ENDS:
            why = FAILED
        else:
            return
    with force_locale(locale):
        said = say(why, **values)
    with unit_of_work(here.engine, here.clock) as work:
        bulking.refuse(work, item, said)
