"""What the erasure journal says: who was erased, so that no restore brings anybody back."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the erasure journal: when, what, by which rule. `mark` is the reference of a notice."""

    at: str
    kind: str
    id: int
    mark: str
    rule: str


def lines(path: Path) -> list[Erased]:
    """Every whole line of the journal, oldest first; what a crash tore is passed over."""
    if not path.exists():
        return []
    found = []
    for text in path.read_text("utf-8", errors="replace").splitlines():
        try:
            row = json.loads(text)
            found.append(
                Erased(row["at"], row["kind"], int(row["id"]), row.get("mark", ""), row["rule"])
            )
        except (ValueError, KeyError, TypeError):
            continue
    return found


def notices(path: Path) -> frozenset[str]:
    """References of notices that were erased: their filings are not put back from the receipt journal."""
    return frozenset(one.mark for one in lines(path) if one.kind == "notice" and one.mark)
