"""Letters as data, kind by kind: what the notice, the decision and the law put into each."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import letters.letter as paper
from records import files, rows
from records.tables import Decision, Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import Judgement, judge
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    asking_back,
    attorney,
    calendars,
    curing,
    drawing_notification,
    drawing_tasks,
    law,
    picturing,
    versions,
    when,
)
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import N_, NotPossible
from workflow.printed import ground, measures, paragraphs, representative, why

Make = Callable[[str, paper.Head, paper.Notified], paper.Letter]

SHUT_ADDRESS = ("[address not shown in this preview]", "[адрес в этом проекте не показан]")
"""Stands in a preview for an address that its reader has not opened; English, Russian."""


def notified(
    work: UnitOfWork, regime: Regime, notice: Notice, locale: str, row: Decision | None = None
) -> paper.Notified:
    """What was notified, word for word, at the version that the letter speaks of."""
    number = rows.version_number(work, row.version_id) if row else None
    content = versions.content_of(work, notice, number)
    return paper.Notified(
        kind=regime.kinds[content.kind].name.in_(locale),
        aim=str(content.answers.get("purpose", "")),
        sittings=tuple(sitting(session) for session in content.sessions),
        places=tuple(place_line(place) for place in content.places),
        attendance=content.attendance,
        organiser=_organiser(content, locale),
        more=papers_in(work, notice, number, locale),
    )


def _organiser(content: Content, locale: str) -> str:
    """The organiser, and whoever files for them: both are named."""
    by = attorney.in_letter(content.answers.get(attorney.ID), locale)
    name = str(content.answers.get("organiser", ""))
    return f"{name}. {by}" if by else name


_ODD = re.compile(r"[^ -~\u00a1-\u017f\u0400-\u045f\u2013\u2014\u2116]")
"""Signs of a file name that a font may lack: no letter waits for one of them, and the hash tells the paper."""

PAPERS = ("Papers handed in", "Приложены документы")
"""The row of a letter that names them; English, Russian."""


def papers_in(
    work: UnitOfWork, notice: Notice, number: int | None, locale: str
) -> tuple[paper.FactRow, ...]:
    """The papers of a version by name, size and the beginning of their hash, so that each can be told from another."""
    written = work.written.get((notice.id, number or notice.version))
    version = written[0] if written else rows.version(work, notice, number)
    ru = locale.startswith("ru")
    lines = [
        f"{_ODD.sub('_', one.name or '–')} ({max(one.size // 1000, 1)} {'кБ' if ru else 'kB'}, SHA-256 {one.sha256[:8]})"
        for one in files.of_version(work, version)
    ]
    return (paper.FactRow(label=PAPERS[ru], value="; ".join(lines)),) if lines else ()


def sitting(session: SessionIn) -> paper.Sitting:
    return paper.Sitting(day=session.day, start=session.start, end=session.end)


def place_line(place: PlaceIn) -> str:
    """A place in one line; a route with its streets in order."""
    way = " – ".join(place.points)
    same = bool(place.points) and place.name in {"", place.points[0]}
    return way if same else f"{place.name}: {way}" if way else place.name


def session_from(item: dict[str, Any]) -> SessionIn:
    """A proposed session, as kept in JSON."""
    return SessionIn(date.fromisoformat(item["day"]), item["start"], item["end"])


def place_from(item: dict[str, Any]) -> PlaceIn:
    """A proposed place, as kept in JSON."""
    return PlaceIn(
        item["name"],
        item["okrug"],
        item.get("district", ""),
        tuple(item.get("points", ())),
        item.get("form", ""),
        item.get("geo", ""),
    )


def receipt(
    regime: Regime,
    judgement: Judgement,
    locale: str,
    head: paper.Head,
    known: paper.Notified,
    code: str,
) -> paper.Letter:
    """Date and time of receipt, the notice's own check code, what happens next and by when, and what silence means."""
    outside = {"too_early": "early", "too_late": "late"}.get(judgement.verdict, "")
    ahead = tuple(
        paper.Ahead(
            until=when.local(due.due_at, regime.zone),
            who=due.side,
            what=regime.clocks[due.clock].title.in_(locale),
        )
        for due in sorted(judgement.dues, key=lambda due: due.due_at)
        if due.statutory  # the office's own target is no promise to anybody
    )
    authority = judgement.due("authority")
    opens = judgement.opens or judgement.closes
    return paper.Receipt(
        head=head,
        notified=known,
        ahead=ahead,
        silence_agrees=authority is not None and bool(authority.consequence),
        authority_due=when.local(authority.due_at, regime.zone) if authority else None,
        outside=outside,
        opens=when.local(opens, regime.zone).date() if outside and opens else None,
        closes=when.local(judgement.closes, regime.zone).date()
        if outside and judgement.closes
        else None,
        notice_code=code,
    )


