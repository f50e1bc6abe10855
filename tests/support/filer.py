"""A process that files notices without end, as the last page of the form does, and says each one it acknowledged.

`python -m tests.support.filer NAME`: reads its settings from the environment; one line a receipt, until killed.
"""

import json
import sys
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import records.unit_of_work as units
from records import chain
from records.stores import copy_key, original_key
from tests.support.city import REGIME, ahead, sheet
from tests.support.papers import looked
from web.settings import load
from web.work import unit_of_work
from workflow import attaching, drafting, filing
from workflow.actor import VISITOR
from wsgi import create_app


def draft_with(house: Any, *papers: bytes) -> tuple[str, list[str]]:
    """A draft to which somebody uploaded papers, as the form does; its secret, and their keys in the store."""
    with units.unit_of_work(house.engine, house.clock) as work:
        secret = drafting.begin(work, actor=VISITOR, regime_id=REGIME, kind="rally", locale="ru")
        work.flush()
        keys: list[str] = []
        for number, content in enumerate(papers):
            one = looked(f"план {number}.pdf", content)
            owner = attaching.of_draft(work, secret)
            attaching.keep(work, actor=VISITOR, owner=owner, paper="", looked=one, scan=False)
            keys += [original_key(one.sha256, one.code), copy_key(one.copy_sha256, one.code)]
            with NamedTemporaryFile() as file:
                file.write(content)
                file.flush()
                for key in keys[-2:]:
                    house.store.put(key, Path(file.name))
    return secret, keys


def acknowledged(app: Any, key: str, *papers: bytes) -> dict[str, str]:
    """File one notice; what its receipt says, and where its papers lie. Returns only when the journal has all."""
    with app.test_request_context():
        house = app.extensions["veche"]
        secret, keys = draft_with(house, *papers) if papers else ("", [])
        with unit_of_work() as work:
            filed = filing.file(
                work, house.shelf, actor=VISITOR, sheet=sheet(**ahead(work.now)), key=key, sender="browser",
                draft_secret=secret,
            )  # fmt: skip
            received = chain.instant(work.notice(filed.reference).received_at)
    return {
        "reference": filed.reference,
        "code": filed.check_code,
        "received_at": received,
        "papers": " ".join(keys),
    }


def main() -> None:
    """File until somebody stops it."""
    app = create_app(load())
    for number in count():
        receipt = acknowledged(
            app, f"{sys.argv[1]}-{number}", f"план {sys.argv[1]} {number}".encode()
        )
        sys.stdout.write(json.dumps(receipt) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
