"""Views of the queue that a person keeps under a name."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import queue
from desk.door import bp
from web.filters import say
from web.gate import gate
from web.typed_text import said
from web.work import current_actor, unit_of_work
from workflow import own_views
from workflow.errors import Invalid


@bp.post("/views")
@gate("desk.enter")
def keep_view() -> BaseResponse | tuple[str, int]:
    """Keep the queue under a name as the address narrows it; back to it, or the same page with what is wrong."""
    query = {name: request.args.get(name, "") for name in own_views.CARRIED}
    try:
        name = said("name", longest=own_views.LONGEST)
        with unit_of_work() as work:
            row = own_views.keep(work, actor=current_actor(), name=name, query=query)
            shown = dict(row.query)
    except Invalid as error:
        return queue.page(
            problem=say(error.text, **error.values), typed=request.form.get("name", "")[:200]
        ), 422
    return redirect(url_for("desk.queue", **shown), 303)


@bp.post("/views/<int(max=2147483647):number>/drop")
@gate("desk.enter")
def drop_view(number: int) -> BaseResponse:
    """Take a kept view away."""
    with unit_of_work() as work:
        own_views.drop(work, actor=current_actor(), view_id=number)
    return redirect(url_for("desk.queue"), 303)
