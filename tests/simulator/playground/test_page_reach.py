"""Who can use the page: with a phone, with a keyboard only, with a screen reader."""

import pytest
from playwright.sync_api import expect

from tests.simulator.playground.stage import Stage

pytestmark = pytest.mark.browser

NAMELESS = """() => [...document.querySelectorAll('button, input, select, textarea, a[href]')]
  .filter((each) => each.checkVisibility() && !each.closest('[aria-hidden=true]'))
  .filter((each) => !(each.ariaLabel || each.textContent.trim() || each.labels?.length
    || each.getAttribute('aria-labelledby')))
  .map((each) => each.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('button, select')]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
  .filter(([box]) => box.right > 0 && box.height > 0 && box.height < 24)"""


def test_nothing_scrolls_sideways_on_a_phone(phone: Stage) -> None:
    """At 390 pixels everything has its place, also a form and the widest message."""
    phone.write("/rounds all")
    expect(phone.messages.last).to_be_visible()
    assert overhang(phone) == 0

    phone.open_form()

    assert overhang(phone) == 0


def overhang(stage: Stage) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(stage.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_a_phone_reaches_people_places_and_clock(phone: Stage) -> None:
    """The drawer holds people and channels, the bar at the foot the rest."""
    page = phone.page
    page.get_by_role("button", name="Play as").click()
    page.get_by_role("radio", name="Ken Adeyemi").click()
    expect(page.locator("#phone-person")).to_contain_text("Ken")

    page.locator("#bottom").get_by_role("button", name="Clock").click()
    page.get_by_role("button", name="Next thing").click()
    expect(page.locator(".clock-date").first).to_have_text("Wed, Sep 2")
    page.keyboard.press("Escape")
    page.locator("#bottom").get_by_role("button", name="Messages").click()

    expect(phone.messages).to_contain_text(["The conference is near."])
    page.locator("#bottom").get_by_role("button", name="Home").click()
    expect(page.get_by_role("heading", name="Good morning")).to_be_visible()


def test_a_phone_opens_a_thread_over_everything(phone: Stage) -> None:
    """The menu of a message leads to its thread, and closing it leads back."""
    phone.write("Who observes whom?")
    phone.messages.last.get_by_role("button", name="More for this message").click()
    phone.page.get_by_role("menuitem", name="Reply in thread").click()
    thread = phone.page.get_by_role("complementary", name="Thread")

    thread.get_by_label("Reply").fill("I do.")
    thread.get_by_role("button", name="Send").click()

    expect(thread.locator(".message").last).to_contain_text("I do.")
    thread.get_by_role("button", name="Close thread").click()
    expect(phone.messages.last).to_contain_text("1 reply")


def test_touch_targets_are_large_enough(phone: Stage) -> None:
    """Nothing that is pressed is lower than 24 pixels (WCAG 2.2, 2.5.8)."""
    phone.write("/rounds all")
    expect(phone.messages.last).to_be_visible()

    found = phone.page.evaluate(SMALL)

    assert [shape for _, shape in found if "mention" not in shape] == []


def test_the_main_way_works_with_the_keyboard_alone(stage: Stage) -> None:
    """Another person, a command, a form with its fields, and sending it: no mouse."""
    press = stage.page.keyboard.press
    stage.page.get_by_role("radio", name="Maya Torres").focus()
    press("ArrowDown")
    expect(stage.page.get_by_role("radio", name="Ken Adeyemi")).to_be_focused()
    expect(stage.page.get_by_label("Write to")).to_be_visible()
    while not stage.composer.evaluate("node => node === document.activeElement"):
        press("Tab")

    stage.page.keyboard.type("/refl")
    press("Enter")
    press("Enter")
    box = stage.field("evidence").get_by_role("textbox")
    expect(box).to_be_focused()
    stage.page.keyboard.type("All with the keyboard.")
    press("Tab")
    press("Tab")
    stage.page.keyboard.type("Trio")
    press("Control+Enter")

    expect(stage.modal).to_have_count(0)
    assert stage.received("ken") == ["Received: All with the keyboard."]
    expect(stage.composer).to_be_focused()


def test_the_focus_stays_inside_a_modal(stage: Stage) -> None:
    """However often Tab is pressed, what lies behind the form is not reached."""
    stage.open_form()

    for _ in range(40):
        stage.page.keyboard.press("Tab")
        inside = stage.page.evaluate(
            "document.activeElement === document.body"
            " || document.activeElement.closest('dialog') !== null"
        )
        assert inside


def test_everything_that_can_be_used_has_a_name(stage: Stage) -> None:
    """A screen reader says of each button and field what it is, in and out of forms."""
    stage.write("/rounds all")
    expect(stage.messages.last).to_be_visible()
    assert stage.page.evaluate(NAMELESS) == []

    stage.open_form()

    assert stage.page.evaluate(NAMELESS) == []


def test_the_page_has_its_landmarks_and_speaks_of_news(stage: Stage) -> None:
    """Banner, sides, main part; a new message of somebody else is read aloud."""
    for role in ("banner", "main", "navigation"):
        expect(stage.page.get_by_role(role).first).to_be_visible()

    stage.write("/whisper listen")

    expect(stage.page.locator("#announcer")).to_have_text("Rounds: You said: listen")


def test_the_page_is_light(stage: Stage) -> None:
    """Everything together is less than 150 kB over the wire, from this server only."""
    loaded = stage.page.evaluate(
        "performance.getEntriesByType('resource').map((each) => [each.name, each.transferSize])"
    )

    own = stage.page.evaluate("location.origin")
    assert {name for name, _ in loaded if not name.startswith(own)} == set()
    assert sum(size for _, size in loaded) < 150_000
