"""What a person sees of messages and does with them, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.simulator.playground.stage import Stage

pytestmark = pytest.mark.browser


def test_every_kind_of_block_is_drawn(stage: Stage) -> None:
    """What Slack can show in a message, the page can show."""
    stage.write("/rounds all")

    message = stage.messages.last
    expect(message.get_by_role("heading", name="Every kind of block")).to_be_visible()
    kinds = message.locator(".block").evaluate_all("all => all.map(each => each.className)")
    assert {kind.removeprefix("block block-") for kind in kinds} == {
        "actions",
        "context",
        "data_visualization",
        "divider",
        "header",
        "image",
        "markdown",
        "rich_text",
        "section",
    }
    expect(stage.page.get_by_text("The playground cannot show this")).to_have_count(0)


def test_a_chart_is_a_picture_that_can_be_read_aloud(stage: Stage) -> None:
    """S4: people would rather look than read; who does not see it hears the values."""
    stage.write("/rounds all")
    pictures = stage.page.get_by_role("img", name="Who leads, as bar.")

    expect(pictures).to_have_count(1)
    expect(pictures).to_have_accessible_name(
        "Who leads, as bar. Schools: Sep 12, Oct 30.5. Programme: Sep 12"
    )
    expect(pictures.locator("rect")).to_have_count(3)
    expect(stage.page.locator(".chart polyline")).to_have_count(2)


def test_marked_up_text_reads_as_in_slack(stage: Stage) -> None:
    """Bold, quotes, code, links, mentions and emoji; an unknown emoji keeps its name."""
    stage.write("/rounds all")

    text = stage.messages.last.locator(".mrkdwn").first
    assert text.locator("strong").first.text_content() == "Bold"
    expect(text.locator("blockquote")).to_contain_text("in two lines")
    expect(text.locator("pre")).to_contain_text("'*not bold*'")
    expect(text.get_by_role("link", name="A link")).to_have_attribute("rel", "noopener noreferrer")
    expect(text).to_contain_text("3 < 4 & 5 > 2, 🎉 :unknown_sign:")
    expect(text).to_contain_text("@Maya Torres")


def test_a_date_is_read_on_the_own_wall_clock(stage: Stage) -> None:
    """One message, two zones: ten o'clock in London is six in New York and eleven in Lagos."""
    stage.write("/rounds all")
    date = stage.messages.last.locator(".line time")
    expect(date).to_have_text("Tuesday, September 1, 2026 at 6:00 AM")

    stage.become("Ken Adeyemi")

    expect(date).to_have_text("Tuesday, September 1, 2026 at 11:00 AM")


def test_markup_typed_by_a_person_stays_text(stage: Stage) -> None:
    """An image with a script in it is only words, whoever typed it wherever."""
    mischief = "<img src=x onerror=\"document.title='caught'\"> & <script>1</script>"

    stage.write(mischief)

    expect(stage.messages.last).to_contain_text(mischief)
    stage.write(f"/whisper {mischief}")
    expect(stage.messages.last).to_contain_text(mischief)
    assert stage.page.locator(".messages img, .messages script").count() == 0
    assert "caught" not in stage.page.title()


def test_an_ephemeral_message_says_so_and_can_be_dismissed(stage: Stage) -> None:
    """Only the person sees it, and it goes when they do not want it any more."""
    stage.write("/whisper good morning")
    heard = stage.messages.filter(has_text="You said: good morning")
    expect(heard).to_contain_text("Only visible to you")

    stage.page.get_by_role("button", name="Dismiss").click()

    expect(heard).to_have_count(0)
    stage.become("Ken Adeyemi")
    expect(heard).to_have_count(0)


def test_a_button_updates_the_message_in_place(stage: Stage) -> None:
    """The bot hears of the click, and the same message changes."""
    stage.write("/rounds all")

    stage.messages.last.get_by_role("button", name="Count").click()

    expect(stage.messages.last.get_by_role("heading", name="You counted")).to_be_visible()
    expect(stage.messages.last).to_contain_text("(edited)")


def test_a_dangerous_button_asks_first(stage: Stage) -> None:
    """Nothing is heard of it until the person agrees."""
    stage.write("/rounds all")
    button = stage.messages.last.get_by_role("button", name="Withdraw")

    button.click()
    stage.page.get_by_role("button", name="Keep it").click()
    assert stage.received("maya") == []
    button.click()
    stage.page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()

    expect(stage.page.locator("[data-place=app] .count")).to_contain_text("1")
    assert stage.received("maya") == ["withdraw: pressed"]


def test_menus_in_a_message_act_at_once(stage: Stage) -> None:
    """A choice, an overflow, a tick, a date: each is heard by the bot."""
    stage.write("/rounds all")
    message = stage.messages.last
    count = stage.page.locator("[data-place=app] .count")

    message.locator("[data-action=pick_step]").select_option("two")
    expect(count).to_contain_text("1")
    message.locator("[data-action=pick_date]").fill("2026-09-20")
    message.locator("[data-action=pick_date]").blur()
    expect(count).to_contain_text("2")
    message.get_by_label("Yes").check()
    expect(count).to_contain_text("3")
    message.get_by_role("button", name="More choices").click()
    stage.page.get_by_role("menuitem", name="Postpone").click()
    expect(count).to_contain_text("4")

    assert stage.received("maya") == [
        "pick_step: two",
        "pick_date: 2026-09-20",
        "choose_one: yes",
        "week_menu: postpone",
    ]


def test_a_thread_opens_beside_the_conversation(stage: Stage) -> None:
    """A reply stands in the thread, and the message says that there is one."""
    stage.write("Who observes whom this week?")
    stage.messages.last.hover()

    stage.messages.last.get_by_role("button", name="Reply in thread").click()
    thread = stage.page.get_by_role("complementary", name="Thread")
    thread.get_by_label("Reply").fill("I come to Ken.")
    thread.get_by_label("Reply").press("Enter")

    expect(thread.locator(".message").last).to_contain_text("I come to Ken.")
    expect(stage.messages.last.locator(".thread-line")).to_contain_text("1 reply")
    expect(stage.messages).to_have_count(1)


def test_a_message_shortcut_opens_its_form(stage: Stage) -> None:
    """The menu of a message has what the manifest declares, and the form knows the message."""
    stage.write("Nine of twelve pupils could say why.")
    stage.messages.last.hover()

    stage.messages.last.get_by_role("button", name="More for this message").click()
    stage.page.get_by_role("menuitem", name="Reflect on this").click()

    expect(stage.modal).to_contain_text("Nine of twelve pupils")


def test_an_unknown_command_is_answered_at_once(stage: Stage) -> None:
    """As in Slack, the client itself says that there is no such command, and keeps the text."""
    stage.write("/dance now")

    expect(stage.page.get_by_role("alert")).to_contain_text("/dance is not a command here")
    expect(stage.composer).to_have_value("/dance now")
