"""The log of a notice in words: what happened, by whom, with the reason as it was typed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from desk import (
    history_commission,
    history_deal,
    history_instead,
    history_letters,
    history_papers,
    history_rest,
    history_section,
    history_units,
)
from desk.lists import law_of
from desk.speech import _
from desk.words import answer_words
from records.case_rows import HistoryRow
from web.filters import law, short_due
from web.i18n import language
from workflow.attached import PaperView


def entries(
    rows: Iterable[HistoryRow], pin: str, papers: Sequence[PaperView] = ()
) -> list[dict[str, Any]]:
    """Give the entries for the `log` macro, in the order of the rows. `papers`: those that the reader may know."""
    rules = law_of(pin)
    return [
        {
            "at": row.at,
            "text": _begun(history_papers.with_which(_text(row, rules), row, rules, papers)),
            "quote": _quote(row),
            "note": history_instead.words(row),
        }
        for row in rows
    ]


def name_of(row: HistoryRow) -> str:
    """Say who did it: a name, or time itself."""
    if row.role == "system":
        return _("Veche")  # nobody did it: the clock, the press or the mail
    if row.role in {"organiser", "visitor"}:
        return _("the organiser")  # the name is not everybody's to read
    name = row.actor_ru if language() == "ru" and row.actor_ru else row.actor
    return name or str(row.personal.get("by", "")) or _("the organiser")


def _begun(sentence: str) -> str:
    """A sentence begins with a capital, also where «the organiser» stands first."""
    return sentence[:1].upper() + sentence[1:]


def _quote(row: HistoryRow) -> str:
    said = row.personal.get("note") or row.personal.get("reason") or ""
    if row.kind == "consultation.answered":
        said = row.personal.get("facts") or said
    return str(said)


def _text(row: HistoryRow, rules: Any) -> str:
    who = name_of(row)
    given = SENTENCES.get(row.kind)
    if given is not None:
        return str(given(who, row, rules))
    name = row.kind.partition(".")[2]
    if name in rules.moves:
        there = rules.stages.get(row.to_stage)
        return history_deal.came(row) + _(
            "%(who)s: %(move)s. Now: %(stage)s",
            who=who,
            move=law(rules.moves[name].title),
            stage=law(there.title) if there else row.to_stage or "",
        )
    return f"{who}: {row.kind}"


def _filed(who: str, row: HistoryRow, rules: Any) -> str:
    if row.details.get("channel") == "paper":
        return _("%(who)s entered the paper notice.", who=who)
    if row.details.get("signed") == "single_sign_on":
        return _("Filed online by the organiser, signed by the city's single sign-on.")
    return _("Filed online by the organiser.")


def _asked(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s asked: %(body)s.", who=who, body=history_units.named(row, rules))


def _answered(who: str, row: HistoryRow, rules: Any) -> str:
    words = answer_words().get(str(row.details.get("answer")), "")
    text = _("%(body)s answered: %(answer)s.", body=history_units.named(row, rules), answer=words)
    return f"{text} {_('After the due time.')}" if row.details.get("late") else text


def _closed(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s waits no longer for: %(body)s.", who=who, body=history_units.named(row, rules)
    )


def _saved(who: str, row: HistoryRow, rules: Any) -> str:
    outcome = rules.outcomes.get(str(row.details.get("outcome")))
    title = law(outcome.title) if outcome else ""
    return _("%(who)s saved the draft: %(outcome)s.", who=who, outcome=title)


def _corrected(who: str, row: HistoryRow, rules: Any) -> str:
    changed = [
        law(rules.questions[name].title) if name in rules.questions else name
        for name in row.details.get("changed", ())
    ]
    return _(
        "%(who)s corrected the registration, version %(version)s: %(changed)s.",
        who=who,
        version=row.details.get("version", ""),
        changed=", ".join(changed),
    )


def _forwarded(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s forwarded the notice: %(unit)s.", who=who, unit=history_units.named(row, rules)
    )


def _owned(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s took the notice.", who=who)


def _opened(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s opened what is not shown.", who=who)


def _confirmed(who: str, row: HistoryRow, rules: Any) -> str:
    return _("The organiser confirmed the address by the mailed link.")


def _respoken(who: str, row: HistoryRow, rules: Any) -> str:
    return _("The organiser chose another language for letters and mails.")


def _mended(who: str, row: HistoryRow, rules: Any) -> str:
    return _("The organiser mended the e-mail address.")


def _assigned(who: str, row: HistoryRow, rules: Any) -> str:
    said = {
        "duty": _("The time is nearly over: the notice went to the officer on duty."),
        "least": _("The time is nearly over: the notice went to the officer who has the fewest."),
        "head": _(
            "The time is nearly over and no officer is at work: the notice went to the head."
        ),
    }
    return said.get(str(row.details.get("how")), said["least"])


def _climbed(who: str, row: HistoryRow, rules: Any) -> str:
    if row.details.get("why") == "nobody":
        return _("No officer is at work: the notice lies with the head.")
    return _("The time is nearly over: the notice lies with the head.")


def _called(who: str, row: HistoryRow, rules: Any) -> str:
    said = {
        "duty": _("Due on the day it came: the officer on duty was called."),
        "head": _("Due on the day it came: nobody was on duty, the head was called."),
        "office": _("Due on the day it came: nobody was on duty, the office was called."),
    }
    return said.get(str(row.details.get("how")), said["office"])


def _handed_over(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s handed the notice over to a colleague.", who=who)


def _given_up(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s gave the notice up: it has no owner.", who=who)


def _incident(who: str, row: HistoryRow, rules: Any) -> str:
    if row.details.get("what") == "late":
        return _("The answer left after its due time. An incident was written.")
    return _("The time to answer ended without an answer. An incident was written.")


def _explained(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s explained the incident.", who=who)


def _due_moved(who: str, row: HistoryRow, rules: Any) -> str:
    clock = rules.clocks.get(str(row.details.get("clock")))
    return _(
        "The calendar was corrected. %(clock)s: %(old)s became %(new)s.",
        clock=law(clock.title) if clock else row.details.get("clock", ""),
        old=_instant(row, "old", rules),
        new=_instant(row, "new", rules),
    )


def _instant(row: HistoryRow, name: str, rules: Any) -> str:
    return short_due(datetime.fromisoformat(str(row.details[name])), rules.zone)


def _turned(who: str, row: HistoryRow, rules: Any) -> str:
    verdict = rules.verdicts.get(str(row.details.get("new")))
    return _(
        "The calendar was corrected, and the window is judged anew: %(verdict)s",
        verdict=law(verdict.text) if verdict else "",
    )


def _settled(who: str, row: HistoryRow, rules: Any) -> str:
    if row.details.get("counts"):
        return _("%(who)s looked at a held date: the corrected one counts.", who=who)
    return _("%(who)s looked at a held date: the one that was told stays.", who=who)


def _prolonged(who: str, row: HistoryRow, rules: Any) -> str:
    clock = rules.clocks.get(str(row.details.get("clock")))
    title = law(clock.title) if clock else str(row.details.get("clock", ""))
    given = {name: _instant(row, name, rules) for name in ("old", "new")}
    if row.details.get("kind") == "pause":
        return _(
            "%(who)s: %(clock)s stood still, %(old)s became %(new)s.", who=who, clock=title, **given
        )
    return _(
        "%(who)s gave more time: %(clock)s, %(old)s became %(new)s.", who=who, clock=title, **given
    )


def _bundled(who: str, row: HistoryRow, rules: Any) -> str:
    return _("%(who)s took all papers of the notice as one file.", who=who)


SENTENCES = {
    "notice.bundled": _bundled,
    **history_papers.SENTENCES,
    **history_rest.SENTENCES,
    "due.moved": _due_moved,
    "window.turned": _turned,
    "date.settled": _settled,
    "notice.address-confirmed": _confirmed,
    "notice.address-mended": _mended,
    "notice.language-changed": _respoken,
    "notice.filed": _filed,
    "consultation.asked": _asked,
    "consultation.answered": _answered,
    "consultation.closed": _closed,
    "decision.saved": _saved,
    **history_deal.SENTENCES,
    **history_letters.SENTENCES,
    **history_commission.SENTENCES,
    **history_section.SENTENCES,
    "notice.corrected": _corrected,
    "notice.forwarded": _forwarded,
    "notice.owned": _owned,
    "notice.assigned": _assigned,
    "notice.climbed": _climbed,
    "notice.called": _called,
    "notice.handed-over": _handed_over,
    "notice.given-up": _given_up,
    "notice.incident": _incident,
    "incident.explained": _explained,
    "notice.opened": _opened,
    "due.prolonged": _prolonged,
}
