"""All papers of one's own notice in one download: what a court or another office asks for."""

from collections.abc import Iterator
from typing import Any

from flask import Response, stream_with_context

from intake import lines, own, pleas
from intake.door import bp
from intake.summary import said
from intake.words import about_words
from web import zipping
from web.filters import due, law, moment, stamp_moment
from web.gate import gate
from web.headers import name_file
from web.i18n import gettext as _
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import bundling, printing
from workflow.bundling import StoredLetter
from workflow.errors import NotPossible
from workflow.views import NoticeView


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


def _entries(view: NoticeView, letters: tuple[StoredLetter, ...]) -> Iterator[tuple[str, bytes]]:
    """Every file of the bundle in its order; each is read when its turn comes."""
    for number in range(1, view.version + 1):
        yield f"1-notice/version-{number}.txt", _version(view, number).encode()
    for letter in letters:
        pdf = _bytes_of(letter) if letter.sha256 else b""
        if pdf:
            yield f"2-letters/{letter.name}", pdf
    if view.consultations:
        yield "3-services.txt", _services(view).encode()
    for one in reversed(pleas.mine(view)):
        yield f"4-{one.kind}s/{one.number.replace('/', '-')}.txt", _plea(one).encode()
    yield "5-papers.txt", _papers(view).encode()


def _bytes_of(letter: StoredLetter) -> bytes:
    with reading() as work:
        try:
            return printing.bytes_of(work, actor=current_actor(), letter_id=letter.id).pdf
        except NotPossible:
            return b""


def _lines(rows: list[tuple[str, Any]]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in rows if value)


def _version(view: NoticeView, number: int) -> str:
    """A version as its organiser wrote it, question by question, with its hash."""
    with reading() as work:
        content, digest = bundling.version(work, view.card.row.reference, number)
    rows: list[tuple[str, Any]] = [
        (str(_("Notice")), view.card.row.reference),
        (str(_("Version")), number),
        (str(_("Received")), stamp_moment(view.card.row.received_at)),
        (str(_("Kind")), law(view.regime.kinds[content.kind].name)),
        (str(_("Days and hours")), "; ".join(lines.session_lines(content.sessions))),
        (str(_("Places")), "; ".join(lines.place_lines(content.places))),
    ]
    rows += [
        (law(question.title), "; ".join(one for one in said(content, name) if one))
        for name, question in view.regime.questions.items()
        if name not in {"sessions", "places", "route"}
    ]
    return _lines([*rows, ("SHA-256", digest)])


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


def _papers(view: NoticeView) -> str:
    """The papers that came with the notice: you have them, their hashes prove which they were."""
    if not view.papers:
        return str(_("No paper came with the notice.")) + "\n"
    return "".join(f"{one.sha256}  {one.name}\n" for one in view.papers)
