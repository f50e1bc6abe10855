"""Ways to infer a notice in which one has no part: all pages of one's own before and after it came, word for word.

Seven people of the office, each of another role, have an interest in who files. Others lead the notice through
its whole road. Nothing that the seven can ask for tells that anything happened: counters, searches, lists, the
calendar, exports, previews, letters, mails, headers, and the difference between «not yours» and «not there».
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select
from werkzeug.test import TestResponse

from records import plea_rows, rows
from records.tables import Mail, Outbox
from tests.matrix import access
from tests.matrix.conftest import WHO, Crowd, sent
from tests.matrix.test_routes import NOWHERE
from tests.support.everywhere import DRAFTS
from tests.support.pleading import Pleading
from workflow import deciding, interests

pytestmark = pytest.mark.once

RECUSED = ("off", "head", "sign", "clrk", "ask", "aud", "adm")
WORDS = "Ведунья Пелагея Тихоновна"
CHANGES = {
    "organiser": WORDS, "email": "pelageya@example.org", "phone": "+7 916 000-77-55",
    "title": "Хоровод пелагеи",
}  # fmt: skip
WAYS = (
    "/desk/", "/desk/?view=mine", "/desk/?view=nobodys", "/desk/?view=head", "/desk/?view=organiser",
    "/desk/?unread=1", "/desk/?section=1", "/desk/?view=all&owner=2", "/desk/?stage=received", "/desk/?stage=registered",
    "/desk/?stage=review", "/desk/?stage=preparing", "/desk/?stage=for-signature", "/desk/?stage=agreed",
    "/desk/?kind=march", "/desk/?starts=14.03.2027", "/desk/?district=ostankinsky", "/desk/due",
    "/desk/due?side=organiser", "/desk/search", "/desk/search?q=Пелагея", "/desk/search?q=Ведунья+Тихоновна",
    "/desk/search?q=Хоровод", "/desk/search?q=9160007755", "/desk/search?q=пелаг", "/desk/search?q=Липовый",
    "/desk/search?q={reference}", "/desk/letters", "/desk/letters?state=ready", "/desk/letters?state=queued",
    "/desk/letters?state=sent", "/desk/letters?state=held", "/desk/objections", "/desk/objections?state=closed",
    "/desk/complaints", "/desk/incidents", "/desk/incidents?state=explained", "/desk/holds",
    "/desk/holds?state=lifted", "/desk/recusals", "/desk/recusals?state=lifted", "/desk/calendar", "/desk/absences",
    "/desk/duty", "/desk/powers", "/desk/law", "/desk/law/replay", "/desk/law/replay.csv", "/desk/alarms",
    "/desk/paper", "/desk/interests", "/desk/workload", "/desk/assignments", "/desk/letters/runs", "/desk/bulk",
    "/desk/bulk?owner=none&days=7", "/desk/bulk?section=1&stage=registered", "/desk/plan?days=31",
    "/desk/plan?first=2027-03-14&days=7", "/desk/assignments?state=all", "/desk/letters/register?state=sent",
    "/desk/letters/register", "/desk/letters/returns",
    "/rules", "/health/ready",
)  # fmt: skip
"""Lists, counters, searches, figures and exports, with what could be asked of them about this notice."""
TRACES = re.compile(r"/desk/(notices|letters|paper|decisions|interests)/")
AGAIN = re.compile(r'name="(?:opened|key)" value="[^"]*"')
MACHINE = frozenset({"/desk/alarms", "/health/ready"})
"""Sums of the machine for who runs it: how many promises wait, not of what."""


def pages(
    crowd: Crowd, role: str, reference: str, *, marking: bool = False
) -> dict[str, tuple[int, str, str]]:
    """What this person gets of every list, every page of others' notices, and their own: status, headers, text.

    `marking`: only those that may leave a trace, a mark of what was read or a line of who looked.
    """
    found = {}
    own = [path for path, _fields in access.ADDRESSES.values() if "{" in path or "desk" in path]
    paths = [way.format(reference=reference) for way in WAYS]
    paths += [path.format(**crowd.words) for path in sorted(set(own))]
    for path in paths:
        if "/secret" in path or "/code" in path or (marking and not TRACES.match(path)):
            continue
        answer = crowd.ask(role, "GET", path)
        headers = sorted((name, value) for name, value in answer.headers if name not in NEW)
        if answer.mimetype == "application/pdf":
            continue
        text = AGAIN.sub("", answer.get_data(as_text=True))
        found[path] = (answer.status_code, repr(headers), text)
    return found


NEW = frozenset({"Set-Cookie", "Content-Security-Policy", "Date", "X-Request-Id"})
"""Headers that differ from request to request for everybody."""


def road(crowd: Crowd) -> Iterator[str]:
    """The notice goes its road by the hands of those who have no interest; a stop at each turn."""
    at = crowd.at
    at.files("hidden", by="other", answers=CHANGES)
    yield "filed"
    at.moves(at.refs["hidden"], "register", "hasanov")
    at.moves(at.refs["hidden"], "ask", "hasanov", bodies=("police", "transport"))
    yield "asked"
    at.answers(at.refs["hidden"], "transport")
    with at.city.unit() as work:
        asked = rows.consultations(work, work.notice(at.refs["hidden"]))
        for row in asked:
            row.closed_at = row.closed_at or (None if row.answered_at else work.now)
    at.moves(at.refs["hidden"], "prepare", "hasanov")
    yield "preparing"
    seen = at.city.revision(at.refs["hidden"])
    with at.city.unit() as work:
        deciding.save(
            work, at.city.rulebook, actor=at.actor("hasanov"), reference=at.refs["hidden"], seen=seen,
            draft=DRAFTS["refused"],
        )  # fmt: skip
    at.moves(at.refs["hidden"], "submit", "hasanov")
    yield "for signature"
    at.signs(at.refs["hidden"], "belov", submit=False)
    people = Pleading(at)
    people.objects(at.refs["hidden"], who="other")
    people.complains(at.refs["hidden"], who="other")
    yield "released, objected to, complained of"


def fills(crowd: Crowd) -> dict[str, str]:
    """The words of addresses, all about the hidden notice."""
    at = crowd.at
    reference = at.refs["hidden"]
    with at.city.reading() as work:
        notice = work.notice(reference)
        letter = rows.letters(work, notice)[0].id
        asked = rows.consultations(work, notice)[0].id
        pleas = {one.kind: str(one.id) for one in plea_rows.of_notice(work, notice.id or 0)}
    named = {
        name: reference
        for name in crowd.words
        if re.fullmatch(r"[0-9]{2}-[0-9]{4}", crowd.words[name])
    }
    return {
        **crowd.words,
        **named,
        "letter": str(letter),
        "held": str(letter),
        "question": str(asked),
        **dict.fromkeys(("objection", "examined_plea", "unsigned"), pleas["objection"]),
        "complaint": pleas["complaint"],
    }


NUMBERS = frozenset(
    {"letter", "held", "question", "objection", "examined_plea", "unsigned", "complaint"}
)
"""Words of addresses that are numbers of the hidden notice's own."""


