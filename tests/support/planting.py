"""Faults are planted: a piece of a function is put otherwise, or a guard says yes to everything, for one test."""

import inspect
import textwrap
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from workflow import guards, machine

Patch = pytest.MonkeyPatch


def plants(
    patch: Patch,
    where: ModuleType | type,
    name: str,
    stands: str,
    instead: str,
    *more: tuple[str, str],
) -> None:
    """The same function with pieces of its text put otherwise; fails if a piece is not there once."""
    function = inspect.unwrap(getattr(where, name))
    source = textwrap.dedent(inspect.getsource(function))
    for old, new in ((stands, instead), *more):
        assert source.count(old) == 1, f"{name} does not say {old!r} once"
        source = source.replace(old, new)
    made: dict[str, Any] = {}
    exec(compile(source, f"<{name}>", "exec"), function.__globals__, made)
    patch.setattr(where, name, made[name])


def always(patch: Patch, guard: str) -> None:
    """A guard that says yes to everything; the machine is put together anew with it."""
    patch.setattr(machine, "_built", {})
    open_ = replace(guards.GUARDS[guard], holds=lambda facts, move: True)
    patch.setitem(guards.GUARDS, guard, open_)
