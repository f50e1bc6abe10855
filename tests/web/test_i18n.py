"""Which language a page speaks, and that its catalogues are whole."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.i18n import force_locale, gettext, language, ngettext


@pytest.mark.parametrize(
    ("wants", "speaks"),
    [("ru", "ru"), ("en", "en"), ("ru-RU,ru;q=0.9,en;q=0.8", "ru"), ("de", "en"), ("", "en")],
)
def test_the_browser_s_wish_is_heard(client: FlaskClient, wants: str, speaks: str) -> None:
    answer = client.get("/privacy", headers={"Accept-Language": wants})
    assert f'lang="{speaks}"' in answer.text.split("<head>")[0]


def test_the_choice_is_kept_and_beats_the_browser(client: FlaskClient) -> None:
    chosen = client.post("/language", data={"language": "ru", "next": "/privacy?a=1"})
    assert (chosen.status_code, chosen.location) == (303, "/privacy?a=1")
    assert "HttpOnly" in chosen.headers["Set-Cookie"]
    answer = client.get("/privacy", headers={"Accept-Language": "en"})
    assert "Что о вас хранится" in answer.text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "/a\r\nX: y"]
)
def test_the_way_back_is_ours(client: FlaskClient, elsewhere: str) -> None:
    answer = client.post("/language", data={"language": "ru", "next": elsewhere})
    assert answer.location == "/"


def test_an_unknown_language_is_not_kept(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.post("/language", data={"language": "xx"}).headers


def test_no_page_needs_a_cookie(house: Flask) -> None:
    assert "Set-Cookie" not in house.test_client().get("/privacy").headers


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 ответ"), (2, "2 ответа"), (5, "5 ответов"), (21, "21 ответ")]
)
def test_three_plural_forms(house: Flask, number: int, words: str) -> None:
    with house.test_request_context("/?language=ru"):
        said = ngettext("%(num)d answer needs a change", "%(num)d answers need a change", number)
    assert said == f"Исправьте {words}"


def test_what_fills_a_sentence_of_a_page_is_escaped_and_the_sentence_is_not(house: Flask) -> None:
    page = house.jinja_env.from_string(
        '{{ _("%(answered)s of %(asked)s answered", answered="<1>", asked=1) }} {{ _("Sign in & out") }}'
    )
    with house.test_request_context("/?language=ru"):
        assert page.render() == "ответили &lt;1&gt; из 1 Sign in & out"


def test_a_mail_speaks_its_reader_s_language_and_the_page_goes_on_in_its_own(house: Flask) -> None:
    with house.test_request_context("/?language=en"):
        before = gettext("Queue")
        with force_locale("ru"):
            within = gettext("Queue")
        assert (before, within, gettext("Queue")) == ("Queue", "Очередь", "Queue")


def test_outside_of_a_request_the_source_text_is_said() -> None:
    assert (gettext("Queue"), language()) == ("Queue", "en")