def addressed(crowd: Crowd) -> list[tuple[str, str, str, str, Any]]:
    """Every address that can name the hidden notice: endpoint, method, itself, the same of what is nowhere, fields."""
    words, found = fills(crowd), []
    nowhere = {
        **words,
        **{name: "26-9999" for name in words if words[name] == crowd.at.refs["hidden"]},
        **{name: NOWHERE[name] for name in NUMBERS},
    }
    for (endpoint, method), row in access.rows().items():
        path, fields = access.ADDRESSES[endpoint]
        here, there = path.format(**words), path.format(**nowhere)
        if here == there or not endpoint.startswith("desk."):
            continue
        if set(row.values()) & {"200", "303", "422", "409"}:
            found.append((endpoint, method, here, there, fields))
    return found


def same(one: TestResponse, here: str, other: TestResponse, there: str) -> bool:
    """Whether two answers are one and the same but for the address that was asked."""
    texts = [
        AGAIN.sub("", answer.get_data(as_text=True)).replace(path, "PATH")
        for answer, path in ((one, here), (other, there))
    ]
    return one.status_code == other.status_code and texts[0] == texts[1]


EVERY_TURN = frozenset({
    "filed", "asked", "preparing", "for signature", "released, objected to, complained of",
})  # fmt: skip
FEW_TURNS = frozenset({"asked", "released, objected to, complained of"})
"""Each turn adds to what can be seen, so the last tells the most; all five in `make deep`."""


