"""The code under which anyone can check a letter: 12 random characters of Crockford's base 32."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I L O U
LENGTH = 12
FOLDED = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u00a0": None, "\u2011": None}
)


def new() -> str:
    """A fresh code, 60 bits, not derived from any number."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read(typed: str) -> str | None:
    """The code that a person typed or read aloud, or None: case, O/0, I/L/1, spaces and hyphens do not matter."""
    code = typed.strip().upper().translate(FOLDED)
    return code if valid(code) else None


def valid(code: str) -> bool:
    return len(code) == LENGTH and all(character in ALPHABET for character in code)


def shown(code: str) -> str:
    """7K2M9QXD4T1B -> 7K2M-9QXD-4T1B."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))
