"""Which language a page speaks: what was asked, what was chosen before, what the browser prefers.

Every word of a page asks for its translation, so the catalogue is found once a request, not once a word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.wrappers import Response

from web.settings import HOUSE
from web.work import settings

COOKIE = "veche_language"
YEAR = 365 * 24 * 3600
NAMES = {"en": "English", "ru": "Русский"}
LOCALES = HOUSE / "locales"
DOMAIN = "messages"
FOLDER = "BABEL_TRANSLATION_DIRECTORIES"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with its catalogue, and the sentences that templates said in it already."""

    code: str
    catalogue: NullTranslations
    said: dict[str, Markup] = field(default_factory=dict)


SILENT = Tongue("en", NullTranslations())  # outside of a request or command: the source text


def choose() -> str:
    """Choose the language: `?language=`, then the cookie, then Accept-Language."""
    spoken = settings().languages
    if not has_request_context():  # a command, or the worker, which forces the reader's own
        return spoken[0]
    for asked in (g.get("language"), request.args.get("language"), request.cookies.get(COOKIE)):
        if asked in spoken:
            return cast(str, asked)
    return request.accept_languages.best_match(spoken) or spoken[0]


@lru_cache
def _tongue(folder: str, code: str) -> Tongue:
    return Tongue(Locale.parse(code).language, Translations.load(folder, [code], DOMAIN))


def tongue() -> Tongue:
    """Give the language of this page with its catalogue, looked up once until `speak` changes it."""
    try:
        here: Any = g._get_current_object()  # noqa: SLF001 - werkzeug's way to take the proxy off
    except RuntimeError:
        return SILENT
    found: Tongue | None = here.get("tongue")
    if found is None:
        found = here.tongue = _tongue(current_app.config[FOLDER], choose())
    return found


def language() -> str:
    """Give the language of this page, `en` or `ru`."""
    return tongue().code


def speak(chosen: str) -> None:
    """Go on in this language for the rest of the request."""
    if chosen in settings().languages:
        g.language = chosen
        g.pop("tongue", None)


@contextmanager
def force_locale(code: str) -> Iterator[None]:
    """Say what is said in the block in this language, whoever asks: a mail speaks its reader's."""
    before = g.get("tongue")
    g.tongue = _tongue(current_app.config[FOLDER], code)
    try:
        yield
    finally:
        g.tongue = before


def gettext(text: str, /, **values: object) -> str:
    """Say a message id in the language of the page; values fill its placeholders."""
    said = tongue().catalogue.gettext(text)
    return _one_stop(said % values) if values else said


def _one_stop(said: str) -> str:
    """A Russian day ends in a full stop of its own («2027 г.»): where it ends the sentence, one is enough."""
    return said.replace("\u00a0г..", "\u00a0г.") if ".." in said else said


def ngettext(one: str, many: str, num: int, /, **values: object) -> str:
    """Say a message id that counts, with the plural form that `num` asks for."""
    return tongue().catalogue.ngettext(one, many, num) % ({"num": num} | values)


def lazy_gettext(text: str, /, **values: object) -> LazyString:
    """A sentence that is said when it is shown, in the language of that moment."""
    return LazyString(gettext, text, **values)


# --- the same for templates: what is said is safe, what fills it is escaped --------------------


@pass_eval_context
def _page_gettext(here: EvalContext, text: str, /, **values: object) -> str:
    speaks = tongue()
    if not here.autoescape:
        return _one_stop(speaks.catalogue.gettext(text) % values)
    said = speaks.said.get(text)
    if said is None:
        said = speaks.said[text] = Markup(speaks.catalogue.gettext(text))  # noqa: S704 - of our own catalogue
    return _one_stop(said % values) if values or "%" in said else said


def _marked(here: EvalContext, said: str, values: dict[str, object]) -> str:
    return Markup(said) % values if here.autoescape else said % values  # noqa: S704 - the same


@pass_eval_context
def _page_ngettext(here: EvalContext, one: str, many: str, num: int, /, **values: object) -> str:
    said = tongue().catalogue.ngettext(one, many, num)
    return _marked(here, said, {"num": num} | values)


@pass_eval_context
def _page_pgettext(here: EvalContext, about: str, text: str, /, **values: object) -> str:
    said = str(tongue().catalogue.pgettext(about, text))
    return _marked(here, said, {"context": about} | values)


@pass_eval_context
def _page_npgettext(
    here: EvalContext, about: str, one: str, many: str, num: int, /, **values: object
) -> str:
    said = tongue().catalogue.npgettext(about, one, many, num)
    return _marked(here, said, {"context": about, "num": num} | values)


def remember(answer: Response, chosen: str) -> Response:
    """Keep the chosen language in a cookie for a year; it holds nothing else."""
    if chosen in settings().languages:
        answer.set_cookie(
            COOKIE, chosen, max_age=YEAR, secure=settings().secure, httponly=True, samesite="Lax"
        )
    return answer


def init_app(app: Flask, folder: Path = LOCALES) -> None:
    """Join the catalogues to the app and the language names to its pages."""
    app.config[FOLDER] = str(folder)
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    Babel(app, locale_selector=choose)
    app.jinja_env.globals.update(
        _=_page_gettext, gettext=_page_gettext, ngettext=_page_ngettext, pgettext=_page_pgettext,
        npgettext=_page_npgettext, language=language, language_names=NAMES,
    )  # fmt: skip
