"""From the first page to the receipt, by people with and without an account."""

from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler
from tests.support.clock import FakeClock


def test_a_visitor_files_a_march_and_gets_a_receipt(olga: Grumbler, walk: Fill, door: Door) -> None:
    olga.get("/")
    walk(olga)
    assert olga.title == "Check your answers"
    assert "Lipovy Boulevard → Sadovnikov Street → Melnichnaya Square" in olga.text
    assert "No vehicles take part." in olga.text
    assert "Map of the route" in olga.get("/draft/papers").text
    assert "List of vehicles" not in olga.text
    olga.get("/draft/answers")

    receipt = olga.follow(sign(olga))

    assert receipt.status_code == 200
    assert olga.title == "Your notice was received"
    assert "27-0001" in olga.text
    assert "1 March 2027, 12:00:00, Moscow time" in olga.text
    assert "by Thursday 4 March, 24:00" in olga.text
    assert "Prefecture of the North-Eastern" in olga.text
    assert "counts as agreed as notified" in olga.text
    assert door.city.stage("27-0001") == "received"


def test_who_is_signed_in_finds_the_notice_among_the_own(door: Door, fill: Fill) -> None:
    vera = door.signed_in("vera@example.com")
    fill(vera)
    vera.follow(sign(vera))

    elsewhere = door.signed_in("vera@example.com")
    elsewhere.get("/notices")

    assert "No. 27-0001" in elsewhere.text
    assert elsewhere.get("/notices/27-0001").status_code == 200


def test_the_same_form_sent_twice_is_one_notice(olga: Grumbler, fill: Fill, door: Door) -> None:
    fill(olga)
    key = olga.hidden("key")

    first, second = sign(olga, key=key), sign(olga, key=key)

    assert first.headers["Location"] == second.headers["Location"] == "/notices/27-0001/receipt"
    assert door.numbers() == ["27-0001"]


def test_two_tabs_of_one_draft_are_one_notice(olga: Grumbler, fill: Fill, door: Door) -> None:
    fill(olga)
    first = olga.hidden("key")
    olga.get("/draft/answers")
    second = olga.hidden("key")
    sign(olga, key=first)

    answer = sign(olga, key=second)

    assert answer.status_code == 409
    assert olga.title == "This notice was filed, as No. 27-0001"
    assert door.numbers() == ["27-0001"]


def test_who_goes_back_and_changes_is_shown_the_filed_notice_and_the_typed_text(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    fill(olga)
    secret = olga.hidden("draft")
    sign(olga)

    olga.post("/draft/what", draft=secret, do="go", title="Memorial walk", purpose="Something else")

    assert olga.title == "This notice was filed, as No. 27-0001"
    assert "Something else" in olga.text
    assert door.numbers() == ["27-0001"]


def test_name_and_declaration_are_asked_for_and_the_answers_stay(
    olga: Grumbler, fill: Fill
) -> None:
    fill(olga)

    answer = olga.post("/draft/answers", key=olga.hidden("key"), signature="")

    assert answer.status_code == 422
    assert olga.errors() == [
        "Type your name: it stands as your signature",
        "Confirm the declaration, or the notice can't be filed",
    ]
    assert "Memorial walk" in olga.text


def test_an_unfinished_notice_names_its_open_pages(olga: Grumbler, door: Door) -> None:
    olga.get("/notices/new")
    olga.post("/notices/new", kind="rally")
    olga.get("/draft/answers")
    assert "8 pages are not finished" in olga.text

    answer = sign(olga)

    assert answer.status_code == 422
    assert door.numbers() == []


def test_a_late_notice_is_told_what_follows_and_is_taken_all_the_same(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    door.city.goes_to(2027, 3, 8)
    fill(olga)
    assert "The window for this day closed on Thursday 4 March" in olga.text
    assert "The next day you can still file for is Thursday 18 March" in olga.text
    assert "File it anyway" in olga.text

    olga.follow(sign(olga))

    assert "is not examined" in olga.text
    assert "counts as agreed" not in olga.text
    assert door.numbers() == ["27-0001"]


def test_an_exempt_kind_ends_at_a_page_that_says_so_and_can_be_filed_anyway(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    olga.get("/notices/new")
    olga.follow(olga.post("/notices/new", kind="picket_single"))
    assert olga.title == "No notice is needed"
    assert "at least 50 m apart" in olga.text

    answer = olga.post("/notices/new", kind="picket_single", anyway="y")
    fill(olga, begun=answer)
    assert "File it anyway" in olga.text
    olga.follow(sign(olga))

    assert "No notice is needed, and nobody has to agree." in olga.text
    assert door.numbers() == ["27-0001"]


def test_above_500_people_the_bank_account_is_asked_for(olga: Grumbler, fill: Fill) -> None:
    fill(olga)
    assert "Bank account" not in olga.text

    olga.post("/draft/people", attendance="501", do="go")
    olga.get("/draft/answers")

    assert "1 page is not finished" in olga.text
    olga.get("/draft/money")
    olga.post("/draft/money", bank_account="см. выше", do="go")
    assert olga.errors() == ["Name the bank account, or write that no money is collected"]
    olga.post("/draft/money", bank_account="No money is collected", do="go")
    olga.get("/draft/answers")
    assert "not finished" not in olga.text


def test_the_whole_road_speaks_russian(door: Door, walk: Fill) -> None:
    vera = door.visitor("ru")
    vera.get("/check?kind=march&people=800&okrug=SVAO&day-day=14&day-month=3&day-year=2027")
    assert vera.title == "Подать можно сейчас и до конца четверга, 4 марта"
    walk(vera)
    assert vera.title == "Проверьте ответы"

    vera.follow(sign(vera, signature="Вера Сокольникова"))

    assert vera.title == "Ваше уведомление получено"
    assert "до 24:00 четверга, 4 марта" in vera.text
    vera.get("/notices/27-0001")
    assert vera.title == "Ваше уведомление получено. Город ответит до конца четверга, 4 марта."


def test_the_eleventh_notice_of_an_hour_waits_a_minute_and_loses_nothing(
    door: Door, fill: Fill, clock: FakeClock
) -> None:
    for number in range(10):
        browser = door.visitor()
        fill(browser, what={"title": f"Walk {number}"})
        assert sign(browser).status_code == 303
    late = door.visitor()
    fill(late)

    answer = sign(late, signature="Vera S. Sokolnikova")

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "61"
    assert "press the button again in 1 minute" in late.text
    assert "+7 (495) 000-00-00" in late.errors()[0]
    assert late.value("signature") == "Vera S. Sokolnikova"
    assert len(door.numbers()) == 10
    clock.advance(minutes=1)
    assert sign(late).status_code == 303
    assert len(door.numbers()) == 11


def test_a_page_half_signed_is_read_in_another_language(door: Door, fill: Fill) -> None:
    browser = door.visitor()
    page = fill(browser).text
    assert 'form="answers" name="do" value="speak:ru"' in page

    answer = sign(browser, signature="Vera Sokol", do="speak:ru")

    assert answer.status_code == 200
    assert "Vera Sokol" in answer.text
    assert "Подать" in answer.text
    assert "govuk-error-summary" not in answer.text
    assert door.numbers() == []
    assert sign(browser).status_code == 303


def test_a_paper_chosen_before_the_language_is_kept(door: Door, fill: Fill) -> None:
    browser = door.visitor()
    fill(browser)
    kept = browser.post("/draft/later", email="vera@example", do="speak:ru")
    assert kept.status_code == 200
    assert 'value="vera@example"' in kept.text
    assert "Укажите" not in kept.text
