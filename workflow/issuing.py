"""From a decision to a letter: the data of a letter is put together here, frozen, numbered, promised.

Printing itself is the press's; it happens after the unit, from the outbox (decisions 32).
"""

from collections.abc import Callable

import letters.letter as paper
from letters import check_code
from records import rows
from records.people import Account
from records.tables import Decision, Due, Letter, Notice, Organiser, Unit
from records.unit_of_work import UnitOfWork
from regimes.counting import Judgement
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import drawing, mailing, when
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, Message, NotPossible

Make = Callable[[str, paper.Head, paper.Notified], paper.Letter]
"""Given language, head and what was notified, one letter."""


def languages(unit: Unit, notice: Notice) -> tuple[str, ...]:
    """The office's own language first (its text is the decision), then the organiser's, if another."""
    own = str(unit.letterhead.get("language", "ru"))
    return tuple(dict.fromkeys((own, notice.locale)))


def receipt(work: UnitOfWork, regime: Regime, notice: Notice, judgement: Judgement) -> None:
    """The receipt (art 12 (1) item 1), released by the regime in fixed wording (decisions 17)."""

    def make(locale: str, head: paper.Head, notified: paper.Notified) -> paper.Letter:
        return drawing.receipt(regime, judgement, locale, head, notified)

    kept = issue(
        work, regime, notice, kind="receipt", number=f"{notice.reference}/1", make=make, by=SYSTEM
    )
    mailing.receipt(work, notice, kept)


def deemed_agreed(work: UnitOfWork, regime: Regime, notice: Notice, due: Due) -> None:
    """The note that silence counts as agreement, by itself (decisions 17; art 12 (1) item 2)."""

    def make(locale: str, head: paper.Head, notified: paper.Notified) -> paper.Letter:
        until = when.local(due.due_at, regime.zone)
        return paper.DeemedAgreed(head=head, notified=notified, authority_due=until)

    number = letter_number(work, regime, notice)
    kept = issue(work, regime, notice, kind="deemed-agreed", number=number, make=make, by=SYSTEM)
    mailing.told(work, notice, "deemed-agreed", kept)


def decision(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    row: Decision,
    actor: Actor,
) -> Letter:
    """The letter of a released decision, signed by `actor`; the mail to the organiser is promised too."""
    make = drawing.maker(work, rulebook, regime, notice, row)
    assert row.number is not None
    kind = regime.outcomes[row.outcome].letter
    kept = issue(
        work, regime, notice, kind=kind, number=row.number, make=make, by=actor, decision=row
    )
    mailing.told(work, notice, "decided", kept)
    return kept


def sketch(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, row: Decision, locale: str
) -> paper.Letter:
    """The letter of a draft decision, with noughts for number and code; signed by whoever may."""
    unit = work.get(Unit, notice.unit_id)
    today = when.local(work.now, regime.zone).date()
    signer = rows.signatory_of(work, notice.unit_id, today)
    by = Actor(signer, "", "signatory") if signer else SYSTEM
    head = head_of(
        work, regime, notice, unit, locale, number="00-000/00", code="0" * 12, by=by, row=row
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
    by: Actor,
    decision: Decision | None = None,
) -> Letter:
    """Freeze the letter in each of its languages and promise the printing. Returns the organiser's one."""
    unit = work.get(Unit, notice.unit_id)
    kept: list[Letter] = []
    for locale in languages(unit, notice):
        code = check_code.new()
        head = head_of(
            work, regime, notice, unit, locale, number=number, code=code, by=by, row=decision
        )
        body = make(locale, head, drawing.notified(work, regime, notice, locale, decision))
        if decision is not None:
            _must_be_whole(body)
        letter = Letter(
            notice_id=notice.id or 0,
            decision_id=decision.id if decision else None,
            unit_id=notice.unit_id,
            kind=kind,
            locale=locale,
            number=number,
            day=head.day,
            check_code=code,
            data=body.to_json(),
            released_by=by.account_id,
            released_at=work.now,
            paper=_on_paper(kind, notice, first=not kept),
        )
        work.add(letter)
        work.flush()
        work.promise("letter", f"letter:{letter.id}", {"letter": letter.id})
        kept.append(letter)
    work.log(
        "letter.released",
        actor=by,
        subject=("notice", notice.id or 0),
        details={"kind": kind, "number": number, "letters": [letter.id for letter in kept]},
        personal={"by": by.name},
    )
    return kept[-1]


def _must_be_whole(body: paper.Letter) -> None:
    """A decision is not released while its letter lacks what the law wants in it (letters.md 8.6)."""
    lacks = body.musts()
    if lacks:
        raise NotPossible(N_("Not yet: the letter still lacks %(what)s."), what=Message(lacks[0]))


def _on_paper(kind: str, notice: Notice, *, first: bool) -> bool:
    """The clerk prints the letter in the office's language; receipts only for paper notices."""
    return first and (kind != "receipt" or notice.channel == "paper")


def letter_number(work: UnitOfWork, regime: Regime, notice: Notice) -> str:
    """The next outgoing number of the office: its index, a gap-free count, the year."""
    unit = work.get(Unit, notice.unit_id)
    year = when.local(work.now, regime.zone).year
    index = str(unit.letterhead.get("index", unit.code.upper()))
    return f"{index}-{work.next_number(f'letters:{unit.code}:{year}')}/{year % 100:02d}"


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
) -> paper.Head:
    """Letterhead, numbers, addressee and signature in one language."""
    today = when.local(work.now, regime.zone).date()
    preparer = work.get(Account, row.prepared_by) if row else None
    organiser = work.get(Organiser, notice.organiser_id)
    return paper.Head(
        locale=locale,
        office=office_of(unit, locale),
        number=number,
        day=today,
        reply_reference=notice.reference,
        reply_received=when.local(notice.received_at, regime.zone),
        addressee=drawing.address_lines(work, notice),
        check_code=code,
        check_url=rows.mark(work, "check_url", "https://veche.example/c"),
        signatory=_signatory(work, notice, by, locale, today) if by is not SYSTEM else None,
        executor=_executor(preparer, unit, locale),
        zone=_zone(regime, locale),
        by_post=bool(organiser.postcode.strip()),
    )


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
    work: UnitOfWork, notice: Notice, by: Actor, locale: str, today: object
) -> paper.Signatory | None:
    for post in rows.posts_of(work, by.account_id or 0, today):
        if post.role == "signatory" and post.unit_id in (notice.unit_id, None):
            title = post.title_ru if locale == "ru" else post.title_en
            return paper.Signatory(post=title, name=name_of(work, by, locale), power=post.basis)
    return None


def name_of(work: UnitOfWork, actor: Actor, locale: str) -> str:
    """A person's name as it is written in a letter of this language."""
    account = work.get(Account, actor.account_id)
    return (account.name_ru if locale == "ru" else account.name) or account.name


def _executor(account: Account | None, unit: Unit, locale: str) -> paper.Person | None:
    if account is None or not unit.phone:
        return None
    name = (account.name_ru if locale == "ru" else account.name) or account.name
    return paper.Person(name=name, phone=unit.phone)


def _zone(regime: Regime, locale: str) -> str:
    if regime.zone.key != "Europe/Moscow":
        return regime.zone.key
    return "МСК" if locale == "ru" else "Moscow time"
