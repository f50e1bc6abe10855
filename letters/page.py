"""A letter as an HTML page: template, words of its language, typography. Nothing is fetched and nothing trusted."""

import base64
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from letters import before, check_code, dates, qr, slots, typography
from letters.figure import drawn
from letters.inner import Inner
from letters.layout import default
from letters.layout_parts import Layout
from letters.letter import Letter
from letters.parts import N_, Unprintable

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "letters"
SAMPLES = Path(__file__).resolve().parent / "samples"
LOCALES = ("ru", "en")
MARKS = ("", "draft", "specimen")
PHONE = 24  # longer than that it is more than a number, and may be broken
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
        "conditions": "Об условиях проведения публичного мероприятия",
        "noted": "О принятии к сведению уведомления о публичном мероприятии",
        "invitation": "О приглашении к разговору о публичном мероприятии",
        "opposed": "О возражении против публичного мероприятия",
        "answered": "Ответ на Ваше обращение: публичное мероприятие",
        "consultation": "О запросе мнения о публичном мероприятии",
        "reminder": "Об обязанностях организатора публичного мероприятия",
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
        "conditions": "Conditions for the public event on",
        "noted": "Notice taken of the public event on",
        "invitation": "Invitation to talk about the public event on",
        "opposed": "Opposition to the public event on",
        "answered": "Answer to what you wrote: public event on",
        "consultation": "Request for your opinion: public event on",
        "reminder": "Duties of the organiser of the public event on",
    },
}


SQUARE = {
    "letter": {"ru": "QR-код для проверки письма: ", "en": "QR code to check the letter: "},
    "minutes": {"ru": "QR-код для проверки протокола: ", "en": "QR code to check the minutes: "},
}


def page(letter: Letter, mark: str = "", clip: int = 0, layout: Layout | None = None) -> str:
    """The whole letter as HTML, for the blocks of this layout. `clip`, if not 0, is the most characters of a cell: the page is then set
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
        "layout": layout or default(),
        "qr": "" if draft or not letter.head.check_code else _square(letter),
        "map": Markup(drawn(letter.map)) if letter.map else "",  # noqa: S704 - each part of it was looked at
        "w": ENVIRONMENT.get_template(f"{locale}/words.html").module,
        "p": ENVIRONMENT.get_template("parts.html").module,
        "r": ENVIRONMENT.get_template("rounds.html").module,
        "said": before.wording(letter),
    }
    written = ENVIRONMENT.get_template(f"{locale}/{letter.kind}.html").render(context)
    return typography.set_page(written, locale)


def inner(paper: Inner) -> str:
    """A paper of the print room as HTML. Raises Unprintable for a language that letters do not know."""
    if paper.locale not in LOCALES:
        raise Unprintable(
            N_("Letters are not written in the language “%(locale)s”."), locale=paper.locale
        )
    square = Markup(qr.svg(paper.square, paper.square_words))  # noqa: S704 - our own path
    written = ENVIRONMENT.get_template("inner.html").render(paper=paper, square=square)
    return typography.set_page(written, paper.locale)


def title(letter: Letter) -> str:
    """The heading «О …»: the one given, that of the regime with its days, or the fixed one of the kind."""
    locale, wording = letter.head.locale, letter.head.wording
    if letter.head.title:
        return letter.head.title
    days = sorted({sitting.day for sitting in letter.notified.sittings})
    when = " – ".join(_whole(dates.long(day, locale)) for day in (days[0], days[-1])[: len(days)])
    if wording is not None and wording.heading:
        return slots.filled(wording.heading, days=when)
    return f"{TITLES[locale][letter.kind]} {when}"


def _whole(text: str) -> str:
    """Words that a ragged line must keep together: a date in a heading, a telephone number."""
    return text.replace(" ", typography.NBSP)


def _square(letter: Letter) -> Markup:
    head = letter.head
    target = qr.address(head.check_url, head.check_code)
    alternative = SQUARE["minutes" if letter.kind == "minutes" else "letter"]
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


def _checkpoint(note: str) -> str:
    """Size and the first 16 hex digits of the root of a signed checkpoint (AD-2): 20852 0ac5186a9846 8f0e."""
    _origin, size, root = note.splitlines()[:3]
    return f"{size}{typography.NBSP}{base64.b64decode(root).hex()[:16]}"


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
    "checkpoint": _checkpoint,
    "host": _host,
    "quoted": _quoted,
    "clip": _clip,
    "clipped": _clipped,
    "dotted": _dotted,
    "sentence": _sentence,
    "filled": slots.filled,
    "phone": lambda number: _whole(number) if len(number) <= PHONE else number,
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
