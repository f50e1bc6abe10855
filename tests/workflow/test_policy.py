"""Every row of the policy: allowed to those whom the table names, refused to everybody else."""

from dataclasses import dataclass, replace

import pytest

from workflow import policy
from workflow.actor import SYSTEM, VISITOR, Actor, PostHeld
from workflow.content import LOGGED, PERSONAL
from workflow.errors import NotAllowed


@dataclass
class Held:
    """Notice 1 of organiser 7, addressed to unit 3."""

    id: int | None = 1
    unit_id: int = 3
    organiser_id: int = 7


@dataclass(frozen=True)
class Stage:
    held_by: str = "addressee"
    hides: tuple[str, ...] = ()


def staff(role: str, unit: int | None = 3, kind: str = "addressee") -> Actor:
    return Actor(10, "N.", role, (PostHeld(role, unit, "x", kind),))


PEOPLE = {
    "vis": VISITOR,
    "hold": replace(VISITOR, notices=frozenset({1})),
    "own": Actor(11, "O.", "organiser", organisers=frozenset({7})),
    "rdr": Actor(14, "R.", "organiser", reads=frozenset({7})),
    "oth": Actor(12, "P.", "organiser", organisers=frozenset({8})),
    "off": staff("officer"),
    "head": staff("head"),
    "sign": staff("signatory"),
    "clrk": staff("clerk"),
    "far": staff("officer", 4),
    "ask": staff("officer", 9, "body"),
    "aud": staff("auditor", None),
    "adm": staff("administrator", None),
    "sys": SYSTEM,
}
PUBLIC = "vis hold own rdr oth"
DESK = "off head sign clrk far ask aud adm"
OFFICE = "off head sign clrk"

TABLE = {
    "public.read": f"{PUBLIC} {DESK}",
    "notice.file": f"{PUBLIC} {DESK}",
    "notice.own": "hold own rdr",
    "notice.mend": "hold own",
    "organisation.enter": f"{PUBLIC} {DESK}",
    "notice.withdraw": f"hold own {OFFICE}",
    "notice.cancel": f"hold own {OFFICE}",
    "notice.restore": "head",
    "notice.answer": f"hold own {OFFICE}",
    "notice.amend": f"hold own {OFFICE}",
    "condition.answer": "hold own",
    "condition.decide": "off head",
    "minutes.write": "off head",
    "workload.read": "off head aud far ask",
    "note.read": "off head sign clrk aud",
    "note.write": "off head sign clrk",
    "minutes.confirm": "hold own",
    "notice.counter": f"hold own {OFFICE}",
    "notice.adopt": "off head",
    "version.look": "off head sign clrk far ask",
    "notice.return": f"hold own {OFFICE}",
    "notice.decline": f"hold own {OFFICE}",
    "desk.enter": DESK,
    "desk.read": DESK,
    "desk.open-personal": OFFICE,
    "desk.paper": "off clrk far ask",  # bodies are turned away by the deed itself
    "paper.add": "off head clrk",
    "notice.register": "off head",
    "notice.ask": "off head",
    "notice.prepare": "off head",
    "notice.submit": "off head",
    "notice.send-back": "off head sign",
    "notice.release": "sign",
    "notice.replace": "off head",
    "notice.record": "off head",
    "clock.prolong": "off head",
    "notice.correct": "off head clrk",
    "notice.forward": "off head",
    "notice.void": "head",
    "notice.duplicate": "off head",
    "notice.assign": "off head",
    "notice.own-note": "off head",
    "consultation.answer": "off head far ask",  # for whom was asked, see test_consulting
    "consultation.close": "off head",
    "question.answer": "hold own off head",
    "notice.uphold": "sign",
    "objection.file": "hold own",
    "objection.read": f"{OFFICE} far ask aud",
    "objection.prepare": "off head",
    "objection.send-back": "off head sign",
    "objection.sign": "sign",
    "complaint.file": "hold own",
    "complaint.read": f"{OFFICE} far ask aud",
    "complaint.answer": "head aud",
    "letter.read": OFFICE,
    "letter.pile": "clrk",
    "letter.substitute": "sign",
    "letter.send": "clrk",
    "duty.read": f"{OFFICE} far ask adm",
    "duty.keep": "head",
    "commission.read": DESK,
    "commission.keep": "",
    "commission.manage": "head adm",
    "interest.declare": DESK,
    "recusal.read": "head aud",
    "recusal.make": "head",
    "recusal.lift": "head",
    "text.keep": "adm sys",
    "section.keep": "head adm",
    "power.read": DESK,
    "power.keep": "head adm",
    "absence.enter": f"{OFFICE} far ask",
    "incident.read": "head aud",
    "incident.explain": "head",
    "regime.read": DESK,
    "regime.replay": "head aud adm",
    "audit.read": "aud",
    "calendar.read": DESK,
    "calendar.keep": "head adm sys",
    "calendar.settle": "head",
    "hold.read": "head aud adm",
    "hold.keep": "head adm",
    "erase.order": "head adm",
    "erase.account": "adm",
    "erase.due": "sys",
    "erase.own": f"{PUBLIC} {DESK}",
    "reading.read": "aud",
    "outbox.again": "clrk head adm sys",
    "alarm.read": "adm",
    "mail.again": "off head clrk",
    "answer.merge": "off head",
    "resource.ask": "off head",
    "resource.answer": f"hold own {OFFICE}",
    "resource.check": "off head",
    "message.write": "off head",
    "message.answer": "hold own",
    "assignment.give": "off head",
    "condition.keep": "head adm sys",
    "body.keep": "adm sys",
    "people.manage": "adm",
    "account.sign-in": f"{PUBLIC} {DESK}",
    "account.own": f"{PUBLIC} {DESK}",
    "demo.enter": f"{PUBLIC} {DESK}",
    "notice.lapse-agreed": "sys",
    "notice.lapse-declined": "sys",
    "notice.lapse-proceed": "sys",
    "notice.lapse-refused": "sys",
}


