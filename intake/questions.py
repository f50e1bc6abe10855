"""The questions of a notice: id, words, help, field and checks. Which are asked, and when, the regime says.

A question never says that it is required: `field(needed)` is given that by the caller.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import RadioField

from intake import inputs
from intake.checks import AtLeastOne, DaysApart, Email, Phone, Postcode, SaysItself
from intake.inputs import Input
from intake.making import Made, checks_of, line, text, whether
from intake.rows import (
    MOST_DAYS,
    MOST_PEOPLE,
    MOST_PLACES,
    FirstPersonRow,
    PersonRow,
    PlaceRow,
    SessionRow,
    attorney,
    points,
    rows_of,
)
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, CountField, LineField, NameField, SixDigitsField, choices
from workflow import attorney as power


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `fields(needed)` gives its form fields by name, `id` is the regime's."""

    id: str
    fields: Made
    help: Any = ""
    rows: bool = False


WHO = {
    "citizen": _l("A citizen, or several"),
    "association": _l("A party, or another public or religious association"),
    "company": _l("A company or an institution"),
    "deputy": _l("A deputy"),
}


def _kind_of_organiser(*who: str) -> Made:
    def made(needed: bool) -> dict[str, Any]:
        ask = _l("Say who organises it")
        pairs = choices([(name, WHO[name]) for name in who])
        field = RadioField(_l("Who is the organiser?"), checks_of(needed, ask), choices=pairs)
        return {"organiser_kind": field}

    return made


def _postcode(language: str) -> Made:
    """A postcode by the rule of letters under a law of this language."""
    ask = _l("Enter the postcode")
    check = Postcode(language)
    kind = SixDigitsField if language == "ru" else LineField
    return line(
        "postcode",
        _l("Postcode"),
        "",
        ask,
        check,
        AtMost(20),
        kind=kind,
        autocomplete="postal-code",
    )


def _people(needed: bool) -> dict[str, Any]:
    ask = _l("Enter how many people you expect, for example 350")
    return {
        "attendance": CountField(
            _l("People expected at the same time"),
            [*checks_of(needed, ask), AtLeastOne()],
            description=_l("Your honest estimate. The size decides who receives the notice."),
            render_kw={"inputmode": "numeric"},
        )
    }


