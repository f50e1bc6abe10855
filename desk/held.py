"""What waits in the outbox for a person: after a restore all of it, else what could not be sent."""

from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk.door import bp
from records import fence
from web.gate import gate
from web.work import current_actor, reading, unit_of_work
from workflow import sending_again


@bp.context_processor
def _held() -> dict[str, Any]:
    """Since when the outbox is held, and how much; nothing for whoever can't do anything about it."""
    if "administrator" not in current_actor().roles:
        return {"outbox_held": None}
    with reading() as work:
        since = fence.since(work)
        return {"outbox_held": {"since": since, "count": fence.count(work)} if since else None}


@bp.post("/mail/again")
@gate("outbox.again")
def mail_again() -> BaseResponse:
    """Send on its way once more what could not be sent; the queue says what still waits."""
    with unit_of_work() as work:
        sending_again.again(work, actor=current_actor())
    return redirect(url_for("desk.queue"), 303)
