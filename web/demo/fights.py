"""What organisers of the demo city do against its office: three objections and a complaint, one of each fate."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from records import plea_rows, rows
from web.demo.beginning import Case, H, Road, agreed_draft
from web.demo.people import actor
from web.demo.roads import refused
from web.demo.town import Town
from workflow import complaining, objecting
from workflow.actor import VISITOR, Actor

DAYS = timedelta(days=1)
COUNT = 3
"""Notices that are filed and refused here."""
WRONG = (
    ("vera", "Площадка в плане обведена ошибочно: митинг пройдёт на площади перед ней, схема приложена к уведомлению."),
    ("union", "Детская площадка закрыта на ремонт до конца месяца, детей там не будет."),
    ("vera", "В отказе не сказано, почему нельзя сдвинуть сцену на десять метров."),
)  # fmt: skip
ANSWERS = (
    "Проверка на месте подтвердила: площадь не входит в границы детской площадки. Основания для отказа нет.",
    "Ремонт площадки завершён, ограждение снято. Запрет закона действует независимо от того, есть ли там дети в этот час.",
)  # fmt: skip


def roads(town: Town, now: datetime) -> Iterator[Road]:
    """One upheld and decided anew, one rejected, one open; a complaint beside the last."""
    for number, road in enumerate((_upheld, _rejected, _open)):
        who, why = WRONG[number]
        at = now - 5 * DAYS + number * H
        content = town.content(
            60 + number, "rally", ("SVAO",), (now + 7 * DAYS).date(), people=140 + number, who=who
        )
        yield road(town, Case(content, who, at), now, why)


def _upheld(town: Town, case: Case, now: datetime, why: str) -> Road:
    yield from refused(town, case)
    yield now - 60 * H
    plea = _objects(town, case, why)
    yield now - 50 * H
    _examined(town, plea, "upheld", ANSWERS[0])
    yield now - 44 * H
    _signed(town, plea)
    yield now - 30 * H
    town.writes(case.reference, agreed_draft(case, replace_reason=f"По возражению № {plea.number}"))
    town.moves(case.reference, "submit")
    yield now - 28 * H
    town.releases(case.reference)


def _rejected(town: Town, case: Case, now: datetime, why: str) -> Road:
    yield from refused(town, case)
    yield now - 58 * H
    plea = _objects(town, case, why)
    yield now - 49 * H
    _examined(town, plea, "rejected", ANSWERS[1])
    yield now - 26 * H
    _signed(town, plea)


def _open(town: Town, case: Case, now: datetime, why: str) -> Road:
    yield from refused(town, case)
    yield now - 20 * H
    _objects(town, case, why)
    yield now - 6 * H
    by = _holder(town, case)
    with town.unit() as work:
        complaining.file(
            work, town.rulebook, actor=by, reference=case.reference, about="delay",
            text="Трижды звонил по указанному телефону, никто не ответил.",
        )  # fmt: skip


def _objects(town: Town, case: Case, why: str) -> Any:
    with town.unit() as work:
        decision = rows.released_decision(work, work.notice(case.reference))
        return objecting.file(
            work, town.rulebook, actor=actor(work, case.who), reference=case.reference,
            decision_id=decision.id if decision and decision.id else 0, text=why,
        )  # fmt: skip


def _examined(town: Town, plea: Any, outcome: str, answer: str) -> None:
    """Khasanov, who had no part in the decision, takes it, writes and gives it for signature."""
    with town.unit() as work:
        by = actor(work, "khasanov")
        _step(town, work, "assign", plea, by, to=by.account_id)
        _step(town, work, "draft", plea, by, outcome=outcome, answer=answer)
        _step(town, work, "submit", plea, by)


def _signed(town: Town, plea: Any) -> None:
    """Belova signs: Morozova signed the decision."""
    with town.unit() as work:
        _step(town, work, "sign", plea, actor(work, "belova"))


def _step(town: Town, work: Any, deed: str, plea: Any, by: Actor, **more: Any) -> None:
    work.flush()
    seen = plea_rows.plea(work, plea.id or 0).revision
    getattr(objecting, deed)(work, town.rulebook, actor=by, plea_id=plea.id, seen=seen, **more)


def _holder(town: Town, case: Case) -> Actor:
    """Whoever holds the receipt, without an account."""
    with town.unit() as work:
        return replace(VISITOR, notices=frozenset({work.notice(case.reference).id or 0}))
