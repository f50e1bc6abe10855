"""Attacks on sessions, a line each: cookies made and planted, used after their end, and later than they last."""

import secrets
from collections.abc import Callable
from zoneinfo import ZoneInfo

from sqlmodel import select

from records import accounts, chain, credentials
from records.tables import Post
from records.unit_of_work import unit_of_work
from tests.accounts.attacking import ATTACKS, ELSEWHERE, Out, asked, attack, half, thief
from tests.accounts.conftest import HASHED, LONG_AGO, Stage
from web import commands_people
from web.sessions import hashed
from workflow import restoring
from workflow.restoring import Restored

# --- cookies that were made, guessed or put together -----------------------------------------------


def forged(title: str, make: Callable[[str, str], str]) -> None:
    """A cookie made of two good ones."""

    def deed(stage: Stage) -> Out:
        one, two = stage.organiser(), stage.organiser("piotr@example.org")
        return thief(stage, make(one.cookie(), two.cookie()))

    ATTACKS.append((f"cookie: {title}", deed))


forged("a random one of the right shape", lambda one, two: secrets.token_urlsafe(32))
forged("half of one session and half of another", lambda one, two: one[:21] + two[21:])
forged("what the database holds of it", lambda one, two: hashed(one))
forged("its first 43 letters of that", lambda one, two: hashed(one)[:43])
forged("the token of its forms", lambda one, two: hashed("csrf " + one)[:43])
forged("what its links are bound to", lambda one, two: hashed("link " + one)[:43])
forged("letters in the other case", lambda one, two: one.swapcase())
forged("its last letter changed", lambda one, two: one[:-1] + ("A" if one[-1] != "A" else "B"))
forged("one letter more", lambda one, two: one + "A")
forged("one letter less", lambda one, two: one[:-1])
forged("both, one after the other", lambda one, two: one + two)
forged("percent signs for letters", lambda one, two: f"%{ord(one[0]):02x}" + one[1:])
forged("digits of another script", lambda one, two: "".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in one) + "\uff11")  # fmt: skip
forged("a statement", lambda one, two: "' OR '1'='1")


@attack("cookie: under its name for https")
def _(stage: Stage) -> Out:
    browser = thief(stage)
    browser.steal(stage.organiser().cookie(), "__Host-veche")
    return browser


@attack("cookie: sent in the address and in a header instead")
def _(stage: Stage) -> Out:
    cookie, browser = stage.organiser().cookie(), thief(stage)
    answer = browser.get(f"/account?veche={cookie}", headers={"X-Session": cookie, "Authorization": cookie})  # fmt: skip
    assert answer.status_code == 303
    return browser


# --- fixation ----------------------------------------------------------------------------------


@attack("fixation: a cookie planted before a link was pressed")
def _(stage: Stage) -> Out:
    mallory = thief(stage)
    mallory.get("/sign-in")
    victim = stage.visitor()
    victim.steal(mallory.cookie())
    victim.post("/sign-in", email="olga@example.org")
    assert victim.post(f"/sign-in/link/{stage.mailed()['secret']}").status_code == 303
    assert victim.get("/account").status_code == 200
    return mallory


@attack("fixation: a cookie planted before the password, used after the code")
def _(stage: Stage) -> Out:
    vera, mallory, victim = stage.staff(), thief(stage), stage.visitor()
    mallory.get("/sign-in")
    victim.steal(mallory.cookie())
    vera.at(victim)
    return mallory


@attack("fixation: the cookie between password and code, used after the code")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    victim = half(stage, vera)
    stolen = victim.cookie()
    assert victim.post("/second-factor", code=vera.code()).status_code == 303
    return thief(stage, stolen)


@attack("fixation: mallory asks for the link, the victim presses it elsewhere")
def _(stage: Stage) -> Out:
    mallory, path = asked(stage)
    victim = stage.visitor(address=ELSEWHERE)
    victim.get(path)
    victim.post(path)
    assert victim.get("/account").status_code == 303
    return mallory


# --- replay after each way of ending -------------------------------------------------------------


@attack("replay: after signing out")
def _(stage: Stage) -> Out:
    browser = stage.organiser()
    stolen = browser.cookie()
    browser.post("/sign-out")
    return thief(stage, stolen)


