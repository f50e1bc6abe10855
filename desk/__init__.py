"""The door for officers, heads, signatories, clerks, auditors, and bodies that are asked: queue, notice, moves, letters."""

from flask import Flask

from desk import (
    absences,
    addressed_as,
    agreeing,
    alarms,
    amendments,
    asked,
    assigned,
    bodies,
    bulk,
    calendar,
    calendar_keeping,
    commissions,
    consultations,
    corrections,
    counter,
    dates,
    decision,
    delivered,
    due,
    duty,
    held,
    holds,
    incidents,
    interests,
    interests_first,
    law_texts,
    letters,
    library,
    limit_places,
    looked,
    mails,
    merged,
    messages,
    moves,
    notes,
    notice,
    own_views,
    owner,
    paper,
    people,
    place_map,
    plan,
    pleas,
    posting,
    powers,
    questions,
    queue,
    recusals,
    register,
    replay,
    runs,
    scans,
    search,
    sections,
    sittings,
    task_register,
    tasks,
    texts,
    versions,
    workload,
)
from desk.door import bp
from web.settings import Settings

ROOMS = (
    queue, notice, addressed_as, owner, moves, consultations, corrections, dates, decision, letters, runs, register, delivered, posting, paper, due, duty,
    absences, incidents, pleas, held, holds, law_texts, replay, calendar, calendar_keeping, scans, alarms,
    amendments, versions, agreeing, counter, powers, questions, bodies,
    library, mails, messages, merged, bulk, tasks, task_register,
    notes, own_views, workload, search, plan,
    interests, interests_first, recusals, commissions, sittings, looked, people, sections, texts,
)  # fmt: skip
"""Each puts its pages on the blueprint when it is imported."""


def init_app(app: Flask, settings: Settings) -> None:
    """Open the door."""
    app.register_blueprint(bp)
    place_map.init_app(app)
    limit_places.init_app(app)
    app.register_blueprint(asked.bp)
    app.register_blueprint(assigned.bp)
