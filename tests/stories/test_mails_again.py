"""A mail that did not arrive is sent once more from the page of the notice: from what is so now, and it is logged."""

import re

from sqlmodel import col, select

from records.tables import Mail
from tests.stories.conftest import Town


def subjects(town: Town) -> list[str]:
    with town.city.reading() as work:
        return [one.subject for one in work.session.exec(select(Mail).order_by(col(Mail.id)))]


def test_a_question_and_a_decision_are_mailed_once_more(town: Town) -> None:
    reference = town.at.released("n", "agreed")
    town.works()
    before, orlova = subjects(town), town.person("orlova")
    page = f"/desk/notices/{reference}/mails"
    orlova.get(page)
    assert orlova.last is not None
    assert "canary@" not in orlova.last.text  # neither address nor text
    newest = re.findall(r'name="mail" value="(\d+)"', orlova.last.text)

    for _ in range(2):  # pressed twice
        assert orlova.post(page, mail=newest[0]).status_code == 303
    town.works()

    assert len(subjects(town)) == len(before) + 1
    assert subjects(town)[-1] == before[-1]
    assert town.logged("mail.again") == 2
    assert orlova.post(page, mail="999999").status_code == 404
    for who in ("police", "auditor", "stranger"):
        assert town.person(who).post(page, mail=newest[0]).status_code in {403, 404}


def test_what_needs_no_mail_any_more_is_not_sent(town: Town) -> None:
    """Asked once more for an answer that was given, a body gets nothing."""
    reference = town.at.asked("n")
    town.works()
    town.at.answers(reference, "police")
    with town.city.reading() as work:
        asked = select(Mail).where(col(Mail.key).like("mail:asked:%")).order_by(col(Mail.id))
        numbers = [str(one.id) for one in work.session.exec(asked)]
    before, orlova = subjects(town), town.person("orlova")
    page = f"/desk/notices/{reference}/mails"
    orlova.get(page)
    for number in numbers:
        assert orlova.post(page, mail=number).status_code == 303
    town.works()
    assert len(numbers) == 1  # transport had answered before its mail left
    assert [
        one for one in subjects(town)[len(before) :] if reference in one and "asked" in one
    ] == []
