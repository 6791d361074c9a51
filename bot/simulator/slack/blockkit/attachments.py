"""Model the old attachments of messages, which may hold blocks.

https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments; buttons of the
old kind are not taken, they need an app of the old kind.
"""

from typing import Annotated, Literal

from pydantic import Field

from bot.simulator.slack.blockkit.blocks import AnyBlock
from bot.simulator.slack.blockkit.parts import Part

ATTACHMENTS_MAX = 100


class AttachmentField(Part):
    """A title and a value in a table."""

    title: str
    value: str
    short: bool | None = None


class Attachment(Part):
    """A bar at the side of a message with a text or blocks."""

    blocks: Annotated[list[AnyBlock], Field(max_length=50)] | None = None
    color: str | None = None
    fallback: str | None = None
    pretext: str | None = None
    text: str | None = None
    title: str | None = None
    title_link: str | None = None
    author_name: str | None = None
    author_link: str | None = None
    author_icon: str | None = None
    author_subname: str | None = None
    fields: list[AttachmentField] | None = None
    footer: str | None = None
    footer_icon: str | None = None
    image_url: str | None = None
    thumb_url: str | None = None
    callback_id: str | None = None
    ts: str | float | None = None
    mrkdwn_in: list[Literal["pretext", "text", "fields"]] | None = None
