"""Thousands of promises in a storm of faults and kills: none is lost, none is kept twice.

Issue 4, section 5. The very bot, as processes of its own, two of them on PostgreSQL, against the
strict local Slack with its limits on, on a clock that hurries. What the local Slack holds is
compared with what the outbox promised, by the tokens in the metadata of the messages.
"""

import random
from pathlib import Path
from time import perf_counter

import pytest

from tests.faults.ordeal import Ordeal, ordeal
from tests.faults.promises import Place, Size, settle_in, waves
from tests.faults.verdict import Verdict, judge
from tests.faults.weather import Weather

SHORT = Size(workspaces=2, people=8, promises=100, waves=2, kills=3)
WHOLE = Size(workspaces=8, people=12, promises=5000, waves=100, kills=200, timeouts=8)
SIZES = (
    pytest.param(SHORT, id="short"),
    pytest.param(WHOLE, id="whole", marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
)


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_in_a_storm_everybody_hears_everything_once(
    size: Size, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lost connections, errors, limits, kills: 0 lost, 0 doubled in private, the rest is told."""
    chance, began = random.Random(4), perf_counter()
    with ordeal(tmp_path, database_url=database_url, chance=chance) as trial:
        places = settle_in(trial.eyes, trial.slack, size)
        weather = Weather(slack=trial.slack, chance=random.Random(5))

        through_the_storm(trial, weather, places, size=size)
        verdict = found(trial, places)
        told = report(trial, weather, verdict, seconds=perf_counter() - began)
        with capsys.disabled():
            print(f"\n{database_url.partition(':')[0]}: {told}")  # noqa: T201 - its figures are wanted

        assert verdict.private + verdict.public >= size.promises
        assert (verdict.lost, verdict.unsettled, verdict.wrongly_dropped) == ((), (), ())
        assert (verdict.doubled_private, verdict.unrecorded) == (0, 0)
        assert trial.kills == size.kills
        assert [one for one in trial.slack.violations if one.kind != "no_ack"] == []


def through_the_storm(
    trial: Ordeal, weather: Weather, places: tuple[Place, ...], *, size: Size
) -> None:
    """Promise wave after wave, and kill somebody now and then while each is said."""
    trial.start()
    weather.begin()
    for number, wave in enumerate(waves(places, size, chance=trial.chance), start=1):
        trial.promise(wave)
        trial.go_to(wave[0].due_at)
        if number * size.timeouts // size.waves > (number - 1) * size.timeouts // size.waves:
            weather.time_out_once()
        while trial.kills < size.kills * number // size.waves:
            trial.kill_somebody()
        trial.settle()
    weather.end()


def found(trial: Ordeal, places: tuple[Place, ...]) -> Verdict:
    """Return the verdict about all that was due by now."""
    said = (one for place in places for one in place.messages(trial.slack))
    return judge(trial.database, said, by=trial.eyes.clock.now())


def report(trial: Ordeal, weather: Weather, verdict: Verdict, *, seconds: float) -> str:
    """Return the figures in a few lines."""
    calls = [one for one in trial.slack.log if one.direction == "call"]
    limited = sum(one.outcome == "ratelimited" for one in calls)
    struck = ", ".join(f"{count} {kind}" for kind, count in sorted(weather.struck.items()))
    return (
        f"{verdict}\n"
        f"  {trial.kills} kills, {trial.ended.total()} ended by themselves {dict(trial.ended)}; "
        f"{len(calls)} calls, {limited} answered 429; {seconds:.0f} s\n"
        f"  struck: {struck}"
    )
