"""Build the few blocks that everything is drawn with.

Every mrkdwn text is verbatim: Slack then leaves addresses and names that a person typed alone, and
reads only the signs we set ourselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from handlers.blocks.ids import Action
from handlers.blocks.text import cut

SECTION_MOST = 2900
"""Slack takes 3,000 characters; the rest is margin."""
_HEADER_MOST = 150
_BUTTON_MOST = 75


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How something is said: the blocks, and a text that makes sense without them."""

    text: str
    blocks: Sequence[Block]


def mrkdwn(text: str) -> MarkdownTextObject:
    """Return a text whose signs are ours; what people typed in it is escaped already."""
    return MarkdownTextObject(text=text, verbatim=True)


def plain(text: str, most: int = SECTION_MOST) -> PlainTextObject:
    """Return a text that is shown as it is, cut to what the place takes."""
    return PlainTextObject(text=cut(text, most))


def header(text: str) -> HeaderBlock:
    """Return a heading; it takes no mrkdwn, so nothing in it is escaped."""
    return HeaderBlock(text=plain(" ".join(text.split()), _HEADER_MOST))


def section(*lines: str, block_id: str | None = None) -> SectionBlock:
    """Return a paragraph of lines; empty lines at its end are dropped."""
    return SectionBlock(text=mrkdwn("\n".join(lines).strip("\n")), block_id=block_id)


def beside(element: ButtonElement, *lines: str) -> SectionBlock:
    """Return a paragraph with a button beside it; on a phone it stands below."""
    return SectionBlock(text=mrkdwn("\n".join(lines)), accessory=element)


def sections(lines: Iterable[str]) -> list[Block]:
    """Return as many paragraphs as the lines need; each line is shorter than a paragraph."""
    blocks: list[Block] = []
    waiting: list[str] = []
    for line in lines:
        if waiting and sum(len(one) + 1 for one in [*waiting, line]) > SECTION_MOST:
            blocks.append(section(*waiting))
            waiting = []
        if waiting or line:
            waiting.append(line)
    if waiting:
        blocks.append(section(*waiting))
    return blocks


def context(*texts: str) -> ContextBlock:
    """Return small print."""
    return ContextBlock(elements=[mrkdwn(text) for text in texts])


def actions(*elements: InteractiveElement, block_id: str | None = None) -> ActionsBlock:
    """Return a row of buttons; at most one of them is primary."""
    return ActionsBlock(elements=list(elements), block_id=block_id)


def button(
    text: str,
    action: Action | str,
    *,
    value: str | None = None,
    style: Literal["primary", "danger"] | None = None,
    confirm: ConfirmObject | None = None,
    about: str | None = None,
) -> ButtonElement:
    """Return a button that says in a verb what happens.

    ``about`` is read aloud after it, where one word stands beside several things.
    """
    return ButtonElement(
        text=plain(text, _BUTTON_MOST),
        action_id=action,
        value=value,
        style=style,
        confirm=confirm,
        accessibility_label=cut(f"{text}: {about}", _BUTTON_MOST) if about else None,
    )
