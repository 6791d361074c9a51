"""What every test may ask for."""

import pytest
from hypothesis import settings

pytest_plugins = ["tests.postgres"]

settings.register_profile("rounds", deadline=None)  # a busy machine is no defect
settings.load_profile("rounds")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long tests begin first; the others keep their order."""
    items.sort(key=lambda one: one.get_closest_marker("long") is None)
