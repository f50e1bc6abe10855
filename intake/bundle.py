"""All papers of one's own notice in one download: what a court or another office asks for."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from flask import Response, stream_with_context

from intake import lines, own, pleas
from intake.door import bp
from intake.summary import said
from intake.words import about_words
from records.errors import Busy, Missing
from web import zipping
from web.filters import due, law, moment, stamp_moment
from web.gate import gate
from web.headers import name_file
from web.i18n import gettext as _
from web.work import current_actor, house, reading, rulebook, unit_of_work
from workflow import attached, attorney, bundling, printing
from workflow.attached import PaperView
from workflow.bundling import StoredLetter
from workflow.errors import NotPossible
from workflow.views import NoticeView

_NAME = re.compile(r"[^\w.() -]")
"""What the name of a file may not have inside the bundle: a way out of its folder, a sign of a shell."""


@bp.post("/notices/<string:reference>/bundle.zip")
@gate("notice.own")
def bundle(reference: str) -> Response:
    """Send the papers as they are stored, with their hashes; that they were taken stands in the log."""
    view = own.load(reference)
    with unit_of_work() as work:
        letters = bundling.begin(work, rulebook(), actor=current_actor(), reference=reference)
    parts = zipping.stream(_entries(view, letters))
    answer = Response(stream_with_context(parts), mimetype="application/zip")
    answer.headers["Cache-Control"] = "no-store"
    name_file(answer, f"{reference}.zip")
    return answer


def _entries(
    view: NoticeView, letters: tuple[StoredLetter, ...]
) -> Iterator[tuple[str, zipping.Body]]:
    """Every file of the bundle in its order; each is read when its turn comes."""
    here = _folders()
    for number in range(1, view.version + 1):
        yield f"{here['version']}-{number}.txt", _version(view, number).encode()
    for letter in letters:
        pdf = _bytes_of(letter) if letter.sha256 else b""
        if pdf:
            yield f"{here['letters']}/{letter.name}", pdf
    if view.consultations:
        yield f"{here['services']}.txt", _services(view).encode()
    for one in reversed(pleas.mine(view)):
        yield (
            f"{here[one.kind]}/{one.number.replace('/', '-')}.txt",
            _plea(one).encode(),
        )
    packed = {}
    for number, one in enumerate(view.papers, 1):
        body = _paper(view, one)
        if body is not None:
            packed[one.code] = (
                f"{here['papers']}/{number:02d}-{_NAME.sub('_', one.name).strip('. ')[-100:]}"
            )
            yield packed[one.code], body
    yield f"{here['papers']}.txt", _papers(view, packed).encode()


def _folders() -> dict[str, str]:
    """Names of files and folders in the reader's language, numbered in their order."""
    return {
        "version": str(_("1-notice/version")),
        "letters": str(_("2-letters")),
        "services": str(_("3-services")),
        "objection": str(_("4-objections")),
        "complaint": str(_("4-complaints")),
        "papers": str(_("5-papers")),
    }


def _bytes_of(letter: StoredLetter) -> bytes:
    with reading() as work:
        try:
            return printing.bytes_of(work, actor=current_actor(), letter_id=letter.id).pdf
        except NotPossible:
            return b""


def _lines(rows: list[tuple[str, Any]]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in rows if value)


def _version(view: NoticeView, number: int) -> str:
    """A version as its organiser wrote and signed it, question by question, with its hash."""
    with reading() as work:
        found = bundling.version(work, view.card.row.reference, number)
    content = found.content
    at = view.card.row.received_at if number == 1 else found.made_at
    rows: list[tuple[str, Any]] = [
        (str(_("Notice")), view.card.row.reference),
        (str(_("Version")), number),
        (str(_("Received")), stamp_moment(at)),
        (str(_("Kind")), law(view.regime.kinds[content.kind].name)),
        (str(_("Days and hours")), "; ".join(filter(None, lines.session_lines(content.sessions)))),
        (str(_("Places")), "; ".join(filter(None, lines.place_lines(content.places)))),
    ]
    rows += [
        (law(question.title), "; ".join(one for one in said(content, name) if one))
        for name, question in view.regime.questions.items()
        if name not in {"sessions", "places"}
    ]
    if found.signed:
        signature, by = view.regime.signature, attorney.read(content.answers.get(attorney.ID))
        declared = (signature.attorney_declaration if by else None) or signature.declaration
        rows += [(str(_("Declaration")), law(declared)), (str(_("Signed")), found.signed)]
    return _lines([*rows, ("SHA-256", found.hash)])


def _services(view: NoticeView) -> str:
    """Who was asked and what they answered, as the page of the notice tells it."""
    return "".join(
        f"{one.who}: {one.what or str(_('asked'))}. {one.when}\n" for one in own.awaited(view)
    )


def _plea(one: Any) -> str:
    rows = [
        (str(_("No.")), one.number),
        (str(_("Received")), stamp_moment(one.filed_at)),
        (str(_("About")), about_words().get(one.about, "")),
        (str(_("What you wrote")), one.text),
        (str(_("What you ask for")), one.wish),
        (str(_("By law at the latest")), due(one.due_at) if one.due_at else ""),
        (str(_("Where it is")), law(one.public)),
        (str(_("The answer")), one.answer),
        (str(_("Letter")), one.letter_number),
        (str(_("Answered")), moment(one.answered_at) if one.answered_at else ""),
    ]
    return _lines(rows)


def _paper(view: NoticeView, one: PaperView) -> Iterator[bytes] | None:
    """The pieces of a paper as they lie in the store; None where nobody gets it, or the store lacks it."""
    try:
        with reading() as work:
            ready = attached.from_notice(
                work,
                rulebook(),
                actor=current_actor(),
                reference=view.card.row.reference,
                code=one.code,
            )
        pieces = house().store.chunks(ready.key)
        first = next(pieces, b"")
    except (Busy, Missing, NotPossible, OSError):
        return None
    return chain((first,), pieces)


def _papers(view: NoticeView, packed: Mapping[str, str]) -> str:
    """Each paper with the hash under which it was filed, and where its copy lies in this bundle."""
    if not view.papers:
        return str(_("No paper came with the notice.")) + "\n"
    head = _(
        "Each paper with the SHA-256 of the file as it was filed. The bundle holds the copies that the city works with: "
        "the same, without place, device and author. Their own hashes stand in sha256.txt."
    )
    absent = _("not in this bundle")
    rows = [f"{one.sha256}  {one.name}  {packed.get(one.code, absent)}\n" for one in view.papers]
    return f"{head}\n\n{''.join(rows)}"
