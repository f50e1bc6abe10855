"""An answered event is given up: everybody who counts on it is told once, what was open ends; a mistake is undone."""

from pathlib import Path

import pytest

from records import around_rows, rows, task_rows
from records.around_rows import Wanted
from records.errors import Overtaken
from regimes.shelf import load_all
from tests.support.everywhere import Everywhere
from tests.support.looking import log_of, promised
from tests.support.other_land import BOX
from tests.workflow.test_tasks import asks, gives, marks
from workflow import closing, moves, policy
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.reminding import held


def cancels(at: Everywhere, reference: str, who: str = "owner", note: str = "", seen: int = 0) -> None:  # fmt: skip
    seen = seen or at.city.revision(reference)
    with at.city.unit() as work:
        moves.cancel(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, seen=seen, note=note
        )


def told(at: Everywhere, name: str) -> list[str]:
    """Codes of the units that such a mail goes to."""
    with at.city.reading() as work:
        units = {unit.id: unit.code for unit in rows.units(work)}
    return sorted(units[mail["unit"]] for mail in promised(at.city, name))


def planned(at: Everywhere) -> list[str]:
    """What the plan of events shows to an officer."""
    now = at.city.clock.now()
    wanted = Wanted(now, now.replace(year=now.year + 1), closing.stages_given_up(at.city.rulebook))
    with at.city.reading() as work:
        found, _ = around_rows.between(work, policy.scope_of(at.actor("orlova")), wanted)
    return [one.reference for one in found]


def test_an_agreed_event_is_cancelled_and_everybody_who_counts_on_it_hears(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    gives(at, reference)  # to the police, who were asked too: one mail, not two
    gives(at, reference, "medical")
    done = gives(at, reference, "transport")
    asks(at, reference)
    at.signs(reference)
    with at.city.reading() as work:
        ids = [row.id or 0 for row in task_rows.of_notice(work, at.ids["n"])]
    marks(at, ids[done - 1], done=True, who="transport")
    assert planned(at) == [reference]

    cancels(at, reference)  # the law asks an organiser for no reason

    with at.city.reading() as work:
        notice = work.notice(reference)
        tasks = [(row.number, row.dropped_at is not None) for row in task_rows.of_notice(work, notice.id or 0)]  # fmt: skip
        decision = rows.released_decision(work, notice)
        assert notice.stage == "cancelled"
        assert notice.closed_at == work.now
        assert not held(at.city.rulebook[notice.regime_pin], notice.stage)  # no more reminders
        assert decision is not None
        assert decision.state == "released"
        assert not task_rows.resources(work, notice.id or 0)
    assert tasks == [(1, True), (2, True), (3, False)]  # what was done stays done
    assert told(at, "body-cancel") == ["medical", "police", "transport"]
    assert len(promised(at.city, "cancel")) == len(promised(at.city, "desk-cancel")) == 1
    assert planned(at) == []
    assert log_of(at.city, reference)[-1] == "notice.cancel"
    with pytest.raises(NotPossible, match="will not be held"):
        gives(at, reference)
    with pytest.raises(NotPossible, match="not open"):
        marks(at, ids[0], done=True)
    with pytest.raises(NotPossible, match="no answered event"):
        cancels(at, reference)


def test_a_law_that_names_the_stage_otherwise_is_left_out_of_the_plan_too(
    at: Everywhere, tmp_path: Path
) -> None:
    law = tmp_path / "ru-moscow-assembly.2027-01-01.toml"
    other = BOX.read_text("utf-8").replace("valid_from = 2022-12-05", "valid_from = 2027-01-01")
    law.write_text(other.replace('"withdrawn"', '"called-off"'), "utf-8")
    at.city.rulebook = load_all(tmp_path)
    stays, goes = at.files("stays"), at.files("goes")
    assert planned(at) == [stays, goes]

    at.moves(goes, "withdraw", "owner")

    with at.city.reading() as work:
        assert work.notice(goes).stage == "called-off"
    assert planned(at) == [stays]


def test_a_mistake_is_undone_by_the_head_to_where_the_notice_stood(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    with pytest.raises(Invalid):
        cancels(at, reference, "kravets")  # a clerk says by which letter
    cancels(at, reference, "kravets", "Письмо организатора от 1 марта")
    with pytest.raises(NotAllowed):
        at.moves(reference, "restore-agreed", "orlova")
    with pytest.raises(NotPossible, match="stood elsewhere"):
        at.moves(reference, "restore-deemed-agreed", "zuev")

    at.moves(reference, "restore-agreed", "zuev")

    with at.city.reading() as work:
        notice = work.notice(reference)
        assert notice.stage == "agreed"
        assert notice.closed_at is not None
        assert [due for due in rows.dues(work, notice) if due.done_at is None] == []
    assert told(at, "body-restore") == ["police", "transport"]
    assert len(promised(at.city, "restore")) == 1
    cancels(at, reference)  # and may be cancelled in earnest later: all are told again
    assert len(promised(at.city, "body-cancel")) == 4


def test_what_is_not_answered_or_has_begun_is_not_cancelled(at: Everywhere) -> None:
    waiting, refused = at.asked("waiting"), at.released("refused", "refused")
    agreed = at.released("agreed", "agreed")
    for reference in (waiting, refused):
        with pytest.raises(NotPossible, match="no answered event"):
            cancels(at, reference)
    with pytest.raises(NotAllowed):
        cancels(at, agreed, "other")
    seen = at.city.revision(agreed)
    at.moves(agreed, "replace")
    with pytest.raises((Overtaken, NotPossible)):
        cancels(at, agreed, seen=seen)  # the office was faster: nothing is answered now
    again = at.released("again", "agreed")
    at.city.goes_to(2027, 3, 14, 23)
    with pytest.raises(NotPossible, match="the event began"):
        cancels(at, again)
