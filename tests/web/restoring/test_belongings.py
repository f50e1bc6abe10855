"""Laws and the coat of arms of a city change with its database or not at all, and none is thrown away."""

from pathlib import Path

import pytest

from records.backups import loading
from records.backups.refusal import Changed
from records.backups.staging import Target
from records.engine import make_engine
from regimes.shelf import FOLDER, load_all
from tests.support.clock import FakeClock
from tests.support.saved import Elsewhere, Saved, everything


def law(words: str = "") -> str:
    """A law of a later day, as a city puts one on its own shelf."""
    whole = (FOLDER / "au-nsw.1988-07-31.toml").read_text("utf-8")
    assert "valid_from = 1988-07-31" in whole
    return whole.replace("valid_from = 1988-07-31", "valid_from = 2031-01-01") + words


@pytest.fixture
def here(saved: Saved, clock: FakeClock) -> Elsewhere:
    """The city itself, whose home changes after its backup: another coat of arms, its law under another name."""
    (saved.home / "regimes").mkdir()
    (saved.home / "regimes/ours.toml").write_text(law(), "utf-8")
    url = saved.city.engine.url.render_as_string(hide_password=False)
    return Elsewhere(url, saved.home, clock)


def changes(home: Path) -> None:
    (home / "brand/name.txt").write_text("Новый герб", "utf-8")
    (home / "regimes/ours.toml").unlink()
    (home / "regimes/ours-again.toml").write_text(law("# read by a lawyer\n"), "utf-8")


def belongings(home: Path) -> dict[str, str]:
    """Every file of the city's own folders."""
    found = [path for name in ("brand", "regimes") for path in (home / name).rglob("*")]
    return {path.relative_to(home).as_posix(): path.read_text("utf-8") for path in found}


def test_what_the_backup_does_not_know_is_put_aside(saved: Saved, here: Elsewhere) -> None:
    """A law that came after the backup would rule the notices of before; found by: files only ever added."""
    made = saved.back_up()
    changes(here.home)
    saved.city.engine.dispose()

    here.restore(made.path, saved.keys, over=True)
    here.clock.advance(minutes=1)
    here.restore(made.path, saved.keys, over=True)  # and nothing is there twice

    found = belongings(here.home)
    assert found["brand/name.txt"] == "Герб"
    assert found["brand/name.txt.before-restore"] == "Новый герб"
    assert found["regimes/ours-again.toml.before-restore"] == law("# read by a lawyer\n")
    assert sorted(found) == [
        "brand/name.txt", "brand/name.txt.before-restore", "regimes/ours-again.toml.before-restore",
        "regimes/ours.toml",
    ]  # fmt: skip
    assert len([one for one in load_all(here.home / "regimes") if one.id == "au-nsw"]) == 2


@pytest.mark.parametrize("at", ["the rows do not fit", "its place can't be taken"])
def test_a_restore_that_fails_leaves_the_laws_as_they_were(
    saved: Saved, here: Elsewhere, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """The city of before goes on, and with its own law. Found by: files that come before the database."""
    made = saved.back_up()
    changes(here.home)
    before, rows = belongings(here.home), everything(saved.city.engine)
    saved.city.engine.dispose()

    def fails(*_: object, **__: object) -> str:
        raise Changed("as planted")

    if at == "the rows do not fit":
        proved, times = loading.proved, iter(range(9))
        monkeypatch.setattr(loading, "proved", lambda *a, **k: fails() if next(times) else proved(*a, **k))  # fmt: skip
    else:
        monkeypatch.setattr(Target, "take_place", fails)
    with pytest.raises(Changed, match="as planted"):
        here.restore(made.path, saved.keys, over=True)

    assert belongings(here.home) == before
    engine = make_engine(here.url)
    assert everything(engine) == rows
    engine.dispose()
    assert list((here.home / "scratch").glob("restore-*")) == []


def test_a_link_in_the_city_s_folder_is_not_followed(
    saved: Saved, here: Elsewhere, tmp_path: Path
) -> None:
    """A file of the backup never lands outside of VECHE_HOME."""
    made = saved.back_up()
    outside = tmp_path / "outside.txt"
    outside.write_text("somebody's", "utf-8")
    (here.home / "brand/name.txt").unlink()
    (here.home / "brand/name.txt").symlink_to(outside)
    saved.city.engine.dispose()

    here.restore(made.path, saved.keys, over=True)

    assert outside.read_text("utf-8") == "somebody's"
    assert not (here.home / "brand/name.txt").is_symlink()
    assert (here.home / "brand/name.txt").read_text("utf-8") == "Герб"
    assert (here.home / "brand/name.txt.before-restore").readlink() == outside
