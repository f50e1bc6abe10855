"""The data map in words of a page: how long something is kept, and from when on."""

from records.datamap import Rule
from web.i18n import gettext as _
from web.i18n import language, ngettext


def kept_words(rule: Rule) -> str:
    """Say how long something is kept, and from which day on."""
    since = rule.since.ru if language() == "ru" else rule.since.en
    if rule.months is not None:
        span = ngettext("%(num)d month", "%(num)d months", rule.months)
    elif rule.hours is not None:
        span = ngettext("%(num)d hour", "%(num)d hours", rule.hours)
    else:
        return str(_("Stays, without a name"))
    return str(_("%(span)s; counted from: %(since)s", span=span, since=since))
