"""A refusal is an entry of the log: who, what, when; nothing that was typed, and never so many that the log fills."""

from sqlmodel import col, select

from records.tables import LogEntry
from tests.matrix.conftest import WHO, Crowd
from web.refusals import MOST


def refusals(crowd: Crowd) -> list[LogEntry]:
    with crowd.at.city.reading() as work:
        rows = select(LogEntry).where(LogEntry.kind == "access.refused").order_by(col(LogEntry.seq))
        return list(work.session.exec(rows))


def test_what_was_asked_for_is_kept_and_what_was_typed_is_not(crowd: Crowd) -> None:
    crowd.keeping.settle()
    before = len(refusals(crowd))
    reference = crowd.at.refs["review"]
    crowd.ask("far", "GET", f"/desk/notices/{reference}?q=Сокольникова")
    crowd.ask("far", "GET", "/desk/notices/Сокольникова")
    crowd.ask("adm", "POST", f"/desk/notices/{reference}/take", {"note": "Сокольникова"})
    found = refusals(crowd)[before:]
    crowd.keeping.settle()

    assert [row.details for row in found] == [
        {"endpoint": "desk.notice", "method": "GET", "reference": reference, "status": 404},
        {"endpoint": "desk.notice", "method": "GET", "status": 404},
        {"endpoint": "desk.take", "method": "POST", "reference": reference, "status": 403},
    ]
    accounts = [crowd.at.account(WHO[role]) for role in ("far", "far", "adm")]
    assert [(row.actor_id, row.subject_id) for row in found] == list(
        zip(accounts, accounts, strict=True)
    )
    assert {row.personal_commit for row in found} == {""}


def test_a_loop_does_not_fill_the_log(crowd: Crowd) -> None:
    crowd.keeping.settle()
    before = len(refusals(crowd))
    for number in range(MOST + 5):
        assert crowd.ask("far", "GET", f"/desk/notices/26-{number:04d}").status_code == 404
    first = len(refusals(crowd))
    crowd.at.city.clock.advance(minutes=1)
    crowd.ask("far", "GET", "/desk/notices/26-9999")
    second = len(refusals(crowd))
    crowd.at.city.clock.advance(minutes=-1)
    crowd.keeping.settle()

    assert (first - before, second - before) == (MOST, MOST + 1)


def test_nobody_signed_in_is_no_entry(crowd: Crowd) -> None:
    crowd.keeping.settle()
    before = refusals(crowd)
    for role in ("vis", "hold", "gone", "out"):
        crowd.ask(role, "POST", f"/desk/notices/{crowd.at.refs['review']}/take", {})
    assert refusals(crowd) == before
    crowd.keeping.settle()
