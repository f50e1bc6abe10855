"""The forms of this door; a page of the notice is made of the questions that the law asks there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from intake import typed
from intake.checks import Email
from intake.questions import QUESTIONS, Question
from intake.steps import Step
from web import ground_bounds
from web.i18n import lazy_gettext as _l
from web.kinds import key_of
from web.widgets import (
    AtMost,
    Given,
    LineField,
    NameField,
    PageForm,
    TextField,
)


class StepForm(PageForm):
    """A page of the notice: problems inside rows are told row by row. `beside`: the answers of its other pages."""

    beside: ClassVar[Mapping[str, Any]] = {}

    def valid_as_sent(self, *args: Any, **kwargs: Any) -> bool:
        """Also: days and places are together no more than one notice takes."""
        fits = super().valid_as_sent(*args, **kwargs)
        return ground_bounds.told(self, {**self.beside, **typed.read(self)}) and fits

    def problems(self) -> list[tuple[str, str]]:
        """(id to jump to, sentence) of each problem, in the order of the page; alike ones name their field."""
        found = [one for field in self for one in _problems(field)]
        many = Counter((row, words) for _id, row, _label, words in found)
        said = [
            (
                target,
                f"{row}{label}: {words}" if many[row, words] > 1 and label else f"{row}{words}",
            )
            for target, row, label, words in found
        ]
        return said + [("", str(error)) for error in self.form_errors]


def _problems(field: Any) -> Iterator[tuple[str, str, str, str]]:
    """(id to jump to, number of the row, name of the field, sentence) of each problem."""
    if isinstance(field, FieldList):
        for number, entry in enumerate(field.entries, start=1):
            for target, row, label, words in _problems(entry):
                yield target, f"{number}. {row}" if len(field.entries) > 1 else row, label, words
        yield from (
            (f"{field.id}-rows", "", "", str(one))
            for one in field.errors
            if not isinstance(one, dict | list)
        )
    elif isinstance(field, FormField):
        for part in field.form:
            yield from _problems(part)
    else:
        target = getattr(field, "first_id", field.id)
        yield from ((target, "", str(field.label.text), str(error)) for error in field.errors)


def step_form(
    step: Step,
    asked: Mapping[str, bool],
    kept: Mapping[str, Any] | None = None,
    questions: Mapping[str, Question] = QUESTIONS,
    beside: Mapping[str, Any] | None = None,
) -> Any:
    """The form of a page. `asked`: question id -> needed. With `kept`, filled from a draft; else from the request.

    `beside`: all answers of the notice, where `kept` is not all of them.
    """
    fields: dict[str, Any] = {}
    for question in step.questions:
        if question in asked:
            fields |= questions[question].fields(asked[question])
    fields["beside"] = beside or kept or {}
    made = type("StepForm", (StepForm,), fields)
    if kept is None:
        return made()
    mine = {name: kept[name] for name in fields if name in kept and name != "beside"}
    return made(formdata=typed.formdata(mine))


class KindForm(PageForm):
    """Which kind of event it is."""

    kind = RadioField(
        _l("What kind of event is it?"),
        [Given(_l("Choose what kind of event it is"))],
        coerce=key_of,
    )


class LaterForm(PageForm):
    """Keep a draft for later: where to send its link, and whether to remind."""

    email = LineField(
        _l("E-mail address"),
        [Given(_l("Enter an e-mail address, for example vera@example.org")), Email(), AtMost(254)],
        render_kw={"inputmode": "email", "autocomplete": "email"},
    )
    remind = BooleanField(_l("Remind me when I can file, and before the last day"))


class SignForm(PageForm):
    """The declaration and the typed name that sign a notice."""

    signature = NameField(
        _l("Your full name"),
        [Given(_l("Type your name: it stands as your signature"))],
        description=_l("Typed here, your name stands as your signature."),
        render_kw={"autocomplete": "name"},
    )
    declared = BooleanField(
        _l("I declare this"), [Given(_l("Confirm the declaration, or the notice can't be filed"))]
    )
    anyway = BooleanField(_l("File it anyway"), [MayBeEmpty()])
    whose = RadioField(
        _l("For whom do you file?"),
        [Given(_l("Choose for whom you file"))],
        validate_choice=False,
        description=_l("All people of an organisation see what is filed for it."),
    )
    letters = RadioField(_l("Language of letters and mails about this notice"), [MayBeEmpty()])

    def validate_whose(self, field: Any) -> None:
        """Only what stands on the page can be chosen."""
        if field.data not in {one.value for one in field.choices}:
            raise ValidationError(str(_l("Choose for whom you file")))


class FindForm(PageForm):
    """Number and check code of a receipt."""

    reference = LineField(
        _l("Number of the notice"),
        [Given(_l("Enter the number, for example 26-0417")), AtMost(20)],
        description=_l("It stands on the receipt, for example 26-0417"),
    )
    code = LineField(
        _l("Check code"),
        [Given(_l("Enter the check code, for example VK7M-2QXD-9A3B")), AtMost(40)],
        description=_l("It stands under the number, for example VK7M-2QXD-9A3B"),
        render_kw={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )


class MendForm(PageForm):
    """A better e-mail address for a notice that was filed."""

    email = LineField(
        _l("Right e-mail address"),
        [Given(_l("Enter an e-mail address, for example vera@example.org")), Email(), AtMost(254)],
        render_kw={"inputmode": "email", "autocomplete": "email"},
    )


class WithdrawForm(PageForm):
    """Take a notice back."""

    note = TextField(
        _l("Why do you withdraw it? (you may leave this empty)"),
        [AtMost(2000)],
        description=_l("It is kept with the notice. The law asks for no particular reason."),
    )


class CancelForm(PageForm):
    """Give an answered event up."""

    note = TextField(
        _l("Why do you cancel it? (you may leave this empty)"),
        [AtMost(2000)],
        description=_l("It is kept with the notice. The law asks for no particular reason."),
    )


class AnswerForm(PageForm):
    """The answer to a proposal; nothing is chosen beforehand."""

    answer = RadioField(_l("Your answer"), [Given(_l("Choose an answer"))])
    reason = TextField(_l("Why you decline"), [AtMost(5000)])

    def validate_reason(self, field: Any) -> None:
        """Ask for the reason of a refusal; an acceptance needs none."""
        if self.answer.data == "decline" and not (field.data or "").strip():
            raise ValidationError(str(_l("Say why you decline; one sentence is enough")))


class ObjectionForm(PageForm):
    """An objection to the decision that the person saw."""

    decision = HiddenField()
    text = TextField(
        _l("What is wrong with the decision?"),
        [Given(_l("Say what is wrong with the decision, in your own words")), AtMost(6000)],
        description=_l(
            "Facts, documents, where they can be found. No form and no article of law is needed."
        ),
    )
    wish = TextField(
        _l("What should be decided instead? (you may leave this empty)"), [AtMost(6000)]
    )

    def decision_number(self) -> int:
        """The decision that the form was made from; 0, which none has, for anything else."""
        sent = self.decision.data or ""
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


class ComplaintForm(PageForm):
    """A complaint about how the notice was handled; nothing is chosen beforehand."""

    about = RadioField(
        _l("What is your complaint about?"), [Given(_l("Choose what your complaint is about"))]
    )
    text = TextField(
        _l("What happened, and when?"),
        [Given(_l("Say what happened, and when")), AtMost(6000)],
        description=_l("Name nobody if you do not want to: it is enough to say what happened."),
    )


class OfferForm(PageForm):
    """What goes with a counter-offer."""

    conditions = TextField(
        _l("What you undertake in return, if you like"),
        [AtMost(2000)],
        description=_l("One thing a line, for example: We clear the square by 17:00."),
    )
    reason = TextField(
        _l("Why this suits you better"),
        [Given(_l("Say why; one sentence is enough")), AtMost(2000)],
    )