def maker(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, row: Decision
) -> Make:
    """The function that makes this decision's letter in a language."""

    def until() -> datetime | None:
        return asking_back.until(work, rulebook, regime, notice, row.outcome)

    kinds: dict[str, Callable[[], Make]] = {
        "agreed": lambda: _agreed(work, regime, row),
        "proposal": lambda: _proposal(work, regime, row, until()),
        "cure": lambda: _cure(regime, row, until()),
        "warning": lambda: _warning(row),
        "refused": lambda: _refused(regime, row),
        "not-examined": lambda: _not_examined(work, rulebook, regime, notice),
        "conditions": lambda: drawing_notification.conditions(work, regime, row),
        "noted": lambda: drawing_notification.noted(row),
        "invitation": lambda: drawing_notification.invitation(regime, row),
        "opposed": lambda: drawing_notification.opposed(regime, row),
    }
    if (kind := regime.outcomes[row.outcome].letter) not in kinds:
        raise NotPossible(N_("Not possible: this outcome has no letter."))
    replaced, offer = _replaced(work, regime, row), rows.proposal_of(work, row)
    proposed = tuple(map(place_from, offer.places)) if offer else ()
    plain = kinds[kind]()

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        letter = replace(plain(locale, head, known), replaces=replaced)
        return picturing.with_map(work, notice, row, letter, proposed)

    return make


def _agreed(work: UnitOfWork, regime: Regime, row: Decision) -> Make:
    offered_on, undertaken = drawing_tasks.taken(work, row.notice_id, regime.zone)

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        return paper.Agreed(
            head=head,
            notified=known,
            representative=representative(row),
            capacity=int(row.extra.get("capacity") or 0),
            capacity_rule=str(row.extra.get("capacity_rule", "")),
            agreed_on=drawing_tasks.agreed_on(work, row.notice_id, locale),
            tasks=drawing_tasks.tasks(work, row.notice_id, locale),
            offered_on=offered_on,
            undertaken=undertaken,
        )

    return make


def _proposal(work: UnitOfWork, regime: Regime, row: Decision, until: datetime | None) -> Make:
    proposal = rows.proposal_of(work, row)
    until = until or (proposal.reply_by if proposal else None)
    if proposal is None or until is None:
        raise NotPossible(N_("Not yet: say which other place or time is proposed."))
    reply_by = when.local(until, regime.zone)
    sessions = tuple(sitting(session_from(item)) for item in proposal.sessions)
    places = tuple(place_line(place_from(item)) for item in proposal.places)

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        return paper.Proposal(
            head=head,
            notified=known,
            sittings=sessions,
            places=places,
            why=why(regime, row, locale),
            reply_by=reply_by,
            representative=representative(row),
            capacity=row.extra.get("capacity") or None,
        )

    return make


def _cure(regime: Regime, row: Decision, answer_by: datetime | None) -> Make:
    if answer_by is None:
        raise NotPossible(asking_back.OVER)
    until = when.local(answer_by, regime.zone)

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        items = tuple(
            paper.Item(
                field=curing.title(regime, item["field"]).in_(locale),
                reason=item["reason"],
                article=item.get("article", ""),
            )
            for item in row.items
        )
        said = (*paragraphs(row.facts), *paragraphs(row.reasons))
        return paper.Cure(head=head, notified=known, items=items, until=until, why=said)

    return make


def _warning(row: Decision) -> Make:
    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        why = (*paragraphs(row.facts), *paragraphs(row.reasons))
        return paper.Warning_(
            head=head, notified=known, reasons=why, article=str(row.extra.get("article", ""))
        )

    return make


def _refused(regime: Regime, row: Decision) -> Make:
    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        stated = ground(regime, row, locale)
        if stated is None:
            raise NotPossible(
                N_("Not yet: the draft names no ground. A refusal rests on one of the closed list.")
            )
        return paper.Refused(
            head=head,
            notified=known,
            ground=stated,
            facts=(*paragraphs(row.facts), *paragraphs(row.reasons)),
            measures=measures(row),
            possible=paragraphs(str(row.extra.get("possible", ""))),
        )

    return make


def _not_examined(work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice) -> Make:
    content = versions.content_of(work, notice)
    filing = law.filing_of(content, regime, law.window_from(notice))
    found = judge(regime, calendars.days_of(work, rulebook, regime), filing)
    window = regime.windows[regime.kinds[content.kind].window]

    def make(locale: str, head: paper.Head, known: paper.Notified) -> paper.Letter:
        opens, closes = found.opens or found.closes, found.closes
        if opens is None or closes is None:
            raise NotPossible(N_("Not possible: the law sets no window for this kind."))
        return paper.NotExamined(
            head=head,
            notified=known,
            opens=when.local(opens, regime.zone).date(),
            closes=when.local(closes, regime.zone).date(),
            count=(window.text.in_(locale),),
        )

    return make


def _replaced(work: UnitOfWork, regime: Regime, row: Decision) -> paper.Replaced | None:
    if row.replaces_id is None:
        return None
    old = work.get(Decision, row.replaces_id)
    if old.number is None or old.released_at is None:
        return None
    day = when.local(old.released_at, regime.zone).date()
    return paper.Replaced(number=old.number, day=day, reason=row.replace_reason)
