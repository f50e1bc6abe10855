"""Words of closed lists that the desk shows: answers of bodies, letters, ways of sending, readings."""

from desk.speech import _


def answer_words() -> dict[str, str]:
    """Name what a body may answer."""
    return {
        "no-objection": _("No objection"),
        "conditions": _("No objection, with conditions"),
        "objection": _("Objection"),
        "need-information": _("More information is needed"),
    }


def state_words() -> dict[str, str]:
    """Name the states of a letter for paper."""
    return {
        "ready": _("To print and send"),
        "queued": _("Being made"),
        "held": _("Held back"),
        "sent": _("Sent"),
        "not-sent": _("Not sent"),
    }


def why_words() -> dict[str, str]:
    """Say how a version came about."""
    return {
        "filed": _("as filed"),
        "amended": _("amended by the organiser"),
        "proposal-accepted": _("as proposed and accepted"),
        "corrected": _("registration corrected"),
        "cured": _("put right by the organiser"),
    }


def organiser_words() -> dict[str, str]:
    """Name the kinds of organisers."""
    return {
        "citizen": _("a citizen, or several"),
        "association": _("a party or another association"),
        "company": _("a company or an institution"),
        "deputy": _("a deputy"),
    }
