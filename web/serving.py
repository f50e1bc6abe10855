"""`veche serve`: web and worker in one process, no server to install; `veche worker` beside other web processes."""

import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info, with_appcontext
from waitress import create_server

from records import moving, wakeups
from records.backups.refusal import InUse
from web import leaving, occupied, worker
from web.work import House, house

FIRST_HANDED = 3  # the first descriptor that a service manager hands over (sd_listen_fds(3))
CONNECTIONS = 400
"""Connections at once; a proxy in front opens one a request and none for slow clients (AD-13)."""
THREADS = 8
"""Requests at once; writers take turns anyway, so that more would only wait (performance 4)."""


@click.command("serve", short_help="Serve pages, with the worker, until Ctrl+C.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port; 0 takes a free one.",
)
@click.option(
    "--worker/--no-worker",
    "with_worker",
    default=True,
    show_default=True,
    help="Run the worker in this process too. Without it, start `veche worker` beside.",
)
@pass_script_info
@with_appcontext
def serve(info: ScriptInfo, host: str, port: int, with_worker: bool) -> None:  # fmt: skip
    """Serve pages, and keep what the outbox promised, until Ctrl+C.

    For one machine and a trusted network; a city puts a TLS proxy in front.
    """
    _still_here()
    _enter()
    app = info.load_app()
    server = listen(app, host, port)
    queue = worker.wakeups(house().settings, threads=with_worker)
    wake = worker.join(app, queue)
    consumer = worker.start(queue) if with_worker else None
    wake()
    base = f"http://{host}:{server.effective_port}"
    click.echo(f"Veche is at {base}/")
    if house().settings.demo:
        click.echo(f"Sign in as anybody of the demo city: {base}/demo")
    hosts = house().settings.hosts
    if host not in hosts:
        click.echo(f"It answers under these names alone: {', '.join(hosts)} (VECHE_TRUSTED_HOSTS).")
    _say_how_to_stop()
    try:
        with hearing(house()) if with_worker else nullcontext():
            leaving.run(server)
    finally:
        if consumer is not None:
            consumer.stop(graceful=True)


def _handed_over() -> socket.socket | None:
    """The listening socket that a service manager holds for us (`deploy/veche.socket`), if there is one.

    It outlives the process, so who comes during a restart waits in its queue and is not turned away.
    """
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS") != "1":
        return None
    return socket.socket(fileno=FIRST_HANDED)


def _still_here() -> None:
    """Refuse to serve a file whose city was carried to PostgreSQL: nothing could be filed."""
    if moving.is_fenced(house().engine):
        raise click.ClickException(
            "This city was carried to PostgreSQL. Set VECHE_DATABASE_URL to its new address."
        )


def listen(app: Flask, host: str, port: int) -> Any:
    """The server, bound and not yet running. ClickException where the port is taken."""
    given, here = _handed_over(), app.extensions.get("veche")  # none: an app of the measures
    where: dict[str, Any] = {"sockets": [given]} if given else {"host": host, "port": port}
    try:
        return create_server(
            app, **where, threads=THREADS, ident=None,
            clear_untrusted_proxy_headers=not (here and here.settings.proxy_hops),
            max_request_body_size=64 * 1024 * 1024, channel_timeout=60,
            connection_limit=CONNECTIONS, backlog=1024,
        )  # fmt: skip
    except OSError as error:
        raise click.ClickException(
            f"Port {port} of {host} can't be had: {error.strerror}. Try another: veche serve --port 8001"
        ) from error


@click.command("worker", short_help="Make letters, send mails, watch the clocks.")
@click.option(
    "--ticks/--no-ticks",
    default=True,
    show_default=True,
    help="Look at the clocks every minute. Several may: one of them wins.",
)
@pass_script_info
@with_appcontext
def work(info: ScriptInfo, ticks: bool) -> None:  # fmt: skip
    """Keep what the outbox promised: letters, mails, what time brings; until Ctrl+C."""
    _still_here()
    _enter()
    queue = worker.wakeups(house().settings)
    wake = worker.join(info.load_app(), queue)
    click.echo("The worker is awake.")
    _say_how_to_stop()
    wake()
    with hearing(house()):
        worker.run(queue, ticks=ticks)


def _say_how_to_stop() -> None:
    """To a person at a keyboard; in the log of a service it would mislead."""
    if sys.stdin.isatty():
        click.echo("Stop with Ctrl+C.")


def _enter() -> None:
    try:
        occupied.enter(house().settings.home)
    except InUse as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def hearing(here: House) -> Iterator[None]:
    """Inside the block, commits of other processes wake this worker, where the database can call."""
    if not wakeups.can_listen(here.engine):
        yield
        return
    stop = threading.Event()
    ear = threading.Thread(
        target=wakeups.listen, args=(here.engine, stop, here.wake), name="ear", daemon=True
    )
    ear.start()
    try:
        yield
    finally:
        stop.set()
        ear.join(timeout=5)
