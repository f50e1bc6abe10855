"""The demo city's last six weeks: which notice goes which road, and the order in which it all happened."""

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from web.demo import bargains, desk_life, fights, mass, service, silence
from web.demo.beginning import Case, Road
from web.demo.roads import ROADS
from web.demo.town import Town

MOSCOW = ZoneInfo("Europe/Moscow")
LEAD = {"picket_group": 7, "picket_single_structure": 6, "deputy_meeting": 8}
"""Days from filing to the event; the others file 13 days ahead, in the middle of their window."""

OLD = ("agreed", "agreed", "refused", "accepted", "declined", "cured", "warned", "withdrawn", "replaced",
       "sent_back", "agreed", "not_examined", "silent", "agreed", "unanswered", "agreed", "voided",
       "forwarded", "refused_person", "doubled", "bargained", "proposed", "cancelled")  # fmt: skip
"""Roads that have come to their end, oldest first; `silent` and `unanswered` are ended by time."""

NOW = ("received", "registered", "reviewed", "reviewed", "preparing", "for_signature", "proposed", "cure_asked",
       "received", "amended", "for_signature", "registered", "countered")  # fmt: skip
"""Roads that are under way today."""

KINDS = ("rally", "march", "picket_group", "demonstration", "picket_single_structure", "deputy_meeting", "rally",
         "picket_group", "march")  # fmt: skip
OKRUGS = ("SVAO", "ZAO", "SVAO", "YuAO", "CAO", "SVAO")
PEOPLE = {
    "rally": (350, 800, 120, 2400, 6000), "march": (600, 350, 1500, 90), "picket_group": (25, 40, 12, 8),
    "demonstration": (800, 150, 500), "picket_single_structure": (1,), "deputy_meeting": (150, 60, 220),
}  # fmt: skip
WHO = ("vera", "union", "", "james", "union", "")
HOURS = {"received": 1, "registered": 6, "reviewed": 22, "preparing": 20, "for_signature": 24,
         "proposed": 34, "cure_asked": 30, "amended": 22, "countered": 40}  # fmt: skip
"""How long ago a notice under way was filed, in hours."""

ON_PAPER = (
    (20, "rally", 200),
    (27, "picket_group", 15),
    (44, "demonstration", 90),
    (3, "march", 120),
)
"""Hours ago, kind, people."""
URGENT = 3
FIXED = len(ON_PAPER) + URGENT + mass.COUNT + fights.COUNT
"""Notices that every demo city has, however small."""


