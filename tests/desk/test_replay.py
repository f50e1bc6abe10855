"""The desk tries another law on last year's notices: who may, what it says, what it never holds up."""

import csv
import html
import io
import re
from datetime import date

import pytest

from desk import replay
from records import accounts
from tests.desk.conftest import Desk
from tests.support.visitor import Visitor
from workflow.content import SessionIn

LATE = (SessionIn(date(2027, 3, 9), "12:00", "13:30"),)
PAGE = "/desk/law/replay"
SEVEN = f"{PAGE}?go=1&windows.ordinary.latest=7"


def links(visitor: Visitor, words: str) -> list[str]:
    """Addresses behind these words on the last page."""
    assert visitor.last is not None
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]*)</a>', visitor.last.text)
    return [html.unescape(address) for address, said in found if words in html.unescape(said)]


def test_a_head_tries_seven_days_and_sees_the_late_notice(desk: Desk) -> None:
    desk.files()
    late = desk.files(sessions=LATE).reference
    zuev = desk.at("zuev")

    zuev.get(PAGE)
    assert "ordinary (Rally, Demonstration, March): Closes" in zuev.text
    assert "Now: 10 calendar days before the day of the event. 54-FZ, art. 7(1)" in zuev.text
    answer = zuev.get(SEVEN)

    assert answer.status_code == 200
    assert "Read 2 of 2 notices. 1 would differ" in zuev.text
    assert "filed outside the window, would be in time 1 March 1" in zuev.text
    assert f"{late} March, received Mon 1 Mar 2027, 12:00" in zuev.text
    assert "That can't be replayed." in zuev.text
    assert "10 calendar days before the day of the event is 7 calendar days before" in zuev.text
    for hidden in ("Сокольникова", "Память основателей", "Шествие памяти"):
        assert hidden not in zuev.text


def test_the_question_stays_in_the_form(desk: Desk) -> None:
    zuev = desk.at("zuev")
    zuev.get(f"{SEVEN}&since=01.02.2027&kind=rally")
    assert zuev.last is not None
    assert 'name="windows.ordinary.latest" value="7"' in zuev.last.text
    assert 'value="01.02.2027"' in zuev.last.text
    assert "No notice was received then" in zuev.text


@pytest.mark.parametrize("who", ["orlova", "morozova", "kravets", "police"])
def test_others_may_not(desk: Desk, who: str) -> None:
    assert desk.at(who).get(PAGE).status_code == 403
    assert desk.at(who).get(f"{PAGE}.csv?go=1").status_code == 403


def test_the_head_of_a_body_may_not(desk: Desk) -> None:
    with desk.city.unit() as work:
        made = accounts.create(work, email="chief@veche.example", name="Chief", demo=True)
        accounts.give_post(work, made, "head", unit_code="police", from_day=date(2020, 1, 1))
    chief = desk.at("chief")
    assert chief.get(PAGE).status_code == 403
    assert "the law is tried by the office that answers under it" in chief.text


def test_a_head_counts_the_own_office_and_an_auditor_all(desk: Desk) -> None:
    with desk.city.unit() as work:
        made = accounts.create(work, email="far@veche.example", name="Far", demo=True)
        accounts.give_post(
            work, made, "head", unit_code="prefecture-zao", from_day=date(2020, 1, 1)
        )
    late = desk.files(sessions=LATE).reference

    far, auditor = desk.at("far"), desk.at("auditor")
    far.get(SEVEN)
    auditor.get(SEVEN)

    assert "Read 0 of 0 notices." in far.text
    assert late not in far.text
    assert "Read 1 of 1 notices." in auditor.text
    assert late in auditor.text


def test_an_administrator_sees_totals_and_no_notice(desk: Desk) -> None:
    late = desk.files(sessions=LATE).reference
    admin = desk.at("admin")

    admin.get(SEVEN)
    assert "Read 1 of 1 notices. 1 would differ" in admin.text
    assert "An administrator sees totals and no single notice." in admin.text
    assert late not in admin.text
    admin.get(f"{SEVEN}&view=list")
    assert late not in admin.text
    assert desk.at("admin").get(f"{PAGE}.csv?go=1&windows.ordinary.latest=7").status_code == 422


def test_totals_go_on_page_by_page_to_the_whole_year(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "READ", 2)
    for _ in range(5):
        desk.files(sessions=LATE)
    zuev = desk.at("zuev")

    zuev.get(SEVEN)
    assert "Read 2 of 5 notices. 2 would differ" in zuev.text
    for read in (4, 5):
        (onward,) = links(zuev, "Read the next ones")
        zuev.get(onward)
        assert f"Read {read} of 5 notices. {read} would differ" in zuev.text
    assert "That is all of them." in zuev.text
    assert links(zuev, "Read the next ones") == []


