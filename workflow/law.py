"""The law of one notice: the regime that it was filed under, and what counting needs of it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from records import calendar_rows
from records.tables import Notice, RegimeText
from records.unit_of_work import UnitOfWork
from regimes.counting import Filing
from regimes.fault import Fault
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import when
from workflow.content import Content
from workflow.errors import N_, Invalid

YES = frozenset({"yes", "true", "1"})
"""An answer to a flag, as forms and files write it."""


def regime_of(work: UnitOfWork, rulebook: Rulebook, notice: Notice) -> Regime:
    """The regime that the notice is pinned to, even if its file has left the shelf (decisions 19)."""
    return regime_by_pin(work, rulebook, notice.regime_pin)


def regime_by_pin(work: UnitOfWork, rulebook: Rulebook, pin: str) -> Regime:
    """The regime of a pin, from the shelf or from the text that was kept."""
    try:
        return rulebook[pin]
    except KeyError:
        return rulebook.with_text(work.get(RegimeText, pin).body)[pin]


def readable(work: UnitOfWork, rulebook: Rulebook, pins: Iterable[str]) -> Iterator[Regime]:
    """The regimes of these pins, without those whose kept text this version can't read.

    For what must be told on every page: one old text does not shut the desk.
    """
    for pin in pins:
        try:
            yield regime_by_pin(work, rulebook, pin)
        except Fault:
            continue


def in_force(rulebook: Rulebook, regime_id: str, moment: datetime) -> Regime:
    """The regime in force on the local day of a moment: a law begins at midnight in its own zone.

    Raises Invalid where no law of this house reaches back so far.
    """
    try:
        near = rulebook.current(regime_id, moment.astimezone(UTC).date() + timedelta(days=1))
        return rulebook.current(regime_id, when.local(moment, near.zone).date())
    except KeyError as error:
        raise Invalid(
            "received_at", N_("No law that this house knows was in force on that day.")
        ) from error


def keep(work: UnitOfWork, regime: Regime) -> None:
    """Keep the text that a notice is about to be pinned to."""
    text = RegimeText(
        pin=regime.pin,
        regime_id=regime.id,
        valid_from=regime.valid_from,
        sha256=regime.sha256,
        body=regime.body,
        first_used_at=work.now,
    )
    calendar_rows.keep_regime_text(work, text)


def filing_of(content: Content, regime: Regime, received_at: datetime) -> Filing:
    """What the clocks count from: days, place and size; never the purpose."""
    spans = tuple(sorted(when.span(session, regime.zone) for session in content.sessions))
    return Filing(
        kind=content.kind,
        sessions=spans,
        received_at=received_at,
        attendance=content.attendance or None,
        okrugs=content.okrugs,
        special_place=str(content.answers.get("special_place", "")),
        inputs=inputs_of(content, regime),
    )


def clocks_from(notice: Notice) -> datetime:
    """Since when its clocks of the receipt count: the receipt, or the change that was examined anew."""
    return notice.clocks_from or notice.received_at


def window_from(notice: Notice) -> datetime:
    """By which moment its filing window is judged."""
    return notice.window_from or notice.received_at


def inputs_of(content: Content, regime: Regime) -> dict[str, object]:
    """What was answered to the inputs that the law declares; a moment is read in the law's own zone."""
    found: dict[str, object] = {}
    for name, one in regime.inputs.items():
        said = content.answers.get(name)
        if one.type == "flag":
            found[name] = said is True or str(said).casefold() in YES
        elif said:
            found[name] = (
                when.moment(said, regime.zone, name) if one.type == "moment" else str(said)
            )
    return found
