"""After a restore the administrator reads on the desk that mails wait; nobody else, and not once they left."""

from records import fence
from records.unit_of_work import unit_of_work
from tests.stories.conftest import Town
from workflow import restoring
from workflow.actor import SYSTEM


def page(town: Town, who: str, language: str = "en") -> str:
    """The calendar page: everybody at the desk may open it."""
    return town.person(who, language).get("/desk/calendar").get_data(as_text=True)


def test_who_can_let_them_go_is_told_so(town: Town) -> None:
    assert "put back from a backup" not in page(town, "admin")
    with unit_of_work(town.city.engine, town.city.clock) as work:
        work.promise("mail", "mail:decided:1", {"mail": "decided", "to": "organiser"})
        fence.raise_fence(work)

    said = page(town, "admin")
    assert "put back from a backup on" in said
    assert "veche outbox release" in said
    assert "восстановлен из резервной копии" in page(town, "admin", "ru")
    assert "put back from a backup" not in page(town, "orlova")

    with unit_of_work(town.city.engine, town.city.clock) as work:
        restoring.release(work, SYSTEM, [])
    assert "put back from a backup" not in page(town, "admin")
