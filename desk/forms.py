"""Forms of the desk: filters, moves, consultations, letters. Each is the input model of one page."""

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField

from desk.fields import DayLineField, DeskForm, SeenField
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, CountField, Given, LineField, TextField, TimeField, choices

NOTE_LONGEST = 2000


class QueueFilters(DeskForm):
    """What the queue shows; sent by GET, so that a link keeps it."""

    stage = SelectField(_l("Stage"), choices=[], validate_choice=False)
    district = SelectField(_l("District"), choices=[], validate_choice=False)
    kind = SelectField(_l("Kind"), choices=[], validate_choice=False)
    starts = DayLineField(_l("Event from"))
    unread = SelectField(
        _l("News"),
        choices=choices([("", _l("read and unread")), ("1", _l("unread only"))]),
        validate_choice=False,
    )


class MoveForm(DeskForm):
    """One step of a notice, with the words that go into its history."""

    seen = SeenField()
    opened = HiddenField()
    note = TextField(_l("Reason or note"), validators=[AtMost(NOTE_LONGEST)])


class ReasonedMoveForm(MoveForm):
    """A step that mends or returns something: it needs a reason."""

    note = TextField(
        _l("Reason"),
        validators=[
            Given(_l("Say why, in a sentence that the history will keep")),
            AtMost(NOTE_LONGEST),
        ],
    )


class AskForm(MoveForm):
    """Ask the bodies; those that the law names are chosen already."""

    bodies = SelectMultipleField(
        _l("Ask"), choices=[], validators=[Given(_l("Choose at least one body"))]
    )


class DuplicateForm(ReasonedMoveForm):
    """Mark as a second copy of another notice."""

    of = LineField(
        _l("Number of the notice that stays"),
        validators=[Given(_l("Enter the number of the other notice, for example 26-0417"))],
    )


class WithdrawForm(ReasonedMoveForm):
    """Withdrawn on paper or in person: the clerk says how the organiser asked."""

    note = TextField(
        _l("How the organiser withdrew it"),
        validators=[
            Given(_l("Say by which letter, when and from whom the withdrawal came")),
            AtMost(NOTE_LONGEST),
        ],
    )


class CancelForm(ReasonedMoveForm):
    """Cancelled on paper or in person: the clerk says how the organiser told it."""

    note = TextField(
        _l("How the organiser told us"),
        validators=[
            Given(_l("Say by which letter, when and from whom the message came")),
            AtMost(NOTE_LONGEST),
        ],
    )


class CameForm(DeskForm):
    """When an answer of the organiser truly came: what the receipt stamp shows."""

    came_day = DayLineField(
        _l("Day on which it came"),
        validators=[Given(_l("Enter the day that the receipt stamp shows"))],
    )
    came_hour = TimeField(
        _l("Time at which it came"),
        validators=[Given(_l("Enter the time that the receipt stamp shows"))],
    )


class CameMoveForm(CameForm, MoveForm):
    """The organiser took a proposal on paper or in person."""


class DeclineForm(CameForm, ReasonedMoveForm):
    """The organiser declined a proposal on paper or in person: why, in their words."""


class CounterForm(CameMoveForm):
    """What goes with a counter-offer that came on paper."""

    first = ("came_day", "came_hour")
    conditions = TextField(_l("What they undertake in return"), validators=[AtMost(NOTE_LONGEST)])
    note = TextField(
        _l("Why it suits them better, as they wrote it"),
        validators=[Given(_l("Enter the reason as the paper gives it")), AtMost(NOTE_LONGEST)],
    )


class ForwardForm(ReasonedMoveForm):
    """Hand over to the office that the notice should have been addressed to."""

    unit = SelectField(
        _l("Forward to"),
        choices=[],
        validators=[Given(_l("Choose the office that should receive it"))],
    )


class HandOverForm(MoveForm):
    """Make a colleague the owner."""

    to = SelectField(
        _l("Hand over to"),
        choices=[],
        validators=[Given(_l("Choose who should have the notice"))],
    )


class ProlongForm(DeskForm):
    """A clock is moved on: which way of its law, how long a pause was, and why."""

    opened = HiddenField()
    kind = HiddenField()
    amount = CountField(_l("How long it stood still"))
    reason = TextField(
        _l("Why"),
        validators=[
            Given(_l("Say why, in a sentence that the history will keep")),
            AtMost(NOTE_LONGEST),
        ],
    )


class OpenForm(DeskForm):
    """Open what is not shown, giving a reason; the reading is logged."""

    reason = TextField(
        _l("Why you need to read it"),
        validators=[Given(_l("Say why you need to read it")), AtMost(500)],
    )


