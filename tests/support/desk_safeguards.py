"""What must stand beside the road: with which section a notice lies, minutes that were answered, words that left."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func, select

from records.tables import Letter, Minutes, NoticeSection, Section, SectionMember
from records.unit_of_work import UnitOfWork

NS: Any = NoticeSection
S: Any = Section
M: Any = SectionMember
T: Any = Minutes
L: Any = Letter
MINE: Any = bindparam("mine", expanding=True)
LAID = (
    select(NS.notice_id, NS.section_id, S.unit_id)
    .join(Section, S.id == NS.section_id)
    .where(NS.notice_id.in_(MINE))
)
TWICE = (
    select(M.account_id)
    .where(M.left_at.is_(None))
    .group_by(M.account_id)
    .having(func.count(M.id) > 1)
)
SAID = select(
    T.id, T.said, T.people, T.written_by, T.written_at, T.confirmed_at, T.confirmed_by, T.remarked_at, T.remark
).where(T.notice_id.in_(MINE))  # fmt: skip
LEFT = select(L.id, L.data).where(L.notice_id.in_(MINE))
UNANSWERED = slice(0, 5)


@dataclass
class DeskSafeguards:
    """Watches one walk. What it keeps is what it saw last."""

    laid: dict[int, Any] = field(default_factory=dict)
    minutes: dict[int, Any] = field(default_factory=dict)
    letters: dict[int, str] = field(default_factory=dict)

    def sections(
        self, work: UnitOfWork, mine: dict[str, Any], entries: list[Any], units: dict[int, int]
    ) -> None:
        """A notice lies in its own office, by an entry of the log; nobody belongs to two sections."""
        now = {row.notice_id: row for row in work.select(LAID, mine)}
        said = {one.subject_id for one in entries if one.kind == "notice.sectioned"}
        for number, row in now.items():
            assert row.unit_id == units[number], "a notice lies with another office's section"
            known = self.laid.get(number)
            same = known is not None and known.section_id == row.section_id
            assert same or number in said, "handed to a section without an entry"
        assert not work.select(TWICE), "somebody belongs to two sections"
        self.laid = now

    def talks(self, work: UnitOfWork, mine: dict[str, Any]) -> None:
        """What was written of a talk stays, and its answer too."""
        now = {row.id: tuple(row) for row in work.select(SAID, mine)}
        for number, was in self.minutes.items():
            part = slice(None) if was[5] or was[7] else UNANSWERED
            assert now[number][part] == was[part], "minutes were changed"
        self.minutes = now

    def words(self, work: UnitOfWork, mine: dict[str, Any]) -> None:
        """A letter keeps the words with which it left, however the city words the next one."""
        now = {row.id: repr(row.data) for row in work.select(LEFT, mine)}
        for number, was in self.letters.items():
            assert now[number] == was, "a letter that left was worded anew"
        self.letters = now