def plan(now: datetime, notices: int) -> Iterator[tuple[datetime, int, str]]:
    """Which road each notice goes, and from when: a fixed mixture, stretched to the number asked for."""
    today = now.astimezone(MOSCOW).date()
    number = made = 0
    while made < notices:
        under_way = number % 3 == 2
        name = NOW[number // 3 % len(NOW)] if under_way else OLD[(number - number // 3) % len(OLD)]
        if name == "doubled" and made + 2 > notices:
            name = "agreed"
        if under_way:
            at = now - timedelta(hours=HOURS[name], minutes=7 * (number % 60))
        else:
            day = today - timedelta(days=5 + number * 37 % 36)
            at = datetime.combine(day, time(9 + number % 8, number * 13 % 60), MOSCOW).astimezone(
                UTC
            )
        yield at, number, name
        made += 2 if name == "doubled" else 1
        number += 1


def _case(town: Town, number: int, name: str, at: datetime) -> Case:
    mixed = number + number // 3  # so that roads, kinds and okrugs do not walk in step
    kind = KINDS[mixed % len(KINDS)]
    if name == "refused" and kind == "deputy_meeting":
        kind = "rally"
    sizes = PEOPLE[kind]
    people = sizes[number // 3 % len(sizes)]
    okrugs: tuple[str, ...] = (OKRUGS[(number // 2) % len(OKRUGS)],)
    if kind == "march" and number % 4 == 1:
        okrugs = ("SVAO", "ZAO")  # two okrugs: the city government answers
    who = WHO[(number + number // 6) % len(WHO)]
    if name in {"forwarded", "voided"}:
        kind, okrugs = "rally", ("SVAO",)
    day = at.astimezone(MOSCOW).date() + timedelta(days=_lead(name, kind))
    content = town.content(
        number, kind, okrugs, day, people=people, who=who, days=2 if number % 17 == 4 else 1
    )
    return Case(content, who, at)


def _lead(name: str, kind: str) -> int:
    if name == "not_examined":
        return 2  # too late for every kind
    return LEAD.get(kind, 13)


def papers_of(town: Town, now: datetime) -> Iterator[Road]:
    """Notices that came on paper in the last days; the clerk entered each an hour later."""
    for number, (hours, kind, people) in enumerate(ON_PAPER):
        yield _paper(town, now - timedelta(hours=hours), number, kind, people)


def _paper(town: Town, at: datetime, number: int, kind: str, people: int) -> Road:
    yield at
    day = at.astimezone(MOSCOW).date() + timedelta(days=LEAD.get(kind, 13))
    content = town.content(5 + number, kind, ("SVAO",), day, people=people, who="")
    town.on_paper(content, "kravets", at - timedelta(hours=1))


def urgent(town: Town, now: datetime) -> Iterator[Road]:
    """Notices to be answered today: one whose only officer is away, one that nobody took, one that came today."""
    at = datetime.combine(now.astimezone(MOSCOW).date() - timedelta(days=3), time(10, 17), MOSCOW)
    day = at.date() + timedelta(days=13)
    wide = town.content(8, "march", ("SVAO", "ZAO"), day, people=600, who="union")
    yield silence.nearly_over(town, Case(wide, "union", at.astimezone(UTC)))
    near = town.content(11, "rally", ("SVAO",), day, people=180, who="vera")
    yield silence.not_begun(town, Case(near, "vera", at.astimezone(UTC) + timedelta(minutes=40)))
    hour_ago = now - timedelta(hours=1)
    soon = hour_ago.astimezone(MOSCOW).date() + timedelta(days=3)
    picket = town.content(3, "picket_group", ("SVAO",), soon, people=12, who="james")
    yield silence.not_begun(town, Case(picket, "james", hour_ago))  # its clock ends on the same day


def live(town: Town, now: datetime, notices: int, said: Callable[[int], None]) -> None:
    """Let the city live up to now: every deed of every road in the order of its hour.

    A notice is thought of when its hour comes, so that a city of any size needs the memory of one week.
    """
    start = now - timedelta(days=43)
    fixed: list[Road] = [silence.ticks(town, start, now), *papers_of(town, now)]
    fixed += [
        *urgent(town, now),
        silence.watch(town, now),
        *mass.roads(town, now, {"objected": bargains.objected, **service.ROADS}),
    ]
    fixed += [*fights.roads(town, now), desk_life.morning(town, now)]
    ahead = [(first, n, road) for n, road in enumerate(fixed) if (first := next(road, None))]
    heapq.heapify(ahead)
    for at, number, name in sorted(plan(now, max(0, notices - FIXED))):
        _until(town, min(at, now), ahead, said)
        road = _road(town, name, _case(town, number, name, at))
        heapq.heappush(ahead, (next(road), len(fixed) + number, road))
    _until(town, now, ahead, said)


def _until(
    town: Town, end: datetime, ahead: list[tuple[datetime, int, Road]], said: Callable[[int], None]
) -> None:
    """Do what is due up to `end`, each deed after what came before it."""
    while ahead and ahead[0][0] <= end:
        at, n, road = heapq.heappop(ahead)
        town.clock.at = max(at, town.clock.at)
        following = next(road, None)
        said(town.count)
        if following is not None:
            heapq.heappush(ahead, (following, n, road))


def _road(town: Town, name: str, case: Case) -> Road:
    if name == "silent":
        return ROADS["reviewed"](town, case)  # nobody decides; time agrees
    if name == "unanswered":
        return ROADS["proposed"](town, case)  # nobody answers; time declines
    return ROADS[name](town, case)
