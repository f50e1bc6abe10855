"""Bodies that come slowly, at `veche serve` itself: they hold a connection and nobody's turn (AD-13).

Found by: a server that gives a request to one of its few threads before its body is whole.
"""

import socket
from contextlib import ExitStack

from tests.faults.conftest import Site
from tests.faults.ward import reader
from web.serving import THREADS

SLOW = 20 * THREADS
HALF = (
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100000\r\n\r\nemail="
)


def test_twenty_times_as_many_slow_bodies_as_threads_hold_nobody_up(site: Site) -> None:
    form, server = site.ready(), site.ward.serves()
    with ExitStack() as stack:
        for number in range(SLOW):
            wire = socket.create_connection(
                ("127.0.0.1", server.port), source_address=(reader(number), 0)
            )
            stack.enter_context(wire).sendall(HALF)
        pages = [server.get(path).status for path in ("/", "/notices/new", "/help")]
        filed = server.post(form.path, form.cookie, form.sent)
    assert pages == [200, 200, 200]
    assert filed.status == 303
    site.acknowledged.append(filed.place.split("/")[2])
    site.whole()
    assert server.get("/").status == 200  # and they leave nothing behind
