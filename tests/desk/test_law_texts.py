"""Texts of law on the desk: which there are, what waits for a lawyer, what changed between two."""

from datetime import date

import pytest

from records import calendar_rows
from records.tables import RegimeText
from regimes.reading import read_regime
from tests.desk.conftest import Desk
from tests.support.city import REGIME, RULEBOOK

NOW = max((one for one in RULEBOOK if one.id == REGIME), key=lambda one: one.valid_from)


def keeps(desk: Desk, was: str, now: str) -> str:
    """A text that is kept with notices, and whose file has left the shelf."""
    assert was in NOW.body
    body = NOW.body.replace(was, now)
    old = read_regime("kept", body)
    with desk.city.unit() as work:
        calendar_rows.keep_regime_text(
            work,
            RegimeText(
                pin=old.pin, regime_id=old.id, valid_from=date(2022, 1, 1), sha256=old.sha256, body=body,
                first_used_at=work.now,
            ),
        )  # fmt: skip
    return old.pin


def test_everybody_at_the_desk_reads_which_laws_there_are(desk: Desk) -> None:
    desk.files()
    kept = keeps(desk, "latest   = 10\ncount", "latest   = 12\ncount")
    orlova = desk.at("orlova")

    assert orlova.get("/desk/law").status_code == 200
    assert NOW.pin in orlova.text
    assert "In force in this city." in orlova.text
    assert (
        f"{kept} . Kept with notices; its file is no longer on the shelf."
        in orlova.text.replace(f"{kept}.", f"{kept} .")
    )
    assert f"{NOW.marks['memory']} values" in orlova.text
    assert "Notices you may read" in orlova.text


def test_who_reads_no_notice_is_not_told_that_a_law_has_none(desk: Desk) -> None:
    desk.files()
    admin = desk.at("admin")

    assert admin.get("/desk/law").status_code == 200
    assert NOW.pin in admin.text
    assert "Notices you may read" not in admin.text


def test_a_text_is_read_whole_or_by_what_waits_for_a_lawyer(desk: Desk) -> None:
    auditor = desk.at("auditor")

    auditor.get(f"/desk/law/text?pin={NOW.pin}")
    assert "10 calendar days before the day of the event" in auditor.text
    assert f"{NOW.marks['memory']} values wait for a lawyer's check." in auditor.text
    auditor.get(f"/desk/law/text?pin={NOW.pin}&mark=memory")
    assert "from memory: a lawyer has to check it" in auditor.text
    assert "10 calendar days before the day of the event" not in auditor.text
    assert auditor.get("/desk/law/text").status_code == 200
    assert auditor.get("/desk/law/text?mark=nonsense").status_code == 200


def test_a_list_says_kinds_as_the_law_of_their_notice_did(desk: Desk) -> None:
    """Its file has left the shelf, and no law of today has that kind: the kept text names it."""
    old = NOW.body.replace('en = "March"', 'en = "Walk of old"')
    old = old.replace("valid_from = 2022-12-05", "valid_from = 2026-01-01")
    desk.city.rulebook = RULEBOOK.with_text(old)
    reference = desk.files().reference

    for path in ("/desk/", "/desk/plan?first=08.03.2027&days=14"):
        page = desk.at("orlova").get(path).text
        assert reference in page
        assert "Walk of old" in page


def test_two_texts_are_compared_in_words(desk: Desk) -> None:
    kept = keeps(desk, "latest   = 10\ncount", "latest   = 12\ncount")
    orlova = desk.at("orlova")

    orlova.get(f"/desk/law/diff?old={kept}&new={NOW.pin}")
    assert "was 12 calendar days before the day of the event" in orlova.text
    assert "is 10 calendar days before the day of the event 54-FZ, art. 7(1)" in orlova.text
    orlova.get(f"/desk/law/diff?old={NOW.pin}&new={NOW.pin}")
    assert "Nothing changed in law." in orlova.text


def test_a_kept_text_that_can_not_be_read_is_listed_and_breaks_nothing(desk: Desk) -> None:
    with desk.city.unit() as work:
        calendar_rows.keep_regime_text(
            work,
            RegimeText(
                pin="old@2001-01-01:000000000000", regime_id="old", valid_from=date(2001, 1, 1), sha256="0",
                body="not a law", first_used_at=work.now,
            ),
        )  # fmt: skip
    zuev = desk.at("zuev")
    zuev.get("/desk/law")
    assert "Can't be read by this version." in zuev.text
    assert zuev.get("/desk/law/text?pin=old@2001-01-01:000000000000").status_code == 404
    assert zuev.get("/desk/law/replay").status_code == 200


@pytest.mark.parametrize(
    "address", ["/desk/law/diff", "/desk/law/diff?old=x&new=y", "/desk/law/text?pin=%F0%9F%92%A9"]
)
def test_a_text_that_nobody_has_is_not_there(desk: Desk, address: str) -> None:
    assert desk.at("orlova").get(address).status_code == 404
