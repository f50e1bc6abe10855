"""The demo city's own clock and deeds: each is a service that a page calls, at the hour when it was done."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from records import rows
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from regimes.shelf import Rulebook
from web.demo import papers
from web.demo.people import CLERKS, OFFICERS, SIGNATORIES, actor
from web.demo.spots import placed
from workflow import (
    answering,
    consulting,
    correcting,
    deciding,
    dispatching,
    filing,
    lastsafe,
    moves,
    owning,
    receiving,
)
from workflow.actor import VISITOR, Actor
from workflow.content import Content, SessionIn
from workflow.deciding import DecisionIn
from workflow.filing import Sheet

TEXTS = tomllib.loads((Path(__file__).with_name("texts.toml")).read_text("utf-8"))
LAWS = ("ru-moscow-assembly", "ru-moscow-mass")
NAMES = {
    "vera": "Сокольникова Вера Андреевна", "james": "James Whitfield", "union": "Совет дворов",
    "": "Ганеев Илья Маратович",
}  # fmt: skip
SPOKESMAN: dict[str, Any] = {
    "representative_name": "Н. П. Зуев", "representative_phone": "+7 (495) 000-03-11"
}  # fmt: skip


class Then:
    """A clock that is set: the demo city lives through the last weeks in order."""

    def __init__(self) -> None:
        self.at = datetime(2000, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment that the city has come to."""
        return self.at


