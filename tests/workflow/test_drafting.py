"""A notice that is being written is opened by its secret, from any device, and by nothing else."""

import pytest
from sqlmodel import select

from records.errors import Missing
from records.tables import Draft
from tests.support.city import REGIME, City, sheet
from workflow import drafting, filing
from workflow.actor import VISITOR


def begun(city: City) -> str:
    with city.unit() as work:
        return drafting.begin(work, actor=VISITOR, regime_id=REGIME, kind="march", locale="ru")


def test_what_is_saved_is_merged_and_read_back(city: City) -> None:
    secret = begun(city)
    with city.unit() as work:
        drafting.save(work, secret, answers={"purpose": "Память", "order": "10 человек"})
    with city.unit() as work:
        drafting.save(work, secret, answers={"order": "12 человек"}, email="v@example.org")

    with city.reading() as work:
        draft = drafting.load(work, secret)

    assert draft.answers == {"purpose": "Память", "order": "12 человек"}
    assert (draft.kind, draft.email, draft.filed_reference) == ("march", "v@example.org", "")


def test_the_secret_is_kept_nowhere(city: City) -> None:
    secret = begun(city)
    with city.reading() as work:
        row = work.session.exec(select(Draft)).one()
    assert row.secret_hash == drafting.digest(secret)
    assert secret not in repr(row)


def test_another_secret_opens_nothing(city: City) -> None:
    begun(city)
    with pytest.raises(Missing), city.reading() as work:
        drafting.load(work, "not-the-secret")


def test_a_draft_is_filed_once_whatever_key_the_form_carries(city: City) -> None:
    secret = begun(city)
    with city.unit() as work:
        first = filing.file(
            work, city.rulebook, actor=VISITOR, sheet=sheet(), key="tab-1", sender="browser",
            draft_secret=secret,
        )  # fmt: skip

    with pytest.raises(filing.FiledAlready) as refused, city.unit() as work:
        filing.file(
            work, city.rulebook, actor=VISITOR, sheet=sheet(), key="tab-2", sender="browser",
            draft_secret=secret,
        )  # fmt: skip

    assert refused.value.filed.reference == first.reference
    with city.reading() as work:
        assert drafting.load(work, secret).filed_reference == first.reference
