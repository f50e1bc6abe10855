"""What a reader may reach: made only by workflow/policy.py, applied in SQL by every named read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """The notices of a reader, as sets of ids; empty sets reach nothing (shut by default).

    `units`: notices addressed to these units, or about which these units were asked.
    `organisers`: notices of these organisers. `notices`: these notices (by link).
    `everything`: all notices. `recused` are never reached, whatever the rest says.
    `hidden`: names of fields and questions that are left out of what is read.
    """

    units: frozenset[int] = frozenset()
    organisers: frozenset[int] = frozenset()
    notices: frozenset[int] = frozenset()
    recused: frozenset[int] = frozenset()
    everything: bool = False
    hidden: frozenset[str] = frozenset()
