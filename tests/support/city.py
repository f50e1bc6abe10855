"""A small city for stories: its offices, its people, and verbs that they act by.

No mocks: every verb is the service that a page calls, in a unit of its own, at the story's clock.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from places import offices
from records import rows
from records.people import Account
from records.tables import Post, SigningPower
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from regimes.shelf import Rulebook, load_all
from tests.support.clock import FakeClock
from workflow import filing, founding
from workflow.actor import VISITOR, Actor, PostHeld
from workflow.content import Content, PlaceIn, SessionIn
from workflow.filing import Filed, Sheet

REGIME = "ru-moscow-assembly"
RULEBOOK = load_all()

PEOPLE = {
    "orlova": ("L. N. Orlova", "Л. Н. Орлова", "officer", "prefecture-svao"),
    "hasanov": ("R. I. Khasanov", "Р. И. Хасанов", "officer", "prefecture-svao"),
    "zuev": ("N. P. Zuev", "Н. П. Зуев", "head", "prefecture-svao"),
    "morozova": ("A. V. Morozova", "А. В. Морозова", "signatory", "prefecture-svao"),
    "kravets": ("K. K. Kravets", "К. К. Кравец", "clerk", "prefecture-svao"),
    "police": ("P. P. Policeman", "П. П. Полицейский", "officer", "police"),
    "transport": ("T. T. Transport", "Т. Т. Транспорт", "officer", "transport"),
    "medical": ("M. M. Medic", "М. М. Медик", "officer", "medical"),
    "stranger": ("S. S. Stranger", "С. С. Посторонний", "officer", "prefecture-zao"),
}


def content(**changes: Any) -> Content:
    """A march in the North-Eastern okrug with every statutory answer, on Sunday 14 March 2027."""
    whole = Content(
        kind="march",
        sessions=(SessionIn(date(2027, 3, 14), "12:00", "13:30"),),
        places=(
            PlaceIn(
                "Липовый бульвар", "SVAO", "ostankinsky",
                ("Липовый бульвар, 4", "Садовников ул.", "Мельничная площадь"),
            ),
        ),
        attendance=350,
        answers={
            "title": "Шествие памяти",
            "purpose": "Память основателей библиотеки Мельничного квартала",
            "form_details": "Шествие пешком, без транспорта",
            "vehicles": "нет",
            "order": "12 распорядителей с повязками, по одному у каждого перехода",
            "medical": "Два санитара в начале и в конце колонны",
            "sound": "Один громкоговоритель на площади",
            "organiser": "Сокольникова Вера Андреевна",
            "organiser_kind": "citizen",
            "address": "Москва, Прудовая ул., д. 8, кв. 31",
            "postcode": "129515",
            "phone": "+7 495 000-14-20",
            "email": "vera@example.org",
            "authorised": [{"name": "Ганеев Илья Маратович", "phone": "+7 495 000-14-21"}],
        },
    )  # fmt: skip
    answers = {**whole.answers, **changes.pop("answers", {})}
    return replace(whole, **changes, answers=answers)


def ahead(now: datetime) -> dict[str, Any]:
    """What moves the usual march on where its day is over: nobody files for a past one."""
    if now < datetime(2027, 3, 14, 10, 30, tzinfo=UTC):
        return {}
    return {"sessions": (SessionIn(now.date() + timedelta(days=13), "12:00", "13:30"),)}


def sheet(**changes: Any) -> Sheet:
    """The same, signed."""
    return Sheet(REGIME, content(**changes), "ru", "Вера Сокольникова", declared=True)


@dataclass
class City:
    """A city on this test's database, at this test's clock."""

    engine: Engine
    clock: FakeClock
    rulebook: Rulebook = RULEBOOK

    def unit(self) -> Any:
        """A writing unit, as a page opens one."""
        return unit_of_work(self.engine, self.clock)

    def reading(self) -> Any:
        """A reading."""
        return reading(self.engine, self.clock)

    def found(self) -> "City":
        """Offices and people enter the records."""
        with self.unit() as work:
            founding.found(work, offices.load(), check_url="https://veche.example/c")
            self._settles(work)
        return self

    def _settles(self, work: UnitOfWork) -> None:
        """Everybody has an account and a post; written in two strokes, as every test pays for it."""
        people = {
            key: Account(email=f"{key}@veche.example", name=en, name_ru=ru, created_at=work.now)
            for key, (en, ru, _, _) in PEOPLE.items()
        }
        for person in people.values():
            work.add(person)
        work.flush()
        units = {unit.code: unit.id for unit in rows.units(work)}
        for key, (_, _, role, unit) in PEOPLE.items():
            signs = role == "signatory"
            work.add(
                Post(
                    account_id=people[key].id or 0, role=role, unit_id=units[unit], from_day=date(2020, 1, 1),
                    title_en="Deputy prefect" if signs else "",
                    title_ru="Заместитель префекта" if signs else "",
                )
            )  # fmt: skip
        signer = people["morozova"].id or 0
        work.add(
            SigningPower(
                account_id=signer, unit_id=units["prefecture-svao"], kinds=[], from_day=date(2020, 1, 1),
                title_en="Deputy prefect", title_ru="Заместитель префекта", given_at=work.now,
            )
        )  # fmt: skip

    def actor(self, key: str) -> Actor:
        """One of the city's people, with the post that they hold."""
        name, _, role, unit = PEOPLE[key]
        with self.reading() as work:
            account = rows.account_by_email(work, f"{key}@veche.example")
            row = rows.unit_by_code(work, unit)
        assert account is not None
        post = PostHeld(role, row.id, row.code, row.kind)
        return Actor(account.id, name, role, (post,))

    def files(self, *, key: str = "", **changes: Any) -> Filed:
        """A visitor without an account files a notice."""
        with self.unit() as work:
            return filing.file(
                work, self.rulebook, actor=VISITOR, sheet=sheet(**(ahead(work.now) | changes)),
                key=key or f"key-{self.clock.now().timestamp()}-{changes!r}", sender="browser",
            )  # fmt: skip

    def holder(self, filed: Filed) -> Actor:
        """The browser that filed: it holds the notice by its receipt."""
        return replace(VISITOR, notices=frozenset({filed.notice_id}))

    def revision(self, reference: str) -> int:
        """What a form opened now would carry as `seen`."""
        with self.reading() as work:
            return int(work.notice(reference).revision)

    def stage(self, reference: str) -> str:
        """Where the notice is."""
        with self.reading() as work:
            return str(work.notice(reference).stage)

    def goes_to(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """The clock goes to a Moscow moment (UTC+3)."""
        self.clock.set(datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=3))
