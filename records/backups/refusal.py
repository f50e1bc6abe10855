"""Why a backup can't be made or used: each cause has a name of its own, and nothing was changed."""


class Refusal(Exception):
    """The common parent; the text is a sentence for the person at the machine."""


class NoBackup(Refusal):
    """The file is something else."""


class Truncated(Refusal):
    """The file ends before its end."""


class Changed(Refusal):
    """A byte is not as it was written."""


class WrongKey(Refusal):
    """None of the keys at hand opens it."""


class Newer(Refusal):
    """A newer Veche wrote it."""


class Incomplete(Refusal):
    """A file that belongs to the backup is not beside it."""


class BrokenLog(Refusal):
    """The backup is whole, and the log chain in it is broken."""


class NoSpace(Refusal):
    """The disk is full, or can't be written."""


class InUse(Refusal):
    """Somebody serves the city, or puts it back, at this moment."""


class NotEmpty(Refusal):
    """There is a city already where the backup should go."""


class NoCity(Refusal):
    """There is no city to make a backup of."""


class Unreachable(Refusal):
    """Where papers lie can't be reached, or the database."""
