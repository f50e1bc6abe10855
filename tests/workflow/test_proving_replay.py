"""Random paths of the model check on a real database: after each deed the database says what the model allows."""

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from records import accounts
from regimes.shelf import load_all
from tests.support import letter_land
from tests.support.everywhere import Everywhere
from tests.support.walked import Walked, Whole
from workflow import asking_back
from workflow.content import SessionIn
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.proving_amending import amendments
from workflow.proving_effects import rest_of
from workflow.proving_people import PEOPLE
from workflow.proving_road import Road
from workflow.proving_state import State
from workflow.proving_steps import Step, corrections, in_hand, starts, steps, unsure, writings

pytestmark = pytest.mark.once  # `make deep` runs it on PostgreSQL

FILINGS: dict[str, dict[str, object]] = {
    "in time": {},
    "late": {"sessions": (SessionIn(date(2027, 3, 5), "12:00", "13:30"),)},
    "needs none": {"kind": "picket_single"},
    "picket of the same day": {
        "kind": "picket_group", "sessions": (SessionIn(date(2027, 3, 5), "12:00", "13:30"),)
    },
}  # fmt: skip
TYPED = frozenset({"save", "correct"})
"""Deeds whose forms refuse what is typed wrongly; that is not modelled."""


@pytest.fixture
def walked(at: Everywhere) -> Walked:
    """The walk under Moscow's own law."""
    return ready(at)


@pytest.fixture
def walked_by_letter(at: Everywhere, tmp_path: Path) -> Walked:
    """The walk under the law in which the organiser's time begins with the office's letter."""
    at.city.rulebook = load_all(letter_land.lay(tmp_path))
    return ready(at)


SENDS_A_LETTER = 10
"""A path on which a letter that begins the organiser's time is signed."""


def ready(at: Everywhere) -> Walked:
    """A city with one person who holds every post, and a notice that others may repeat."""
    with at.city.unit() as work:
        made = accounts.create(work, email="all@veche.example", name="All")
        for role in ("officer", "head", "signatory", "clerk"):
            accounts.give_post(
                work,
                made,
                role,
                unit_code="prefecture-svao",
                from_day=date(2020, 1, 1),
                title=("Prefect", "Префект"),
            )
    at.files("twin")
    regime = at.city.rulebook.current("ru-moscow-assembly", date(2027, 3, 1))
    return Walked(at, Whole(regime, 2))


def possible(walked: Walked, state: State) -> list[Step]:
    """Every step that the model knows here. To forward is left out: it changes who acts."""
    road = walked.road
    found = [*steps(road, state), *writings(road, state), *_anew(road, state)]
    return [step for step in found if step.kind != "forward"]


def _anew(road: Road, state: State) -> list[Step]:
    """What is counted anew: corrections, and changes by the organiser."""
    if not in_hand(road, state):
        return []
    seen = unsure(road, state)
    return [*corrections(road, seen), *amendments(road, seen, exact=True)]


def deed(step: Step) -> tuple[object, ...]:
    """What a person would say they did; several steps of the model may be one deed."""
    more = step.more if step.kind in {"move", "save", "correct"} else ""
    return (step.kind, step.who.name, step.name, more)


def walk(walked: Walked, chance: random.Random, length: int) -> Counter[str]:
    """One path; how many deeds of each kind were done. Fails where database and model part."""
    done = Counter[str]()
    name = chance.choices(list(FILINGS), [5, 1, 1, 1])[0]
    state = walked.files("walked", **FILINGS[name])
    assert state in {rest_of(walked.road, step.to) for step in starts(walked.road)}, (name, state)
    for _ in range(length):
        known = possible(walked, state)
        _refuses_the_rest(walked, state, known, chance)
        chosen = _choose(walked, state, known, chance)
        if chosen is None:
            return done
        try:
            walked.does(chosen)
        except Invalid:
            if chosen.kind not in TYPED:
                raise
            done["typed wrongly"] += 1
            continue
        real = walked.seen(by=chosen.to.by)
        same = {step.to for step in known if deed(step) == deed(chosen)}
        assert real in same, (
            f"{name}: {deed(chosen)} from\n{state}\nled to\n{real}\nand the model knows\n{same}"
        )
        done[chosen.kind] += 1
        state = real
    return done


