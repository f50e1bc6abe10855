"""The log of the machine: JSON, one line each, escaped, without values; where the settings say, as loud as they say."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from web import logs
from web.gate import gate
from web.settings import load
from web.settings_watch import Log
from wsgi import create_app


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A log file; afterwards the log goes where it went."""
    yield tmp_path / "veche.log"
    logs.setup(load(home=tmp_path, mode="test"))


def setup(file: Path, level: str = "info") -> None:
    given = Log.model_validate({"level": level, "file": file})
    logs.setup(load(home=file.parent, mode="test", log=given))


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(one) for one in file.read_text("ascii").splitlines()]


def test_a_value_cant_begin_a_line(file: Path) -> None:
    setup(file)
    logs.LOG.warning("said", word='x\n{"event": "forged"}\r\n\u2028\x1b[31m\x00')
    logging.getLogger("veche.worker").warning("said %s", 'y\n{"event": "forged"}')
    assert [one["event"] for one in lines(file)] == ["said", 'said y\n{"event": "forged"}']
    assert file.read_bytes().count(b"\n") == 2


def test_of_a_library_only_its_own_words_are_kept(file: Path) -> None:
    setup(file)
    logging.getLogger("waitress").error("Exception while serving %s", "/l/canary")
    logging.getLogger("other").error(ValueError("canary"))
    assert [(one["event"], one["lib"]) for one in lines(file)] == [
        ("Exception while serving %s", True), ("ValueError", True),
    ]  # fmt: skip


def test_a_mistake_is_told_by_kind_and_place(file: Path) -> None:
    setup(file)
    for name in ("veche.worker", "somebody"):
        try:
            raise KeyError("canary") from ValueError("canary")
        except KeyError:
            logging.getLogger(name).exception("failed")
            if name == "veche.worker":
                logs.LOG.error("failed", exc_info=sys.exc_info()[1])
    for one in lines(file):
        assert one["error"] == "KeyError from ValueError"
        assert "tests/web/test_logs.py:" in str(one["places"])
    assert "canary" not in file.read_text("ascii")


@pytest.mark.parametrize(
    ("level", "heard"), [("debug", 3), ("info", 3), ("warning", 2), ("error", 1)]
)
def test_it_is_as_loud_as_it_is_told(file: Path, level: str, heard: int) -> None:
    setup(file, level)
    for say in (logs.LOG.info, logs.LOG.warning, logs.LOG.error):
        say("said")
    assert len(lines(file)) == heard


def test_a_file_that_was_rotated_begins_anew(file: Path) -> None:
    setup(file)
    logs.LOG.warning("one")
    file.rename(file.with_suffix(".1"))
    logs.LOG.warning("two")
    assert [one["event"] for one in lines(file)] == ["two"]


def test_a_request_has_one_number_in_its_lines_and_its_answer(
    tmp_path: Path, database_url: str, file: Path
) -> None:
    given = Log(file=file)
    app: Flask = create_app(
        load(mode="development", home=tmp_path, database_url=database_url, log=given)
    )

    def broken() -> str:
        raise ValueError("canary")

    app.add_url_rule("/planted", "p", gate("public.read")(broken))
    answer = app.test_client().get("/planted?phone=canary")
    app.extensions["veche"].engine.dispose()
    assert answer.status_code == 500
    bug, answered = lines(file)
    assert (bug["event"], bug["error"], answered["event"]) == (
        "unhandled",
        "ValueError",
        "answered",
    )
    assert bug["request"] == answered["request"] == answer.headers["X-Request-Id"]
    assert (answered["endpoint"], answered["method"], answered["status"]) == ("p", "GET", 500)
    assert "canary" not in file.read_text("ascii")


def test_the_file_is_a_whole_path() -> None:
    with pytest.raises(ValueError, match="whole path"):
        Log(file=Path("veche.log"))
