"""`veche regimes diff`: the change of law in words that a lawyer reads, on the command line."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regimes.reading import read_regime
from regimes.shelf import FOLDER
from web.commands_change import WIDTH, diff
from web.law_change import changed_sentences, told
from web.law_labels import SECTIONS
from web.law_words import speech

OLD = FOLDER / "ru-moscow-assembly.2022-12-05.toml"
BODY = OLD.read_text("utf-8")
EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "street-festival.toml"
CHANGES = {
    # section: (what stands in the file, what stands there instead, what is said of it)
    "Kinds": ('en = "Rally", ru = "Митинг"', 'en = "Meeting", ru = "Митинг"', ("was Rally", "is Meeting")),
    "Windows": ("latest   = 10\ncount", "latest   = 7\ncount", (
        "Closes", "was 10 calendar days before the day of the event", "is 7 calendar days before",
        "[54-FZ, art. 7(1); read in the text of the law]")),
    "Clocks": ("after      = 3 ", "after      = 2 ", (
        "The city's answer", "was 3 calendar days after the receipt of the notice", "is 2 calendar days after")),
    "Addressees": ("{ attendance_above = 5000 }", "{ attendance_above = 3000 }", (
        "was more than 5,000 expected participants", "is more than 3,000 expected participants")),
    "Bodies that are asked": ("at          = 18:00:00", "at          = 17:30:00", ("was 18:00", "is 17:30")),
    "Questions": ('en = "Purpose", ru = "Цель"', 'en = "Aim", ru = "Цель"', ("was Purpose", "is Aim")),
    "Papers and declarations": ('ways        = ["typed_name", "declaration", "single_sign_on"]', 'ways        = ["single_sign_on"]', (
        "How it is signed", "is single sign on")),
    "Outcomes": ('"ground", "facts", "measures"]', '"ground", "facts"]', ("Must be entered", "was ground, facts, measures", "is ground, facts")),
    "Duties of the organiser": ("Answer a proposal in writing not", "Answer a proposal not", (
        "was Answer a proposal in writing not later", "is Answer a proposal not later")),
    "Appeals": ('title    = { en = "Court"', 'title    = { en = "District court"', ("was Court is District court",)),
    "Stages": ('name   = "registered"\nawaits', 'name   = "registered"\nhides = ["phone"]\nawaits', (
        "Registered Hidden from bodies was nothing is Telephone",)),
    "Moves": ('by      = ["officer", "head"]', 'by      = ["head"]', ("By whom was officer, head is head",)),
    "Grounds and reasons": ("about_person = true", "about_person = false", ("Speaks of a person was yes is no",)),
    "Texts": ("may refuse on two grounds only", "may refuse on few grounds", ("two grounds only",)),
    "The file itself": ("valid_from = 2022-12-05", "valid_from = 2027-06-01", (
        "In force from was 5 December 2022 is 1 June 2027",)),
}  # fmt: skip


def run(*arguments: object, language: str = "en") -> Result:
    return CliRunner().invoke(diff, [*map(str, arguments), "--lang", language])


def flat(result: Result) -> str:
    return " ".join(result.output.split())


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    return tmp_path


def changed(home: Path, was: str, now: str) -> Path:
    """A copy of the law with one passage written otherwise."""
    assert BODY.count(was) >= 1, was
    file = home / "new.toml"
    file.write_text(BODY.replace(was, now, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize("section", CHANGES)
def test_a_change_is_told_in_its_section(home: Path, section: str) -> None:
    was, now, said = CHANGES[section]

    result = run(OLD, changed(home, was, now))

    assert result.exit_code == 1
    assert f"\n{section.upper()}\n" in result.output
    for words in said:
        assert words in flat(result)


def test_nothing_is_said_of_what_did_not_change() -> None:
    result = run(OLD, "ru-moscow-assembly@2022-12-05")
    assert (result.exit_code, result.output.count("Nothing changed in law.")) == (0, 1)
    assert "WINDOWS" not in result.output


def test_a_comment_is_no_change_of_law(home: Path) -> None:
    result = run(OLD, changed(home, "# --- windows", "# A remark of the lawyer\n# --- windows"))
    assert result.exit_code == 0
    assert "Nothing changed in law." in result.output


def test_the_whole_change_is_told_in_russian(home: Path) -> None:
    result = run(OLD, changed(home, "latest   = 10\ncount", "latest   = 7\ncount"), language="ru")
    assert "СРОКИ ПОДАЧИ" in result.output
    assert "было 10 календарных дней до дня мероприятия" in flat(result)
    assert "стало 7 календарных дней до дня мероприятия" in flat(result)
    assert "[54-ФЗ, ст. 7(1); прочитано в тексте закона]" in flat(result)
    assert not any(word in result.output for word in ("before", "calendar", "was ", "Closes"))


def test_what_is_new_and_what_is_gone_is_told_whole(home: Path) -> None:
    duty = (
        '[[duties]]\nid = "bins"\ntext = { en = "Set out bins.", ru = "Поставить урны." }\n'
        'source = { act = "Veche", article = "tidy", mark = "design" }\n'
    )
    longer = home / "longer.toml"
    longer.write_text(f"{BODY}\n{duty}", encoding="utf-8")

    added, removed = run(OLD, longer), run(longer, OLD)

    assert "DUTIES OF THE ORGANISER bins (added) Rule: Set out bins." in flat(added)
    assert "bins (removed) Rule: Set out bins. [our choice, not law]" in flat(removed)


def test_a_text_is_told_by_the_sentence_that_changed(home: Path) -> None:
    text = "A late notice is never agreed by silence."
    result = run(OLD, changed(home, text, "A late notice may be agreed by silence."))
    assert "TEXTS" in result.output
    assert "was A late notice is never agreed by silence. is A late notice may be" in flat(result)
    assert "If the city sends no reasoned proposal" not in flat(result)


def test_a_text_that_changed_in_the_other_language_says_which(home: Path) -> None:
    result = run(OLD, changed(home, 'ru = "Митинг"', 'ru = "Сходка"'))
    assert "Name (Русский) was Митинг is Сходка" in flat(result)


def test_a_mark_that_a_lawyer_lifted_is_a_change(home: Path) -> None:
    was = 'source = { act = "54-FZ", article = "2(4), 7(1)", mark = "memory" }'
    result = run(OLD, changed(home, was, was.replace("memory", "read")))
    assert "Source was 54-FZ, art. 2(4), 7(1); from memory: a lawyer has to check it is 54-FZ" in flat(result)  # fmt: skip


def test_every_line_fits_eighty_columns(home: Path) -> None:
    other = home / "empty.toml"
    other.write_text(BODY.replace("notice", "paper").replace("срок", "день"), encoding="utf-8")
    for language in ("en", "ru"):
        result = run(OLD, other, language=language)
        assert result.exit_code == 1
        assert max(map(len, result.output.splitlines())) <= WIDTH


@pytest.mark.parametrize(
    "name", ["nothing.toml", "ru-moscow-assembly@2001-01-01", "ru-moscow-assembly@soon", "@", ""]
)
def test_what_can_not_be_compared_is_trouble(name: str) -> None:
    result = run(OLD, name)
    assert result.exit_code == 2
    assert "the shelf holds no such regime" in result.output


def test_a_file_with_a_fault_is_trouble_with_file_and_key(home: Path) -> None:
    broken = changed(home, 'verb    = "register"', 'verb    = "stamp"')
    result = run(OLD, broken)
    assert result.exit_code == 2
    assert "new.toml: moves[register].verb: 'stamp' is not one of" in result.output


def test_a_section_is_named_for_every_field_and_none_twice() -> None:
    groups = [group for held in SECTIONS.values() for group in held]
    assert len(groups) == len(set(groups))


def test_two_laws_of_different_lands_are_told_without_a_stumble() -> None:
    old = read_regime("old", BODY)
    for path in sorted(FOLDER.glob("*.toml")):
        new = read_regime(path.name, path.read_text("utf-8"))
        for language in ("en", "ru"):
            sections = told(old, new, speech(language))
            assert bool(sections) == (path != OLD)
            for section in sections:
                for entry in section.entries:
                    assert entry.lines
                    assert all(line.was != line.now for line in entry.lines), entry


@pytest.mark.parametrize(
    ("was", "now", "told_was", "told_now"),
    [
        ("One. Two. Three.", "One. 2. Three.", "Two.", "2."),
        ("One. Two. Three.", "1. Two. 3.", "One. … Three.", "1. … 3."),
        ("One.", "One. Two.", "", "Two."),
        ("", "One.", "", "One."),
    ],
)
def test_only_sentences_that_differ_are_quoted(
    was: str, now: str, told_was: str, told_now: str
) -> None:
    assert changed_sentences(was, now) == (told_was, told_now)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Name of the festival (required);", "Stewards and first aid (required where: more than 500", "E-mail (optional)", "Plan of the street (optional)")),
        ("ru", ("Название праздника (обязательно);", "Распорядители и первая помощь (обязательно, если: ", "Электронная почта (необязательно)", "План улицы (необязательно)")),
    ],
)  # fmt: skip
def test_a_new_kind_names_each_question_once(
    home: Path, language: str, said: tuple[str, ...]
) -> None:
    body = EXAMPLE.read_text("utf-8")
    festival = body[body.index("[kinds.street_festival]") : body.index("[kinds.flea_market]")]
    more = festival.replace("street_festival", "parade").replace("Street festival", "Parade")
    new = home / "new.toml"
    new.write_text(body.replace(festival, festival + more), "utf-8")
    told_ = flat(run(EXAMPLE, new, language=language))
    for words in said:
        assert told_.count(words) == 1, words
    assert not set(re.findall(r"Must be answered|Ответ обязателен", told_))
