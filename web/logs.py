"""The log of the machine (AD-20): one JSON object a line, apart from the log of notices.

It says which deed, how it ended, how long it took. It never says what anybody typed, who they are, which
address a link has, or what an error carried: those words hold names, telephones and secrets (reliability
H-3). Everything outside ASCII and every control character is escaped, so no value can begin a line.
"""

import logging
import secrets
import sys
import time
import traceback
from logging.handlers import WatchedFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.typing import EventDict

from web.settings import HOUSE, Settings

NAME = "veche-log"
FRAMES = 12  # places of a mistake that are named, the nearest last
LONGEST = 500  # characters of one value
OURS = "veche."
LOG = structlog.get_logger("veche.web")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class _Errors(logging.StreamHandler[Any]):
    """Writes to the error output as it is now: tests and servers exchange it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stderr
        super().emit(record)


def setup(settings: Settings) -> None:
    """Send every line of every library the same way; called once a process, or again with other settings."""
    file = settings.log.file
    handler = WatchedFileHandler(file, encoding="utf-8") if file else _Errors()
    handler.set_name(NAME)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _places,
        _short,
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_without_values, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(
                    sort_keys=True, ensure_ascii=True, default=_named
                ),
            ],
        )
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    logging.raiseExceptions = (
        False  # a line that can't be written is lost, and not printed with its values
    )
    root = logging.getLogger()
    for old in [one for one in root.handlers if one.name == NAME]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("veche").setLevel(settings.log.level.upper())


def _without_values(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """A library's line keeps its own words; what the library filled in, we can't answer for."""
    record: logging.LogRecord = line["_record"]
    if not record.name.startswith(OURS):
        line["event"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        line["lib"] = True
    if record.exc_info and record.exc_info[1] is not None:
        line["exc_info"] = record.exc_info
    return line


def _places(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """A mistake is told by its kind and places in the code, never by its message."""
    found = line.pop("exc_info", None)
    line.pop("stack_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if found is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        line["error"] = " from ".join(_kinds(error))
        line["places"] = [
            f"{_inside(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]
        ]
    return line


def _kinds(error: BaseException | None) -> list[str]:
    kinds: list[str] = []
    while error is not None and len(kinds) < 5:
        kinds.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return kinds


def _inside(path: str) -> str:
    """A file of ours by its path from the top, of a library by its name."""
    own = Path(path)
    return str(own.relative_to(HOUSE)) if own.is_relative_to(HOUSE) else own.name


def _short(_logger: Any, _method: str, line: EventDict) -> EventDict:
    for name, value in line.items():
        if isinstance(value, str) and len(value) > LONGEST and not name.startswith("_"):
            line[name] = value[:LONGEST] + "..."
    return line


def _named(value: Any) -> str:
    """Anything that is no text or number is named by its kind: its words may hold anything."""
    return type(value).__name__


def _begin() -> None:
    structlog.contextvars.clear_contextvars()
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _end(answer: Response) -> Response:
    """One line an answer: the endpoint and not the address, since addresses of links are secrets."""
    if "request_id" not in g:
        return answer
    answer.headers["X-Request-Id"] = g.request_id
    if request.endpoint != "static":
        took = round((time.perf_counter() - g.began) * 1000)
        LOG.info(
            "answered", endpoint=request.endpoint or "", method=_method(), status=answer.status_code,
            ms=took,
        )  # fmt: skip
    return answer


def _method() -> str:
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return request.method if request.method in known else "OTHER"


def _forget(_error: BaseException | None = None) -> None:
    structlog.contextvars.clear_contextvars()


def init_app(app: Flask) -> None:
    """Give each request a number, which its answer and its lines carry, and each answer a line."""
    setup(app.extensions["veche"].settings)
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)
