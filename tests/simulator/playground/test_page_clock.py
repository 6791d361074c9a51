"""How the clock of the playground is moved, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.simulator.playground.stage import Stage

pytestmark = pytest.mark.browser


def test_the_next_thing_is_named_and_one_click_away(stage: Stage) -> None:
    """The button says what will happen and when; afterwards it names the next but one."""
    button = stage.page.get_by_role("button", name="Next thing")
    expect(button).to_contain_text("Wed 8:30 AM: Reminder of the conference")

    button.click()

    expect(stage.page.locator(".clock-date").first).to_have_text("Wednesday, September 2, 2026")
    expect(button).to_contain_text("Thu 8:30 AM")
    assert stage.received("ken") == ["The conference is near."]


@pytest.mark.parametrize(
    ("button", "date", "time"),
    [
        ("+1 hour", "Tuesday, September 1, 2026", "9:30 AM in New York"),
        ("+1 day", "Wednesday, September 2, 2026", "8:30 AM in New York"),
        ("+1 week", "Tuesday, September 8, 2026", "8:30 AM in New York"),
    ],
)
def test_the_clock_jumps_by_as_much_as_the_button_says(
    stage: Stage, button: str, date: str, time: str
) -> None:
    """An hour, a day, a week."""
    stage.page.get_by_role("button", name=button).click()

    expect(stage.page.locator(".clock-date").first).to_have_text(date)
    expect(stage.page.locator(".clock-time").first).to_have_text(time)


def test_a_long_jump_shows_how_far_it_is(stage: Stage) -> None:
    """While a week is played, the page says which day it is, and nothing else can be pressed."""
    stage.world.hold.clear()

    stage.page.get_by_role("button", name="+1 week").click()
    progress = stage.page.get_by_text("Playing through")

    expect(progress).to_have_text("Playing through Tuesday, September 1, 2026 ...")
    expect(stage.page.get_by_role("button", name="Next thing")).to_be_disabled()
    stage.world.hold.set()
    expect(progress).to_be_hidden()
    expect(stage.page.locator(".clock-date").first).to_have_text("Tuesday, September 8, 2026")


def test_starting_afresh_asks_first_and_forgets_everything(stage: Stage) -> None:
    """Cancel changes nothing; agreeing begins on the first day with empty channels."""
    stage.write("To be forgotten")
    expect(stage.messages).to_have_count(1)
    stage.page.get_by_role("button", name="+1 day").click()
    expect(stage.page.locator(".clock-date").first).to_have_text(re.compile("September 2"))

    stage.page.get_by_role("button", name="Start afresh").click()
    stage.page.get_by_role("button", name="Cancel").click()
    expect(stage.messages).to_have_count(1)
    stage.page.get_by_role("button", name="Start afresh").click()
    stage.page.get_by_role("dialog").get_by_role("button", name="Start afresh").click()

    expect(stage.page.locator(".clock-date").first).to_have_text("Tuesday, September 1, 2026")
    expect(stage.messages).to_have_count(0)
    stage.write("/whisper again")
    expect(stage.messages.last).to_contain_text("You said: again")