@attack("replay: signed out in one of two browsers; the other goes on, the first does not")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    first = vera.at(stage.visitor())
    stage.clock.advance(seconds=31)
    second, stolen = vera.at(thief(stage)), first.cookie()
    first.post("/sign-out")
    assert second.get("/account").status_code == 200
    return thief(stage, stolen)


@attack("replay: ended from another browser")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    first = vera.at(stage.visitor())
    stage.clock.advance(seconds=31)
    vera.at(thief(stage)).post("/account/end-others")
    return first


@attack("replay: after a new password")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = vera.at(stage.visitor())
    with unit_of_work(stage.engine, stage.clock) as work:
        credentials.set_password(work, vera.id, HASHED)
    return browser


@attack("replay: after a new telephone")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = vera.at(stage.visitor())
    told = stage.app.test_cli_runner().invoke(commands_people.person, ["telephone", str(vera.id)])
    assert told.exit_code == 0, told.output
    return browser


@attack("replay: half-way in while the account is switched off")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = half(stage, vera)
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.disable(work, vera.id)
    assert browser.post("/second-factor", code=vera.code()).status_code == 422
    return browser


@attack("replay: after the account was switched off")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = vera.at(stage.visitor())
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.disable(work, vera.id)
    return browser


@attack("replay: the id of before a new post")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = vera.at(stage.visitor())
    stolen = browser.cookie()
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.give_post(work, vera.id, "auditor", from_day=LONG_AGO)
    assert browser.get("/account").status_code == 200
    return thief(stage, stolen)


@attack("replay: after the city was put back from a backup")
def _(stage: Stage) -> Out:
    browser = stage.organiser()
    log = {"size": 1, "root": chain.GENESIS, "head": chain.GENESIS}
    with unit_of_work(stage.engine, stage.clock) as work:
        taken = Restored("veche.backup", stage.clock.now(), log)
        restoring.settle(work, taken, ZoneInfo("Europe/Moscow"))
    return browser


@attack("replay: after the last post ended, the desk is shut in the same session")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = vera.at(stage.visitor())
    assert browser.get("/desk/").status_code == 200
    with unit_of_work(stage.engine, stage.clock) as work:
        post = work.session.exec(select(Post.id).where(Post.account_id == vera.id)).one()
        accounts.end_post(work, post or 0, LONG_AGO)
    assert browser.get("/desk/").status_code == 403
    return None


# --- time, to the second ---------------------------------------------------------------------------


@attack("time: an organiser away for 30 minutes")
def _(stage: Stage) -> Out:
    browser = stage.organiser()
    stage.clock.advance(minutes=29, seconds=59)
    assert browser.get("/account").status_code == 200
    stage.clock.advance(minutes=30)
    return browser


@attack("time: staff away for 15 minutes are asked for the code")
def _(stage: Stage) -> Out:
    browser = stage.staff().at(stage.visitor())
    stage.clock.advance(minutes=14, seconds=59)
    assert browser.get("/account").status_code == 200
    stage.clock.advance(minutes=15)
    assert browser.get("/account").headers["Location"].startswith("/second-factor")
    return browser


@attack("time: ten hours, though a page was opened every ten minutes")
def _(stage: Stage) -> Out:
    browser = stage.organiser()
    for _minutes in range(59):
        stage.clock.advance(minutes=10)
        assert browser.get("/account").status_code == 200
    stage.clock.advance(minutes=9, seconds=59)
    assert browser.get("/account").status_code == 200
    stage.clock.advance(seconds=1)
    return browser


@attack("time: after ten hours the code alone is not enough")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = vera.at(stage.visitor())
    stage.clock.advance(hours=10)
    browser.get("/sign-in")
    assert browser.post("/second-factor", code=vera.code()).headers["Location"].startswith("/sign-in")  # fmt: skip
    return browser


@attack("time: showing the code again does not begin ten new hours")
def _(stage: Stage) -> Out:
    vera = stage.staff()
    browser = vera.at(stage.visitor())
    for _hours in range(19):
        stage.clock.advance(minutes=30)
        browser.get("/second-factor")
        assert browser.post("/second-factor", code=vera.code()).status_code == 303
        assert browser.get("/account").status_code == 200
    stage.clock.advance(minutes=30)
    return browser
