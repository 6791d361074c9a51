"""What a person meets in a modal, in a real browser."""

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests.simulator.playground.stage import Stage

pytestmark = pytest.mark.browser


def test_a_form_travels_to_the_bot_with_all_its_answers(stage: Stage) -> None:
    """Each kind of field is filled in as a person does it, and the bot has every value."""
    form = stage.open_form()

    fill_everything(stage)
    form.get_by_role("button", name="Send").click()

    expect(stage.modal).to_have_count(0)
    assert stage.received("maya") == ["Received: Six of nine could say why."]
    assert sent_values(stage) == {
        "evidence": "Six of nine could say why.",
        "school": "Lakeside",
        "visible": "trio",
        "tone": "curious",
        "done": ["observed", "counted"],
        "topics": ["reading", "climate"],
        "with_whom": [stage.world.people["ken"], stage.world.people["sofia"]],
        "partner": stage.world.people["ken"],
        "place": stage.world.channel,
        "other": stage.world.hall,
        "book": "learning walks",
        "day": "2026-09-20",
        "hour": "08:45",
        "moment": 1789216200,
        "pupils": "12",
        "mail": "maya@schools.example",
        "site": "https://schools.example/",
        "papers": ["notes.txt"],
    }


def fill_everything(stage: Stage) -> None:
    """Give every field of the open form a value."""
    field = stage.field
    field("evidence").get_by_role("textbox").fill("Six of nine could say why.")
    expect(stage.modal).to_contain_text("Kept: 26 letters")
    field("school").get_by_role("textbox").fill("Lakeside")
    field("visible").get_by_role("combobox").select_option("trio")
    field("tone").get_by_label("Curious").check()
    field("done").get_by_label("Observed").check()
    field("done").get_by_label("Counted").check()
    for block, words in (("topics", "Read"), ("topics", "Cli"), ("with_whom", "Ken")):
        pick(stage, block, words)
    pick(stage, "with_whom", "Sofia")
    field("partner").get_by_role("combobox").select_option("Ken Adeyemi")
    field("place").get_by_role("combobox").select_option("#principals")
    field("other").get_by_role("combobox").select_option("#town-hall")
    pick(stage, "book", "learning")
    field("day").locator("input").fill("2026-09-20")
    field("hour").locator("input").fill("08:45")
    field("moment").locator("input").fill("2026-09-12T08:30")
    field("pupils").get_by_role("textbox").fill("12")
    field("mail").get_by_role("textbox").fill("maya@schools.example")
    field("site").get_by_role("textbox").fill("https://schools.example/")
    notes = FilePayload(name="notes.txt", mimeType="text/plain", buffer=b"Six of nine")
    field("papers").locator("input").set_input_files(notes)
    expect(field("papers").locator(".muted")).to_have_text("notes.txt")


def pick(stage: Stage, block_id: str, words: str) -> None:
    """Search in a field and take what is found, with the keyboard."""
    box = stage.field(block_id).get_by_role("combobox")
    box.fill(words)
    expect(stage.field(block_id).get_by_role("option")).to_have_count(1)
    box.press("Enter")


def sent_values(stage: Stage) -> dict[str, object]:
    """Return what the bot found in the form it was sent, by field."""
    sent = [entry for entry in stage.world.slack.log if entry.name == "view_submission"][-1]
    values = sent.arguments["view"]["state"]["values"]
    return {block: plain(entry[block]) for block, entry in values.items() if block in entry}


def plain(entry: dict[str, object]) -> object:
    """Return the bare value of an entry of Slack's ``state.values``."""
    value = next((value for key, value in entry.items() if key != "type"), None)
    if isinstance(value, list):
        return [bare(each) if isinstance(each, dict) else each for each in value] or None
    return value["value"] if isinstance(value, dict) else value


def bare(each: dict[str, object]) -> object:
    """Return an option by its value, a file by its name."""
    return each["value"] if "value" in each else each["name"]


