"""Another map of the city is put in use: a fact of the log with the hash of the map; notices keep what they were filed with."""

from collections.abc import Mapping

from records.unit_of_work import UnitOfWork
from workflow.actor import Actor


def put_in_use(
    work: UnitOfWork, actor: Actor, sha256: str, before: str, counts: Mapping[str, int]
) -> None:
    """Log that a map is in use. `sha256`: of its file, `before`: of the one it replaces; `counts` by layer."""
    work.log(
        "map.used",
        actor=actor,
        subject=("map", 0),
        details={"sha256": sha256, "before": before, "features": dict(counts)},
        personal={"by": actor.name},
    )
