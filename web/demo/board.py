"""The commission of the demo city's government: made with the city, sits over what is large, and has one draft waiting."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from records import commission_rows, rows
from records.unit_of_work import UnitOfWork
from web.demo.people import OFFICERS, actor
from web.demo.town import Town
from workflow import commissions, law, sitting_ends, sittings

UNIT = "government"
SECRETARY = "loginova"
MEMBERS = ("sedova", "police", "transport", "medical", "belykh")
QUORUM = 3
DISSENT = "Объезд на два часа закрывает маршруты трёх автобусов; просил начать раньше."


def settle(work: UnitOfWork, today: date) -> None:
    """The administrator makes the commission of the department and seats its members since three years ago."""
    admin = actor(work, "admin")
    unit = rows.unit_by_code(work, UNIT)
    made = commissions.make(
        work, actor=admin, unit_id=unit.id or 0, name_en="Commission on mass events",
        name_ru="Комиссия по массовым мероприятиям", quorum=QUORUM,
    )  # fmt: skip
    for key in MEMBERS:
        given = commissions.MemberIn(
            actor(work, key).account_id or 0,
            today - timedelta(days=1095),
            chair=key == "sedova",
            order_no="7-к",
        )
        commissions.seat(work, actor=admin, commission_id=made.id or 0, given=given, today=today)


def hands_on(town: Town, reference: str, *, votes: bool = True) -> None:
    """Give a draft for signature; a large event goes before the commission first, and stays there without `votes`."""
    with town.unit() as work:
        notice = work.notice(reference)
        regime = law.regime_of(work, town.rulebook, notice)
        large = regime.commission is not None and notice.attendance > regime.commission.above
    if not large:
        town.moves(reference, "submit")
        return
    town.moves(reference, "to-commission", by=OFFICERS[UNIT])
    if votes:
        _sits(town, reference)


def _sits(town: Town, reference: str) -> None:
    """A sitting over one draft: four are there, one from elsewhere; two vote for it, one against with a dissent, one abstains."""
    with town.unit() as work:
        secretary, today = actor(work, SECRETARY), work.now.date()
        unit = rows.unit_by_code(work, UNIT)
        made = commission_rows.commissions(work, frozenset({unit.id or 0}))[0]
        row = sittings.plan(
            work,
            actor=secretary,
            commission_id=made.id or 0,
            starts_at=work.now,
            place="Тверская ул., 13, зал 2",
        )
        number, notice = row.id or 0, work.notice(reference)
        sittings.put(
            work, town.rulebook, actor=secretary, sitting_id=number, notices=[notice.id or 0]
        )
        sittings.open_(work, actor=secretary, sitting_id=number)
        for key in ("sedova", "police", "transport", "medical"):
            who = actor(work, key).account_id or 0
            way = "remote" if key == "medical" else "here"
            sittings.mark(
                work, actor=secretary, sitting_id=number, account_id=who, way=way, today=today
            )
        item = commission_rows.items(work, number)[0].id or 0
        for key, choice in (
            ("sedova", "for"),
            ("police", "for"),
            ("transport", "against"),
            ("medical", "abstain"),
        ):
            sittings.vote(
                work, actor=actor(work, key), item_id=item, choice=choice, today=today,
                dissent=DISSENT if choice == "against" else "",
            )  # fmt: skip
        sitting_ends.close(
            work, town.rulebook, actor=secretary, sitting_id=number, remarks="", today=today,
            zone=ZoneInfo("Europe/Moscow"),
        )  # fmt: skip
