"""After filing: number and check code, or the mailed link, open the notice; a wrong address is mended."""

import pytest

from records.errors import Missing
from records.tables import Organiser
from tests.support.city import City
from tests.support.looking import promised
from workflow import receiving
from workflow.actor import VISITOR
from workflow.errors import Invalid, NotAllowed
from workflow.filing import Filed


def link(city: City, filed: Filed) -> str:
    with city.unit() as work:
        return receiving.make_link(work, work.notice(filed.reference))


def mend(city: City, filed: Filed, email: str = "right@example.org") -> None:
    with city.unit() as work:
        receiving.mend_address(
            work, city.rulebook, actor=city.holder(filed), reference=filed.reference, email=email
        )


def test_number_and_code_open_the_notice_however_they_are_typed(city: City) -> None:
    filed = city.files()
    with city.reading() as work:
        assert (
            receiving.open_by_code(work, f" {filed.reference} ", filed.check_code.lower())
            == filed.notice_id
        )


@pytest.mark.parametrize(
    ("reference", "code"),
    [("27-0001", "0" * 12), ("27-0001", ""), ("27-0001", "ы"), ("27-9999", "")],
)
def test_a_wrong_number_and_a_wrong_code_answer_alike(
    city: City, reference: str, code: str
) -> None:
    filed = city.files()
    with pytest.raises(Missing) as refused, city.reading() as work:
        receiving.open_by_code(
            work, reference, code or "0" * 12 if reference == filed.reference else filed.check_code
        )
    assert str(refused.value) == f"Notice {reference} is not there."


def test_the_mailed_link_confirms_once_and_reads_back(city: City) -> None:
    filed = city.files()
    secret = link(city, filed)
    for _ in range(2):
        with city.unit() as work:
            receiving.confirm_address(work, secret, actor=VISITOR)

    with city.reading() as work:
        assert receiving.reference_of(work, secret) == filed.reference
        assert work.notice(filed.reference).email_confirmed_at is not None
    with pytest.raises(Invalid):
        mend(city, filed)


def test_an_unknown_or_old_link_leads_nowhere(city: City) -> None:
    secret = link(city, city.files())
    with pytest.raises(Missing), city.reading() as work:
        receiving.reference_of(work, secret + "x")
    city.clock.advance(days=400)
    with pytest.raises(Missing), city.reading() as work:
        receiving.reference_of(work, secret)


def test_after_the_address_was_mended_the_link_in_the_wrong_mailbox_opens_nothing(
    city: City,
) -> None:
    filed = city.files()
    secret = link(city, filed)

    mend(city, filed)

    with pytest.raises(Missing), city.unit() as work:
        receiving.confirm_address(work, secret, actor=VISITOR)
    with city.reading() as work:
        notice = work.notice(filed.reference)
        assert work.get(Organiser, notice.organiser_id).email == "right@example.org"
        assert notice.email_confirmed_at is None
    again = promised(city, "receipt")
    assert len(again) == 2
    assert again[0]["letter"] == again[1]["letter"] is not None


def test_only_who_holds_the_notice_mends_its_address(city: City) -> None:
    filed = city.files()
    with pytest.raises(NotAllowed), city.unit() as work:
        receiving.mend_address(
            work, city.rulebook, actor=city.actor("orlova"), reference=filed.reference, email="x@example.org"
        )  # fmt: skip
