"""`veche clock --cases` as an outside check runs it: the real command, the worked cases, and what nobody should send."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from regimes.shelf import load_all
from web.case_stream import CHUNK, each_case
from web.clock_cases import answer
from web.commands_clock import clock

VECHE = str(Path(sys.executable).with_name("veche"))
WORKED = Path(__file__).resolve().parents[1] / "regimes" / "deadlines.json"
SAID = ["id", "expected", "window_opens", "window_closes", "authority_due_at", "organiser_reply_due_at", "addressee"]  # fmt: skip
MORE = ("extra_filing_day", "route", "may_proceed", "on_silence", "warnings")
GOOD: dict[str, Any] = {
    "id": "A",
    "regime": "ru-moscow-assembly",
    "event_kind": "rally",
    "event_start": "2026-03-14T14:00:00+03:00",
    "filed_at": "2026-03-02T10:00:00+03:00",
    "inputs": {"participants": 10, "okrugs": ["SAO"]},
}


def veche(home: Path, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command itself, in a process of its own."""
    return subprocess.run(
        [VECHE, "clock", *words],
        input=stdin,
        capture_output=True,
        env={**os.environ, "VECHE_HOME": str(home)},
        timeout=120,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The objects that were printed, one a line; nothing else may be."""
    assert b"Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_every_worked_case_comes_back_as_it_is_written(tmp_path: Path) -> None:
    worked = json.loads(WORKED.read_text("utf-8"))["cases"]
    done = veche(tmp_path, "--cases", str(WORKED))
    found = lines(done)
    assert len(worked) == 40
    assert [one["id"] for one in found] == [case["id"] for case in worked]
    for case, one in zip(worked, found, strict=True):
        assert list(one)[:7] == SAID
        assert [step for step in one["steps"] if not isinstance(step, str) or not step] == []
        assert one["steps"]
        wanted = {key: case[key] for key in (*SAID, *MORE) if key in case}
        assert {key: one.get(key) for key in wanted} == wanted
    assert done.returncode == 0


ODD: dict[str, tuple[bytes, str]] = {
    # what stands among good cases, and a word of its error
    "not a number": (b'{"id": "B", "inputs": {"participants": NaN}}', "filed_at"),
    "NaN people": (b'"people": NaN', "participants"),
    "endless people": (b'"people": 1e999', "participants"),
    "too many digits": (b'"people": ' + b"7" * 5_000, "participants"),
    "half a person": (b'"people": 0.5', "participants"),
    "people in a word": (b'"people": "10"', "participants"),
    "people in a nest": (b'"people": ' + b"[" * 900 + b"]" * 900, "participants"),
    "a nest": (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    "a list": (b"[]", "an object"),
    "nothing": (b"null", "an object"),
    "a bare word": (b"soon", "not JSON"),
    "a broken case": (b'{"id": "B", "regime" 7}', "not JSON"),
    "an empty case": (b"{}", "filed_at: is missing"),
    "a very long kind": (b'"event_kind": "' + b"x" * 1_000_000 + b'"', "event_kind"),
    "a very long regime": (b'"regime": "' + b"x" * 1_000_000 + b'"', "regime"),
    "a very long moment": (b'"filed_at": "' + b"9" * 1_000_000 + b'"', "filed_at"),
    "a kind that is a list": (b'"event_kind": ["rally"]', "event_kind"),
    "a moment that is a number": (b'"filed_at": 20260302', "filed_at"),
    "a moment without offset": (b'"filed_at": "2026-03-02T10:00:00"', "no offset"),
    "a day that is none": (b'"event_start": "2026-02-30T10:00:00+03:00"', "event_start"),
    "an impossible offset": (b'"event_start": "2026-03-14T10:00:00+99:00"', "event_start"),
    "the end before the start": (b'"event_end": "2026-03-14T13:00:00+03:00"', "event_end"),
    "inputs in a list": (b'"inputs": []', "inputs"),
    "okrugs in a word": (b'"inputs": {"okrugs": "SAO"}', "okrugs"),
    "a place that is a number": (b'"inputs": {"special_place": 7}', "special_place"),
    "a yes in a word": (b'"inputs": {"memorial_date": "false"}', "memorial_date"),
    "people beside the inputs": (b'"participants": 5000', "participants belongs in inputs"),
    "attendance beside them": (
        b'"attendance": 5000',
        "attendance belongs in inputs as participants",
    ),
    "a declared input beside them": (b'"memorial_date": true', "memorial_date belongs in inputs"),
    "an id that is an object": (b'"id": {"a": 1}', "id"),
}


def odd(part: bytes) -> bytes:
    """A whole case, or a good one with a part of it replaced."""
    if part.startswith(b'"people"'):
        part = b'"inputs": {"participants"' + part.removeprefix(b'"people"') + b"}"
    if not part.startswith(b'"'):
        return part
    good = json.dumps({**GOOD, "id": "B"}).encode()
    return good[:-1] + b", " + part + b"}"  # the later of two keys counts


def test_odd_cases_are_errors_and_the_others_are_answered(tmp_path: Path) -> None:
    good = json.dumps(GOOD).encode()
    sent = [good]
    for part, _word in ODD.values():
        sent += [odd(part), good]
    done = veche(tmp_path, "--cases", "-", stdin=b"[" + b",\n".join(sent) + b"]")
    found = lines(done)
    assert done.returncode == 1
    assert done.stderr == b""
    assert len(found) == len(sent)
    assert all(one["expected"] == "in_window" for one in found[::2])  # one id, many times
    for (name, (_part, word)), one in zip(ODD.items(), found[1::2], strict=True):
        assert one.keys() == {"id", "error"}, name
        assert word in one["error"], name
        assert len(one["error"]) < 400, name
        assert one["id"] in {"B", None}, name


TEXTS: dict[str, tuple[bytes, int, str]] = {
    # a text, how many cases of it are answered, and a word of what is said
    "empty": (b"", 0, "empty"),
    "space": (b" \n ", 0, "empty"),
    "a word": (b'"cases"', 0, "a list of cases"),
    "a number": (b"7", 0, "a list of cases"),
    "no list": (b'{"cases": {}}', 0, "a list of cases"),
    "no cases": (b'{"case": []}', 0, "a list of cases"),
    "not UTF-8": (b"[\xff]", 0, "UTF-8"),
    "cut off": (b"[{}, {", 1, "in the middle"),
    "not closed": (b"[{}", 1, "missing"),
    "a comma too many": (b"[{},]", 1, "a value is missing"),
    "no comma": (b"[{}\n{}]", 1, "line 2"),
    "two texts": (b"[{}] []", 1, "more follows"),
    "a key that is none": (b"{7: []}", 0, "key"),
    "an endless nest": (b"[" * 1_000_000, 0, "in the middle"),
    "an endless word": (b'["' + b"x" * 1_000_000, 0, "in the middle"),
}


def here(home: Path, monkeypatch: pytest.MonkeyPatch, text: bytes) -> Result:
    """The same command in this process."""
    monkeypatch.setenv("VECHE_HOME", str(home))
    return CliRunner().invoke(clock, ["--cases", "-"], input=text)


def test_a_very_long_word_that_nobody_reads_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {**GOOD, "reason": 'quote " and [ brackets \\' * 50_000, "id": "é\n\u2028"}
    sent = json.dumps({"meta": {"a": ["]", "}"]}, "cases": [case], "after": 1}, ensure_ascii=False)
    done = here(tmp_path, monkeypatch, b"\xef\xbb\xbf" + sent.encode())
    found = json.loads(done.stdout)
    assert (done.exit_code, found["id"], found["expected"]) == (0, "é\n\u2028", "in_window")


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_no_list_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text, answered, word = TEXTS[name]
    done = here(tmp_path, monkeypatch, text)
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == answered
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert word in done.stderr


def test_an_empty_list_has_no_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (b"[]", b'{"cases": [ ]}'):
        done = here(tmp_path, monkeypatch, text)
        assert (done.exit_code, done.output) == (0, "")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(clock, ["--cases", str(tmp_path / "none.json")])
    assert done.exit_code == 2
    assert "No such file" in done.output


class Pieces(io.StringIO):
    """A text that comes in small pieces; it keeps how much was handed out."""

    def read(self, size: int | None = -1) -> str:
        return super().read(min(size or 7, 7) if size != -1 else -1)


def test_a_text_in_pieces_is_read_the_same() -> None:
    cases = [GOOD, {"id": 'q\\"]', "x": [[{}], "}"]}, 7, -0.5, True, None, "\\", [], {}]
    for text in (json.dumps(cases), json.dumps({"a": {"cases": [1]}, "cases": cases}, indent=3)):
        assert list(each_case(Pieces(text))) == cases


def test_ten_thousand_cases_are_answered_while_they_come() -> None:
    """Memory holds a piece of the text: what was read ahead never grows with what follows."""
    text = io.StringIO("[" + ",".join([json.dumps(GOOD)] * 10_000) + "]")
    whole = len(text.getvalue())
    rulebook = load_all()
    most = count = 0
    for data in each_case(text):
        count += 1
        read_ahead = text.tell() - count * (whole // 10_000)
        most = max(most, read_ahead)
        if count % 100 == 0:
            assert answer(rulebook, data)["expected"] == "in_window"
    assert count == 10_000
    assert most < 4 * CHUNK < whole / 4


@pytest.mark.deep
def test_a_long_file_needs_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    peaks = []
    for count in (100, 30_000):
        file = tmp_path / "cases.json"
        file.write_text(json.dumps([GOOD] * count), "utf-8")
        program = (
            "import resource, sys; from click.testing import CliRunner; from web.commands_clock import clock; "
            "sys.stdout = open('/dev/null', 'w'); clock(['--cases', sys.argv[1]], standalone_mode=False); "
            "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, str(file)],
            capture_output=True,
            env={**os.environ, "VECHE_HOME": str(tmp_path)},
            cwd=WORKED.parents[2],
            check=True,
        )
        peaks.append(int(done.stderr))
    assert peaks[1] < peaks[0] * 1.1
