"""What stops a letter: each fault is named, and nothing comes out (letters.md 8)."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from letters import press
from letters.letter import KINDS, Conditions, Invitation, Letter, Opposed, Wording
from letters.page import LOCALES
from letters.parts import Unprintable
from letters.press.frames import frame
from letters.press.line import HOUSE
from letters.specimens import specimen


def _with(letter: Letter, **changes: Any) -> Letter:
    return replace(letter, head=replace(letter.head, **changes))


@pytest.mark.parametrize(
    ("kind", "changes", "missing"),
    [
        ("agreed", {"capacity": 0}, "how many people the place can hold"),
        ("proposal", {"why": ("",)}, "the facts behind the proposal"),
        ("proposal", {"sittings": (), "places": ()}, "the place or the hours that are proposed"),
        ("cure", {"items": ()}, "what has to be put right, and why"),
        ("warning", {"reasons": ()}, "the reasons of the warning"),
        ("refused", {"facts": ()}, "the facts of the refusal"),
        ("refused", {"measures": ()}, "the milder measures that were considered"),
        ("not-examined", {"count": ()}, "how the window was counted"),
        ("not-examined", {"closes": date(2026, 12, 14)}, "a window that the notice missed"),
        ("receipt", {"authority_due": None}, "until when the office may still propose a change"),
        (
            "conditions",
            {"conditions": ()},
            "the conditions, each with its reason and its basis in law",
        ),
        ("conditions", {"measures": ()}, "the milder measures that were considered"),
        ("conditions", {"contact": None}, "the representative of the office and the telephone"),
        ("noted", {"contact": None}, "the representative of the office and the telephone"),
        ("invitation", {"subject": (" ",)}, "what the talk is about"),
        ("invitation", {"after": " "}, "what happens after the talk"),
        ("opposed", {"reasons": ()}, "the reasons of the opposition"),
    ],
)
def test_a_missing_must_is_named(kind: str, changes: dict[str, Any], missing: str) -> None:
    locale = "en" if "measures" in changes and kind == "conditions" else "ru"
    letter = specimen(kind, locale, **changes)
    assert letter.musts() == (missing,)
    with pytest.raises(Unprintable, match=missing):
        press.pdf(letter)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"number": ""}, "the number of the letter"),
        ({"check_code": "ILOU"}, "the check code and where to check it"),
        ({"signatory": None}, "who signs"),
        ({"addressee": ("Мусагитову И. Ф.", "Москва")}, "the postcode in the address"),
        ({"reply_reference": " "}, "the number of the notice"),
        ({"day": date(2026, 12, 13)}, "a date that is not before the day of receipt"),
    ],
)
def test_a_missing_must_of_the_frame_is_named(changes: dict[str, Any], missing: str) -> None:
    assert _with(specimen("refused", "ru"), **changes).musts() == (missing,)


def test_each_condition_has_its_reason_and_its_basis() -> None:
    letter = specimen("conditions", "en")
    assert isinstance(letter, Conditions)
    for part in ("what", "reason", "basis"):
        gap = replace(letter.conditions[1], **{part: " "})
        assert replace(letter, conditions=(letter.conditions[0], gap)).musts() == (
            "the conditions, each with its reason and its basis in law",
        )


@pytest.mark.parametrize("kind", ["conditions", "refused", "opposed"])
def test_a_limit_without_a_remedy_is_not_sent(kind: str) -> None:
    letter = specimen(kind, "en")
    silent = _with(letter, wording=Wording(deciding="en"))
    if isinstance(silent, Opposed):
        assert silent.musts() == ()  # it says what can be done before the hearing
        silent = replace(silent, possible=())
    assert silent.musts() == ("how and until when the decision can be challenged",)


def test_a_talk_needs_a_place_and_a_time_or_a_day_to_write_by() -> None:
    letter = specimen("invitation", "en")
    assert isinstance(letter, Invitation)
    bare = replace(letter.meeting, place="", write_by=None)
    assert replace(letter, meeting=bare).musts() == (
        "where and when to meet, or until when to write",
    )
    assert replace(letter, meeting=replace(letter.meeting, write_by=None)).musts() == ()
    assert replace(letter, meeting=replace(letter.meeting, starts=None)).musts() == ()
    assert _with(letter, day=date(2027, 2, 13)).musts() == (
        "a day of the talk that is still ahead",
    )


def test_a_hearing_is_still_ahead_and_has_a_court() -> None:
    letter = specimen("opposed", "en")
    assert isinstance(letter, Opposed)
    assert _with(letter, day=date(2027, 2, 18)).musts() == (
        "a day of the hearing that is still ahead",
    )
    assert replace(letter, court=replace(letter.court, name="")).musts() == ("the court",)


@pytest.mark.parametrize(
    ("last", "held"),
    [
        ("NX4 7QT", False),
        ("Harbour City 2010", False),
        ("10178", False),
        ("Northbridge", True),
        ("12", True),
    ],
)
def test_a_postcode_of_another_land(last: str, held: bool) -> None:
    letter = _with(specimen("noted", "en"), addressee=("Ms Nguyễn", "1905 Weaver Row", last))
    assert letter.musts() == (("the postcode in the address",) if held else ())


def test_a_part_that_the_law_does_not_want_is_not_missed() -> None:
    agreed = specimen("agreed", "en", capacity=0, representative=None)
    assert agreed.musts() == (
        "how many people the place can hold",
        "the representative of the office and the telephone",
    )
    assert _with(agreed, wording=Wording()).musts() == ()
    wanted = Wording(needs=("capacity",))
    assert _with(agreed, wording=wanted).musts() == ("how many people the place can hold",)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_specimen_lacks_nothing(kind: str, locale: str) -> None:
    assert specimen(kind, locale).musts() == ()


def test_a_day_to_answer_by_must_be_ahead() -> None:
    proposal = specimen("proposal", "ru")
    late = _with(proposal, day=date(2026, 12, 17))
    assert late.musts() == ("a day to answer by that is still ahead",)


def test_a_letter_by_hand_needs_no_postcode() -> None:
    letter = _with(specimen("agreed", "ru"), addressee=("Мусагитову И. Ф.",), by_post=False)
    assert letter.musts() == ()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (("Мусагитову И. Ф.", *("Речной пер., д. 4",) * 5, "105001"), "more than 6 lines"),
        (("Мусагитову И. Ф.", "Речной пер. " * 20, "105001"), "more than 6 lines"),
        (("М" * 60, "Речной пер.", "105001"), "does not fit the window"),
    ],
)
def test_an_address_that_the_window_cannot_show(address: tuple[str, ...], why: str) -> None:
    with pytest.raises(Unprintable, match=why):
        press.pdf(_with(specimen("agreed", "ru"), addressee=address))


def test_a_character_without_a_glyph_is_named_and_can_be_shown_instead() -> None:
    letter = specimen("agreed", "ru")
    musical = replace(letter, notified=replace(letter.notified, aim="Песни 🎵 и 漢"))
    with pytest.raises(Unprintable, match=r"🎵 \(U\+1F3B5\), 漢 \(U\+6F22\)"):
        press.pdf(musical)
    assert press.pdf(_with(musical, show_missing=True)).pages == 2


def test_a_letter_longer_than_its_kind_may_be() -> None:
    letter = specimen("refused", "ru", facts=("Обстоятельство дела. " * 60,) * 8)
    with pytest.raises(Unprintable, match="a letter of this kind may have 3"):
        press.pdf(letter)


def test_a_letter_of_more_than_sixty_pages() -> None:
    letter = specimen("refused", "ru", facts=("Обстоятельство дела. " * 130,) * 90)
    with pytest.raises(Unprintable, match="more than 60 pages"):
        press.pdf(letter)


def test_a_language_or_a_mark_that_letters_do_not_know() -> None:
    with pytest.raises(Unprintable, match="“fr”"):
        press.pdf(_with(specimen("agreed", "ru"), locale="fr"))
    with pytest.raises(Unprintable, match="“copy”"):
        press.pdf(specimen("agreed", "ru"), "copy")


def test_the_reason_can_be_translated() -> None:
    with pytest.raises(Unprintable) as stopped:
        press.pdf(specimen("agreed", "ru", capacity=0))
    assert stopped.value.text == "The letter lacks: %(missing)s."
    assert stopped.value.values == {"missing": "how many people the place can hold"}


def test_three_days_before_is_said_only_when_it_is_so() -> None:
    proposal = specimen("proposal", "ru")
    assert proposal.three_days_before  # type: ignore[attr-defined] # of proposals only
    sooner = specimen("proposal", "ru", reply_by=proposal.reply_by - timedelta(days=0, hours=24))  # type: ignore[attr-defined] # of proposals only
    assert not sooner.three_days_before  # type: ignore[attr-defined] # of proposals only


@pytest.mark.deep
def test_a_press_whose_asker_was_stopped_ends_without_a_word() -> None:
    """A service that is stopped in the middle of a letter: the letter stays promised, the log gets no traceback."""
    made = subprocess.Popen(
        [sys.executable, "-m", "letters.press", "5"],
        cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert made.stdin is not None
    assert made.stdout is not None
    assert made.stderr is not None
    made.stdout.close()
    made.stdin.write(frame({"letter": specimen("agreed", "ru").to_json(), "mark": ""}))
    made.stdin.close()
    assert made.stderr.read() == b""
    assert made.wait() == 0
