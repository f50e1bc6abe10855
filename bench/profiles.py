"""Where the time of a measure goes: own time by library, as cProfile sees it."""

import cProfile
import pstats
from collections.abc import Callable
from pathlib import Path

from bench.result import Case

HOUSE = Path(__file__).resolve().parent.parent
MOST = 8


def shares(work: Callable[[], object]) -> tuple[Case, ...]:
    """The libraries and rooms in which the work spends its own time, the largest first, in percent.

    A profile lengthens calls of Python and not those of C, so it is read for its order, not its sizes.
    """
    work()
    profile = cProfile.Profile()
    profile.runcall(work)
    spent: dict[str, float] = {}
    for (path, _line, name), (_calls, _all, own, *_rest) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]  # typeshed leaves `stats` out
        home = _home(path, name)
        spent[home] = spent.get(home, 0.0) + own
    whole = sum(spent.values())
    first = sorted(spent.items(), key=lambda pair: -pair[1])[:MOST]
    return tuple(Case(name, own / whole * 100, "%") for name, own in first)


def _home(path: str, name: str) -> str:
    if path == "~":
        return "SQLite" if "sqlite3" in name else "Python's built-ins"
    if "site-packages" in path:
        return Path(path.partition("site-packages/")[2]).parts[0]
    if path.startswith(str(HOUSE)):
        return f"{Path(path).relative_to(HOUSE).parts[0]}/ (ours)"
    return "Python's library"
