"""The letter that answers an objection or a complaint: its data put together, frozen and promised as all letters are."""

from dataclasses import replace

import letters.letter as paper
from records import rows
from records.tables import Decision, Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from workflow import issuing, numbering, plea_mailing, when, wording
from workflow.actor import Actor
from workflow.printed import paragraphs

HEADS = {"head": ("Head of the office", "Руководитель"), "auditor": ("Auditor", "Аудитор")}
"""How a letter calls who answers a complaint, where the post has no title of its own."""


def answer_letter(
    work: UnitOfWork, regime: Regime, notice: Notice, plea: Plea, actor: Actor
) -> str:
    """Release the answer in the languages of the notice, signed by `actor`. Returns its number."""
    decision = work.get(Decision, plea.decision_id) if plea.decision_id is not None else None
    number = numbering.letter_number(work, regime, notice, "answered")

    def make(locale: str, head: paper.Head, notified: paper.Notified) -> paper.Letter:
        if head.signatory is None:
            head = replace(head, signatory=_signs(work, regime, notice, plea, actor, locale))
        return paper.Answered(
            head=head,
            notified=notified,
            plea=plea.number,
            filed=when.local(plea.filed_at, regime.zone).date(),
            decision=str(decision.number) if decision is not None else "",
            quoted=(*paragraphs(plea.text), *paragraphs(plea.wish)),
            upheld=plea.outcome == "upheld",
            complaint=decision is None,
            why=paragraphs(plea.answer),
        )

    def say(locale: str) -> paper.Wording:
        return _wording(regime, notice, decision, locale)

    kept = issuing.issue(
        work, regime, notice, kind="answered", number=number, make=make, say=say, by=actor
    )
    plea_mailing.told(work, plea, "plea-answered", kept)
    return number


def _wording(
    regime: Regime, notice: Notice, decision: Decision | None, locale: str
) -> paper.Wording:
    """What is still open after the office has looked again: every way but the one that was gone."""
    needs = wording.of_stage(regime, "receipt", notice.kind, locale).needs
    if decision is None:
        return paper.Wording(needs=needs)
    left = tuple(
        (one.letter or one.text).in_(locale)
        for one in regime.appeals
        if decision.outcome in one.outcomes and one.to != "office"
    )
    return paper.Wording(remedies=left, needs=needs)


def _signs(
    work: UnitOfWork, regime: Regime, notice: Notice, plea: Plea, actor: Actor, locale: str
) -> paper.Signatory:
    """Who answers a complaint signs by their own post: it is no decision, and needs no power to sign one."""
    today, own = when.local(work.now, regime.zone).date(), locale == "ru"
    posts = rows.posts_of(work, actor.account_id or 0, today)
    post = next((one for one in posts if one.role in HEADS), None)
    title = (post.title_ru if own else post.title_en) if post is not None else ""
    fallback = HEADS[post.role if post is not None else "head"][own]
    return paper.Signatory(post=title or fallback, name=issuing.name_of(work, actor, locale))
