"""The register: each letter once, how it left and what came back; taken along with a reason."""

import csv
import io
import re
from datetime import date
from itertools import product

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
import pytest
from sqlalchemy import update
from sqlmodel import select

from letters import dates
from records import register_rows
from records.register_rows import Wanted
from records.tables import Dispatch, LogDetail, LogEntry, Mail, Organiser, Return
from tests.desk.conftest import Desk
from tests.desk.test_runs import made, run, scan
from web import register_papers
from workflow import bouncing, policy, registering


def test_a_morning_of_the_print_room_ends_in_the_register(desk: Desk) -> None:
    plain = made(desk, (1, 1))
    registered = made(desk, (1, 1), way="registered-post")
    kravets = desk.at("kravets")
    address = run(kravets)
    left = f"{address}/left"
    assert kravets.post(left, day="1.3.2027").status_code == 409  # sheets are open
    assert kravets.post(f"{address}/spoiled", spoiled="1", reason="Smeared").status_code == 303
    scan(kravets, address, "2-4")
    kravets.get(left)
    assert "3 letters lie in their envelopes." in kravets.text
    assert kravets.post(left, day="2.3.2027").status_code == 422  # tomorrow
    assert kravets.post(left, day="1.3.2027", post_ids="1\n2\n3").status_code == 422
    assert "Hand it over to the post" in kravets.get(address).text
    assert kravets.post(left, day="1.3.2027", post_ids="80101\n80102").status_code == 303
    assert "Hand it over to the post" not in kravets.get(address).text
    assert kravets.post(left, day="1.3.2027").status_code == 409  # nothing leaves twice

    kravets.get("/desk/letters/register")
    assert "4 letters, 1 has not left yet." in kravets.text
    assert "by registered post, Mon 1 Mar 80102" in kravets.text
    assert "waits, copy 2 Smeared" in kravets.text
    delivered = f"/desk/letters/{registered[0]}/delivered"
    kravets.get(delivered)
    sent = kravets.hidden("sent")
    assert kravets.post(delivered, sent=sent, day="2.3.2027").status_code == 422
    assert kravets.post(delivered, sent=sent, day="").status_code == 422
    assert "Enter the day of delivery" in kravets.text
    kravets.get("/desk/letters/register")
    assert "Does not count as received yet" in kravets.text
    assert kravets.post(delivered, sent=sent, day="1.3.2027").status_code == 303
    assert kravets.post(delivered, sent=sent, day="1.3.2027").status_code == 422  # once
    kravets.get("/desk/letters/register")
    assert "Counts as received on 1 March 2027" in kravets.text

    kravets.get("/desk/letters/register?way=registered-post&number=N-&state=sent")
    assert "2 letters." in kravets.text
    assert "copy 2" not in kravets.text
    kravets.get("/desk/letters/register?first=2027-03-02&last=x&kind=none")
    assert "No letter is like this" in kravets.text
    assert len(plain) == len(registered) == 2


def test_what_comes_back_is_a_task_until_somebody_settles_it(desk: Desk) -> None:
    (one,) = made(desk, (1,))
    kravets = desk.at("kravets")
    kravets.post(f"/desk/letters/{one}/sent", way="e-mail", day="1.3.2027")
    path = f"/desk/letters/{one}/returned"
    kravets.get(path)
    sent = kravets.hidden("sent")
    assert kravets.post(path, sent=sent, day="28.2.2027", note="550").status_code == 422
    assert kravets.post(path, sent=sent, day="1.3.2027", note=" ").status_code == 422
    assert kravets.post(path, sent=sent, day="1.3.2027", note="550 no such user").status_code == 303
    kravets.get("/desk/letters")
    assert "1 letter or mail came back" in kravets.text
    kravets.get("/desk/letters/returns")
    assert "Left by e-mail on Mon 1 Mar, came back on Mon 1 Mar: 550 no such user" in kravets.text
    assert kravets.post(path, sent=sent, day="1.3.2027", note="Again").status_code == 422

    kravets.post("/desk/letters/returns/1", outcome="")
    assert "Say what became of the letter" in kravets.text
    assert kravets.post("/desk/letters/returns/1", outcome="Collected in person").status_code == 303
    assert kravets.post("/desk/letters/returns/1", outcome="Twice").status_code == 404
    assert (
        kravets.post(f"/desk/letters/{one}/sent", way="in-person", day="1.3.2027").status_code
        == 303
    )
    kravets.get("/desk/letters/register?state=returned")
    assert "in person, Mon 1 Mar" in kravets.text
    assert "Came back Mon 1 Mar 550 no such user . Collected in person" in kravets.text


