"""The playground as a newcomer finds it: the whole bot, a network under way, a browser (S23)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.simulator.playground import Playground
from bot.simulator.playground.played import PlayedWorld
from tests.simulator.playground.conftest import DESK, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def played() -> Iterator[PlayedWorld]:
    """Play the first weeks of a network."""
    world = PlayedWorld()
    yield world
    world.close()


@pytest.fixture
def page(browser: Browser, played: PlayedWorld) -> Iterator[Page]:
    """Open the page on a desk."""
    with Playground(played) as playground:
        page = browser.new_page(viewport=DESK, reduced_motion="reduce")
        yield opened(page, playground)
        page.close()


def test_everybody_of_the_cast_can_be_played_and_finds_something_to_do(page: Page) -> None:
    """Programme lead, facilitator, three principals in three zones and a stranger."""
    cast = page.get_by_role("radio")

    expect(cast).to_have_count(6)
    for one in cast.all():
        one.click()
        expect(page.locator(".tasks button").first).to_be_visible()


def test_the_stranger_asks_by_command_what_this_is(page: Page) -> None:
    """Whoever is in no network has a channel to type in all the same."""
    _become(page, "Petra Lind")

    _type(page, "/rounds", channel="town-square")

    expect(page.locator(".main .message").last).to_contain_text("You are not in a network yet")


def test_the_programme_lead_can_begin_a_second_network(page: Page) -> None:
    """A channel with people and no network waits, and the form offers it."""
    _become(page, "Ruth Castillo")

    modal = _write(page, "/rounds setup", channel="valley-principals")

    channels = modal.locator("[data-block='block.channel'] option")
    expect(channels.filter(has_text="valley-principals")).to_have_count(1)
    _close(page)


def test_a_principal_checks_in_and_gets_a_receipt(page: Page) -> None:
    """Typed in the channel, filled in a form, proved in a direct message."""
    _become(page, "Maria Alvarez")
    _write(page, "/checkin")
    modal = page.locator("dialog.modal")
    modal.get_by_role("radio", name="3", exact=True).check()
    modal.get_by_label("What is on your mind?").fill("A <b>good</b> week & a quiet one")
    modal.get_by_label("No, I am fine").check()

    modal.get_by_role("button", name="Send").click()
    expect(modal.get_by_role("button", name="Send")).to_have_count(0)
    _close(page)
    page.get_by_text("Messages", exact=True).first.click()

    receipt = page.locator(".main .message").last
    expect(receipt).to_contain_text("This is what I have kept")
    expect(receipt).to_contain_text("A <b>good</b> week & a quiet one")


def test_what_cannot_be_gets_a_sentence_beside_its_field(page: Page) -> None:
    """A channel that has a network already is said beside the channel; nothing typed is lost."""
    _become(page, "Daniel Osei")
    modal = _write(page, "/rounds setup")
    modal.get_by_label("What you call a member").fill("colleague")

    modal.get_by_role("button", name="Start").click()

    field = modal.locator("[data-block='block.channel'] .field-error")
    expect(field).to_contain_text("This channel has a network already")
    expect(modal.get_by_label("What you call a member")).to_have_value("colleague")
    _close(page)


def test_a_stranger_is_told_how_to_join(page: Page) -> None:
    """Somebody in no network sees no network, and hears kindly what this is."""
    _become(page, "Petra Lind")
    page.get_by_text("Home", exact=True).first.click()

    expect(page.locator(".main")).to_contain_text(re.compile("facilitator|channel"))
    expect(page.locator(".main")).not_to_contain_text("harbor-principals")


def test_two_days_later_the_reminder_has_come_at_the_right_hour(page: Page) -> None:
    """Two presses, and the reminder of the conference stands in Phoenix at half past eight."""
    _become(page, "Samuel Begay")
    page.get_by_text("Messages", exact=True).first.click()

    for date in ("Wednesday, October 14, 2026", "Thursday, October 15, 2026"):
        page.get_by_role("button", name="+1 day").click()
        expect(page.locator(".clock-date").first).to_have_text(date, timeout=30_000)

    reminder = page.locator(".main .message", has_text="Monthly conference 2 is coming up")
    expect(reminder).to_have_count(1)
    expect(reminder).to_contain_text("8:30 AM")


def test_home_reads_well_on_a_phone(browser: Browser, played: PlayedWorld) -> None:
    """No sideways scrolling, the first task within reach."""
    with Playground(played) as playground:
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        page = opened(context.new_page(), playground)
        page.locator("#bottom button").first.click()

        expect(page.get_by_text("Today").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        context.close()


def _become(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    expect(page.get_by_role("radio", name=name)).to_be_checked()


def _type(page: Page, text: str, *, channel: str) -> None:
    page.locator("#sidebar").get_by_text(channel).click()
    composer = page.locator(".main .composer textarea")
    composer.fill(text)
    composer.press("Enter")


def _write(page: Page, text: str, *, channel: str = "harbor-principals") -> Locator:
    _type(page, text, channel=channel)
    modal = page.locator("dialog.modal")
    expect(modal).to_be_visible()
    return modal


def _close(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("dialog.modal")).to_have_count(0)
