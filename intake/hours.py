"""What a person should know before going on; it stops nobody (decisions 5)."""

from intake.paper import Paper
from web.filters import law
from web.i18n import gettext as _


def hours_warning(here: Paper) -> str:
    """The rule about the hours of the day, if the days of the draft are outside it; else nothing."""
    hours = here.check.hours
    if hours is None or hours.warning not in here.check.judgement.warnings or not here.days:
        return ""
    return str(
        _("%(rule)s You can keep your hours; the city may propose others.", rule=law(hours.text))
    )
