"""The closed list of guards: a question over plain facts, and the sentence that says why not (decisions 14).

A sentence is a marked message with values; a value may be a number, an instant, a `Text` of the law or a
tuple of texts. Pages translate the message, and show instants and texts in the reader's language.
"""

from dataclasses import dataclass
from datetime import datetime

from regimes.regime import Text


@dataclass(frozen=True, slots=True)
class Facts:
    """What guards may know of a notice, as plain values; no row, no database."""

    now: datetime
    window: str = "in_window"  # as kept in notices.window
    missing: tuple[Text, ...] = ()  # titles of required questions without an answer
    waiting: tuple[Text, ...] = ()  # bodies asked that have neither answered nor run out of time
    waiting_until: datetime | None = None  # the last due of those
    outcome: str = ""  # of the draft decision, '' = none
    outcome_title: Text | None = None
    lacks: tuple[str, ...] = ()  # words.PARTS that the draft still lacks
    preparer: int | None = None
    signer: int | None = None  # the person who asks to sign
    signer_has_power: bool = False
    authority_due_at: datetime | None = None  # of the authority's clock, pending or met
    organiser_due_at: datetime | None = None
    proposal_open: bool = False  # a proposal or a request to cure is out and unanswered
