"""Which language a page speaks: what was asked, what was chosen before, what the browser prefers."""

from pathlib import Path
from typing import cast

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale, refresh
from werkzeug.wrappers import Response

from web.settings import HOUSE
from web.work import settings

COOKIE = "veche_language"
YEAR = 365 * 24 * 3600
NAMES = {"en": "English", "ru": "Русский"}
LOCALES = HOUSE / "locales"


def choose() -> str:
    """Choose the language: `?language=`, then the cookie, then Accept-Language."""
    spoken = settings().languages
    if not has_request_context():  # a command, or the worker, which forces the reader's own
        return spoken[0]
    asked = g.get("language") or request.args.get("language") or request.cookies.get(COOKIE)
    if asked in spoken:
        return cast(str, asked)
    return request.accept_languages.best_match(spoken) or spoken[0]


def language() -> str:
    """Give the language of this page, `en` or `ru`."""
    return str(getattr(get_locale(), "language", "en"))


def speak(chosen: str) -> None:
    """Go on in this language for the rest of the request."""
    if chosen in settings().languages:
        g.language = chosen
        refresh()


def remember(answer: Response, chosen: str) -> Response:
    """Keep the chosen language in a cookie for a year; it holds nothing else."""
    if chosen in settings().languages:
        answer.set_cookie(
            COOKIE, chosen, max_age=YEAR, secure=settings().secure, httponly=True, samesite="Lax"
        )
    return answer


def init_app(app: Flask, folder: Path = LOCALES) -> None:
    """Join the catalogues to the app and the language names to its pages."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    Babel(app, locale_selector=choose)
    app.jinja_env.globals.update(language=language, language_names=NAMES)
