"""Why something was not done, in a sentence that the person can act on.

The sentence is a message id with values; doors translate it (decisions 27).
"""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for «mark, translate later»
    """Mark a message id for the catalogues; the text is translated where it is shown."""
    return text


class Message(str):
    """A message id as a value of another message: it is translated too before it is put in."""

    __slots__ = ()


class Refused(Exception):
    """Nothing was changed. `text` is the message id, `values` fill its placeholders."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text % values if values else text)
        self.text = text
        self.values = values


class NotAllowed(Refused):
    """The person may not do this (403)."""


class NotPossible(Refused):
    """Nobody may do this now: the stage, a guard or a rule stands against it (409)."""


class Invalid(Refused):
    """What was typed can't be taken; `field` names the question (422)."""

    def __init__(self, field: str, text: str, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field
