"""A city that is served is not put back underneath; one that is being put back is not served."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import wsgi
from records.backups.refusal import InUse
from web import occupied
from web.settings import HOUSE

SERVES = (
    "import sys; from pathlib import Path; from web import occupied;"
    " occupied.enter(Path(sys.argv[1])); print('in', flush=True); sys.stdin.read()"
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    """A home that another process is at work on."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVES, str(tmp_path)],
        cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield tmp_path
        process.kill()


def test_a_restore_under_a_running_city_is_refused_by_name(served: Path) -> None:
    given = {"VECHE_HOME": str(served), "VECHE_MODE": "test"}
    result = CliRunner().invoke(
        wsgi.main, ["restore", "any.backup", "--over", "--key", "none"], env=given
    )
    assert result.exit_code == 1
    assert "InUse: The city is running: stop its pages and its worker first" in result.output
    assert sorted(path.name for path in served.iterdir()) == ["in-use.lock"]


def test_the_lock_goes_with_its_process_and_keeps_others_out(tmp_path: Path) -> None:
    with occupied.alone(tmp_path), pytest.raises(InUse, match="being put back"):
        occupied.enter(tmp_path)
    with occupied.alone(tmp_path):
        pass  # whoever was refused holds nothing


def test_after_a_kill_the_city_can_be_put_back(served: Path) -> None:
    with pytest.raises(InUse), occupied.alone(served):
        raise AssertionError("somebody serves it")
    subprocess.run(["pkill", "-9", "-f", str(served)], check=True)
    for _ in range(1000):
        try:
            with occupied.alone(served):
                return
        except InUse:
            continue
    raise AssertionError("the lock outlived its process")
