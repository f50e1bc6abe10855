"""Whether letters can go by post: a postcode that is none never holds an answer back, other ways stay open."""

from collections.abc import Sequence

from letters.base import has_postcode
from records.tables import Notice, Organiser, Unit
from records.unit_of_work import UnitOfWork


def reachable(work: UnitOfWork, notice: Notice, lines: Sequence[str], language: str) -> bool:
    """Whether these lines of an envelope are an address for the post, in the language that decides.

    Without a postcode, or with words in its place, it is none: the clock of the law runs on, so the
    letter leaves by the other ways.
    """
    organiser = work.get(Organiser, notice.organiser_id)
    return bool(organiser.postcode.strip()) and has_postcode(lines, language)


def fits(postcode: str, language: str) -> bool:
    """Whether a postcode can stand in a notice: none at all, or one by the rule that letters keep."""
    typed = postcode.strip()
    if not typed:
        return True
    return (
        typed.isdecimal() and len(typed) == 6
        if language == "ru"
        else has_postcode([typed], language)
    )


def way(unit: Unit, kind: str, by_post: bool) -> str:
    """By which way it is meant to leave: what the office's file says of the kind (`ways`), in person without an address."""
    if not by_post:
        return "in-person"
    ways = unit.letterhead.get("ways") or {}
    return str(ways.get(kind) or ways.get("") or "post")
