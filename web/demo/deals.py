"""Roads on which the organiser has a word: proposals, cures, withdrawals, mistakes that are mended."""

from web.demo.beginning import (
    Case,
    H,
    Road,
    agreed_draft,
    asked,
    filed,
    move_named,
    prepared,
    registered,
)
from web.demo.town import SPOKESMAN, Town
from workflow.content import Content, SessionIn
from workflow.deciding import DecisionIn


def proposed(town: Town, case: Case) -> Road:
    """Another hour was proposed; the organiser has not answered."""
    reference = yield from prepared(town, case)
    yield case.at + 18 * H
    day = case.content.sessions[0].day
    town.writes(reference, DecisionIn(
        outcome="proposal", reason_ids=("repairs",),
        reasons="До 14:30 на площади укладывают плитку (договор № 12, график работ, лист 3).",
        facts="После 15:00 площадь свободна целиком; прежнее место осталось в виду тех, к кому вы обращаетесь.",
        proposal_sessions=(SessionIn(day, "15:00", "17:00"),), capacity=2400, **SPOKESMAN,
    ))  # fmt: skip
    town.moves(reference, "submit")
    yield case.at + 27 * H
    town.releases(reference)


def accepted(town: Town, case: Case) -> Road:
    """The proposal was accepted; the second version was agreed."""
    yield from proposed(town, case)
    reference = case.reference
    yield case.at + 48 * H
    town.accepts(reference, case.who)
    yield case.at + 50 * H
    town.moves(reference, "prepare")
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")
    yield case.at + 60 * H
    town.releases(reference)


def declined(town: Town, case: Case) -> Road:
    """The proposal was declined."""
    yield from proposed(town, case)
    yield case.at + 48 * H
    town.declines(case.reference, case.who, "В этот час темно, и зрителей не будет")


def cure_asked(town: Town, case: Case) -> Road:
    """Something has to be put right."""
    yield case.at
    reference = filed(town, case)
    yield case.at + 2 * H
    town.moves(reference, "register")
    yield case.at + 4 * H
    town.moves(reference, "prepare-without-asking")
    item = {
        "field": "medical",
        "reason": "Не сказано, где стоит пост первой помощи",
        "article": "ст. 7 ч. 3 п. 6",
    }
    town.writes(reference, DecisionIn(outcome="cure", items=(item,)))
    town.moves(reference, "submit")
    yield case.at + 20 * H
    town.releases(reference)


def cured(town: Town, case: Case) -> Road:
    """Put right by the organiser, then agreed."""
    yield from cure_asked(town, case)
    reference = case.reference
    yield case.at + 30 * H
    old = case.content
    answers = {**old.answers, "medical": "Пост первой помощи у южного входа, два санитара"}
    town.cures(
        reference, case.who, Content(old.kind, old.sessions, old.places, old.attendance, answers)
    )
    yield case.at + 33 * H
    town.moves(reference, "prepare")
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")
    yield case.at + 48 * H
    town.releases(reference)


def warned(town: Town, case: Case) -> Road:
    """Warned, and agreed after that."""
    reference = yield from prepared(town, case)
    yield case.at + 18 * H
    town.writes(reference, DecisionIn(
        outcome="warning", facts="В тексте листовки назван способ перекрыть проезд.",
        reasons="Перекрытие проезда не заявлено и нарушает порядок проведения.", article="статья 12 (2), статья 6 (4)",
    ))  # fmt: skip
    town.moves(reference, "submit")
    yield case.at + 24 * H
    town.releases(reference)
    yield case.at + 26 * H
    town.moves(reference, "prepare")
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")
    yield case.at + 44 * H
    town.releases(reference)


def not_examined(town: Town, case: Case) -> Road:
    """Came outside the window: answered, not examined."""
    yield case.at
    reference = filed(town, case)
    yield case.at + 3 * H
    town.moves(reference, "prepare-not-examined")
    town.writes(
        reference, DecisionIn(outcome="not-examined", reasons="Уведомление поступило вне срока.")
    )
    town.moves(reference, "submit")
    yield case.at + 24 * H
    town.releases(reference)


def withdrawn(town: Town, case: Case) -> Road:
    """Withdrawn while the services were looking."""
    reference = yield from asked(town, case)
    yield case.at + 12 * H
    town.withdraws(reference, case.who, "Переносим на весну")


def voided(town: Town, case: Case) -> Road:
    """Entered by mistake."""
    yield from registered(town, case)
    reference = case.reference
    yield case.at + 3 * H
    town.moves(
        reference, move_named(town, reference, "void"), "Внесено дважды с одного листа", by="zuev"
    )


def doubled(town: Town, case: Case) -> Road:
    """Filed twice: the second points at the first."""
    yield case.at
    first = town.files(case.content, case.who)
    yield case.at + H
    second = town.files(case.content, case.who)
    yield case.at + 2 * H
    town.moves(
        second,
        move_named(town, second, "duplicate"),
        "Тот же день, место и организатор",
        twin=first,
    )
    town.moves(first, "register")


def forwarded(town: Town, case: Case) -> Road:
    """Passed on to the office that the law names."""
    yield from registered(town, case)
    yield case.at + 3 * H
    town.forwards(case.reference, "prefecture-zao", "Место лежит в Западном округе")
