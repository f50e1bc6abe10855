"""A body without a mailbox is asked by letter, and its answer comes back on paper: the office enters it by name.

The letter says what a body may see: kind, place, hours and size of the event, never its aim or who files it.
"""

from dataclasses import replace

import letters.letter as paper
from letters import check_code, window
from letters.base import has_postcode
from records.case_rows import NoticeLetterRow
from records.people import Account
from records.tables import Consultation, Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from workflow import (
    drawing,
    freezing,
    heads,
    issuing,
    numbering,
    picturing,
    versions,
    when,
    wording,
)
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, Invalid

KIND = "consultation"
SILENCE = {
    "en": "If there is no answer by then, the decision is made without it; an answer that comes later is kept with the case",
    "ru": "Если ответа к этому часу нет, решение принимают без него; ответ, пришедший позже, приобщают к делу",
}


def by_letter(unit: Unit) -> bool:
    """Whether the body is asked on paper: it has a postal address and no mailbox."""
    return not unit.email.strip() and bool(unit.address.strip())


def enters(work: UnitOfWork, actor: Actor, row: Consultation) -> bool:
    """Whether this person may enter the body's answer from paper: an officer or head of the office that asked."""
    notice = work.get(Notice, row.notice_id)
    return (
        by_letter(work.get(Unit, row.unit_id))
        and notice.id not in actor.recused
        and actor.holds(notice.unit_id, "officer", "head")
    )


def enters_at(work: UnitOfWork, actor: Actor, consultation_id: int) -> bool:
    """The same by the number of the question."""
    return enters(work, actor, work.get(Consultation, consultation_id))


def shown(actor: Actor, letters: tuple[NoticeLetterRow, ...]) -> tuple[NoticeLetterRow, ...]:
    """The letters of a notice that a person sees: an organiser those to them, the office also those to bodies."""
    return letters if actor.staff else tuple(one for one in letters if one.kind != KIND)


def must_be_signed(answer: str, signed: str) -> None:
    """Invalid unless it is one of the three answers of the sheet, and somebody signed it."""
    if not signed.strip():
        raise Invalid("who", N_("Write the post and the name that stand under the answer."))
    if answer == "need-information":
        raise Invalid(
            "answer", N_("The sheet has three answers: ask the service what it needs to know.")
        )


def ask(work: UnitOfWork, regime: Regime, notice: Notice, row: Consultation, actor: Actor) -> None:
    """Release the letter to the body in the language of the office, and promise its printing."""
    office, body = work.get(Unit, notice.unit_id), work.get(Unit, row.unit_id)
    locale = wording.languages(office, regime, notice)[0]
    name = body.name_ru if locale == "ru" else body.name_en
    head = _head(work, regime, notice, office, body, locale, actor)
    found = drawing.notified(work, regime, notice, locale)
    law = regime.bodies.get(body.stands_for or body.code)
    titles = (
        [regime.questions[one].title for one in law.looks_at if one in regime.questions]
        if law
        else []
    )
    letter = paper.Consultation(
        head=head,
        notified=replace(found, aim="", organiser="", more=()),
        body=name,
        answer_by=when.local(row.due_at, regime.zone),
        silence=SILENCE[locale],
        version=notice.version,
        map=picturing.of_places(work, versions.content_of(work, notice).places, locale),
        looks_at=tuple(_small(title.in_(locale)) for title in titles),
    )
    kept = freezing.kept(work, notice, letter, kind=KIND, by=actor, decision=None, first=True)
    freezing.note(work, notice, [kept], actor)


def _small(title: str) -> str:
    """A title as it stands inside a sentence."""
    return title[:1].lower() + title[1:]


def _head(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    office: Unit,
    body: Unit,
    locale: str,
    actor: Actor,
) -> paper.Head:
    said = paper.Wording(
        deciding=locale, needs=wording.of_stage(regime, KIND, notice.kind, locale).needs
    )
    number = numbering.letter_number(work, regime, notice, KIND)
    head = issuing.head_of(
        work, regime, notice, office, locale, number=number, code=check_code.new(), by=SYSTEM, row=None, said=said
    )  # fmt: skip
    lines = window.abridged(
        (body.dative_ru or body.name_ru) if locale == "ru" else body.name_en,
        "",
        body.address,
        "",
        locale,
    )
    who = work.get(Account, actor.account_id) if actor.account_id else None
    return replace(
        head,
        addressee=lines,
        by_post=has_postcode(lines, locale),
        executor=heads.executor(who, office, locale),
    )