def test_totals_of_another_question_or_a_forged_one_begin_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "READ", 2)
    for _ in range(3):
        desk.files(sessions=LATE)
    zuev, auditor = desk.at("zuev"), desk.at("auditor")
    zuev.get(SEVEN)
    (onward,) = links(zuev, "Read the next ones")

    zuev.get(onward.replace("latest=7", "latest=8"))
    assert "Read 2 of 3 notices." in zuev.text
    auditor.get(onward)
    assert "Read 2 of 3 notices." in auditor.text
    zuev.get(re.sub(r"on=[^&]{4}", "on=AAAA", onward))
    assert "Read 2 of 3 notices." in zuev.text


def test_the_list_is_paged_and_the_table_is_safe_for_spreadsheets(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay, "LISTED", 2)
    filed = [desk.files(sessions=LATE).reference for _ in range(3)]
    zuev = desk.at("zuev")

    zuev.get(f"{SEVEN}&view=list")
    assert [one for one in filed if one in zuev.text] == filed[:2]
    (onward,) = links(zuev, "Read on")
    (table,) = links(zuev, "Save as a table")
    zuev.get(onward)
    assert [one for one in filed if one in zuev.text] == filed[2:]

    answer = zuev.get(table)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:] if row[5] == "Filed"] == filed
    assert rows[1][5:] == ["Filed", "too late", "in time"]
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell)


def test_only_what_came_of_it_is_listed_unless_asked(desk: Desk) -> None:
    reference = desk.files().reference
    zuev = desk.at("zuev")
    five = f"{PAGE}?go=1&view=list&clocks.proposal.span.amount=5"

    zuev.get(five)
    assert "None among these" in zuev.text
    zuev.get(f"{five}&effect=all")
    assert reference in zuev.text
    zuev.get(f"{five}&effect=due-earlier")
    assert reference not in zuev.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("windows.ordinary.latest=-1", "Enter a whole number from 0 to 366."),
        ("windows.ordinary.latest=٧", "Enter a whole number from 0 to 366."),
        ("windows.ordinary.latest=7.5", "Enter a whole number from 0 to 366."),
        ("windows.ordinary.latest=999999999999", "Enter a whole number from 0 to 366."),
        ("windows.ordinary.latest=367", "Enter a whole number from 0 to 366."),
        ("windows.ordinary.latest=16", "These numbers do not go together"),
        ("windows.picket.extension.latest=2", "These numbers do not go together"),
        ("since=99.99.2027", "Enter a day, for example"),
        ("since=01.01.2025&last=01.03.2027", "at most one year"),
        ("since=02.03.2027&last=01.03.2027", "after the last one"),
    ],
)
def test_hostile_numbers_are_told_at_their_field(desk: Desk, query: str, said: str) -> None:
    zuev = desk.at("zuev")
    answer = zuev.get(f"{PAGE}?go=1&{query}")
    assert answer.status_code == 422
    assert said in zuev.text
    name, typed = query.split("&", maxsplit=1)[0].split("=")
    assert f'name="{name}"' in answer.text
    assert typed[:40] in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "pin=nowhere", "kind=nonsense", "view=nonsense", "view=list&after=-1", "view=list&after=99999999999", "on=x", "on=.....",
        "effect=nonsense&view=list", "windows.nowhere.latest=7", "pin=%F0%9F%92%A9&go=1&go=2",
    ],
)  # fmt: skip
def test_strange_addresses_are_survived(desk: Desk, query: str) -> None:
    assert desk.at("zuev").get(f"{PAGE}?go=1&{query}").status_code == 200


@pytest.mark.parametrize("query", ["kind=%00", "on=%FF"])
def test_what_no_address_may_hold_is_a_bad_request(desk: Desk, query: str) -> None:
    assert desk.at("zuev").get(f"{PAGE}?go=1&{query}").status_code == 400


def test_a_replay_leaves_everything_as_it_was(desk: Desk) -> None:
    reference = desk.files(sessions=LATE).reference
    with desk.city.reading() as work:
        before = work.notice(reference).model_dump()
    zuev = desk.at("zuev")
    for address in (PAGE, SEVEN, f"{SEVEN}&view=list", f"{PAGE}.csv?go=1"):
        assert zuev.get(address).status_code == 200
    with desk.city.reading() as work:
        assert work.notice(reference).model_dump() == before
    assert desk.files().reference != reference  # the connection writes as before


def test_the_pages_speak_russian(desk: Desk) -> None:
    desk.files(sessions=LATE)
    zuev = desk.at("zuev", language="ru")
    zuev.get(SEVEN)
    assert "Прочитано 1 из 1" in zuev.text
    assert "подано вне срока, было бы в срок" in zuev.text
