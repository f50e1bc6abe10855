"""What is wrong with a file of law, said with the file and the key."""


class Fault(Exception):
    """A regime or calendar file can't be used; the message names file and key.

    `all`: this fault and every other that was found in the same file, in its order.
    """

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem
        self.all: tuple[Fault, ...] = (self,)


def first_of(faults: list[Fault]) -> Fault:
    """The first fault, carrying the others."""
    faults[0].all = tuple(faults)
    return faults[0]