def test_what_is_missing_is_said_beside_the_field(stage: Stage) -> None:
    """Slack's client checks first: the sentence stands under the field, and the focus is there."""
    form = stage.open_form()

    form.get_by_role("button", name="Send").click()

    expect(stage.field("evidence").locator(".field-error")).not_to_be_empty()
    expect(stage.field("visible").locator(".field-error")).not_to_be_empty()
    expect(stage.field("school").locator(".field-error")).to_be_empty()
    expect(stage.field("evidence").get_by_role("textbox")).to_be_focused()
    expect(stage.field("evidence").get_by_role("textbox")).to_have_attribute("aria-invalid", "true")


def test_the_bots_own_objection_stands_beside_the_field_until_it_is_mended(stage: Stage) -> None:
    """The bot says no in a sentence; typing takes the sentence away."""
    form = stage.open_form()
    stage.field("evidence").get_by_role("textbox").fill("We saw everything there is.")
    stage.field("visible").get_by_role("combobox").select_option("network")

    form.get_by_role("button", name="Send").click()

    error = stage.field("evidence").locator(".field-error")
    expect(error).to_contain_text("Please be more exact.")
    stage.field("evidence").get_by_role("textbox").press_sequentially("x")
    expect(error).to_be_empty()


def test_a_text_that_is_too_long_is_kept_and_named(stage: Stage) -> None:
    """Nothing a person pasted is cut off in silence; the form waits until it fits."""
    form = stage.open_form()
    box = stage.field("evidence").get_by_role("textbox")
    box.fill("a" * 305)
    expect(stage.field("evidence").locator(".field-count")).to_contain_text("305 of 300")

    form.get_by_role("button", name="Send").click()

    words = "300 characters fit here; please take 5 away."
    expect(stage.field("evidence").locator(".field-error")).to_contain_text(words)
    expect(box).to_have_value("a" * 305)
    assert "view_submission" not in [entry.name for entry in stage.world.slack.log]


def test_a_draft_is_heard_while_it_is_typed(stage: Stage) -> None:
    """The form is redrawn under the hands of who types, and takes neither focus nor words."""
    stage.open_form()
    box = stage.field("evidence").get_by_role("textbox")

    box.press_sequentially("Six of", delay=20)
    expect(stage.modal).to_contain_text("Kept: 6 letters")
    box.press_sequentially(" nine", delay=20)
    expect(stage.modal).to_contain_text("Kept: 11 letters")

    expect(box).to_be_focused()
    expect(box).to_have_value("Six of nine")


def test_closing_tells_the_bot_that_asked_to_know(stage: Stage) -> None:
    """Escape closes the form, and the bot hears of it."""
    stage.open_form()

    stage.page.keyboard.press("Escape")

    expect(stage.modal).to_have_count(0)
    assert stage.received("maya") == ["Your draft is kept."]
    expect(stage.composer).to_be_focused()


def test_a_second_modal_lies_on_the_first(stage: Stage) -> None:
    """Going back finds the first one with what was typed into it."""
    form = stage.open_form()
    stage.field("school").get_by_role("textbox").fill("Lakeside")
    form.get_by_role("button", name="See an example").click()
    expect(form.get_by_role("heading", name="An example")).to_be_visible()

    form.locator(".modal-head").get_by_role("button", name="Back").click()

    expect(form.get_by_role("heading", name="Step 3: evidence")).to_be_visible()
    expect(stage.field("school").get_by_role("textbox")).to_have_value("Lakeside")


def test_options_come_from_the_bot_while_one_types(stage: Stage) -> None:
    """What is typed goes to the bot, and what it offers can be chosen with the mouse."""
    stage.open_form()
    box = stage.field("book").get_by_role("combobox")

    box.fill("l")
    expect(stage.field("book").get_by_role("option")).to_have_count(3)
    stage.field("book").get_by_role("option", name="Listening").click()

    expect(box).to_have_value("Listening")


def test_a_silent_bot_is_named(stage: Stage) -> None:
    """A button nobody listens to is not answered with silence."""
    form = stage.open_form()

    form.get_by_role("button", name="Another question").click()

    expect(form.get_by_role("alert")).to_contain_text(re.compile("The bot gave no answer"))


def test_a_search_that_needs_one_letter_says_so_in_plain_words(stage: Stage) -> None:
    """Nobody is told to type at least 1 characters."""
    stage.open_form()

    stage.field("book").get_by_role("combobox").focus()

    expect(stage.field("book")).to_contain_text("Type the first letters")
