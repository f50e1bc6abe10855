"""A passkey in a real browser, with the virtual authenticator of Chromium: made, used, and without scripts not missed."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from waitress.server import create_server

from tests.browser.conftest import Town
from web.settings import load, prepare
from wsgi import create_app


@pytest.fixture
def here(town: Town, tmp_path: Path) -> Iterator[str]:
    """The same city under a name: no passkey belongs to a bare number of a network (WebAuthn, 5.1.3)."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    base = f"http://localhost:{listener.getsockname()[1]}"
    settings = load(
        home=tmp_path, mode="test", database_url=town.app.extensions["veche"].settings.database_url,
        demo=True, public_base_url=base,
    )  # fmt: skip
    prepare(settings)
    app = create_app(settings, town.city.clock)
    server = create_server(app, sockets=[listener], threads=4, clear_untrusted_proxy_headers=True)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield base
    server.close()
    thread.join(timeout=5)
    app.extensions["veche"].engine.dispose()


def test_a_passkey_is_made_and_signs_in(town: Town, browser: Browser, here: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="en")
    context.add_cookies([{"name": "veche_language", "value": "en", "url": here}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto(f"{here}/demo")
    page.locator(f'form[action="/demo/{town.account("owner")}"] button').click()
    page.goto(f"{here}/account/passkeys")
    page.get_by_label("Name of the passkey").fill("Telephone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="How you sign in")).to_be_visible()
    expect(page.get_by_text("Telephone", exact=True)).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{here}/sign-in?next=/account")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    context.close()


def test_without_scripts_the_page_says_that_the_link_is_the_way(
    browser: Browser, here: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{here}/sign-in?language=en")
    expect(page.get_by_text("the mailed link needs neither")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    context.close()
