"""The desk with five notices and with five hundred: a page asks the database as often (decisions 37)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, insert, select

from records.tables import Notice
from tests.stories.conftest import Town

FEW, MANY = 5, 500


@contextmanager
def statements(town: Town) -> Iterator[list[str]]:
    """Every statement that the app sends meanwhile."""
    engine, sent = town.app.extensions["veche"].engine, []

    def note(*about: object) -> None:
        sent.append(str(about[2]))

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def copies(town: Town, reference: str, count: int) -> None:
    """As many notices like this one; a list reads nothing but their rows."""
    table = Notice.__table__  # type: ignore[attr-defined]  # SQLModel makes it
    with town.city.unit() as work:
        row = dict(
            work.session.execute(select(table).where(table.c.reference == reference))
            .mappings()
            .one()
        )
        del row["id"]
        work.session.execute(
            insert(table), [row | {"reference": f"27-9{n:04}"} for n in range(count)]
        )


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/?view=nobodys", "/desk/search?q=Липовый", "/desk/letters"]
)
def test_a_list_asks_as_often_for_many_as_for_few(town: Town, path: str) -> None:
    for number in range(FEW):
        town.at.moves(town.at.files(f"march {number}"), "register")
    orlova = town.person("orlova")
    orlova.get(path)
    with statements(town) as few:
        orlova.get(path)

    copies(town, town.at.refs["march 0"], MANY - FEW)
    with statements(town) as many:
        page = orlova.get(path)

    assert page.status_code == 200
    # a page that is not full looks once more, for notices that no clock runs for
    assert len(few) - 1 <= len(many) <= len(few), "\n".join(many)
    assert len(few) <= 20
