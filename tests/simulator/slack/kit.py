"""Small pieces of Block Kit from which tests build surfaces."""

from typing import Any

Json = dict[str, Any]


def plain(text: str = "Words") -> Json:
    """Make a plain text."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Words*") -> Json:
    """Make a marked-up text."""
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Words", **more: Any) -> Json:
    """Make a section with a text."""
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: Any) -> Json:
    """Make a button."""
    return {"type": "button", "action_id": "press", "text": plain("Press"), **more}


def actions(*elements: Json, **more: Any) -> Json:
    """Make a row of elements."""
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str = "a", **more: Any) -> Json:
    """Make a choice whose label is its value in capitals."""
    return {"text": plain(value.upper()), "value": value, **more}


def options(count: int) -> list[Json]:
    """Make so many choices."""
    return [option(f"choice-{number}") for number in range(count)]


def select(**more: Any) -> Json:
    """Make a menu; without ``options`` or ``option_groups`` it offers one choice."""
    source = {} if more.keys() & {"options", "option_groups"} else {"options": options(1)}
    return {"type": "static_select", "action_id": "choose", **source, **more}


def text_input(**more: Any) -> Json:
    """Make a field of text."""
    return {"type": "plain_text_input", "action_id": "write", **more}


def ask(element: Json, **more: Any) -> Json:
    """Make a field of a form."""
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    """Make a modal that can be sent."""
    parts: Json = {"type": "modal", "title": plain("Title"), "submit": plain("Send")}
    return {**parts, "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    """Make a Home."""
    return {"type": "home", "blocks": list(blocks), **more}


def image(**more: Any) -> Json:
    """Make a picture that says what it shows."""
    source = {} if "slack_file" in more else {"image_url": "https://example.org/cat.png"}
    return {"type": "image", "alt_text": "A cat", **source, **more}


def words(text: str = "Words") -> Json:
    """Make a block of rich text with one paragraph."""
    paragraph = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [paragraph]}


def link(length: int) -> str:
    """Make an address with so many letters, none for none."""
    return "https://a.io/".ljust(length, "x") if length else ""
