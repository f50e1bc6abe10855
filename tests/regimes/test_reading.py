"""A file of law that is not sound is refused at load, with file and key."""

import re
from datetime import date
from pathlib import Path

import pytest

from regimes import shelf
from regimes.conditions import Case, asked, bodies_to_ask, required
from regimes.fault import Fault
from regimes.reading import read_regime
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook, load_all
from regimes.steps import Step
from regimes.words import QUESTIONS

NAME = "ru-moscow-assembly.2022-12-05.toml"
BODY = (shelf.FOLDER / NAME).read_text("utf-8")

BROKEN = {
    # what is broken: (old, new, key that the message names)
    "not TOML": ("[regime]", "[regime", ""),
    "an unknown key": ("latest   = 10", "latest   = 10\nlatst    = 9", "windows.ordinary.latst"),
    "an unknown table": ("[road]", "[rode]\n[road]", "rode"),
    "a missing key": ('unit     = "calendar_day"\nearliest = 15\nlatest   = 10', "latest = 10", "windows.ordinary.unit"),
    "a unit that is none": ('"calendar_day"', '"fortnight"', "windows.ordinary.unit"),
    "a source that is missing": (
        'source = { act = "54-FZ", article = "7(3)(2)", mark = "read" }', "", "questions.form_details.source",
    ),
    "an act of no name": ('act = "59-FZ"', 'act = "59"', "appeals[complaint].source.act"),
    "a mark that is none": ('mark = "read"', 'mark = "heard"', "source.mark"),
    "a text in one language": ('{ en = "Purpose", ru = "Цель" }', '{ en = "Purpose" }', "questions.purpose.title.ru"),
    "an empty text": ('{ en = "Purpose", ru = "Цель" }', '{ en = "Purpose", ru = " " }', "questions.purpose.title"),
    "a number as words": ("latest   = 10", 'latest   = "ten"', "windows.ordinary.latest"),
    "a window that closes before it opens": ("earliest = 15\nlatest   = 10", "earliest = 9\nlatest   = 10", "windows.ordinary.earliest"),
    "a zone that is none": ("Europe/Moscow", "Europe/Muscovy", "regime.timezone"),
    "a calendar that is none": ('calendar   = "ru"', 'calendar   = "xx"', "regime.calendar"),
    "a window of no name": ('window = "deputy"', 'window = "deputies"', "kinds.deputy_meeting.window"),
    "a kind with neither window nor exemption": ('window = "deputy"\n', "", "kinds.deputy_meeting.window"),
    "a clock of no name": ('clocks = ["proposal", ', 'clocks = ["proposel", ', "kinds.rally.clocks"),
    "a body of no name": ('bodies = ["police", ', 'bodies = ["polis", ', "kinds.rally.bodies"),
    "a question of no name": ('required = ["deputy_office"]', 'required = ["deputy"]', "kinds.deputy_meeting.asks.required"),
    "a kind in a condition": ('kinds = ["picket_group"], lead', 'kinds = ["pickets"], lead', "clocks.proposal.variants.when"),
    "a condition of nothing": ("when   = { okrugs_above = 1 }", "when   = {}", "when"),
    "no last addressee": ('to     = "prefecture"', 'to     = "prefecture"\nwhen = { attendance_above = 1 }', "addressee_rules"),
    "an input of no type": ('type   = "site"', 'type   = "place"', "inputs.special_place.type"),
    "an input without its choices": (
        'type   = "site"',
        'type   = "choice"',
        "inputs.special_place.choices",
    ),
    "an input of no kind": (
        'type   = "site"',
        'type = "site"\nkinds = ["ralley"]',
        "inputs.special_place.kinds",
    ),
    "an addressee of no name": ('to     = "site_manager"', 'to     = "manager"', "addressee_rules"),
    "a first stage of no name": ('initial    = "received"', 'initial    = "come"', "regime.initial"),
    "a stage of no name": ('to      = "registered"\nby', 'to      = "registred"\nby', "moves[register].to"),
    "a verb that is none": ('verb    = "register"', 'verb    = "stamp"', "moves[register].verb"),
    "a guard that is none": ('only_if = ["all_answered_or_due"]', 'only_if = ["all_said"]', "moves[prepare].only_if"),
    "a role that is none": ('by      = ["signatory"]', 'by      = ["mayor"]', ".by"),
    "a move by nobody": ('by      = ["signatory"]', "by      = []", ".by"),
    "a move twice": ('name    = "unregister"', 'name    = "register"', "name"),
    "an outcome of no name": ('outcome = "agreed"', 'outcome = "granted"', "moves[release-agreed].outcome"),
    "a release without its outcome": ('outcome = "agreed"\n', "", "moves[release-agreed].outcome"),
    "a release by the preparer": (', "signer_is_not_preparer"]', "]", "moves[release-agreed].only_if"),
    "time asked of a person": ('by      = ["system"]', 'by      = ["officer"]', "moves[lapse-agreed].by"),
    "a way out of a final stage": (
        'from    = ["received", "registered", "review", "preparing", "for-signature", "proposed", "cure-asked", "countered"]',
        'from    = ["received", "agreed"]', "moves[withdraw].from",
    ),
    "an outcome without a letter": ('letter   = "not-examined"\n', "", "outcomes.not-examined.letter"),
    "a letter that is none": ('letter   = "not-examined"\n', 'letter = "card"\n', "outcomes.not-examined.letter"),
    "an outcome that nothing releases": (
        "[outcomes.not-examined]", BODY[BODY.index("[outcomes.agreed]"):BODY.index("[outcomes.proposal]")].replace("outcomes.agreed", "outcomes.blessed") + "[outcomes.not-examined]",
        "outcomes.blessed",
    ),
    "a refusal without facts": ('requires     = ["ground", "facts", "measures"]', 'requires     = ["ground"]', "outcomes.refused.requires"),
    "a refusal without appeal": ('outcomes = ["refused", ', "outcomes = [", "outcomes.refused"),
    "a ground without an article": ('article = "12(3), 8(2)"', 'article = " "', "grounds.art12_3_place.source.article"),
    "traffic as a refusal": ('backs  = ["proposal"]', 'backs  = ["refused"]', "reasons.place_taken.backs"),
    "a clock in no stage": ('pending_in = ["proposed", "cure-asked"]', 'pending_in = ["offered"]', "clocks.organiser_reply.pending_in"),
    "a clock whose end does nothing": ('on_expiry  = "lapse-declined"', 'on_expiry  = "lapse-agreed"', "clocks.organiser_reply.on_expiry"),
    "an expiry that is no lapse": ('on_expiry  = "lapse-declined"', 'on_expiry  = "decline"', "clocks.organiser_reply.on_expiry"),
    "a clock that counts both ways": ("before     = 3", "before     = 3\nafter = 1", "clocks.organiser_reply.before"),
    "hours before a day": ('anchor     = "event_day"\nunit       = "calendar_day"', 'anchor     = "event_day"\nunit       = "elapsed_hour"', "clocks.organiser_reply.unit"),
    "a verdict without its text": ("[verdicts.too_late]", "[verdicts.late]", "verdicts.late"),
    "a stage that nothing reaches": (
        "# The ordinary course.",
        '[[stages]]\nname = "attic"\nawaits = "nobody"\nfinal = true\ntitle = { en = "A", ru = "А" }\npublic = { en = "A", ru = "А" }\n',
        "stages[attic]",
    ),
    "a dead end": (
        'name   = "duplicate"\nawaits = "nobody"\nfinal  = true', 'name   = "duplicate"\nawaits = "authority"', "stages[duplicate]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_copy_is_refused_with_file_and_key(
    what: str, tmp_path: Path, rulebook: Rulebook
) -> None:
    old, new, key = BROKEN[what]
    assert old in BODY
    broken = tmp_path / "broken.toml"
    broken.write_text(BODY.replace(old, new), encoding="utf-8")
    with pytest.raises(Fault) as caught:
        shelf.load(broken, rulebook.calendars)
    assert str(caught.value).startswith("broken.toml: ")
    assert any(key in one.key for one in caught.value.all)
    assert caught.value.all[0] is caught.value


@pytest.mark.parametrize(
    ("calendar", "said"),
    [("none", "'none' knows no year"), ("atlantis", "'atlantis' is not on the shelf")],
)
def test_a_law_of_working_days_needs_a_calendar_of_years(
    calendar: str, said: str, tmp_path: Path, rulebook: Rulebook
) -> None:
    copy = tmp_path / "copy.toml"
    body = re.sub(r'(?m)^calendar( *)= "ru"', f'calendar = "{calendar}"', BODY)
    copy.write_text(body, encoding="utf-8")
    with pytest.raises(Fault) as caught:
        shelf.load(copy, rulebook.calendars)
    assert caught.value.key == "regime.calendar"
    assert said in caught.value.problem
    assert "VECHE_HOME/regimes/calendars/" in caught.value.problem
    assert "de-be" in caught.value.problem
    days = re.sub(r"(?ms)^\[windows\.\w+\.(extra_day|extension)\].*?(?=^\[)", "", body)
    copy.write_text(days, encoding="utf-8")
    if calendar == "none":
        assert shelf.load(copy, rulebook.calendars).calendar == "none"


def test_traffic_repairs_and_a_taken_place_never_back_a_refusal(moscow: Regime) -> None:
    assert {"traffic", "repairs", "place_taken"} <= set(moscow.reasons)
    refusals = {outcome.name for outcome in moscow.outcomes.values() if outcome.needs_ground}
    assert refusals == {"refused"}
    assert not any(refusals & set(reason.backs) for reason in moscow.reasons.values())


def test_a_refusal_has_two_grounds_and_no_third(moscow: Regime) -> None:
    assert list(moscow.grounds) == ["art12_3_person", "art12_3_place"]
    assert all("12(3)" in ground.source.article for ground in moscow.grounds.values())
    assert [ground.id for ground in moscow.grounds.values() if ground.about_person] == [
        "art12_3_person"
    ]


@pytest.mark.parametrize(("people", "asked_for"), [(500, False), (501, True)])
def test_a_bank_account_is_required_above_500(moscow: Regime, people: int, asked_for: bool) -> None:
    for kind in moscow.kinds:
        assert ("bank_account" in required(moscow, Case(kind, people))) == asked_for


def test_each_kind_requires_what_its_article_asks(moscow: Regime) -> None:
    assert "route" in required(moscow, Case("march", 10))
    assert "route" not in required(moscow, Case("rally", 10))
    assert "structure" in required(moscow, Case("picket_single_structure", 1))
    assert "deputy_office" in required(moscow, Case("deputy_meeting", 10))
    always = {
        "purpose",
        "places",
        "sessions",
        "attendance",
        "order",
        "organiser",
        "address",
        "phone",
    }
    for kind in moscow.kinds:
        assert always <= required(moscow, Case(kind, 10))
        order = [need.question for need in asked(moscow, kind)]
        assert order == sorted(order, key=QUESTIONS.index)
        assert len(order) == len(set(order))


def test_transport_is_asked_where_a_route_or_the_carriageway_is_used(moscow: Regime) -> None:
    def codes(kind: str, **given: bool) -> list[str]:
        return [body.code for body in bodies_to_ask(moscow, Case(kind, 10, given=given))]

    assert codes("march") == ["police", "transport", "medical"]
    assert codes("rally") == ["police", "medical"]
    assert codes("rally", carriageway=True) == ["police", "transport", "medical"]
    assert codes("picket_group") == ["police"]


def test_bodies_see_neither_purpose_nor_organiser_in_review(moscow: Regime) -> None:
    hidden = set(moscow.stages["review"].hides)
    assert {
        "title",
        "purpose",
        "organiser",
        "address",
        "phone",
        "email",
        "authorised",
        "bank_account",
    } <= hidden
    assert hidden.isdisjoint(
        {"places", "route", "sessions", "attendance", "order", "medical", "sound"}
    )


def test_a_pin_outlives_its_file(moscow: Regime, rulebook: Rulebook) -> None:
    bare = Rulebook({}, rulebook.calendars)
    assert moscow.pin not in bare
    again = bare.with_text(moscow.body)[moscow.pin]
    assert again.sha256 == moscow.sha256
    assert again.kinds == moscow.kinds


def test_a_text_of_an_older_schema_stays_readable(moscow: Regime, rulebook: Rulebook) -> None:
    older = moscow.body.replace('language   = "ru"\n', "").replace(
        "[questions.title]", "[regime.mood]\ncalm = true\n\n[questions.title]"
    )
    with pytest.raises(Fault, match="language: is missing"):
        read_regime("new file", older)

    kept = Rulebook({}, rulebook.calendars).with_text(older)

    (pin,) = kept.by_pin
    assert pin != moscow.pin
    assert kept[pin].moves == moscow.moves
    assert kept[pin].clocks == moscow.clocks
    assert kept.with_text(older)[pin] is kept[pin]  # read once


def test_a_change_of_law_is_a_new_file_and_the_old_one_stays(
    tmp_path: Path, moscow: Regime
) -> None:
    newer = BODY.replace("valid_from = 2022-12-05", "valid_from = 2027-01-01").replace(
        "latest   = 10", "latest   = 9"
    )
    (tmp_path / "ru-moscow-assembly.2027-01-01.toml").write_text(newer, encoding="utf-8")
    book = load_all(tmp_path)
    assert book.current("ru-moscow-assembly", date(2026, 12, 31)).pin == moscow.pin
    assert book.current("ru-moscow-assembly", date(2027, 1, 1)).windows["ordinary"].latest == 9
    with pytest.raises(KeyError):
        book.current("ru-moscow-assembly", date(2022, 12, 4))


def test_two_files_of_one_date_are_refused(tmp_path: Path) -> None:
    (tmp_path / "twin.toml").write_text(
        BODY.replace("latest   = 10", "latest   = 9"), encoding="utf-8"
    )
    with pytest.raises(Fault, match="same id and date"):
        load_all(tmp_path)


def test_the_same_text_has_the_same_pin() -> None:
    assert read_regime("a", BODY).pin == read_regime("b", BODY).pin


def test_a_law_speaks_its_own_language_beside_those_of_the_house(rulebook: Rulebook) -> None:
    berlin = rulebook.current("de-berlin", date(2026, 11, 22))
    name = berlin.kinds["procession"].name
    assert (name.in_("de"), name.in_("de-AT")) == ("Aufzug", "Aufzug")
    assert (name.in_("en"), name.in_("ru")) == (name.en, name.ru)
    assert {name.en, name.ru}.isdisjoint({"Aufzug", ""})
    moscow = rulebook.current("ru-moscow-assembly", date(2026, 11, 22))
    assert moscow.kinds["rally"].name.in_("de") == "Rally"


def test_a_text_in_three_languages_survives_as_json() -> None:
    text = Text("Procession", "Шествие", "Aufzug", "de")
    step = Step("Addressee: %(rule)s", {"rule": text}, "note")
    assert Step.from_json(step.to_json()) == step
