"""Papers for tests of the service: rows as the landing makes them, without bytes in any store."""

import hashlib
from typing import Any

from workflow import attaching
from workflow.attaching import Looked

PLAN = b"a plan"


def looked(name: str = "plan.pdf", content: bytes = PLAN, **more: Any) -> Looked:
    """A paper that was looked at and found good."""
    digest = hashlib.sha256(content).hexdigest()
    values = {"kind": "pdf", "size": len(content), "copy_size": len(content), **more}
    return Looked(attaching.new_code(), name, sha256=digest, copy_sha256=digest, **values)
