"""What is kept of pages: the same bytes as if made now, for each person, language and minute, and nobody else's."""

import re
from datetime import date, timedelta

from sqlmodel import select

from records import accounts, rows
from records.tables import Post
from tests.desk.conftest import Desk
from tests.desk.test_queue import street
from tests.support.visitor import Visitor

PAGES = (
    "/desk/",
    "/desk/?view=nobodys&stage=received",
    "/desk/?starts=99",
    "/desk/search?q=Липовый",
    "/desk/paper",
)
KEY = re.compile(r'name="key" value="[\w-]+"')  # another one in every empty form


def pages(visitor: Visitor) -> list[str]:
    """The pages as they come, in both languages."""
    found = []
    for path in PAGES:
        for language in ("en", "ru"):
            sign = "&" if "?" in path else "?"
            found.append(KEY.sub("", visitor.get(f"{path}{sign}language={language}").text))
    return found


def anew(desk: Desk, visitor: Visitor) -> list[str]:
    """The same pages with nothing kept."""
    desk.app.extensions["veche"].kept.clear()
    return pages(visitor)


def takes(desk: Desk, visitor: Visitor, reference: str) -> None:
    """The officer makes the notice their own."""
    visitor.get("/desk/")
    answer = visitor.post(
        f"/desk/notices/{reference}/take", seen=desk.city.revision(reference), back="queue"
    )
    assert answer.status_code == 303


def renamed(desk: Desk, who: str) -> None:
    """An account gets another name; no notice changes."""
    with desk.city.unit() as work:
        account = rows.account_by_email(work, f"{who}@veche.example")
        assert account is not None
        accounts.rename(work, account.id or 0, name="Orlova-Berg", locale="ru")


def test_a_kept_page_is_the_page_as_it_would_be_made_now(desk: Desk) -> None:
    filed = [desk.files(places=street(number)).reference for number in range(1, 5)]
    desk.city.clock.advance(timedelta(hours=30))  # nearer than three days, hours count
    orlova, volkova = desk.at("orlova"), desk.at("police")
    for change in (
        lambda: None,
        lambda: desk.city.clock.advance(timedelta(seconds=59)),
        lambda: desk.city.clock.advance(timedelta(hours=1)),
        lambda: desk.goes(orlova, filed[0], "register"),
        lambda: desk.city.clock.advance(timedelta(minutes=14)),
        lambda: takes(desk, orlova, filed[1]),
        lambda: renamed(desk, "orlova"),
    ):
        for visitor in (orlova, volkova):
            pages(visitor)
        change()
        for visitor in (orlova, volkova):
            assert pages(visitor) == anew(desk, visitor)


def test_the_token_of_a_form_is_the_reader_s_own(desk: Desk) -> None:
    desk.files()
    tokens: list[str] = []
    for name in ("orlova", "auditor"):
        page = desk.at(name).get("/desk/").text
        found = set(re.findall(r'name="csrf_token" value="([0-9a-f]{64})"', page))
        assert len(found) == 1
        assert "\0" not in page
        tokens += found
    assert len(set(tokens)) == 2
    store = desk.app.extensions["veche"].kept
    assert not [one for one in store.values() if any(token in str(one) for token in tokens)]


def test_a_post_that_came_or_went_is_seen_at_once(desk: Desk) -> None:
    """In the same session, and not by the neighbour whose post did not change."""
    desk.files()
    orlova, hasanov = desk.at("orlova"), desk.at("hasanov")
    first, others = pages(orlova), pages(hasanov)
    with desk.city.unit() as work:
        account = rows.account_by_email(work, "orlova@veche.example")
        assert account is not None
        accounts.give_post(
            work, account.id or 0, "head", unit_code="prefecture-svao", from_day=date(2020, 1, 1)
        )

    assert pages(orlova) != first
    assert pages(orlova) == anew(desk, orlova)
    assert pages(hasanov) == others

    for role in ("officer", "head"):
        ends(desk, account.id or 0, role)
        if role == "officer":
            assert pages(orlova) == anew(desk, orlova)
    assert {orlova.get(path).status_code for path in PAGES} == {403}
    assert pages(hasanov) == others


def ends(desk: Desk, account: int, role: str) -> None:
    """A post of the account is over."""
    with desk.city.unit() as work:
        mine = select(Post).where(Post.account_id == account, Post.role == role)
        for post in work.session.exec(mine).all():
            accounts.end_post(work, post.id or 0, date(2020, 1, 2))
