"""The closed lists of words that a regime file may use. A word that is not here needs code first."""

from typing import Final

MARKS: Final = ("read", "memory", "design")
# Languages that a law may be written in, by their code; en and ru are those of the house.
LANGUAGES: Final = ("en", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "uk", "tr", "kk")
UNITS: Final = ("calendar_day", "clear_day", "working_day", "calendar_month", "elapsed_hour")
ANCHORS: Final = ("event_day", "start", "announcement", "receipt", "answer", "request", "counter")
# The happening with which a clock begins: the filing, the organiser's answer, the letter that waits for one,
# the organiser's counter-offer.
STARTS: Final = ("receipt", "answer", "request", "counter")
# Given by the places and answers of the form itself, so no file has to declare them.
DERIVED: Final = ("special_place", "route", "vehicles", "carriageway")
# From when the days of an appeal are counted.
APPEAL_FROM: Final = ("learning", "decision")
# Who decides on the way of an appeal: the office itself, somebody above it or beside it, a court.
APPEAL_TO: Final = ("office", "higher", "court")
# What equal votes of a commission mean: the vote of who takes the chair decides, or nothing is decided.
TIES: Final = ("chair", "next-sitting")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
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

# What a change of a filed notice does, from the lightest on: it is noted; it matters and the clocks run on; it is
# examined anew; it is another event, so a new notice is filed.
AMENDS: Final = ("none", "keep", "restart", "file-anew")

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
    "lapse-proceed",
    "lapse-refused",
    "withdraw",
    "cancel",
    "restore",
    "amend",
    "counter",
    "adopt",
    "record",
    "void",
    "duplicate",
    "replace",
    "uphold",
)
# Verbs that mend a mistake: only they may leave a final stage, and never without a reason.
CORRECTIONS: Final = ("send-back", "restore", "void", "duplicate", "replace", "uphold")
# Verbs that leave a final stage without mending: what a court decided, and an organiser who gives an answered event up.
AFTER_THE_END: Final = ("record", "cancel")
# Verbs after which nothing is held under a notice: it was given up, or was a mistake.
GIVES_UP: Final = ("withdraw", "cancel", "void", "duplicate")
# Verbs that take a released decision back, so that a new one is written.
TAKES_BACK: Final = ("replace", "uphold")
# Verbs that time makes by itself when a clock runs out.
LAPSES: Final = ("lapse-agreed", "lapse-declined", "lapse-proceed", "lapse-refused")
# Who may ever do a verb; a regime names some of them (workflow/policy.py; a test keeps the two equal).
MAKERS: Final = {
    "register": ("officer", "head"),
    "ask": ("officer", "head"),
    "prepare": ("officer", "head"),
    "submit": ("officer", "head", "secretary"),
    "release": ("signatory",),
    "send-back": ("officer", "head", "signatory", "secretary"),
    "return": ("organiser", "officer", "head", "clerk"),
    "decline": ("organiser", "officer", "head", "clerk"),
    "withdraw": ("organiser", "officer", "head", "clerk"),
    "cancel": ("organiser", "officer", "head", "clerk"),
    "restore": ("head",),
    "amend": ("organiser", "officer", "head", "clerk"),
    "counter": ("organiser", "officer", "head", "clerk"),
    "adopt": ("officer", "head"),
    "record": ("officer", "head"),
    "void": ("head",),
    "duplicate": ("officer", "head"),
    "replace": ("officer", "head"),
    "uphold": ("signatory",),
    **dict.fromkeys(LAPSES, ("system",)),
}

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
    "before_event",
    "event_begun",
    "invited",
    "barred",
    "not_barred",
    "commission_due",
    "no_commission",
    "commission_agreed",
    "stood_there",
)
# What an organiser sends against the office (regimes/roads/pleas.toml); also the log's words for it.
PLEAS: Final = ("objection", "complaint")
# What a complaint about the handling of a notice is about.
HANDLING: Final = ("delay", "manner", "wrong-information", "other")
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
    "conditions",
    "noted",
    "invitation",
    "opposed",
    "answered",
)
# Letters that refuse or limit: each needs an appeal, and these parts of the decision.
LIMITING: Final = {
    "refused": ("ground", "facts"),
    "conditions": ("conditions",),
    "opposed": ("court", "reasons"),
}
# What else a letter can't be written without.
LETTER_NEEDS: Final = {**LIMITING, "invitation": ("meeting",)}
# Sentences that a regime may word itself: heading, the decision in one sentence, duties or limits, the act cited;
# of a receipt also how the window is cited and how its days are counted, both as they stand in brackets.
LETTER_WORDS: Final = ("heading", "opening", "remember", "law", "window", "counted", "silence")
# Places in a sentence that a letter fills; a stand-in may follow: {court: the district court}.
SLOTS: Final = {
    "heading": ("days",),
    "silence": ("until",),
    "appeal": ("court", "higher_body"),
}
# In the opening of one kind of letter: what is proposed, what would be broken, the ground, until when one waited.
OPENING_SLOTS: Final = {
    "receipt": ("received",),
    "proposal": ("what",),
    "warning": ("article",),
    "refused": ("article", "ground"),
    "deemed-agreed": ("until",),
}
# What an officer must have entered before a decision is ready ...
PARTS: Final = (
    "ground",
    "facts",
    "reasons",
    "alternative",
    "items",
    "measures",
    "conditions",
    "meeting",
    "court",
)
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
    "attorney",
    "bank_account",
    "deputy_office",
)
# What a rule asks of one answer (workflow/answers.py does it; a test keeps the two equal), and what it needs for that:
# own words and not "see above"; hours of the day; hours within those of the law; a number; one for each so many
# people; so many points of a route; one of a list; that there is none.
CHECKS: Final = {
    "answered": "",
    "names_hours": "",
    "hours_within": "",
    "names_number": "",
    "one_for_each": "number",
    "points": "number",
    "one_of": "among",
    "none": "",
}
WEIGHTS: Final = ("error", "warning")
SIDES_OF_THE_EVENT: Final = ("before", "after")
# How an input is answered: yes or no, a day and hour, one of a list, one of the city's designated sites.
INPUTS: Final = ("flag", "moment", "choice", "site")
SIGNATURES: Final = ("typed_name", "declaration", "single_sign_on")
