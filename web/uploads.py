"""Files come over HTTP: streamed to disk as they come, looked at, stored, written down; and given out again.

Nothing of a file is held in memory: the parser of the form writes each part to `incoming` in VECHE_HOME, hashed on
its way. What is not taken is gone when the request ends; what a killed process leaves there is swept after an hour.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from babel.numbers import format_decimal
from flask import Flask, Request, Response, g, request

from papers import table
from records.errors import RecordsError
from records.stores import CHUNK, copy_key, original_key
from records.unit_of_work import UnitOfWork
from web import limits
from web.filters import say
from web.headers import View, body_limit, name_file
from web.i18n import gettext as _
from web.i18n import language
from web.work import House, current_actor, house, unit_of_work
from workflow import attaching
from workflow.attached import Ready
from workflow.attaching import ALL_OF_THEM, LARGEST, Looked, Owner
from workflow.errors import N_, Invalid

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}
FIELD = "paper-"
"""Name of a file's field in a form: this and the id of the paper that the law names, nothing for another one."""

WholeOwner = Callable[[UnitOfWork], Owner]


class Incoming:
    """One part of a form on its way to disk. Beyond the largest size it is only counted."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / secrets.token_hex(16)
        self.size = 0
        self.digest = hashlib.sha256()
        self.file: IO[bytes] = self.path.open("xb")

    def write(self, part: bytes) -> int:
        self.size += len(part)
        if self.size <= LARGEST:
            self.digest.update(part)
            self.file.write(part)
        return len(part)

    def seek(self, offset: int, whence: int = 0) -> int:
        """The parser rewinds a part when it is whole: it is closed, and read by its path from now on."""
        self.file.close()
        return 0

    def read(self, size: int = -1) -> bytes:
        return b""  # nobody reads a file within the request's process

    def close(self) -> None:
        self.file.close()
        self.path.unlink(missing_ok=True)


class VecheRequest(Request):
    """A request whose files go to `incoming`, where its page takes files; elsewhere they are never read."""

    def _get_file_stream(self, *_args: Any, **_more: Any) -> Any:
        incoming = Incoming(incoming_folder(house()))
        g.setdefault("incoming", []).append(incoming)
        return incoming


def incoming_folder(here: House) -> Path:
    """Where files wait until they are looked at; on this machine, also where the store is far away."""
    folder = here.settings.home / "uploads" / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def takes_files(too_large: Callable[[], Any], most: int = ALL_OF_THEM) -> Callable[[View], View]:
    """Let this endpoint take files, up to `most` bytes: all that a notice may have at once (AD-12).

    `too_large` answers a request that is larger still: then nothing of it was read.
    """

    def named(view: View) -> View:
        view.too_large = too_large  # type: ignore[attr-defined]  # functions carry attributes
        return body_limit(most + 64 * 1024)(view)

    return named


def too_much() -> str:
    """Say that all files together were too large."""
    return say(
        N_(
            "What you sent was larger than 25 MB in all, so nothing of it was taken. One file may have up to %(most)s MB: make a larger one smaller, and send several one by one."
        ),
        most=LARGEST // 1024 // 1024,
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that was not taken: its field, its name as it was sent, why not and how to mend it."""

    field: str
    name: str
    words: str

    @property
    def line(self) -> str:
        """Name and reason in one line."""
        return f"{self.name}: {self.words}"


def bytes_of(field: str) -> bytes:
    """The file in this field, for a reader that bounds its costs; b"" where none was chosen. It is gone with the request."""
    stream: Any = getattr(request.files.get(field), "stream", None)
    whole = isinstance(stream, Incoming) and 0 < stream.size <= LARGEST
    return stream.path.read_bytes() if whole else b""


def keep(owner: WholeOwner) -> list[Fault]:
    """Take the files of this request for their owner; what is wrong with the others, one by one.

    A good file is kept whatever the others are. `owner` is asked within the unit, so that nothing is
    added to what was filed meanwhile.
    """
    faults: list[Fault] = []
    looked: list[tuple[str, Looked]] = []
    sent = list(_sent())
    for number, (fits, (field, incoming, name)) in enumerate(
        zip(_of_today(sent), sent, strict=True), start=1
    ):
        if not fits:
            faults.append(Fault(field, name, say(_TOMORROW)))
            continue
        try:
            if number > attaching.MOST:  # none of them is even looked at
                raise table.NotTaken("many", most=attaching.MOST)
            looked.append((field, _look(incoming, name)))
        except table.NotTaken as odd:
            faults.append(Fault(field, name, say(odd.text, **odd.values)))
    if looked:
        faults += _write_down(owner, looked)
    return faults


