"""People who object and complain, and those of the office who answer: verbs over the services."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from records import accounts, plea_rows, rows
from records.tables import Plea
from tests.support.everywhere import Everywhere
from workflow import complaining, objecting


@dataclass
class Pleading:
    """A city with a second person who may sign, and another head; who objects is the owner of the notice."""

    at: Everywhere

    def people(self) -> "Pleading":
        """Belov may sign too; Gromova heads the whole office. Neither had a part in any decision."""
        with self.at.city.unit() as work:
            for key, role, unit in (
                ("belov", "signatory", "prefecture-svao"),
                ("gromova", "head", ""),
            ):
                made = accounts.create(work, email=f"{key}@veche.example", name=key.title())
                accounts.give_post(
                    work,
                    made,
                    role,
                    unit_code=unit,
                    from_day=date(2020, 1, 1),
                    title=("Deputy prefect", "Заместитель префекта"),
                )
        return self

    def decision(self, reference: str) -> int:
        """The decision in force."""
        with self.at.city.reading() as work:
            found = rows.released_decision(work, work.notice(reference))
        assert found is not None
        return found.id or 0

    def objects(self, reference: str, *, who: str = "owner", **typed: Any) -> Plea:
        """Somebody objects to the decision in force."""
        given: dict[str, Any] = {
            "text": "The school is closed on Sundays.",
            "decision_id": 0,
        } | typed
        given["decision_id"] = given["decision_id"] or self.decision(reference)
        with self.at.city.unit() as work:
            return objecting.file(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=reference, **given
            )

    def does(self, deed: str, plea: Plea, who: str, **more: Any) -> Plea:
        """Somebody of the office takes a step with an objection."""
        with self.at.city.unit() as work:
            deeds: Any = getattr(objecting, deed)
            done: Plea = deeds(
                work, self.at.city.rulebook, actor=self.at.actor(who), plea_id=plea.id,
                seen=self.seen(plea), **more,
            )  # fmt: skip
            return done

    def seen(self, plea: Plea) -> int:
        """The revision of a page that is opened now."""
        return self.now(plea).revision

    def now(self, plea: Plea) -> Plea:
        """How it stands."""
        with self.at.city.reading() as work:
            return plea_rows.plea(work, plea.id or 0)

    def answered(
        self,
        plea: Plea,
        outcome: str,
        *,
        signer: str = "belov",
        answer: str = "The gate is open on that day.",
    ) -> Plea:
        """Hasanov, who had no part in it, examines and writes; somebody else signs."""
        self.does("assign", plea, "hasanov", to=self.at.account("hasanov"))
        self.does("draft", plea, "hasanov", outcome=outcome, answer=answer)
        self.does("submit", plea, "hasanov")
        return self.does("sign", plea, signer)

    def anew(self, reference: str, outcome: str, why: str) -> None:
        """The office decides anew in place of what was released."""
        self.at.writes_draft(reference, outcome, replace_reason=why)
        self.at.signs(reference)

    def complains(self, reference: str, *, who: str = "owner", **typed: Any) -> Plea:
        """Somebody complains about how the notice is handled."""
        given: dict[str, Any] = {"about": "delay", "text": "Nobody answers the telephone."} | typed
        with self.at.city.unit() as work:
            return complaining.file(
                work, self.at.city.rulebook, actor=self.at.actor(who), reference=reference, **given
            )

    def answers(self, plea: Plea, who: str, text: str = "It was answered late.") -> Plea:
        """A complaint is answered."""
        with self.at.city.unit() as work:
            return complaining.answer(
                work, self.at.city.rulebook, actor=self.at.actor(who), plea_id=plea.id or 0,
                seen=self.seen(plea), text=text,
            )  # fmt: skip
