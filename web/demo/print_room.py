"""The print room of the demo city on its last day: two runs, one over and one open, letters that came back."""

from datetime import date, timedelta

from records import register_rows, rows, run_rows
from records.register_rows import Wanted
from records.scope import Scope
from web.demo.people import actor
from web.demo.town import Town
from workflow import policy, returning, runs, sheets

CLERK = "kravets"
OVER, OPEN = "proposal", "not-examined"
"""Kinds of letters whose run is over, and whose run lies open."""
CAME_BACK = (
    ("registered-post", "Истёк срок хранения, адресат не явился", True),
    ("registered-post", "Нет такой квартиры", False),
    ("e-mail", "550 5.1.1 mailbox unavailable", False),
)


def morning(town: Town) -> None:
    """One run of proposals with a spoiled sheet, closed; one run in which the last envelope is missing."""
    for kind, whole in ((OVER, True), (OPEN, False)):
        with town.unit() as work:
            clerk = actor(work, CLERK)
            unit = rows.unit_by_code(work, "prefecture-svao").id or 0
            if not run_rows.waiting(work, Scope(everything=True), unit, kind=kind, way="", limit=2):
                continue
            run = runs.make(work, actor=clerk, unit_id=unit, kind=kind)
            runs.taken(work, actor=clerk, run_id=run.id or 0)
            number, letters = (
                run.id or 0,
                len(run_rows.pieces(work, Scope(everything=True), run.id or 0)),
            )
        with town.unit() as work:
            clerk, last = actor(work, CLERK), letters if whole else letters - 1
            if whole and letters > 1:
                sheets.spoil(work, actor=clerk, run_id=number, typed="1", reason="Замяло в лотке")
            for place in range(2 if whole and letters > 1 else 1, last + 1):
                sheets.envelope(work, actor=clerk, run_id=number, typed=str(place))


def comes_back(town: Town, today: date) -> None:
    """Letters that the post brought back, one of them not collected, and a mail that bounced: tasks of the clerk."""
    with town.unit() as work:
        scope = policy.scope_of(actor(work, CLERK))
        page = register_rows.page(work, scope, Wanted(state="sent"), limit=100, addresses=False)
    left = [one for entry in page for one in entry.left if one.day < today or one.way == "e-mail"]
    for way, note, uncollected in CAME_BACK:
        one = next((each for each in left if each.way == way), None)
        if one is None:
            continue
        left.remove(one)
        with town.unit() as work:
            returning.came_back(
                work, town.rulebook, actor=actor(work, CLERK), dispatch_id=one.id,
                day=min(today, one.day + timedelta(days=9)), note=note, today=today, uncollected=uncollected,
            )  # fmt: skip
