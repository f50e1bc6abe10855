"""A letter as an HTML page: template, words of its language, typography. Nothing is fetched and nothing trusted."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from letters import check_code, dates, qr, typography
from letters.letter import Letter
from letters.parts import N_, Unprintable

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "letters"
SAMPLES = Path(__file__).resolve().parent / "samples"
LOCALES = ("ru", "en")
MARKS = ("", "draft", "specimen")
QUOTES = {"ru": ("«", "»"), "en": ("“", "”")}
TITLES = {
    "ru": {
        "receipt": "О получении уведомления о публичном мероприятии",
        "agreed": "О согласовании публичного мероприятия",
        "proposal": "О предложении изменить место или время публичного мероприятия",
        "cure": "Об исправлении уведомления о публичном мероприятии",
        "warning": "О предупреждении в связи с публичным мероприятием",
        "refused": "Об отказе в согласовании публичного мероприятия",
        "not-examined": "Об уведомлении вне срока о публичном мероприятии",
        "deemed-agreed": "О согласовании по истечении срока публичного мероприятия",
    },
    "en": {
        "receipt": "Receipt of the notice of a public event on",
        "agreed": "Agreement to the public event on",
        "proposal": "Proposal to change the place or time of the public event on",
        "cure": "Correction of the notice of a public event on",
        "warning": "Warning about the public event on",
        "refused": "Refusal of agreement to the public event on",
        "not-examined": "Notice outside the time for filing: public event on",
        "deemed-agreed": "Public event that counts as agreed on",
    },
}


def page(letter: Letter, mark: str = "", clip: int = 0) -> str:
    """The whole letter as HTML. `clip`, if not 0, is the most characters of a cell: the page is then set
    tighter, and a cell that was cut says where it stands in full.

    Raises Unprintable for a language or a mark that letters do not know.
    """
    locale = letter.head.locale
    if locale not in LOCALES:
        raise Unprintable(
            N_("Letters are not written in the language “%(locale)s”."), locale=locale
        )
    if mark not in MARKS:
        raise Unprintable(N_("There is no mark “%(mark)s”."), mark=mark)
    draft = mark == "draft"
    context = {
        "locale": locale,
        "letter": letter,
        "head": letter.head,
        "mark": mark,
        "title": title(letter),
        "clip": clip,
        "qr": "" if draft else _square(letter),
        "w": ENVIRONMENT.get_template(f"{locale}/words.html").module,
        "s": ENVIRONMENT.get_template(f"{locale}/sentences.html").module,
        "p": ENVIRONMENT.get_template("parts.html").module,
    }
    written = ENVIRONMENT.get_template(f"{locale}/{letter.kind}.html").render(context)
    return typography.set_page(written, locale)


def title(letter: Letter) -> str:
    """The heading «О …»: the one given, or the fixed one with the days of the event."""
    locale = letter.head.locale
    if letter.head.title:
        return letter.head.title
    days = sorted({sitting.day for sitting in letter.notified.sittings})
    when = dates.long(days[0], locale)
    if len(days) > 1:
        when = f"{when} – {dates.long(days[-1], locale)}"
    return f"{TITLES[locale][letter.kind]} {when}"


def _square(letter: Letter) -> Markup:
    head = letter.head
    target = qr.address(head.check_url, head.check_code)
    alternative = {"ru": "QR-код для проверки письма: ", "en": "QR code to check the letter: "}
    return Markup(qr.svg(target, alternative[head.locale] + target))  # noqa: S704 - our own path


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _quoted(text: str, locale: str) -> str:
    """Quotation marks around words that are quoted verbatim, unless they bring their own."""
    left, right = QUOTES[locale]
    return (
        text if any(mark in text for mark in '«»“”„"') or not text.strip() else left + text + right
    )


def _clip(text: str, length: int, note: str) -> str:
    return text if not length or len(text) <= length else text[:length].rstrip() + note


def _clipped(items: tuple[str, ...], length: int, note: str) -> list[str]:
    """Whole lines while there is room, then the line that went over, cut."""
    if not length or sum(map(len, items)) <= length:
        return list(items)
    kept, room = [], length
    for item in items:
        kept.append(_clip(item, room, note) if len(item) > room else item)
        room -= len(item)
        if room <= 0:
            break
    return kept


def _dotted(text: str) -> str:
    """A sentence with its full stop, once."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else text + "."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _host(url: str) -> str:
    return url.split("://", 1)[-1].rstrip("/")


FILTERS: dict[str, Callable[..., Any]] = {
    "long": lambda value, locale: dates.long(_day(value), locale),
    "short": lambda value: dates.short(_day(value)),
    "due": dates.due,
    "clock": dates.clock,
    "received": dates.received,
    "sitting": lambda value, locale: dates.sitting(value.day, value.start, value.end, locale),
    "people": dates.people,
    "number": dates.number,
    "code": check_code.shown,
    "host": _host,
    "quoted": _quoted,
    "clip": _clip,
    "clipped": _clipped,
    "dotted": _dotted,
    "sentence": _sentence,
}


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters.update(FILTERS)
    return environment


def _finalize(value: Any) -> Any:
    """A None on a page is a fault of the template, never the word "None"."""
    if value is None:
        raise Unprintable(N_("The letter has an empty place."))
    return value


ENVIRONMENT = _environment()
