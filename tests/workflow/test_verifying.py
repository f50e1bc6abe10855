"""What a public check says of a decision while somebody objects to it."""

from records import rows
from tests.support.everywhere import Everywhere
from tests.support.pleading import Pleading
from tests.workflow.test_cancelling import cancels
from workflow import verifying


def state(at: Everywhere, reference: str, kind: str = "refused") -> str:
    """As the page behind the code of the letter says."""
    with at.city.reading() as work:
        letters = rows.letters(work, work.notice(reference))
        code = next(one.check_code for one in letters if one.kind == kind)
        found = verifying.check(work, at.city.rulebook, code)
    assert found is not None
    return found.state


def test_a_decision_is_in_force_objected_to_set_aside(at: Everywhere) -> None:
    people = Pleading(at).people()
    reference = at.released("refused", "refused")
    assert state(at, reference) == "in-force"

    plea = people.objects(reference)
    assert state(at, reference) == "objected"

    people.answered(plea, "upheld")
    assert state(at, reference) == "set-aside"

    people.anew(reference, "agreed", "The objection was upheld")
    assert state(at, reference) == "replaced"


def test_an_objection_that_was_taken_back_or_rejected_leaves_the_decision_in_force(
    at: Everywhere,
) -> None:
    people = Pleading(at).people()
    reference = at.released("refused", "refused")
    plea = people.objects(reference)
    people.does("withdraw", plea, "owner")
    assert state(at, reference) == "in-force"

    again = people.objects(reference)
    people.answered(again, "rejected")
    assert state(at, reference) == "in-force"


def test_a_letter_about_an_event_that_was_given_up_says_so(at: Everywhere) -> None:
    reference = at.released("agreed", "agreed")
    assert state(at, reference, "agreed") == "in-force"

    cancels(at, reference)

    assert state(at, reference, "agreed") == "cancelled"
