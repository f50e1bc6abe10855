"""An organiser who has much and one who has nothing, with a notice for each page that can be asked wrongly."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from intake.content import answers_of
from records import accounts
from records.people import Account
from tests.browser.conftest import Town
from tests.support.city import content
from tests.support.papers import looked
from tests.support.sitting import DRAFT, MASS
from workflow import (
    attaching,
    consulting,
    deciding,
    drafting,
    filing,
    messaging,
    minuting,
    organisations,
    resources,
)
from workflow.attaching import Owner
from workflow.content import Content, PlaceIn, SessionIn
from workflow.filing import Sheet

LAW, KIND = "ru-moscow-assembly", "march"
WORD = "Долгоимённоеобществолюбителейстарыхмельницилиповыхбульваров"
LONG = (WORD + "и" + WORD * 2 + " " + WORD)[:200]
"""As long as a name may be, and most of it one word."""
PLACE = (WORD * 3 + ", " + WORD * 2)[:300]
"""As long as a place may be."""


def much() -> Content:
    """A notice in which everything is as long as it may be, and comes as often as people write it."""
    start = date(2027, 3, 14)
    whole = content()
    people = [{"name": LONG, "phone": "+7 495 000-14-21"}] * 20
    said = {
        "title": LONG, "organiser": LONG, "address": PLACE, "authorised": people, "purpose": PLACE * 16,
        "attorney": {"name": LONG, "number": "7" * 60, "day": "2027-01-10", "until_day": ""},
    }  # fmt: skip
    return replace(
        whole,
        sessions=tuple(
            SessionIn(start + timedelta(days=one), "10:00", "21:30") for one in range(6)
        ),
        places=tuple(
            PlaceIn(PLACE, "SVAO", "ostankinsky", tuple([PLACE[:200]] * 12) if not one else ())
            for one in range(12)
        ),
        attendance=999_999_999,
        answers={**whole.answers, **said},
    )


@dataclass
class States:
    """The notices by name, the drafts by the content that they hold."""

    town: Town
    refs: dict[str, str]

    def draft(self, said: Content | None = None, kind: str = KIND, law: str = LAW) -> str:
        """The path that opens a draft of these answers, or an empty one."""
        with self.town.city.unit() as work:
            secret = drafting.begin(
                work, actor=self.town.at.actor("many"), regime_id=law, kind=kind, locale="en"
            )
            work.flush()
            if said is not None:
                with self.town.app.test_request_context():
                    drafting.save(work, secret, answers=answers_of(said))
        return f"/drafts/{secret}"


def people(town: Town) -> None:
    """One account for all that is long and wrong, and one that holds nothing."""
    with town.city.unit() as work:
        for key in ("many", "nobody"):
            accounts.create(work, email=f"{key}@veche.example", name=key.title())
        work.flush()
        work.session.execute(update(Account).values(demo=True, about_en="Asks", about_ru="Просит"))


def long_ones(town: Town, count: int) -> dict[str, str]:
    """Forty notices, or as many; the last one is long in everything and has twenty papers."""
    at = town.at
    for number in range(count - 1):
        at.files(f"many {number}", by="many", answers={"title": f"{LONG[:190]} {number}"})
    said = much()
    long = at.files("long", by="many", **{name: getattr(said, name) for name in Content.__slots__})
    with town.city.unit() as work:
        for number in range(20):
            side = "organiser" if number < 10 else "office"
            owner = Owner(notice=work.notice(long), source=side)
            attaching.keep(
                work, actor=at.actor("many" if number < 10 else "kravets"), owner=owner, paper="route_map", scan=False,
                looked=looked(f"{PLACE[:190]}-{number}.pdf", str(number).encode()),
            )  # fmt: skip
            work.flush()
    with town.city.unit() as work:
        organisations.found(work, actor=at.actor("many"), name=LONG)
    return {"long": long}


def turns(town: Town) -> dict[str, str]:
    """A notice at each turn at which its organiser writes something."""
    at, made = town.at, {}
    made["asked"] = at.asked("asked of many")
    for name, outcome in (
        ("proposed", "proposal"), ("cured", "cure"), ("agreed", "agreed"), ("refused", "refused"),
    ):  # fmt: skip
        made[name] = at.released(f"{name} of many", outcome)
    common: dict[str, Any] = {"reference": made["asked"]}
    with town.city.unit() as work:
        consulting.answer(
            work, town.city.rulebook, actor=at.actor("police"), consultation_id=at.question("asked of many"),
            answer="need-information", facts="Where does the stage stand?", whom="organiser",
        )  # fmt: skip
        resources.ask(
            work, town.city.rulebook, actor=at.actor("orlova"), kind="stewards", wanted=20, why="Narrow", **common
        )  # fmt: skip
        said = messaging.begin(
            work,
            town.city.rulebook,
            actor=at.actor("zuev"),
            to="organiser",
            text="Call us",
            **common,
        )
        work.flush()
        messaging.send(
            work, town.city.rulebook, actor=at.actor("zuev"), message_id=said, seen=1, **common
        )
    return made


def bargains(town: Town) -> dict[str, str]:
    """A letter whose conditions wait for an answer, beside minutes of a talk that are not confirmed."""
    at = town.at
    said = content(kind="cultural_event", sessions=(SessionIn(date(2027, 5, 9), "12:00", "14:00"),))
    with town.city.unit() as work:
        filed = filing.file(
            work, town.city.rulebook, actor=at.actor("owner"), sheet=Sheet(MASS, said, "en", "V. S.", declared=True),
            key="conditions of many", sender="seed",
        )  # fmt: skip
    for move in ("register", "prepare-without-asking"):
        at.moves(filed.reference, move)
    with town.city.unit() as work:
        deciding.save(
            work, town.city.rulebook, actor=at.actor("orlova"), reference=filed.reference,
            seen=work.notice(filed.reference).revision, draft=DRAFT,
        )  # fmt: skip
    at.signs(filed.reference)
    with town.city.unit() as work:
        minuting.write(
            work, town.city.rulebook, actor=at.actor("orlova"), reference=filed.reference,
            held_on=date(2027, 3, 1), people="V. Sokolnikova, O. Orlova", said="Two hundred stewards are too many.",
        )  # fmt: skip
    return {"bound": filed.reference}
