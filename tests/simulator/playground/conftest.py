"""A browser, a small world, and the page that shows it."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from bot.simulator.playground import Playground
from tests.simulator.playground.small_world import SmallWorld
from tests.simulator.playground.stage import Stage

CHROMIUM = Path("/usr/bin/chromium")
NO_BROWSER = f"the page is not tested: no browser at {CHROMIUM} (Debian package chromium)"
FLAGS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Give all tests that were skipped for want of a browser one place: one line in the summary."""
    report = yield
    if isinstance(report.longrepr, tuple) and NO_BROWSER in report.longrepr[2]:
        report.longrepr = (__file__, 1, report.longrepr[2])
    return report


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium; where there is none, say so once, or fail where it must be there."""
    if not CHROMIUM.exists():
        if os.environ.get("ROUNDS_REQUIRE_BROWSER") == "1":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def world() -> Iterator[SmallWorld]:
    """Begin a small world."""
    world = SmallWorld()
    yield world
    world.close()


@pytest.fixture
def playground(world: SmallWorld) -> Iterator[Playground]:
    """Serve the page of the small world."""
    with Playground(world) as playground:
        yield playground


@pytest.fixture
def stage(browser: Browser, world: SmallWorld, playground: Playground) -> Iterator[Stage]:
    """Open the page on a desk."""
    page = browser.new_page(viewport=DESK, reduced_motion="reduce")
    yield Stage(world=world, page=opened(page, playground))
    page.close()


@pytest.fixture
def phone(browser: Browser, world: SmallWorld, playground: Playground) -> Iterator[Stage]:
    """Open the page on a phone."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield Stage(world=world, page=opened(context.new_page(), playground))
    context.close()


def opened(page: Page, playground: Playground) -> Page:
    """Wait until the page shows a conversation; an error in it fails the test at once."""
    page.on("pageerror", _fail)
    page.goto(playground.address)
    expect(page.get_by_label("Write to")).to_be_visible()
    return page


def _fail(problem: object) -> None:
    pytest.fail(f"the page broke: {problem}")
