"""A city with a notice at every turn of the road, one organiser's, and the people who may come by.

Made through the services that pages call; used by the matrices, which ask who may do what.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from letters import press
from records import accounts, rows
from records.tables import Letter
from tests.support.city import City, ahead, content
from web.entering import actor_of
from workflow import consulting, deciding, filing, lastsafe, moves, printing
from workflow.actor import Actor
from workflow.content import SessionIn
from workflow.deciding import DecisionIn
from workflow.filing import Sheet

CANARY: dict[str, Any] = {
    "organiser": "Канареечкина Аделаида Вольфовна",
    "address": "Москва, Канареечная ул., д. 3",
    "phone": "+7 916 765-43-21",
    "email": "canary@example.org",
    "authorised": [{"name": "Канарейкин Пётр", "phone": "+7 916 765-43-22"}],
    "attorney": {
        "name": "Канареев Лев",
        "number": "77 АВ 7654322",
        "day": "2027-02-01",
        "until_day": "",
    },
}
"""What names the organiser; found on a page of somebody who may not read it, it is a leak."""
SIGNS_OF_THE_CANARY = ("канаре", "canary@", "765-43-2")
WAYS_TO_REACH_IT = ("canary@", "765-43-21")

SPOKESMAN: dict[str, Any] = {
    "representative_name": "Зуев Н. П.",
    "representative_phone": "+7 495 000-03-11",
}
LATER = SessionIn(date(2027, 3, 14), "15:00", "16:30")
DRAFTS: dict[str, DecisionIn] = {
    "agreed": DecisionIn("agreed", capacity=2000, **SPOKESMAN),
    "proposal": DecisionIn(
        "proposal", reasons="Ремонт.", facts="Договор № 12", proposal_sessions=(LATER,), **SPOKESMAN
    ),
    "cure": DecisionIn(
        "cure", items=({"field": "medical", "reason": "Не указан пост", "article": "7(3)(6)"},)
    ),
    "warning": DecisionIn(
        "warning", facts="В призывах мера, запрещённая законом.", reasons="См. статью 12 (2).",
        article="статья 20.3 КоАП",
    ),
    "refused": DecisionIn(
        "refused", ground="art12_3_place", facts="Маршрут идёт по территории школы (план, лист 2).",
        measures=({"measure": "Перенести", "found": "место свободно", "result": "отказ"},),
    ),
    "not-examined": DecisionIn("not-examined", reasons="Срок подачи истёк."),
}  # fmt: skip
"""A whole draft for each outcome."""


@dataclass
class Everywhere:
    """The notices by where they stand, and ids that addresses need."""

    city: City
    refs: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)

    # --- people ------------------------------------------------------------------------

    def people(self) -> "Everywhere":
        """Organisers with accounts, another office's staff, the auditor, one who was switched off."""
        with self.city.unit() as work:
            for key in ("owner", "other"):
                accounts.create(work, email=f"{key}@veche.example", name=key.title())
            for key, role, unit in (
                ("farclerk", "clerk", "prefecture-zao"), ("farsigner", "signatory", "prefecture-zao"),
                ("auditor", "auditor", ""), ("admin", "administrator", ""),
                ("gone", "officer", "prefecture-svao"),
            ):  # fmt: skip
                made = accounts.create(work, email=f"{key}@veche.example", name=key.title())
                accounts.give_post(work, made, role, unit_code=unit, from_day=date(2020, 1, 1))
            accounts.disable(work, made)
        return self

    def account(self, key: str) -> int:
        """The id of somebody's account."""
        with self.city.reading() as work:
            found = accounts.find(work, f"{key}@veche.example")
        assert found is not None, f"{key} is nobody here"
        return found

    def actor(self, key: str) -> Actor:
        """Anybody with an account, as the policy sees them after signing in."""
        number = self.account(key)
        with self.city.reading() as work:
            person = accounts.person(work, number, self.city.clock.now().date())
        assert person is not None
        return actor_of(person)

    # --- the road ----------------------------------------------------------------------

    def files(self, name: str, *, by: str = "owner", **changes: Any) -> str:
        """The organiser files the usual march; it is known by this name afterwards."""
        said = content(**(ahead(self.city.clock.now()) | changes))
        said.answers.update(CANARY if by == "owner" else {})  # type: ignore[attr-defined]  # City makes a dict
        sheet = Sheet("ru-moscow-assembly", said, "ru", "В. Сокольникова", declared=True)
        with self.city.unit() as work:
            filed = filing.file(
                work, self.city.rulebook, actor=self.actor(by), sheet=sheet,
                key=f"key-{name}", sender="seed",
            )  # fmt: skip
        self.refs[name], self.ids[name] = filed.reference, filed.notice_id
        return filed.reference

    def moves(self, reference: str, name: str, who: str = "orlova", **more: Any) -> None:
        """Somebody makes a move."""
        seen = self.city.revision(reference)
        with self.city.unit() as work:
            more.setdefault("last_seen", lastsafe.mark(work, self.city.rulebook, reference))
            moves.move(
                work, self.city.rulebook, actor=self.actor(who), reference=reference,
                name=name, seen=seen, note="Так записано в журнале.", **more,
            )  # fmt: skip

    def asked(self, name: str, bodies: tuple[str, ...] = ("police", "transport")) -> str:
        """A notice in review; transport has answered, the police not."""
        reference = self.files(name)
        self.moves(reference, "register")
        self.moves(reference, "ask", bodies=bodies)
        self.answers(reference, "transport")
        return reference

    def answers(self, reference: str, body: str) -> None:
        """A body has no objection."""
        with self.city.unit() as work:
            unit = rows.unit_by_code(work, body)
            asked = rows.consultations(work, work.notice(reference))
            number = next(row.id for row in asked if row.unit_id == unit.id)
            consulting.answer(
                work, self.city.rulebook, actor=self.actor(body),
                consultation_id=number or 0, answer="no-objection",
            )  # fmt: skip

    def question(self, name: str, body: str = "police") -> int:
        """The id of the question to a body."""
        with self.city.reading() as work:
            unit = rows.unit_by_code(work, body)
            asked = rows.consultations(work, work.notice(self.refs[name]))
        return next(row.id or 0 for row in asked if row.unit_id == unit.id)

    def preparing(self, name: str, outcome: str = "") -> str:
        """A notice whose answer is being written, perhaps with a whole draft."""
        reference = self.asked(name)
        self.answers(reference, "police")
        self.moves(reference, "prepare")
        if outcome:
            self.writes(reference, outcome)
        return reference

    def writes(self, reference: str, outcome: str) -> None:
        """Orlova saves a draft."""
        seen = self.city.revision(reference)
        with self.city.unit() as work:
            deciding.save(
                work, self.city.rulebook, actor=self.actor("orlova"), reference=reference,
                seen=seen, draft=DRAFTS[outcome],
            )  # fmt: skip

    def writes_draft(self, reference: str, outcome: str, **changes: Any) -> None:
        """Orlova saves a draft of this outcome with some parts typed otherwise."""
        seen = self.city.revision(reference)
        with self.city.unit() as work:
            deciding.save(
                work, self.city.rulebook, actor=self.actor("orlova"), reference=reference,
                seen=seen, draft=replace(DRAFTS[outcome], **changes),
            )  # fmt: skip

    def signs(self, reference: str, who: str = "morozova", *, submit: bool = True) -> str:
        """The draft is given for signature and signed; the number of its letter."""
        if submit:
            self.moves(reference, "submit")
        seen = self.city.revision(reference)
        with self.city.unit() as work:
            return deciding.release(
                work, self.city.rulebook, actor=self.actor(who), reference=reference, seen=seen,
                last_seen=lastsafe.mark(work, self.city.rulebook, reference),
            )  # fmt: skip

    def to_sign(self, name: str, outcome: str) -> str:
        """A notice that waits for a signature."""
        reference = self.preparing(name, outcome)
        self.moves(reference, "submit")
        return reference

    def released(self, name: str, outcome: str) -> str:
        """A notice whose answer was released."""
        reference = self.to_sign(name, outcome)
        self.signs(reference, submit=False)
        return reference

    # --- letters -----------------------------------------------------------------------

    def letter(self, name: str, kind: str) -> int:
        """The id of a letter of this notice."""
        with self.city.reading() as work:
            found = rows.letters(work, work.notice(self.refs[name]))
        return next(row.id or 0 for row in found if row.kind == kind)

    def prints(self, number: int) -> None:
        """The press makes the bytes, for real."""
        with self.city.reading() as work:
            waiting = printing.waiting(work, number)
        assert waiting is not None
        made = press.pdf(waiting)
        with self.city.unit() as work:
            printing.keep(work, number, pdf=made.pdf, sha256=made.sha256, pages=made.pages)

    def holds(self, number: int) -> None:
        """The press could not make it."""
        with self.city.unit() as work:
            printing.hold(work, number, "A letter is missing in the fonts.")
            assert work.get(Letter, number).state == "held"
