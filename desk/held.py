"""After a restore: administrators see on every page of the desk that mails and letters wait for release."""

from typing import Any

from desk.door import bp
from records import fence
from web.work import current_actor, reading


@bp.context_processor
def _held() -> dict[str, Any]:
    """Since when the outbox is held, and how much; nothing for whoever can't do anything about it."""
    if "administrator" not in current_actor().roles:
        return {"outbox_held": None}
    with reading() as work:
        since = fence.since(work)
        return {"outbox_held": {"since": since, "count": fence.count(work)} if since else None}
