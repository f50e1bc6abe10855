"""Words of letters that pages and papers of the print room share: kinds, and ways in which a letter leaves."""

from web.i18n import gettext as _


def letter_words() -> dict[str, str]:
    """Name the kinds of letters."""
    return {
        "receipt": _("receipt"),
        "agreed": _("agreement"),
        "proposal": _("proposal of another place or time"),
        "cure": _("request to cure"),
        "warning": _("warning"),
        "refused": _("refusal"),
        "not-examined": _("not examined"),
        "deemed-agreed": _("agreed by silence"),
        "conditions": _("conditions"),
        "noted": _("notice taken"),
        "invitation": _("invitation to talk"),
        "opposed": _("statement of opposition"),
        "answered": _("answer to an objection or a complaint"),
        "consultation": _("question to a service, on paper"),
        "reminder": _("reminder of the organiser's duties"),
    }


def way_words() -> dict[str, str]:
    """Name the ways in which a letter leaves."""
    return {
        "post": _("by post"),
        "registered-post": _("by registered post"),
        "e-mail": _("by e-mail"),
        "in-person": _("in person"),
    }
