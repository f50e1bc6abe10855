"""Every number and secret of an address and a form, put in place of one's own: as if it were not there (A-2).

Asked of people who may not see the object at all. What is somebody else's and what does not exist must be one
answer: same status, same body.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.matrix import access
from tests.matrix.conftest import Crowd, sent
from workflow.content import PlaceIn

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

BLIND = ("vis", "oth", "far", "not", "fsgn", "fclk", "adm")
"""None of the seeded notices is theirs, their office's, or asked of them."""
REFUSED = frozenset({"in", "403", "404"})
SECRETS = frozenset({"link", "draft"})
OPEN = frozenset(
    {"commission", "recount", "correction", "pin", "check", "code", "colleague", "whole", "joining"}
)
"""What everybody at the desk may see, and what opens a door to whoever has it."""


def addresses() -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, path) of every address that names an object of somebody."""
    for endpoint, method in access.rows():
        path = access.ADDRESSES[endpoint][0]
        words = set(re.findall(r"\{(\w+)\}", path))
        if words - OPEN - SECRETS:
            yield endpoint, method, path


def nowhere(path: str, words: Mapping[str, str]) -> str:
    """The same address of something that is not there: a number, a secret, or the number of a notice."""

    def other(found: re.Match[str]) -> str:
        known = words[found[1]]
        if known.isdigit():
            return "2000000001"
        return "b" * 43 if len(known) == 43 else "26-9999"

    return re.sub(r"\{(\w+)\}", other, path)


def plain(answer: TestResponse, path: str) -> tuple[int, str, str]:
    """What a person can tell of an answer, the address itself and the page's own secrets left out."""
    text = answer.get_data(as_text=True)
    where = answer.headers.get("Location", "")
    for word in (path, path.partition("?")[0], path.replace("/", "%2F")):
        text, where = text.replace(word, "PATH"), where.replace(word, "PATH")
    text = re.sub(r'(name="(?:csrf_token|key|saved)" value=)"[^"]*"', r"\1", text)
    return answer.status_code, where, text


def test_what_is_not_yours_and_what_is_not_there_are_one_answer(crowd: Crowd) -> None:
    wrong, asked = [], 0
    for endpoint, method, written in addresses():
        path, gone = written.format(**crowd.words), nowhere(written, crowd.words)
        data = (
            sent(crowd, endpoint, path, access.ADDRESSES[endpoint][1]) if method == "POST" else None
        )
        crowd.keeping.settle()
        refused = [role for role in BLIND if access.rows()[endpoint, method][role] in REFUSED]
        for role in refused:
            there = plain(crowd.ask(role, method, path, data), path)
            missing = plain(crowd.ask(role, method, gone, data), gone)
            changed = set(crowd.keeping.settle()) - {"log_entries"}
            asked += 1
            if there != missing or changed:
                wrong.append(f"{method} {endpoint} as {role}: {there[:2]} {missing[:2]} {changed}")

    assert wrong == []
    assert asked > 300


def test_a_letter_of_somebody_else_is_not_read_through_ones_own_notice(crowd: Crowd) -> None:
    other = crowd.at.files("others", by="other")
    mine, theirs = f"/notices/{other}/letters/", f"{crowd.words['letter']}.pdf"
    there = plain(crowd.ask("oth", "GET", mine + theirs), mine + theirs)
    gone = plain(crowd.ask("oth", "GET", mine + "2000000001.pdf"), mine + "2000000001.pdf")
    crowd.keeping.settle()

    assert there == gone
    assert there[0] == 404


FIELDS = [
    # endpoint, who may send it, field, word of a stranger's object or None, what is not there
    ("desk.hand_over", "off", "to", "outsider", "2000000001"),
    ("desk.hand_over", "head", "to", "outsider", "2000000001"),
    ("desk.join_section", "head", "account", "outsider", "2000000001"),
    ("desk.to_section", "off", "to", "far_section", "2000000001"),
    ("desk.absences", "head", "account", "outsider", "2000000001"),
    ("desk.duty", "head", "account", "outsider", "2000000001"),
    ("intake.save_step", "oth", "draft", "stranger_draft", "b" * 43),
    ("intake.file", "oth", "draft", "stranger_draft", "b" * 43),
]


@pytest.mark.parametrize(("endpoint", "role", "name", "word", "gone"), FIELDS)
def test_a_number_in_a_form_is_no_way_to_somebody_else(
    crowd: Crowd, endpoint: str, role: str, name: str, word: str, gone: str
) -> None:
    strangers = {
        "outsider": str(crowd.at.account("stranger")),  # an officer of another office
        "far_section": crowd.words["far_section"],
        "stranger_draft": "c" * 43,
    }
    path, fields = access.ADDRESSES[endpoint]
    path = path.format(**crowd.words)
    answers: list[Any] = []
    crowd.keeping.settle()
    data = sent(crowd, endpoint, path, fields)
    for value in (strangers[word], gone):
        answer = crowd.ask(role, "POST", path, {**data, name: value})
        answers.append((plain(answer, path), set(crowd.keeping.settle()) - {"log_entries"}))

    (there, changed), (missing, other_changed) = answers
    if len(gone) > 20:  # a secret; a short number may stand in a page for other reasons
        there = (there[0], there[1], there[2].replace(strangers[word], gone))
    assert there == missing
    assert changed == other_changed


def test_a_number_of_another_office_typed_as_the_notice_that_stays(crowd: Crowd) -> None:
    """Marking a duplicate asks for another notice's number: of another office it is as if it were not there."""
    crowd.keeping.settle()
    path = f"/desk/notices/{crowd.at.refs['review']}/moves/duplicate"
    elsewhere = _filed_elsewhere(crowd)
    answers = []
    for number in (elsewhere, "26-9999"):
        with crowd.at.city.reading() as work:
            seen = str(work.notice(crowd.at.refs["review"]).revision)
        data = {"of": number, "note": "The same march", "seen": seen}
        answer = crowd.ask("off", "POST", path, data)
        answers.append((answer.status_code, answer.get_data(as_text=True).replace(number, "X")))
    crowd.keeping.settle()

    assert answers[0] == answers[1]
    assert answers[0][0] in {404, 409, 422}


def _filed_elsewhere(crowd: Crowd) -> str:
    """A notice whose addressee is another prefecture."""
    return crowd.at.files("west", by="other", places=(PlaceIn("Западная площадь", "ZAO", "", ()),))