def test_each_return_is_one_line_and_no_return_is_out_of_sight(desk: Desk) -> None:
    letters = made(desk, (1,) * 14)
    with desk.city.unit() as work:
        for at, (letter, way) in enumerate(product(letters, ("e-mail", "post"))):
            left = Dispatch(letter_id=letter, way=way, day=date(2027, 3, 1), marked_at=work.now)
            work.add(left)
            work.flush()
            work.add(
                Return(
                    dispatch_id=left.id or 0,
                    day=date(2027, 3, 1),
                    note=f"note {at}",
                    marked_at=work.now,
                )
            )
    kravets = desk.at("kravets")
    kravets.get("/desk/letters/returns")
    seen = re.findall(r"note \d+", kravets.text)
    assert "Later returns" in kravets.text
    kravets.get(f"/desk/letters/returns?after={len(seen)}")
    seen += re.findall(r"note \d+", kravets.text)
    assert seen == [f"note {at}" for at in range(28)]
    kravets.get("/desk/letters/returns/28")
    assert "note 27" in kravets.text
    kravets.get("/desk/letters/returns?after=28")
    assert "Nothing more that came back waits" in kravets.text


def test_the_register_leaves_with_a_reason_and_without_formulas(desk: Desk) -> None:
    made(desk, (1,), number="=1+1")
    with desk.city.unit() as work:
        work.session.execute(update(Organiser).values(name="=HYPERLINK(1)"))
    kravets = desk.at("kravets")
    kravets.get("/desk/letters/register")
    assert kravets.post("/desk/letters/register.csv", reason="").status_code == 422
    table = kravets.post("/desk/letters/register.csv", reason="For the court")
    assert table.mimetype == "text/csv"
    lines = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert lines[0][:3] == ["Outgoing no.", "Dated", "Addressee"]
    assert lines[1][0] == "'=1+1"
    assert lines[1][2] == "'=HYPERLINK(1)"
    assert lines[0][10] == "Counts as received"
    assert lines[1][11] == "has not left yet"

    paper = kravets.post("/desk/letters/register.pdf", reason="To sign")
    page = pypdfium2.PdfDocument(paper.data)[0]
    assert page.get_width() > page.get_height()
    assert "HYPERLINK" in page.get_textpage().get_text_range()
    with desk.city.reading() as work:
        taken = work.session.exec(select(LogEntry).where(LogEntry.kind == "register.taken")).all()
        said = work.session.get(LogDetail, taken[0].seq)
    assert [one.details["form"] for one in taken] == ["csv", "pdf"]
    assert said is not None
    assert said.details["reason"] == "For the court"
    assert desk.at("orlova").post("/desk/letters/register.csv", reason="Look").status_code == 403
    assert desk.at("orlova").get("/desk/letters/register").status_code == 200


def test_a_letter_that_waits_leaves_another_way(desk: Desk) -> None:
    (one,) = made(desk, (1,))
    (two,) = made(desk, (1,), data={"head": {"by_post": False}}, way="in-person")
    kravets = desk.at("kravets")
    path = f"/desk/letters/{one}/way"
    kravets.get(path)
    assert "E-mails to organisers leave by themselves" in kravets.text
    assert kravets.post(path, way="pigeon").status_code == 422
    assert kravets.post(f"/desk/letters/{two}/way", way="post").status_code == 422
    assert "This letter has no postal address: choose another way." in kravets.text
    assert kravets.post(path, way="in-person").status_code == 303
    address = run(kravets, way="in-person")
    assert kravets.post(path, way="post").status_code == 409  # it lies in a run
    kravets.get(address)
    assert "Letters 2 Sheets printed 2" in kravets.text


