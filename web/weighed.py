"""What follows from a change of a filed notice, in words: for the organiser and for the desk alike."""

from dataclasses import dataclass
from typing import Any

from web.filters import law, short_due
from web.i18n import gettext as _
from web.i18n import language
from workflow.weighing import Moved, Plan


@dataclass(frozen=True, slots=True)
class Line:
    """A date before and after, with its counting."""

    title: str
    old: str
    new: str
    same: bool
    steps: tuple[Any, ...]


def headline(regime: Any, plan: Plan) -> tuple[str, str]:
    """The weightiest thing in one sentence, and what it means."""
    if plan.taken and plan.verdict != plan.was and plan.verdict in {"too_late", "too_early"}:
        late = _("With this change the notice is too late.")
        early = _("With this change the notice is too early.")
        return (
            str(late if plan.verdict == "too_late" else early).rstrip("."),
            str(_("You can send it all the same. Read first what follows from it in law.")),
        )
    return {
        "file-anew": (
            str(_("This can't be changed: file a new notice")),
            str(_("Nothing was changed. What you filed stays as it is.")),
        ),
        "restart": (
            str(_("Material change: the notice is examined anew")),
            _restarted(regime, plan),
        ),
        "keep": (
            str(_("Material change: the dates stay")),
            str(_("The change matters for how the event is run. No date moves because of it.")),
        ),
        "none": (
            str(_("Not a material change")),
            str(_("The office is told. Nothing else changes.")),
        ),
    }[plan.effect]


def _restarted(regime: Any, plan: Plan) -> str:
    """What an examination from the beginning does to the office's time; on one and the same day, nothing that is seen."""
    running = [one for one in plan.clocks if one.new and regime.clocks[one.clock].statutory]
    if not running:
        said = _(
            "The office looks at it from the beginning. The law sets no term by which it has to be done."
        )
    elif all(one.same for one in running):
        said = _(
            "The office's time is counted anew from the change, and ends when it would have ended before."
        )
    else:
        said = _("The office's time starts again with the change.")
    return str(said)


def window(regime: Any, plan: Plan) -> tuple[str, str]:
    """Whether the filing window still holds, and what follows in law where it does not."""
    verdict = regime.verdicts.get(plan.verdict)
    follows = law(verdict.text) if verdict else ""
    if plan.verdict == "in_window":
        said = _("The filing window still holds.")
        return str(said), "" if plan.was == plan.verdict else follows
    if plan.verdict == "too_late":
        said = _("With this change the notice is too late.")
    elif plan.verdict == "too_early":
        said = _("With this change the notice is too early.")
    else:
        return follows, ""
    if plan.was == plan.verdict:
        said = _("The notice is outside its filing window, as it was before.")
    if plan.closes and plan.verdict == "too_late":
        until = _(
            "A notice for this day had to come by %(when)s.",
            when=short_due(plan.closes, regime.zone),
        )
        return str(said), f"{until} {follows}"
    return str(said), follows


def clocks(regime: Any, plan: Plan) -> list[Line]:
    """Every date, old and new."""
    return [
        _line(regime, one)
        for one in plan.clocks
        if regime.clocks[one.clock].statutory or not one.same
    ]


def _line(regime: Any, one: Moved) -> Line:
    old = short_due(one.old, regime.zone) if one.old else str(_("did not run"))
    new = short_due(one.new, regime.zone) if one.new else str(_("runs no more"))
    return Line(law(one.title), old, new, one.same, one.steps)


def told(plan: Plan) -> list[tuple[str, str]]:
    """Who is told, and what it means for them."""
    words = {
        ("asked", True): str(
            _("answered already, and is asked again: its answer rests on what changed")
        ),
        ("asked", False): str(_("is asked again about the new version")),
        ("stands", True): str(_("is told; its answer stands")),
        ("stands", False): str(_("is told")),
    }
    return [
        (one.name.ru if language() == "ru" else one.name.en, words[one.what, one.answered])
        for one in plan.told
    ]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Everything that a page says of a plan."""

    headline: tuple[str, str]
    window: tuple[str, str]
    clocks: list[Line]
    told: list[tuple[str, str]]
    cautions: list[tuple[str, str, Any]]


def cautions(regime: Any, plan: Plan) -> list[tuple[str, str, Any]]:
    """What the law says against the new answers: a title, the rule, where it stands. It stops nobody."""
    found: list[tuple[str, str, Any]] = []
    if plan.cautions.hours is not None and "sessions" in plan.changed:
        text = _(
            "%(rule)s You can keep your hours; the city may propose others.",
            rule=law(plan.cautions.hours.text),
        )
        found.append((str(_("These hours are outside those of the law")), str(text), None))
    found += [
        (
            law(regime.questions[rule.question].title),
            str(_("%(rule)s You can go on with it as it is.", rule=law(rule.text))),
            rule.source,
        )
        for rule in plan.cautions.broken
    ]
    return found


def words_of(regime: Any, plan: Plan) -> Weighed:
    """The plan in words."""
    return Weighed(
        headline(regime, plan),
        window(regime, plan),
        clocks(regime, plan),
        told(plan),
        cautions(regime, plan),
    )


def locked(regime: Any) -> list[Any]:
    """Rules under which nothing is changed, for the page that says so beforehand."""
    return [rule for rule in regime.amending.rules if rule.effect == "file-anew"]
