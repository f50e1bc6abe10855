"""Memory of the press, told by a process that does nothing else: `python -m bench.press_memory worker|batch SIZE...`

`worker` prints bytes held by the press, its child included, after each number of letters; `batch` prints the peak
of this process, of the press and of its child together, after so many letters were set and joined in one print file.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from letters import press, runfile
from letters.press.line import LINES
from letters.specimens import specimen


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def told(pid: int, field: str) -> int:
    """Bytes that the kernel tells of a process: VmRSS what it holds, VmHWM the most that it ever held.

    One that has ended and waits to be taken away holds nothing.
    """
    status = Path(f"/proc/{pid}/status").read_text()
    found = [one for one in status.splitlines() if one.startswith(field + ":")]
    return int(found[0].split()[1]) * 1024 if found else 0


def presses(field: str) -> int:
    """Of all presses of this process, their children included."""
    running = [line.press.pid for line in list(LINES.free.queue) if line.press]
    return sum(told(pid, field) for press_ in running for pid in family(press_))


def worker(sizes: list[int]) -> dict[str, int]:
    """What the press holds after each of these numbers of letters."""
    letter, held, made = specimen("agreed", "ru"), dict[str, int](), 0
    for size in sizes:
        while made < size:
            press.pdf(letter)
            made += 1
        held[str(size)] = presses("VmRSS")
    return held


def parts_of_run(kept: list[press.Printed]) -> Iterator[runfile.Part]:
    """The letters as a run prints them: each sheet with its code."""
    for place, one in enumerate(kept, start=1):
        yield runfile.Part(one.pdf, one.sha256, f"N-{place}", f"R0001-{place:04d}", 1, "ru")


def batch(sizes: list[int]) -> dict[str, int]:
    """The peak of everything for one batch; a child lives for some letters, so it is asked after each."""
    letter, kept, most = specimen("agreed", "ru"), list[press.Printed](), 0
    for _ in range(sizes[0]):
        kept.append(press.pdf(letter))
        most = max(most, presses("VmHWM"))
    runfile.merged(parts_of_run(kept))
    return {"peak": told(int(Path("/proc/self").resolve().name), "VmHWM") + most}


if __name__ == "__main__":
    said = {"worker": worker, "batch": batch}[sys.argv[1]](list(map(int, sys.argv[2:])))
    sys.stdout.write(json.dumps(said))
