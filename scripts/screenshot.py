"""Take docs/images/queue.png: an officer's queue in the demo city, on a fixed day, so that it can be taken again.

Run: python -m scripts.screenshot [FILE]
"""

import socket
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright
from waitress.server import create_server

from records.engine import make_engine
from records.migrate import upgrade
from web.demo.command import demo
from web.settings import HOUSE, load, prepare
from web.worker import deliver_all
from wsgi import create_app

OUT = HOUSE / "docs" / "images" / "queue.png"
CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1280, 1080
WHO = "L. N. Orlova"


class ThatMorning:
    """Wednesday 25 November 2026, 10:40 in Moscow: a working day, with clocks of every colour."""

    def now(self) -> datetime:
        """Always the same moment."""
        return datetime(2026, 11, 25, 7, 40, tzinfo=UTC)


def main(out: Path) -> None:
    """Fill a city in a temporary folder, serve it, photograph the queue."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = load(home=Path(home), mode="test", demo=True, public_base_url=base)
        prepare(settings)
        engine = make_engine(settings.database_url)
        upgrade(engine)
        engine.dispose()
        app = create_app(settings, ThatMorning())
        filled = app.test_cli_runner().invoke(demo, ["--no-letters"])
        if filled.exit_code:
            raise SystemExit(filled.output)
        with (
            app.app_context()
        ):  # no worker runs here: what it would have sent and printed long ago is done now
            while deliver_all(app.extensions["veche"]):
                pass
        server = create_server(app, sockets=[listener])
        threading.Thread(target=server.run, daemon=True).start()
        photograph(base, out)
        server.close()
        app.extensions["veche"].engine.dispose()
    print(f"{out}: {out.stat().st_size // 1024} kB")


def photograph(base: str, out: Path) -> None:
    """Sign in as the officer, in English, and keep what the window shows."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, base_url=base)
        context.add_cookies([{"name": "veche_language", "value": "en", "url": base}])
        page = context.new_page()
        page.goto("/demo")
        with page.expect_navigation():
            page.get_by_role("button", name=WHO).click()
        page.goto("/desk/")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
