"""Moscow, from 54-FZ, Moscow Law 10 and Mayor's Order 1054-RM as law.md 1 and 2 tell them."""

from datetime import date, time
from typing import Any

from tests.oracle.reading import Asked, outside, said
from tests.oracle.walking import (
    NoDecree,
    after,
    before,
    first_second,
    from_to,
    last_second,
    month_before,
    statutory,
    sunday,
    worked,
)

PICKETS = ("picket_group", "picket_single_structure")
NEVER_NOTIFIED = ("assembly", "picket_single")


def assembly(asked: Asked) -> dict[str, Any]:
    """54-FZ arts 5, 7, 9, 12."""
    # Art 9: the hours bind no memorial date and no cultural event.
    free = asked.inputs.get("memorial_date")
    warnings = [] if free else outside(asked, time(7), time(22))
    if asked.kind in NEVER_NOTIFIED:
        return said("exempt", "none", warnings=warnings)
    opens = max(_permitted(asked, day)[0] for day in asked.days)
    closes = min(_permitted(asked, day)[-1] for day in asked.days)
    extra = _extra_day(asked) if opens <= closes else None
    verdict = _verdict(asked.filed_on, opens, closes, extra)
    answer = said(
        verdict,
        _addressee(asked),
        window_opens=first_second(opens, asked.zone),
        window_closes=last_second(closes, asked.zone),
        extra_filing_day=extra.isoformat() if isinstance(extra, date) else extra,
        warnings=warnings,
    )
    if verdict == "in_window" and not asked.inputs.get("special_place"):
        answer["authority_due_at"] = last_second(_answer_day(asked), asked.zone)
        answer["organiser_reply_due_at"] = last_second(before(asked.days[0], 3), asked.zone)
    return answer


def _permitted(asked: Asked, day: date) -> list[date]:
    """The days on which a notice of an event on `day` is taken, the extra day aside."""
    if asked.inputs.get("special_place"):
        return list(from_to(before(day, 15), before(day, 3)))  # C-RU-SITE
    if asked.kind in PICKETS:
        moved = any(sunday(one) or statutory(one) for one in (before(day, n) for n in (3, 2, 1)))
        return list(from_to(before(day, 15), before(day, 4 if moved else 3)))  # C-RU-PICKET
    if asked.kind == "deputy_meeting":
        return list(from_to(before(day, 10), before(day, 5)))  # C-RU-DEPUTY
    return list(from_to(before(day, 15), before(day, 10)))  # C-RU-15-10


def _extra_day(asked: Asked) -> date | str | None:
    """C-RU-HOL. Every day of the event must be in its own window (C-RU-MULTI), so each must open the extra day."""
    if asked.inputs.get("special_place") or asked.kind in PICKETS:
        return None
    if not all(statutory(one) for day in asked.days for one in _permitted(asked, day)):
        return None
    walked = _permitted(asked, asked.days[0])[0]
    while statutory(walked):
        walked = before(walked, 1)
    try:
        while not worked(walked):
            walked = before(walked, 1)
    except NoDecree:
        return "unknown"
    return walked


def _verdict(filed: date, opens: date, closes: date, extra: date | str | None) -> str:
    if opens <= closes and (opens <= filed <= closes or filed == extra):
        return "in_window"
    return "too_late" if filed > closes else "too_early"


def _answer_day(asked: Asked) -> date:
    """Within three days, the day of receipt not counted; the group picket filed short of five days: that day."""
    ahead = len(list(from_to(asked.filed_on, asked.days[0]))) - 1
    if asked.kind == "picket_group" and ahead < 5:
        return asked.filed_on
    return after(asked.filed_on, 3)


def _addressee(asked: Asked) -> str:
    """Moscow Law 10 art 2."""
    okrugs = set(asked.inputs.get("okrugs", []))
    if asked.inputs.get("special_place"):
        return "site_manager"
    if (asked.people or 0) > 5000 or len(okrugs) > 1:
        return "government"
    if "CAO" in okrugs and asked.kind not in PICKETS:
        return "government"
    return "prefecture"


def mass(asked: Asked) -> dict[str, Any]:
    """1054-RM: one month before, no earliest day, the answer's time not verified."""
    closes = min(month_before(day) for day in asked.days)
    return said(
        "in_window" if asked.filed_on <= closes else "too_late",
        "government" if (asked.people or 0) > 5000 else "prefecture",
        window_closes=last_second(closes, asked.zone),
        warnings=outside(asked, time(8), time(23)),
    )
