"""Staff sign in with a password and a code; both are checked without telling who is known."""

import time

import pytest

from records import accounts, credentials
from records.people import Account
from records.unit_of_work import unit_of_work
from tests.accounts.conftest import HASHED, LONG_AGO, PASSWORD, Stage
from web import factors
from workflow.errors import Invalid


def test_password_and_code_sign_in(stage: Stage) -> None:
    vera = stage.staff("signatory")
    visitor = vera.at(stage.visitor())
    assert "V. Orlova" in visitor.text
    assert "Signs letters" in visitor.text
    assert stage.logged()[-1] == ("account.signed-in", "signatory")
    # who is in already is asked for nothing, and lands on no form of the office
    assert visitor.get("/second-factor").headers["Location"] == "/account"


def test_a_password_alone_opens_nothing(stage: Stage) -> None:
    vera = stage.staff()
    visitor = stage.visitor()
    visitor.post("/sign-in/password", email=vera.email, password=PASSWORD)
    assert visitor.get("/account").status_code == 303
    stage.clock.advance(minutes=10)
    assert (
        visitor.post("/second-factor", code=vera.code()).headers["Location"] == "/sign-in/password"
    )


def test_a_code_works_once(stage: Stage) -> None:
    vera = stage.staff()
    vera.at(stage.visitor())
    other = stage.visitor(address="198.51.100.9")
    other.post("/sign-in/password", email=vera.email, password=PASSWORD)
    assert other.post("/second-factor", code=vera.code()).status_code == 422
    assert "was used before" in other.text
    stage.clock.advance(seconds=31)
    assert other.post("/second-factor", code=vera.code()).status_code == 303


def test_an_older_code_does_not_work_after_a_newer_one(stage: Stage) -> None:
    vera = stage.staff()
    older = vera.code()
    stage.clock.advance(seconds=30)
    vera.at(stage.visitor())
    other = stage.visitor(address="198.51.100.9")
    other.post("/sign-in/password", email=vera.email, password=PASSWORD)
    assert other.post("/second-factor", code=older).status_code == 422


def test_unknown_and_known_get_the_same_page(stage: Stage) -> None:
    vera = stage.staff()
    pages = []
    for email in (vera.email, "nobody@office.example"):
        visitor = stage.visitor()
        answer = visitor.post("/sign-in/password", email=email, password="wrong wrong wrong")
        page = answer.text.replace(email, "ADDRESS").replace(visitor.token, "TOKEN")
        pages.append((answer.status_code, page))
    assert pages[0] == pages[1]
    assert "do not belong together" in pages[0][1]
    assert stage.logged().count(("account.refused", "visitor")) == 2


def test_unknown_people_wait_as_long_as_known_ones() -> None:
    """The dummy hash has the parameters of real ones; counted, not timed, but for one gross check."""
    assert factors._DUMMY.split("$")[:4] == HASHED.split("$")[:4]
    began = time.perf_counter()
    assert not factors.same_password(None, PASSWORD)
    unknown = time.perf_counter() - began
    began = time.perf_counter()
    assert not factors.same_password(HASHED, "wrong")
    known = time.perf_counter() - began
    assert unknown > known / 5  # without the dummy it is forty thousand times less (M21)


def test_wrong_passwords_wait_longer_and_longer_in_words(stage: Stage) -> None:
    vera, visitor = stage.staff(), stage.visitor()

    def wrong() -> int:
        return visitor.post("/sign-in/password", email=vera.email, password="no").status_code

    assert [wrong(), wrong(), wrong()] == [422, 422, 422]
    assert wrong() == 429
    assert "Too many tries. Wait 1 minute" in visitor.text
    stage.clock.advance(seconds=10)
    assert [wrong(), wrong()] == [422, 429]
    stage.clock.advance(minutes=20)
    # A right one is not let through faster, and is let through when its time has come.
    assert visitor.post("/sign-in/password", email=vera.email, password=PASSWORD).status_code == 303
    # From elsewhere nobody is locked out by another's mistakes.
    other = stage.visitor(address="198.51.100.9")
    assert other.post("/sign-in/password", email=vera.email, password=PASSWORD).status_code == 303


