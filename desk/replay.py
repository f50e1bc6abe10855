"""Last year's notices under another law, on the desk: totals that go on page by page, a list, a table to save."""

import csv
import io
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, make_response, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from desk.door import bp
from desk.law_texts import spoken
from desk.replay_form import Question, fingerprint, question
from web.gate import gate
from web.law_change import told
from web.replay_words import HONEST, UNREAD, effect, tell
from web.text import row_number, spreadsheet_cell
from web.work import current_actor, reading, regimes, rulebook
from workflow import replaying, trying
from workflow.effects import EFFECTS, Replayed
from workflow.replaying import Portion, Totals

READ = 1000  # notices that one request reads: about a second
STEP = 200
LISTED = 25
"""A longer replay goes on in the next request, so that no web process is held (the command does it in one)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the totals: an effect, how many, and of which kinds."""

    name: str
    words: str
    count: int
    kinds: tuple[tuple[str, int], ...]


@bp.get("/law/replay")
@gate("regime.replay")
def replay() -> tuple[str, int] | str:
    """Ask the question, and answer it as far as one request goes."""
    actor = current_actor()
    scope = trying.reach(actor)
    with reading() as work:
        found = question(work, scope)
    if "go" not in request.args or found.asked is None:
        status = 422 if found.problems() else 200
        return render_template("desk/replay.html", question=found, honest=_honest()), status
    if request.args.get("view") == "list" and not trying.only_counts(actor):
        return _list(found, scope)
    return _totals(found, scope)


def _totals(found: Question, scope: Any) -> str:
    assert found.asked is not None  # asked of whole questions only
    totals, after = _so_far(found)
    with replaying.unchanged(reading()) as work:
        whole = replaying.count(work, scope, found.asked)
        part, box = _portion(work, found, scope, after or 0, READ)
    totals.add(part)
    listing = {**found.address(), "view": "list"}
    return render_template(
        "desk/replay_totals.html",
        question=found,
        totals=totals,
        unread=spoken().say(UNREAD, count=spoken().number(totals.unread)) if totals.unread else "",
        whole=whole,
        rows=_rows(found, totals),
        on=_token(found, totals, part.after),
        first=after is None,
        examples=[]
        if trying.only_counts(current_actor())
        else _tell(found, box, _chosen(found, part))[:5],
        only_counts=trying.only_counts(current_actor()),
        listing=url_for("desk.replay", **listing),
        sections=told(_in_force(found), found.other, spoken()),
        honest=_honest(),
    )


def _in_force(found: Question) -> Any:
    """The law of this name that is in force today; the chosen text itself where none is."""
    return next((one for one in regimes() if one.id == found.base.id), found.base)


def _list(found: Question, scope: Any) -> str:
    after = row_number(request.args.get("after", "")) or 0
    lines, read, beyond = _until(found, scope, after, LISTED)
    args = {**found.address(), "view": "list"}
    return render_template(
        "desk/replay_list.html",
        question=found,
        lines=lines,
        read=read,
        first=not after,
        next=url_for("desk.replay", **args, after=beyond) if beyond else "",
        beginning=url_for("desk.replay", **args),
        totals=url_for("desk.replay", **found.address()),
        table=url_for("desk.replay_table", **found.address(), after=after),
        honest=_honest(),
    )


@bp.get("/law/replay.csv")
@gate("regime.replay")
def replay_table() -> Response | tuple[str, int]:
    """Give what differs among the next notices as a table, every cell as text."""
    actor = current_actor()
    scope = trying.reach(actor)
    with reading() as work:
        found = question(work, scope)
    if found.asked is None or trying.only_counts(actor):
        return render_template("desk/replay.html", question=found, honest=_honest()), 422
    after = row_number(request.args.get("after", "")) or 0
    lines, _read, beyond = _until(found, scope, after, READ)
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["reference", "kind", "received", "answer", "effects", "what", "then", "now"])
    for line in lines:
        head = [line.reference, line.kind, line.received, line.answered, "; ".join(line.effects)]
        for pair in line.pairs or ((),):
            values = [*head, *((pair.label, pair.then, pair.now) if pair else ("", "", ""))]
            write.writerow([spreadsheet_cell(value) for value in values])
    answer = make_response("\ufeff" + out.getvalue())
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="replay-after-{after}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    if beyond:
        more = url_for("desk.replay_table", **found.address(), after=beyond)
        answer.headers["Link"] = f'<{more}>; rel="next"'
    return answer


def _portion(
    work: Any, found: Question, scope: Any, after: int, limit: int
) -> tuple[Portion, replaying.Sandbox]:
    assert found.asked is not None  # asked of whole questions only
    box = replaying.sandbox(rulebook(), found.other)
    return replaying.portion(work, box, scope, found.asked, after=after, limit=limit), box


def _until(found: Question, scope: Any, after: int, most: int) -> tuple[list[Any], int, int | None]:
    """Read on until `most` notices differ, or the request has read its share."""
    lines: list[Any] = []
    read = 0
    beyond: int | None = after
    while beyond is not None and read < READ and len(lines) < most:
        with replaying.unchanged(reading()) as work:
            part, box = _portion(work, found, scope, beyond, STEP)
        chosen = _chosen(found, part)[: most - len(lines)]
        full = len(lines) + len(chosen) == most
        lines += _tell(found, box, chosen)
        read += part.read
        beyond = chosen[-1].id if full and chosen else part.after
    return lines, read, beyond


def _chosen(found: Question, part: Portion) -> list[Replayed]:
    wanted = found.effects
    return [one for one in part.notices if (wanted & set(one.effects) if wanted else one.turned)]


def _tell(found: Question, box: replaying.Sandbox, notices: list[Replayed]) -> list[Any]:
    say = spoken()
    return [tell(say, one, box.laws[one.regime_pin], found.other) for one in notices]


def _rows(found: Question, totals: Totals) -> list[Row]:
    say = spoken()
    return [
        Row(name, effect(say, name), totals.of_effect(name), tuple(_kinds(found, totals, name)))
        for name in EFFECTS
        if totals.of_effect(name)
    ]


def _kinds(found: Question, totals: Totals, name: str) -> list[tuple[str, int]]:
    say = spoken()
    known = {**found.base.kinds}
    return [
        (say.law(known[kind].name) if kind in known else kind, count)
        for (kind, one), count in sorted(totals.by.items())
        if one == name
    ]


def _honest() -> list[str]:
    return [spoken().say(sentence) for sentence in HONEST]


# --- totals that go on: carried in the address, signed, and good for the same question only ----------


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="replay totals")


def _mark(found: Question) -> int:
    person = {"who": current_actor().account_id}
    return zlib.crc32(repr(fingerprint(found, person)).encode())


def _token(found: Question, totals: Totals, after: int | None) -> str:
    if after is None:
        return ""
    counted = [
        [kind, EFFECTS.index(name), count] for (kind, name), count in sorted(totals.by.items())
    ]
    numbers = [totals.read, totals.aside, totals.unread, totals.differ, totals.turned]
    return str(_signer().dumps([_mark(found), after, numbers, counted]))


def _so_far(found: Question) -> tuple[Totals, int | None]:
    """The totals of the pages before; from the beginning where they are of another question, or nobody's."""
    try:
        mark, after, numbers, counted = _signer().loads(request.args.get("on", ""))
    except (BadSignature, ValueError):
        return Totals(), None
    if mark != _mark(found):
        return Totals(), None
    by = Counter({(kind, EFFECTS[number]): count for kind, number, count in counted})
    read, aside, unread, differ, turned = numbers
    return Totals(read, aside, unread, differ, turned, by), after
