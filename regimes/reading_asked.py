"""Builders of what a law asks: conditions, questions, inputs, papers, declarations, blocking orders."""

from regimes.regime import (
    Attachment,
    BlockingOrder,
    Condition,
    Declaration,
    Need,
    PaperNeed,
    Question,
)
from regimes.table import LARGEST, Table
from regimes.words import QUESTIONS

ALWAYS = Condition()


def condition(part: Table, key: str = "when") -> Condition:
    """`when = {...}`; absent holds always."""
    if not part.has(key):
        return ALWAYS
    return one_condition(part.table(key))


def one_condition(when: Table) -> Condition:
    found = Condition(
        attendance_above=when.maybe_number("attendance_above", LARGEST),
        attendance_below=when.maybe_number("attendance_below", LARGEST),
        okrugs_above=when.maybe_number("okrugs_above"),
        okrug=when.word("okrug", ""),
        kinds=when.words("kinds", default=[]),
        not_kinds=when.words("not_kinds", default=[]),
        given=when.word("given", ""),
        equals=when.word("equals", ""),
        not_given=when.word("not_given", ""),
        lead_days_below=when.maybe_number("lead_days_below"),
    )
    when.done()
    if found == ALWAYS:
        when.complain("", "names no condition")
    if found.equals and not found.given:
        when.complain("equals", "needs given: the input that has this value")
    return found


def question(part: Table) -> Question:
    if part.name not in QUESTIONS:
        part.complain("", f"is not one of the questions {', '.join(QUESTIONS)}")
    help_ = part.text("help", optional=True)
    years = part.maybe_number("unnamed_term_years", most=100) or 0
    found = Question(part.name, part.text("title"), part.source(), help_, years)
    part.done()
    return found


def needs(part: Table) -> tuple[Need, ...]:
    """Which questions are asked: `required` and `optional` lists, and `[[...required_when]]` rows."""
    source = part.source()
    found = [Need(name, True, ALWAYS, source) for name in part.words("required", QUESTIONS, [])]
    found += [Need(name, False, ALWAYS, source) for name in part.words("optional", QUESTIONS, [])]
    for row in part.rows("required_when"):
        found.append(
            Need(row.word("question", among=QUESTIONS), True, condition(row), row.source())
        )
        row.done()
    part.done()
    return tuple(found)


def attachment(part: Table) -> Attachment:
    found = Attachment(part.name, part.text("title"), part.text("text"), part.source())
    part.done()
    return found


def papers(part: Table) -> tuple[PaperNeed, ...]:
    """Which papers come with a notice: `required` and `optional` lists, and `[[...required_when]]` rows."""
    source = part.source()
    found = [PaperNeed(name, True, ALWAYS, source) for name in part.words("required", default=[])]
    found += [PaperNeed(name, False, ALWAYS, source) for name in part.words("optional", default=[])]
    for row in part.rows("required_when"):
        found.append(PaperNeed(row.word("paper"), True, condition(row), row.source()))
        row.done()
    part.done()
    return tuple(found)


def declaration(row: Table) -> Declaration:
    found = Declaration(row.word("id"), row.text("text"), condition(row), row.source())
    row.done()
    return found


def blocking_order(row: Table) -> BlockingOrder:
    found = BlockingOrder(
        id=row.word("id"),
        title=row.text("title"),
        text=row.text("text"),
        by=row.text("by"),
        area=row.text("area"),
        days=row.maybe_number("days"),
        extendable_to=row.maybe_number("extendable_to"),
        input=row.word("input"),
        source=row.source(),
    )
    row.done()
    return found
