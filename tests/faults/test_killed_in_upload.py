"""kill -9 within an upload: the draft lives, no row without its bytes, and what nobody knows of is swept."""

import re
import secrets

import pytest
from sqlmodel import select

from records import files, stores
from records.tables import File
from tests.faults.conftest import Ready, Site
from tests.faults.test_killed import points
from tests.faults.traps import POINTS
from tests.faults.ward import Answer, Cut, Process, reader
from tests.support.made_files import pdf
from web import sweeping, uploads

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

PAGE, NAME = "/draft/papers", "plan.pdf"
LEFT = {
    "a paper came, nobody looked at it": (0, 0),
    "a paper looked at, not stored": (0, 0),
    "a paper's original stored, its copy not": (0, 1),
    "a paper stored, no row yet": (0, 2),
    "a paper's row written, no commit": (0, 2),
    "a paper's row saved, before the answer": (1, 0),
}
"""At each point: rows that are there afterwards, and objects of the store that no row knows."""


def test_every_point_is_tried() -> None:
    assert set(LEFT) == {name for name, one in POINTS.items() if one.during == "upload"}


@pytest.mark.parametrize(
    "times", [1, pytest.param(40, marks=pytest.mark.deep)], ids=["suite", "deep"]
)
@points("upload")
def test_a_web_process_dies_over_a_paper(site: Site, point: str, times: int) -> None:
    """Found by: a row before its bytes, or bytes in the store that no sweep finds."""
    for number in range(times):
        form, content = site.ready(), pdf() + f"%{number}".encode()
        dying = site.ward.serves(point)
        sent = filled(dying, form, content)
        site.ward.armed.touch()
        with pytest.raises(Cut):
            send(dying, form, sent, number)
        assert dying.dies(), point
        dying.kill()
        site.ward.armed.unlink()
        assert (len(rows(site)) - number, len(orphans(site))) == LEFT[point]
        held(site)

        healthy = site.ward.serves()
        again = send(healthy, form, filled(healthy, form, content), number)
        page = healthy.get(PAGE, form.cookie)
        healthy.kill()

        assert again.status == 303, again.text
        assert len(set(re.findall(r"/draft/papers/([\w-]{22})", page.text))) == 1
        assert len(rows(site)) == number + 1
        sweeping.sweep(site.app.extensions["veche"])
        assert orphans(site) == []
        assert list(uploads.incoming_folder(site.app.extensions["veche"]).iterdir()) == []
        held(site)
    site.whole()


def filled(server: Process, form: Ready, content: bytes) -> tuple[str, bytes]:
    """The page of papers with a file chosen: kind of the body, and the body."""
    page = server.get(PAGE, form.cookie).text
    values = {"csrf_token": form.sent["csrf_token"], "do": "add"}
    values["draft"] = re.findall(r'name="draft" value="([^"]*)"', page)[0]
    line = secrets.token_hex(16)
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    head = f'--{line}\r\nContent-Disposition: form-data; name="paper-"; filename="{NAME}"\r\n\r\n'
    return f"multipart/form-data; boundary={line}", b"".join(
        [*parts, head.encode(), content, f"\r\n--{line}--\r\n".encode()]
    )


def send(server: Process, form: Ready, sent: tuple[str, bytes], number: int) -> Answer:
    return server.post_bytes(PAGE, form.cookie, sent[1], sent[0], reader(number))


def rows(site: Site) -> list[File]:
    with site.city.reading() as work:
        return list(work.session.exec(select(File)))


def orphans(site: Site) -> list[str]:
    """What the store holds and no row knows."""
    known = {key for one in rows(site) for key in files.keys_of(one)}
    return [one.key for one in site.app.extensions["veche"].store.walk() if one.key not in known]


def held(site: Site) -> None:
    """Every row's bytes are there, both of them, and are what their names say."""
    store = site.app.extensions["veche"].store
    assert all(stores.true(store, key) for one in rows(site) for key in files.keys_of(one))
