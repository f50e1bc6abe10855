"""How `veche serve` ends: whoever was let in is answered first."""

import signal
import threading
import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

PATIENCE = 30.0
"""Seconds that requests under way have; the unit of `deploy/` waits 60 before it kills."""
JUST_NOW = 1.0
"""Seconds in which a connection that was let in may still say its first word."""


def run(server: Any) -> None:
    """Serve until TERM; then let nobody in any more, answer whoever is in, and return.

    Who comes meanwhile waits in the queue of the socket, which a service manager holds (`deploy/veche.socket`).
    The server's own end would drop requests that wait for a thread, and answers not yet on the wire.
    Ctrl+C ends at once, as of old.
    """
    leaving = threading.Event()

    def leave(*_: object) -> None:
        leaving.set()
        listeners(server)[0].pull_trigger()

    signal.signal(signal.SIGTERM, leave)
    try:
        while not leaving.is_set():
            _turn(server, 1.0)
        for one in listeners(server):
            one.accepting = False
        _answer_all(server)
    except KeyboardInterrupt:
        pass
    listeners(server)[0].task_dispatcher.shutdown()


def _answer_all(server: Any) -> None:
    began = time.monotonic()
    while (since := time.monotonic() - began) < PATIENCE:
        here = channels(server)
        if not here or (since > JUST_NOW and not any(map(_busy, here))):
            return
        _turn(server, 0.1)


def _map(server: Any) -> dict[int, Any]:
    """What the server watches; one that listens on several addresses keeps it under another name."""
    return vars(server).get("map") or vars(server)["_map"]  # type: ignore[no-any-return]


def _turn(server: Any, timeout: float) -> None:
    poll = server.adj.asyncore_use_poll
    server.asyncore.loop(timeout=timeout, map=_map(server), use_poll=poll, count=1)


def listeners(server: Any) -> list[Any]:
    """The sockets that let people in."""
    return [one for one in _map(server).values() if isinstance(one, BaseWSGIServer)]


def channels(server: Any) -> list[Any]:
    """The connections of people who were let in."""
    return [one for one in _map(server).values() if isinstance(one, HTTPChannel)]


def _busy(channel: Any) -> bool:
    """Whether somebody is being read, served or answered there."""
    return channel.request is not None or bool(channel.requests) or channel.total_outbufs_len > 0
