"""The closed lists of words that a regime file may use. A word that is not here needs code first."""

from typing import Final

MARKS: Final = ("read", "memory", "design")
UNITS: Final = ("calendar_day", "clear_day", "working_day", "calendar_month", "elapsed_hour")
ANCHORS: Final = ("event_day", "start", "announcement", "receipt", "answer")
DAY_CLASSES: Final = (
    "statutory_holiday",
    "moved_day_off",
    "working_saturday",
    "saturday",
    "sunday",
    "weekend",
)
VERDICTS: Final = ("in_window", "too_early", "too_late", "exempt", "blocked")
SIDES: Final = ("authority", "organiser")

# What a move does in code; a regime gives it a name of its own (decisions 14).
VERBS: Final = (
    "register",
    "ask",
    "prepare",
    "submit",
    "release",
    "send-back",
    "return",
    "decline",
    "lapse-agreed",
    "lapse-declined",
    "withdraw",
    "void",
    "duplicate",
    "replace",
)
# Verbs that mend a mistake: only they may leave a final stage, and never without a reason.
CORRECTIONS: Final = ("send-back", "void", "duplicate", "replace")
# Verbs that time makes by itself when a clock runs out.
LAPSES: Final = ("lapse-agreed", "lapse-declined")

# Answered by workflow/guards.py; a test keeps the two lists equal.
GUARDS: Final = (
    "complete",
    "all_answered_or_due",
    "decision_ready",
    "outcome_is",
    "signer_is_not_preparer",
    "signer_has_power",
    "window_missed",
    "window_kept",
    "before_authority_due",
    "before_organiser_due",
    "authority_due_past",
    "organiser_due_past",
    "proposal_open",
)
ROLES: Final = (
    "organiser",
    "officer",
    "head",
    "signatory",
    "clerk",
    "secretary",
    "administrator",
    "system",
)
LETTERS: Final = (
    "receipt",
    "agreed",
    "proposal",
    "cure",
    "warning",
    "refused",
    "not-examined",
    "deemed-agreed",
)
# What an officer must have entered before a decision is ready ...
PARTS: Final = ("ground", "facts", "reasons", "alternative", "items", "measures")
# ... and what the letter prints by itself.
PRINTED: Final = ("reply_by", "appeal", "duties", "capacity", "representative", "silence")
QUESTIONS: Final = (
    "title",
    "purpose",
    "form_details",
    "places",
    "route",
    "vehicles",
    "sessions",
    "attendance",
    "order",
    "medical",
    "sound",
    "structure",
    "organiser",
    "organiser_kind",
    "address",
    "postcode",
    "phone",
    "email",
    "authorised",
    "bank_account",
    "deputy_office",
)
# How an input is answered: yes or no, a day and hour, one of a list, one of the city's designated sites.
INPUTS: Final = ("flag", "moment", "choice", "site")
SIGNATURES: Final = ("typed_name", "declaration", "single_sign_on")
