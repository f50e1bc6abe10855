"""The door for anyone who signs in: links, passwords, the second factor, the demo city."""

from flask import Flask

from accounts import city, demo, organisations, own, people, second, views, ways
from accounts.door import bp
from web import passkeys
from web.settings import Settings

PARTS = (views, second, own, organisations, people, ways, city, demo)


def init_app(app: Flask, settings: Settings) -> None:
    """Open the door. The demo city's people and mailbox answer 404 outside demo mode."""
    app.register_blueprint(bp)
    app.jinja_env.globals["passkeys_possible"] = passkeys.possible