def keep_again(
    owner: WholeOwner, paper: str, looked: Looked, moves: Sequence[tuple[str, str]]
) -> list[Fault]:
    """Keep bytes of the store once more, for another owner and under keys of its own: (from, to) of each.

    They were looked at when they came, so they are only carried.
    """
    store = house().store
    for source, target in moves:
        carried = incoming_folder(house()) / f"{attaching.new_code()}.again"
        try:
            with carried.open("wb") as part:
                for chunk in store.chunks(source):
                    part.write(chunk)
            store.put(target, carried)
        finally:
            carried.unlink(missing_ok=True)
    return _write_down(owner, [(FIELD + paper, looked)])


def _sent() -> Iterator[tuple[str, Incoming, str]]:
    """Every chosen file: its field, where it is, its name. A field left empty comes as a part without a name."""
    for field, file in request.files.items(multi=True):
        stream: Any = file.stream
        name = _as_chosen(file.filename or "")
        if field.startswith(FIELD) and isinstance(stream, Incoming) and (name or stream.size):
            yield field, stream, name or "?"


def _as_chosen(name: str) -> str:
    """The name as it stood on the person's disk: browsers write three signs in percent (HTML, form data)."""
    for written, sign in (("%22", '"'), ("%0D", " "), ("%0A", " ")):
        name = name.replace(written, sign)
    return name.strip()


def _look(incoming: Incoming, name: str) -> Looked:
    if incoming.size > LARGEST:
        raise table.NotTaken("large", most=LARGEST // 1024 // 1024)
    copy = incoming.path.with_suffix(".copy")
    try:
        good = table.look(incoming.path, name, copy)
        digest, code = hashlib.sha256(), attaching.new_code()
        with copy.open("rb") as source:
            while part := source.read(CHUNK):
                digest.update(part)
        found = Looked(
            code, good.name, good.kind, incoming.size, incoming.digest.hexdigest(),
            copy.stat().st_size, digest.hexdigest(),
        )  # fmt: skip
        store = house().store
        store.put(original_key(found.sha256, code), incoming.path)
        store.put(copy_key(found.copy_sha256, code), copy)
        return found
    finally:
        copy.unlink(missing_ok=True)


def _write_down(owner: WholeOwner, looked: Sequence[tuple[str, Looked]]) -> list[Fault]:
    """All rows in one unit; what goes beyond the limits, or came before, leaves the store again."""
    faults: list[Fault] = []
    unused: list[Looked] = []
    scan = bool(house().settings.scanner)
    with unit_of_work() as work:
        whose = owner(work)
        for field, one in looked:
            try:
                kept = attaching.keep(
                    work, actor=current_actor(), owner=whose, paper=field.removeprefix(FIELD),
                    looked=one, scan=scan,
                )  # fmt: skip
            except Invalid as error:
                faults.append(Fault(field, one.name, say(error.text, **error.values)))
                kept = None
            if kept is None:
                unused.append(one)
    for one in unused:
        forget((original_key(one.sha256, one.code), copy_key(one.copy_sha256, one.code)))
    return faults


_TOMORROW = N_(
    "That is more than 200 MB from you or your network within a day. Send the rest tomorrow, or bring it to the office."
)


def _of_today(sent: Sequence[tuple[str, Incoming, str]]) -> list[bool]:
    """Whether each still is within 200 MB a person a day (AD-12): by account, else by network address.

    Counted before anybody looks at them and whatever comes of them: a bad file costs the city more than a good one.
    """
    if not sent:
        return []
    account = current_actor().account_id
    whose = str(account) if account else limits.address()
    with unit_of_work() as work:
        return [
            limits.weigh(work, limits.UPLOAD, incoming.size // 1024 + 1, whose)
            for _field, incoming, _name in sent
        ]


def forget(keys: Sequence[str]) -> None:
    """Take bytes out of the store that no row stands for any more; the sweeper does it where this fails."""
    for key in keys:
        with suppress(RecordsError):
            house().store.remove(key)


def file_size(size: int) -> str:
    """Say how large a file is: 340 kB, 1.2 MB, 1,2 МБ."""
    if size < 1_000_000:
        return str(_("%(size)s kB", size=format_decimal(max(size // 1000, 1), "#,##0", language())))
    return str(_("%(size)s MB", size=format_decimal(size / 1_000_000, "#,##0.0", language())))


# --- out ---------------------------------------------------------------------------------------


def give(ready: Ready) -> Response:
    """The copy of a paper, to be saved and never shown by the browser itself (AD-9, AD-14)."""
    chunks = house().store.chunks(ready.key)
    first = next(chunks, b"")  # what is absent is a page, not half an answer

    def stream() -> Iterator[bytes]:
        yield first
        yield from chunks

    answer = Response(stream(), content_type=TYPES[ready.kind])
    answer.content_length = ready.size
    name_file(answer, ready.name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _tidy(_error: BaseException | None) -> None:
    for one in g.pop("incoming", ()):
        one.close()


def init_app(app: Flask) -> None:
    """Let files stream to disk, and leave none behind when a request ends."""
    app.request_class = VecheRequest
    app.jinja_env.filters["file_size"] = file_size
    app.teardown_request(_tidy)
