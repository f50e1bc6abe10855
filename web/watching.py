"""The worker's part in the alarms: every minute it looks at them, every five it reads the end of the log."""

import logging

from records import alarm_rows
from records.unit_of_work import reading, unit_of_work
from web import alarms, checkpoints
from web.work import House
from workflow import checkpointing

EVERY = 5  # minutes between two readings of what no checkpoint covers yet

log = logging.getLogger("veche.alarms")


def minute(here: House) -> None:
    """Look once. What goes wrong here holds up neither mails nor clocks."""
    try:
        if here.clock.now().minute % EVERY == 0:
            read_the_end(here)
        told = alarms.pass_round(here.settings, here.engine, here.clock)
    except Exception as error:  # noqa: BLE001 - the next minute looks again, and `veche watch` beside it
        log.warning("looking at the alarms failed: %s", type(error).__name__)
        return
    for one in told.begun:
        log.error("alarm %s %s", one.name, one.said)
    for one in told.over:
        log.warning("over: alarm %s", one.name)


def read_the_end(here: House) -> None:
    """Verify what was written since the last checkpoint; what does not hold rings until somebody verified anew."""
    keys = [one.key for one in checkpoints.signers(here.settings)]
    try:
        with reading(here.engine, here.clock) as work:
            checkpointing.examine(work, keys)
    except checkpointing.Unsound as error:
        with unit_of_work(here.engine, here.clock) as work:
            alarm_rows.verified(work, str(error))
