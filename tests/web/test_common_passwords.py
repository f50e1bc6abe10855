"""Passwords that are tried first are refused; a few words, in any script, are not."""

import pytest

from web import common_passwords, factors
from workflow.errors import Invalid

COMMON = (
    "password1234", "Password2027!!", "qwertyuiop123", "1234567890123", "iloveyou!!!!", "12345qwertyuiop",
    "abcabcabcabc", "лололололололо", "abcdefghijklm", "zyxwvutsrqponm", "............", "юэьыъщшчцхфут",
    "987654321098", "Dragon 2027 2027", "ＰＡＳＳＷＯＲＤ1234",
)  # fmt: skip
FINE = (
    "correct horse battery", "дождь над мельницей", "шестнадцать жёлтых лип", "mill pond and 3 lindens",
    "qwerty dances at noon", "雨の日の図書館と傘と猫と犬", "G7k!vq2Lw9#t", "password of the library",
)  # fmt: skip


@pytest.mark.parametrize("password", COMMON)
def test_what_is_tried_first_is_refused_before_it_is_hashed(password: str) -> None:
    with pytest.raises(Invalid, match="among the first that are tried"):
        factors.hash_password(password)


@pytest.mark.parametrize("password", FINE)
def test_words_that_do_not_belong_together_pass(password: str) -> None:
    assert not common_passwords.is_common(password)


def test_the_list_holds_what_asvs_asks_for() -> None:
    assert len(common_passwords._listed()) > 19_000
    assert {"password", "qwertyuiop", "iloveyou"} <= common_passwords._listed()
