"""One invented letter of each kind and language: for `make letters`, the tests, and anyone who changes a template.

`python -m letters.specimens FOLDER` writes them as PDF, each marked ОБРАЗЕЦ or SPECIMEN.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from letters import press
from letters.letter import (
    KINDS,
    Ahead,
    FactRow,
    Ground,
    Head,
    Item,
    Letter,
    Measure,
    Notified,
    Office,
    Person,
    Signatory,
    Sitting,
)

MOSCOW = timezone(timedelta(hours=3))
EVENT_DAY = date(2026, 12, 19)

OFFICES = {
    "ru": Office(
        over="Город Москва",
        name="Департамент публичных мероприятий",
        short="Департамент",
        contact="Вечевая пл., д. 1, Москва, 101000 · тел. +7 (495) 000-00-00 · dpm@veche.example · veche.example",
        registration="ОКПО 00000000 · ОГРН 0000000000000 · ИНН/КПП 0000000000/000000000",
        email="dpm@veche.example",
    ),
    "en": Office(
        over="City of Moscow",
        name="Department of Public Events",
        short="the Department",
        contact="1 Vechevaya Square, Moscow 101000 · tel. +7 (495) 000-00-00 · dpm@veche.example · veche.example",
        email="dpm@veche.example",
    ),
}
HEADS = {
    "ru": Head(
        locale="ru",
        office=OFFICES["ru"],
        number="ДПМ-16-1561/26",
        day=date(2026, 12, 16),
        reply_reference="26-0131",
        reply_received=datetime(2026, 12, 14, 10, 5, tzinfo=MOSCOW),
        addressee=("Мусагитову Ильдару Фаритовичу", "Речной пер., д. 4, кв. 112", "Москва", "105001"),
        check_code="0XH4V9M2ER7P",
        check_url="https://veche.example/c",
        salutation="Уважаемый Ильдар Фаритович!",
        signatory=Signatory(post="Начальник управления публичных мероприятий", name="М. Р. Воскресенская"),
        executor=Person(name="Лаптев Игорь Сергеевич", phone="+7 (495) 000-00-17", email="laptev@veche.example"),
        zone="МСК",
    ),
    "en": Head(
        locale="en",
        office=OFFICES["en"],
        number="DPM-16-1561/26",
        day=date(2026, 12, 16),
        reply_reference="26-0131",
        reply_received=datetime(2026, 12, 14, 10, 5, tzinfo=MOSCOW),
        addressee=("Mr Ildar F. Musagitov", "Rechnoy per., d. 4, kv. 112", "Moscow 105001"),
        check_code="M2R8Z6WQ41HE",
        check_url="https://veche.example/c",
        salutation="Dear Mr Musagitov,",
        signatory=Signatory(post="Head of the Public Events Division", name="M. R. Voskresenskaya"),
        executor=Person(name="Igor Laptev", phone="+7 (495) 000-00-17", email="laptev@veche.example"),
        zone="Moscow time",
    ),
}
NOTIFIED = {
    "ru": Notified(
        kind="пикетирование группой лиц",
        aim="Сохранить детскую площадку при реконструкции двора",
        sittings=(Sitting(day=EVENT_DAY, start="12:00", end="15:00"),),
        places=("детская площадка во дворе домов 4 и 6 по Речному пер.",),
        attendance=25,
        organiser="Мусагитов Ильдар Фаритович",
    ),
    "en": Notified(
        kind="group picket",
        aim="Сохранить детскую площадку при реконструкции двора",
        sittings=(Sitting(day=EVENT_DAY, start="12:00", end="15:00"),),
        places=("playground in the courtyard of Nos. 4 and 6, Rechnoy Lane",),
        attendance=25,
        organiser="Ildar F. Musagitov",
    ),
}
PEOPLE = {
    "ru": Person(name="Синицын Павел Андреевич", phone="+7 (495) 000-00-21"),
    "en": Person(name="Pavel Sinitsyn", phone="+7 (495) 000-00-21"),
}


def at(day: int, hour: int = 23, minute: int = 59, second: int = 59) -> datetime:
    """An instant of December 2026; without an hour the end of the day, as due instants are stored."""
    return datetime(2026, 12, day, hour, minute, second, tzinfo=MOSCOW)


def specimen(kind: str, locale: str, **changes: Any) -> Letter:
    """A letter of the kind with unsurprising data; `changes` replace fields of it."""
    fields: dict[str, Any] = {
        "head": HEADS[locale],
        "notified": NOTIFIED[locale],
        **{name: value[locale] for name, value in FIELDS[kind].items()},
    }
    if kind in ("receipt", "deemed-agreed"):
        fields["head"] = replace(fields["head"], signatory=None, executor=None)
    return KINDS[kind](**{**fields, **changes})


def all_specimens() -> Iterator[tuple[str, Letter]]:
    """(name of the file, letter) for each kind and language."""
    for kind in KINDS:
        for locale in HEADS:
            yield f"{locale}-{kind}", specimen(kind, locale)


def both(value: Any) -> dict[str, Any]:
    return {"ru": value, "en": value}


FIELDS: dict[str, dict[str, dict[str, Any]]] = {
    "receipt": {
        "ahead": {
            "ru": (
                Ahead(until=at(17), who="authority", what="согласует или мотивированно предложит изменения"),
                Ahead(until=at(16), who="organiser", what="ответите письменно на предложение, если оно поступит"),
                Ahead(until=at(19, 12, 0, 0), who="organiser", what="начало мероприятия, если место и время согласованы"),
            ),
            "en": (
                Ahead(until=at(17), who="authority", what="agrees, or proposes a change with its reasons"),
                Ahead(until=at(16), who="organiser", what="answer in writing, if there is a proposal"),
                Ahead(until=at(19, 12, 0, 0), who="organiser", what="the event begins, if place and time are agreed"),
            ),
        },
        "silence_agrees": both(True),
        "authority_due": both(at(17)),
        "contact": PEOPLE,
    },
    "agreed": {
        "capacity": both(3400),
        "capacity_rule": {
            "ru": "Два человека на квадратный метр свободной площади",
            "en": "Two people per square metre of free ground",
        },
        "representative": PEOPLE,
    },
    "proposal": {
        "sittings": both((Sitting(day=EVENT_DAY, start="11:00", end="13:00"),)),
        "places": {
            "ru": ("Липовая аллея от д. 1 до д. 36 – сквер Учителей; 1,1 км",),
            "en": ("Lime Walk from No. 1 to No. 36 – Teachers’ Square; 1.1 km",),
        },
        "why": {
            "ru": (
                "С 1 по 20 декабря 2026 г. между домами 12 и 31 вскрыта проезжая часть и тротуар: ведётся аварийная "
                "замена теплотрассы (ордер ОАТИ-26-7714 от 28.11.2026). Свободная ширина прохода – 2,1 м, для колонны "
                "в 300 человек нужно не менее 5 м.",
                "Предложенное место видно и слышно тем же адресатам мероприятия.",
            ),
            "en": (
                "From 1 to 20 December 2026 the carriageway and pavement between Nos. 12 and 31 are dug up for an "
                "emergency replacement of the heating main (permit OATI-26-7714 of 28 November 2026). The free width "
                "is 2.1 metres; a column of 300 people needs at least 5 metres.",
                "The proposed place is within sight and sound of the same audience.",
            ),
        },
        "reply_by": both(at(16)),
        "representative": PEOPLE,
        "capacity": both(900),
        "more": {
            "ru": (FactRow(label="Сбор", value="с 10:30"),),
            "en": (FactRow(label="Gathering", value="from 10:30"),),
        },
    },
    "cure": {
        "items": {
            "ru": (
                Item(field="Медицинская помощь", reason="не указано, кто и чем её обеспечит", article="пункт 6 части 3 статьи 7"),
                Item(field="Звукоусиление", reason="указана сцена, но не указаны средства и их мощность", article="пункт 9 части 3 статьи 7"),
            ),
            "en": (
                Item(field="Medical cover", reason="the notice does not say who provides it and how", article="article 7 (3) item 6"),
                Item(field="Sound amplification", reason="a stage is named, but not the equipment and its power", article="article 7 (3) item 9"),
            ),
        },
        "until": both(at(17)),
    },
    "warning": {
        "reasons": {
            "ru": ("В тексте плакатов, приложенных к уведомлению, есть изображение, за публичный показ которого установлена ответственность.",),
            "en": ("The posters attached to the notice show an image whose public display is an offence.",),
        },
        "article": {
            "ru": "статья 20.3 Кодекса Российской Федерации об административных правонарушениях",
            "en": "article 20.3 of the Code of Administrative Offences",
        },
    },
    "refused": {
        "ground": {
            "ru": Ground(
                text="уведомление подано о мероприятии в месте, где его проведение запрещено",
                article="пункта 2 части 3 статьи 12 Федерального закона от 19 июня 2004 г. № 54-ФЗ",
            ),
            "en": Ground(
                text="the notice names a place where such an event is prohibited",
                article="article 12 (3) item 2 of Federal Law No. 54-FZ of 19 June 2004",
            ),
        },
        "facts": {
            "ru": (
                "Место целиком лежит в границах детской площадки (паспорт благоустройства двора № 77-114, лист 2; "
                "съёмка 15.12.2026). Статья 8 того же закона в редакции Федерального закона от 5 декабря 2022 г. "
                "№ 498-ФЗ запрещает публичные мероприятия на территориях детских и спортивных площадок.",
            ),
            "en": (
                "The place lies wholly inside the playground (courtyard record No. 77-114, sheet 2; survey of "
                "15 December 2026). Article 8 of the same law, as amended by Federal Law No. 498-FZ of 5 December "
                "2022, prohibits public events on children’s and sports grounds.",
            ),
        },
        "measures": {
            "ru": (
                Measure(measure="Перенести пикет на 60 м, в сквер у д. 2", found="Место разрешено, свободно, площадку оттуда видно. Предложено 15.12.2026 в 12:10", result="Организатор отказался 15.12.2026 в 18:40"),
                Measure(measure="Изменить часы", found="Запрет не зависит от времени", result="Не помогает"),
                Measure(measure="Уменьшить число участников", found="Запрет не зависит от числа; одиночное пикетирование без конструкций уведомления не требует", result="Разъяснено организатору"),
            ),
            "en": (
                Measure(measure="Move the picket 60 metres, to the square at No. 2", found="Permitted, free, the playground can be seen from it. Proposed on 15 December 2026, 12:10", result="Declined by the organiser on 15 December 2026, 18:40"),
                Measure(measure="Other hours", found="The prohibition does not depend on time", result="Does not help"),
                Measure(measure="Fewer people", found="The prohibition does not depend on number; a single-person picket without structures needs no notice", result="Explained to the organiser"),
            ),
        },
        "possible": {
            "ru": ("Провести пикет в сквере у д. 2 в те же часы: новое уведомление примем сегодня, 16 декабря 2026 г., до 24:00 и рассмотрим в день получения",),
            "en": ("Hold the picket in the square at No. 2 at the same hours: we accept a new notice today, 16 December 2026, until 24:00, and answer it on the day of receipt",),
        },
    },
    "not-examined": {
        "opens": both(date(2026, 12, 4)),
        "closes": both(date(2026, 12, 13)),
        "count": {
            "ru": ("День проведения – 19 декабря 2026 г.", "Уведомление подаётся не ранее 15 и не позднее 10 дней до этого дня; день проведения не считается", "Срок подачи закончился 13 декабря 2026 г. в 24:00"),
            "en": ("The day of the event is 19 December 2026", "A notice is filed not earlier than 15 and not later than 10 days before it; the day of the event is not counted", "The time for filing ended on 13 December 2026 at 24:00"),
        },
    },
    "deemed-agreed": {"authority_due": both(at(15)), "contact": PEOPLE},
}  # fmt: skip


def main(folder: str) -> None:
    """Write a PDF of each specimen into the folder, which is made if need be."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, letter in all_specimens():
        (target / f"{name}.pdf").write_bytes(press.pdf(letter, "specimen").pdf)


if __name__ == "__main__":
    main(sys.argv[1])
