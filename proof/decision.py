"""The decision enclosed in a letter: whether it fits its form, and whether the printed pages say the same."""

import json
from pathlib import Path
from typing import Any

from proof import pagetext, schema
from proof.document import Document
from proof.finding import Finding, found
from proof.pdf import Unreadable

NAME, FORM = "letter.json", "veche-letter/1"
LARGEST = 1024 * 1024
SCHEMA = Path(__file__).resolve().parent / "letter-1.schema.json"


def examine(document: Document) -> tuple[dict[str, Any], list[Finding]]:
    """What the letter says, empty where that can't be read, and what was found."""
    inside = document.enclosed(NAME)
    if not inside:
        return {}, [found("decision", "unknown", "decision-none")]
    if len(inside) > 1:
        return {}, [found("decision", "wrong", "decision-several")]
    try:
        said = _read(inside[0])
    except (ValueError, RecursionError):
        return {}, [found("decision", "wrong", "decision-form", where=NAME)]
    form = said.get("form") if isinstance(said, dict) else None
    if isinstance(form, str) and form.startswith("veche-letter/") and form != FORM:
        return {}, [found("decision", "unknown", "decision-new", form=form)]
    return _fitting(said)


def _fitting(said: Any) -> tuple[dict[str, Any], list[Finding]]:
    whole = json.loads(SCHEMA.read_text("utf-8"))
    where = schema.fault(said, whole)
    if where is None:
        says = schema.of_kind(whole, said["letter"]["kind"])
        where = schema.fault(said["says"], says or {}, "says")
        about = schema.of_kind(whole, said["letter"]["kind"], "notice")
        where = where or schema.fault(said["notice"], about or {}, "notice")
    if where is not None:
        return {}, [found("decision", "wrong", "decision-form", where=where)]
    values = {"form": FORM, "kind": said["letter"]["kind"]}
    findings = [found("decision", "holds", "decision-fits", **values)]
    if said["specimen"]:
        findings.append(found("decision", "wrong", "decision-specimen"))
    return said, findings


def _read(raw: bytes) -> Any:
    if len(raw) > LARGEST:
        raise ValueError("too large")
    return json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_none)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name are read differently by two readers."""
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _none(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def pages(document: Document) -> list[str] | str:
    """The folded text of each page, or the id of the sentence why it can't be read."""
    try:
        return pagetext.pages(document) or "text"
    except Unreadable as error:
        return str(error)


def compare(said: dict[str, Any], printed: list[str] | str) -> Finding:
    """Whether every page bears number and day, and code, and the first one the number of the notice."""
    if isinstance(printed, str):
        return found("page", "wrong", "page-unreadable", why=printed)
    letter = said["letter"]
    code = letter["check_code"]
    year, month, day = letter["day"].split("-")
    dated = f"{letter['number']}{'от' if letter['locale'] == 'ru' else 'of'}{day}.{month}.{year}"
    shown = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    for number, text in enumerate(printed, start=1):
        for wanted, what in ((dated, letter["number"]), (code, shown)):
            if pagetext.fold(wanted) not in text:
                return found("page", "wrong", "page-other", page=number, what=what)
    notice = (said["notice"] or {}).get("number", "")
    if pagetext.fold(notice) not in printed[0]:
        return found("page", "wrong", "page-other", page=1, what=notice)
    return found(
        "page",
        "holds",
        "page-same",
        number=letter["number"],
        day=f"{day}.{month}.{year}",
        code=shown,
    )
