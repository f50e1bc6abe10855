"""How the votes on one item are counted: plain numbers in, a result out.

No quorum, nothing is decided. More votes for than against carry, more against reject; abstaining and not voting are
neither. Equal votes mean what the law's `[commission.tie]` says: the vote of who takes the chair decides, or nothing is
decided. A chair who is away, has an interest or abstains decides nothing either. A law that is silent decides nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from regimes.regime import Regime

UNDECIDED = frozenset({"no-quorum", "tied"})
"""Results with which no decision is written, and the draft goes to the next sitting."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted. `cast_by`: whose vote decided at equal votes; None where it was not needed or not there."""

    voting: int
    ayes: int
    noes: int
    abstained: int
    result: str  # carried rejected tied no-quorum
    cast_by: int | None = None

    @property
    def equal(self) -> bool:
        """Whether a quorum voted, and as many for as against."""
        return self.result != "no-quorum" and self.ayes == self.noes


def count(
    votes: Mapping[int, str], able: Collection[int], *, quorum: int, tie: str, chair: int | None
) -> Tally:
    """Count the votes of who is able to vote; those of others are not counted."""
    cast = {who: vote for who, vote in votes.items() if who in able}
    ayes = sum(vote == "for" for vote in cast.values())
    noes = sum(vote == "against" for vote in cast.values())
    rest = len(able) - ayes - noes
    if len(able) < quorum:
        return Tally(len(able), ayes, noes, rest, "no-quorum")
    if ayes != noes:
        return Tally(len(able), ayes, noes, rest, "carried" if ayes > noes else "rejected")
    decides = cast.get(chair, "abstain") if tie == "chair" and chair is not None else "abstain"
    if decides == "abstain":
        return Tally(len(able), ayes, noes, rest, "tied")
    result = "carried" if decides == "for" else "rejected"
    return Tally(len(able), ayes, noes, rest, result, chair)


def rule_of(regime: Regime) -> str:
    """What equal votes mean under this law: one of words.TIES."""
    held = regime.commission.tie if regime.commission else None
    return held.rule if held else "next-sitting"
