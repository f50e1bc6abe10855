"""`veche serve`: web and worker in one process, no server to install; `veche worker` beside other web processes."""

import logging

import click
from flask import current_app
from flask.cli import with_appcontext
from huey.consumer import Consumer
from waitress import create_server

from web import worker
from web.work import house

THREADS = 8
"""Requests at once; writers take turns anyway, so that more would only wait (performance 4)."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.option("--worker/--no-worker", "with_worker", default=True, show_default=True,
              help="Run the worker in this process too. Without it, start `veche worker` beside.")  # fmt: skip
@with_appcontext
def serve(host: str, port: int, with_worker: bool) -> None:
    """Serve pages, and keep what the outbox promised, until Ctrl+C.

    For one machine and a trusted network; a city puts a TLS proxy in front.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the app behind flask's proxy
    queue = worker.wakeups(house().settings, threads=with_worker)
    wake = worker.join(app, queue)
    consumer = _start(queue) if with_worker else None
    server = create_server(app, host=host, port=port, threads=THREADS, ident=None, clear_untrusted_proxy_headers=True,
                           max_request_body_size=64 * 1024 * 1024, channel_timeout=60)  # fmt: skip
    wake()
    click.echo(f"Veche is at http://{host}:{server.effective_port}/")
    if house().settings.demo:
        click.echo(f"Sign in as anybody of the demo city: http://{host}:{server.effective_port}/demo")
    click.echo("Stop with Ctrl+C.")
    try:
        server.run()
    finally:
        if consumer is not None:
            consumer.stop(graceful=True)


@click.command("worker")
@click.option("--ticks/--no-ticks", default=True, show_default=True,
              help="Look at the clocks every minute. Several may: one of them wins.")  # fmt: skip
@with_appcontext
def work(ticks: bool) -> None:
    """Keep what the outbox promised: letters, mails, what time brings; until Ctrl+C."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the app behind flask's proxy
    queue = worker.wakeups(house().settings)
    wake = worker.join(app, queue)
    click.echo("The worker is awake. Stop with Ctrl+C.")
    wake()
    Consumer(queue, workers=2, periodic=ticks).run()


def _start(queue: object) -> Consumer:
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = Consumer(queue, workers=2, periodic=True, backoff=1.1, max_delay=2.0)
    consumer.start()
    return consumer