ALL = (
    Question(
        "title",
        line(
            "title",
            _l("What is it called?"),
            _l("A short name for lists and letters, for example: Memorial walk, Courtyard day"),
            _l("Give it a short name, for example: Memorial walk"),
            kind=NameField,
        ),
    ),
    Question(
        "purpose",
        text(
            "purpose",
            _l("What is its purpose?"),
            _l("What you want to say, show, celebrate or remember, in your own words."),
            _l("Write what it is for, in your own words"),
        ),
        help=_l(
            "The law asks for the purpose, not for your views on it. The city may not choose "
            "between purposes. Reviewers of place and traffic do not see this answer."
        ),
    ),
    Question(
        "form_details",
        text(
            "form_details",
            _l("How will it be held?"),
            _l("For example: speeches from a low stage, banners, a concert, a run, stalls."),
            _l("Write how it will be held: speeches, a concert, a run, on foot, with vehicles"),
            rows=3,
        ),
    ),
    Question("sessions", rows_of("sessions", _l("Day"), SessionRow, MOST_DAYS, check=(DaysApart(),)), rows=True),
    Question("places", rows_of("places", _l("Place"), PlaceRow, MOST_PLACES), rows=True),
    Question("route", points, rows=True),
    Question(
        "vehicles",
        whether(
            "vehicles",
            _l("Do vehicles take part?"),
            _l("Cars, lorries, bicycles in a column, a stage on wheels."),
            _l("Say whether vehicles take part"),
            _l("If yes: which vehicles, how many, how fast"),
            _l("Write which vehicles take part and how many"),
        ),
    ),
    Question("attendance", _people),
    Question(
        "bank_account",
        text(
            "bank_account",
            _l("Account on which money for it is collected"),
            _l("Bank, account number and whose account it is. If no money is collected, say so."),
            _l("Name the bank account, or write that no money is collected"),
            rows=3,
            most=500,
        ),
    ),
    Question(
        "order",
        text(
            "order",
            _l("How do you keep order?"),
            _l("How many stewards, where they stand, how people know them."),
            _l("Enter how you keep order: how many stewards, and where they stand"),
            rows=4,
            itself=_l("“See above” is no answer here: say how many stewards and where"),
        ),
    ),
    Question(
        "medical",
        text(
            "medical",
            _l("How is first aid given?"),
            _l("Who gives it, with what, and where they stand."),
            _l("Say who gives first aid, and where they stand"),
            rows=4,
        ),
    ),
    Question(
        "sound",
        whether(
            "sound",
            _l("Do you use sound amplification?"),
            _l("Loudspeakers, a megaphone, a stage with sound."),
            _l("Say whether you use sound amplification"),
            _l("If yes: what, where and from when to when"),
            _l("Write what you use, where and from when to when"),
        ),
    ),
    Question(
        "structure",
        text(
            "structure",
            _l("Which structure do you put up?"),
            _l("What it is, its size, where it stands and how long it takes to put up."),
            _l("Describe the structure: what it is, its size and where it stands"),
            rows=4,
        ),
    ),
    Question("organiser_kind", _kind_of_organiser(*WHO)),
    Question(
        "organiser",
        line(
            "organiser",
            _l("Full name of the organiser"),
            _l("Surname, name and patronymic, or the full name of the association."),
            _l("Enter the full name of the organiser"),
            SaysItself(_l("Enter the full name of the organiser")),
            kind=NameField,
            autocomplete="name",
        ),
        help=_l("Several organisers: name each, parted by commas. Each answers for the whole."),
    ),
    Question(
        "deputy_office",
        line(
            "deputy_office",
            _l("Which deputy, of which body"),
            _l("For example: deputy of the municipal council of the Sokol district"),
            _l("Say which body the deputy belongs to"),
            SaysItself(_l("Say which body the deputy belongs to")),
            AtMost(300),
        ),
    ),
    Question(
        "address",
        line(
            "address",
            _l("Address of residence or seat"),
            _l("City, street, house and flat. Letters on paper go there."),
            _l("Enter the address: city, street, house and flat"),
            SaysItself(_l("Enter the address itself: city, street, house and flat")),
            AtMost(300),
            autocomplete="address-line1",
        ),
    ),
    Question("postcode", _postcode("ru")),
    Question(
        "phone",
        line(
            "phone",
            _l("Telephone"),
            _l("The officers call it when a question can't wait."),
            _l("Enter a telephone number, for example +7 495 000-14-20"),
            Phone(),
            AtMost(60),
            inputmode="tel",
            autocomplete="tel",
        ),
    ),
    Question(
        "email",
        line(
            "email",
            _l("E-mail address"),
            _l("The receipt, each step and the answer go there."),
            _l("Enter an e-mail address, for example vera@example.org"),
            Email(),
            AtMost(254),
            inputmode="email",
            autocomplete="email",
        ),
    ),
    Question("attorney", attorney(), rows=True),
    Question(
        "authorised",
        rows_of(
            "authorised", _l("Person"), PersonRow, MOST_PEOPLE, least=0, first_row=FirstPersonRow
        ),
        rows=True,
    ),
)  # fmt: skip


QUESTIONS: Mapping[str, Question] = {question.id: question for question in ALL}


def questions_with(
    regime: Any, beside: Mapping[str, Input], filed: tuple[dict[str, str], date] | None = None
) -> Mapping[str, Question]:
    """The questions of a notice, and what one law looks at besides, as questions too.

    A law that asks for a deputy's office is one of citizens, associations and deputies; under any
    other a company may file, and a deputy is a citizen. `filed` as `rows.attorney` takes it.
    """
    left_out = "company" if "deputy_office" in regime.questions else "deputy"
    who = _kind_of_organiser(*(name for name in WHO if name != left_out))
    asked = {name: _beside(one) for name, one in beside.items()}
    own = (
        Question("organiser_kind", who),
        Question("postcode", _postcode(regime.language)),
        Question("attorney", attorney(power.unnamed_years(regime), filed), rows=True),
    )
    return {**QUESTIONS, **{one.id: one for one in own}, **asked}


def _beside(one: Input) -> Question:
    return Question(one.id, lambda needed: inputs.fields_of(one))
