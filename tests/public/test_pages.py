"""Pages for anyone: they come, in both languages, and say what the law and the settings say."""

import html
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records import datamap
from records.engine import make_engine
from records.migrate import upgrade
from tests.support.clock import FakeClock
from web.settings import Settings, prepare
from web.settings_backup import Backup
from wsgi import create_app

PAGES = ["/help", "/rules", "/privacy", "/accessibility", "/contact", "/patterns", "/patterns/desk"]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_comes_with_its_frame(client: FlaskClient, address: str, language: str) -> None:
    text = client.get(f"{address}?language={language}").text
    assert f'<html class="govuk-template" lang="{language}">' in text
    assert text.count("<h1") >= 1
    assert 'href="#main"' in text
    assert 'id="main"' in text
    assert len(re.findall(r"<title>.+ – (Veche|Вече)</title>", text)) == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_russian_page_has_no_english_sentence(client: FlaskClient, address: str) -> None:
    text = client.get(f"{address}?language=ru").text
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", text)
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", words), re.findall(r"[a-z]+ [a-z]+ [a-z]+", words)


@pytest.mark.parametrize("address", PAGES)
def test_ids_of_a_page_are_single(client: FlaskClient, address: str) -> None:
    ids = re.findall(r' id="([^"]+)"', client.get(address).text)
    assert sorted(ids) == sorted(set(ids))


def test_rules_say_the_windows_and_what_is_not_sure(client: FlaskClient) -> None:
    text = client.get("/rules").text
    assert "not earlier than 15 and not later than 10 days before the day" in text
    assert "Federal Law 54-FZ, art. 7(1)" in text
    assert "from memory: a lawyer has to check it" in text


def test_contact_gives_the_emergency_line_first(client: FlaskClient) -> None:
    text = client.get("/contact").text
    assert "In danger call 112" in text
    assert "1 Vechevaya Square" in text


def test_health_asks_nothing_else(house: Flask) -> None:
    house.extensions["veche"].engine.dispose()
    assert house.test_client().get("/health/live").text == "alive\n"


def test_robots_see_only_what_is_for_everyone(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Disallow: /"
    assert not any("notices" in line for line in lines)


def test_a_city_s_colours_come_after_ours(house: Flask, client: FlaskClient) -> None:
    assert "brand.css" not in client.get("/privacy").text
    brand: Path = house.extensions["veche"].settings.home / "brand"
    brand.mkdir(parents=True)
    (brand / "brand.css").write_text(":root { --v-stamp: #0B5563 }")
    text = client.get("/privacy").text
    assert text.index("veche.css") < text.index('href="/brand.css"')
    assert client.get("/brand.css").mimetype == "text/css"


def test_patterns_are_not_for_a_city(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", public_base_url="https://notices.example.org")
    prepare(settings)
    upgrade(make_engine(settings.database_url))
    rules = {rule.rule for rule in create_app(settings).url_map.iter_rules()}
    assert "/help" in rules
    assert not any(rule.startswith("/patterns") for rule in rules)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_privacy_says_every_line_of_the_data_map(client: FlaskClient, language: str) -> None:
    text = html.unescape(client.get(f"/privacy?language={language}").text)
    found = datamap.load()
    assert [line.what.en for line in found.lines if line.what.in_(language) not in text] == []
    assert [
        line.what.en for line in found.lines if line.ground.text.in_(language) not in text
    ] == []


def test_a_city_that_keeps_longer_says_so(
    tmp_path: Path, database_url: str, clock: FakeClock
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "data-map.toml").write_text("[rules.notice]\nmonths = 61\n")
    kept = Backup(keep_days=45)
    app = create_app(
        Settings(mode="test", home=home, database_url=database_url, backup=kept), clock
    )
    said = app.test_client().get("/privacy").text
    assert "61 months" in said
    assert "are kept for 45 days" in said
    app.extensions["veche"].engine.dispose()
