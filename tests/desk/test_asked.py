"""By link, without an account: looking does nothing, the button opens one question, the answer is kept with a name."""

import pytest

from tests.desk.conftest import Desk
from tests.desk.test_consultations import asked as under_review
from tests.support.visitor import Visitor
from workflow import asked

NAME = {"who": "A. S. Nikitin, duty officer"}


def mailed(desk: Desk, number: int) -> str:
    """The address in the mail of a question."""
    with desk.city.unit() as work:
        return f"/asked/{asked.make_link(work, number)}"


def test_a_scanner_of_mail_opens_nothing_and_the_button_opens_one_question(desk: Desk) -> None:
    reference, number = under_review(desk)
    link, stranger = mailed(desk, number["police"]), Visitor(desk.app)
    question = f"/asked/question/{number['police']}"

    for path in (link, "/asked/" + "x" * 43):
        looked = stranger.get(path)
        assert looked.status_code == stranger.head(path).status_code == 200
        assert reference not in looked.text
        assert stranger.title == "A question to your service"
    assert stranger.get(question).status_code == 404
    stranger.get(link)
    assert stranger.post(link).headers["Location"] == question
    assert stranger.get(question).status_code == 200
    assert reference in stranger.text
    assert "Purpose and organiser are not shown" in stranger.text
    assert "Sokolnikova" not in stranger.text
    assert stranger.get(f"/asked/question/{number['transport']}").status_code == 404
    assert stranger.get(f"/desk/notices/{reference}").status_code == 303  # to the sign-in

    half = stranger.post(question, answer="objection", facts="The bridge is shut.", **NAME)
    assert half.status_code == 422
    assert "Name the rule or document" in stranger.text
    assert "The bridge is shut." in half.text
    bare = stranger.post(question, answer="objection")
    assert bare.status_code == 422
    for sentence in ("Name the rule or document", "Say what you know", "an answer needs somebody"):
        assert sentence in stranger.text  # all at once: nobody sends the form three times
    nameless = stranger.post(question, answer="no-objection")
    assert nameless.status_code == 422
    assert "an answer needs somebody who gave it" in stranger.text
    typed = {"answer": "objection", "ground": "Act 7", "facts": "The bridge is shut."}
    assert stranger.post(question, **typed, **NAME).status_code == 303
    stranger.get(question)
    assert "Thank you." in stranger.text
    assert stranger.post(question, **typed, **NAME).status_code == 409

    late = Visitor(desk.app)
    late.get(link)
    assert late.post(link).status_code == 410
    assert late.title == "This question was answered"
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "Objection. The bridge is shut." in orlova.text
    assert "A. S. Nikitin, duty officer" in orlova.text


def test_an_old_link_sends_a_new_one_and_tells_nobody_whether_it_did(desk: Desk) -> None:
    _reference, number = under_review(desk, "police")
    link, body = mailed(desk, number["police"]), Visitor(desk.app)
    desk.city.clock.advance(days=30)
    body.get(link)
    assert body.post(link).status_code == 410
    assert "Send a new link" in body.text

    said = []
    for one in (link, "/asked/" + "x" * 43):
        assert body.post(f"{one}/again").status_code == 200
        said.append(body.text)
    assert len(set(said)) == 1
    for _ in range(2):
        body.post(f"{link}/again")
    assert body.post(f"{link}/again").status_code == 429


def test_what_was_typed_for_hours_is_not_lost(desk: Desk) -> None:
    _reference, number = under_review(desk, "police")
    link, body = mailed(desk, number["police"]), Visitor(desk.app)
    body.get(link)
    body.post(link)
    question = f"/asked/question/{number['police']}"
    body.get(question)
    desk.city.clock.advance(hours=5)

    lost = body.post(question, answer="conditions", facts="Only the western lane.", **NAME)

    assert lost.status_code == 404
    assert "Only the western lane." in lost.text


@pytest.mark.parametrize("by_link", [True, False])
def test_a_body_asks_the_organiser_and_the_office_sees_and_answers(
    desk: Desk, by_link: bool
) -> None:
    reference, number = under_review(desk, "police")
    typed = {"answer": "need-information", "facts": "Where is the stage?", "whom": "organiser"}
    if by_link:
        link, body = mailed(desk, number["police"]), Visitor(desk.app)
        body.get(link)
        body.post(link)
        path, typed = f"/asked/question/{number['police']}", typed | NAME
    else:
        body, path = desk.at("police"), f"/desk/consultations/{number['police']}"
    body.get(path)
    assert body.post(path, **typed).status_code == 303

    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "Questions of services 1 waits for an answer." in orlova.text
    assert "Police asked the organiser for information." in orlova.text
    questions = f"/desk/notices/{reference}/questions"
    orlova.get(questions)
    asked_ = orlova.hidden("question")
    assert orlova.post(questions, question=asked_, answer=" ").status_code == 422
    assert (
        orlova.post(questions, question=asked_, answer="North end, by the gate.").status_code == 303
    )

    body.get(path)
    assert "Answer of the office: North end, by the gate." in body.text
    assert "Send this answer" in body.text  # it owes its answer still
    assert desk.at("transport").get(questions).status_code == 404
