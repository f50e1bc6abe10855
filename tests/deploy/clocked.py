"""The app as gunicorn loads it, at the clock of a file: `tests.deploy.clocked:app()`."""

import os
from pathlib import Path

from flask import Flask

from tests.faults.nursery import FileClock
from wsgi import create_app


def app() -> Flask:
    """Veche at the time that stands in VECHE_HOME/clock, as the other processes of the test have it."""
    return create_app(clock=FileClock(Path(os.environ["VECHE_HOME"]) / "clock"))
