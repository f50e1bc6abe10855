"""What closes with a notice: bodies that wait, a draft that nobody signs, the twin that it repeats."""

from records import queries, rows
from records.errors import Missing
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from regimes.words import GIVES_UP
from workflow import law, mailing, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid


def consultations(work: UnitOfWork, notice: Notice, *, tell: str = "") -> None:
    """Nothing is asked any more: open rows are closed; `tell` names the mail to their bodies, if any."""
    for row in rows.consultations(work, notice):
        if row.answered_at is None and row.closed_at is None:
            row.closed_at = work.now
            if tell:
                mailing.bodies_told(work, notice, row, tell)


def tell_all(work: UnitOfWork, notice: Notice, name: str) -> None:
    """To every body that was asked, also one that has answered: its people may count on the event (M09)."""
    newest = {row.unit_id: row for row in rows.consultations(work, notice)}
    for row in newest.values():
        mailing.bodies_told(work, notice, row, name)


def draft(work: UnitOfWork, notice: Notice) -> None:
    """A draft that was not signed is dropped, so that it can never be released later.

    What it says about a person goes at once: no decision rests on it (decisions 40).
    """
    row = rows.draft_decision(work, notice)
    if row is None:
        return
    row.state = "dropped"
    apart = rows.person_ground(work, row)
    if apart is not None:
        rows.drop(work, apart)


def point_at_twin(
    work: UnitOfWork, rulebook: Rulebook, notice: Notice, reference: str, actor: Actor
) -> None:
    """Name the notice that this one repeats. Invalid if there is none, it is this one, or it leads nowhere.

    A notice that the person may not see is as if it were not there.
    """
    try:
        twin = work.notice(reference.strip())
        queries.notice_card(work, policy.scope_of(actor), twin.reference)
    except Missing as error:
        raise Invalid("duplicate_of", N_("There is no notice with this number.")) from error
    if twin.id == notice.id:
        raise Invalid("duplicate_of", N_("A notice can't repeat itself: name the other one."))
    if twin.duplicate_of_id is not None:
        raise Invalid("duplicate_of", N_("That notice is a duplicate itself: name the first one."))
    if gave_up(law.regime_of(work, rulebook, twin), twin.stage):
        raise Invalid("duplicate_of", N_("That notice was given up: work does not go on under it."))
    notice.duplicate_of_id = twin.id


def stages_given_up(rulebook: Rulebook) -> frozenset[str]:
    """Stages of what will not be held, of every law; what was refused is none, since a court may see it otherwise."""
    return frozenset(
        stage for regime in rulebook for stage in regime.stages if gave_up(regime, stage)
    )


def gave_up(regime: Regime, stage: str) -> bool:
    """Whether nothing is held under the notice there: it was given up, or was a mistake."""
    return any(move.to == stage for move in regime.moves.values() if move.verb in GIVES_UP)
