"""The long road through the pages, in each outcome, each ending in the bytes of a stored letter."""

from typing import Any

import pytest

from tests.intake.conftest import PAGES
from tests.stories.conftest import Town
from tests.support.everywhere import SPOKESMAN

pytestmark = pytest.mark.once  # `make deep` runs it on PostgreSQL

REFUSED: dict[str, Any] = {
    "outcome": "refused", "ground": "art12_3_place", "facts": "The route crosses the yard of a school.",
    "measures-0-measure": "Move it by 200 m", "measures-0-found": "the place is free",
    "measures-0-result": "the organiser declined",
}  # fmt: skip
PROPOSED: dict[str, Any] = {
    "outcome": "proposal", "facts": "Contract 12 of the road service.", "reasons": "Works until 14:30.",
    "proposal_sessions-0-day": "14.03.2027", "proposal_sessions-0-start": "15:00",
    "proposal_sessions-0-end": "16:30", **SPOKESMAN,
}  # fmt: skip
CURE: dict[str, Any] = {
    "outcome": "cure", "items-0-field": "medical", "items-0-reason": "No post at the square",
    "items-0-article": "7(3)(6)",
}  # fmt: skip
WARNED: dict[str, Any] = {
    "outcome": "warning", "facts": "The leaflet calls for a blocked road.", "reasons": "See article 12 (2).",
    "article": "article 20.3 of the Code",
}  # fmt: skip
AGREED: dict[str, Any] = {"outcome": "agreed", "capacity": "2000", **SPOKESMAN}


def decided(town: Town, reference: str, **typed: Any) -> None:
    """Orlova writes and submits, Morozova releases, the press prints."""
    orlova = town.person("orlova")
    saved = town.writes(orlova, reference, **typed)
    assert saved.status_code == 303, orlova.text
    town.moves(orlova, reference, "submit")
    assert town.releases(reference).status_code == 303
    town.works()


def ends_with(town: Town, reference: str, kind: str) -> None:
    """The newest letter is of this kind and its bytes are stored."""
    found, pdf = town.letters(reference)[-1]
    assert found == kind
    assert pdf.startswith(b"%PDF-")
    assert town.letter(reference, kind).state == "ready"


@pytest.mark.parametrize(
    ("typed", "stage", "kind"), [(AGREED, "agreed", "agreed"), (REFUSED, "refused", "refused")]
)
def test_agreed_and_refused(town: Town, typed: dict[str, Any], stage: str, kind: str) -> None:
    vera = town.person("owner")
    reference = town.files(vera)
    town.prepared(reference)

    decided(town, reference, **typed)

    assert town.city.stage(reference) == stage
    ends_with(town, reference, kind)
    vera.get(f"/notices/{reference}")
    number = town.letter(reference, kind).id
    letter = vera.get(f"/notices/{reference}/letters/{number}.pdf")
    assert letter.data == town.letters(reference)[-1][1]
    assert letter.headers["Content-Disposition"].startswith("attachment; ")


def test_a_proposal_is_accepted_and_the_new_time_is_agreed(town: Town) -> None:
    vera = town.person("owner")
    reference = town.files(vera)
    orlova = town.prepared(reference)
    decided(town, reference, **PROPOSED)
    assert town.city.stage(reference) == "proposed"
    ends_with(town, reference, "proposal")

    assert town.sends(vera, f"/notices/{reference}/proposal", answer="accept").status_code == 303
    assert town.city.stage(reference) == "review"
    town.moves(orlova, reference, "prepare")
    decided(town, reference, **AGREED)

    assert town.city.stage(reference) == "agreed"
    ends_with(town, reference, "agreed")
    vera.get(f"/notices/{reference}")
    assert "15:00" in vera.text


def test_a_proposal_is_declined_and_nothing_is_agreed(town: Town) -> None:
    vera = town.person("owner")
    reference = town.files(vera)
    town.prepared(reference)
    decided(town, reference, **PROPOSED)

    path = f"/notices/{reference}/proposal"
    answer = town.sends(vera, path, answer="decline", reason="It is dark by then.")

    assert answer.status_code == 303
    assert town.city.stage(reference) == "not-agreed"
    ends_with(town, reference, "proposal")


