"""The measured city: its offices, an officer, and notices in the stages of a working week.

Every row is made by the service that a page calls; nothing is written past the workflow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from places import offices
from records import accounts, rows
from records.engine import make_engine
from records.migrate import upgrade
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from regimes.shelf import Rulebook, load_all
from web.entering import actor_of
from workflow import consulting, filing, founding, moves
from workflow.actor import VISITOR, Actor
from workflow.content import Content, PlaceIn, SessionIn
from workflow.filing import Filed, Sheet

REGIME = "ru-moscow-assembly"
OFFICE = "prefecture-svao"
PEOPLE = {"officer": OFFICE, "police": "police", "transport": "transport", "medical": "medical"}
STEP = timedelta(minutes=5)


@dataclass
class Then:
    """A clock that is set: notices come in one after the other through the last day."""

    at: datetime

    def now(self) -> datetime:
        """The moment that the city has come to."""
        return self.at


def content(number: int, day: date) -> Content:
    """A march with every answer that the law asks for; words vary with the number."""
    answers = {
        "title": f"Шествие памяти основателей библиотеки, {number}",
        "purpose": "Память основателей библиотеки Мельничного квартала",
        "form_details": "Шествие пешком, с плакатами, без транспорта",
        "vehicles": "нет",
        "order": "12 распорядителей с повязками, по одному у каждого перехода",
        "medical": "Два санитара в начале и в конце колонны",
        "sound": "Один громкоговоритель на площади, до 80 дБ",
        "organiser": f"Сокольникова Вера Андреевна {number}",
        "organiser_kind": "citizen",
        "address": f"Москва, Прудовая ул., д. {number % 90 + 1}, кв. 31",
        "postcode": "129515",
        "phone": f"+7 495 000-{number // 100 % 100:02}-{number % 100:02}",
        "email": f"organiser-{number}@example.org",
        "authorised": [{"name": "Ганеев Илья Маратович", "phone": "+7 495 000-14-21"}],
    }
    points = ("Липовый бульвар, 4", "Садовников ул.", "Мельничная площадь")
    place = PlaceIn("Липовый бульвар", "SVAO", "ostankinsky", points)
    hour = 10 + number % 8
    session = SessionIn(day, f"{hour:02}:00", f"{hour + 1:02}:30")
    return Content("march", (session,), (place,), 100 + number % 400, answers)


@dataclass
class City:
    """A founded city on its own database, and the hands that make notices in it."""

    home: Path
    clock: Then
    rulebook: Rulebook = field(default_factory=load_all)
    url: str = ""  # of a database that is there; else a file in the home

    def __post_init__(self) -> None:
        self.url = self.url or f"sqlite:///{self.home / 'veche.db'}"
        self.engine: Engine = make_engine(self.url)
        self.actors: dict[str, Actor] = {}

    @contextmanager
    def unit(self) -> Iterator[UnitOfWork]:
        """One writing unit, some minutes after the last."""
        with unit_of_work(self.engine, self.clock) as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """One reading, opened as a page opens it."""
        with reading(self.engine, self.clock) as work:
            yield work

    def files(self, number: int) -> Filed:
        """A visitor files a notice; nothing is printed or mailed yet."""
        day = self.clock.at.date() + timedelta(days=13)
        sheet = Sheet(REGIME, content(number, day), "ru", "Вера Сокольникова", declared=True)
        with self.unit() as work:
            return filing.file(
                work,
                self.rulebook,
                actor=VISITOR,
                sheet=sheet,
                key=f"form-{number}",
                sender="bench",
            )

    def moves(self, reference: str, name: str) -> None:
        """The officer makes a move."""
        with self.unit() as work:
            moves.move(
                work, self.rulebook, actor=self.actors["officer"], reference=reference, name=name,
                seen=work.notice(reference).revision,
            )  # fmt: skip

    def answers(self, reference: str) -> None:
        """The police, and nobody else yet, answer what they were asked."""
        police = self.actors["police"]
        with self.unit() as work:
            for row in rows.consultations(work, work.notice(reference)):
                if police.holds(row.unit_id, "officer"):
                    consulting.answer(
                        work, self.rulebook, actor=police, consultation_id=row.id or 0, answer="no-objection"
                    )  # fmt: skip


def found(home: Path, now: datetime, url: str = "") -> City:
    """A city whose clock stands two days before `now`, with people and no notice yet."""
    home.mkdir(parents=True, exist_ok=True)
    city = City(home, Then(now.astimezone(UTC) - timedelta(days=2)), url=url)
    upgrade(city.engine)
    with city.unit() as work:
        founding.found(work, offices.load(), check_url="https://veche.example/c")
        for key, unit in PEOPLE.items():
            made = accounts.create(work, email=f"{key}@veche.example", name=f"O. F. {key.title()}")
            accounts.give_post(work, made, "officer", unit_code=unit, from_day=date(2020, 1, 1))
            person = accounts.person(work, made, work.now.date())
            assert person is not None  # made a moment ago
            city.actors[key] = actor_of(person)
    return city


def fill(city: City, notices: int) -> None:
    """Notices in turn received, registered, under review, and under review with one answer."""
    for number in range(notices):
        filed = city.files(number)
        city.clock.at += min(STEP, timedelta(days=1) / notices)
        if number % 4 > 0:
            city.moves(filed.reference, "register")
        if number % 4 > 1:
            city.moves(filed.reference, "ask")
        if number % 4 > 2:
            city.answers(filed.reference)
