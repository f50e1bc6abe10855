"""A draft made under an older form: answers that still fit stay, and only what is asked otherwise is asked again.

Each question has a mark made of all that a person answers to: its words in the law, when an answer is needed, the
kind of its fields. A draft keeps the marks of the form that it was begun with, and for each answer the mark under
which it was given (`trail` in workflow/drafting.py). What differs is asked again; a change of the source alone is none.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.inputs import SITE
from intake.questions import QUESTIONS
from intake.typed import empty
from web.filters import law
from web.i18n import gettext as _
from web.kept import kept

Marks = dict[str, str]


@dataclass(frozen=True, slots=True)
class News:
    """What the form asks otherwise than when the draft was begun: questions by id, and those that it gave up by title."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def again(self) -> tuple[str, ...]:
        """What is to be looked at before the notice is filed."""
        return (*self.added, *self.changed)


def marks_of(
    regime: Any, kind: Any, questions: Mapping[str, Any], inputs: Mapping[str, Any]
) -> Marks:
    """The marks of all that this law may ask of this kind."""
    key = ("marks", regime.pin, kind.id, tuple(inputs))
    return kept(key, lambda: dict(_marks(regime, kind, questions, inputs)))


def _marks(
    regime: Any, kind: Any, questions: Mapping[str, Any], inputs: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    needs: dict[str, list[str]] = {}
    for need in kind.questions:
        needs.setdefault(need.question, []).append(repr((need.required, need.when)))
    asked = [*needs, *(one.id for one in inputs.values() if not one.by_office)]
    for id_ in asked:
        words = inputs[id_] if id_ in inputs else regime.questions[id_]
        said = [str(text) for one in (words.title, words.help) for text in _both(one)]
        shape = [] if id_ == SITE else list(_shape(questions[id_]))
        body = repr((said, sorted(needs.get(id_, [])), shape))
        yield id_, hashlib.sha256(body.encode()).hexdigest()[:12]


def _both(text: Any) -> tuple[str, ...]:
    return (text.en, text.ru, text.own) if hasattr(text, "en") else ()


def _shape(question: Any) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Names and kinds of its fields, and what can be chosen; labels are words of the house, not of the law."""
    for name, field in question.fields(False).items():
        choices = field.kwargs.get("choices") or ()
        yield name, field.field_class.__name__, tuple(str(one.value) for one in choices)


def asked_on(here: Any, questions: Iterable[str]) -> Marks:
    """The marks of the questions of a page that is being saved."""
    marks = here.marks
    return {id_: marks[id_] for id_ in questions if id_ in marks}


def news_of(here: Any) -> News:
    """What the form asks otherwise than this draft was told. Nothing for a draft that knows no form."""
    form, asked = here.draft.trail.get("form"), here.draft.trail.get("asked", {})
    if not form:
        return News()
    now = here.marks
    other = [
        id_
        for id_, mark in now.items()
        if id_ in here.asked and form.get(id_) != mark and asked.get(id_) != mark
    ]
    return News(
        added=tuple(id_ for id_ in other if id_ not in form),
        changed=tuple(id_ for id_ in other if id_ in form and answered(here, id_)),
        gone=tuple(title_of(here, id_) for id_ in form if id_ not in now and answered(here, id_)),
    )


def answered(here: Any, id_: str) -> bool:
    """Whether the draft holds an answer to a question."""
    return not all(empty(here.answers.get(name)) for name in (id_, f"{id_}_used"))


def title_of(here: Any, id_: str) -> str:
    """What a question is called: by the law of the draft, else by the form."""
    if id_ in here.inputs:
        return str(law(here.inputs[id_].title))
    if id_ in here.regime.questions:
        return str(law(here.regime.questions[id_].title))
    if id_ in QUESTIONS:
        field = next(iter(QUESTIONS[id_].fields(False).values()))
        return str(field.args[0] if field.args else id_)
    return id_.replace("_", " ")


def again_words(news: News, id_: str) -> str:
    """Why a page asks to be looked at once more."""
    if id_ in news.added:
        return str(
            _("This is asked anew since you began the draft: answer it, or save the page as it is")
        )
    return str(
        _("This is asked otherwise than when you answered: look at your answer and save the page")
    )
