"""The locks install the same thing everywhere."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RUNNING, TESTING = "requirements.lock", "tests/requirements.lock"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", [RUNNING, TESTING])
def test_a_lock_names_no_index_and_no_machine(lock: str) -> None:
    """Where packages come from is the business of the machine that installs them."""
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert (
        re.findall(r"\w+://\S*|file:\S*|--(?:extra-)?index\S*|--find-links|(?<= )/\S+", text) == []
    )


@pytest.mark.parametrize("lock", [RUNNING, TESTING])
def test_every_pin_carries_hashes(lock: str) -> None:
    """What is installed is what was chosen."""
    text = (ROOT / lock).read_text(encoding="utf-8")

    pins = re.split(r"\n(?=\w)", text)[1:]

    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_both_locks_agree() -> None:
    """What the tests install on top changes nothing of what runs."""
    running, testing = versions(RUNNING), versions(TESTING)

    shared = running.keys() & testing.keys()

    assert {key: testing[key] for key in shared} == {key: running[key] for key in shared}


@pytest.mark.parametrize(
    ("wanted", "lock"),
    [
        (PYPROJECT["project"]["dependencies"], RUNNING),
        (PYPROJECT["dependency-groups"]["tests"], TESTING),
    ],
    ids=["running", "testing"],
)
def test_everything_asked_for_is_locked(wanted: list[str], lock: str) -> None:
    """A new dependency is followed by `make lock`."""
    names = {re.split(r"[<>=\[]", requirement)[0] for requirement in wanted}

    assert names - versions(lock).keys() == set()


def versions(lock: str) -> dict[str, str]:
    """Return the locked version of each package."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE))