def test_every_row_of_the_policy_stands_in_this_table() -> None:
    assert policy.POLICY.keys() == TABLE.keys()


@pytest.mark.parametrize("action", TABLE)
def test_a_row_allows_whom_it_names_and_nobody_else(action: str) -> None:
    allowed = {
        who for who, actor in PEOPLE.items() if policy.allows(actor, action, Held(), Stage())
    }
    assert allowed == set(TABLE[action].split())


@pytest.mark.parametrize("action", TABLE)
def test_a_recused_person_is_refused_everything(action: str) -> None:
    for actor in PEOPLE.values():
        assert not policy.allows(replace(actor, recused=frozenset({1})), action, Held(), Stage())


def test_an_action_without_a_row_is_refused() -> None:
    assert not any(policy.may(actor, "notice.burn") for actor in PEOPLE.values())
    with pytest.raises(NotAllowed):
        policy.require(PEOPLE["head"], "notice.burn", Held(), Stage())


def test_a_stage_that_another_unit_holds_is_not_the_addressee_s() -> None:
    elsewhere = Stage(held_by="licensing")
    assert not policy.allows(PEOPLE["off"], "notice.prepare", Held(), elsewhere)


def test_bodies_find_no_names_and_no_words_of_people() -> None:
    hidden = policy.scope_of(PEOPLE["ask"]).hidden
    assert hidden >= PERSONAL | LOGGED | {"title", "purpose"}
    assert policy.scope_of(PEOPLE["off"]).hidden == frozenset()


def test_a_visitor_reaches_what_this_browser_opened_and_nothing_else() -> None:
    assert policy.scope_of(VISITOR).notices == frozenset()
    assert not policy.scope_of(VISITOR).everything
    assert policy.scope_of(PEOPLE["hold"]).notices == {1}
