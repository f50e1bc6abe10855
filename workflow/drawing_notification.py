"""Letters of laws in which a notice is enough: what the decision puts into each (letters/notification.py)."""

from collections.abc import Callable

import letters.letter as paper
from records.tables import Decision
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from workflow import drawing_tasks, talks, when
from workflow.errors import N_, NotPossible
from workflow.printed import ground, measures, paragraphs, representative, why
from workflow.talks import CourtIn, MeetingIn

Make = Callable[[str, paper.Head, paper.Notified], paper.Letter]


def conditions(work: UnitOfWork, regime: Regime, row: Decision) -> Make:
    """The numbered conditions, what they rest on, the milder measures that were weighed."""
    rows = tuple(
        paper.Condition(what=item["what"], reason=item["reason"], basis=item["basis"])
        for item in row.extra.get("conditions", [])
    )

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        return paper.Conditions(
            head=head,
            notified=known,
            conditions=rows,
            ground=ground(regime, row, locale),
            facts=why(regime, row, locale),
            measures=measures(row),
            capacity=int(row.extra.get("capacity") or 0),
            contact=representative(row),
            agreed_on=drawing_tasks.agreed_on(work, row.notice_id, locale),
            tasks=drawing_tasks.tasks(work, row.notice_id, locale),
        )

    return make


def noted(row: Decision) -> Make:
    """Acknowledged as notified."""

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        return paper.Noted(head=head, notified=known, contact=representative(row))

    return make


def invitation(regime: Regime, row: Decision) -> Make:
    """To talk: about the reasons and facts that were typed, with whom, where, when, and what follows."""
    typed = talks.read(MeetingIn, row.extra.get("meeting"))
    starts, write_by = talks.meets_at(typed, regime.zone), talks.write_by(typed, regime.zone)
    meeting = paper.Meeting(
        person=paper.Person(name=typed.person, phone=typed.phone),
        place=typed.place,
        starts=when.local(starts, regime.zone) if starts else None,
        write_by=when.local(write_by, regime.zone) if write_by else None,
    )

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        return paper.Invitation(
            head=head,
            notified=known,
            subject=why(regime, row, locale),
            meeting=meeting,
            after=typed.after,
        )

    return make


def opposed(regime: Regime, row: Decision) -> Make:
    """The office opposes the event in court: why, which court and when, and what can be done before."""
    typed = talks.read(CourtIn, row.extra.get("court"))
    hears = talks.hears_at(typed, regime.zone)
    if hears is None:
        raise NotPossible(N_("Not yet: say which court hears this, and when."))
    court = paper.Court(name=typed.name, hears=when.local(hears, regime.zone), number=typed.number)

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        return paper.Opposed(
            head=head,
            notified=known,
            reasons=why(regime, row, locale),
            court=court,
            possible=paragraphs(str(row.extra.get("possible", ""))),
            contact=representative(row),
        )

    return make
