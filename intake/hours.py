"""What a person should know before going on; it stops nobody (decisions 5)."""

from dataclasses import dataclass

from intake.paper import Paper
from intake.steps import Step
from web.filters import law
from web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to know: a heading and the rule, with the article that it rests on."""

    title: str
    text: str
    source: object = None


def warnings_of(here: Paper, step: Step | None = None) -> list[Told]:
    """What the law says against the answers of a page, or of all of them."""
    found = []
    if (step is None or "sessions" in step.questions) and (hours := _hours(here)):
        found.append(hours)
    found += [
        Told(
            law(here.regime.questions[rule.question].title),
            str(_("%(rule)s You can go on with it as it is.", rule=law(rule.text))),
            rule.source,
        )
        for rule in here.warnings(step)
    ]
    return found


def _hours(here: Paper) -> Told | None:
    """The rule about the hours of the day, if the days of the draft are outside it."""
    hours = here.check.hours
    if hours is None or hours.warning not in here.check.judgement.warnings or not here.days:
        return None
    text = _("%(rule)s You can keep your hours; the city may propose others.", rule=law(hours.text))
    return Told(str(_("These hours are outside those of the law")), str(text))
