"""What a law says across answers: rules that they must keep together, short forms, reminders of duties; as frozen values."""

from dataclasses import dataclass

from regimes.asked import Condition, Source, Text


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `when` holds, the answer to `question` passes `check` (words.CHECKS: code), or `text` is said at it.

    `warns`: it is told and stands in nobody's way; else the page asks again. Nothing here refuses a notice:
    what comes on paper is taken as it is. `number` and `among` are what a check counts with or chooses from.
    """

    id: str
    check: str
    question: str
    warns: bool
    when: Condition
    text: Text
    source: Source
    number: int = 0
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Short:
    """For an event of this kind and size the questions that must be answered stand on one page."""

    when: Condition
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Reminder:
    """A duty that the organiser is reminded of by mail: so many days before the first day, or after the last."""

    id: str
    before: bool
    days: int
    when: Condition
    text: Text
    source: Source
