"""The power of attorney under which a notice was received, for the pages that change the notice."""

from datetime import date

from workflow import attorney
from workflow.content import Content
from workflow.views import NoticeView


def filed_by(view: NoticeView, content: Content) -> tuple[dict[str, str], date]:
    """The parts of the power as they stand in the notice, and the day of its receipt where its law is in force."""
    received = view.card.row.received_at.astimezone(view.regime.zone).date()
    return attorney.kept(content.answers.get(attorney.ID)), received
