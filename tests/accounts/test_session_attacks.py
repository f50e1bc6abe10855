"""Attacks on sessions, a line each: what was tried, and that it opened nothing within one request."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from records import credentials
from records.unit_of_work import unit_of_work
from tests.accounts import attacks_on_cookies
from tests.accounts.attacking import ATTACKS, Out, asked, attack, half, thief
from tests.accounts.conftest import Stage
from tests.support.visitor import Visitor
from web import factors

# --- the second factor ---------------------------------------------------------------------------


@attack("code: left out after the password")
def _(stage: Stage) -> Out:
    return half(stage, stage.staff())


@attack("code: that of another person")
def _(stage: Stage) -> Out:
    vera, boris = stage.staff(), stage.staff("head", "boris@office.example")
    browser = half(stage, vera)
    assert browser.post("/second-factor", code=boris.code()).status_code == 422
    return browser


@attack("code: replayed in a second browser")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    vera.at(stage.visitor())
    browser = half(stage, vera)
    assert browser.post("/second-factor", code=vera.code()).status_code == 422
    return browser


@attack("code: sent from six browsers in one instant, one of them gets in")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browsers = [half(stage, vera, f"198.51.100.{number}") for number in range(6)]
    code, start = vera.code(), Barrier(6)

    def send(browser: Visitor) -> int:
        start.wait(timeout=30)
        return browser.post("/second-factor", code=code).status_code

    with ThreadPoolExecutor(6) as pool:
        codes = sorted(pool.map(send, browsers))
    assert codes[0] == 303
    assert set(codes[1:]) <= {422, 429}
    assert sum(one.get("/account").status_code == 200 for one in browsers) == 1
    return None


@attack("code: ten minutes after the password")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = half(stage, vera)
    stage.clock.advance(minutes=10)
    browser.post("/second-factor", code=vera.code())
    return browser


@attack("code: a telephone of one's own joined after the password, where there is one")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = half(stage, vera)
    assert browser.get("/second-factor/set-up").status_code == 303
    browser.post("/second-factor/set-up", code=vera.code())
    return browser


@attack("code: the first half in one browser, the second in another")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    half(stage, vera, "203.0.113.7")
    browser = thief(stage)
    browser.post("/second-factor", code=vera.code())
    return browser


@attack("code: another's, at the desk of somebody who is away")
def _(stage: Stage) -> Out:
    vera, boris = stage.staff(), stage.staff("head", "boris@office.example")
    browser = vera.at(stage.visitor())
    stage.clock.advance(minutes=15)
    browser.get("/second-factor")
    assert browser.post("/second-factor", code=boris.code()).status_code == 422
    return browser


@attack("code: a recovery code used twice")
def _(stage: Stage) -> Out:
    vera, codes = stage.staff(), factors.recovery_codes()
    with unit_of_work(stage.engine, stage.clock) as work:
        locked = factors.lock_key(vera.key, stage.settings.keys("totp"))
        credentials.set_key(work, vera.id, locked, [factors.code_hash(vera.id, one) for one in codes])  # fmt: skip
    assert half(stage, vera, "203.0.113.7").post("/second-factor", code=codes[0]).status_code == 303
    browser = half(stage, vera)
    assert browser.post("/second-factor", code=codes[0]).status_code == 422
    return browser


# --- links ---------------------------------------------------------------------------------------


@attack("link: opened and pressed in a second browser")
def _(stage: Stage) -> Out:
    _, path = asked(stage)
    browser = thief(stage)
    browser.get(path)
    browser.post(path)
    return browser


@attack("link: used as a cookie")
def _(stage: Stage) -> Out:
    _, path = asked(stage)
    return thief(stage, path.rpartition("/")[2])


@attack("link: pressed a second time by the browser that used it, after it signed out")
def _(stage: Stage) -> Out:
    browser, path = asked(stage)
    browser.get(path)
    assert browser.post(path).status_code == 303
    browser.post("/sign-out")
    assert browser.post(path).status_code == 410
    return browser


@attack("link: its short code typed by a browser that asked for another address")
def _(stage: Stage) -> Out:
    _, path = asked(stage)
    other, _ = asked(stage, "mallory@example.org")
    shower = thief(stage)
    shower.get(path)
    code = shower.text.split("asked for the link ")[1][:7]
    assert other.post("/sign-in/code", code=code).status_code == 422
    return other


# --- forms, flags and keys -----------------------------------------------------------------------


def form(title: str, token: Callable[[Stage, Visitor], str]) -> None:
    """A form of the signed-in person with a token that is not theirs: refused, and nothing is changed."""

    def deed(stage: Stage) -> Out:
        olga = stage.organiser()
        answer = olga.post("/account", token=token(stage, olga), name="Mallory", locale="ru")
        assert answer.status_code == 400
        with stage.engine.connect() as connection:
            assert "Mallory" not in [*connection.execute(text("SELECT name FROM accounts")).scalars()]  # fmt: skip
        return None

    ATTACKS.append((f"form: {title}", deed))


def _of_another(stage: Stage, _: Visitor) -> str:
    other = stage.organiser("mallory@example.org")
    other.get("/account")
    return other.token


def _of_before(stage: Stage, _: Visitor) -> str:
    browser = stage.visitor()
    browser.get("/sign-in")
    return browser.token


form("no token", lambda stage, olga: "")
form("another person's token", _of_another)
form("a visitor's token", _of_before)
form("the cookie itself", lambda stage, olga: olga.cookie())
form("the token in capitals", lambda stage, olga: olga.token.upper().replace("0", "O"))


@attack("form: the token of before signing in, sent after it")
def _(stage: Stage) -> Out:
    browser, path = asked(stage)
    browser.get(path)
    before = browser.token
    assert browser.post(path).status_code == 303
    assert browser.post("/account", token=before, name="M", locale="ru").status_code == 400
    return None


@attack("form: signing out by a link changes nothing")
def _(stage: Stage) -> Out:
    olga = stage.organiser()
    assert olga.get("/sign-out").status_code == 405
    assert olga.get("/account").status_code == 200
    return None


@attack(
    "flags: no script, no other site, no other host gets the cookie, and no shared cache keeps the page"
)
def _(stage: Stage) -> Out:
    browser, path = asked(stage)
    browser.get(path)
    answer = browser.post(path)
    assert answer.headers["Set-Cookie"].endswith("; HttpOnly; Path=/; SameSite=Lax")
    assert "Domain" not in answer.headers["Set-Cookie"]
    page = browser.get("/account")
    assert page.headers["Cache-Control"] == "no-cache, private"
    assert "Cookie" in page.headers["Vary"]
    assert browser.post("/sign-out").headers["Clear-Site-Data"] == '"cache", "storage"'
    return None


@attack("keys: all rotated, nobody is signed out, and no cookie of before is worth more")
def _(stage: Stage) -> Out:
    olga = stage.organiser()
    path = stage.settings.home / "secrets" / "session"
    path.write_text("0123456789abcdef" * 4 + "\n" + path.read_text("ascii"), "ascii")
    assert olga.get("/account").status_code == 200
    return thief(stage, olga.cookie()[::-1])


def test_the_list_is_whole() -> None:
    assert attacks_on_cookies.__doc__ is not None  # its lines are in the table
    assert len(ATTACKS) >= 40
    assert len({title for title, _ in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=[title for title, _ in ATTACKS])
def test_it_opens_nothing(stage: Stage, number: int) -> None:
    browser = ATTACKS[number][1](stage)
    if browser is not None:
        answer = browser.get("/account")
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith(("/sign-in", "/second-factor"))
