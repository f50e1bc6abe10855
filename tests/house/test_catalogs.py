"""Every text of every room is said in every language, with the same placeholders."""

from pathlib import Path

import pytest
from babel.support import Translations

from scripts import catalogs


@pytest.mark.parametrize("room", catalogs.ROOMS)
@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_a_room_s_catalogue_is_whole(language: str, room: str) -> None:
    assert catalogs.faults(language, room) == []


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_no_two_rooms_say_one_text_differently(language: str) -> None:
    assert catalogs.merge(language)[1] == []


def test_compiled_catalogues_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogs.compile_all()
    found = Translations.load(str(catalogs.LOCALES), ["ru"])
    assert found.gettext("Moscow time") == "московское время"
    assert found.ngettext("%(num)d day", "%(num)d days", 22) == "%(num)d дня"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", "missing"),
        ("Осталось %(dni)s", "placeholders differ"),
        ("Осталось 5 % %(day)s", "placeholders differ"),
    ],
)
def test_faults_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, fault: str
) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/x.py").write_text('_("Left: %(day)s")\n')
    (tmp_path / "locales/ru").mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (tmp_path / "locales/ru/web.po").write_text(f'{head}msgid "Left: %(day)s"\nmsgstr "{said}"\n')
    monkeypatch.setattr(catalogs, "HOUSE", tmp_path)
    monkeypatch.setattr(catalogs, "LOCALES", tmp_path / "locales")
    assert len(catalogs.faults("ru", "web")) == 1
    assert fault in catalogs.faults("ru", "web")[0]


def test_an_unused_text_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locales/ru").mkdir(parents=True)
    (tmp_path / "locales/ru/web.po").write_text('msgid "Gone"\nmsgstr "Ушло"\n')
    monkeypatch.setattr(catalogs, "HOUSE", tmp_path)
    monkeypatch.setattr(catalogs, "LOCALES", tmp_path / "locales")
    assert catalogs.faults("ru", "web") == ["locales/ru/web.po: unused: 'Gone'"]
