"""The demo city's last six weeks: which notice goes which road, and the order in which it all happened."""

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from web.demo import mass, silence
from web.demo.beginning import Case, Road
from web.demo.roads import ROADS
from web.demo.town import Town
from workflow.content import Content

MOSCOW = ZoneInfo("Europe/Moscow")
LEAD = {"picket_group": 7, "picket_single_structure": 6, "deputy_meeting": 8}
"""Days from filing to the event; the others file 13 days ahead, in the middle of their window."""

OLD = ("agreed", "agreed", "refused", "accepted", "declined", "cured", "warned", "withdrawn", "replaced",
       "sent_back", "agreed", "not_examined", "silent", "agreed", "unanswered", "agreed", "voided",
       "forwarded", "refused_person", "doubled", "agreed", "proposed")  # fmt: skip
"""Roads that have come to their end, oldest first; `silent` and `unanswered` are ended by time."""

NOW = ("received", "registered", "reviewed", "reviewed", "preparing", "for_signature", "proposed", "cure_asked",
       "received", "reviewed", "for_signature", "registered")  # fmt: skip
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
         "proposed": 34, "cure_asked": 30}  # fmt: skip
"""How long ago a notice under way was filed, in hours."""


def cases(town: Town, now: datetime, notices: int) -> Iterator[tuple[str, Case]]:
    """Which road each notice goes: a fixed mixture, stretched to the number asked for."""
    today = now.astimezone(MOSCOW).date()
    for number in range(notices):
        under_way = number % 3 == 2
        name = NOW[number // 3 % len(NOW)] if under_way else OLD[(number - number // 3) % len(OLD)]
        if under_way:
            at = now - timedelta(hours=HOURS[name], minutes=7 * (number % 60))
        else:
            day = today - timedelta(days=5 + number * 37 % 36)
            at = datetime.combine(day, time(9 + number % 8, number * 13 % 60), MOSCOW).astimezone(
                UTC
            )
        yield name, _case(town, number, name, at)


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


def paper(town: Town, now: datetime) -> Road:
    """A notice that came on paper yesterday and was entered by the clerk an hour later."""
    at = now - timedelta(hours=20)
    day = at.astimezone(MOSCOW).date() + timedelta(days=13)
    yield at
    content = _paper_content(town, day)
    town.on_paper(content, "kravets", at - timedelta(hours=1))


def _paper_content(town: Town, day: date) -> Content:
    return town.content(5, "rally", ("SVAO",), day, people=200, who="")


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
    """Let the city live up to now: every deed of every road in the order of its hour."""
    start = now - timedelta(days=43)
    roads: list[Road] = [silence.ticks(town, start, now), paper(town, now)]
    roads += [*urgent(town, now), silence.watch(town, now), *mass.roads(town, now)]
    roads += [_road(town, name, case) for name, case in cases(town, now, notices)]
    ahead = [(first, n, road) for n, road in enumerate(roads) if (first := next(road, None))]
    heapq.heapify(ahead)
    while ahead:
        at, n, road = heapq.heappop(ahead)
        if at > now:
            continue
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
