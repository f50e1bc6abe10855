"""The model check: every regime on the shelf holds every claim, and each planted fault is found and told."""

import re
from collections.abc import Callable, Iterator

import pytest

from regimes.reading import read_regime
from regimes.regime import Regime
from regimes.shelf import load_all
from tests.support import letter_land
from workflow import arcs, gathering, machine, policy
from workflow.guards import GUARDS, Guard
from workflow.proving import Report, Violation, breaches, prove
from workflow.proving_claims import CLAIMS
from workflow.proving_road import Road
from workflow.proving_state import MISSED, PENDING, State
from workflow.proving_steps import Step
from workflow.proving_walk import Walk, explore
from workflow.proving_words import told

SHELF = load_all()
MOSCOW = next(regime for regime in SHELF if regime.id == "ru-moscow-assembly")


@pytest.mark.parametrize("regime", list(SHELF), ids=lambda regime: regime.id)
def test_every_regime_on_the_shelf_holds_every_claim(regime: Regime) -> None:
    report = prove(regime, bodies=1)

    assert [said(violation) for violation in report.violations] == []
    assert report.states > 100
    assert report.transitions > report.states
    assert set(report.stages) == set(regime.stages)  # nothing of the road is left out


@pytest.mark.deep
@pytest.mark.parametrize("regime", list(SHELF), ids=lambda regime: regime.id)
def test_three_bodies_change_nothing(regime: Regime) -> None:
    assert [said(violation) for violation in prove(regime, bodies=3).violations] == []


def said(violation: Violation) -> str:
    """A violation as a person would read it."""
    return "\n".join([f"{violation.claim}: {violation.what}", *violation.trace])


def planted(*changes: tuple[str, str]) -> Regime:
    """A copy of Moscow's file with mistakes in it; each must really change the text."""
    body = MOSCOW.body
    for old, new in changes:
        found = re.sub(old, new, body, count=1, flags=re.DOTALL)
        assert found != body, f"nothing to change: {old}"
        body = found
    return read_regime("copy.toml", body, checked=False)


def move(name: str) -> str:
    """The beginning of a move's table, up to its guards or further."""
    return rf'(\[\[moves\]\]\nname    = "{name}"\n(?:(?!\[\[moves).)*?)'


FOR = '["received", "registered", "review", "preparing", "for-signature"]'
LIMBO = """[[stages]]
name = "limbo"
awaits = "authority"
title = { en = "Laid aside", ru = "Отложено" }
public = { en = "Laid aside", ru = "Отложено" }

[[moves]]
name = "lay-aside"
verb = "prepare"
from = ["registered"]
to = "limbo"
by = ["officer"]
title = { en = "Lay aside", ru = "Отложить" }
effect = { en = "Nothing.", ru = "Ничего." }

"""

