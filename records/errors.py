"""What can go wrong with memory itself, in words a page can show."""


class RecordsError(Exception):
    """The common parent: the work was not saved."""


class Missing(RecordsError):
    """The row is not there, or not for this reader: the answer is the same."""


class Overtaken(RecordsError):
    """Somebody else changed the row first; nothing of this unit was saved.

    `seen` and `current` are revisions of the notice, where known.
    """

    def __init__(
        self,
        message: str = "The notice was changed in the meantime.",
        *,
        seen: int | None = None,
        current: int | None = None,
    ) -> None:
        super().__init__(message)
        self.seen = seen
        self.current = current


class Busy(RecordsError):
    """The database did not take the work in time; nothing of this unit was saved.

    `reason` is one of `locked` (others are writing), `unreachable` (no database),
    `full` (no space, or read-only), `store` (the papers can't be reached or written).
    """

    def __init__(self, reason: str = "locked") -> None:
        super().__init__(SENTENCES[reason])
        self.reason = reason


SENTENCES = {
    "locked": "The records are busy: others were writing for too long. Nothing was saved; try again.",
    "unreachable": "The records cannot be reached just now. Nothing was saved; try again.",
    "full": "The records cannot be written just now: no space, or read-only. Nothing was saved.",
    "store": "The store of papers cannot be reached or written just now. Nothing was saved; try again.",
}


class NoAnswer(RecordsError):
    """The database is not there, or can't be reached."""
