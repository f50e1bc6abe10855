"""Papers that come with a change: added first, weighed by the law, part of the new version when it is sent."""

import io
import re
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from records import files, rows
from tests.intake import office
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler
from tests.support.corpus import GOOD, Sent, corpus
from tests.support.made_files import pdf, picture

NUMBER = "27-0001"
PATH = f"/notices/{NUMBER}/amend"


@pytest.fixture
def filed(olga: Grumbler, fill: Fill) -> Grumbler:
    """Olga's browser after filing."""
    fill(olga)
    olga.follow(sign(olga))
    return olga


def adds(browser: Grumbler, content: bytes, name: str, do: str = "go", **more: Any) -> TestResponse:
    """A file is chosen on the page of papers, and sent."""
    browser.get(f"{PATH}/papers", query_string=more)
    chosen: dict[str, Any] = {"paper-route_map": FileStorage(io.BytesIO(content), name)}
    return browser.post(f"{PATH}/papers", **chosen, **more, do=do)


def held(door: Door, number: int) -> list[str]:
    """Names of the papers of a version."""
    with door.city.reading() as work:
        version = rows.version(work, work.notice(NUMBER), number)
        return [one.name or "" for one in files.of_version(work, version)]


def test_a_paper_comes_with_a_change_and_the_law_says_what_it_does(
    filed: Grumbler, door: Door
) -> None:
    filed.get(PATH)
    filed.follow(filed.get(f"{PATH}?go=1&open=papers&open=order"))
    assert filed.title == "Papers for your change"
    assert "The clocks run on from the receipt." in filed.text

    filed.follow(adds(filed, pdf(), "план.pdf", open="order"))
    assert filed.title == "Change these answers"
    assert "план.pdf" in filed.text
    typed: dict[str, Any] = {
        "open": ["order", "papers"],
        "order": "14 stewards",
        "medical": "Two first-aiders",
    }
    filed.post(PATH, **typed, do="go", seen=filed.hidden("seen"))
    assert "Papers that come with it" in filed.text
    assert held(door, 1) == []
    more: dict[str, Any] = {"seen": filed.hidden("seen"), "mark": filed.hidden("mark")}
    filed.follow(filed.post(PATH, **typed, **more, do="send", reason="A better plan"))

    assert (held(door, 1), held(door, 2)) == ([], ["план.pdf"])
    assert "since version 2" in filed.text
    with door.city.reading() as work:
        first, second = (rows.version(work, work.notice(NUMBER), one) for one in (1, 2))
        assert first.hash != second.hash
    # the paper is named in what has happened, and the versions differ by it
    assert "A paper was added. Map of the route: \u2068план.pdf\u2069." in filed.text
    filed.get(f"/notices/{NUMBER}/versions?old=1&new=2")
    row = filed.text[filed.text.index("Papers") :]
    assert row.startswith("Papers nothing Map of the route: \u2068план.pdf\u2069"), row[:120]
    filed.get(f"/notices/{NUMBER}/versions?old=2&new=2")
    assert "4 of" not in filed.text


def test_a_paper_alone_is_a_change_and_only_one_that_was_seen(filed: Grumbler, door: Door) -> None:
    filed.follow(adds(filed, pdf(), "plan.pdf"))
    filed.post(PATH, open="papers", do="go", seen=filed.hidden("seen"))
    more: dict[str, Any] = {
        "seen": filed.hidden("seen"),
        "mark": filed.hidden("mark"),
        "open": "papers",
    }
    adds(filed, picture("PNG"), "second.png")  # on another page, meanwhile

    answer = filed.post(PATH, **more, do="send", reason="The map")

    assert answer.status_code == 409
    assert "Something else follows by now" in filed.text
    more |= {"seen": filed.hidden("seen"), "mark": filed.hidden("mark")}
    filed.follow(filed.post(PATH, **more, do="send", reason="The map"))
    assert held(door, 2) == ["plan.pdf", "second.png"]
    code = kept_code(door)
    assert (
        filed.post(f"{PATH}/papers", do=f"remove:{code}").status_code == 409
    )  # nothing filed goes


def kept_code(door: Door) -> str:
    """The code of the first paper of the newest version."""
    with door.city.reading() as work:
        version = rows.version(work, work.notice(NUMBER))
        return files.of_version(work, version)[0].code


def test_a_bad_file_is_told_at_its_field_and_an_unsent_one_is_in_no_version(
    filed: Grumbler, door: Door
) -> None:
    assert adds(filed, b"MZ", "bad.pdf").status_code == 422
    assert "bad.pdf: This is no PDF, PNG or JPEG." in filed.text
    filed.follow(adds(filed, pdf(), "plan.pdf"))
    filed.get(f"{PATH}?open=people")  # a change of something else takes no paper along
    filed.post(PATH, open="people", attendance="200", do="go", seen=filed.hidden("seen"))
    more: dict[str, Any] = {
        "seen": filed.hidden("seen"),
        "mark": filed.hidden("mark"),
        "open": "people",
    }
    filed.follow(filed.post(PATH, **more, attendance="200", do="send", reason="Fewer"))
    assert held(door, 2) == []


def test_nobody_adds_papers_to_what_is_not_theirs_or_was_decided(
    filed: Grumbler, door: Door
) -> None:
    stranger = door.visitor()
    assert stranger.get(f"{PATH}/papers").status_code == 404
    office.decides(door.city, NUMBER, outcome="agreed", representative_name="N. P. Zuev",
                   representative_phone="+7 495 000-03-11", capacity=2000)  # fmt: skip
    assert filed.get(f"{PATH}/papers").status_code == 409
    assert filed.post(f"{PATH}/papers", do="add").status_code == 409


def test_going_on_with_nothing_chosen_says_so(filed: Grumbler) -> None:
    filed.get(f"{PATH}?go=1")
    assert "Choose what you want to change" in filed.text


SOME = (
    "good/pdf", "good/jpeg-exif", "size/empty", "size/limit+1", "broken/pdf-cut-50", "locked/password-R6",
    "active/javascript-name-escaped", "bomb/png-400-million", "two/html-before-pdf", "lie/png-as-pdf",
    "other/docx", "other/svg", "name/00", "name/25",
)  # fmt: skip


def comes_out(filed: Grumbler, door: Door, sent: Sent) -> None:
    """A file comes with a change: as it must, the notice alive whatever it is, and taken away again."""
    answer = adds(filed, sent.content, sent.name, do="add")
    assert answer.status_code == (303 if sent.expect == GOOD else 422), sent.id
    page = filed.get(f"{PATH}/papers").get_data(as_text=True)
    codes = re.findall(r'value="remove:([^"]+)"', page)
    assert len(codes) == (1 if sent.expect == GOOD else 0), sent.id
    for code in codes:
        assert filed.post(f"{PATH}/papers", do=f"remove:{code}").status_code == 303
    assert held(door, 1) == []


@pytest.mark.parametrize("id_", SOME)
def test_a_file_of_the_corpus_comes_out_as_it_must(filed: Grumbler, door: Door, id_: str) -> None:
    [sent] = [one for one in corpus() if one.id == id_]
    comes_out(filed, door, sent)