class AskAnotherForm(DeskForm):
    """Ask one more body about a notice under review."""

    unit = SelectField(_l("Body"), choices=[], validators=[Given(_l("Choose the body to ask"))])


class CloseForm(DeskForm):
    """Close a question to a body without its answer."""

    reason = TextField(
        _l("Why it is closed without an answer"),
        validators=[Given(_l("Say why it is closed without an answer")), AtMost(NOTE_LONGEST)],
    )


class SentForm(DeskForm):
    """How and when a letter left."""

    way = SelectField(
        _l("How it was sent"), choices=[], validators=[Given(_l("Choose how the letter was sent"))]
    )
    day = DayLineField(_l("Day"), validators=[Given(_l("Enter the day on which it was sent"))])
    post_id = LineField(_l("Number of the postal item"), validators=[AtMost(60)])


class ExplainForm(DeskForm):
    """How it came to an incident; written once."""

    explanation = TextField(
        _l("How it came to it"),
        validators=[
            Given(_l("Say how it came to it, in a sentence that will be kept")),
            AtMost(NOTE_LONGEST),
        ],
    )


class IncidentFilterForm(DeskForm):
    """What the register of incidents is narrowed by; sent by GET."""

    what = SelectField(_l("What happened"), choices=[], validate_choice=False)
    unit = SelectField(_l("Office"), choices=[], validate_choice=False)
    due_from = DayLineField(_l("Due from"))
    due_to = DayLineField(_l("Due to"))


class DutyForm(DeskForm):
    """One duty: who, from when until when, under which telephone."""

    account = SelectField(_l("Who"), choices=[], validators=[Given(_l("Choose who has duty"))])
    from_day = DayLineField(_l("From, day"), validators=[Given(_l("Enter the first day"))])
    from_hour = TimeField(_l("From, time"), validators=[Given(_l("Enter when it begins"))])
    until_day = DayLineField(_l("Until, day"), validators=[Given(_l("Enter the last day"))])
    until_hour = TimeField(_l("Until, time"), validators=[Given(_l("Enter when it ends"))])
    phone = LineField(
        _l("Telephone"),
        validators=[Given(_l("Enter the telephone that is answered in these hours")), AtMost(60)],
    )


class AbsenceForm(DeskForm):
    """Days on which a person is away. There is no question why."""

    account = SelectField(_l("Who"), choices=[], validators=[Given(_l("Choose who is away"))])
    first_day = DayLineField(_l("First day"), validators=[Given(_l("Enter the first day"))])
    last_day = DayLineField(_l("Last day"), validators=[Given(_l("Enter the last day"))])
    note = TextField(_l("What the substitute should know"), validators=[AtMost(NOTE_LONGEST)])


class HoldForm(DeskForm):
    """Keep a notice from every erasure."""

    reference = LineField(
        _l("Number of the notice"),
        validators=[Given(_l("Enter the number, like 26-0417")), AtMost(20)],
    )
    reason = TextField(
        _l("Why it is held"),
        validators=[Given(_l("Say why: the reason is kept with the hold")), AtMost(500)],
    )


class LiftForm(DeskForm):
    """Let the data map decide again."""

    reason = TextField(
        _l("Why the hold is lifted"),
        validators=[Given(_l("Say why: the reason is kept with the hold")), AtMost(500)],
    )


class ObjectionForm(DeskForm):
    """What the office makes of one objection."""

    seen = SeenField()
    opened = HiddenField()
    office = RadioField(
        _l("What becomes of the condition"),
        choices=choices(
            [
                ("kept", _l("It stays")),
                ("changed", _l("It is changed")),
                ("dropped", _l("It is dropped")),
            ]
        ),
        validators=[Given(_l("Choose what becomes of the condition"))],
    )
    text = TextField(_l("How it reads now, if it is changed"), validators=[AtMost(NOTE_LONGEST)])
    reason = TextField(
        _l("Why"),
        validators=[Given(_l("Say why: the organiser reads it")), AtMost(NOTE_LONGEST)],
    )


class MinutesForm(DeskForm):
    """Minutes of a talk with the organiser."""

    opened = HiddenField()
    held_on = DayLineField(
        _l("Day of the talk"), validators=[Given(_l("Enter the day of the talk"))]
    )
    people = TextField(
        _l("Who took part"), validators=[Given(_l("Name who took part")), AtMost(NOTE_LONGEST)]
    )
    said = TextField(
        _l("What was said and agreed"),
        validators=[Given(_l("Write down what was said")), AtMost(10000)],
    )
