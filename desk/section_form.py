"""Forms of sections: what one is and takes, who joins it, and the notice that is handed to one."""

from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField

from desk.door import districts, okrugs
from desk.fields import DeskForm
from desk.forms import MoveForm
from web.filters import law
from web.i18n import lazy_gettext as _l
from web.kinds import full_key
from web.widgets import AtMost, Given, LineField, choices
from web.work import regimes
from workflow.sections import SectionIn

BOTH = _l("Enter the name in both languages")


class NewSectionForm(DeskForm):
    """A new section has an office and its names; the rest is entered on its own page."""

    unit = SelectField(_l("Office"), choices=[], validate_choice=False)
    name_ru = LineField(_l("Name in Russian"), validators=[Given(BOTH), AtMost(200)])
    name_en = LineField(_l("Name in English"), validators=[Given(BOTH), AtMost(200)])

    def given(self) -> SectionIn:
        """What was typed."""
        return SectionIn(name_en=self.name_en.data, name_ru=self.name_ru.data)


class SectionForm(DeskForm):
    """A section of an office."""

    seen = HiddenField()
    name_ru = LineField(_l("Name in Russian"), validators=[Given(BOTH), AtMost(200)])
    name_en = LineField(_l("Name in English"), validators=[Given(BOTH), AtMost(200)])
    head = SelectField(_l("Its head"), choices=[], default="")
    kinds = SelectMultipleField(_l("Kinds of event"), choices=[])
    districts = SelectMultipleField(_l("Districts"), choices=[])
    stages = SelectMultipleField(_l("Stages"), choices=[])

    def given(self) -> SectionIn:
        """What was typed."""
        return SectionIn(
            name_en=self.name_en.data, name_ru=self.name_ru.data,
            head_id=int(self.head.data) if self.head.data else None, kinds=tuple(self.kinds.data or ()),
            districts=tuple(self.districts.data or ()), stages=tuple(self.stages.data or ()),
        )  # fmt: skip


class JoinForm(DeskForm):
    """Somebody belongs to the section from now on."""

    account = SelectField(_l("Who"), choices=[], validators=[Given(_l("Choose a person"))])


class ToSectionForm(MoveForm):
    """A notice is handed to a section."""

    to = SelectField(
        _l("Section"), choices=[], validators=[Given(_l("Choose the section that should have it"))]
    )


def parts() -> dict[str, list[tuple[str, list[tuple[str, str]]]]]:
    """Give what a section can take, in groups of value and words: kinds by law, districts by okrug, stages."""
    kinds = [
        (law(one.title), [(full_key(one.id, kind.id), law(kind.name)) for kind in one.kinds.values() if not kind.exempt])
        for one in regimes()
    ]  # fmt: skip
    stages: dict[str, str] = {}
    for one in regimes():
        for name, stage in one.stages.items():
            if not stage.final:
                stages.setdefault(name, law(stage.title))
    return {
        "kinds": kinds,
        "districts": [("", okrugs()), *districts()],
        "stages": [("", list(stages.items()))],
    }


def with_parts(form: Any) -> Any:
    """Fill in what can be chosen."""
    for name, groups in parts().items():
        form[name].choices = choices([pair for _title, pairs in groups for pair in pairs])
    return form