def test_ten_wrong_passwords_an_hour(stage: Stage) -> None:
    visitor = stage.visitor()
    codes = []
    for _ in range(16):
        answer = visitor.post("/sign-in/password", email="x@example.org", password="no")
        codes.append(answer.status_code)
        stage.clock.advance(minutes=3)
    assert codes.count(422) <= 10
    assert codes[-1] == 429


def test_codes_are_not_guessed(stage: Stage) -> None:
    vera, visitor = stage.staff(), stage.visitor()
    visitor.post("/sign-in/password", email=vera.email, password=PASSWORD)
    wrong = "000000" if vera.code() != "000000" else "000001"
    codes = [visitor.post("/second-factor", code=wrong).status_code for _ in range(5)]
    assert codes == [422, 422, 422, 429, 429]


def test_a_first_sign_in_joins_the_telephone(stage: Stage) -> None:
    with unit_of_work(stage.engine, stage.clock) as work:
        account = accounts.create(work, email="new@office.example", name="New", password=HASHED)
        accounts.give_post(work, account, "clerk", from_day=LONG_AGO)
    visitor = stage.visitor()
    visitor.post("/sign-in/password", email="new@office.example", password=PASSWORD)
    assert visitor.get("/second-factor").headers["Location"] == "/second-factor/set-up"
    page = visitor.get("/second-factor/set-up")
    assert '<svg class="v-qr" role="img"' in page.text
    key = visitor.text.split("into the app: ")[1].split(" Code")[0].replace(" ", "")
    assert len(key) == 32
    vera = stage.staff("head")
    vera.key = key
    assert visitor.post("/second-factor/set-up", code="12").status_code == 422
    assert visitor.post("/second-factor/set-up", code=vera.code()).status_code == 200
    codes = [word for word in visitor.text.split() if len(word) == 11 and word[5] == "-"]
    assert len(codes) == 10
    assert visitor.get("/account").status_code == 200
    assert "Recovery codes left 10" in visitor.text

    other = stage.visitor(address="198.51.100.9")
    other.post("/sign-in/password", email="new@office.example", password=PASSWORD)
    assert other.get("/second-factor/set-up").status_code == 303  # a telephone is joined once
    assert other.post("/second-factor", code=codes[3].lower()).status_code == 303
    third = stage.visitor(address="198.51.100.10")
    third.post("/sign-in/password", email="new@office.example", password=PASSWORD)
    assert third.post("/second-factor", code=codes[3]).status_code == 422


def test_keys_and_codes_are_not_readable_in_the_database(stage: Stage) -> None:
    vera = stage.staff()
    with unit_of_work(stage.engine, stage.clock) as work:
        row = work.get(Account, vera.id)
        assert row.password is not None
        assert row.password.startswith("$argon2id$v=19$m=65536,t=3")
        assert row.totp_key is not None
        assert vera.key not in row.totp_key
        assert factors.open_key(row.totp_key, ["x" * 40]) is None
        assert credentials.proof(work, vera.id + 999) is None


def test_key_rotation_keeps_telephones(stage: Stage) -> None:
    vera = stage.staff()
    path = stage.settings.home / "secrets" / "totp"
    old = path.read_text("ascii")
    path.write_text("0123456789abcdef0123456789abcdef\n" + old, "ascii")
    assert vera.at(stage.visitor()).last is not None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "абвгде", "１２３４５６", "12345\x00"])
def test_odd_codes_are_only_wrong(stage: Stage, typed: str) -> None:
    vera, visitor = stage.staff(), stage.visitor()
    visitor.post("/sign-in/password", email=vera.email, password=PASSWORD)
    assert visitor.post("/second-factor", code=typed).status_code == 422


def test_a_short_password_is_refused_in_words() -> None:
    with pytest.raises(Invalid) as refused:
        factors.hash_password("short")
    assert refused.value.field == "password"
