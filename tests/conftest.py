"""What every test may ask for."""

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.postgres"]

settings.register_profile("rounds", deadline=None)  # a busy machine is no defect
settings.load_profile("rounds")


@pytest.hookimpl(trylast=True)  # after those that are not asked for have gone
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each worker begin with some of the long tests; the others keep their order.

    Each worker is dealt an equal share of the list, one after the other, and steals from the rest
    once it has nothing left to do.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [one for one in items if one.get_closest_marker("long")]
    others = [one for one in items if not one.get_closest_marker("long")]
    dealt: list[pytest.Item] = []
    for worker in range(workers):
        share = (len(items) - len(dealt)) // (workers - worker)
        first = long[worker::workers]
        rest = max(share - len(first), 0)
        dealt += [*first, *others[:rest]]
        others = others[rest:]
    items[:] = [*dealt, *others]