def test_a_long_register_is_set_in_parts_and_one_too_long_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ("N-1", *("",) * 12)
    with desk.app.test_request_context():
        found = register_papers.papers([line] * 250, Wanted(), date(2027, 3, 1), "K. K. Kravets")
        parts = list(found)
    assert [len(one.grids[0].rows) for one in parts] == [100, 100, 50]
    assert parts[-1].sheet == "part 3 of 3, sheet"
    made(desk, (1, 1))
    with desk.app.test_request_context(), desk.city.reading() as work:
        scope = policy.scope_of(desk.city.actor("kravets"))
        entries = register_rows.page(work, scope, Wanted(), addresses=True)
        assert register_papers.lines(entries)[0][1] == "2027-03-01"  # tables sort it
        assert register_papers.lines(entries, dates.short)[0][1] == "01.03.2027"  # people read it
    monkeypatch.setattr(registering, "MOST", 1)
    kravets = desk.at("kravets")
    assert kravets.post("/desk/letters/register.csv", reason="For the court").status_code == 422
    assert "This choice is too long for one file" in kravets.text
    monkeypatch.setattr(registering, "MOST", 2)
    monkeypatch.setattr(register_papers, "MOST", 1)
    assert kravets.post("/desk/letters/register.pdf", reason="For the court").status_code == 422
    assert kravets.post("/desk/letters/register.csv", reason="For the court").status_code == 200


def test_a_mail_that_did_not_arrive_is_settled_beside_the_letters(desk: Desk) -> None:
    reference = desk.files().reference
    with desk.city.unit() as work:
        notice = work.notice(reference)
        work.add(Mail(key="mail:receipt:x", token="a" * 20, notice_id=notice.id, to="canary@example.org", subject="Notice received", body="", made_at=work.now, sent_at=work.now))  # fmt: skip
        work.flush()
        note = "550 <canary@example.org> unknown"
        bouncing.came_back(work, desk.city.rulebook, token="a" * 20, note=note)
    kravets = desk.at("kravets")
    kravets.get("/desk/letters")
    assert "1 letter or mail came back" in kravets.text
    kravets.get("/desk/letters/returns")
    assert kravets.last is not None
    assert "550 <canary@example.org> unknown" in kravets.text
    path = re.search(r"/desk/letters/returns/mails/\d+", kravets.last.text)
    assert path is not None
    assert kravets.post(path[0], outcome=" ").status_code == 422
    assert "Say what was done about the mail" in kravets.text
    kravets.get(f"/desk/notices/{reference}/mails")
    assert "did not arrive, came back" in kravets.text
    assert "unknown" not in kravets.text  # neither text nor address stands there
    assert kravets.post(path[0], outcome="Told by telephone").status_code == 303
    assert kravets.post(path[0], outcome="Twice").status_code == 404
    kravets.get(f"/desk/notices/{reference}/history")
    kravets.get("/desk/letters/returns")
    assert "Nothing that came back waits for you" in kravets.text


def test_no_mail_that_came_back_is_out_of_sight(desk: Desk) -> None:
    reference = desk.files().reference
    with desk.city.unit() as work:
        notice = work.notice(reference)
        for at in range(27):
            work.add(
                Mail(
                    key=f"mail:x:{at}", notice_id=notice.id, to="canary@example.org", subject="Received", body="",
                    made_at=work.now, sent_at=work.now, back_at=work.now, back_note=f"note {at}.",
                )
            )  # fmt: skip
    kravets = desk.at("kravets")
    page = kravets.get("/desk/letters/returns").text
    seen = re.findall(r"note (\d+)\.", page)
    later = re.search(r'href="([^"]+\?mail=\d+)"', page)
    assert later is not None
    page = kravets.get(later[1]).text
    seen += re.findall(r"note (\d+)\.", page)
    assert seen == [str(at) for at in range(27)]
    last = re.findall(r"/desk/letters/returns/mails/(\d+)", page)[-1]
    assert "note 26" in kravets.get(f"/desk/letters/returns/mails/{last}").text
    kravets.get(f"/desk/letters/returns?mail={last}")
    assert "Nothing more that came back waits" in kravets.text


def test_only_who_sends_letters_reads_in_the_lists_to_whom_they_go(desk: Desk) -> None:
    """A review without names would end at the list of receipts."""
    made(desk, (1,))
    for who, named in (("kravets", True), ("orlova", False), ("zuev", False), ("morozova", False)):
        for path in ("/desk/letters", "/desk/letters/register"):
            page = desk.at(who).get(path).text
            assert ("Сокольникова" in page) is named, (who, path)
            assert "/desk/notices/27-" in page
            assert "<bdi></bdi>" not in page  # a telephone shows a comma after it