def begin(crowd: Crowd) -> None:
    """The city as it was, without the hidden notice; the seven have said what their interest is."""
    crowd.keeping.back()
    crowd.at.refs.pop("hidden", None)
    crowd.at.ids.pop("hidden", None)
    for role in RECUSED:
        with crowd.at.city.unit() as work:
            interests.add(work, actor=crowd.at.actor(WHO[role]), kind="organiser", words=WORDS)


@pytest.fixture(scope="module")
def hidden(crowd: Crowd) -> Iterator[Crowd]:
    """The crowd, whose city is brought back at the end."""
    yield crowd
    crowd.keeping.back()
    crowd.at.refs.pop("hidden", None)
    crowd.at.ids.pop("hidden", None)


@pytest.mark.parametrize(
    "turns", [FEW_TURNS, pytest.param(EVERY_TURN, marks=pytest.mark.deep)], ids=["suite", "deep"]
)
def test_nothing_that_they_can_ask_for_changes_when_it_comes_and_goes_its_road(
    hidden: Crowd, turns: frozenset[str]
) -> None:
    crowd = hidden
    begin(crowd)
    assert len(WAYS) >= 40
    reference = "27-9998"
    for role in RECUSED:
        pages(
            crowd, role, reference, marking=True
        )  # their own looks take away the marks of what is unread
    before = {role: pages(crowd, role, reference) for role in RECUSED}
    told: list[str] = []
    walked = set()
    for turn in road(crowd):
        walked.add(turn)
        if turn not in turns:
            continue
        real = crowd.at.refs["hidden"]
        for role in RECUSED:
            after = pages(crowd, role, reference)
            told += [
                f"{role}, {turn}: {path} changed"
                for path in before[role]
                if path in after and path not in MACHINE and before[role][path] != after[path]
            ]
            told += [
                f"{role}, {turn}: {path} names it" for path, got in after.items() if real in got[2]
            ]
    assert walked == EVERY_TURN
    assert not told, "\n".join(told[:40])


def test_not_yours_and_not_there_are_one_answer_at_every_address(hidden: Crowd) -> None:
    crowd = hidden
    told: list[str] = []
    asked = addressed(crowd)
    assert len(asked) >= 40
    for endpoint, method, here, there, fields in asked:
        data = (
            sent(crowd, endpoint, here, {**fields})
            if method == "POST" and endpoint not in access.FILLED_BY
            else {}
        )
        for role in RECUSED:
            one = crowd.ask(role, method, here, data if method == "POST" else None)
            other = crowd.ask(role, method, there, data if method == "POST" else None)
            if not same(one, here, other, there):
                told.append(
                    f"{role}: {method} {endpoint} {one.status_code}, elsewhere {other.status_code}"
                )
    assert not told, "\n".join(told[:60])


def test_as_much_work_is_done_for_what_is_not_yours_as_for_what_is_not_there(hidden: Crowd) -> None:
    """The time of an answer tells nothing: the same statements reach the database."""
    crowd = hidden
    seen: list[str] = []
    listen = lambda *given: seen.append(given[2])  # noqa: E731 - one line that hears each statement
    event.listen(crowd.app.extensions["veche"].engine, "before_cursor_execute", listen)
    try:
        for role in RECUSED:
            counted = []
            for reference in (crowd.at.refs["hidden"], "26-9999"):
                seen.clear()
                crowd.ask(role, "GET", f"/desk/notices/{reference}")
                counted.append(len(seen))
            assert counted[0] == counted[1], role
    finally:
        event.remove(crowd.app.extensions["veche"].engine, "before_cursor_execute", listen)


def test_no_mail_about_it_is_for_them(hidden: Crowd) -> None:
    crowd = hidden
    numbers = {crowd.at.account(WHO[role]) for role in RECUSED}
    with crowd.at.city.reading() as work:
        waiting = [one.payload for one in work.session.exec(select(Outbox))]
        mine = crowd.at.ids["hidden"]
        assert [one for one in waiting if one.get("notice") == mine]
        assert not [
            one for one in waiting if one.get("notice") == mine and one.get("account") in numbers
        ]
        mails = [one.to for one in work.session.exec(select(Mail).where(Mail.notice_id == mine))]
    assert not [one for one in mails if one in {f"{WHO[role]}@veche.example" for role in RECUSED}]