@dataclass
class Town:
    """What a road needs to act: the database, the clock, the law."""

    engine: Any
    rulebook: Rulebook
    clock: Then = field(default_factory=Then)
    count: int = 0

    @contextmanager
    def unit(self) -> Iterator[UnitOfWork]:
        """One unit of work at the town's moment."""
        with unit_of_work(self.engine, self.clock) as work:
            yield work

    def office(self, reference: str) -> str:
        """The code of the office that the notice is addressed to."""
        with reading(self.engine, self.clock) as work:
            unit_id = work.notice(reference).unit_id
            return next(unit.code for unit in rows.units(work) if unit.id == unit_id)

    def stage(self, reference: str) -> str:
        """Where a notice is."""
        with reading(self.engine, self.clock) as work:
            return work.notice(reference).stage

    def law_of(self, kind: str) -> str:
        """The law that has this kind: that of assemblies, else that of mass events."""
        day = self.clock.at.date()
        return next(id_ for id_ in LAWS if kind in self.rulebook.current(id_, day).kinds)

    def content(
        self, number: int, kind: str, okrugs: tuple[str, ...], day: date, *, people: int, who: str,
        days: int = 1, **answers: Any,
    ) -> Content:  # fmt: skip
        """A notice's answers: matter, place and hours vary with its number, never with chance."""
        report, others = TEXTS["matters"][7], [*TEXTS["matters"][:7], *TEXTS["matters"][8:]]
        matter = report if kind == "deputy_meeting" else others[number % len(others)]
        locale = "en" if who == "james" else "ru"
        places = []
        for okrug in okrugs:
            choice = TEXTS["places"][okrug]
            place = choice[number % len(choice)]
            points = tuple(place["points"]) if kind == "march" else ()
            places.append(placed(place, okrug, points, locale))
        hour = 10 + number % 8
        sessions = tuple(
            SessionIn(
                day + timedelta(days=n), f"{hour:02d}:00", f"{hour + 2:02d}:{(number % 4) * 15:02d}"
            )
            for n in range(days)
        )
        return Content(
            kind,
            sessions,
            tuple(places),
            people,
            _answers(matter, locale, kind, people, who) | answers,
        )

    def files(self, content: Content, who: str) -> str:
        """An organiser files, signed in or (who = '') as a visitor. Returns the reference."""
        self.count += 1
        locale = "en" if who == "james" else "ru"
        law = self.law_of(content.kind)
        sheet = Sheet(law, content, locale, NAMES[who], declared=True)
        found = papers.of_kind(law, content.kind, self.count)
        with self.unit() as work:
            by = actor(work, who) if who else VISITOR
            secret = papers.draft(work, by, sheet, found) if found else ""
            filed = filing.file(
                work, self.rulebook, actor=by, sheet=sheet, key=f"demo-{self.count}", sender="demo",
                draft_secret=secret,
            )  # fmt: skip
            if who and self.count % 5:
                secret = receiving.make_link(work, work.notice(filed.reference))
                work.flush()
                receiving.confirm_address(work, secret, actor=by)
        return filed.reference

    def on_paper(self, content: Content, clerk: str, received_at: datetime) -> str:
        """A clerk enters a paper notice with its true time."""
        self.count += 1
        sheet = Sheet(self.law_of(content.kind), content, "ru", NAMES[""], declared=True)
        scanned = papers.sheet()
        with self.unit() as work:
            filed = filing.enter_paper(
                work, self.rulebook, actor=actor(work, clerk), sheet=sheet, received_at=received_at,
                key=f"demo-{self.count}", sender="demo",
            )  # fmt: skip
            papers.scan(work, self.rulebook, actor(work, clerk), filed.reference, scanned)
        return filed.reference

    def moves(
        self, reference: str, name: str, note: str = "", by: str = "", twin: str = ""
    ) -> None:
        """The officer of the notice's office, or `by`, makes a move."""
        who = by or OFFICERS[self.office(reference)]
        with self.unit() as work:
            moves.move(
                work, self.rulebook, actor=actor(work, who), reference=reference, name=name,
                seen=work.notice(reference).revision, note=note, duplicate_of=twin,
                last_seen=lastsafe.mark(work, self.rulebook, reference),
            )  # fmt: skip

    def takes(self, reference: str) -> None:
        """Of three notices the officer takes two; the third has no owner yet."""
        if self.count % 3 == 0:
            return
        who = OFFICERS[self.office(reference)]
        with self.unit() as work:
            owning.take(
                work, self.rulebook, actor=actor(work, who), reference=reference,
                seen=work.notice(reference).revision,
            )  # fmt: skip

    def answers(
        self, reference: str, said: tuple[tuple[str, str, str], ...] = (), but: str = ""
    ) -> None:
        """Bodies that were asked answer: as `said` (code, answer, facts), the others without objection."""
        spoken = {code: (answer, facts) for code, answer, facts in said}
        with self.unit() as work:
            codes = {unit.id: unit.code for unit in rows.units(work, "body")}
            for row in rows.consultations(work, work.notice(reference)):
                code = codes[row.unit_id]
                if row.answered_at is not None or code == but:
                    continue
                answer, facts = spoken.get(code, ("no-objection", ""))
                consulting.answer(
                    work, self.rulebook, actor=actor(work, code), consultation_id=row.id or 0,
                    answer=answer, ground="план обеспечения порядка" if facts else "", facts=facts,
                )  # fmt: skip

    def writes(self, reference: str, draft: DecisionIn) -> None:
        """The officer writes the decision and gives it for signature."""
        who = OFFICERS[self.office(reference)]
        with self.unit() as work:
            deciding.save(
                work, self.rulebook, actor=actor(work, who), reference=reference,
                seen=work.notice(reference).revision, draft=draft,
            )  # fmt: skip

    def releases(self, reference: str) -> None:
        """The signatory of the notice's office signs."""
        who = SIGNATORIES[self.office(reference)]
        with self.unit() as work:
            deciding.release(
                work, self.rulebook, actor=actor(work, who), reference=reference,
                seen=work.notice(reference).revision,
                last_seen=lastsafe.mark(work, self.rulebook, reference),
            )  # fmt: skip

    def accepts(self, reference: str, who: str) -> None:
        """The organiser accepts the proposal."""
        with self.unit() as work:
            answering.accept(
                work, self.rulebook, actor=self.holder(work, reference, who), reference=reference,
                seen=work.notice(reference).revision,
            )  # fmt: skip

    def declines(self, reference: str, who: str, reason: str) -> None:
        """The organiser declines."""
        with self.unit() as work:
            answering.decline(
                work, self.rulebook, actor=self.holder(work, reference, who), reference=reference,
                seen=work.notice(reference).revision, reason=reason,
            )  # fmt: skip

    def cures(self, reference: str, who: str, content: Content) -> None:
        """The organiser puts right what was asked."""
        with self.unit() as work:
            answering.cure(
                work, self.rulebook, actor=self.holder(work, reference, who), reference=reference,
                seen=work.notice(reference).revision, content=content,
            )  # fmt: skip

    def withdraws(self, reference: str, who: str, reason: str) -> None:
        """The organiser withdraws."""
        self._gives_up(moves.withdraw, reference, who, reason)

    def cancels(self, reference: str, who: str, reason: str) -> None:
        """The organiser gives an answered event up."""
        self._gives_up(moves.cancel, reference, who, reason)

    def _gives_up(self, deed: Callable[..., Any], reference: str, who: str, reason: str) -> None:
        with self.unit() as work:
            deed(
                work, self.rulebook, actor=self.holder(work, reference, who), reference=reference,
                seen=work.notice(reference).revision, note=reason,
            )  # fmt: skip

    def forwards(self, reference: str, code: str, reason: str) -> None:
        """The office passes the notice on."""
        who = OFFICERS[self.office(reference)]
        with self.unit() as work:
            correcting.forward(
                work, self.rulebook, actor=actor(work, who), reference=reference,
                seen=work.notice(reference).revision, code=code, reason=reason,
            )  # fmt: skip

    def sends(self, letter_id: int, unit_code: str, way: str, day: date) -> None:
        """The clerk marks a printed letter as sent."""
        with self.unit() as work:
            dispatching.mark_sent(
                work, self.rulebook, actor=actor(work, CLERKS[unit_code]), letter_id=letter_id, way=way, day=day,
                post_id="" if way == "in-person" else "10100082000417", today=day,
            )  # fmt: skip

    def holder(self, work: UnitOfWork, reference: str, who: str) -> Actor:
        if who:
            return actor(work, who)
        notice = work.notice(reference)
        return Actor(None, "", "visitor", notices=frozenset({notice.id or 0}))


