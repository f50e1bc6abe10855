"""The organiser's time that counts from the office's letter: it begins when the letter leaves, and only then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import letters.letter as paper
from records import rows
from regimes.shelf import load_all
from tests.support import letter_land
from tests.support.days import corrects, counts_anew
from tests.support.everywhere import Everywhere
from tests.support.looking import clocks_of, due_of, time_passes
from workflow import answering, deciding, lastsafe, law, moves, seeing, versions
from workflow.errors import NotPossible
from workflow.lastsafe import LastMoments

REPLY = "organiser_reply"
ENDS = {
    # signed on a day of March 2027: three working days later
    1: "04.03 23:59",
    2: "05.03 23:59",
    4: "10.03 23:59",  # Saturday, Sunday and 8 March are left out
}


@pytest.fixture
def there(at: Everywhere, tmp_path: Path) -> Everywhere:
    """Monday 1 March 2027, under the law in which the time begins with the letter."""
    at.city.rulebook = load_all(letter_land.lay(tmp_path))
    return at


def at_moscow(at: Everywhere, day: int, hour: int = 12) -> None:
    at.city.clock.set(datetime(2027, 3, day, hour, tzinfo=UTC) - timedelta(hours=3))


def moments(at: Everywhere, reference: str) -> LastMoments:
    with at.city.reading() as work:
        notice = work.notice(reference)
        regime = law.regime_of(work, at.city.rulebook, notice)
        return lastsafe.of(work, at.city.rulebook, regime, notice)


def preview(at: Everywhere, reference: str) -> paper.Letter:
    with at.city.reading() as work:
        return deciding.preview(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, locale="en"
        )


def letter(at: Everywhere, reference: str) -> paper.Letter:
    with at.city.reading() as work:
        return paper.from_json(rows.letters(work, work.notice(reference))[-1].data)


def cures(at: Everywhere, reference: str, said: str = "Пост у сцены") -> None:
    with at.city.unit() as work:
        notice = work.notice(reference)
        old = versions.content_of(work, notice)
        content = replace(old, answers={**old.answers, "medical": said})
        answering.cure(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=notice.revision, content=content,
        )  # fmt: skip


def until(made: paper.Letter) -> str:
    assert isinstance(made, paper.Cure | paper.Proposal)
    at = made.until if isinstance(made, paper.Cure) else made.reply_by
    return f"{at:%d.%m %H:%M}"


def test_no_clock_of_theirs_runs_before_the_letter(there: Everywhere) -> None:
    reference = there.preparing("n", "cure")

    assert clocks_of(there.city, reference) == {"proposal": ""}
    assert due_of(there.city, reference)[1] == "authority"


@pytest.mark.parametrize("outcome", ["cure", "proposal"])
@pytest.mark.parametrize("day", [1, 2, 4])
def test_the_draft_names_the_day_if_it_were_signed_now_and_the_letter_its_own(
    there: Everywhere, outcome: str, day: int
) -> None:
    reference = there.to_sign("n", outcome)
    at_moscow(there, 1)
    assert until(preview(there, reference)) == ENDS[1]

    at_moscow(there, day, 18)
    assert until(preview(there, reference)) == ENDS[day]
    last = moments(there, reference)
    assert (last.after_letter, last.answer_open) == (True, True)
    assert f"{last.answer_until:%d.%m %H:%M}" == ENDS[day]
    there.signs(reference, submit=False)

    assert until(letter(there, reference)) == ENDS[day]
    assert due_of(there.city, reference) == (ENDS[day], "organiser")
    assert clocks_of(there.city, reference) == {"proposal": "met", REPLY: ""}
    if outcome == "proposal":
        with there.city.reading() as work:
            row = rows.open_proposal(work, work.notice(reference))
            assert row is not None
            assert row.reply_by == letter(there, reference).reply_by  # type: ignore[attr-defined]


def test_who_saw_the_day_of_yesterday_looks_again(there: Everywhere) -> None:
    reference = there.to_sign("n", "cure")
    with there.city.reading() as work:
        told = lastsafe.mark(work, there.city.rulebook, reference)
    at_moscow(there, 1, 20)
    with there.city.reading() as work:
        assert lastsafe.mark(work, there.city.rulebook, reference) == told
    at_moscow(there, 2)

    with pytest.raises(lastsafe.NotSeen), there.city.unit() as work:
        deciding.release(
            work, there.city.rulebook, actor=there.actor("morozova"), reference=reference,
            seen=work.notice(reference).revision, last_seen=told,
        )  # fmt: skip


def test_a_letter_that_nobody_answers_ends_the_road_once(there: Everywhere) -> None:
    reference = there.released("n", "cure")
    at_moscow(there, 4, 23)
    assert time_passes(there.city) == []
    at_moscow(there, 5, 0)

    assert time_passes(there.city) == ["not-agreed"]
    assert time_passes(there.city) == []
    assert clocks_of(there.city, reference)[REPLY] == "missed"


def test_a_reply_ends_it_and_a_second_letter_begins_it_anew(there: Everywhere) -> None:
    reference = there.released("n", "cure")
    at_moscow(there, 2)
    cures(there, reference)
    assert clocks_of(there.city, reference) == {
        "proposal": "met", REPLY: "met", "answer_after_reply": "",
    }  # fmt: skip
    at_moscow(there, 3)
    there.moves(reference, "prepare")
    there.writes(reference, "cure")
    assert until(preview(there, reference)) == "09.03 23:59"  # Thu, Fri, Tue: 8 March is a holiday
    there.signs(reference)

    assert until(letter(there, reference)) == "09.03 23:59"
    assert due_of(there.city, reference) == ("09.03 23:59", "organiser")
    at_moscow(there, 5)  # the day of the first letter is over: it holds nobody any more
    cures(there, reference, "Два поста")
    assert there.city.stage(reference) == "review"


def test_a_letter_taken_back_takes_its_time_with_it(there: Everywhere) -> None:
    reference = there.released("n", "cure")
    at_moscow(there, 2)
    there.moves(reference, "replace")

    found = clocks_of(there.city, reference)
    assert found == {"proposal": "", REPLY: "dropped"}
    at_moscow(there, 3)
    there.writes_draft(reference, "cure", replace_reason="Не тот пункт")
    there.signs(reference)
    assert due_of(there.city, reference) == ("09.03 23:59", "organiser")


def test_a_letter_that_would_leave_no_time_is_not_signed(there: Everywhere) -> None:
    reference = there.to_sign("n", "cure")
    at_moscow(there, 13)  # the office's own time is over too: the law has spoken

    with pytest.raises(NotPossible):
        there.signs(reference, submit=False)

    with there.city.reading() as work:
        notice = work.notice(reference)
        regime = law.regime_of(work, there.city.rulebook, notice)
        found = seeing.moves_of(work, there.city.rulebook, regime, notice, there.actor("morozova"))
    move = next(one for one in found if one.name == "release-cure")
    assert not move.open


def test_of_a_letter_only_the_organiser_s_day_can_be_the_hindrance(
    at: Everywhere, tmp_path: Path
) -> None:
    """The law gives the office longer than the organiser: D-9 is past while the office may still write."""
    early = letter_land.FROM_THE_LETTER.replace("before = 2", "before = 12")
    at.city.rulebook = load_all(letter_land.lay(tmp_path, early))
    reference = at.to_sign("n", "cure")
    at_moscow(at, 2)
    assert until(preview(at, reference)) == "02.03 23:59"
    at_moscow(at, 3)

    with pytest.raises(NotPossible, match="could answer only until"):
        at.signs(reference, submit=False)

    assert moments(at, reference).answer_open is False
    assert at.city.stage(reference) == "for-signature"


def test_a_corrected_holiday_moves_it_and_it_counts_from_the_letter_still(
    there: Everywhere,
) -> None:
    reference = there.to_sign("n", "cure")
    at_moscow(there, 2)
    there.signs(reference, submit=False)
    number = corrects(there.city, "2027-03-04", "day_off")
    counts_anew(there.city, number)

    assert due_of(there.city, reference) == ("09.03 23:59", "organiser")


def test_what_was_void_by_mistake_comes_back_without_it(there: Everywhere) -> None:
    reference = there.released("n", "cure")
    there.moves(reference, "withdraw", "owner")
    assert clocks_of(there.city, reference)[REPLY] == "dropped"
    there.moves(reference, "reopen", "zuev")

    assert clocks_of(there.city, reference)[REPLY] == "dropped"


def test_an_answer_begins_only_the_clocks_of_its_own_kind(at: Everywhere, tmp_path: Path) -> None:
    """A march has an answer's clock of its own; the rallies' one stays out of its ledger."""
    text = letter_land.body()
    law_of_march = text.split("[clocks.answer_after_reply]")[1].split("\n[")[0]
    text = text.replace("\n# --- stages and moves", f"\n[clocks.march_after_reply]{law_of_march}\n# --- stages and moves")  # fmt: skip
    here = text.index("[kinds.march]")
    text = text[:here] + text[here:].replace('"answer_after_reply"', '"march_after_reply"', 1)
    folder = letter_land.lay(tmp_path)
    (folder / "ru-moscow-assembly.2027-01-01.toml").write_text(text, "utf-8")
    at.city.rulebook = load_all(folder)
    reference = at.released("n", "cure")
    cures(at, reference)

    assert clocks_of(at.city, reference) == {
        "proposal": "met",
        REPLY: "met",
        "march_after_reply": "",
    }


def test_the_move_that_hands_on_needs_no_clock(there: Everywhere) -> None:
    reference = there.preparing("n", "proposal")
    with there.city.unit() as work:
        moves.move(
            work, there.city.rulebook, actor=there.actor("orlova"), reference=reference, name="submit",
            seen=work.notice(reference).revision,
            last_seen=lastsafe.mark(work, there.city.rulebook, reference),
        )  # fmt: skip
    assert there.city.stage(reference) == "for-signature"


def test_a_letter_whose_time_ran_out_is_not_taken_back_before_the_worker_comes(
    there: Everywhere,
) -> None:
    reference = there.released("n", "cure")
    at_moscow(there, 5, 0)

    with pytest.raises(NotPossible, match="the organiser's time ran out on"):
        there.moves(reference, "replace")

    assert time_passes(there.city) == ["not-agreed"]
