"""People and posts on a page: given, ended, switched off by the administrator, never their own."""

from sqlmodel import col, select

from records.tables import LogEntry
from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere

POST = {"role": "signatory", "unit": "prefecture-svao", "from_day": "01.03.2027"}


def number(desk: Desk, who: str) -> int:
    return Everywhere(desk.city).account(who)


def test_a_post_to_sign_is_given_signs_and_is_ended(desk: Desk) -> None:
    admin, who = desk.at("admin"), number(desk, "kravets")
    page = f"/desk/people/{who}"
    assert "K. K. Kravets" in admin.get("/desk/people?q=kravets").get_data(as_text=True)
    assert "A. V. Morozova" not in admin.get("/desk/people?q=kravets").get_data(as_text=True)
    admin.get(page)
    unsaid = {"role": "officer", "unit": "", "from_day": "01.03.2027"}
    assert admin.post(page, **unsaid).status_code == 422  # nobody gets the whole city by forgetting
    assert "Choose the office" in admin.text
    assert admin.post(page, **POST).status_code == 422  # no order, no title
    given = admin.post(page, **POST, basis="7-к", title_ru="Префект", title_en="Prefect")
    assert given.status_code == 303
    reference = desk.to_sign()
    assert desk.signs("kravets", reference).status_code == 303  # the power came with the post

    said = admin.get(page).get_data(as_text=True)
    post = said.split(f"{page}/posts/")[1].split("/end")[0]
    assert admin.post(f"{page}/posts/{post}/end").status_code == 303
    ended = admin.get(page).get_data(as_text=True)
    assert "ended on the day it began, 1 March 2027" in ended
    assert "since 1 January 2020" in ended
    other = desk.to_sign()
    assert desk.signs("kravets", other).status_code in {403, 404, 409}
    assert admin.post(f"{page}/posts/{post}/end").status_code == 409
    with desk.city.reading() as work:
        kinds = select(LogEntry.kind).where(col(LogEntry.kind).like("account.post-%"))
        assert list(work.session.exec(kinds))[-2:] == ["account.post-given", "account.post-ended"]


def test_nobody_changes_their_own_and_the_last_administrator_stays(desk: Desk) -> None:
    admin, me = desk.at("admin"), number(desk, "admin")
    page = admin.get(f"/desk/people/{me}").get_data(as_text=True)
    assert "another administrator does it" in page
    assert (
        admin.post(
            f"/desk/people/{me}", role="officer", unit="*", from_day="01.03.2027"
        ).status_code
        == 403
    )
    assert admin.post(f"/desk/people/{me}/disable", reason="x").status_code == 403
    for path in ("/desk/people", f"/desk/people/{me}"):
        assert desk.at("zuev").get(path).status_code == 403
    assert admin.get("/desk/people/9999").status_code == 404
    assert admin.get("/desk/people?after=x&q=%25").status_code == 200


def test_who_is_switched_off_is_out_at_once(desk: Desk) -> None:
    orlova, who = desk.at("orlova"), number(desk, "orlova")
    admin = desk.at("admin", "ru")
    admin.get(f"/desk/people/{who}")
    assert admin.post(f"/desk/people/{who}/disable", reason=" ").status_code == 422
    assert admin.post(f"/desk/people/{who}/disable", reason="Уволилась").status_code == 303
    assert orlova.get("/desk/").status_code == 303
    wrong = admin.post(
        "/desk/people", email="nobody@example.org", role="clerk", from_day="01.03.2027"
    )
    assert wrong.status_code == 422
    assert "nobody@example.org" in wrong.get_data(as_text=True)  # nothing typed is lost
