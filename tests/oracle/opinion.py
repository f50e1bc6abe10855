"""The second opinion on a case, and where the engine's answer differs from it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.oracle import lands, russia
from tests.oracle.making import LANDS
from tests.oracle.reading import Asked, Unanswerable, read

LAWS: dict[str, Callable[[Asked], dict[str, Any]]] = {
    "ru-moscow-assembly": russia.assembly,
    "ru-moscow-mass": russia.mass,
    "uk-procession": lands.procession,
    "uk-scotland-procession": lands.scottish_procession,
    "de-berlin": lands.berlin,
    "au-nsw": lands.new_south_wales,
    "intl-model": lands.model,
}
NOT_LAW = ("id", "steps", "regime_pin")  # what the answer says about itself


def opinion(case: dict[str, Any]) -> dict[str, Any]:
    """Every field of the answer, or {error}."""
    regime = case["regime"]
    try:
        return LAWS[regime](read(case, LANDS[regime].zone))
    except Unanswerable as error:
        return {"error": str(error)}


@dataclass
class Comparison:
    """What was compared and what differed, ready to be printed."""

    compared: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    @property
    def report(self) -> str:
        """The first differences, each with a case for `veche clock --cases -`."""
        shown = "\n".join(self.differences[:3])
        return f"{len(self.differences)} of {self.compared} differ:\n{shown}"


def compare(
    cases: Iterable[dict[str, Any]], answer: Callable[[dict[str, Any]], dict[str, Any]]
) -> Comparison:
    """Ask both about every case; `answer` is the engine's."""
    done = Comparison()
    for case in cases:
        ours, theirs = opinion(case), answer(case)
        done.compared += 1
        for key in ("expected", "addressee", "extra_filing_day"):
            done.seen[f"{key}={ours.get(key, 'error')}"] += 1
        if "error" in ours:
            same = "error" in theirs
        else:
            theirs = {key: value for key, value in theirs.items() if key not in NOT_LAW}
            same = ours == theirs
        if not same:
            keys = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
            done.differences.append(
                f"[{json.dumps(case)}]\n"
                + "".join(
                    f"  {k}: {ours.get(k)!r} by hand, {theirs.get(k)!r} found\n" for k in keys
                )
            )
    return done
