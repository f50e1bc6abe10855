"""A value of a file of law in words: so many days before the event, an article and how sure we are of it."""

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import Translations

from regimes.comparing import key_of
from regimes.regime import Condition, Need, PaperNeed, Regime, Source, Span, Text, Window
from web.i18n import LOCALES
from web.law_labels import ANCHORS, CONDITIONS, FIELDS, REFERS, WORDS
from workflow.errors import N_


@dataclass(frozen=True)
class Speech:
    """One language, with or without a request around it: the command line speaks as the pages do."""

    language: str
    catalog: gettext.NullTranslations

    def say(self, text: str, **values: object) -> str:
        """A marked message in this language."""
        said = self.catalog.gettext(text)
        return said % values if values else said

    def ngettext(self, one: str, many: str, num: int) -> str:
        """A number and its noun."""
        return self.catalog.ngettext(one, many, num) % {"num": self.number(num)}

    def number(self, value: int) -> str:
        """1,200 or 1 200."""
        return str(format_decimal(value, locale=self.language))

    def law(self, text: Text) -> str:
        """A text of the law."""
        return text.in_(self.language)

    def day(self, value: date) -> str:
        """A day in full."""
        pattern = "d MMMM y 'г'." if self.language == "ru" else "d MMMM y"
        return str(format_date(value, pattern, locale=self.language))


@lru_cache(8)
def speech(language: str) -> Speech:
    """How this language is spoken; English needs no catalogue."""
    if language == "en":
        return Speech("en", gettext.NullTranslations())
    return Speech(language, Translations.load(str(LOCALES), [language]))


def label(say: Speech, name: str) -> str:
    """What a field is called; one that nobody named yet by its own name."""
    return say.say(FIELDS[name]) if name in FIELDS else name.replace("_", " ").capitalize()


def length(say: Speech, unit: str, amount: int) -> str:
    """So many units."""
    match unit:
        case "calendar_day":
            return say.ngettext("%(num)s calendar day", "%(num)s calendar days", amount)
        case "clear_day":
            return say.ngettext("%(num)s clear day", "%(num)s clear days", amount)
        case "working_day":
            return say.ngettext("%(num)s working day", "%(num)s working days", amount)
        case "calendar_month":
            return say.ngettext("%(num)s calendar month", "%(num)s calendar months", amount)
    return say.ngettext("%(num)s hour", "%(num)s hours", amount)


def _counted(say: Speech, unit: str, amount: int, anchor: str, before: bool) -> str:
    from_ = say.say(ANCHORS[anchor]) if anchor in ANCHORS else anchor
    if not amount:
        return say.say(N_("the very day of: %(anchor)s"), anchor=from_)
    text = N_("%(length)s before %(anchor)s") if before else N_("%(length)s after %(anchor)s")
    return say.say(text, length=length(say, unit, amount), anchor=from_)


def value(say: Speech, regime: Regime, name: str, found: Any, holder: Any = None) -> str:
    """The value of a field in words; `holder` is the part it stands in."""
    limit = isinstance(holder, Window) and name in ("earliest", "latest")
    if found is None:
        return say.say(N_("no limit")) if limit else say.say(N_("not set"))
    if limit:
        unit = holder.opening_unit if name == "earliest" else holder.unit
        return _counted(say, unit, found, holder.anchor, before=True)
    if isinstance(found, Condition):
        return condition(say, regime, found)
    if isinstance(found, str):
        return _word(say, regime, name, found) if found else say.say(N_("nothing"))
    plain = next((words for kind, words in PLAIN.items() if isinstance(found, kind)), None)
    if plain is not None:
        return plain(say, found)
    if is_dataclass(found) and not isinstance(found, type):
        return _part(say, regime, found)
    if isinstance(found, Mapping):
        pairs = [
            f"{_plain(str(key))}: {value(say, regime, name, one)}" for key, one in found.items()
        ]
        return "; ".join(pairs) or say.say(N_("nothing"))
    if isinstance(found, Sequence):
        if found and isinstance(found[0], Need | PaperNeed):
            return needs(say, regime, found)
        parts = [value(say, regime, name, one, holder) for one in found]
        return ", ".join(parts) or say.say(N_("nothing"))
    return str(found)


def needs(say: Speech, regime: Regime, found: Sequence[Need | PaperNeed]) -> str:
    """What is asked, each once, and whether it must come: «Route (required); E-mail (optional)»."""
    asked: dict[str, list[Need | PaperNeed]] = {}
    for need in found:
        asked.setdefault(title(say, regime, need), []).append(need)
    return "; ".join(_needed(say, regime, name, ours) for name, ours in asked.items())


