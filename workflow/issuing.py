"""From a decision to a letter: the data of a letter is put together here, frozen, numbered, promised.

Printing itself is the press's; it happens after the unit, from the outbox (decisions 32).
"""

from collections.abc import Callable
from dataclasses import replace

import letters.letter as paper
from letters import check_code
from records import rows
from records.people import Account
from records.tables import Decision, Due, Letter, Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.counting import Judgement
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    checkpointing,
    city_texts,
    drawing,
    freezing,
    heads,
    mailing,
    picturing,
    postal,
    powers,
    signing_order,
    when,
    wording,
)
from workflow.actor import SYSTEM, Actor
from workflow.envelope import address_lines
from workflow.errors import N_, Message, NotPossible
from workflow.numbering import letter_number

Make = Callable[[str, paper.Head, paper.Notified], paper.Letter]
"""Given language, head and what was notified, one letter."""
Say = Callable[[str], paper.Wording]
"""Given a language, what the law says in the letter."""


def receipt(work: UnitOfWork, regime: Regime, notice: Notice, judgement: Judgement) -> None:
    """The receipt (art 12 (1) item 1), released by the regime in fixed wording (decisions 17)."""

    def make(locale: str, head: paper.Head, notified: paper.Notified) -> paper.Letter:
        return drawing.receipt(regime, judgement, locale, head, notified, notice.check_code)

    def say(locale: str) -> paper.Wording:
        return wording.of_receipt(regime, judgement, notice.kind, locale)

    number = f"{notice.reference}/1"
    kept = issue(work, regime, notice, kind="receipt", number=number, make=make, say=say, by=SYSTEM)
    mailing.receipt(work, notice, kept)


def deemed_agreed(work: UnitOfWork, regime: Regime, notice: Notice, due: Due) -> None:
    """The note that silence counts as agreement, by itself (decisions 17; art 12 (1) item 2)."""

    def make(locale: str, head: paper.Head, notified: paper.Notified) -> paper.Letter:
        until = when.local(due.due_at, regime.zone)
        letter = paper.DeemedAgreed(head=head, notified=notified, authority_due=until)
        return picturing.as_notified(work, notice, letter)

    def say(locale: str) -> paper.Wording:
        return wording.of_stage(regime, "deemed-agreed", notice.kind, locale)

    number = letter_number(work, regime, notice, "deemed-agreed")
    kept = issue(
        work, regime, notice, kind="deemed-agreed", number=number, make=make, say=say, by=SYSTEM
    )
    mailing.told(work, notice, "deemed-agreed", kept)


def decision(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    row: Decision,
    actor: Actor,
) -> Letter:
    """The letter of a released decision, signed by `actor`; mail and checkpoint are promised too."""
    make = drawing.maker(work, rulebook, regime, notice, row)
    assert row.number is not None
    kind = regime.outcomes[row.outcome].letter

    def say(locale: str) -> paper.Wording:
        return wording.of_outcome(regime, row.outcome, notice.kind, locale)

    kept = issue(
        work,
        regime,
        notice,
        kind=kind,
        number=row.number,
        make=make,
        say=say,
        by=actor,
        decision=row,
    )
    mailing.told(work, notice, "decided", kept)
    checkpointing.after_release(work)
    return kept


def sketch(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, row: Decision, locale: str
) -> paper.Letter:
    """The letter of a draft decision, with noughts for number and code; signed by whoever may."""
    unit = work.get(Unit, notice.unit_id)
    today = when.local(work.now, regime.zone).date()
    may = powers.who_may(work, notice.unit_id, today, regime.outcomes[row.outcome].letter)
    signers = [one.account_id for one in may if one.account_id != row.prepared_by]
    by = Actor(signers[0], "", "signatory") if signers else SYSTEM
    said = replace(
        wording.of_outcome(regime, row.outcome, notice.kind, locale),
        deciding=wording.languages(unit, regime, notice)[0],
    )
    head = head_of(
        work,
        regime,
        notice,
        unit,
        locale,
        number="00-000/00",
        code="0" * 12,
        by=by,
        row=row,
        said=said,
    )
    make = drawing.maker(work, rulebook, regime, notice, row)
    return make(locale, head, drawing.notified(work, regime, notice, locale, row))


