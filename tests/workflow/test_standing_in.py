"""In another's absence: who handled, decided or released it in whose place stands in the log, with the days."""

from datetime import date
from typing import Any

from records import casefile
from records.case_rows import HistoryRow
from records.scope import Scope
from tests.support.everywhere import Everywhere
from tests.support.watching import MARCH, is_away, owner, takes, today
from tests.workflow.test_climbing import at_end_minus
from tests.workflow.test_owning import gives_up, hands_over
from tests.workflow.test_powers import gives
from workflow import standing_in
from workflow.seeing import public_history

LAST = date(2027, 3, 5)


def log(at: Everywhere, name: str) -> list[HistoryRow]:
    """The log of a notice, the newest first."""
    with at.city.reading() as work:
        return list(casefile.history(work, Scope(everything=True), at.ids[name]))


def instead(at: Everywhere, row: HistoryRow, who: str) -> bool:
    """Whether the entry says that it was done in the place of this person, absent until the 5th of March."""
    days = {"account": at.account(who), "from": "2027-03-01", "to": "2027-03-05"}
    return row.details.get("instead") == days and bool(row.personal["instead_ru"])


def beside(at: Everywhere, name: str, reader: str = "zuev") -> Any:
    """What the page of a notice says beside its owner."""
    with at.city.reading() as work:
        notice = work.notice(at.refs[name])
        return standing_in.look(
            work, actor=at.actor(reader), unit_id=notice.unit_id, notice_id=notice.id or 0,
            owner_id=notice.owner_id, day=today(at.city),
        )  # fmt: skip


def test_a_colleague_handles_what_an_absent_officer_owns(at: Everywhere) -> None:
    reference = at.preparing("n")
    takes(at, reference)
    assert beside(at, "n") is None
    is_away(at, "orlova", MARCH, LAST)
    at.city.clock.advance(minutes=1)
    at.writes_draft(reference, "agreed")  # by Orlova herself, from wherever she is
    assert "instead" not in log(at, "n")[0].details
    shown = beside(at, "n")
    assert (shown.own, shown.away.last_day) == (True, LAST)

    at.moves(reference, "submit", "hasanov")

    newest = log(at, "n")[0]
    assert (newest.kind, instead(at, newest, "orlova")) == ("notice.submit", True)
    (told,) = public_history([newest])
    assert told.personal == {}  # an organiser reads no names of the office
    at.city.clock.advance(days=5)  # she is back on the 6th
    at.moves(reference, "back-to-preparing", "hasanov")
    assert "instead" not in log(at, "n")[0].details
    assert beside(at, "n") is None


def test_whoever_got_it_from_somebody_absent_stands_in_for_them(at: Everywhere) -> None:
    """Handed over by the head with a note, the substitute's own steps say in whose place, and for how long."""
    reference = at.files("n")
    takes(at, reference)
    is_away(at, "orlova", MARCH, LAST, note="Звонить организатору после обеда")
    hands_over(at, reference, "zuev", "hasanov", "Срок в пятницу")
    handed = log(at, "n")[0]
    assert instead(at, handed, "orlova")
    assert handed.personal["note"] == "Срок в пятницу"

    at.moves(reference, "register", "hasanov")

    assert instead(at, log(at, "n")[0], "orlova")
    shown = beside(at, "n")
    assert (shown.own, shown.away.name) == (False, "L. N. Orlova")
    assert shown.note == "Звонить организатору после обеда"
    assert beside(at, "n", "police").note == ""  # a body that is asked reads no note of the office
    gives_up(at, reference, "hasanov")
    takes(at, reference, "hasanov")  # nobody's, and taken for one's own: in nobody's place
    assert "instead" not in log(at, "n")[0].details
    assert beside(at, "n") is None


def test_taking_what_an_absent_colleague_owns_is_standing_in(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, reference)
    is_away(at, "orlova", MARCH, LAST)
    takes(at, reference, "hasanov")
    assert instead(at, log(at, "n")[0], "orlova")
    at.moves(reference, "register", "hasanov")
    assert instead(at, log(at, "n")[0], "orlova")


def test_time_gives_it_to_a_substitute_and_says_in_whose_place(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, reference)
    is_away(at, "orlova", MARCH, LAST)
    at_end_minus(at, 24)
    assert owner(at.city, reference) not in {"", "orlova"}
    given = next(row for row in log(at, "n") if row.kind == "notice.assigned")
    assert instead(at, given, "orlova")


def test_a_stand_in_s_signature_stands_in_the_log_as_in_the_register(at: Everywhere) -> None:
    gives(at, "kravets", absent_id=at.account("morozova"), title_ru="И. о.", title_en="Acting")
    is_away(at, "morozova", MARCH, LAST)
    reference = at.to_sign("n", "agreed")
    at.signs(reference, "kravets", submit=False)
    released = next(row for row in log(at, "n") if row.details.get("power"))
    assert instead(at, released, "morozova")
