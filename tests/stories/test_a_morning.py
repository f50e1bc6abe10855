"""A morning of the print room: decisions become paper and mail, and in the end every sheet and number is accounted for.

Twelve decisions with stand-ins for their pages; 200 that the press sets for real are for `make deep`.
"""

import csv
import hashlib
import io
from collections import Counter
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from sqlmodel import select

from records import rows
from records.tables import Dispatch, Letter, Printing, PrintRun
from tests.desk.test_runs import blank
from tests.stories.conftest import Town
from tests.support.client import Grumbler
from workflow import printing

pytestmark = pytest.mark.once
SMALL = 12  # so many with stand-ins; the press is not begun for them
SIZES = [pytest.param(12, id="12"), pytest.param(200, id="200", marks=pytest.mark.deep)]
WHY = "For the archive of the office"


def decides(town: Town, count: int) -> list[str]:
    """So many answers are released; the press makes their letters, and the mails leave."""
    refs = [town.at.released(f"n{number}", "agreed") for number in range(count)]
    if count <= SMALL:
        with town.city.unit() as work:
            for letter in work.session.exec(select(Letter)).all():
                pages = 1 + (letter.id or 0) % 3
                stands = blank(pages, str(letter.id))
                printing.keep(
                    work, letter.id or 0, pdf=stands, sha256=fingerprint(stands), pages=pages
                )
    town.works()
    town.city.clock.advance(minutes=1)
    town.works()  # mails that waited for their letters
    return refs


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def ready(town: Town) -> list[Letter]:
    """What waits for paper, in order of release."""
    with town.city.reading() as work:
        found = select(Letter).where(Letter.paper, Letter.kind == "agreed").order_by(Letter.id)  # type: ignore[arg-type]
        return list(work.session.exec(found))


def makes_a_run(town: Town, kravets: Grumbler) -> str:
    with town.city.reading() as work:
        unit = rows.unit_by_code(work, "prefecture-svao").id
    made = kravets.post("/desk/letters/runs", unit=str(unit), sides="2")
    assert made.status_code == 303, kravets.text
    return str(made.headers["Location"])


def sends(kravets: Grumbler, path: str, **typed: Any) -> None:
    done = kravets.post(path, **typed)
    assert done.status_code == 303, f"{path} {typed}: {done.status_code}"


def table(kravets: Grumbler) -> list[dict[str, str]]:
    """The register as it leaves the house."""
    taken = kravets.post("/desk/letters/register.csv", reason=WHY, first="2027-03-01")
    return list(csv.DictReader(io.StringIO(taken.data.decode("utf-8-sig"))))


@pytest.mark.parametrize("count", SIZES)
def test_a_morning_of_the_print_room(town: Town, count: int) -> None:
    decides(town, count)
    letters = ready(town)
    kravets = town.person("kravets")
    collected, bounced, lost = letters[3], letters[4], letters[5]
    sends(kravets, f"/desk/letters/{collected.id}/way", way="in-person")

    address = makes_a_run(town, kravets)
    if count > SMALL:
        prints(kravets, address, letters)
    # the way comes first in the order of a run: the one that is collected lies on top
    for place, why in ((2, "Torn in the printer"), (7, "Smeared")):
        sends(kravets, f"{address}/spoiled", spoiled=str(place), reason=why)
    for first, last in ((1, 1), (3, 6), (8, count)):
        sends(kravets, f"{address}/sheets", sheet=f"{first}-{last}")
    kravets.get(address)
    assert "Closed: every sheet is accounted for" in kravets.text
    sends(kravets, f"{address}/left", day="1.3.2027")

    sends(kravets, f"/desk/letters/{lost.id}/print-again", reason="Lost on the way to the post")
    again = makes_a_run(town, kravets)
    sends(kravets, f"{again}/sheets", sheet="1-3")
    sends(kravets, f"{again}/left", day="1.3.2027")

    town.city.clock.advance(timedelta(days=1))
    kravets = town.person("kravets")
    sends(kravets, f"/desk/letters/{collected.id}/sent", way="in-person", day="2.3.2027")
    letter, dispatch = by_mail(town, bounced)
    sends(
        kravets, f"/desk/letters/{letter}/returned", sent=dispatch, day="2.3.2027", note="550 no such user"
    )  # fmt: skip
    kravets.get("/desk/letters")
    assert "1 letter or mail came back" in kravets.text

    every_number_once(town, letters, table(kravets))
    if count > SMALL:
        paper = kravets.post("/desk/letters/register.pdf", reason=WHY)
        with pikepdf.open(io.BytesIO(paper.data)) as pdf:
            assert len(pdf.pages) > 1


def prints(kravets: Grumbler, address: str, letters: list[Letter]) -> None:
    """The print file: cover and proof page, then each letter from a right-hand page on."""
    file = kravets.post(f"{address}.pdf").data
    sheets = sum(-(-one.pages // 2) for one in letters)
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert len(pdf.pages) == 2 * sheets + 4


def by_mail(town: Town, letter: Letter) -> tuple[int, str]:
    """What went with the mail, perhaps the same number in the organiser's language; and its entry."""
    with town.city.reading() as work:
        same = work.session.exec(select(Letter).where(Letter.number == letter.number)).all()
        found = [(one.id or 0, sent) for one in same for sent in rows.dispatches(work, one)]
    return next((number, str(sent.id)) for number, sent in found if sent.way == "e-mail")


def every_number_once(town: Town, letters: list[Letter], lines: list[dict[str, str]]) -> None:
    """No letter twice the same way, none missing, no number left out, every sheet of every run seen again."""
    counts = [int(one.number.split("-")[-1].split("/")[0]) for one in letters]
    assert counts == list(range(1, len(letters) + 1))
    with town.city.reading() as work:
        left = Counter((one.letter_id, one.way) for one in work.session.exec(select(Dispatch)))
        assert set(left.values()) == {1}
        paper = {one.id for one in letters}
        assert {letter for letter, way in left if way in ("post", "in-person")} == paper
        runs = work.session.exec(select(PrintRun)).all()
        assert [run.number for run in runs] == [1, 2]
        assert all(run.closed_at for run in runs)
        copies = [one.copy_no for one in work.session.exec(select(Printing)) if one.copy_no > 1]
        assert copies == [2, 2, 2]
    assert {line["Outgoing no."] for line in lines} == {one.number for one in letters}
    ways = Counter(line["Way"] for line in lines if line["Sent on"])
    assert ways == {"by post": len(letters) - 1, "in person": 1, "by e-mail": len(letters)}
    assert sorted(line["Postal item, reason"] for line in lines if "copy 2" in line["Kind of letter"]) == [
        "Lost on the way to the post", "Smeared", "Torn in the printer",
    ]  # fmt: skip
    assert [line["Result"] for line in lines if line["Result"]] == [
        "came back 2027-03-02: 550 no such user"
    ]
