"""Several processes on one database: each delivery is claimed once, each step counted."""

import subprocess
import sys
from pathlib import Path

from storage.store import Store
from tests.storage.cast import KEY, NOW, reminder

ROOT = Path(__file__).parents[2]
WORKER = """
import sys
from storage.store import Store
from tests.storage.cast import KEY
from tests.storage.test_outbox import claim_all
url, name = sys.argv[1:]
store = Store.open(url, keys=[KEY], durable=False)
store.check()
print("ready", flush=True)
sys.stdin.readline()
print(*claim_all(store, name))
store.dispose()
"""


def test_two_processes_claim_different_rows(store: Store, database_url: str) -> None:
    """Two workers start at the same moment; nothing is claimed twice, nothing stays."""
    with store.write() as tx:
        tx.outbox.plan([reminder(number) for number in range(300)], at=NOW)

    workers = [start(database_url, name) for name in ("first", "second")]
    for worker in workers:
        assert worker.stdin
        print("go", file=worker.stdin, flush=True)
    claimed = [int(one) for worker in workers for one in worker.communicate(timeout=60)[0].split()]
    with store.read() as tx:
        left = tx.outbox.pending()

    assert len(claimed) == len(set(claimed)) == 300
    assert left == ()


def test_two_processes_upgrade_one_database(database_url: str) -> None:
    """Both come up at the same moment; one makes the tables and the other finds them."""
    code = (
        "import sys; from storage.store import Store; Store.open(sys.argv[1], keys=[sys.argv[2]])"
    )
    command = [sys.executable, "-c", f"{code}.upgrade()", database_url, KEY]

    workers = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    codes = [worker.wait(timeout=60) for worker in workers]
    store = Store.open(database_url, keys=[KEY])

    assert codes == [0, 0]
    store.check()
    store.dispose()


def start(url: str, name: str) -> "subprocess.Popen[str]":
    """Start a worker and wait until it stands at the line."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, url, name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout
    assert worker.stdout.readline() == "ready\n"
    return worker
