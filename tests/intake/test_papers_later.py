"""The file corpus on the other roads of a paper: with a change, with an answer to a request, as a power of attorney."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from papers.reasons import SENTENCES
from tests.intake.conftest import Door, Opens
from tests.intake.test_papers import kept, left_behind, part
from tests.intake.test_texts_everywhere import Calm
from tests.support.client import Grumbler
from tests.support.corpus import GOOD, Sent, corpus
from tests.support.everywhere import Everywhere
from web import limits

SOME = (
    "good/pdf", "size/limit+1", "broken/pdf-cut-50", "locked/password-R6", "active/javascript-name-escaped",
    "two/html-before-pdf", "lie/png-as-pdf", "other/svg", "name/25",
)  # fmt: skip


def change(door: Door, browser: Grumbler) -> tuple[str, str]:
    """Papers that come with a change."""
    reference = Everywhere(door.city).files("changed")
    return f"/notices/{reference}/amend/papers", "paper-route_map"


def answer(door: Door, browser: Grumbler) -> tuple[str, str]:
    """Papers that come with an answer to a request."""
    reference = Everywhere(door.city).released("cured", "cure")
    return f"/notices/{reference}/papers", "paper-"


def power(door: Door, browser: Grumbler) -> tuple[str, str]:
    """The power of attorney of a draft in which somebody files for the organiser."""
    browser.get("/notices/new")
    browser.post("/notices/new", kind="march")
    return "/draft/papers", "paper-authority"


ROADS: dict[str, Callable[[Door, Grumbler], tuple[str, str]]] = {
    "change": change, "answer": answer, "power": power,
}  # fmt: skip


def comes_out(door: Door, browser: Grumbler, path: str, box: str, sent: Sent) -> None:
    """A file is taken, or told at its box with the reason, and nothing of a refused one is left; a good one goes again."""
    browser.get(path)
    assert f'name="{box}"' in (browser.last.text if browser.last else ""), browser.text
    more = {"draft": browser.hidden("draft")} if path.startswith("/draft") else {}
    browser.post(path, **dict[str, Any]({box: [part(sent.content, sent.name)]}), **more, do="add")
    assert browser.last is not None
    status, told = browser.last.status_code, browser.text
    if sent.expect == GOOD:
        assert status == 303, (sent.id, told)
        [file] = kept(door)
        assert file.paper == box.removeprefix("paper-"), sent.id
        page = browser.get(path).get_data(as_text=True)
        [deed] = re.findall(r'value="(remove:[^"]+)"', page)
        assert browser.post(path, do=deed, **more).status_code == 303, sent.id
    else:
        assert status == 422, (sent.id, status)
        assert SENTENCES[sent.expect].partition("%")[0][:30] in told, (sent.id, told)
        assert f'id="{box}-error"' in browser.last.get_data(as_text=True), sent.id
    assert kept(door) == [], sent.id
    assert left_behind(door) == [], sent.id


def all_of_them(door: Door, name: str, files: list[Sent]) -> None:
    Everywhere(door.city).people()
    browser = door.signed_in("owner@veche.example", Calm)
    path, box = ROADS[name](door, browser)
    for sent in files:
        comes_out(door, browser, path, box, sent)


@pytest.mark.parametrize("name", ["answer", "power"])
def test_some_files_on_the_other_roads(door: Door, name: str) -> None:
    by_id = {one.id: one for one in corpus()}
    all_of_them(door, name, [by_id[one] for one in SOME])


@pytest.mark.deep
@pytest.mark.parametrize("name", ROADS)
def test_the_whole_corpus_on_the_other_roads(
    opens: Opens, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UPLOAD", limits.Limit("upload", 10**9))
    all_of_them(opens(), name, list(corpus()))
