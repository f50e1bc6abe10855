"""A form sent only to be read in another language: nothing is done, nothing typed is lost."""

import html

import pytest

from tests.matrix import access
from tests.matrix.conftest import Crowd, sent
from web.respoken import SPEAKS

pytestmark = pytest.mark.once


def marked(crowd: Crowd) -> list[str]:
    """Endpoints whose form can be read in another language."""
    views = crowd.app.view_functions.items()
    return sorted(name for name, view in views if getattr(view, "takes_tongue", False))


def test_each_form_comes_back_as_typed_and_nothing_is_written(crowd: Crowd) -> None:
    """Planted: a view that goes on as if the form had been sent."""
    shown = 0
    for endpoint in marked(crowd):
        path, fields = access.ADDRESSES[endpoint]
        path = path.format(**crowd.words)
        crowd.keeping.settle()
        data = sent(crowd, endpoint, path, fields) | {"do": SPEAKS + "ru"}
        row = access.rows()[endpoint, "POST"]
        role = next((one for one in ("own", "oth") if row[one] not in {"403", "404"}), "own")
        answer = crowd.ask(role, "POST", path, data)
        refused = answer.status_code in {403, 404}
        assert crowd.keeping.settle() == (["log_entries"] if refused else []), endpoint
        if answer.status_code != 200:  # this person has no draft here, or nothing is open now
            assert refused or answer.status_code in {303, 409}, endpoint
            continue
        shown += 1
        page = html.unescape(answer.text)
        assert 'class="govuk-template" lang="ru"' in page, endpoint
        assert "veche_language=ru" in answer.headers["Set-Cookie"], endpoint
        assert "govuk-error-summary" not in page, endpoint
        typed = [value for value in data.values() if " " in str(value)]
        assert [value for value in typed if str(value) not in page] == [], endpoint
        if endpoint != "intake.minutes":  # those of this city are confirmed: no form stands there
            assert f'value="{SPEAKS}en"' in page, endpoint
    assert shown >= 8
