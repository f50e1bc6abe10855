"""What the doctor asks of a city that runs: promises kept, years known, somebody there to sign."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from records import commission_rows, outbox, power_rows, rows, staff_rows
from records.engine import make_engine
from records.unit_of_work import Clock, reading
from regimes.fault import Fault
from regimes.regime import Regime
from regimes.shelf import load_all
from web import alarm_words, alarms
from web.finding import Finding, is_well
from web.settings import Settings
from web.telling import counted
from workflow import missing_years, signing_gap

ASKED_ELSEWHERE = frozenset({"disk", "outbox", "database"})


def worker(settings: Settings, now: datetime) -> Iterator[Finding]:
    """What was promised is being kept: nothing due waits for a quarter of an hour, nothing is stuck."""
    engine = make_engine(settings.database_url)
    since, stuck = outbox.waiting_since(engine, now), outbox.stuck(engine, now)
    engine.dispose()
    if stuck:
        count = counted(len(stuck), "promise was", "promises were")
        said = f"{count} tried in vain, the first: {stuck[0].last_error[:80]}"
        yield Finding(
            "Worker", False, said, "mend the cause, then: veche outbox again all", needed=False
        )
    waits, longest = (
        now - since if since else timedelta(),
        timedelta(minutes=settings.watch.outbox_minutes),
    )
    said = f"the oldest promise waits for {waits // timedelta(minutes=1)} min" if since else "idle"
    yield Finding("Worker", waits < longest, said, "veche serve, or veche worker", needed=False)


def rings(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Alarms that ring, the same as those of `veche watch`; a new city has none yet."""
    engine = make_engine(settings.database_url)
    try:
        found = alarms.should_ring(settings, alarms.look(settings, engine, clock), clock.now())
    finally:
        engine.dispose()
    told = [one for one in found if one.name not in ASKED_ELSEWHERE]
    for one in told:
        said = f"{alarm_words.title(one.name)}. {alarm_words.sentence(one.name, one.said)}"
        yield Finding("Alarm", False, said, alarm_words.mend(one.name), needed=False)
    if not told:
        yield is_well("Alarm", "nothing rings")


def days(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Every calendar in use knows this year, and the next one from ninety days before it begins."""
    engine = make_engine(settings.database_url)
    try:
        rulebook = load_all(settings.home / "regimes")
        with reading(engine, clock) as work:
            day = work.now.astimezone(ZoneInfo(settings.timezone)).date()
            here = [rulebook.current(id_, day) for id_ in settings.regimes]
            lacks = missing_years.missing(work, rulebook, here, day)
    except (Fault, KeyError):
        return  # the law itself is at fault, and `law` says so
    finally:
        engine.dispose()
    for one in lacks:
        said = f"{one.title.en} lacks {one.year}, {one.begins_in(day)} days away"
        mend = f"veche calendar year {one.year} --name {one.calendar}"
        yield Finding("Calendar", False, said, mend, needed=False)
    if not lacks:
        yield is_well("Calendar", "every year that is near is known")


def desks(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Whom the laws of the city name as addressee or as body, the city has as an office, by its code."""
    engine = make_engine(settings.database_url)
    try:
        rulebook = load_all(settings.home / "regimes")
        with reading(engine, clock) as work:
            day = work.now.astimezone(ZoneInfo(settings.timezone)).date()
            codes = {unit.code for unit in rows.units(work)}
            lost = [
                one for id_ in settings.regimes for one in _lost(rulebook.current(id_, day), codes)
            ]
    except (Fault, KeyError):
        return  # the law itself is at fault, and `law` says so
    finally:
        engine.dispose()
    said = "; ".join(lost[:5]) or "every addressee and body of the law is an office of the city"
    mend = "give an office in VECHE_HOME/places/offices.toml this code, then veche migrate"
    yield Finding("Desks", not lost, said, mend, needed=False)


def _lost(regime: Regime, codes: set[str]) -> list[str]:
    sites = "site_manager"  # each designated site has its own
    named = [name for name in regime.addressees if name != sites]
    offices = [
        f"{regime.id}: no office is {name} or {name}-OKRUG"
        for name in named
        if not any(code == name or code.startswith(f"{name}-") for code in codes)
    ]
    bodies = [f"{regime.id}: no office is {name}" for name in regime.bodies if name not in codes]
    return offices + bodies


NEEDED = ("administrator", "officer", "head", "signatory", "clerk")


def people(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Somebody holds each post that a notice passes on its road, and that of the administrator."""
    engine = make_engine(settings.database_url)
    today = clock.now().astimezone(ZoneInfo(settings.timezone)).date()
    with reading(engine, clock) as work:
        lost = [role for role in NEEDED if not staff_rows.holders(work, role, today)]
    engine.dispose()
    said, mend = _who_lacks(lost)
    yield Finding("People", not lost, said, mend, needed=False)


def _who_lacks(lost: list[str]) -> tuple[str, str]:
    """What is said of posts that nobody holds, and the line that mends it."""
    if len(lost) == len(NEEDED):
        said = "nobody works here yet: no administrator, officer, head, signatory or clerk"
        return said, "veche person add, once for each of them (--role)"
    if not lost:
        return "every post of the road is held", ""
    return f"no {', no '.join(lost)} today", f"veche person post ACCOUNT {lost[0]} --unit CODE"


def signatories(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Every office that has signed before has somebody to sign in the days to come."""
    engine = make_engine(settings.database_url)
    today = clock.now().astimezone(ZoneInfo(settings.timezone)).date()
    with reading(engine, clock) as work:
        gaps = signing_gap.without_signatory(work, today, settings.silence.signatory_days)
        never = not power_rows.every(work)
    engine.dispose()
    said = "; ".join(f"nobody from {gap.day} in {gap.unit_code} ({gap.why})" for gap in gaps[:5])
    said = said or f"somebody can sign in the next {settings.silence.signatory_days} days"
    if never:
        said = "nobody has ever had the power to sign here: no answer can be released"
    mend = "veche person post ACCOUNT signatory --unit CODE, then veche power"
    yield Finding("Signatories", not gaps and not never, said, mend, needed=False)


def boards(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Where a law in use sends drafts to a commission, there is one with as many members as its quorum."""
    try:
        laws = load_all(settings.home / "regimes")
    except Fault:
        return  # the line on the law says so
    votes = [one for one in laws if one.id in settings.regimes and one.commission is not None]
    if not votes:
        return
    engine = make_engine(settings.database_url)
    today = clock.now().astimezone(ZoneInfo(settings.timezone)).date()
    with reading(engine, clock) as work:
        able = [
            one
            for one in commission_rows.commissions(work)
            if len(commission_rows.seats(work, one.id or 0, today)) >= one.quorum
        ]
    engine.dispose()
    above = min(one.commission.above for one in votes if one.commission)
    said = (
        "a commission can sit"
        if able
        else f"no commission can vote on events of more than {above} people"
    )
    mend = "on the desk: Sittings, Commissions; veche person post ACCOUNT secretary --unit CODE"
    yield Finding("Commissions", bool(able), said, mend, needed=False)
