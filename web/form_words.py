"""What WTForms itself says of an answer, in our words and in the language of the page."""

from typing import Any

from wtforms import Form

from web.i18n import gettext as _


class Words:
    """Stands where WTForms looks up its sentences; of its fields we use those alone whose mistake is a choice."""

    def gettext(self, text: str) -> str:
        """Give our sentence for one of WTForms' own."""
        return _("This choice is not offered, or not any more. Choose again.")

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Give the same for several choices; what was sent is not repeated: nobody typed it."""
        return self.gettext(one)


WORDS = Words()


class OwnWords:
    """The `Meta` of every form and row."""

    def get_translations(self, form: Any) -> Words:
        """Give WTForms our words."""
        return WORDS


class RowForm(Form):  # type: ignore[misc]  # WTForms has no types
    """A row or a part of a form; it asks for its words by itself."""

    Meta: Any = OwnWords
