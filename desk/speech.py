"""gettext with its types: what the desk says in the language of the page."""

from web.i18n import gettext


def _(text: str, **values: object) -> str:
    """Translate a marked sentence and fill its placeholders."""
    return str(gettext(text, **values))
