"""The golden year: what everybody heard and did, in a form that a person can read and compare.

It has a section for each person and one for the channel, a line for each thing, on the clock of
whoever it happened to. ``make golden`` plays the whole year and writes the file anew; the remarks
at its top stay and want to be looked at again.
"""

import difflib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.domain.local_time import zone_named
from bot.simulator.cast import FACILITATOR
from bot.simulator.play import Play
from bot.simulator.scenario import SCENARIOS, Scenario, read_scenario
from bot.simulator.stage import Stage
from bot.simulator.transcript import Line

SCENARIO = SCENARIOS / "twelve-zones.yml"
GOLDEN = Path(__file__).with_name("golden") / "twelve-zones.txt"
_REMARK = "#"
_SECTION = "== "
_HEARS = "< "
_WIDTH = 110
_DATE = re.compile(r"^\w{3} \d\d \w{3} \d{4}")
_RECEIPTS = ("This is what I have kept: ", "Thank you. Your anonymous answer counts: ")
_MOST_SHOWN = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One line of the golden file as it is read back: a local date and time, and the words."""

    who: str
    at: datetime
    """As it stands there, without a zone: only weekday, hour and order are asked of it."""
    words: str

    @property
    def is_heard(self) -> bool:
        """Whether the bot said it by itself; receipts stand beside what was done."""
        return self.words.startswith(_HEARS)


def scenario() -> Scenario:
    """Return the scenario of the golden year."""
    return read_scenario(SCENARIO)


def written(play: Play) -> Iterator[str]:
    """Yield a played year in the form of the golden file, without its remarks."""
    names = [FACILITATOR.name, *(one.name for one in play.cast), f"#{play.begun.channel}"]
    for name in names:
        lines = [line for line in play.transcript.lines if line.who == name]
        zones = list(dict.fromkeys(line.zone for line in lines))
        yield f"{_SECTION}{name}, {' and '.join(zones)}"
        yield from _with_receipts(lines)


def _with_receipts(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines, each receipt beside what it is for."""
    before = ""
    for line in lines:
        words = " ".join(line.what.split())
        if before and words.removeprefix(_HEARS).startswith(_RECEIPTS):
            yield f"{before}, and is told that it is kept"
            before = ""
            continue
        if before:
            yield before
        before = _line(line, words)
    if before:
        yield before


def _line(line: Line, words: str) -> str:
    local = line.at.astimezone(zone_named(line.zone))
    shown = words if len(words) <= _WIDTH else words[: _WIDTH - 1].rstrip() + "…"
    return f"{local:%a %d %b %Y %H:%M} {local.tzname():<5} {shown}"


def read_golden() -> list[str]:
    """Return the golden file without its remarks."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(_REMARK)]


def until(lines: Iterable[str], last: date) -> list[str]:
    """Return the lines up to a date, which counts, on everybody's own calendar."""
    return [line for line in lines if line.startswith(_SECTION) or _day(line) <= last]


def told(lines: Iterable[str]) -> Iterator[Told]:
    """Yield what is told, line by line."""
    who = ""
    for line in lines:
        if line.startswith(_SECTION):
            who = line.removeprefix(_SECTION).partition(",")[0]
            continue
        at = datetime.strptime(line[:21], "%a %d %b %Y %H:%M")  # noqa: DTZ007 - see Told.at
        yield Told(who=who, at=at, words=line[28:])


def differences(played: Sequence[str], golden: Sequence[str]) -> str:
    """Return the first differences in words; an empty text where there are none."""
    diff = difflib.unified_diff(golden, played, "golden", "played", n=2, lineterm="")
    found = list(diff)
    more = [f"... and {len(found) - _MOST_SHOWN} lines more"] if len(found) > _MOST_SHOWN else []
    return "\n".join([*found[:_MOST_SHOWN], *more])


def _day(line: str) -> date:
    found = _DATE.match(line)
    if found is None:
        raise ValueError(line)
    return datetime.strptime(found[0], "%a %d %b %Y").date()  # noqa: DTZ007 - a date is wanted


def _write() -> None:
    """Play the whole year and write the file anew, under the remarks that it has."""
    wanted = scenario()
    plan = wanted.plan()
    with Stage(plan.opens_at) as stage:
        play = Play(stage=stage, plan=plan)
        play.open()
        play.go_on(plan.opens_at + timedelta(days=wanted.days))
        body = list(written(play))
    old = GOLDEN.read_text(encoding="utf-8").splitlines() if GOLDEN.exists() else []
    remarks = [line for line in old if line.startswith(_REMARK)]
    GOLDEN.write_text("\n".join([*remarks, *body, ""]), encoding="utf-8")
    sys.stdout.write(f"{GOLDEN.name}: {len(body)} lines. Read what changed, and say so on top.\n")


if __name__ == "__main__":
    _write()
