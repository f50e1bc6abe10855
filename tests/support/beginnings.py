"""Where walks of random deeds begin: a large event and an assembly, early on their road or shortly before its end."""

from datetime import timedelta
from typing import Any

from tests.support.sitting import Sitting
from workflow import interests, minuting, powers, sections
from workflow.content import SessionIn
from workflow.sections import SectionIn


def begun(sitting: Sitting, number: int, *, further: bool) -> tuple[str, str]:
    """The names of both; their answers are drafted. `further`: a sitting is open, and a letter lies to be signed.

    Then it is also close to what must not be: the preparer has a power of their own, another officer one for
    other letters and one that begins later, the clerk one for when somebody is away; a member has an interest.
    """
    large, small = f"large-{number}", f"small-{number}"
    at = sitting.at
    sitting.large(large, submit=further)
    day = SessionIn(sitting.today + timedelta(days=13), "12:00", "13:30")
    reference = at.files(small, sessions=(day,))
    at.moves(reference, "register")
    at.moves(reference, "ask", bodies=("police", "transport"))
    for body in ("police", "transport"):
        at.answers(reference, body)
    at.moves(reference, "prepare")
    at.writes(reference, "agreed")
    if further:
        at.moves(reference, "submit")
        sitting.called(large).opened("zuev", "hasanov", "police", "transport")
        _beside(sitting, reference)
        _gives(sitting, "orlova")
        _gives(sitting, "hasanov", kinds=("refused",))
        _gives(sitting, "hasanov", after=3)
        _gives(sitting, "kravets", absent_id=at.account("morozova"))
        with at.city.unit() as work:
            interests.recuse(
                work, at.city.rulebook, actor=at.actor("hasanov"), reference=at.refs[large],
                account_id=at.account("hasanov"), reason="x",
            )  # fmt: skip
    return large, small


def _beside(sitting: Sitting, reference: str) -> None:
    """Two sections of the office, somebody in the first, one of another office, and a talk whose minutes wait for the organiser."""
    at, zuev = sitting.at, sitting.at.actor("zuev")
    with at.city.unit() as work:
        made = [
            sections.make(
                work, actor=zuev, unit_id=zuev.posts[0].unit_id or 0, given=SectionIn(name, name)
            )
            for name in ("a", "b")
        ]
        far = at.actor("farsigner").posts[0].unit_id or 0
        sections.make(work, actor=at.actor("admin"), unit_id=far, given=SectionIn("c", "c"))
        sections.join(work, actor=zuev, number=made[0].id or 0, account_id=at.account("orlova"))
        minuting.write(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, people="x", said="x",
            held_on=sitting.today,
        )  # fmt: skip


def _gives(sitting: Sitting, whom: str, *, after: int = 0, **more: Any) -> None:
    at, zuev = sitting.at, sitting.at.actor("zuev")
    given = powers.PowerIn(
        at.account(whom), zuev.posts[0].unit_id, "2", sitting.today + timedelta(days=after), title_en="Deputy",
        title_ru="Заместитель", **more,
    )  # fmt: skip
    with at.city.unit() as work:
        powers.give(work, actor=zuev, given=given, today=sitting.today)
