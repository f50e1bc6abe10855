"""A sign that can't be stored, typed where a page takes text without a form of its own: told, and nothing is written.

Found by: a text that goes from the request into a row without the policy of texts. SQLite keeps such a sign, and it comes
out in a letter or an export; PostgreSQL refuses a NUL, and the page breaks.
"""

import re

import pytest

from tests.matrix import access
from tests.matrix.conftest import Crowd, sent

TYPED = {
    # endpoint: who types, in which box, what else is sent
    "desk.keep_view":       ("off", "name", {}),
    "desk.note_absence":    ("head", "note", {}),
    "desk.cast_vote":       ("ask", "dissent", {"choice": "against"}),
    "desk.do_resource":     ("off", "why", {"do": "drop"}),
    "desk.give_assignment": ("off", "why", {"task": "{task}"}),
    "desk.start_bulk":      ("off", "note", {}),
}  # fmt: skip
REFILLED = frozenset({"desk.keep_view", "desk.note_absence", "desk.cast_vote", "desk.start_bulk"})
"""Where the page that says so shows what was typed."""


@pytest.mark.parametrize("endpoint", TYPED)
def test_a_sign_that_can_t_be_stored_is_told(crowd: Crowd, endpoint: str) -> None:
    role, box, more = TYPED[endpoint]
    path, fields = access.ADDRESSES[endpoint]
    path = path.format(**crowd.words)
    data = sent(crowd, endpoint, path, {**fields, **more})
    crowd.keeping.settle()
    for sign in ("\x00", "\x07"):
        answer = crowd.ask(role, "POST", path, {**data, box: f"before{sign}after"})
        assert answer.status_code in {409, 422}, answer.status_code
        assert "Delete it." in answer.text
        assert endpoint not in REFILLED or "before" in answer.text
        assert crowd.keeping.settle() == []


def test_a_name_that_is_too_long_is_told_and_not_cut(crowd: Crowd) -> None:
    answer = crowd.ask("off", "POST", "/desk/views?view=mine", {"name": "n" * 61})
    assert answer.status_code == 422
    assert "Shorten this by 1 letter" in answer.text


@pytest.mark.parametrize("way", ["/sign-in", "/sign-in/password", "/second-factor"])
def test_a_way_back_that_is_no_address_is_none(crowd: Crowd, way: str) -> None:
    role = "idle" if way == "/second-factor" else "vis"
    for back in ("http://[::1", "//[", "/\\[", "https://evil.example/"):
        answer = crowd.ask(role, "POST", way, {"next": back, "email": "", "password": ""})
        assert answer.status_code < 500
        assert "evil" not in answer.text + answer.headers.get("Location", "")
    crowd.keeping.settle()


CHOSEN = {
    # endpoint: who chooses, what is not offered (any more): one of several, one of many
    "desk.hand_over":   ("off", {"to": "999999"}),
    "desk.powers":      ("head", {"kinds": "nothing"}),
}  # fmt: skip


@pytest.mark.parametrize("endpoint", CHOSEN)
def test_a_choice_that_is_not_offered_is_told_in_the_reader_s_language(
    crowd: Crowd, endpoint: str
) -> None:
    """Found by: a form or a row in which WTForms speaks for itself, in English (a colleague was switched off meanwhile)."""
    role, chosen = CHOSEN[endpoint]
    path, fields = access.ADDRESSES[endpoint]
    path = path.format(**crowd.words)
    data = {**sent(crowd, endpoint, path, fields), **chosen}
    answer = crowd.ask(role, "POST", f"{path}{'&' if '?' in path else '?'}language=ru", data)
    assert answer.status_code == 422
    assert "Такого варианта нет" in answer.text
    assert not re.search("valid choice", answer.text, re.IGNORECASE)
    assert crowd.keeping.settle() == []


NAMED = {
    # endpoint: who names notices in a form, and where
    "accounts.move_in":  ("own", "notice"),
    "desk.look_at_bulk": ("off", "chosen district"),
    "desk.start_bulk":   ("off", "item step"),
}  # fmt: skip


@pytest.mark.parametrize("endpoint", NAMED)
def test_a_number_that_none_can_have_is_not_looked_for(crowd: Crowd, endpoint: str) -> None:
    """PostgreSQL breaks at a NUL; what is not there is answered in place of it."""
    role, boxes = NAMED[endpoint]
    path, fields = access.ADDRESSES[endpoint]
    path = path.format(**crowd.words)
    data = sent(crowd, endpoint, path, fields)
    for sign in ("26-\x00001", "\x07"):
        answer = crowd.ask(role, "POST", path, {**data, **dict.fromkeys(boxes.split(), sign)})
        assert answer.status_code in {200, 404, 409, 422}, answer.status_code
        assert set(crowd.keeping.settle()) <= {"log_entries"}  # the log of who was refused
