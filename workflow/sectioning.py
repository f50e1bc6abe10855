"""With which section of its office a notice lies: handed by a person, or taken by the section's own rule.

When a notice comes to an office, and at each stage, the section whose kinds, districts and stages it has takes it; of
several the one that names most, then the older one. At a later stage only a section that names this stage takes it
from where it lies. A section never narrows who may handle a notice: that is the office's.
"""

from records import section_rows
from records.tables import Notice, NoticeSection, Section
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import law, mailing, policy
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, Invalid, NotPossible


def takes(section: Section, regime_id: str, notice: Notice) -> int:
    """How many of its lists the notice is in; 0 where one says no, or all are empty."""
    parts = (
        (section.kinds, {f"{regime_id}.{notice.kind}"}),
        (section.districts, {notice.okrug, notice.district}),
        (section.stages, {notice.stage}),
    )
    named = [(set(listed), has) for listed, has in parts if listed]
    return len(named) if all(listed & has for listed, has in named) else 0


def came(work: UnitOfWork, regime: Regime, notice: Notice) -> None:
    """A notice came to an office: the section that takes it has it."""
    best = _best(section_rows.open_in(work, notice.unit_id), regime, notice)
    if best is not None:
        _lay(work, SYSTEM, notice, work.session.get(NoticeSection, notice.id), best, by_rule=True)


def gone(work: UnitOfWork, notice: Notice) -> None:
    """A notice leaves an office: with which section it lay there is over; the log has it."""
    held = work.session.get(NoticeSection, notice.id)
    if held is not None:
        work.session.delete(held)
        work.flush()


def moved(work: UnitOfWork, regime: Regime, notice: Notice) -> None:
    """A notice came to a stage: a section that names it takes it; without one, any that takes such notices."""
    sections = section_rows.open_in(work, notice.unit_id)
    if not sections or regime.stages[notice.stage].final:
        return
    held = work.session.get(NoticeSection, notice.id)
    able = [one for one in sections if held is None or notice.stage in one.stages]
    best = _best(able, regime, notice)
    if best is not None and (held is None or held.section_id != best.id):
        _lay(work, SYSTEM, notice, held, best, by_rule=True)


def give(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, seen: int, section_id: int, note: str = ""
) -> Notice:  # fmt: skip
    """Hand a notice to a section of its office; the head of the section is told. Overtaken if it moved since `seen`."""
    notice = work.notice(reference, seen)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, "notice.assign", notice, stage)
    if stage.final:
        raise NotPossible(N_("Not possible: the road of this notice has ended."))
    sections = {one.id: one for one in section_rows.open_in(work, notice.unit_id)}
    held = work.session.get(NoticeSection, notice.id)
    if section_id not in sections:
        raise Invalid("to", N_("Choose a section of this office."))
    if held is not None and held.section_id == section_id:
        raise Invalid("to", N_("The notice lies there already: choose another section."))
    _lay(work, actor, notice, held, sections[section_id], by_rule=False, note=note.strip())
    return notice


def _best(sections: list[Section], regime: Regime, notice: Notice) -> Section | None:
    able = [(takes(one, regime.id, notice), one) for one in sections]
    found = [(many, one) for many, one in able if many]
    return max(found, key=lambda pair: (pair[0], -(pair[1].id or 0)))[1] if found else None


def _lay(
    work: UnitOfWork, actor: Actor, notice: Notice, held: NoticeSection | None, section: Section, *,
    by_rule: bool, note: str = "",
) -> None:  # fmt: skip
    before = held.section_id if held is not None else None
    row = held or NoticeSection(
        notice_id=notice.id or 0, section_id=section.id or 0, given_at=work.now
    )
    row.section_id, row.given_at, row.by_rule = section.id or 0, work.now, by_rule
    work.add(row)
    work.flush()
    said = {"note": note} if note else {}
    entry = work.log(
        "notice.sectioned", actor=actor, subject=("notice", notice.id or 0),
        details={
            "from": before, "to": section.id, "by_rule": by_rule, "name_en": section.name_en, "name_ru": section.name_ru,
        },
        personal={**said, "by": actor.name} if actor is not SYSTEM else None,
    )  # fmt: skip
    if section.head_id is not None and section.head_id != actor.account_id:
        mailing.to_account(work, "desk-section", notice, section.head_id, f"{entry.seq}")
