"""The door for anyone: help, rules of the city, privacy, contact, health."""

from flask import Flask

from public import cells, checking, city_keys, health, patterns, times, views
from web.settings import Settings

PARTS = (views, cells, checking, city_keys, health, times)


def init_app(app: Flask, settings: Settings) -> None:
    """Open the door; the page of patterns is for those who build Veche."""
    app.register_blueprint(views.bp)
    if not settings.production:
        app.register_blueprint(patterns.bp)
