"""What a decision still needs before it goes to the signatory: one line a part (looks: `v-ready`)."""

from dataclasses import dataclass, field
from typing import Any

from records import rows
from records.tables import Decision, Notice, Organiser, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from workflow import envelope, gathering, postal, settling, wording
from workflow.errors import N_
from workflow.typed import Typed

NAMES = {
    "ground": N_("A ground that the law names"),
    "facts": N_("Facts, with their documents"),
    "reasons": N_("Reasons"),
    "alternative": N_("Another place or time, in full"),
    "items": N_("What is to be put right, and why"),
    "measures": N_("Milder measures, and why they are not enough"),
    "representative": N_("Who speaks for the office at the event, with a telephone"),
    "capacity": N_("How many people the place can hold"),
    "conditions": N_("Conditions, each with its reason and its basis in law"),
    "meeting": N_(
        "With whom to talk, where and when or until when to write, still ahead, and what follows"
    ),
    "court": N_("The court and the hour of the hearing, still ahead"),
    "article": N_("The article that would not be kept"),
    "replace_reason": N_("Why the released decision is replaced"),
    "version": N_("Bound to version %(number)s, %(hash)s"),
    "answers": N_("Bodies that were asked have answered, or their time is over"),
    "contradictions": N_("No two conditions of bodies exclude each other"),
    "typed": N_(
        "“%(typed)s” and “%(other)s” exclude each other. Change one of them, or add it in the merged answer and settle it there"
    ),
    "typed_prose": N_(
        "The text of the answer says “%(typed)s”, which “%(other)s” excludes. Make sure that only one of the two is asked"
    ),
    "typed_unread": N_(
        "Compare it yourself with the other conditions: “%(typed)s”. In these words its hours, numbers and entrances can’t be compared"
    ),
    "postcode": N_("Postcode: letters by post need six digits"),
    "no_postcode": N_("Postcode: what is entered is none, so the letter cannot go by post"),
    "window": N_(
        "Envelope: name and address take more than the six lines of its window and are cut short there. If the letter goes by post, write the address on the envelope"
    ),
}
"""Part -> sentence; pages translate it."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One line: `state` is done, open (may follow) or missing (holds the release)."""

    part: str
    text: str
    state: str
    values: dict[str, Any] = field(default_factory=dict)


def of(work: UnitOfWork, regime: Regime, notice: Notice, row: Decision) -> tuple[Ready, ...]:
    """The readiness list of a draft."""
    outcome = regime.outcomes[row.outcome]
    held = gathering.parts_held(work, regime, row, rows.proposal_of(work, row))
    parts = (*gathering.needed_parts(outcome), *gathering.replacing(row))
    lines = [Ready(part, NAMES[part], "done" if held[part] else "missing") for part in parts]
    version = rows.version(work, notice)
    bound = row.version_hash == version.hash
    values = {"number": version.number, "hash": version.hash[:8]}
    lines.append(Ready("version", NAMES["version"], "done" if bound else "missing", values))
    waiting = [
        each
        for each in rows.consultations(work, notice)
        if each.answered_at is None and each.closed_at is None and work.now <= each.due_at
    ]
    lines.append(Ready("answers", NAMES["answers"], "open" if waiting else "done"))
    if settling.open_of(work, notice.id or 0):
        lines.append(Ready("contradictions", NAMES["contradictions"], "missing"))
    lines += _typed(gathering.compared(work, regime, notice, row))
    lines += _by_post(work, regime, notice)
    return tuple(lines)


def _typed(found: Typed) -> list[Ready]:
    """What was typed as a condition: contradictions hold the release, what can't be read is named."""
    both = [("typed", "missing", one) for one in found.held]
    both += [("typed_prose", "open", one) for one in found.said]
    lines = [
        Ready(part, NAMES[part], state, {"typed": one.typed, "other": one.other})
        for part, state, one in both
    ]
    return lines + [
        Ready("typed_unread", NAMES["typed_unread"], "open", {"typed": one}) for one in found.unread
    ]


def _by_post(work: UnitOfWork, regime: Regime, notice: Notice) -> list[Ready]:
    """Notes about the envelope and a postcode that is none: they never hold the release, the law's clock runs on."""
    organiser = work.get(Organiser, notice.organiser_id)
    language = wording.languages(work.get(Unit, notice.unit_id), regime, notice)[0]
    lines = envelope.address_lines(work, notice, language)
    found = []
    if envelope.window_is_full(work, notice, language):
        found.append(Ready("window", NAMES["window"], "open"))
    if organiser.postcode.strip() and not postal.reachable(work, notice, lines, language):
        part = "postcode" if language == "ru" else "no_postcode"
        found.append(Ready(part, NAMES[part], "open"))
    return found


def complete(lines: tuple[Ready, ...]) -> bool:
    """Whether nothing holds the release."""
    return all(line.state != "missing" for line in lines)