def _answers(
    matter: dict[str, Any], locale: str, kind: str, people: int, who: str
) -> dict[str, Any]:
    english = locale == "en"
    said: dict[str, Any] = {
        "title": matter["title"][locale],
        "purpose": matter["purpose"][locale],
        "form_details": "On foot, with placards" if english else "С плакатами и транспарантами",
        "order": f"{max(2, people // 30)} stewards with armbands"
        if english else f"С повязками; распорядителей: {max(2, people // 30)}, старший на связи",
        "medical": "Two first-aiders" if english else "Два санитара и пост первой помощи",
        "organiser": NAMES[who],
        "organiser_kind": "association" if who == "union" else "citizen",
        "address": "Moscow, Prudovaya Street 8, flat 31" if english else "Москва, Прудовая ул., д. 8, кв. 31",
        "postcode": "129515",
        "phone": "+7 495 000-14-20",
        "email": f"{who or 'ganeev'}@demo.veche.example",
        "authorised": [{"name": "Ганеев Илья Маратович", "phone": "+7 495 000-14-21"}],
    }  # fmt: skip
    if kind in {"rally", "march", "demonstration", "deputy_meeting"}:
        said["sound"] = "One loudspeaker" if english else "Один громкоговоритель, до 80 дБ"
    if kind == "picket_single_structure":
        said["structure"] = "Стенд 2 × 1 м, собирается за десять минут"
    if kind == "deputy_meeting":
        said["deputy_office"] = "Депутат совета депутатов муниципального округа"
    if people > 500:
        said["bank_account"] = "40703810000000000417, Банк «Пример», БИК 044500000"
    if kind in {"march", "demonstration"}:
        said["vehicles"] = "нет"
    return said
