"""Words of closed lists that organisers read."""

from web.i18n import gettext as _


def about_words() -> dict[str, str]:
    """What a complaint about the handling of a notice is about."""
    return {
        "delay": str(_("It takes too long, or nobody answers")),
        "manner": str(_("How I was spoken to or treated")),
        "wrong-information": str(_("I was told something wrong")),
        "other": str(_("Something else about how my notice was handled")),
    }
