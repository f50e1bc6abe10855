"""The city's own first and last lines stand in mails to organisers, as words; mails to the office keep the house's."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from tests.support.city import City
from tests.support.clock import FakeClock
from tests.web.test_mail import envelope, made
from web import mail
from workflow import city_texts
from workflow.actor import SYSTEM
from workflow.city_texts import TextIn

DAY = date(2027, 3, 1)


def test_the_city_words_the_first_and_the_last_lines(
    engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    app = made(engine, clock, tmp_path)
    city = City(engine, clock).found()
    texts = {
        "mail-greeting": ("Hello,", "Здравствуйте!"),
        "mail-foot": ("{office}: {phone}\nSubject: <b>&", "{office}: {phone}\nТема: <b>&"),
    }
    with city.unit() as work:
        for name, (en, ru) in texts.items():
            city_texts.save(
                work, actor=SYSTEM, name=name, seen=0, given=TextIn(en, ru, DAY, "So"), today=DAY
            )
    here = app.extensions["veche"]
    with app.test_request_context(), city.unit() as work:
        russian, english, office = (
            mail.write(work, replace(envelope(kind, locale), task=None), here.settings)
            for kind, locale in (("decided", "ru"), ("decided", "en"), ("desk-landed", "en"))
        )
    here.engine.dispose()
    assert russian.body.startswith("Здравствуйте!\n\n")
    assert russian.body.rstrip().endswith("Тема: <b>&")
    assert english.body.startswith("Hello,\n\n")
    assert "Answers to this message are not read." not in english.body
    assert "Subject" not in english.subject  # what is typed stays in the body
    assert "Hello," not in office.body
    assert "answers to it are not read" in office.body