def test_what_the_city_asks_to_mend_is_mended_and_agreed(town: Town) -> None:
    vera = town.person("owner")
    reference = town.files(vera)
    orlova = town.prepared(reference)
    decided(town, reference, **CURE)
    assert town.city.stage(reference) == "cure-asked"
    ends_with(town, reference, "cure")

    path = f"/notices/{reference}/cure"
    assert (
        town.sends(vera, path, medical="Three posts, one at the square", do="go").status_code == 303
    )
    town.moves(orlova, reference, "prepare")
    decided(town, reference, **AGREED)

    assert town.city.stage(reference) == "agreed"
    ends_with(town, reference, "agreed")


def test_after_a_warning_the_review_goes_on(town: Town) -> None:
    vera = town.person("owner")
    reference = town.files(vera)
    orlova = town.prepared(reference)
    decided(town, reference, **WARNED)
    assert town.city.stage(reference) == "review"
    ends_with(town, reference, "warning")

    town.moves(orlova, reference, "prepare")
    decided(town, reference, **AGREED)

    assert town.city.stage(reference) == "agreed"


def test_a_late_notice_is_taken_and_answered_as_not_examined(town: Town) -> None:
    town.city.goes_to(2027, 3, 9)
    vera = town.visitor()
    reference = town.files(vera)
    orlova = town.person("orlova")
    town.moves(orlova, reference, "prepare-not-examined")

    decided(town, reference, outcome="not-examined", reasons="Filed after 4 March.")

    assert town.city.stage(reference) == "not-examined"
    ends_with(town, reference, "not-examined")


def test_silence_of_the_city_agrees_and_a_note_says_so(town: Town) -> None:
    vera = town.visitor()
    reference = town.files(vera)
    town.city.goes_to(2027, 3, 4, 23, 59)
    town.ticks()
    assert town.city.stage(reference) == "received"

    town.city.goes_to(2027, 3, 5, 0, 1)
    town.ticks()
    town.ticks()

    assert town.city.stage(reference) == "deemed-agreed"
    ends_with(town, reference, "deemed-agreed")
    assert [kind for kind, _ in town.letters(reference)] == ["receipt", "deemed-agreed"]


def test_a_proposal_without_an_answer_is_not_agreed(town: Town) -> None:
    vera = town.person("owner")
    reference = town.files(vera)
    town.prepared(reference)
    decided(town, reference, **PROPOSED)

    town.city.goes_to(2027, 3, 12, 0, 1)
    town.ticks()

    assert town.city.stage(reference) == "not-agreed"


def test_what_is_withdrawn_ends_with_the_receipt_alone(town: Town) -> None:
    vera = town.visitor()
    reference = town.files(vera)

    answer = town.sends(vera, f"/notices/{reference}/withdraw", note="It will rain.")
    town.works()

    assert answer.status_code == 303
    assert town.city.stage(reference) == "withdrawn"
    ends_with(town, reference, "receipt")


def test_a_released_answer_is_replaced_by_a_new_one(town: Town) -> None:
    vera = town.person("owner")
    reference = town.files(vera)
    orlova = town.prepared(reference)
    decided(town, reference, **REFUSED)

    town.moves(orlova, reference, "replace", note="The court lifted the ban.")
    decided(town, reference, **AGREED, replace_reason="The court lifted the ban.")

    assert town.city.stage(reference) == "agreed"
    kinds = [kind for kind, pdf in town.letters(reference) if pdf]
    assert kinds == ["receipt", "refused", "agreed"]


def test_a_foreign_name_does_not_make_the_city_miss_its_answer(town: Town) -> None:
    vera = town.visitor()
    town.fills(
        vera, organiser={**PAGES["organiser"], "organiser": "Nguyễn Thị Minh Khai, משה, محمد"}
    )
    answer = town.sends(vera, "/draft/answers", signature="Nguyễn Thị Minh Khai", declared="y")
    reference = answer.headers["Location"].split("/")[-2]

    town.works()

    ends_with(town, reference, "receipt")
