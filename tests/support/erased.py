"""A city with people to erase: a notice with a canary in every word of it, and a look into every place after."""

import json
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, inspect, text

from records import accounts, reads, rows
from records.tables import Decision, Dispatch, Mail, PersonGround
from tests.support.databases import url_of
from tests.support.everywhere import CANARY, Everywhere
from tests.support.papers import looked
from tests.support.pleading import Pleading
from web.settings import Settings
from web.work import House
from workflow import attaching, holding
from workflow.actor import Actor
from wsgi import create_app

WORD = "Канареечкина"
"""Written into every text about the notice; after erasing it is nowhere."""
SIGNS = ("канаре", "canary", "765-43-2", "7916765432", "916765432")


def house_of(at: Everywhere, home: Path) -> tuple[Flask, House]:
    """Veche over this city, at its clock."""
    app = create_app(
        Settings(mode="test", home=home, database_url=url_of(at.city.engine)), at.city.clock
    )
    return app, app.extensions["veche"]


def said_everywhere(at: Everywhere, name: str = "n") -> int:
    """A refused notice whose every text names its organiser: answers, letter, mail, log, reading, hold."""
    reference = at.preparing(name)
    words = {"facts": WORD, "measures": ({"measure": WORD, "found": WORD, "result": WORD},)}
    at.writes_draft(reference, "refused", **words)
    at.signs(reference)
    notice_id = at.ids[name]
    at.prints(at.letter(name, "refused"))
    with at.city.unit() as work:
        decision = next(
            one for one in rows.letters(work, work.notice(reference)) if one.decision_id
        )
        work.add(PersonGround(decision_id=decision.decision_id or 0, facts=WORD, source=WORD))
        sent = Dispatch(letter_id=decision.id or 0, way="post", day=work.now.date(), post_id=WORD,
                        clerk_id=at.account("kravets"), marked_at=work.now)  # fmt: skip
        work.add(sent)
        work.add(Mail(key=f"k-{notice_id}", notice_id=notice_id, to="canary@example.org",
                      subject=WORD, body=WORD, made_at=work.now))  # fmt: skip
        reads.note(work, at.account("orlova"), notice_id, ["organiser"], f"Звонила {WORD}")
        for row in rows.consultations(work, work.notice(reference)):
            row.facts = row.ground = WORD
        owner = attaching.Owner(notice=work.notice(reference))
        attaching.keep(work, actor=at.actor("owner"), owner=owner, paper="", scan=False,
                       looked=looked(f"план {WORD}.pdf"))  # fmt: skip
        work.get(Decision, decision.decision_id).extra = {"article": WORD}
        work.flush()
    _pleaded(at, reference)
    for deed in (holding.place, holding.lift):
        with at.city.unit() as work:
            deed(work, at.city.rulebook, actor=at.actor("zuev"), reference=reference, reason=WORD)
    _prints_the_rest(at, name)
    return notice_id


def _pleaded(at: Everywhere, reference: str) -> None:
    """An objection that was rejected and a complaint that was answered, both in the organiser's words."""
    people = Pleading(at)
    with at.city.reading() as work:
        there = accounts.find(work, "belov@veche.example")
    if there is None:
        people.people()
    people.answered(people.objects(reference, text=WORD, wish=WORD), "rejected", answer=WORD)
    people.answers(people.complains(reference, text=WORD), "zuev", WORD)


def _prints_the_rest(at: Everywhere, name: str) -> None:
    """No letter waits for the press any more; what is printed is not what these tests ask."""
    with at.city.unit() as work:
        for row in rows.letters(work, work.notice(at.refs[name])):
            if row.state == "queued":
                row.state = "held"


def closed(at: Everywhere, name: str, by: str = "owner") -> int:
    """A notice that its organiser took back: over, with nothing decided."""
    reference = at.files(name, by=by)
    at.moves(reference, "withdraw", by)
    _prints_the_rest(at, name)
    return at.ids[name]


def years_pass(at: Everywhere, years: int = 4) -> None:
    """So long after that every month of the data map is over."""
    at.city.clock.set(at.city.clock.now().replace(year=2027 + years))


def traces(engine: Engine) -> dict[str, int]:
    """Rows of each table that still say who it was, in whatever way they are written."""
    found: dict[str, int] = {}
    with engine.connect() as connection:
        for table in sorted(inspect(engine).get_table_names()):
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                if named(repr(tuple(_plain(one) for one in row))):
                    found[table] = found.get(table, 0) + 1
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("{", "[")):
        return json.dumps(json.loads(value), ensure_ascii=False)
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return value


def named(words: str) -> bool:
    """Whether a text says who it was."""
    low = words.casefold()
    return any(sign in low for sign in SIGNS)


def named_in(path: Path) -> bool:
    """Whether the bytes of a file say it, as UTF-8 or as JSON escapes."""
    if not path.exists():
        return False
    content = path.read_bytes()
    words = [str(one) for one in CANARY.values() if isinstance(one, str)] + [WORD, *SIGNS]
    forms = [one.encode() for one in words] + [json.dumps(one)[1:-1].encode() for one in words]
    return any(form in content for form in forms)


def admin(at: Everywhere) -> Actor:
    """The administrator of the city."""
    return at.actor("admin")
