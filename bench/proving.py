"""M1: the model check of every regime on the shelf, against a bare breadth-first walk of the same graph."""

import time
from collections import deque

from bench.city import City
from bench.result import Case, Result
from bench.timing import Pace, timed
from workflow.proving import prove
from workflow.proving_road import Road
from workflow.proving_state import State
from workflow.proving_walk import Walk, explore

Graph = tuple[list[State], dict[State, list[State]]]


def graph_of(road: Road) -> Graph:
    """Where the walk begins, and every step of it as a bare pair of tuples."""
    filed, further = list[State](), dict[State, list[State]]()
    for before, step in explore(Walk(road), lambda entered, left: None):
        if before is None:
            filed.append(step.to)
        else:
            further.setdefault(before, []).append(step.to)
    return filed, further


def bare(graph: Graph) -> int:
    """Enter each state once and look at each step once; the states entered."""
    filed, further = graph
    seen, waiting = set(filed), deque(dict.fromkeys(filed))
    while waiting:
        for to in further.get(waiting.popleft(), ()):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return len(seen)


def measure(city: City, pace: Pace) -> list[Result]:
    """All regimes; the smallest pace asks no bodies."""
    bodies = 2 if pace.share == 1 else 0
    regimes = list(city.rulebook)
    graphs = [graph_of(Road(regime, bodies)) for regime in regimes]
    reports = [prove(regime, bodies=bodies) for regime in regimes]
    states = sum(report.states for report in reports)
    took = timed(
        {
            "bare": lambda: [bare(graph) for graph in graphs],
            "veche": lambda: [prove(regime, bodies=bodies) for regime in regimes],
        },
        pace,
        time.process_time,
    )
    counted = {
        "states": states,
        "states of the bare walk": sum(bare(graph) for graph in graphs),
        "regimes": len(regimes),
        "broken": sum(not report.holds for report in reports),
    }
    return [
        Result(
            "M1", "model check of all regimes / a bare walk of the same graph", "none", "<=", 60.0,
            took["veche"] / took["bare"],
            (
                Case("a bare walk", states / took["bare"], "states/s"),
                Case("veche", states / took["veche"], "states/s"),
                Case("veche, all regimes", took["veche"] * 1e3, "ms"),
            ),
            counted,
            binding=False,
            more=f"{states:,} states of {len(regimes)} regimes; the bare walk is given every step beforehand.",
            work=lambda: prove(regimes[0], bodies=bodies),
        )
    ]  # fmt: skip
