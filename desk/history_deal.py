"""The log in words: what organiser and office did to reach an agreement."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from desk import history_units
from desk.speech import _
from records.case_rows import HistoryRow
from web.filters import law, moment
from workflow import titles


def _amended(who: str, row: HistoryRow, rules: Any) -> str:
    changed = [law(titles.title(rules, name)) for name in row.details.get("changed", ())]
    text = _(
        "%(who)s changed the notice, version %(version)s: %(changed)s.",
        who=who,
        version=row.details.get("version", ""),
        changed=", ".join(changed),
    )
    return f"{text} {effect_words().get(str(row.details.get('effect')), '')}".rstrip()


def effect_words() -> dict[str, str]:
    """What a change did, in a sentence."""
    return {
        "restart": _("Material: the clocks started again."),
        "keep": _("Material: the clocks run on."),
        "none": _("Not material."),
    }


def came(row: HistoryRow) -> str:
    """Say when an answer of the organiser truly came, where it came on paper."""
    at = str(row.details.get("came_at", ""))
    return _("Came on paper on %(when)s. ", when=moment(datetime.fromisoformat(at))) if at else ""


def _looked(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s looked at version %(version)s.", who=who, version=row.details.get("version", "")
    )


def _says(sentence: Callable[[], str]) -> Callable[[str, HistoryRow, Any], str]:
    return lambda who, row, rules: sentence().replace("%(who)s", who)


def _reminded(who: str, row: HistoryRow, rules: Any) -> str:
    said = {
        "chief": _(
            "%(body)s did not answer in time: its chief was told.",
            body=history_units.named(row, rules),
        ),
        "office": _(
            "%(body)s did not answer in time: the office was told, no chief is known.",
            body=history_units.named(row, rules),
        ),
    }
    usual = _(
        "%(body)s was reminded: %(part)s %% of its time are over.",
        body=history_units.named(row, rules),
        part=row.details.get("part", ""),
    )
    return said.get(str(row.details.get("whom")), usual)


def _asks(who: str, row: HistoryRow, rules: Any) -> str:
    if row.details.get("whom") == "organiser":
        return _(
            "%(body)s asked the organiser for information.", body=history_units.named(row, rules)
        )
    return _("%(body)s asked the office for information.", body=history_units.named(row, rules))


def _told(who: str, row: HistoryRow, rules: Any) -> str:
    return _(
        "%(who)s answered a question of: %(body)s.", who=who, body=history_units.named(row, rules)
    )


def _task(sentence: Callable[[], str]) -> Callable[[str, HistoryRow, Any], str]:
    def said(who: str, row: HistoryRow, rules: Any) -> str:
        text = (
            sentence().replace("%(who)s", who).replace("%(body)s", history_units.named(row, rules))
        )
        return text.replace("%(task)s", str(row.details.get("assignment", "")))

    return said


def _task_reminded(who: str, row: HistoryRow, rules: Any) -> str:
    body, task = history_units.named(row, rules), str(row.details.get("assignment", ""))
    said = {
        "chief": _(
            "%(body)s has not done task %(task)s: its chief was told.", body=body, task=task
        ),
        "office": _(
            "%(body)s has not done task %(task)s: the office was told, no chief is known.",
            body=body,
            task=task,
        ),
    }
    usual = _(
        "%(body)s was reminded of task %(task)s: %(part)s %% of its time are over.",
        body=body, task=task, part=row.details.get("part", ""),
    )  # fmt: skip
    return said.get(str(row.details.get("whom")), usual)


SENTENCES: dict[str, Callable[[str, HistoryRow, Any], str]] = {
    "notice.amended": _amended,
    "notice.looked": _looked,
    "condition.answered": _says(lambda: _("%(who)s answered conditions.")),
    "condition.decided": _says(lambda: _("%(who)s answered an objection to a condition.")),
    "resource.asked": _says(lambda: _("%(who)s asked the organiser for posts or cover.")),
    "resource.answered": _says(lambda: _("%(who)s answered about posts or cover.")),
    "resource.agreed": _says(lambda: _("%(who)s agreed to posts or cover.")),
    "resource.dropped": _says(
        lambda: _("%(who)s does without posts or cover that were asked for.")
    ),
    "resource.checked": _says(lambda: _("%(who)s counted posts or cover on the day.")),
    "assignment.given": _task(lambda: _("%(who)s gave task %(task)s to: %(body)s.")),
    "assignment.dropped": _task(lambda: _("%(who)s took task %(task)s back from: %(body)s.")),
    "assignment.known": _task(lambda: _("%(body)s knows of task %(task)s.")),
    "assignment.done": _task(lambda: _("%(body)s completed task %(task)s.")),
    "assignment.reminded": _task_reminded,
    "mail.again": _says(lambda: _("%(who)s sent a mail once more.")),
    "message.drafted": _says(lambda: _("%(who)s drafted a message.")),
    "message.changed": _says(lambda: _("%(who)s changed a draft of a message.")),
    "message.dropped": _says(lambda: _("%(who)s put a draft of a message aside.")),
    "message.sent": _says(lambda: _("%(who)s sent a message.")),
    "message.sent-again": _says(lambda: _("%(who)s sent a message once more.")),
    "message.answered": _says(lambda: _("%(who)s answered a message.")),
    "sentence.added": _says(lambda: _("%(who)s added a condition of the office.")),
    "sentence.changed": _says(lambda: _("%(who)s changed a sentence of the merged answer.")),
    "sentence.moved": _says(lambda: _("%(who)s changed the order of the merged answer.")),
    "sentence.left-out": _says(lambda: _("%(who)s left a sentence out of the merged answer.")),
    "sentence.taken-in": _says(lambda: _("%(who)s took a sentence into the merged answer again.")),
    "contradiction.settled": _says(lambda: _("%(who)s settled a contradiction of two conditions.")),
    "consultation.reminded": _reminded,
    "question.asked": _asks,
    "question.answered": _told,
    "note.written": _says(lambda: _("%(who)s wrote an internal note.")),
    "minutes.written": _says(lambda: _("%(who)s wrote minutes of a talk.")),
    "minutes.confirmed": _says(lambda: _("%(who)s confirmed the minutes.")),
    "minutes.remarked": _says(lambda: _("%(who)s remarked on the minutes.")),
}
