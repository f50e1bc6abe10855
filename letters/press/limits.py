"""What a letter may use and how long a child lives (reliability.md AD-10), set by the child on itself."""

import math
import os
import resource
from dataclasses import dataclass
from pathlib import Path

STATM = Path("/proc/self/statm")


@dataclass(frozen=True)
class Limits:
    """What one letter may use."""

    memory: int = 1 << 30  # bytes of address space
    cpu: int = 20  # seconds
    file: int = 50 << 20  # bytes of any file
    wall: float = 30.0  # seconds; the parent looks at this clock


@dataclass(frozen=True)
class Life:
    """After this a child ends and a fresh fork takes its place."""

    letters: int = 100
    growth: int = 200 << 20  # bytes of resident memory over those it began with


def limit(limits: Limits) -> None:
    """Set what holds for the whole life of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file, limits.file))
    limit_core()


def limit_core() -> None:
    """Leave no picture of the memory of this process on the disk when it dies."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: int) -> None:
    """Allow this process so many seconds more: the kernel counts all that it ever used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def keep_only(descriptor: int) -> None:
    """Close what the parent has open, but for one descriptor and the place for error messages."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, os.sysconf("SC_OPEN_MAX"))


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(STATM.read_text().split()[1]) * resource.getpagesize()
