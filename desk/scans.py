"""Papers of a notice at the desk: given out to be saved, and scans of what came on paper added (M37)."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp
from desk.notice import page_of
from web import uploads
from web.gate import gate
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import attached, attaching
from workflow.attaching import SCAN

FIELD = uploads.FIELD + SCAN


@bp.get("/notices/<reference>/papers/<string:code>")
@gate("desk.read")
def paper_file(reference: str, code: str) -> BaseResponse:
    """Give the copy of a paper to whoever may know of it; that it was read is written down."""
    actor = current_actor()
    with reading() as work:
        ready = attached.from_notice(work, rulebook(), actor=actor, reference=reference, code=code)
    with unit_of_work() as work:
        attached.note_reading(work, actor=actor, reference=reference)
    return uploads.give(ready)


@bp.get("/notices/<reference>/scans")
@gate("paper.add")
def scans(reference: str) -> BaseResponse:
    """Where a scan is added."""
    return _page(reference)


def _page(
    reference: str, faults: list[uploads.Fault] | None = None, whole: str = ""
) -> BaseResponse:
    with reading() as work:
        view = page_of(work, reference)
        attaching.of_office(work, rulebook(), current_actor(), reference)
    problems = [(FIELD, one.line) for one in faults or ()] + ([("", whole)] if whole else [])
    status = 413 if whole else 422 if faults else 200
    return answers.page(
        "desk/scans.html",
        status,
        form=_Told(problems),
        view=view,
        card=view.card,
        field=FIELD,
        faults=faults or (),
        has_errors=bool(problems),
    )


class _Told:
    """What was wrong, for the summary at the head of the page."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self._problems = problems
        self.errors = dict(problems)

    def problems(self) -> list[tuple[str, str]]:
        return self._problems


def too_large() -> BaseResponse:
    """All that was sent at once was too much; nothing of it was read."""
    made: BaseResponse = _page(
        str((request.view_args or {})["reference"]), whole=uploads.too_much()
    )
    return made


@bp.post("/notices/<reference>/scans")
@uploads.takes_files(too_large)
@gate("paper.add")
def add_scans(reference: str) -> BaseResponse:
    """Keep scans with the notice; nothing that the office added is taken away again."""
    actor = current_actor()
    with reading() as work:
        page_of(work, reference)  # in reach
        attaching.of_office(
            work, rulebook(), actor, reference
        )  # and theirs, also where no file was chosen
    faults = uploads.keep(lambda work: attaching.of_office(work, rulebook(), actor, reference))
    if faults:
        return _page(reference, faults)
    return redirect(url_for("desk.notice", reference=reference, _anchor="papers"), 303)
