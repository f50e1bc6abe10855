"""Two texts beside one another: what changed is told word by word, and no text makes the telling slow."""

from difflib import SequenceMatcher

import pytest

from web import diffing


def changed(pieces: tuple[diffing.Piece, ...]) -> list[str]:
    return [piece.text.strip() for piece in pieces if piece.changed]


def test_a_changed_word_is_told_and_no_letter_is_lost() -> None:
    one, other = "A march on the square.  With\nflags", "A walk on the square.  With\nbig flags"
    old, new = diffing.pieces(one, other)
    assert (changed(old), changed(new)) == (["march"], ["walk", "big"])
    assert "".join(piece.text for piece in old) == one
    assert "".join(piece.text for piece in new) == other


@pytest.mark.parametrize(
    ("one", "other", "old", "new"),
    [
        ("a " * 800, "a x " * 800, 1, 1),  # whole: nothing to hold on to
        ("Stay here. " + "a " * 800 + ". End.", "Stay here. " + "a x " * 400 + ". End.", 1, 1),
    ],
)
def test_what_repeats_itself_is_not_searched_word_by_word(
    monkeypatch: pytest.MonkeyPatch, one: str, other: str, old: int, new: int
) -> None:
    looked: list[int] = []

    def counted(
        junk: None, left: list[str], right: list[str], **more: bool
    ) -> SequenceMatcher[str]:
        looked.append(sum(right.count(part) for part in left))
        return SequenceMatcher(junk, left, right, **more)

    monkeypatch.setattr(diffing, "SequenceMatcher", counted)
    found = diffing.pieces(one, other)
    assert [len(changed(side)) for side in found] == [old, new]
    assert all(pairs <= diffing.MOST_PAIRS for pairs in looked)


def test_a_long_ordinary_text_is_compared_word_by_word() -> None:
    words = [f"word{number % 300}" for number in range(1400)]
    old, new = diffing.pieces(" ".join(words), " ".join([*words[:700], "added", *words[700:]]))
    assert (changed(old), changed(new)) == ([], ["added"])
