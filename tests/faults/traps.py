"""Named points of the road at which a process of ours is killed for real: SIGKILL, nothing is tidied up.

A trap stands before or after a function and lets it do its whole work: nothing is replaced. To add a
point, add a line to POINTS; tests/faults/test_killed.py runs every one of them.
"""

import functools
import importlib
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Deed = Literal["file", "upload", "print", "mail", "tick", "migrate", "backup", "run"]


@dataclass(frozen=True)
class Point:
    """Where: `module:name`, on its `nth` call since `since` was entered in the same thread."""

    during: Deed
    at: str
    when: Literal["before", "after"]
    since: str = ""
    nth: int = 1


COMMIT = "sqlmodel:Session.commit"
POINTS = {
    "before the first row of a notice": Point("file", "workflow.filing:_take_in", "before"),
    "rows written, no log entry yet": Point("file", "workflow.filing:_write_down", "before"),
    "before the commit": Point("file", COMMIT, "before", "workflow.filing:file"),
    "after the commit, before the answer": Point("file", COMMIT, "after", "workflow.filing:file"),
    "the answer made, nothing sent": Point(
        "file", "waitress.task:Task.build_response_header", "before", "workflow.filing:file"
    ),
    "a paper came, nobody looked at it": Point("upload", "papers.table:look", "before"),
    "a paper looked at, not stored": Point("upload", "papers.table:look", "after"),
    "a paper's original stored, its copy not": Point("upload", "records.stores:DiskStore.put", "after"),
    "a paper stored, no row yet": Point("upload", "web.uploads:_write_down", "before"),
    "a paper's row written, no commit": Point("upload", COMMIT, "before", "workflow.attaching:keep"),
    "a paper's row saved, before the answer": Point("upload", COMMIT, "after", "workflow.attaching:keep"),
    "a letter taken, the press not asked": Point("print", "letters.press:pdf", "before"),
    "in the middle of a PDF": Point("print", "select:select", "before", "letters.press:pdf"),
    "printed, bytes not stored": Point("print", "workflow.printing:keep", "before"),
    "bytes stored, promise not kept": Point(
        "print", "records.outbox:done", "before", "workflow.printing:keep"
    ),
    "mail written, server not called": Point("mail", "web.mail:send", "before"),
    "mail handed over, before its 250": Point(
        "mail", "smtplib:SMTP.getreply", "before", "smtplib:SMTP.data", nth=2
    ),
    "mail handed over, after its 250": Point("mail", "smtplib:SMTP.data", "after"),
    "mail marked as sent, promise not kept": Point(
        "mail", "records.outbox:done", "before", "workflow.mailroom:sent"
    ),
    "silence written, its incident not": Point("tick", "workflow.incidents:write", "before"),
    "silence and incident written, no commit": Point(
        "tick", COMMIT, "before", "workflow.incidents:write"
    ),
    "a backup half written": Point("backup", "records.backups.making:_table", "after", nth=5),
    "a backup written, not read back": Point("backup", "records.backups.checking:check", "before"),
    "a backup read back, not copied": Point("backup", "records.backups.places:describe", "after"),
    "a run's letters half placed": Point("run", "workflow.runs:_place", "after", nth=2),
    "a run made, no commit": Point("run", COMMIT, "before", "workflow.runs:make"),
    "a run made, no file": Point("run", COMMIT, "after", "workflow.runs:make"),
    "a print file half merged": Point("run", "letters.runfile:_append", "after", nth=3),
    "a print file written beside its name": Point(
        "run", "pathlib:Path.replace", "before", "letters.runfile:write"
    ),
    "a print file whole, not noted": Point("run", "workflow.runs:taken", "before"),
    "in the middle of a migration": Point("migrate", "alembic.operations:Operations.create_table", "after", nth=2),
    "migrated, before the commit": Point("migrate", "records.migrate:_unbroken", "after"),
}  # fmt: skip


def lay(name: str, armed: Path | None = None) -> None:
    """Lay the trap of this point. With `armed` it snaps only while that file is there."""
    point, here = POINTS[name], threading.local()

    def enter() -> None:
        here.hits = 0

    def step() -> None:
        hits = getattr(here, "hits", None if point.since else 0)
        if hits is None:
            return
        here.hits = hits + 1
        if here.hits == point.nth and (armed is None or armed.exists()):
            os.kill(os.getpid(), signal.SIGKILL)

    if point.since:
        _stand(point.since, enter, "before")
    _stand(point.at, step, point.when)


def _stand(where: str, notice: Callable[[], None], when: str) -> None:
    """Stand beside a function: be told before or after it did its work."""
    module, _, name = where.partition(":")
    *owners, last = name.split(".")
    owner: Any = functools.reduce(getattr, owners, importlib.import_module(module))
    inner = getattr(owner, last)

    @functools.wraps(inner)
    def outer(*args: Any, **options: Any) -> Any:
        if when == "before":
            notice()
        answer = inner(*args, **options)
        if when == "after":
            notice()
        return answer

    setattr(owner, last, outer)
