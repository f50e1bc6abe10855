"""The disk is full, or no file can be made: nothing acknowledged is lost, the page says so, it recovers by itself.

Each story runs on a disk of its own, in a mount namespace that ends with it (`unshare`; who is not root
needs user namespaces too, and root does without them, since there are none within a changed root). Found by: a full disk that is not translated to the page of 503.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.on_a_small_disk import STORIES
from web.settings import HOUSE

MOUNT = 'mount -t tmpfs -o "$1" tmpfs "$2" && exec "$3" -m tests.faults.on_a_small_disk "$2" "$4"'


@pytest.mark.parametrize("story", STORIES)
def test_a_full_disk_loses_nothing(story: str, tmp_path: Path) -> None:
    size = "size=16m,nr_inodes=400"
    mapped = () if os.geteuid() == 0 else ("--map-root-user",)
    done = subprocess.run(
        ["unshare", *mapped, "--mount", "sh", "-c", MOUNT, "sh", size, str(tmp_path), sys.executable, story],
        cwd=HOUSE, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert done.stdout.splitlines()[-1].startswith("well: ")
