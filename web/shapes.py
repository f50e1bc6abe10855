"""What is wrong with a typed place on the ground, in sentences for the field; what is not on the map is no fault."""

from collections.abc import Sequence

from web import placing
from web.i18n import gettext as _
from web.i18n import language
from web.work import locator


def fault(form: str, name: str, lines: Sequence[str]) -> str:
    """The first thing that is wrong with a place, and what to do; empty where nothing is."""
    for number, line in enumerate((name, *lines)):
        wrong = line_fault(line)
        if wrong:
            return f"{number}. {wrong}" if number else wrong
    return outline_fault(name, lines) if form == "area" else ""


def line_fault(line: str) -> str:
    """What is the matter with the coordinates of a line; empty for words, which are always taken."""
    wrong = locator().names.look_up(line, language()).wrong
    return wrong_words(wrong) if wrong else ""


def wrong_words(wrong: str) -> str:
    """What is the matter with coordinates, and what to do."""
    if wrong == "swapped":
        return str(
            _(
                "These numbers are the other way round. Write latitude first, then longitude, or the words alone"
            )
        )
    if wrong == "outside":
        return str(
            _("This point is outside the city. Correct the numbers in brackets, or take them out")
        )
    return str(_("These numbers are no latitude and longitude. Correct them, or take them out"))


def outline_fault(name: str, corners: Sequence[str]) -> str:
    """Why the corners bound no area, and what to do; empty where they do, or stay words."""
    found = placing.locate("area", name, [one for one in corners if one])
    if found.fault == "few":
        return str(_("An area has at least three corners. Add a corner, or choose “One spot”"))
    if found.fault == "flat":
        return str(_("These corners lie in one line and bound no area. Move one of them"))
    if found.fault == "crosses":
        first, second = found.sides
        return str(
            _(
                "The outline crosses itself: the side after corner %(first)s meets the side after corner "
                "%(second)s. Put the corners in the order in which one walks around",
                first=first,
                second=second,
            )
        )
    return ""
