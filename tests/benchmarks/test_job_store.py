"""The outbox beside APScheduler's job store: 100,000 jobs, one database, the same settings.

Compared is what a bot would do with each (issue 4, section 4).

* Adding: APScheduler adds a job, and commits, for each; that is the only way it has. The outbox
  plans what one network needs in one transaction, here 1,000 at a time, as its planning tick does.
* Claiming: what makes sure that nobody does a job again. APScheduler's scheduler reads what is due,
  hands each job to an executor (here one that does nothing) and takes it out of the store, a
  transaction for each. The outbox claims in the portions of its delivery tick, 100 at once and at
  most 10 of a workspace, and reads them in full; it remembers the claim, APScheduler forgets.
* Memory: how far the most memory either process ever held lies above what it held while idle.

Both take turns on one database, so that a busy machine or a slow disk is slow for both: adding in
ten parts each, claiming with half of ours before theirs and half of it after.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from storage.store import Store
from tests.benchmarks.conftest import NewAddress
from tests.benchmarks.measuring import Comparison, in_bytes
from tests.live import ROOT
from tests.storage.cast import KEY

pytestmark = pytest.mark.bench

JOBS = 100_000
PARTS = 10
BESIDE = "APScheduler, SQLAlchemyJobStore"

Ask = Callable[[str], float]
"""Give a side something to do and wait for its answer, a number."""


def test_the_outbox_adds_and_claims_much_faster_than_a_job_store_and_stays_small(
    kind: str, new_address: NewAddress, measured: list[Comparison]
) -> None:
    """Twenty times as fast to fill, ten times as fast to empty, a tenth of the memory."""
    address = new_address()
    prepared = Store.open(address, keys=[KEY])
    prepared.upgrade()
    prepared.dispose()

    with side("ours", address) as ours, side("theirs", address) as theirs:
        added = added_in_turns(ours, theirs)
        half = ours(f"claim {JOBS // 2}")
        taken_out = theirs(f"claim {JOBS}")
        claimed = half + ours(f"claim {JOBS // 2}")
        grown = ours("grown"), theirs("grown")
    found = [
        compared(f"adding one of {JOBS:,} deliveries, {kind}", *added, goal=1 / 20),
        compared(f"claiming one of {JOBS:,}, {kind}", claimed, taken_out, goal=1 / 10),
        Comparison(
            name=f"memory grown over idle, {kind}",
            seconds=grown[0],
            beside=BESIDE,
            beside_seconds=grown[1],
            goal=1 / 10,
            said=in_bytes,
        ),
    ]
    measured.extend(found)

    assert [one.cells for one in found if not one.is_met] == []


def added_in_turns(ours: Ask, theirs: Ask) -> tuple[float, float]:
    """Return how many seconds each side took to add all jobs, one part after the other."""
    step, seconds = JOBS // PARTS, [0.0, 0.0]
    for part in range(PARTS):
        order = ((0, ours), (1, theirs)) if part % 2 else ((1, theirs), (0, ours))
        for number, ask in order:
            seconds[number] += ask(f"add {part * step} {(part + 1) * step}")
    return seconds[0], seconds[1]


def compared(name: str, seconds: float, beside: float, *, goal: float) -> Comparison:
    """Return what one job took on either side."""
    return Comparison(
        name=name, seconds=seconds / JOBS, beside=BESIDE, beside_seconds=beside / JOBS, goal=goal
    )


@contextmanager
def side(name: str, address: str) -> Iterator[Ask]:
    """Run one side in a process of its own; it ends when nobody has anything more to ask."""
    command = [sys.executable, "-m", "tests.benchmarks.side", name, address]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        questions, answers = process.stdin, process.stdout
        assert questions
        assert answers

        def ask(what: str) -> float:
            print(what, file=questions, flush=True)
            return float(answers.readline())

        ask("grown")
        yield ask
        questions.close()
