"""Measure one way beside another, in turns and in one process, so that only the ratio counts.

A machine is fast today and slow tomorrow, and both ways feel it alike. Each round measures one way
and then the other, the next round begins with the other one; of all rounds the median is taken.
"""

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from statistics import median
from time import perf_counter

Way = Callable[[], object]
"""Something to do once."""

_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
_SIZES = ((2.0**20, "MiB"), (2.0**10, "KiB"))
_HEADINGS = ("what", "measured", "compared with", "measured", "ratio", "goal")


def in_words(seconds: float) -> str:
    """Return a span of time with three digits and its unit."""
    size, unit = next((one for one in _UNITS if seconds >= one[0]), _UNITS[-1])
    return f"{seconds / size:.3g} {unit}"


def in_bytes(count: float) -> str:
    """Return an amount of memory with three digits and its unit."""
    size, unit = next((one for one in _SIZES if count >= one[0]), _SIZES[-1])
    return f"{count / size:.3g} {unit}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How long one time took, in seconds, of what was measured and of what it is compared with.

    Without a goal the ratio is only told. ``said`` puts a figure in words: memory is bytes.
    """

    name: str
    seconds: float
    beside: str
    beside_seconds: float
    goal: float | None = None
    said: Callable[[float], str] = in_words

    @property
    def ratio(self) -> float:
        """How many times as long it took; endless beside nothing at all."""
        return self.seconds / self.beside_seconds if self.beside_seconds else inf

    @property
    def is_met(self) -> bool:
        """Whether the ratio is within its goal."""
        return self.goal is None or self.ratio <= self.goal

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        return (
            self.name,
            self.said(self.seconds),
            self.beside,
            self.said(self.beside_seconds),
            f"{self.ratio:.3g}",
            "-" if self.goal is None else f"<= {self.goal:g}{'' if self.is_met else '  missed'}",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Race:
    """How often two ways are measured: ``rounds`` times, ``times`` in a row, after a warm-up."""

    rounds: int
    times: int

    @property
    def uses(self) -> int:
        """How often each way is walked in all, for ways that use something up."""
        return (self.rounds + 1) * self.times

    def run(self, way: Way, beside: Way) -> tuple[float, float]:
        """Return the median seconds for one time of each."""
        found: dict[Way, list[float]] = {way: [], beside: []}
        for one in found:
            self._measure(one)
        for number in range(self.rounds):
            for one in (way, beside) if number % 2 else (beside, way):
                found[one].append(self._measure(one))
        return median(found[way]), median(found[beside])

    def _measure(self, way: Way) -> float:
        gc.collect()
        began = perf_counter()
        for _ in range(self.times):
            way()
        return (perf_counter() - began) / self.times


def table(comparisons: Iterable[Comparison]) -> str:
    """Return what was measured, a line for each."""
    rows = [_HEADINGS, *(one.cells for one in comparisons)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines)
