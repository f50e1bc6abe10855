"""Write the form of the file inside a letter, docs/letter-1.schema.json: `python -m scripts.letter_schema`.

The same lies beside the verifier in proof/, packed, so that both fit on a stick.
"""

import json
from pathlib import Path

from letters import attached
from letters.letter import KINDS
from letters.sitting import PAPERS

HOUSE = Path(__file__).resolve().parent.parent
HERE, STICK = HOUSE / "docs" / "letter-1.schema.json", HOUSE / "proof" / "letter-1.schema.json"


def written() -> str:
    """The file as it must be."""
    return json.dumps(attached.schema(KINDS | PAPERS), indent=1, ensure_ascii=False) + "\n"


def packed() -> str:
    """The same in one line, for the verifier."""
    return (
        json.dumps(attached.schema(KINDS | PAPERS), separators=(",", ":"), ensure_ascii=False)
        + "\n"
    )


if __name__ == "__main__":
    HERE.write_text(written(), "utf-8")
    STICK.write_text(packed(), "utf-8")
