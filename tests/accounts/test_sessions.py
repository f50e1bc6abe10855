"""A session ends when it should, at once, and nobody loses what was typed."""

from records import accounts, sessions
from records.unit_of_work import reading, unit_of_work
from tests.accounts.conftest import LONG_AGO, PASSWORD, Stage
from web.sessions import hashed


def test_the_cookie_says_nothing_and_is_kept_from_scripts(stage: Stage) -> None:
    visitor = stage.visitor()
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("veche=")
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=Lax")
    assert len(visitor.cookie()) == 43


def test_over_https_the_cookie_belongs_to_this_host_alone(build) -> None:  # type: ignore[no-untyped-def]  # a fixture
    stage = build(public_base_url="https://veche.example")
    cookie = stage.visitor().get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("__Host-veche=")
    assert cookie.endswith("; Secure; HttpOnly; Path=/; SameSite=Lax")
    assert "Domain" not in cookie


def test_reading_pages_writes_nothing(stage: Stage) -> None:
    visitor = stage.visitor()
    visitor.get("/help")
    visitor.get("/sign-in")
    with reading(stage.engine, stage.clock) as work:
        assert sessions.read(work, hashed(visitor.cookie())) is None


def test_a_session_is_marked_as_seen_once_a_minute(stage: Stage) -> None:
    visitor = stage.organiser()

    def seen() -> object:
        with reading(stage.engine, stage.clock) as work:
            kept = sessions.read(work, hashed(visitor.cookie()))
            return kept.seen_at if kept else None

    first = seen()
    stage.clock.advance(seconds=59)
    visitor.get("/account")
    assert seen() == first
    stage.clock.advance(seconds=1)
    visitor.get("/account")
    assert seen() == stage.clock.now()


def test_signing_in_changes_the_id_so_a_planted_one_is_worthless(stage: Stage) -> None:
    mallory = stage.visitor(address="198.51.100.9")
    mallory.get("/sign-in")
    victim = stage.visitor()
    victim.steal(mallory.cookie())
    victim.get("/sign-in")
    victim.post("/sign-in", email="olga@example.org")
    victim.post(f"/sign-in/link/{stage.mailed()['secret']}")
    assert victim.get("/account").status_code == 200
    assert victim.cookie() != mallory.cookie()
    assert mallory.get("/account").status_code == 303


def test_a_cookie_replayed_after_signing_out_opens_nothing(stage: Stage) -> None:
    visitor = stage.organiser()
    stolen = visitor.cookie()
    answer = visitor.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.cookie() == ""
    thief = stage.visitor(address="198.51.100.9")
    thief.steal(stolen)
    assert thief.get("/account").status_code == 303
    assert stage.logged()[-1] == ("account.signed-out", "organiser")


def test_an_account_switched_off_is_out_at_once(stage: Stage) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    assert visitor.get("/account").status_code == 200
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.disable(work, vera.id)
    assert visitor.get("/account").status_code == 303
    again = stage.visitor()
    answer = again.post("/sign-in/password", email=vera.email, password=PASSWORD)
    assert answer.status_code == 422


def test_a_new_post_gives_a_new_id_and_the_ten_hours_go_on(stage: Stage) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    before = visitor.cookie()
    with unit_of_work(stage.engine, stage.clock) as work:
        accounts.give_post(work, vera.id, "auditor", from_day=LONG_AGO)
    assert visitor.get("/account").status_code == 200
    assert "Auditor" in visitor.text
    assert visitor.cookie() != before
    thief = stage.visitor(address="198.51.100.9")
    thief.steal(before)
    assert thief.get("/account").status_code == 303


def test_ten_hours_are_the_longest_day(stage: Stage) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    for _ in range(59):
        stage.clock.advance(minutes=10)
        assert visitor.get("/account").status_code == 200
    stage.clock.advance(minutes=10)
    assert visitor.get("/account").headers["Location"].startswith("/sign-in?next=")
    visitor.get("/sign-in")
    assert visitor.title == "You were signed out"


def test_an_idle_organiser_signs_in_again(stage: Stage) -> None:
    visitor = stage.organiser()
    stage.clock.advance(minutes=29, seconds=59)
    assert visitor.get("/account").status_code == 200
    stage.clock.advance(minutes=30)
    assert visitor.get("/account").status_code == 303


def test_idle_staff_show_a_code_and_are_back_on_the_page(stage: Stage) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    stage.clock.advance(minutes=15)
    assert visitor.get("/account").headers["Location"] == "/second-factor?next=/account"
    visitor.get("/second-factor?next=/account")
    assert visitor.title == "You were away. Show that it is you."
    answer = visitor.post("/second-factor", code=vera.code(), next="/account")
    assert answer.headers["Location"] == "/account"
    assert visitor.get("/account").status_code == 200


def test_other_browsers_can_be_signed_out(stage: Stage) -> None:
    vera = stage.staff()
    first = vera.at(stage.visitor())
    stage.clock.advance(seconds=31)
    second = vera.at(stage.visitor(address="198.51.100.9"))
    assert "1 other browser" in second.text
    second.post("/account/end-others")
    assert first.get("/account").status_code == 303
    assert second.get("/account").status_code == 200


def test_name_and_language_are_the_persons_own(stage: Stage) -> None:
    visitor = stage.organiser()
    assert visitor.post("/account", name="Ольга Резник", locale="ru").status_code == 303
    visitor.get("/account")
    assert "Ольга Резник" in visitor.text
    assert '<html class="govuk-template" lang="ru">' in (visitor.last.text if visitor.last else "")
    assert visitor.post("/account", name="x" * 201, locale="ru").status_code == 422
