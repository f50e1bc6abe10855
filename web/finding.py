"""What the doctor finds: one thing that was looked at, and the line that mends it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `needed` findings that are not `well` end in exit code 1."""

    what: str
    well: bool
    said: str
    mend: str = ""
    needed: bool = True


def is_well(what: str, said: str) -> Finding:
    return Finding(what, well=True, said=said)
