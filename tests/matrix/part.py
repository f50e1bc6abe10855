"""Who may have a part, in the seeded city: an interest, a recusal, a commission with an open sitting."""

from datetime import date

from records import rows
from records.tables import AgendaItem, CommissionPresence, CommissionSitting
from tests.support.everywhere import Everywhere
from workflow import commissions, interests, sections
from workflow.sections import SectionIn


def interests_of(at: Everywhere) -> dict[str, str]:
    """Hasanov has an interest in somebody who files nothing; the head recused him from one notice."""
    with at.city.unit() as work:
        interest = interests.add(
            work, actor=at.actor("hasanov"), kind="organiser", words="Некто неведомый"
        )
        recusal = interests.recuse(
            work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["cured"],
            account_id=at.account("hasanov"), reason="Родственник",
        )  # fmt: skip
        post = rows.posts_of(work, at.account("hasanov"), date(2027, 3, 1))[0]
        return {"interest": str(interest.id), "recusal": str(recusal.id), "post": str(post.id)}


def board(at: Everywhere) -> dict[str, str]:
    """A commission with one member, the police, in an open sitting over the draft that waits for a signature."""
    admin, unit = at.actor("admin"), at.actor("zuev").posts[0].unit_id or 0
    today = date(2027, 3, 1)
    with at.city.unit() as work:
        made = commissions.make(
            work, actor=admin, unit_id=unit, name_en="Board", name_ru="Комиссия", quorum=2
        )
        seat = commissions.seat(
            work, actor=admin, commission_id=made.id or 0, today=today,
            given=commissions.MemberIn(at.account("police"), today),
        )  # fmt: skip
        sitting = CommissionSitting(
            commission_id=made.id or 0, starts_at=work.now, place="Hall", state="open", made_at=work.now,
            made_by=at.account("zuev"), opened_at=work.now,
        )  # fmt: skip
        work.add(sitting)
        work.flush()
        notice = work.notice(at.refs["signing"])
        draft = rows.draft_decision(work, notice)
        assert draft is not None
        item = AgendaItem(
            sitting_id=sitting.id or 0, ordinal=1, notice_id=notice.id or 0, decision_id=draft.id or 0,
            written_at=draft.prepared_at,
        )  # fmt: skip
        there = CommissionPresence(
            sitting_id=sitting.id or 0, account_id=at.account("police"), way="here", marked_at=work.now,
            marked_by=at.account("zuev"),
        )  # fmt: skip
        work.add(item)
        work.add(there)
        work.flush()
        ids = {
            "commission": made.id,
            "seat": seat.id,
            "sitting": sitting.id,
            "item": item.id,
            "office": unit,
        }
    return {name: str(one) for name, one in ids.items()}


def section(at: Everywhere) -> dict[str, str]:
    """A section of the office with one officer in it, and one of another office."""
    admin, orlova = at.actor("admin"), at.account("orlova")
    far = at.actor("stranger").posts[0].unit_id or 0
    with at.city.unit() as work:
        mine = sections.make(
            work, actor=admin, unit_id=at.actor("zuev").posts[0].unit_id or 0, given=SectionIn("First", "Первый")
        )  # fmt: skip
        sections.join(work, actor=admin, number=mine.id or 0, account_id=orlova)
        other = sections.make(work, actor=admin, unit_id=far, given=SectionIn("Far", "Дальний"))
        return {
            "section": str(mine.id), "far_section": str(other.id), "section_member": str(orlova),
        }  # fmt: skip
