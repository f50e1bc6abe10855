"""A free message: drafted, looked at, released once by name, answered on the organiser's page; no letter, and it says so."""

from typing import Any

import pytest
from sqlmodel import select

from records import accounts, message_rows
from records.errors import Missing, Overtaken
from records.tables import Message
from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere
from tests.support.looking import log_of, promised
from workflow import messaging
from workflow.errors import Invalid, NotAllowed, NotPossible

WORDS = "Возьмите схему с собой."


def test_a_message_is_a_draft_until_somebody_sends_it_and_then_leaves_once(desk: Desk) -> None:
    at = Everywhere(desk.city)
    with desk.city.unit() as work:
        accounts.create(work, email="owner@veche.example", name="Owner", demo=True)
    reference = at.asked("n", bodies=("police", "transport"))
    orlova, every = desk.at("orlova"), f"/desk/notices/{reference}/messages"
    assert every in orlova.get(f"/desk/notices/{reference}").text
    orlova.get(every)
    assert "No message yet" in orlova.text
    for typed in ({"to": "medical", "text": WORDS}, {"to": "organiser", "text": " "}):
        assert orlova.post(every, **typed).status_code == 422
    path = orlova.post(every, to="organiser", text=WORDS).headers["Location"]

    page = orlova.get(path).text
    assert "A draft: nothing has left yet." in page
    assert WORDS in page
    assert "Это сообщение, а не письмо" in page  # in the organiser's language, as it will be read
    owner = desk.at("owner", "ru")
    assert owner.get(f"/notices/{reference}/messages").status_code == 404
    assert (
        desk.at("zuev").post(path, do="keep", version="1", text="Позвоните нам.").status_code == 303
    )
    late = orlova.post(path, do="send", version="1")  # she never saw version 2
    assert late.status_code == 409
    assert promised(desk.city, "message") == []
    orlova.get(path)
    assert "Позвоните нам." in orlova.text
    for _press in range(2):
        assert orlova.post(path, do="send", version="2").status_code == 303
    assert len(promised(desk.city, "message")) == 1
    assert orlova.post(path, do="keep", version="2", text="Иначе").status_code == 409

    owner.get(f"/notices/{reference}")
    assert "Прочитайте, что написал вам орган" in owner.text
    owner.get(f"/notices/{reference}/messages")
    assert "Позвоните нам." in owner.text
    assert "Л. Н. Орлова" in owner.text  # by whose name it left
    assert WORDS not in owner.text
    number = path.rsplit("/", 1)[1]
    assert owner.post(f"/notices/{reference}/messages", message=number, text="").status_code == 422
    for status in (303, 409):
        sent = owner.post(f"/notices/{reference}/messages", message=number, text="Позвоню в среду")
        assert sent.status_code == status
    assert "Позвоню в среду" in orlova.get(path).text
    assert len(promised(desk.city, "desk-message-answered")) == 1
    for _press in range(2):  # twice within a minute is once
        assert orlova.post(path, do="again").status_code == 303
    assert len(promised(desk.city, "message")) == 2
    assert desk.at("police").get(path).status_code == 404  # not written to it
    assert log_of(desk.city, reference).count("message.sent") == 1


def test_who_may_write_and_read_and_what_can_still_be_done_with_it(desk: Desk) -> None:
    at = Everywhere(desk.city)
    with desk.city.unit() as work:
        accounts.create(work, email="owner@veche.example", name="Owner", demo=True)
    reference = at.asked("n", bodies=("police", "transport"))
    book = desk.city.rulebook

    def begins(who: str = "orlova", to: str = "police") -> int:
        with desk.city.unit() as work:
            return messaging.begin(
                work, book, actor=at.actor(who), reference=reference, to=to, text=WORDS
            )

    for who in ("kravets", "police", "stranger", "morozova"):
        with pytest.raises(NotAllowed):
            begins(who)
    with pytest.raises(Invalid):
        begins(to="medical")  # was not asked about this notice
    sent, dropped = begins(), begins()
    common: dict[str, Any] = {
        "actor": at.actor("orlova"),
        "reference": reference,
        "seen": 1,
    }
    with desk.city.unit() as work:
        messaging.send(work, book, message_id=sent, **common)
        messaging.drop(work, book, message_id=dropped, **common)
    with pytest.raises(NotPossible), desk.city.unit() as work:
        messaging.send(work, book, message_id=dropped, **common)
    other = at.files("other")
    with pytest.raises(Missing), desk.city.unit() as work:
        messaging.again(work, book, actor=at.actor("orlova"), reference=other, message_id=sent)
    draft = begins()
    with pytest.raises(Overtaken), desk.city.unit() as work:
        messaging.keep(work, book, message_id=draft, text="x", **{**common, "seen": 2})

    with desk.city.reading() as work:
        read = {
            who: [one.id for one in messaging.look(work, actor=at.actor(who), reference=reference)]
            for who in ("police", "transport", "zuev")
        }
    assert (read["police"], read["transport"], len(read["zuev"])) == ([sent], [], 3)
    with desk.city.unit() as work:
        notice = work.notice(reference).id or 0
        for erase in message_rows.OF_NOTICE.values():
            erase(work, notice)
        assert {one.sender for one in work.session.exec(select(Message)).all()} == {""}
        assert message_rows.words(work, sent) == ("—", "")


def test_fifty_messages_about_one_notice_are_enough(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, reference = Everywhere(desk.city), desk.prepared()
    monkeypatch.setattr(messaging, "MOST", 1)
    for last in (False, True):
        with desk.city.unit() as work:
            common: dict[str, Any] = {
                "actor": at.actor("orlova"),
                "reference": reference,
                "to": "organiser",
            }
            if last:
                with pytest.raises(Invalid, match="fifty"):
                    messaging.begin(work, desk.city.rulebook, text="x", **common)
            else:
                messaging.begin(work, desk.city.rulebook, text="x", **common)
