"""Britain, Berlin, New South Wales and the model rules, as law.md 3 to 6 tell them."""

from datetime import UTC, datetime
from typing import Any

from tests.oracle.reading import Asked, Unanswerable, day_after, said
from tests.oracle.walking import (
    before,
    dawn,
    from_to,
    hours_after,
    hours_before,
    last_second,
    written,
)


def procession(asked: Asked) -> dict[str, Any]:
    """Public Order Act 1986 s 11: six clear days, both end days left out."""
    never = asked.kind in {"static_assembly", "funeral_procession"}
    if never or asked.inputs.get("customarily_held") or asked.inputs.get("no_notice_practicable"):
        return said("exempt", "none")
    first = asked.days[0]
    whole_days_between = len(list(from_to(day_after(asked.filed_on), before(first, 1))))
    kept = whole_days_between >= 6 and asked.filed_on < first
    by_hand = asked.inputs.get("method", "hand") == "hand"
    if by_hand and asked.inputs.get("earlier_not_practicable"):
        kept = True  # s 11(6): as soon as delivery is reasonably practicable
    scottish = asked.inputs.get("starts_in") == "Scotland"
    return said(
        "in_window" if kept else "too_late",
        "first_english_police_area" if scottish else "police_station_in_start_area",
        window_closes=last_second(before(first, 7), asked.zone),
    )


def scottish_procession(asked: Asked) -> dict[str, Any]:
    """Civic Government (Scotland) Act 1982 s 62: 28 days before, unless the authority waives them."""
    if asked.kind == "funeral_procession":
        return said("exempt", "none")
    last = before(asked.days[0], 28)
    kept = asked.filed_on <= last or bool(asked.inputs.get("waiver"))
    return said(
        "in_window" if kept else "too_late",
        "local_authority",
        also_to=["chief_constable"],
        window_closes=last_second(last, asked.zone),
    )


def berlin(asked: Asked) -> dict[str, Any]:
    """VersFG BE s 12: 48 hours before the invitation; urgent: with it; spontaneous or indoors: none."""
    if asked.kind in {"spontaneous_assembly", "indoor_assembly"}:
        return said("exempt", "none")
    announced = asked.inputs.get("announced_at")
    if announced is None:
        raise Unanswerable("announced_at")
    invited = datetime.fromisoformat(announced)
    closes = hours_before(invited, 0 if asked.kind == "urgent_assembly" else 48)
    return said(
        "in_window" if asked.filed.astimezone(UTC) <= closes else "too_late",
        "assembly_authority_berlin_police",
        window_closes=written(closes, asked.zone),
    )


NSW_ROUTES = {
    "in_window": "s25: authorised unless Commissioner obtains court order",
    "too_late": "s23(1)(f)/s26: needs Commissioner non-opposition or court authorisation",
    "blocked": "none while declaration in force (Terrorism (Police Powers) Act 2002 ss 23B-23F)",
}


def new_south_wales(asked: Asked) -> dict[str, Any]:
    """Summary Offences Act 1988 Part 4: seven days decide the route; a declaration overrides everything."""
    closes = before(asked.days[0], 7)
    verdict = "in_window" if asked.filed.astimezone(UTC) < dawn(day_after(closes), asked.zone) else "too_late"  # fmt: skip
    if asked.inputs.get("restriction_declaration_in_force"):
        verdict = "blocked"
    return said(
        verdict,
        "commissioner_of_police",
        window_closes=last_second(closes, asked.zone),
        route=NSW_ROUTES[verdict],
    )


def model(asked: Asked) -> dict[str, Any]:
    """The model clocks: 48 hours; answer in 24 hours, 24 hours before the start at the latest."""
    small = (
        asked.people is not None and asked.people < 50 and not asked.inputs.get("uses_carriageway")
    )
    if asked.kind == "spontaneous_assembly" or small:
        return said("exempt", "none")
    filed = asked.filed.astimezone(UTC)
    closes = hours_before(asked.start, 48)
    due = min(hours_after(filed, 24), hours_before(asked.start, 24))
    return said(
        "in_window" if filed <= closes else "too_late",
        "municipal_authority",
        window_closes=written(closes, asked.zone),
        authority_due_at=written(max(due, filed), asked.zone),
        may_proceed=True,
        on_silence="may_proceed",
    )
