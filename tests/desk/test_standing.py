"""The page of a notice says in whose place it is handled, in both languages; its history too."""

from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere
from tests.support.watching import is_away, takes, today


def test_page_and_history_name_who_is_absent_and_until_when(desk: Desk) -> None:
    reference, at = desk.files().reference, Everywhere(desk.city)
    takes(at, reference)
    day = today(desk.city)
    is_away(at, "orlova", day, day, by="orlova", note="<b>Позвонить</b>")
    zuev = desk.at("zuev")
    page = zuev.get(f"/desk/notices/{reference}").text
    assert "absent from" in page
    assert "What the substitute should know:" in page
    assert "&lt;b&gt;Позвонить" in page
    zuev.get(f"/desk/notices/{reference}/hand-over")
    hasanov = str(at.account("hasanov"))
    sent = zuev.post(f"/desk/notices/{reference}/hand-over", to=hasanov, seen=zuev.hidden("seen"))
    assert sent.status_code == 303
    assert "in place of L. N. Orlova, absent from" in zuev.get(f"/desk/notices/{reference}").text
    page = desk.at("zuev", "ru").get(f"/desk/notices/{reference}").text
    assert "вместо: Л. Н. Орлова, отсутствует с" in page
    assert "Вместо: Л. Н. Орлова. Отсутствие с" in page
