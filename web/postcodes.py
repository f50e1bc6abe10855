"""What is said at a field where a postcode is none."""

from web.i18n import gettext as _


def postcode_words(language: str) -> str:
    """Say what a postcode looks like under a law of this language, and that it may stay empty."""
    if language == "ru":
        return str(_("Enter the six digits of the postcode, for example 125009, or leave it empty"))
    return str(_("Enter the postcode, for example SW1A 1AA or 10178, or leave it empty"))
