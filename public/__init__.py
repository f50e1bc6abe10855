"""The door for anyone: help, privacy, rules of the city, contact, health."""

from flask import Flask

from public.views import bp


def init_app(app: Flask) -> None:
    """Open the door."""
    app.register_blueprint(bp)
