"""Is this letter of the city genuine? Without Veche and without network: `python -m proof.letter FILE.pdf`.

Looks at the PDF itself: the signature and what it covers, the decision enclosed in it (letter.json) against its form
and against the printed pages, and the state of the city's log on it.

  --city FILE        what the city hands out: its certificates, keys of its log and checkpoints, in one file or a folder
  --key KEY          a certificate or a key of the log, typed or in a file
  --checkpoint FILE  a checkpoint that you have: a file, a saved mail, or a folder of them
  --proof FILE       that the log of one checkpoint begins with that of the other (veche checkpoint prove)
  --lang ru          in Russian
  --json             for programs

Ends with 0 if the letter is genuine (signed by the city, and nothing is wrong), 1 if something is wrong, 3 if nothing
is wrong and the city's signature is not proved, 2 if there is nothing to read.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from proof import decision, log_state, note, seal
from proof.cms import Unsound
from proof.document import Document
from proof.finding import Finding, found
from proof.known import Known, gather
from proof.pdf import LARGEST, Unreadable
from proof.words import ABOUT, CLOSE, SENTENCES, STATES, VERDICTS, say

CODES = {"genuine": 0, "wrong": 1, "unproved": 3}


def examine(data: bytes, known: Known) -> tuple[str, list[Finding], dict[str, Any]]:
    """The verdict on a file ("genuine", "wrong", "unproved"), what was found, and what the letter says of itself."""
    try:
        document = Document(data)
        said, findings = _all(document, known)
    except Unreadable as error:
        said, findings = {}, [found("file", "wrong", "unreadable", why=str(error))]
    except (
        RecursionError
    ):  # bounded before; should a bound be wrong, a reader still gets a sentence
        said, findings = {}, [found("file", "wrong", "unreadable", why="too-deep")]
    states = {one.state for one in findings}
    signed = any(one.sentence == "signature-city" for one in findings)
    return "wrong" if "wrong" in states else "genuine" if signed else "unproved", findings, said


def _all(document: Document, known: Known) -> tuple[dict[str, Any], list[Finding]]:
    findings = [signature(document, known)]
    if findings[0].sentence == "signature-none" and document.revisions > 1:
        findings.append(found("file", "wrong", "revised"))
    said, more = decision.examine(document)
    findings += more
    if said:
        pages = decision.pages(document)
        findings.append(decision.compare(said, pages))
        findings += log_state.examine(said, pages, known)
    return said, findings


def signature(document: Document, known: Known) -> Finding:
    """Whether the file bears a signature that holds for all of it, and whose."""
    try:
        made = seal.check(document, known.certificates)
    except Unsound as error:
        return found("signature", "wrong", str(error))
    if made is None:
        return found("signature", "unknown", "signature-none")
    values = {
        "name": made.name,
        "print": seal.shown(made.fingerprint),
        "at": f"{made.at:%Y-%m-%d %H:%M:%S} UTC" if made.at else "?",
    }
    if not known.certificates:
        return found("signature", "unknown", "signature-unknown", **values)
    if not made.city:
        return found("signature", "wrong", "signature-stranger", **values)
    if not made.in_time:
        return found("signature", "wrong", "signature-expired", **values)
    return found("signature", "holds", "signature-city", **values)


def sentence(one: Finding, lang: str) -> str:
    """What was found, as a sentence."""
    values = dict(one.values)
    if values.get("why") in SENTENCES:
        values["why"] = say(SENTENCES[values["why"]], lang)
    return say(SENTENCES[one.sentence], lang, **values)


def told(verdict: str, findings: Iterable[Finding], said: dict[str, Any], lang: str) -> str:
    """The verdict and every finding, for a person."""
    lines = [say(VERDICTS[verdict], lang), ""]
    for one in findings:
        head = f"{say(ABOUT[one.about], lang)} ({say(STATES[one.state], lang)}): "
        lines.append(head + sentence(one, lang))
    if said and verdict != "wrong":
        lines += ["", say(CLOSE, lang, url=_line(said["letter"]["check_url"]))]
    return "\n".join(lines)


def _line(text: str) -> str:
    """A text of the file as one plain line: nothing in it may move the cursor of a terminal."""
    return "".join(one if one.isprintable() else "?" for one in text)[:200]


def as_json(verdict: str, findings: Iterable[Finding], said: dict[str, Any], lang: str) -> str:
    """The same for a program."""
    letter = said["letter"] | {"notice": (said["notice"] or {}).get("number", "")} if said else None
    each = [
        {"about": one.about, "state": one.state, "id": one.sentence, "says": sentence(one, lang)}
        for one in findings
    ]
    value = {"verdict": verdict, "code": CODES[verdict], "letter": letter, "findings": each}
    return json.dumps(value, ensure_ascii=False, indent=2)


def verify(file: Path, known: Known, *, lang: str = "en", machine: bool = False) -> tuple[int, str]:
    """Exit code and what to print. OSError where the file can't be read."""
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    verdict, findings, said = examine(data, known)
    return CODES[verdict], (as_json if machine else told)(verdict, findings, said, lang)


def main(arguments: list[str]) -> int:
    """Verify the letter that is named; say what was found."""
    parser = argparse.ArgumentParser(
        prog="python -m proof.letter", description=__doc__, usage="python -m proof.letter FILE [--city FILE] ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("file", type=Path, metavar="FILE")
    for name in ("--city", "--checkpoint"):
        parser.add_argument(
            name, action="append", default=[], type=Path, metavar="FILE", help=argparse.SUPPRESS
        )
    parser.add_argument("--key", action="append", default=[], metavar="KEY", help=argparse.SUPPRESS)
    parser.add_argument("--proof", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--lang", choices=("en", "ru"), default="en", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    try:
        given = parser.parse_args(arguments)
    except SystemExit as asked:
        return int(asked.code or 0)
    try:
        known = gather(given.city, given.key, given.checkpoint, given.proof)
        code, said = verify(given.file, known, lang=given.lang, machine=given.json)
    except (OSError, ValueError, note.Untrue) as error:
        print(f"Cannot be read: {error}", file=sys.stderr)  # noqa: T201 - a program that speaks on the terminal
        return 2
    print(said)  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
