"""«What is held about me», and who of the office looked: a page, and the whole as a file."""

import json

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.door import bp
from web.erasing_runs import way_of
from web.gate import gate
from web.headers import name_file
from web.i18n import gettext as _
from web.keeping import kept_words
from web.text import row_number
from web.work import current_actor, house, reading
from workflow import my_data as service
from workflow import own_dates, own_erasing


def role_words() -> dict[str, str]:
    """Name the posts of the office, as an organiser reads them."""
    return {
        "officer": _("Officer"),
        "head": _("Head of the office"),
        "signatory": _("Signatory"),
        "clerk": _("Clerk"),
        "secretary": _("Secretary"),
        "auditor": _("Auditor"),
        "administrator": _("Administrator"),
        "": _("A person who has left"),
    }


@bp.get("/my-data")
@gate("notice.own")
def my_data() -> Response | str:
    """Show what is held about the person of this browser, and who of the office read it, by post."""
    actor = current_actor()
    if actor.account_id is None and not actor.notices:
        return redirect(url_for("intake.find"), 303)
    return page()


def page(calendar: str = "") -> str:
    """The page; `calendar` is a secret address that was made just now, shown this once."""
    actor, before = current_actor(), row_number(request.args.get("before", ""))
    with reading() as work:
        lines = service.lines(work, house().data_map, actor)
        looked, more = service.looked(work, actor, before=before)
        since = own_dates.has_link(work, actor)
        mine = own_erasing.look(work, way_of(house()), actor)
    return render_template(
        "intake/my_data.html",
        lines=[(one, kept_words(one.line.rule)) for one in lines if one.count],
        nothing=[one for one in lines if not one.count],
        looked=looked,
        roles=role_words(),
        next=url_for("intake.my_data", before=more) if more else "",
        first=before is None,
        calendar=calendar,
        calendar_since=since,
        mine=mine,
        rule=house().data_map.rules["notice"],
        deleted=request.args.get("deleted", ""),
    )


@bp.get("/my-data.json")
@gate("notice.own")
def my_data_file() -> Response:
    """Give all of it as a file: each line of the data map with its values, and every reading."""
    actor = current_actor()
    if actor.account_id is None and not actor.notices:
        return redirect(url_for("intake.find"), 303)
    with reading() as work:
        found = service.everything(work, house().data_map, actor)
    answer = make_response(json.dumps(found, ensure_ascii=False, indent=1))
    answer.headers["Content-Type"] = "application/json"
    answer.headers["Cache-Control"] = "no-store"
    name_file(answer, "veche-my-data.json")
    return answer
