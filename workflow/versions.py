"""Versions of a notice: written once, numbered without gaps, found by hash."""

import hashlib
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from places import locating
from records import behind, chain, files, rows
from records.tables import File, Notice, NoticePlace, NoticeSession, NoticeVersion
from records.unit_of_work import UnitOfWork
from records.words import digits, search_key
from workflow import attorney, gone, recusing, when
from workflow.actor import Actor
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import N_, Invalid


def write(
    work: UnitOfWork,
    notice: Notice,
    content: Content,
    *,
    zone: ZoneInfo,
    why: str,
    actor: Actor,
    papers: Sequence[File] = (),
) -> NoticeVersion:
    """Add the version `notice.version` with its sessions, places and papers, and fit the notice's own columns.

    The papers of the version before stay part of it; `papers` come to them. The hash covers the public
    answers, sessions, places and the hashes of the papers, and a commitment to the personal answers, so
    that erasing a person later leaves the hash true (records.tables.notices.NoticeVersion).
    """
    assert notice.id is not None  # the notice was flushed by its caller
    gone.refuse(work, notice)
    if notice.version > 1:
        papers = (*files.of_version(work, rows.version(work, notice, notice.version - 1)), *papers)
    salt = chain.new_salt()
    commit = chain.commitment(salt, content.personal)
    version = NoticeVersion(
        notice_id=notice.id,
        number=notice.version,
        answers={**content.public, "kind": content.kind, "attendance": content.attendance},
        personal=content.personal,
        salt=salt,
        personal_commit=commit,
        hash=fingerprint(content, commit, papers),
        why=why,
        made_at=work.now,
        made_by=actor.account_id,
    )
    work.add(version)
    work.flush()
    assert version.id is not None
    sessions = [
        _session(version.id, ordinal, session, zone)
        for ordinal, session in enumerate(content.sessions, start=1)
    ]
    places = [
        _place(version.id, ordinal, place) for ordinal, place in enumerate(content.places, start=1)
    ]
    for row in (*sessions, *places):
        work.add(row)
    work.written[notice.id, version.number] = (version, sessions, places)
    files.link(work, version.id, papers)
    fit(notice, content, zone)
    _index(work, notice, content)
    return version


def fingerprint(content: Content, personal_commit: str, papers: Sequence[File] = ()) -> str:
    """SHA-256, hex, of one state of a notice in canonical form v1; `papers` stand in it only where there are any."""
    body: dict[str, object] = {
        "v": 1,
        "kind": content.kind,
        "attendance": content.attendance,
        "answers": content.public,
        "sessions": [
            [s.day.isoformat(), s.start, s.end, s.setup_from, s.cleared_by]
            for s in content.sessions
        ],
        "places": [_said(place) for place in content.places],
        "personal": personal_commit,
    }
    if papers:
        body["papers"] = [[one.paper, one.kind, one.size, one.sha256] for one in papers]
    return hashlib.sha256(chain.canonical(body)).hexdigest()


def _said(place: PlaceIn) -> list[object]:
    """A place as it is hashed; form and shape stand in it only where there are any, so that old hashes hold."""
    said: list[object] = [place.name, place.okrug, place.district, list(place.points)]
    return [*said, place.form, place.geo] if place.form or place.geo else said


def fit(notice: Notice, content: Content, zone: ZoneInfo) -> None:
    """Copy onto the notice what lists are sorted and filtered by."""
    spans = [when.span(session, zone) for session in content.sessions]
    if not spans or not content.places:
        raise Invalid("sessions", N_("A notice names at least one day and one place."))
    notice.kind = content.kind
    notice.starts_at = min(start for start, _ in spans)
    notice.ends_at = max(end for _, end in spans)
    notice.place_line = content.place_line
    notice.okrug = content.places[0].okrug
    notice.district = content.places[0].district
    notice.attendance = content.attendance
    notice.title = content.title


def content_of(work: UnitOfWork, notice: Notice, number: int | None = None) -> Content:
    """A version as plain values, the newest if no number is given: to be shown, or changed into the next."""
    version, sessions, places = work.written.get(
        (notice.id, number or notice.version)
    ) or rows.whole_version(work, notice, number)
    answers = {**version.answers, **(version.personal or {})}
    return Content(
        kind=str(answers.pop("kind")),
        attendance=int(answers.pop("attendance")),
        sessions=tuple(
            SessionIn(row.day, row.start, row.end, row.setup_from, row.cleared_by)
            for row in sessions
        ),
        places=tuple(
            PlaceIn(row.name, row.okrug, row.district, tuple(row.points), row.form, row.geo)
            for row in places
        ),
        answers=answers,
    )


def _session(version_id: int, ordinal: int, session: SessionIn, zone: ZoneInfo) -> NoticeSession:
    starts_at, ends_at = when.span(session, zone)
    return NoticeSession(
        version_id=version_id,
        ordinal=ordinal,
        day=session.day,
        start=session.start,
        end=session.end,
        starts_at=starts_at,
        ends_at=ends_at,
        setup_from=session.setup_from,
        cleared_by=session.cleared_by,
    )


def _place(version_id: int, ordinal: int, place: PlaceIn) -> NoticePlace:
    geo = locating.read(place.geo)
    west, south, east, north = geo.bounds if geo else (None, None, None, None)
    return NoticePlace(
        version_id=version_id,
        ordinal=ordinal,
        name=place.name,
        okrug=place.okrug,
        district=place.district,
        points=list(place.points),
        form=place.form,
        geo=place.geo,
        west=west,
        south=south,
        east=east,
        north=north,
    )


def _index(work: UnitOfWork, notice: Notice, content: Content) -> None:
    if notice.version > 1:
        behind.forget_keys(work, notice)
    keys = keys_of(notice.reference, content)
    behind.keep_keys(work, notice, keys)
    recusing.match(work, notice, keys)


def keys_of(reference: str, content: Content) -> list[tuple[str, str]]:
    """What the notice is found by: number, words of names and places, digits of the phone."""
    personal = content.personal
    words: set[tuple[str, str]] = {("number", reference)}
    by = attorney.read(personal.get(attorney.ID))
    for text in (personal.get("organiser", ""), content.title, by.name if by else ""):
        words |= {("name", search_key(word)) for word in str(text).split()}
    for place in content.places:
        for text in (place.name, *place.points):
            words |= {("place", search_key(word)) for word in text.split()}
    number = digits(str(personal.get("phone", "")))
    if len(number) >= 5:
        words |= {("phone", number), ("phone", number[-10:])}
    return sorted((kind, key[:80]) for kind, key in words if key)