FAULTS: dict[str, tuple[tuple[tuple[str, str], ...], str, str]] = {
    # the mistake: (changes of the text), the claim that breaks, the end of a trace that shows it
    "a stage without a way out": (
        ((r"(?=# The ordinary course)", LIMBO),), "ends", "An officer: Lay aside. Now: «Laid aside».",
    ),
    "no lapse at all": (
        ((move("lapse-agreed") + r"(?=\[\[moves)", ""),), "answered",
        "The worker looks at the clock: «The city's answer» ran out and is let go.",
    ),
    "who prepared may sign": (
        ((move("release-agreed") + r', "signer_is_not_preparer"', r"\1"),), "alone",
        "One person with every post: Sign: agreed. Now: «Agreed».",
    ),
    "a proposal after the city's time": (
        ((move("release-proposal") + r'"before_authority_due", ', r"\1"),), "proposal",
        "The signatory: Sign: proposal of another place or time. Now: «Another place or time proposed».",
    ),
    "an ordinary move out of a final stage": (
        ((move("register") + r'from    = \["received"\]', r'\1from    = ["received", "agreed"]'),),
        "final", "An officer: Register. Now: «Registered».",
    ),
    "a refusal without facts": (
        ((r'\["ground", "facts", "measures"\]', '["ground", "measures"]'),), "ground",
        "The signatory: Sign: refusal. Now: «Refused».",
    ),
    "a refusal that needs no ground": (
        ((r"needs_ground = true\n", ""), (r'\["ground", "facts", "measures"\]', '["facts"]')),
        "ground", "The signatory: Sign: refusal. Now: «Refused».",
    ),
    "a refusal that can't be fought": (
        tuple((r'(\[\[appeals\]\]\n(?:(?!\[\[).)*?outcomes\s*= \[)"refused", ', r"\1") for _ in "123"), "ground",
        "The signatory: Sign: refusal. Now: «Refused».",
    ),
    "late notices agreed by silence": (
        ((move("lapse-agreed") + r'"window_kept", ', r"\1"),), "late", "",
    ),
    "a clock that forgets a stage": (
        ((rf"(\[clocks.proposal\].*?pending_in = ){re.escape(FOR)}",
          r'\1["received", "registered", "review", "for-signature"]'),),
        "answered", "The worker looks at the clock: «The city's answer» ran out and is let go.",
    ),
    "a decision with a gap": (
        ((move("submit") + r'only_if = \["decision_ready"\]\n', r"\1"),
         (move("release-agreed") + r'"decision_ready", ', r"\1")),
        "whole", "The signatory: Sign: agreed. Now: «Agreed».",
    ),
    "silence taken away as a duplicate": (
        ((move("duplicate") + r"from    = \[", r'\1from    = ["deemed-agreed", '),), "lapse",
        "An officer: Mark as a duplicate. Now: «Duplicate».",
    ),
    "a sent-back notice whose clock stops": (
        ((rf"(\[clocks.answer_after_reply\].*?pending_in = ){re.escape(FOR)}",
          r'\1["review", "preparing", "for-signature"]'),),
        "answered",
        "The worker looks at the clock: «The city's answer to the organiser's reply» ran out and is let go.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_breaks_its_claim_with_a_readable_trace(fault: str) -> None:
    changes, claim, last = FAULTS[fault]

    if claim == "ends":  # known when the walk is over
        traces = [
            one.trace for one in prove(planted(*changes), bodies=0).violations if one.claim == claim
        ]
    else:
        traces = list(traces_of(planted(*changes), claim, last))
    assert traces
    if last:
        assert traces[-1][-1] == last, "\n".join(map(str, traces))
        assert all(trace[0].startswith("A notice is filed ") for trace in traces)


def traces_of(regime: Regime, claim: str, last: str) -> Iterator[tuple[str, ...]]:
    """The ways to the first breaches of this claim, up to the one that ends like this."""
    walk = Walk(Road(regime, 0))
    for (broken_, _), steps in breaches(walk):
        if broken_ == claim:
            trace = tuple(told(walk.road, steps))
            yield trace
            if not last or trace[-1:] == (last,):
                return


def test_a_trace_is_a_story() -> None:
    changes, _, _ = FAULTS["a proposal after the city's time"]
    *_, found = traces_of(planted(*changes), "proposal", "")
    assert found[0] == (
        "A notice is filed in its window. "
        "Its clocks over already: «The city's answer»; in this order: «The organiser's answer to a proposal»."
    )
    assert found[1] == (
        "The worker looks at the clock: «The city's answer» ran out: The city's time ran out. "
        "Now: «Agreed by silence»."
    )
    assert found[2] == "One person with every post: Open again. Now: «Registered»."
    assert len(found) == 7


def broken(report: Report) -> set[str]:
    """The claims that do not hold."""
    return {violation.claim for violation in report.violations}


ALWAYS = Guard(lambda facts, move: True, GUARDS["complete"].why)


GIVING_WAY = [
    ("signer_is_not_preparer", "alone"),
    ("decision_ready", "ground whole"),
    ("before_authority_due", "lapse proposal"),  # it also bars accepting over an open counter-offer
    ("window_kept", "late"),
    (
        "outcome_is",
        "",
    ),  # the service picks the move by the draft's outcome, so two things hold this
]


@pytest.mark.parametrize(("guard", "claim"), GIVING_WAY[:-1])
def test_a_guard_that_always_says_yes_is_seen(
    monkeypatch: pytest.MonkeyPatch, guard: str, claim: str
) -> None:
    monkeypatch.setitem(GUARDS, guard, ALWAYS)
    monkeypatch.setattr(machine, "_built", {})

    for one in claim.split():
        assert list(traces_of(MOSCOW, one, ""))


@pytest.mark.deep
@pytest.mark.parametrize(("guard", "claim"), GIVING_WAY)
def test_a_guard_that_always_says_yes_breaks_these_claims_and_no_other(
    monkeypatch: pytest.MonkeyPatch, guard: str, claim: str
) -> None:
    monkeypatch.setitem(GUARDS, guard, ALWAYS)
    monkeypatch.setattr(machine, "_built", {})

    assert broken(prove(MOSCOW, bodies=0)) == set(claim.split())


CODE: dict[str, tuple[object, str, Callable[..., object], str]] = {
    "nothing stands against a move": (arcs, "stands_against", lambda *_, **__: None, "lapse"),
    "nothing is needed for a decision": (gathering, "needed_parts", lambda outcome: (), "ground"),
}


@pytest.mark.parametrize("name", CODE)
def test_a_fault_in_the_code_is_seen(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    where, what, instead, claim = CODE[name]
    monkeypatch.setattr(where, what, instead)

    assert list(traces_of(MOSCOW, claim, ""))


def test_time_that_may_do_nothing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(policy.POLICY, "notice.lapse-agreed")

    report = prove(MOSCOW, bodies=0)

    assert broken(report) == {"answered", "ends"}
    assert "the worker is refused" in report.violations[0].what


# --- what the model shows of Moscow ----------------------------------------------------


def witness(of: Callable[[Road, State, Step], bool]) -> list[Step] | None:
    """A shortest path whose last step is such a one; None if there is none."""
    road = Road(MOSCOW, 1)
    walk = Walk(road)
    for before, step in explore(walk, lambda entered, left: None):
        if before is not None and of(road, before, step):
            return [*walk.path(before), step]
    return None


def clock(road: Road, state: State, name: str) -> tuple[str, int]:
    """What became of a clock."""
    return state.clocks[list(road.regime.clocks).index(name)]


def test_a_second_proposal_is_possible_while_the_city_s_own_clock_runs_and_never_after() -> None:
    def again(road: Road, before: State, step: Step) -> bool:
        return (
            step.name == "release-proposal"
            and clock(road, before, "answer_after_reply")[0] == PENDING
        )

    def after(road: Road, before: State, step: Step) -> bool:
        return again(road, before, step) and clock(road, before, "answer_after_reply") == (
            PENDING,
            0,
        )

    assert witness(again) is not None
    assert witness(after) is None


def test_what_silence_agreed_is_refused_only_after_the_head_opened_it_with_a_reason() -> None:
    def refused(road: Road, before: State, step: Step) -> bool:
        return step.name == "release-refused" and clock(road, before, "proposal")[0] == MISSED

    found = witness(refused)
    assert found is not None
    assert "reopen" in [step.name for step in found]


def test_an_accepted_notice_can_be_answered_on_what_bodies_said_of_the_older_version() -> None:
    def rests(road: Road, before: State, step: Step) -> bool:
        return (
            step.name == "prepare"
            and clock(road, before, "answer_after_reply")[0] == PENDING
            and not before.asked
        )

    found = witness(rests)
    assert found is not None
    assert [step.name for step in found][-2:] == ["accept", "prepare"]


def test_every_claim_has_its_sentence() -> None:
    assert all(sentence.endswith(".") for sentence in CLAIMS.values())


# --- the organiser's time that begins with a letter ------------------------------------


def test_a_law_in_which_a_letter_begins_the_time_holds_every_claim() -> None:
    report = prove(read_regime("letter.toml", letter_land.body()), bodies=1)

    assert [said(violation) for violation in report.violations] == []
    assert set(report.stages) == set(report.regime.stages)
    assert not report.ends.stuck


LETTER_FAULTS: dict[str, tuple[tuple[str, str], str, str]] = {
    "nothing follows when the letter's time is over": (
        (r'(name    = "lapse-declined"\n.*?from    = \["proposed")[^]]*', r"\1"), "lapse",
        "An officer: Replace the decision. Now: «Answer being prepared».",
    ),
    "a letter after the city's time": (
        (move("release-proposal") + r'"before_authority_due", ', r"\1"), "proposal",
        "The signatory: Sign: proposal of another place or time. Now: «Another place or time proposed».",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", LETTER_FAULTS)
def test_a_fault_of_the_letter_s_time_is_found_with_its_trace(fault: str) -> None:
    (old, new), claim, last = LETTER_FAULTS[fault]
    body = re.sub(old, new, letter_land.body(), count=1, flags=re.DOTALL)
    assert body != letter_land.body()

    *_, found = traces_of(read_regime("copy.toml", body, checked=False), claim, last)
    assert found[-1] == last


def test_a_letter_s_clock_begins_anew_with_each_letter_and_never_beside_itself() -> None:
    road = Road(read_regime("letter.toml", letter_land.body()), 0)
    walk = Walk(road)
    again = 0
    for before, step in explore(walk, lambda entered, left: None):
        rows = clock(road, step.to, "organiser_reply")
        waits = step.to.stage in road.awaiting
        assert (rows[0] == PENDING) == waits, said_path(road, walk, before, step)
        if before and waits and step.kind == "move":
            again += clock(road, before, "organiser_reply")[0] == "met"
    assert again > 0


def said_path(road: Road, walk: Walk, before: State | None, step: Step) -> str:
    """A path in words."""
    return "\n".join(told(road, [*(walk.path(before) if before else ()), step]))


def test_a_reason_says_which_lines_of_the_file_do_not_fit() -> None:
    late = planted(
        (r'(\[clocks.proposal\].*?on_expiry  = "lapse-agreed"\n)', r'\1runs_for   = ["in_window", "too_late"]\n'),
    )  # fmt: skip
    found = [one.what for one in prove(late, bodies=0).violations if one.claim == "answered"]
    assert any(
        "clocks.proposal runs for such a notice (runs_for names too_late), and moves.lapse-agreed asks for window_kept"
        in what
        for what in found
    ), found

    limbo = planted((r"(?=# The ordinary course)", LIMBO))
    told_ = [one.what for one in prove(limbo, bodies=0).violations if one.claim == "ends"]
    assert any("stages[limbo] is not final" in what and "final = true" in what for what in told_)


def test_progress_is_told_often() -> None:
    heard: list[tuple[int, int]] = []
    report = prove(MOSCOW, bodies=0, seen=lambda entered, left: heard.append((entered, left)))
    assert len(heard) >= report.states // 200 - 1
