"""The minutes of a sitting: put together as a draft while it lasts, frozen when it closes, printed by the press."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from letters import certificate, check_code, layout
from letters.layout_parts import Layout
from letters.letter import from_json
from letters.parts import Head, Notified, Office, Wording
from letters.sitting import SittingMinutes, Voted
from records import certificate_rows, commission_rows, interest_rows, rows, sheet_rows
from records.people import Account
from records.tables import (
    AgendaItem,
    Commission,
    CommissionSitting,
    Decision,
    Notice,
    Unit,
)
from records.tables import SittingMinutes as Kept
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import issuing, law, laying, sittings, when
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, NotPossible

TITLES = {"ru": "Протокол заседания комиссии", "en": "Minutes of the commission"}
RESULTS = {
    "ru": {
        "": "ещё не подсчитано", "carried": "проект поддержан и передан на подпись",
        "rejected": "проект не поддержан и возвращён на доработку", "no-quorum": "нет кворума, решение не принималось",
        "tied": "голоса разделились поровну, решение не принято, вопрос переходит на следующее заседание",
        "taken-off": "снято с повестки: проект изменён или отозван",
    },
    "en": {
        "": "not counted yet", "carried": "the draft was carried and goes to be signed",
        "rejected": "the draft was not carried and goes back to be rewritten", "no-quorum": "no quorum, nothing was resolved",
        "tied": "the votes were equal, nothing was resolved, the question goes to the next sitting",
        "taken-off": "off the agenda: the draft was changed or taken back",
    },
}  # fmt: skip
CAST = {
    "ru": {
        "carried": "Голоса разделились поровну; решил голос председателя ({name}): за.",
        "rejected": "Голоса разделились поровну; решил голос председателя ({name}): против.",
    },
    "en": {
        "carried": "The votes were equal; the vote of the chair ({name}) decided: for.",
        "rejected": "The votes were equal; the vote of the chair ({name}) decided: against.",
    },
}
LOCALES = ("ru", "en")


def freeze(
    work: UnitOfWork,
    rulebook: Rulebook,
    actor: Actor,
    row: CommissionSitting,
    found: Commission,
    day: date,
    zone: ZoneInfo,
) -> None:
    """Keep the minutes in both languages, as they are now, and promise their printing."""
    unit = work.get(Unit, found.unit_id)
    index = str(unit.letterhead.get("index", unit.code.upper()))
    number = f"{index}-К{work.next_number(f'minutes:{unit.code}:{day.year}')}/{day.year % 100:02d}"
    for locale in LOCALES:
        code = check_code.new()
        body = draft(
            work, rulebook, row, found, locale, day, zone, number=number, code=code, secretary=actor
        )
        kept = Kept(
            sitting_id=row.id or 0,
            locale=locale,
            number=number,
            check_code=code,
            data=body.to_json(),
            made_at=work.now,
        )
        work.add(kept)
        work.flush()
        work.promise("minutes", f"minutes:{kept.id}", {"minutes": kept.id})


def draft(
    work: UnitOfWork,
    rulebook: Rulebook,
    row: CommissionSitting,
    found: Commission,
    locale: str,
    day: date,
    zone: ZoneInfo,
    *,
    number: str = "",
    code: str = "",
    secretary: Actor | None = None,
) -> SittingMinutes:
    """The minutes as they would be kept now."""
    unit, seats = work.get(Unit, found.unit_id), commission_rows.seats(work, found.id or 0, day)
    there = commission_rows.presences(work, row.id or 0)
    ways = {
        one.account_id: there[one.account_id].way if one.account_id in there else ""
        for one in seats
    }
    names = {one.account_id: one.in_(locale) for one in seats}
    starts = when.local(row.opened_at or row.starts_at, zone)
    return SittingMinutes(
        head=_head(work, issuing.office_of(unit, locale), locale, number, code, starts),
        notified=Notified(kind="", places=(), sittings=(), attendance=0, aim="", organiser=""),
        commission=found.name_ru if locale == "ru" else found.name_en,
        held=starts.date(),
        hour=f"{starts:%H:%M}",
        place=row.place,
        chair=next((one.in_(locale) for one in seats if one.chair), ""),
        secretary=_name(work, secretary.account_id if secretary else row.made_by, locale),
        quorum=found.quorum,
        present=tuple(names[who] for who, way in ways.items() if way == "here"),
        remote=tuple(names[who] for who, way in ways.items() if way == "remote"),
        away=tuple(names[who] for who, way in ways.items() if way in {"", "left"}),
        items=tuple(
            _item(work, rulebook, one, names, locale)
            for one in commission_rows.items(work, row.id or 0)
        ),
        remarks=row.remarks,
    )


def _head(
    work: UnitOfWork, office: Office, locale: str, number: str, code: str, starts: datetime
) -> Head:
    return Head(
        locale=locale, office=office, number=number, day=starts.date(), reply_reference="",
        reply_received=starts, addressee=(), check_code=code,
        check_url=rows.mark(work, "check_url", "https://veche.example/c"), title=TITLES[locale],
        by_post=False, wording=Wording(),
    )  # fmt: skip


def _item(
    work: UnitOfWork, rulebook: Rulebook, item: AgendaItem, names: dict[int, str], locale: str
) -> Voted:
    notice, decision = work.get(Notice, item.notice_id), work.get(Decision, item.decision_id)
    regime = law.regime_of(work, rulebook, notice)
    kind = regime.kinds[notice.kind].name.in_(locale)
    day = when.local(notice.starts_at, regime.zone).strftime("%d.%m.%Y")
    cast = commission_rows.votes(work, item.id or 0)
    gone = interest_rows.recused_from(work, item.notice_id)
    return Voted(
        reference=notice.reference,
        what=f"{kind[:1].upper()}{kind[1:]}, {day}, {notice.place_line}",
        draft=regime.outcomes[decision.outcome].title.in_(locale),
        voting=item.voting,
        ayes=item.ayes,
        noes=item.noes,
        abstained=item.abstained,
        result=RESULTS[locale][item.result],
        casting=CAST[locale][item.result].format(
            name=names.get(item.cast_by, _name(work, item.cast_by, locale))
        )
        if item.cast_by
        else "",
        against=tuple(
            names[who] for who, one in cast.items() if one.vote == "against" and who in names
        ),
        without=tuple(name for who, name in names.items() if who in gone),
        dissent=tuple(
            f"{names[who]}: {one.dissent}"
            for who, one in cast.items()
            if one.dissent and who in names
        ),
    )


def _name(work: UnitOfWork, account_id: int | None, locale: str) -> str:
    if account_id is None:
        return "–"
    account = work.get(Account, account_id)
    return (
        (account.name_ru if locale == "ru" else account.name) or account.name or f"№ {account_id}"
    )


def waiting(work: UnitOfWork, minutes_id: int) -> SittingMinutes | None:
    """The minutes to be printed; None when they were printed already, or are held for a person."""
    kept = work.get(Kept, minutes_id)
    if kept.sha256 is not None or kept.held_reason:
        return None
    ready = from_json(kept.data)
    assert isinstance(ready, SittingMinutes)
    return ready


def named_for(work: UnitOfWork, minutes_id: int) -> str:
    """The layout that the file of the commission's office names; '' where it takes the city's."""
    sitting = work.get(CommissionSitting, work.get(Kept, minutes_id).sitting_id)
    found = work.get(Commission, sitting.commission_id)
    return laying.named_by(work.get(Unit, found.unit_id))


def keep(
    work: UnitOfWork,
    minutes_id: int,
    *,
    pdf: bytes,
    sha256: str,
    pages: int,
    sheet: Layout | None = None,
    signed_with: str = "",
) -> None:
    """Store the bytes, their hash and the layout they were made in, once; `signed_with` as for letters."""
    kept = work.get(Kept, minutes_id)
    if kept.sha256 is not None:
        return
    kept.pdf, kept.sha256, kept.pages, kept.held_reason = pdf, sha256, pages, ""
    kept.layout = sheet_rows.keep(work, (sheet or layout.default()).data)
    details: dict[str, object] = {
        "minutes": minutes_id,
        "number": kept.number,
        "sha256": sha256,
        "pages": pages,
    }
    if signed_with:
        kept.certificate = certificate.told(signed_with).sha256
        certificate_rows.keep(work, kept.certificate, signed_with)
        details["certificate"] = kept.certificate
    work.log(
        "sitting.minutes-printed",
        actor=SYSTEM,
        subject=("sitting", kept.sitting_id),
        details=details,
    )


def hold(work: UnitOfWork, minutes_id: int, why: str) -> None:
    """They could not be printed or signed: said on the page of the sitting, where the secretary tries again."""
    kept = work.get(Kept, minutes_id)
    if kept.sha256 is None:
        kept.held_reason = why


def try_again(work: UnitOfWork, *, actor: Actor, sitting_id: int) -> None:
    """The secretary sends held minutes to the press again, after the cause was mended."""
    row, _found = sittings.kept(work, actor, sitting_id)
    held = [one for one in commission_rows.minutes(work, sitting_id) if one.held_reason]
    if not held:
        raise NotPossible(N_("Not possible: no minutes of this sitting are held."))
    for one in held:
        one.held_reason = ""
        entry = work.log(
            "sitting.minutes-tried-again",
            actor=actor,
            subject=("sitting", row.id or 0),
            details={"minutes": one.id, "number": one.number},
        )
        work.promise("minutes", f"minutes:{one.id}:{entry.seq}", {"minutes": one.id})


def stored(work: UnitOfWork, sitting_id: int, locale: str) -> Kept | None:
    """The printed minutes in a language."""
    found = (one for one in commission_rows.minutes(work, sitting_id) if one.locale == locale)
    return next((one for one in found if one.pdf is not None), None)
