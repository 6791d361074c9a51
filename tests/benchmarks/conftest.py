"""What benchmarks share: a place for what they measured, printed as one table at the end."""

import pytest

from tests.benchmarks.measuring import Comparison, table

MEASURED = pytest.StashKey[list[Comparison]]()


@pytest.fixture
def measured(pytestconfig: pytest.Config) -> list[Comparison]:
    """Return where a benchmark puts what it found, for the table."""
    return pytestconfig.stash.setdefault(MEASURED, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table, if anything was measured."""
    found = config.stash.get(MEASURED, [])
    if found:
        terminalreporter.section("measured, median of one time")
        terminalreporter.write_line(table(found))
