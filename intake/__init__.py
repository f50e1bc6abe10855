"""The door for organisers: dates, the form, filing, the receipt, and what follows."""

from flask import Flask

from intake import (
    agreeing,
    amend,
    amend_papers,
    body_questions,
    bundle,
    comparing,
    copying,
    counter,
    days,
    draft,
    file,
    finding,
    giving_up,
    later,
    messages,
    mine,
    my_data,
    notices,
    own_dates,
    own_erasing,
    papers,
    pleas,
    precheck,
    replies,
    resources,
    start,
    tongue,
)
from intake.door import bp
from web.settings import Settings

__all__ = [
    "agreeing",
    "amend",
    "amend_papers",
    "body_questions",
    "bundle",
    "comparing",
    "copying",
    "counter",
    "days",
    "draft",
    "file",
    "finding",
    "giving_up",
    "init_app",
    "later",
    "messages",
    "mine",
    "my_data",
    "notices",
    "own_dates",
    "own_erasing",
    "papers",
    "pleas",
    "precheck",
    "replies",
    "resources",
    "start",
    "tongue",
]


def init_app(app: Flask, settings: Settings) -> None:
    """Open the door."""
    days.init_app(app)
    app.register_blueprint(bp)
