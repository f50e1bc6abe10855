"""A decision letter carries the newest signed checkpoint of the log; other letters none."""

from records import checkpoint_rows, rows
from tests.support.everywhere import Everywhere
from tests.support.signing import signs
from workflow import printing


def test_a_decision_letter_carries_the_newest_checkpoint_and_a_receipt_none(at: Everywhere) -> None:
    before = at.released("first", "refused")
    signs(at.city)
    after = at.released("agreed", "agreed")
    with at.city.reading() as work:
        made = checkpoint_rows.newest(work)
        carried = {
            (reference, one.kind): printing.frozen(one).head.checkpoint
            for reference in (before, after)
            for one in rows.letters(work, work.notice(reference))
        }
    assert made is not None
    assert carried[before, "refused"] == ""  # nothing was signed yet
    assert carried[after, "agreed"] == made.note
    assert {note for (_, kind), note in carried.items() if kind == "receipt"} == {""}