def _needed(say: Speech, regime: Regime, name: str, found: list[Need | PaperNeed]) -> str:
    must = [need.when for need in found if need.required]
    if not must:
        return say.say(N_("%(name)s (optional)"), name=name)
    if Condition() in must:
        return say.say(N_("%(name)s (required)"), name=name)
    when = " / ".join(condition(say, regime, one) for one in must)
    return say.say(N_("%(name)s (required where: %(when)s)"), name=name, when=when)


PLAIN: dict[type, Callable[[Speech, Any], str]] = {
    # a kind of value that needs nothing around it to be told; bool before int, of which it is one
    bool: lambda say, found: say.say(N_("yes")) if found else say.say(N_("no")),
    int: lambda say, found: say.number(found),
    Text: lambda say, found: say.law(found) or say.say(N_("nothing")),
    Source: lambda say, found: basis(say, found, whole=True),
    Span: lambda say, found: _counted(
        say, found.unit, found.amount, found.anchor, before=found.before
    ),
    date: lambda say, found: say.day(found),
    time: lambda say, found: found.strftime("%H:%M"),
    ZoneInfo: lambda say, found: str(found.key),
}


def _word(say: Speech, regime: Regime, name: str, word: str) -> str:
    for group in REFERS.get(name, ()):
        part = getattr(regime, group).get(word)
        if part is not None:
            return title(say, regime, part)
    if name in ("id", "name", "calendar", "code", "url", "okrug", "act", "article", "note"):
        return word
    return say.say(WORDS[word]) if word in WORDS else _plain(word)


def _plain(word: str) -> str:
    return re.sub(r"[_-]+", " ", word)


def condition(say: Speech, regime: Regime, when: Condition) -> str:
    """When it holds, in words; an empty condition holds always."""
    parts = []
    for one in fields(when):
        found = getattr(when, one.name)
        if found in (None, "", ()):
            continue
        said = value(say, regime, one.name, found)
        text = CONDITIONS.get(one.name)
        parts.append(say.say(text, value=said) if text else f"{label(say, one.name)}: {said}")
    return "; ".join(parts) or say.say(N_("always"))


def basis(say: Speech, source: Source | None, *, whole: bool = False) -> str:
    """The article and how sure we are of it: «54-FZ, art. 7(1); read in the text of the law»."""
    if source is None:
        return ""
    sure = say.say(WORDS[source.mark]) if source.mark in WORDS else source.mark
    cited = say.law(source.cited)
    parts = [cited, *([sure] if sure != cited else [])]
    if whole:
        if not source.article[:1].isdigit():
            parts.insert(1, source.article)
        parts += [part for part in (source.note, source.url) if part]
    return "; ".join(parts)


def title(say: Speech, regime: Regime, part: Any) -> str:
    """What a part is called: its title, the office it names, its condition, or its own name."""
    if hasattr(part, "attachment"):
        return _word(say, regime, "attachment", part.attachment)
    for name in ("title", "name"):
        if isinstance(getattr(part, name, None), Text):
            return say.law(getattr(part, name))
    if hasattr(part, "question"):
        return _word(say, regime, "question", part.question)
    if hasattr(part, "to") and hasattr(part, "when"):
        to = _word(say, regime, "to", part.to)
        return f"{to} ({condition(say, regime, part.when)})"
    if isinstance(getattr(part, "when", None), Condition) and not hasattr(part, "name"):
        return condition(say, regime, part.when)
    if isinstance(part, Window):
        return _window(say, regime, part)
    return _plain(key_of(part)) or value(say, regime, "", part)


def _window(say: Speech, regime: Regime, window: Window) -> str:
    """A window has no name for people: it is told by the kinds that are filed in it."""
    kinds = [say.law(kind.name) for kind in regime.kinds.values() if kind.window == window.name]
    return f"{_plain(window.name)} ({', '.join(kinds)})" if kinds else _plain(window.name)


def _part(say: Speech, regime: Regime, part: Any) -> str:
    """A part that stands inside a sentence: its fields that say something."""
    said = [
        f"{label(say, name)}: {value(say, regime, name, found, part)}"
        for name, found in speaking(part)
    ]
    return "; ".join(said) or _plain(key_of(part))


def speaking(part: Any) -> list[tuple[str, Any]]:
    """The fields of a part that say something, without its key and source."""
    found = [(one.name, getattr(part, one.name)) for one in fields(part)]
    return [
        (name, held)
        for name, held in found
        if not isinstance(held, Source)
        and held not in (None, "", (), False, Condition(), Text("", ""), {})
        and not (isinstance(held, str) and name in ("id", "name", "code", "question"))
    ]
