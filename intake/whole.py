"""A draft in hand: what the person has written so far, which pages it needs, what is still wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from intake import inputs, law, reconciling, typed
from intake.content import WHETHER, content_of
from intake.forms import step_form
from intake.inputs import Input
from intake.questions import Question, questions_with
from intake.receiving_office import offices_line
from intake.reconciling import News
from intake.steps import ALL, BY_NAME, Step, road, short_road
from records.errors import Missing
from web import kinds
from web.citing import cite
from web.filters import law as said
from workflow import drafting, together
from workflow.content import Content, PlaceIn, SessionIn
from workflow.drafting import DraftView, Seen
from workflow.prechecking import Precheck


@dataclass
class Paper:
    """One draft, opened by its secret."""

    secret: str
    draft: DraftView

    @property
    def answers(self) -> Mapping[str, Any]:
        return self.draft.answers

    @cached_property
    def regime(self) -> Any:
        """The law that it will be filed under: the draft's own, as it is in force today."""
        return law.in_force(self.draft.regime_id)

    @cached_property
    def kind(self) -> Any:
        """The kind as the regime has it. Missing if the regime has lost it."""
        if self.draft.kind not in self.regime.kinds:
            raise Missing(f"There is no kind {self.draft.kind}.")
        return self.regime.kinds[self.draft.kind]

    @property
    def kind_lost(self) -> bool:
        """Whether the laws of this city know its kind no more."""
        full = kinds.full_key(self.draft.regime_id, self.draft.kind)
        return all(one.full != full for one in kinds.kinds().values())

    @cached_property
    def seen(self) -> Seen:
        """What a page that is drawn from this draft carries, so that two pages do not overwrite each other."""
        return drafting.seen_now(self.draft)

    @property
    def choice_key(self) -> str:
        """How forms name its kind."""
        return str(kinds.key_of(kinds.full_key(self.draft.regime_id, self.draft.kind)))

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """What its law looks at beside the questions."""
        return inputs.of(self.regime, self.kind)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Everything that its pages can ask, by id."""
        return questions_with(self.regime, self.inputs)

    @cached_property
    def check(self) -> Precheck:
        """What the law says of what is written so far, if it is filed now."""
        everything = {need.question for need in self.kind.questions}
        content = content_of(self.draft.kind, self.answers, everything, self.inputs)
        if not content.sessions:
            days = tuple(SessionIn(day, law.START, law.END) for day in self.days)
            content = replace(content, sessions=days)
        if not content.places:
            okrugs = dict.fromkeys(row.get("okrug", "") for row in self.answers.get("places", []))
            places = tuple(PlaceIn("", okrug) for okrug in okrugs if okrug)
            content = replace(content, places=places)
        return law.check(self.draft.regime_id, content)

    @property
    def asked(self) -> dict[str, law.Asked]:
        """Questions that the law asks of it, and what it looks at beside them."""
        beside = {
            name: law.Asked(one.needed, one.source)
            for name, one in self.inputs.items()
            if not one.by_office
        }
        return law.asked(self.check) | beside

    @cached_property
    def content(self) -> Content:
        """What would be filed."""
        return content_of(self.draft.kind, self.answers, self.asked, self.inputs)

    @cached_property
    def short_fits(self) -> bool:
        """Whether its law lets an event of this kind and size do with the short form."""
        short = self.kind.short
        return short is not None and together.fits(short.when, self.content)

    @property
    def short(self) -> bool:
        """Whether it is filled in on one page."""
        return self.short_fits and bool(self.draft.trail.get("short"))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        beside = inputs.pages_of(self.inputs)
        if self.short:
            must = any(needed for _paper, needed in self.check.papers)
            return short_road(self.asked, beside, papers=must)
        return road(self.asked, beside)

    def page_of(self, question: str) -> str:
        """The page on which a question is asked; nothing where no page of this form asks it."""
        return next((step.name for step in self.steps if question in step.questions), "")

    def step(self, name: str) -> Step:
        """One of its pages. Missing if this notice has no such page."""
        found = next((step for step in self.steps if step.name == name), None)
        if found is None:
            raise Missing(f"There is no page {name}.")
        return found

    def page_is_there(self, name: str) -> bool:
        """False where the page is one of the other form of this kind, short or long. Missing for a page of neither."""
        if any(step.name == name for step in self.steps):
            return True
        if self.kind.short is None or (name != ALL and name not in BY_NAME):
            raise Missing(f"There is no page {name}.")
        return False

    def form(self, step: Step, *, posted: bool = False) -> Any:
        """The form of a page, as kept or as just sent."""
        needed = {id_: one.needed for id_, one in self.asked.items()}
        return step_form(step, needed, None if posted else self.answers, self.questions)

    @cached_property
    def marks(self) -> dict[str, str]:
        """The marks of its form as it is asked today."""
        return reconciling.marks_of(self.regime, self.kind, self.questions, self.inputs)

    @cached_property
    def news(self) -> News:
        """What is asked otherwise than when the draft was begun."""
        return reconciling.news_of(self)

    def title_of(self, id_: str) -> str:
        """What a question is called."""
        return reconciling.title_of(self, id_)

    @cached_property
    def broken(self) -> tuple[Any, ...]:
        """Rules of its law that the answers do not keep together."""
        unused = [name for name in WHETHER if self.answers.get(f"{name}_used") == "no"]
        return together.broken(self.regime, self.content, unused=unused)

    def checked(self, step: Step) -> Any:
        """The form of a page as kept, with every problem at its field: its own, and those of the law's rules."""
        form = self.form(step)
        form.valid_as_sent()
        for rule in self.broken:
            if not rule.warns and rule.question in step.questions and rule.question in form:
                field = form[rule.question]
                if field.errors:  # one sentence at a time: its own comes first
                    continue
                field.errors = [*field.errors, _cited(rule)]
        return form

    def warnings(self, step: Step | None = None) -> list[Any]:
        """Rules that are told and stand in nobody's way, of one page or of all."""
        return [
            rule
            for rule in self.broken
            if rule.warns and (step is None or rule.question in step.questions)
        ]

    @cached_property
    def problems(self) -> dict[str, list[tuple[str, str]]]:
        """What each page still lacks, by its name; a page in order is not listed."""
        found = {}
        for step in self.steps:
            form = self.checked(step)
            lacks = form.problems()
            lacks += [
                ("", reconciling.again_words(self.news, id_))
                for id_ in self.news.again
                if id_ in step.questions
            ]
            if lacks:
                found[step.name] = lacks
        return found

    @property
    def days(self) -> list[date]:
        """Days of the event that are written so far."""
        rows = self.answers.get("sessions", [])
        return sorted({day for row in rows if (day := typed.day_of(row.get("day")))})

    @property
    def office(self) -> str:
        """Who receives it, as far as the places are known; nothing where nobody has to."""
        found = self.check
        if found.addressee is None:
            return ""
        per_okrug = found.regime.addressees[found.judgement.addressee].per_okrug
        okrugs = (
            self.content.okrugs[:1] if per_okrug else ()
        )  # its first place's (workflow/addressing)
        return offices_line(found.judgement.addressee, said(found.addressee), okrugs)

    @property
    def dates(self) -> Precheck | None:
        """Its dates; None while no day is known."""
        return self.check if self.days else None


def _cited(rule: Any) -> str:
    """A rule with the article that it rests on; what is our own choice names none."""
    words = said(rule.text)
    return str(words if rule.source.act == "Veche" else f"{words} ({cite(rule.source)})")
