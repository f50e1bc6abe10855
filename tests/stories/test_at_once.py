"""Two people at the same moment: exactly one wins, the other is told and keeps the typed text."""

import pytest

from records.tables import Letter, Notice
from tests.stories.conftest import TOGETHER, Town, filled
from tests.support.everywhere import SPOKESMAN

ROUNDS = 4


def test_two_officers_move_at_once(town: Town) -> None:
    orlova, zuev = town.person("orlova"), town.person("zuev")
    for number in range(ROUNDS):
        reference = town.at.asked(f"round {number}")
        path = f"/desk/notices/{reference}/moves"
        before = town.logged("notice.back-to-registered") + town.logged("notice.void")

        answers = town.together(
            filled(orlova, f"{path}/back-to-registered", note="The okrug is wrong: see the map."),
            filled(zuev, f"{path}/void", note="Entered twice by the clerk."),
        )

        assert sorted(answer.status_code for answer in answers) == [303, 409], reference
        texts = ("The okrug is wrong: see the map.", "Entered twice by the clerk.")
        loser = next(n for n, answer in enumerate(answers) if answer.status_code == 409)
        assert texts[loser] in answers[loser].text
        assert "Somebody else was faster" in answers[loser].text
        assert town.city.stage(reference) == ("void", "registered")[loser]
        after = town.logged("notice.back-to-registered") + town.logged("notice.void")
        assert after == before + 1


def test_two_preparers_save_at_once(town: Town) -> None:
    reference = town.at.preparing("written")
    path = f"/desk/notices/{reference}/decision"
    people = {"orlova": "Two thousand fit here.", "hasanov": "Nine hundred fit here."}

    answers = town.together(
        *(
            filled(town.person(who), path, outcome="agreed", facts=facts, **SPOKESMAN)
            for who, facts in people.items()
        )
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    loser = next(n for n, answer in enumerate(answers) if answer.status_code == 409)
    assert list(people.values())[loser] in answers[loser].text
    assert "Somebody else was faster" in answers[loser].text
    assert town.logged("decision.saved") == 1


def test_the_signature_and_the_withdrawal_at_once(town: Town) -> None:
    reference = town.at.to_sign("signing", "agreed")
    town.works()
    before = town.count(Letter)
    page = f"/desk/notices/{reference}/decision"
    vera = town.person("owner")

    signed, withdrawn = town.together(
        filled(town.person("morozova"), f"{page}/release", page),
        filled(vera, f"/notices/{reference}/withdraw", note="It will rain, we move it."),
    )

    assert sorted((signed.status_code, withdrawn.status_code)) == [303, 409]
    if signed.status_code == 303:
        assert town.city.stage(reference) == "agreed"
        assert "It will rain, we move it." in withdrawn.text
        assert town.count(Letter) == before + 1
    else:
        assert town.city.stage(reference) == "withdrawn"
        assert town.count(Letter) == before


def test_a_body_answers_twice_at_once(town: Town) -> None:
    reference = town.at.asked("review")
    path = f"/desk/consultations/{town.question(reference, 'police')}"
    police = town.person("police")
    typed = {"answer": "objection", "ground": "54-FZ, art. 8"}
    before = town.logged("consultation.answered")

    answers = town.together(
        filled(police, path, facts="A school is on the way.", **typed),
        filled(police, path, facts="A hospital is on the way.", **typed),
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    loser = next(n for n, answer in enumerate(answers) if answer.status_code == 409)
    assert ("A school is on the way.", "A hospital is on the way.")[loser] in answers[loser].text
    assert town.logged("consultation.answered") == before + 1


@pytest.mark.parametrize("times", [2, TOGETHER])
def test_the_form_that_is_sent_many_times_at_once_is_one_notice(town: Town, times: int) -> None:
    vera = town.visitor()
    town.fills(vera)
    sent = filled(vera, "/draft/answers", signature="Vera Sokolnikova", declared="y")

    answers = town.together(*[sent] * times)

    assert {answer.status_code for answer in answers} == {303}
    assert {answer.headers["Location"] for answer in answers} == {"/notices/27-0001/receipt"}
    assert (town.count(Notice), town.logged("notice.filed")) == (1, 1)
    second = town.at.files("the next")
    assert second == "27-0002"  # no number was lost


def test_strangers_who_file_at_once_get_numbers_in_a_row(town: Town) -> None:
    sent = []
    for number in range(6):
        browser = town.visitor()
        town.fills(browser, what={"title": f"Walk {number}"})
        sent.append(filled(browser, "/draft/answers", signature="V. S.", declared="y"))

    answers = town.together(*sent)

    got = sorted(answer.headers["Location"].split("/")[2] for answer in answers)
    assert got == [f"27-{number:04}" for number in range(1, 7)]
