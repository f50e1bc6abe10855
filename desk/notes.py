"""Internal notes of the office on a notice, and talks by telephone; nobody outside the office reads them."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp
from desk.fields import DeskForm
from desk.note_form import NoteForm
from desk.notice import page_of
from records.errors import Missing
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import noting
from workflow.errors import Invalid


@bp.get("/notices/<reference>/notes")
@gate("note.read")
def notes(reference: str) -> BaseResponse:
    """Show the notes, the newest first, and the form for another."""
    return _page(reference, NoteForm(formdata=None))


@bp.post("/notices/<reference>/notes")
@gate("note.write")
def write_note(reference: str) -> BaseResponse:
    """Keep one more note."""
    with reading() as work:
        page_of(work, reference)  # in reach
    form = NoteForm()
    if form.validate():
        try:
            with unit_of_work() as work:
                noting.write(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    kind=form.kind.data, who=form.who.data or "", text=form.text.data or "",
                )  # fmt: skip
            return redirect(url_for("desk.notes", reference=reference), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page(reference, form, 422)


def _page(reference: str, form: DeskForm, status: int = 200) -> BaseResponse:
    before = row_number(request.args.get("before", ""))
    with reading() as work:
        view = page_of(work, reference)
        found = noting.look(
            work, rulebook(), actor=current_actor(), reference=reference, before=before
        )
    if found is None:
        raise Missing(f"Notes on {reference} are not this person's.")
    return answers.page(
        "desk/notes.html", status, view=view, card=view.card, form=form, found=found, before=before
    )
