"""How a person finds their way around the page, in a real browser."""

import pytest
from playwright.sync_api import Browser, expect

from tests.simulator.playground.stage import Stage

pytestmark = pytest.mark.browser


def test_each_person_sees_their_own_world(stage: Stage) -> None:
    """Another person has other channels, their own time, and other things to try."""
    expect(stage.page.locator(".task")).to_have_count(3)
    expect(stage.page.locator(".place", has_text="attic")).not_to_have_class("quiet")

    stage.become("Ken Adeyemi")

    expect(stage.page.locator(".task")).to_have_count(2)
    expect(stage.page.locator(".clock-mine")).to_have_text("For Ken1:30 PM in Lagos")
    expect(stage.page.locator(".place", has_text="attic")).to_contain_text("not joined")


def test_a_public_channel_can_be_joined(stage: Stage) -> None:
    """Who is not in a channel sees that, and a button."""
    stage.become("Sofia Lindqvist")
    stage.go(stage.world.channel)
    expect(stage.page.locator(".notice")).to_contain_text("You are not in #principals.")

    stage.page.get_by_role("button", name="Join", exact=True).click()

    expect(stage.composer).to_be_visible()
    assert stage.world.people["sofia"] in stage.world.slack.channel(stage.world.channel).members


def test_new_direct_messages_are_marked_for_everybody(stage: Stage) -> None:
    """A dot beside a person says that looking through their eyes is worth it."""
    ken = stage.page.get_by_role("radio", name="Ken Adeyemi")
    expect(ken).not_to_contain_text("New direct message")

    stage.page.get_by_role("button", name="Next thing").click()
    expect(ken).to_contain_text("New direct message")
    stage.become("Ken Adeyemi")
    stage.go("app")

    expect(stage.messages).to_contain_text(["The conference is near."])
    expect(stage.page.locator(".notice")).to_contain_text("Rounds writes to you here.")
    stage.become("Maya Torres")
    expect(ken).not_to_contain_text("New direct message")


def test_app_home_is_drawn_and_used(stage: Stage) -> None:
    """Coming to Home opens it for the bot; its button and its menu are heard."""
    stage.go("home")
    expect(stage.page.get_by_role("heading", name="Good morning")).to_be_visible()

    stage.page.get_by_role("button", name="Begin").click()
    stage.page.get_by_label("Your time zone").select_option("lagos")

    expect(stage.page.locator("[data-place=app] .count")).to_contain_text("2")
    assert stage.received("maya") == ["home_start: pressed", "home_zone: lagos"]


def test_commands_complete_while_they_are_typed(stage: Stage) -> None:
    """A slash offers every command with its hint; arrows and Tab choose."""
    stage.composer.press_sequentially("/")
    offered = stage.page.get_by_role("listbox", name="Commands").get_by_role("option")
    expect(offered).to_have_count(3)
    expect(offered.nth(2)).to_contain_text("[words]")

    stage.composer.press("ArrowDown")
    stage.composer.press("ArrowDown")
    stage.composer.press("Tab")
    stage.composer.press_sequentially("hello")
    stage.composer.press("Enter")

    expect(stage.messages.last).to_contain_text("You said: hello")


def test_a_suggestion_is_one_click_from_being_done(stage: Stage) -> None:
    """The command is put into the composer of a channel, wherever one was."""
    stage.go("home")

    stage.page.get_by_role("button", name="Write down what you saw").click()

    expect(stage.composer).to_have_value("/reflect")
    expect(stage.composer).to_be_focused()


def test_a_global_shortcut_opens_its_form(stage: Stage) -> None:
    """The menu beside the composer has what the manifest declares."""
    stage.page.get_by_role("button", name="Shortcuts and commands").click()

    stage.page.get_by_role("menuitem", name="Reflect now").click()

    expect(stage.modal).to_contain_text("Step 3: evidence")


def test_a_reload_comes_back_to_the_same_place(stage: Stage) -> None:
    """The address holds who is played and what is open."""
    stage.become("Ken Adeyemi")
    stage.go(stage.world.hall)

    stage.page.reload()

    expect(stage.page.get_by_role("radio", name="Ken Adeyemi")).to_be_checked()
    expect(stage.page.get_by_role("heading", name="town-hall")).to_be_visible()


def test_two_pages_see_the_same_world(stage: Stage, browser: Browser) -> None:
    """What one writes, the other reads a moment later."""
    other = browser.new_page()
    other.goto(stage.page.url)

    stage.write("Good morning, everybody")

    expect(other.locator(".main .message")).to_contain_text(["Good morning, everybody"])
    other.close()
