"""Veche, put together: the only place that knows every room."""

import gc
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
_collected = gc.isenabled()
gc.disable()  # what is read now stays: looking through it again and again was a sixth of every start

import click
from flask import Flask
from flask.cli import ScriptInfo
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts
import desk
import intake
import public
from places import districts, offices
from records.engine import make_engine
from records.unit_of_work import Clock
from web import (
    answering,
    assets,
    citing,
    commands,
    commands_bodies,
    commands_conditions,
    commands_duty,
    commands_erase,
    commands_people,
    commands_power,
    commands_secrets,
    errors,
    filters,
    gate,
    headers,
    i18n,
    journalling,
    kept,
    letter_layouts,
    logs,
    packing,
    pages,
    ready,
    respoken,
    security,
    storing,
    tongue,
    uploads,
    widgets,
    work,
)
from web.settings import HOUSE, KEY_NAMES, Settings, load
from web.work import House, SystemClock, open_map, open_shelf

if _collected:
    gc.enable()

DOORS = (public, accounts, intake, desk)
LANDINGS = (
    work,
    logs,
    answering,
    ready,
    headers,
    i18n,
    assets,
    filters,
    tongue,
    citing,
    widgets,
    uploads,
    pages,
    kept,
    errors,
)


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """Make the app. `settings` and `clock` are given by tests; else environment and machine.

    Raises BadSettings where production lacks a key of its own (reliability AD-19), where the laws
    of the city are on no shelf, or where demo mode meets real people.
    """
    settings = settings or load()
    if settings.production:
        for name in KEY_NAMES:
            settings.keys(name)
    app = Flask("veche", root_path=str(HOUSE), template_folder="templates", static_folder=None)
    app.jinja_options = app.jinja_options | {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.config.update(_config(settings))
    if settings.proxy_hops:  # exactly so many of ours wrote into these headers; more was forged
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.extensions["veche"] = House(
        settings=settings,
        engine=make_engine(settings.database_url, lock_wait=settings.lock_wait),
        clock=clock or SystemClock(),
        places=districts.load_city(settings.home / "places"),
        sites=tuple(
            one for one in offices.load_city(settings.home / "places") if one.kind == "site"
        ),
        store=storing.open_papers(settings.home, settings.uploads_url, settings.s3),
        shelf=open_shelf(settings),
        data_map=open_map(settings),
        journal=journalling.of(settings),
        layout=letter_layouts.chosen(settings),
    )
    packing.init_app(app)
    for landing in LANDINGS:
        landing.init_app(app)
    security.init_app(app)
    gate.init_app(app)
    respoken.init_app(app)
    gate.open_static(app, assets.serve)
    for door in DOORS:
        door.init_app(app, settings)
    with app.app_context():
        security.accounts_guard(settings)
    return app


def _config(settings: Settings) -> dict[str, Any]:
    session = settings.keys("session")
    return {
        "SECRET_KEY": session[0],
        "SECRET_KEY_FALLBACKS": session[1:],
        "TRUSTED_HOSTS": settings.hosts,
        "TESTING": settings.mode == "test",
        "WTF_CSRF_ENABLED": False,  # web/security.py checks every form before the view (AD-8)
        "PREFERRED_URL_SCHEME": "https" if settings.secure else "http",
    }


@click.group(context_settings={"obj": ScriptInfo(create_app=create_app)})
def main() -> None:
    """Veche: notices of public events."""


commands.join(main)
commands_people.join(main)
commands_bodies.join(main)
commands_conditions.join(main)
commands_duty.join(main)
commands_power.join(main)
commands_erase.join(main)
commands_secrets.join(main)
