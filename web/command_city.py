"""What a command of a city stands on: its app, and a database that has its tables."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

import click
from flask import Flask, has_app_context
from flask.cli import ScriptInfo, with_appcontext

from records import accounts
from records.engine import make_engine
from records.errors import Busy
from records.migrate import is_current
from records.unit_of_work import reading
from web.settings import load
from web.work import SystemClock, house

NO_TABLES = "The database has not the newest tables. Run `veche migrate`, then once more."


def in_city(view: Callable[..., Any]) -> Callable[..., Any]:
    """A command that writes: inside the app, and never on a database without its tables."""
    return with_appcontext(_with_tables(view))


def reads_city(view: Callable[..., Any]) -> Callable[..., Any]:
    """A command that only reads: it opens a demo city also without VECHE_DEMO."""
    checked = _with_tables(view)

    @click.pass_context
    def run(context: click.Context, /, *given: Any, **more: Any) -> Any:
        if not has_app_context():
            context.with_resource(opened(context.ensure_object(ScriptInfo)).app_context())
        return context.invoke(checked, *given, **more)

    return update_wrapper(run, view)


def opened(info: ScriptInfo) -> Flask:
    """The app of the city that is there, a demo city also without VECHE_DEMO."""
    settings = load()
    engine = make_engine(settings.database_url)
    try:
        with reading(engine, SystemClock()) as work:
            demo = not accounts.is_new(work) and accounts.city(work) == "demo"
    except Busy:
        demo = False  # the app says what is missing
    finally:
        engine.dispose()
    if not demo or info.create_app is None:
        return info.load_app()
    return info.create_app(load(demo=True))


def _with_tables(view: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **more: Any) -> Any:
        if not is_current(house().engine):
            raise click.ClickException(NO_TABLES)
        return view(*given, **more)

    return update_wrapper(run, view)
