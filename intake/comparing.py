"""Any two versions of one's own notice beside one another."""

from flask import render_template, request, url_for

from intake import own
from intake.door import bp
from intake.lines import organiser_kinds
from web import diffing, ground_compared, paper_words
from web.gate import gate
from web.work import current_actor, reading, rulebook
from workflow import differing


@bp.get("/notices/<string:reference>/versions")
@gate("notice.own")
def own_versions(reference: str) -> str:
    """Any two versions beside one another."""
    view = own.load(reference)
    with reading() as work:
        found = differing.versions_of(work, rulebook(), actor=current_actor(), reference=reference)
    old, new = diffing.pair(found, *(request.args.get(one, "") for one in ("old", "new")))
    return render_template(
        "intake/versions.html",
        view=view,
        found=found,
        old=old,
        new=new,
        rows=paper_words.with_papers(
            diffing.without_reach(
                diffing.rows(found.regime, old.content, new.content, organiser_kinds())
            ),
            found.regime,
            old,
            new,
        ),
        moved=ground_compared.compared(old.content.places, new.content.places),
        names={one.number: diffing.version_name(one) for one in found.all},
        due=view.due("authority"),
        address=url_for("intake.own_versions", reference=reference),
    )
