"""The words of letters and mails that a city may choose itself: salutation, closing, a paragraph, greeting and foot of mails.

Closed by design: what a letter decides, its grounds, its days and how to challenge it come from the law's data and are no
text of this list. A text is words and places `{name}` of its own list; it is never a template and nothing in it is run.
A letter takes the words of the day of its release and keeps them (letters/parts.py Head).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from letters.parts import Head
from letters.typography import missing_glyphs
from records import text_rows
from records.errors import Overtaken
from records.tables import CityText
from records.text_rows import TextRow
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed

NOT_KEPT = N_("Not yours: the administrator keeps the wording of letters and mails.")
PLACE = re.compile(r"\{([a-z]+)\}")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
LOCALES = ("ru", "en")
LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class Spec:
    """One text that may be worded. `own`: what stands without a version of the city; an empty one prints nothing."""

    name: str
    own: Text
    places: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    most: int = 120
    lines: bool = False  # may have several
    printed: bool = True  # in letters: every sign needs a glyph
    optional: bool = False  # may be empty


TEXTS: dict[str, Spec] = {
    one.name: one
    for one in (
        Spec("letter-salutation", Text("Dear Sir or Madam,", "Здравствуйте!")),
        Spec("letter-closing", Text("Yours sincerely,", "С уважением,")),
        Spec(
            "letter-paragraph", Text("", ""), places=("office", "phone", "email", "number"), most=600, optional=True
        ),
        Spec("mail-greeting", Text("", ""), printed=False, optional=True),
        Spec(
            "mail-foot",
            Text(
                "{office}. Telephone: {phone}. Answers to this message are not read.",
                "{office}. Телефон: {phone}. Ответы на это сообщение никто не читает.",
            ),
            places=("office", "phone"), required=("office",), most=600, lines=True, printed=False,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextIn:
    """A version as it was typed."""

    text_en: str
    text_ru: str
    from_day: date
    why: str
    returned_to: int | None = None


def check(spec: Spec, given: TextIn, today: date) -> TextIn:
    """The version without spaces around it. Raises Invalid with the field and the name of what is wrong."""
    clean = replace(
        given, text_en=_plain(given.text_en), text_ru=_plain(given.text_ru), why=given.why.strip()
    )
    both = [clean.text_ru, clean.text_en]
    if not all(both) and not (spec.optional and not any(both)):
        empty = "text_ru" if not clean.text_ru else "text_en"
        raise Invalid(empty, N_("Write the text in both languages."))
    for field, text in (("text_ru", clean.text_ru), ("text_en", clean.text_en)):
        _check(spec, field, text)
    if clean.from_day < today:
        raise Invalid("from_day", N_("This day is over: choose today or a day ahead."))
    if not clean.why:
        raise Invalid("why", N_("Say why: the reason is kept with the version."))
    if len(clean.why) > LONGEST_WHY:
        raise Invalid("why", N_("Say it in at most %(count)s characters."), count=LONGEST_WHY)
    return clean


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()


def _check(spec: Spec, field: str, text: str) -> None:
    if len(text) > spec.most:
        raise Invalid(field, N_("Say it in at most %(count)s characters."), count=spec.most)
    if "\n" in text and not spec.lines:
        raise Invalid(field, N_("Write it in one line."))
    if CONTROL.search(text):
        raise Invalid(field, N_("There are signs in it that can't be seen: type it anew."))
    unknown = [name for name in PLACE.findall(text) if name not in spec.places]
    if unknown:
        raise Invalid(field, N_("This text has no place {%(name)s}."), name=unknown[0])
    rest = PLACE.sub("", text)
    if "{" in rest or "}" in rest:
        raise Invalid(
            field, N_("Braces stand only around the name of a place, for example {office}.")
        )
    gone = [name for name in spec.required if name not in PLACE.findall(text)]
    if text and gone:
        raise Invalid(field, N_("The place {%(name)s} may not go."), name=gone[0])
    signs = missing_glyphs(text.replace("\n", " ")) if spec.printed else ()
    if signs:
        raise Invalid(field, N_("Letters can't print: %(signs)s"), signs=" ".join(signs))


def may_keep(actor: Actor) -> bool:
    """Whether the person words texts; the command always does."""
    return policy.may(actor, "text.keep")


def save(
    work: UnitOfWork, *, actor: Actor, name: str, seen: int, given: TextIn, today: date
) -> CityText:
    """The next version of a text, from its day on. Overtaken where somebody saved one since `seen`."""
    if not may_keep(actor) or name not in TEXTS:
        raise NotAllowed(NOT_KEPT)
    if text_rows.newest(work, name) != seen:
        raise Overtaken
    clean = check(TEXTS[name], given, today)
    back = work.session.get(CityText, clean.returned_to) if clean.returned_to else None
    row = CityText(
        name=name, text_en=clean.text_en, text_ru=clean.text_ru, from_day=clean.from_day, made_at=work.now,
        made_by=actor.account_id, why=clean.why, returned_to=back.id if back and back.name == name else None,
    )  # fmt: skip
    work.add(row)
    work.flush()
    work.log(
        "text.worded", actor=actor, subject=("text", row.id or 0),
        details={"name": name, "from": row.from_day.isoformat(), "returned_to": row.returned_to},
        personal={"why": clean.why},
    )  # fmt: skip
    return row


def words(
    work: UnitOfWork, names: Iterable[str], locale: str, day: date, **values: str
) -> dict[str, str]:
    """Texts by name as the city words them on the day, their places filled; '' where the house's own words stand."""
    found = text_rows.in_force(work, names, day)
    return {
        name: filled(found[name].in_(locale), **values) if name in found else "" for name in names
    }


def filled(text: str, **values: str) -> str:
    """The text with its places filled; a value is words, whatever is in it."""
    return PLACE.sub(lambda place: values.get(place.group(1), ""), text)


def worded(work: UnitOfWork, head: Head) -> Head:
    """The head of a letter with the city's salutation, closing and paragraph of this day, to be kept with it."""
    office = head.office
    said = words(
        work, ("letter-salutation", "letter-closing", "letter-paragraph"), head.locale, head.day,
        office=office.short, phone=office.phone, email=office.email, number=head.reply_reference,
    )  # fmt: skip
    return replace(
        head, salutation=head.salutation or said["letter-salutation"], closing=said["letter-closing"],
        paragraph=said["letter-paragraph"] if head.signatory is not None else "",
    )  # fmt: skip


SAMPLE: dict[str, Text] = {
    "office": Text("The Prefecture", "Префектура"),
    "phone": Text("+7 495 000-03-00", "+7 495 000-03-00"),
    "email": Text("office@city.example", "office@city.example"),
    "number": Text("27-0417", "27-0417"),
}


def preview(text: str, locale: str) -> str:
    """The text as somebody would read it, with a sample in each place."""
    return filled(text, **{name: one.in_(locale) for name, one in SAMPLE.items()})


@dataclass(frozen=True, slots=True)
class TextView:
    """A text for its page: what counts today and by which version, and what begins later."""

    spec: Spec
    ru: str
    en: str
    now: TextRow | None
    later: tuple[TextRow, ...]


def look(work: UnitOfWork, name: str, today: date) -> TextView:
    """One text as it stands on the day."""
    spec, now = TEXTS[name], text_rows.in_force(work, [name], today).get(name)
    later = [one for one in text_rows.versions(work, name) if one.from_day > today]
    later.sort(key=lambda one: (one.from_day, one.id))
    return TextView(
        spec,
        now.text_ru if now else spec.own.ru,
        now.text_en if now else spec.own.en,
        now,
        tuple(later),
    )
