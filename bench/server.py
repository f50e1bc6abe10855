"""What `make bench` puts under load: `python -m bench.server NAME PORT`, one process a name.

`veche` is `veche serve` as it is. `fifty` is the same with 50 rows on a page, as the target of W1 says.
`web` is `veche serve` without its worker. `hello` is Flask's first example, on the same server with the same settings.
"""

import sys

from flask import Flask

import wsgi
from desk import lists
from web.serving import listen

ROWS = {"veche": lists.PAGE, "fifty": 50, "web": lists.PAGE}


def hello() -> Flask:
    """An app without anything."""
    app = Flask("hello")

    @app.get("/")
    def answer() -> str:
        return "hello"

    return app


def main(name: str, port: str) -> None:
    """Serve until told to end."""
    if name == "hello":
        listen(hello(), "127.0.0.1", int(port)).run()
        return
    lists.PAGE = ROWS[name]
    alone = (
        ["--no-worker"] if name == "web" else []
    )  # letters of what is filed are not made meanwhile
    wsgi.main(["serve", "--port", port, *alone])


if __name__ == "__main__":
    main(*sys.argv[1:])
