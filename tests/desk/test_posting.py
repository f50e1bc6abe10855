"""For the post: numbers scanned one after another without a script, the list that it stamps, labels."""

import csv
import io

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
from sqlmodel import select

from records.tables import Dispatch, LogEntry
from tests.desk.conftest import Desk
from tests.desk.test_runs import made, run, scan
from tests.support.visitor import Visitor

TO = {"head": {"by_post": True, "addressee": ["Сокольникова Вера Андреевна", "Прудовая ул., д. 8", "129515"]}}  # fmt: skip


def page(visitor: Visitor) -> str:
    assert visitor.last is not None
    return str(visitor.last.text)


def test_numbers_are_scanned_one_after_another_and_leave_with_the_run(desk: Desk) -> None:
    made(desk, (1,), data=TO)
    made(desk, (1, 1), way="registered-post", data=TO)
    made(desk, (1,), way="in-person", data=TO)
    kravets = desk.at("kravets")
    address = run(kravets)
    path = f"{address}/post"

    def scans(number: str, place: str = "") -> int:
        kravets.get(f"{path}?place={place}" if place else path)
        return int(kravets.post(path, place=kravets.hidden("place"), post_id=number).status_code)

    kravets.get(path)
    assert "Registered letters: 2. With a number: 0." in kravets.text
    assert "autofocus" in page(kravets)
    assert scans("RB 123 456 785 RU") == 303  # as it is printed, with spaces
    kravets.get(path)
    assert "With a number: 1." in kravets.text
    assert "RB123456785RU" in kravets.text
    for wrong, why in (
        ("rb123456785ru", "Letter 3 of this run has this number already."),
        ("12", "This is no number of a postal item"),
        ("", "Scan the number, or type it"),
    ):
        assert scans(wrong) == 422
        assert why in kravets.text
    assert scans("80101") == 303
    kravets.get(path)
    assert "Every registered letter has its number." in kravets.text
    assert scans("80102", place="4") == 303  # the second one was mistyped
    for place in ("1", "2", "9", "x"):  # goes another way, or is not there
        assert kravets.post(path, place=place, post_id="80103").status_code == 409

    table = kravets.post(f"{path}.csv")
    lines = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert [line[:2] for line in lines[1:]] == [["1", "RB123456785RU"], ["2", "80102"]]
    assert lines[1][2:4] == ["Сокольникова Вера Андреевна", "Прудовая ул., д. 8, 129515"]
    paper = kravets.post(f"{path}.pdf")
    said = pypdfium2.PdfDocument(paper.data)[0].get_textpage().get_text_range()
    assert "List of registered items, print run R0001" in said
    assert "80102" in said

    assert kravets.post(f"{address}/labels.pdf", sheet="70x37", begin="25").status_code == 422
    assert "Enter a number from 1 to 24." in kravets.text
    assert kravets.post(f"{address}/labels.pdf", sheet="moon", begin="1").status_code == 422
    labels = pypdfium2.PdfDocument(
        kravets.post(f"{address}/labels.pdf", sheet="70x37", begin="23").data
    )
    assert len(labels) == 2  # two on the rest of the first sheet, one on the next
    assert labels[1].get_textpage().get_text_range().split()[-1] == "129515"
    with desk.city.reading() as work:
        kinds = [one.details["form"] for one in work.session.exec(select(LogEntry).where(LogEntry.kind == "run.addresses-taken"))]  # fmt: skip
    assert kinds == ["post-table", "post", "labels"]

    scan(kravets, address, "1-4")
    left = f"{address}/left"
    kravets.get(left)
    assert "RB123456785RU" in page(kravets)
    assert kravets.post(left, day="1.3.2027", post_ids="RB123456785RU\n80102").status_code == 303
    with desk.city.reading() as work:
        ids = [one.post_id for one in work.session.exec(select(Dispatch)) if one.way == "registered-post"]  # fmt: skip
    assert ids == ["RB123456785RU", "80102"]
    assert kravets.post(path, place="3", post_id="80999").status_code == 409  # it has left


def test_a_run_without_registered_letters_says_what_is_elsewhere(desk: Desk) -> None:
    made(desk, (1,), way="in-person", data=TO)
    kravets = desk.at("kravets")
    address = run(kravets)
    kravets.get(f"{address}/post")
    assert "No letter of this run goes by registered post" in kravets.text
    assert kravets.post(f"{address}/labels.pdf", sheet="70x37", begin="1").status_code == 409
    assert desk.at("orlova").get(f"{address}/post").status_code == 403
