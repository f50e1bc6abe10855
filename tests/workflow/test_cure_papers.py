"""A request to cure is answered by a paper that came for it and that somebody may open, or by a changed answer."""

import pytest

from records import files
from tests.support.everywhere import DRAFTS, Everywhere
from workflow import (
    amending,
    answering,
    attached,
    attaching,
    deciding,
    differing,
    law,
    versions,
)
from workflow.attaching import Looked
from workflow.errors import Invalid


def adds(at: Everywhere, reference: str, code: str, *, change: bool = False) -> int | None:
    owner = amending.papers_of if change else attaching.of_answer
    with at.city.unit() as work:
        kept = attaching.keep(
            work, actor=at.actor("owner"), owner=owner(work, at.city.rulebook, at.actor("owner"), reference),
            paper="", looked=Looked(code, "plan.pdf", "pdf", 10, "a" * 64, 10, "b" * 64), scan=True,
        )  # fmt: skip
        return kept.id if kept else None


def is_asked(at: Everywhere, reference: str) -> None:
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    with at.city.unit() as work:
        deciding.save(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision, draft=DRAFTS["cure"],
        )  # fmt: skip
    at.signs(reference)


def sends_back(at: Everywhere, reference: str) -> set[int | None]:
    """Answer with nothing changed; the papers of the version that came of it."""
    with at.city.unit() as work:
        notice = work.notice(reference)
        answering.cure(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference, seen=notice.revision,
            content=versions.content_of(work, notice),
        )  # fmt: skip
        return set(files.in_a_version(work, notice.id or 0))


def test_a_paper_that_the_scanner_refused_is_no_answer(at: Everywhere) -> None:
    reference = at.files("n")
    is_asked(at, reference)
    bad = adds(at, reference, "bad")
    with at.city.unit() as work:
        attaching.scanned(work, bad or 0, found="Eicar")
    with pytest.raises(Invalid):
        sends_back(at, reference)
    good = adds(at, reference, "good")
    assert sends_back(at, reference) == {good}


def test_a_paper_left_over_from_a_change_answers_once_it_is_chosen_again(at: Everywhere) -> None:
    reference = at.files("n")
    left = adds(at, reference, "left", change=True)
    at.city.clock.advance(minutes=5)
    is_asked(at, reference)
    with pytest.raises(Invalid):
        sends_back(at, reference)
    anew = adds(at, reference, "again")
    assert anew not in (None, left)
    assert adds(at, reference, "twice") is None
    assert sends_back(at, reference) == {anew}


def test_versions_say_their_papers_to_whom_they_are_for(at: Everywhere) -> None:
    """A paper that may name people is counted for a body, and neither entry nor comparison says which it is."""
    reference = at.files("n")
    is_asked(at, reference)
    adds(at, reference, "mine")
    sends_back(at, reference)

    def seen(who: str) -> dict[int, tuple[list[str], int]]:
        with at.city.reading() as work:
            notice = work.notice(reference)
            regime = law.regime_of(work, at.city.rulebook, notice)
            found = attached.by_version(work, regime, notice, at.actor(who))
        return {
            number: ([one.name for one in mine], more) for number, (mine, more) in found.items()
        }

    assert seen("orlova") == seen("owner") == {2: (["plan.pdf"], 0)}
    assert seen("police") == {2: ([], 1)}
    with at.city.reading() as work:
        newest, first = differing.versions_of(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference
        ).all
    assert ([one.name for one in newest.papers], first.papers) == (["plan.pdf"], ())
    assert attached.unnamed({"paper": "authority", "size": 10}) == {"size": 10}
    assert attached.unnamed({"paper": "route_map"}) == {"paper": "route_map"}
