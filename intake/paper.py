"""A draft in hand: what the person has written so far, which pages it needs, what is still wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from flask import request, session

from intake import inputs, law, typed
from intake.content import content_of
from intake.forms import step_form
from intake.inputs import Input
from intake.questions import Question, questions_with
from intake.steps import Step, road
from records.errors import Missing
from web import kinds, mail_drafts
from web.filters import law as said
from web.i18n import language
from web.kinds import Choice
from web.work import current_actor, places, reading, unit_of_work
from workflow import drafting
from workflow.content import Content, PlaceIn, SessionIn
from workflow.drafting import DraftView
from workflow.prechecking import Precheck

KEY = "draft"


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
    def steps(self) -> tuple[Step, ...]:
        return road(self.asked, inputs.pages_of(self.inputs))

    def step(self, name: str) -> Step:
        """One of its pages. Missing if this notice has no such page."""
        found = next((step for step in self.steps if step.name == name), None)
        if found is None:
            raise Missing(f"There is no page {name}.")
        return found

    def form(self, step: Step, *, posted: bool = False) -> Any:
        """The form of a page, as kept or as just sent."""
        needed = {id_: one.needed for id_, one in self.asked.items()}
        return step_form(step, needed, None if posted else self.answers, self.questions)

    @cached_property
    def problems(self) -> dict[str, list[tuple[str, str]]]:
        """What each page still lacks, by its name; a page in order is not listed."""
        found = {}
        for step in self.steps:
            form = self.form(step)
            if not form.validate():
                found[step.name] = form.problems()
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
        okrugs = self.content.okrugs if per_okrug else ()
        where = [places().line(okrug, "", language()) for okrug in okrugs]
        return ", ".join([said(found.addressee), *where])

    @property
    def dates(self) -> Precheck | None:
        """Its dates; None while no day is known."""
        return self.check if self.days else None


def begin(choice: Choice, locale: str, answers: Mapping[str, Any]) -> str:
    """Begin a draft in this browser; returns its secret."""
    with unit_of_work() as work:
        secret = drafting.begin(
            work,
            actor=current_actor(),
            regime_id=choice.regime.id,
            kind=choice.kind.id,
            locale=locale,
        )
        work.flush()
        drafting.save(work, secret, answers=answers)
    session[KEY] = secret
    return secret


def load(secret: str) -> Paper:
    """Open a draft. Missing if there is none behind the secret."""
    with reading() as work:
        return Paper(secret, drafting.load(work, secret))


def current() -> Paper | None:
    """The draft that the sent form belongs to, else the one this browser is writing; None if there is none."""
    secret = request.form.get("draft") or session.get(KEY, "")
    if not secret:
        return None
    try:
        return load(secret)
    except Missing:
        return None


def save(paper: Paper, answers: Mapping[str, Any], **more: Any) -> Paper:
    """Keep new answers and give the draft as it is now."""
    with unit_of_work() as work:
        drafting.save(work, paper.secret, answers=answers, **more)
        return Paper(paper.secret, drafting.load(work, paper.secret))


def turn(paper: Paper, choice: Choice, answers: Mapping[str, Any]) -> Paper:
    """Make the draft one of another kind, with its law; what was typed stays."""
    return save(paper, answers, kind=choice.kind.id, regime_id=choice.regime.id)


def keep_for_later(paper: Paper, email: str, *, remind: bool) -> Paper:
    """Mail the link of the draft, and promise reminders of its window where they are wanted."""
    found = paper.dates.judgement if paper.dates and remind else None
    with unit_of_work() as work:
        drafting.save(work, paper.secret, email=email, remind=remind)
        mail_drafts.promise(
            work,
            secret=paper.secret,
            address=email,
            locale=language(),
            opens=found.opens if found else None,
            closes=found.closes if found else None,
        )
        return Paper(paper.secret, drafting.load(work, paper.secret))
