"""Whether a condition of a regime holds: which questions are required, which bodies are asked, which rule applies."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from regimes.regime import Attachment, Body, Condition, Declaration, Need, Regime


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition may look at. None = not said yet, so no condition on it holds either way."""

    kind: str
    attendance: int | None = None
    okrugs: tuple[str, ...] = ()
    lead_days: int | None = None
    given: Mapping[str, object] = field(default_factory=dict)


def holds(when: Condition, case: Case) -> bool:
    """Whether everything that the condition names is so; an empty condition holds always."""
    return all(
        (
            when.attendance_above is None
            or (case.attendance is not None and case.attendance > when.attendance_above),
            when.attendance_below is None
            or (case.attendance is not None and case.attendance < when.attendance_below),
            when.okrugs_above is None or len(set(case.okrugs)) > when.okrugs_above,
            not when.okrug or when.okrug in case.okrugs,
            not when.kinds or case.kind in when.kinds,
            case.kind not in when.not_kinds,
            not when.given or _given(case.given.get(when.given), when.equals),
            not when.not_given or not case.given.get(when.not_given),
            when.lead_days_below is None
            or (case.lead_days is not None and case.lead_days < when.lead_days_below),
        )
    )


def _given(value: object, equals: str) -> bool:
    return str(value) == equals if equals else bool(value)


def declared(regime: Regime, case: Case) -> tuple[Declaration, ...]:
    """What the organiser declares of themselves in this case."""
    return tuple(one for one in regime.declarations if holds(one.when, case))


def papers(regime: Regime, case: Case) -> tuple[tuple[Attachment, bool], ...]:
    """The papers of a kind in the order of the file, each with whether it must come; named twice, once required wins."""
    found: dict[str, bool] = {}
    for need in regime.kinds[case.kind].papers:
        must = need.required and holds(need.when, case)
        found[need.attachment] = found.get(need.attachment, False) or must
    return tuple((one, found[name]) for name, one in regime.attachments.items() if name in found)


def asked(regime: Regime, kind: str) -> tuple[Need, ...]:
    """Every question of a kind in the order of the form; a question named twice is asked once."""
    found: dict[str, Need] = {}
    for need in regime.kinds[kind].questions:
        found.setdefault(need.question, need)
    return tuple(found.values())


def required(regime: Regime, case: Case) -> frozenset[str]:
    """The ids of the questions that must be answered in this case (law.md 1.3 by kind)."""
    needs = regime.kinds[case.kind].questions
    return frozenset(need.question for need in needs if need.required and holds(need.when, case))


def bodies_to_ask(regime: Regime, case: Case) -> tuple[Body, ...]:
    """The bodies that are asked by default about this notice, in the order of the file."""
    named = regime.kinds[case.kind].bodies
    return tuple(
        body
        for body in regime.bodies.values()
        if body.code in named and any(holds(when, case) for when in body.when)
    )
