"""What a person should know before going on; it stops nobody (decisions 5)."""

from dataclasses import dataclass
from datetime import timedelta

from intake.paper import Paper
from intake.steps import Step
from intake.typed import day_of, is_hour
from intake.verdicts import heading
from web import ground
from web.filters import law, near_day
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
    if step is not None and "sessions" in step.questions:
        found += [*_window(here), *_over_midnight(here)]
    if (step is None or "sessions" in step.questions) and (hours := _hours(here)):
        found.append(hours)
    if step is not None and "places" in step.questions and step.name == "where":
        told = ground.elsewhere(here.content.places)
        found += [Told(str(_("The map has it elsewhere")), told)] if told else []
    found += [
        Told(
            law(here.regime.questions[rule.question].title),
            str(_("%(rule)s You can go on with it as it is.", rule=law(rule.text))),
            rule.source,
        )
        for rule in here.warnings(step)
    ]
    return found


def _window(here: Paper) -> list[Told]:
    """That the days can't be filed for in time any more, and the next that can; the page of answers says it itself."""
    found = here.dates
    if found is None or found.judgement.verdict != "too_late":
        return []
    text = law(found.verdict)
    if found.next_day:
        day = near_day(found.next_day)
        text += " " + str(_("The next day you can still file for is %(day)s.", day=day))
    return [Told(heading(found.judgement), text)]


def _over_midnight(here: Paper) -> list[Told]:
    """Days whose end is not after their start: read as ending on the day after, and said so."""
    found = []
    for row in here.answers.get("sessions", ()):
        day, start, end = day_of(row.get("day")), str(row.get("start")), str(row.get("end"))
        if day and is_hour(start) and is_hour(end) and end <= start:
            words = _(
                "%(start)s to %(end)s is read as ending on the next day, %(day)s. If you mean the same day, change the hours.",
                start=start,
                end=end,
                day=near_day(day + timedelta(days=1)),
            )
            found.append(Told(str(_("The end is before the start")), str(words)))
    return found


def _hours(here: Paper) -> Told | None:
    """The rule about the hours of the day, if the days of the draft are outside it."""
    hours = here.check.hours
    if hours is None or hours.warning not in here.check.judgement.warnings or not here.days:
        return None
    text = _("%(rule)s You can keep your hours; the city may propose others.", rule=law(hours.text))
    return Told(str(_("These hours are outside those of the law")), str(text))
