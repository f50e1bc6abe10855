"""A process that files notices without end, as the last page of the form does, and says each one it acknowledged.

`python -m tests.support.filer NAME`: reads its settings from the environment; one line a receipt, until killed.
"""

import json
import sys
from itertools import count
from typing import Any

from records import chain
from tests.support.city import sheet
from web.settings import load
from web.work import unit_of_work
from workflow import filing
from workflow.actor import VISITOR
from wsgi import create_app


def acknowledged(app: Any, key: str) -> dict[str, str]:
    """File one notice; what its receipt says. Returns only when the journal has it too."""
    with app.test_request_context():
        house = app.extensions["veche"]
        with unit_of_work() as work:
            filed = filing.file(
                work, house.shelf, actor=VISITOR, sheet=sheet(), key=key, sender="browser"
            )
            received = chain.instant(work.notice(filed.reference).received_at)
    return {"reference": filed.reference, "code": filed.check_code, "received_at": received}


def main() -> None:
    """File until somebody stops it."""
    app = create_app(load())
    for number in count():
        receipt = acknowledged(app, f"{sys.argv[1]}-{number}")
        sys.stdout.write(json.dumps(receipt) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
