"""Roads on which the two sides come to terms: a change after filing, a counter-offer, objections to conditions."""

from dataclasses import replace

from web.demo import deals, mass
from web.demo.beginning import Case, H, Road, agreed_draft, asked
from web.demo.people import OFFICERS, actor
from web.demo.town import Town
from workflow import agreeing, amending, countering, minuting, versions
from workflow.content import SessionIn
from workflow.countering import OfferIn


def amended(town: Town, case: Case) -> Road:
    """The organiser changed the sound after the services were asked; they were asked again."""
    reference = yield from asked(town, case)
    yield case.at + 6 * H
    with town.unit() as work:
        by, notice = town.holder(work, reference, case.who), work.notice(reference)
        old = versions.content_of(work, notice)
        sound = "One loudspeaker" if case.who == "james" else "Одна колонка вместо двух"
        new = replace(old, answers={**old.answers, "sound": sound})
        book, why = town.rulebook, "The neighbours asked"
        if case.who != "james":
            why = "Попросили соседи"
        plan = amending.look(work, book, actor=by, reference=reference, content=new)
        amending.amend(
            work, book, actor=by, reference=reference, seen=notice.revision, content=new,
            reason=why, mark=plan.mark,
        )  # fmt: skip


def countered(town: Town, case: Case) -> Road:
    """The organiser answered a proposal with another hour; the city has not answered yet."""
    yield from deals.proposed(town, case)
    yield case.at + 31 * H
    day = case.content.sessions[0].day
    english = case.who == "james"
    offer = OfferIn(
        sessions=(SessionIn(day, "16:30", "18:15"),),
        conditions=("We clear the square by 18:45" if english else "Освободим площадь к 18:45",),
        reason="Our guests arrive by the 15:20 train" if english else "Гости приезжают в 15:20",
    )
    with town.unit() as work:
        by, seen = town.holder(work, case.reference, case.who), work.notice(case.reference).revision
        countering.offer(
            work, town.rulebook, actor=by, reference=case.reference, seen=seen, offered=offer
        )


def bargained(town: Town, case: Case) -> Road:
    """The counter-offer was taken, and agreed by letter."""
    yield from countered(town, case)
    yield case.at + 44 * H
    officer = OFFICERS[town.office(case.reference)]
    with town.unit() as work:
        seen = work.notice(case.reference).revision
        by = actor(work, officer)
        countering.take(work, town.rulebook, actor=by, reference=case.reference, seen=seen)
    town.writes(case.reference, agreed_draft(case))
    town.moves(case.reference, "submit")
    yield case.at + 52 * H
    town.releases(case.reference)


def objected(town: Town, case: Case) -> Road:
    """A mass event: one undertaking agreed, one objected to; a talk was written down."""
    yield from mass.agreed(town, case)
    yield case.at + 70 * H
    reference, english = case.reference, case.who == "james"
    why = "The band needs until 21:30" if english else "Оркестру нужно до 21:30"
    with town.unit() as work:
        by, seen = town.holder(work, reference, case.who), work.notice(reference).revision
        said = {1: ("objected", why), 2: ("agreed", "")}
        agreeing.answer(work, town.rulebook, actor=by, reference=reference, seen=seen, said=said)
    yield case.at + 76 * H
    with town.unit() as work:
        minuting.write(
            work, town.rulebook, actor=actor(work, OFFICERS[town.office(reference)]),
            reference=reference, held_on=town.clock.at.date(),
            people="Специалист и организатор, по телефону",
            said="Организатор просит полчаса; специалист проверит, что скажут жители.",
        )  # fmt: skip