WEIGHTS = {
    "release": 12, "submit": 12, "return": 6, "decline": 2, "register": 6, "ask": 6, "prepare": 6,
    "send-back": 1, "replace": 3, "uphold": 3, "record": 1, "withdraw": 0.4, "cancel": 2, "restore": 8, "void": 0.1, "duplicate": 0.1,
    "time": 2, "tick": 5, "complete": 8, "incomplete": 1, "correct": 0.7, "counter": 6, "adopt": 5, "amend": 1.2,
    "answer": 3, "close": 1, "another": 1,
}  # fmt: skip
"""How readily the walk does what: so that most paths come to a decision, and many come back from it."""


def _choose(walked: Walked, state: State, known: list[Step], chance: random.Random) -> Step | None:
    """A deed at random: first what sort of deed, then which."""
    sorts: dict[str, dict[str, Step]] = {}
    for step in known:
        sort = walked.regime.moves[step.name].verb if step.kind == "move" else step.kind
        sort = step.more if step.kind == "save" else sort
        sorts.setdefault(sort, {})[repr(deed(step))] = step
    if state.draft and state.draft.whole:
        sorts.pop("incomplete", None)
    if {"amend", "cancel", "restore"} & sorts.keys() and walked.begun():
        for sort in (
            "amend",
            "cancel",
            "restore",
        ):  # the model may know nothing of the event's hour
            sorts.pop(sort, None)
    if not sorts:
        return None
    final = walked.regime.stages[state.stage].final
    weights = [8 if final and one == "send-back" else WEIGHTS[one] for one in sorts]
    found = sorts[chance.choices(list(sorts), weights)[0]]
    names = sorted(found)
    useful = [name for name in names if _could_be_signed(walked, found[name])]
    if useful and chance.random() < 0.9:  # or else most paths go round between desk and signature
        asks = [name for name in useful if found[name].name in {"proposal", "cure"}]
        names = asks if asks and chance.random() < 0.7 else useful
    return found[chance.choice(names)]


def _could_be_signed(walked: Walked, step: Step) -> bool:
    """Whether a draft would be released, were it given for signature."""
    if step.kind != "save":
        return False
    there = step.to._replace(stage="for-signature")
    return any(move.outcome == step.name for _, move, _ in walked.road.open(there))


def _refuses_the_rest(
    walked: Walked, state: State, known: list[Step], chance: random.Random
) -> None:
    """A move that the model does not know here, by somebody at random: the product refuses it."""
    offered = {step.name for step in known if step.kind == "move"}  # whoever else may make it
    own = {walked.regime.moves[name].verb for name in offered} & {
        "release",
        "return",
        "decline",
        "counter",
        "adopt",
    }
    move = chance.choice([move for move in walked.regime.moves.values() if not move.lapses])
    who = chance.choice(PEOPLE)
    if move.name in offered or move.verb in own:  # their services find the move by themselves
        return
    typed = (Invalid,) if move.verb == "return" else ()  # nothing is asked, so nothing may differ
    try:
        walked.does(Step("move", who, move.name, state, "0 bodies are asked"))
    except (NotPossible, NotAllowed, *typed):
        return
    pytest.fail(
        f"{who.name} could make {move.name}, and the model knows no such step from\n{state}"
    )


@pytest.mark.parametrize("seed", range(6))
def test_a_random_path_goes_the_same_way_on_a_real_database(walked: Walked, seed: int) -> None:
    done = walk(walked, random.Random(seed), 24)

    assert done.total() > 0


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 200))
def test_many_long_paths_go_the_same_way(walked: Walked, seed: int) -> None:
    walk(walked, random.Random(seed), 60)


@pytest.mark.parametrize("seed", range(6))
def test_a_path_with_time_that_a_letter_begins_goes_the_same_way(
    walked_by_letter: Walked, seed: int
) -> None:
    done = walk(walked_by_letter, random.Random(seed), 24)

    assert done.total() > 0


def test_a_service_that_forgets_to_begin_the_clock_is_seen(
    walked_by_letter: Walked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_back, "begin", lambda *_: None)
    with pytest.raises((AssertionError, NotPossible)):  # the letter then has no day to name
        walk(walked_by_letter, random.Random(SENDS_A_LETTER), 24 * 20)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 200))
def test_many_paths_with_such_letters_go_the_same_way(walked_by_letter: Walked, seed: int) -> None:
    walk(walked_by_letter, random.Random(seed), 60)
