"""Write docs/letter-1.schema.json, the form of the file inside a letter: `python -m scripts.letter_schema`."""

import json
from pathlib import Path

from letters import attached
from letters.letter import KINDS

HERE = Path(__file__).resolve().parent.parent / "docs" / "letter-1.schema.json"


def written() -> str:
    """The file as it must be."""
    return json.dumps(attached.schema(KINDS), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    HERE.write_text(written(), "utf-8")
