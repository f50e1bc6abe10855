"""What changed: any two versions of a notice beside one another, and the word that somebody has looked."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk.door import bp
from desk.history_deal import effect_words
from desk.words import organiser_words
from web import diffing, ground_compared, paper_words
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import differing, seeing


@bp.get("/notices/<reference>/versions")
@gate("desk.read")
def versions(reference: str) -> str:
    """Show two versions side by side: those that the address names, else the last look and the newest."""
    with reading() as work:
        actor = current_actor()
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
        found = differing.versions_of(work, rulebook(), actor=actor, reference=reference)
    since = str(found.looked) if found.unseen and found.looked else ""
    old, new = diffing.pair(found, request.args.get("old", since), request.args.get("new", ""))
    return render_template(
        "desk/versions.html",
        view=view,
        card=view.card,
        found=found,
        old=old,
        new=new,
        rows=paper_words.with_papers(
            diffing.rows(found.regime, old.content, new.content, organiser_words()),
            found.regime,
            old,
            new,
        ),
        moved=ground_compared.compared(old.content.places, new.content.places),
        names={one.number: diffing.version_name(one) for one in found.all},
        effect=effect_words().get(new.effect, ""),
        address=url_for("desk.versions", reference=reference),
    )


@bp.post("/notices/<reference>/versions")
@gate("version.look")
def looked(reference: str) -> BaseResponse:
    """Write down that this person has looked at the newest version they were shown."""
    number = row_number(request.form.get("version", "")) or 1
    with unit_of_work() as work:
        differing.look(work, rulebook(), actor=current_actor(), reference=reference, number=number)
    return redirect(url_for("desk.notice", reference=reference), 303)