def issue(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    *,
    kind: str,
    number: str,
    make: Make,
    say: Say,
    by: Actor,
    decision: Decision | None = None,
) -> Letter:
    """Freeze the letter in each of its languages and promise the printing. Returns the organiser's one."""
    unit = work.get(Unit, notice.unit_id)
    kept: list[Letter] = []
    spoken = wording.languages(unit, regime, notice)
    for locale in spoken:
        code = check_code.new()
        said = replace(say(locale), deciding=spoken[0])
        head = head_of(
            work,
            regime,
            notice,
            unit,
            locale,
            number=number,
            code=code,
            by=by,
            row=decision,
            said=said,
        )
        body = make(locale, head, drawing.notified(work, regime, notice, locale, decision))
        if decision is not None:
            _must_be_whole(body)
        letter = freezing.kept(
            work, notice, body, kind=kind, by=by, decision=decision, first=not kept
        )
        kept.append(letter)
    freezing.note(work, notice, kept, by)
    return kept[-1]


def _must_be_whole(body: paper.Letter) -> None:
    """A decision is not released while its letter lacks what the law wants in it (letters.md 8.6)."""
    lacks = body.musts()
    if lacks:
        raise NotPossible(N_("Not yet: the letter still lacks %(what)s."), what=Message(lacks[0]))


def head_of(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    unit: Unit,
    locale: str,
    *,
    number: str,
    code: str,
    by: Actor,
    row: Decision | None,
    said: paper.Wording,
) -> paper.Head:
    """Letterhead, numbers, addressee, signature and the words of the law in one language."""
    today = when.local(work.now, regime.zone).date()
    preparer = work.get(Account, row.prepared_by) if row else None
    addressee = address_lines(work, notice, locale)
    office = office_of(unit, locale)
    head = paper.Head(
        locale=locale,
        office=office,
        number=number,
        day=today,
        reply_reference=notice.reference,
        reply_received=when.local(notice.received_at, regime.zone),
        addressee=addressee,
        check_code=code,
        check_url=rows.mark(work, "check_url", "https://veche.example/c"),
        signatory=_signatory(work, regime, notice, by, locale, row) if by is not SYSTEM else None,
        executor=heads.executor(preparer, unit, locale),
        zone=wording.zone_name(regime, locale),
        by_post=postal.reachable(work, notice, addressee, said.deciding),
        wording=said.of(office),
        checkpoint=heads.checkpoint(work) if row else "",
    )
    return city_texts.worded(work, head)


def office_of(unit: Unit, locale: str) -> paper.Office:
    """The letterhead of a unit in one language, from its own data."""
    words = unit.letterhead.get(locale) or unit.letterhead.get("ru") or {}
    name = unit.name_ru if locale == "ru" else unit.name_en
    contact = words.get("contact") or ", ".join(part for part in (unit.address, unit.phone) if part)
    return paper.Office(
        over=words.get("over", ""),
        name=words.get("name", name),
        short=words.get("short", name),
        contact=contact or name,
        registration=words.get("registration", ""),
        email=unit.email,
        phone=unit.phone,
        court=words.get("court", ""),
        higher_body=words.get("higher_body", ""),
    )


def _signatory(
    work: UnitOfWork, regime: Regime, notice: Notice, by: Actor, locale: str, row: Decision | None
) -> paper.Signatory | None:
    """Who signs, by which power; a substitution says in whose absence."""
    letter = regime.outcomes[row.outcome].letter if row else "answered"
    line = powers.of(work, regime, notice, by, letter).power
    if line is None:
        return None
    own = locale == "ru"
    return paper.Signatory(
        post=line.title_ru if own else line.title_en,
        name=name_of(work, by, locale),
        power=signing_order.words(line, locale),
        acting_for=(line.absent_ru if own else line.absent_name) or line.absent_name,
    )


def name_of(work: UnitOfWork, actor: Actor, locale: str) -> str:
    """A person's name as it is written in a letter of this language."""
    account = work.get(Account, actor.account_id)
    return (account.name_ru if locale == "ru" else account.name) or account.name
