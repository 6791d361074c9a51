"""Model the everyday blocks: sections, headers, actions, inputs, pictures and films.

Limits: https://docs.slack.dev/reference/block-kit/blocks.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.simulator.slack.blockkit.buttons import ContextActionsElement
from bot.simulator.slack.blockkit.elements import (
    ActionsElement,
    ContextElement,
    InputElement,
    SectionAccessory,
)
from bot.simulator.slack.blockkit.objects import PlainText, SlackFile, Text
from bot.simulator.slack.blockkit.parts import (
    Block,
    Filled,
    Link,
    WebLink,
    check_one_of,
    no_longer_than,
    refuse,
)


class Section(Block):
    """A text, fields, and perhaps an element beside them."""

    type: Literal["section"]
    text: Text | None = None
    fields: (
        Annotated[
            list[Annotated[Text, no_longer_than(2000)]],
            Field(min_length=1, max_length=10),
        ]
        | None
    ) = None
    accessory: SectionAccessory | None = None
    expand: bool | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Refuse a section with neither text nor fields."""
        if self.text is None and self.fields is None:
            refuse("must define either `text` or `fields`")
        return self


class Header(Block):
    """A heading, in plain text."""

    type: Literal["header"]
    text: Annotated[PlainText, no_longer_than(150)]


class Divider(Block):
    """A line."""

    type: Literal["divider"]


class Context(Block):
    """Small print: texts and small pictures."""

    type: Literal["context"]
    elements: Annotated[list[ContextElement], Field(min_length=1, max_length=10)]


class Actions(Block):
    """Elements that act at once."""

    type: Literal["actions"]
    elements: Annotated[list[ActionsElement], Field(min_length=1, max_length=25)]


class ContextActions(Block):
    """Small elements under an answer."""

    type: Literal["context_actions"]
    elements: Annotated[list[ContextActionsElement], Field(min_length=1, max_length=5)]


class Input(Block):
    """A field of a form."""

    type: Literal["input"]
    label: Annotated[PlainText, no_longer_than(2000)]
    element: InputElement
    hint: Annotated[PlainText, no_longer_than(2000)] | None = None
    optional: bool | None = None
    dispatch_action: bool | None = None


class Image(Block):
    """A picture; what it shows must be said."""

    type: Literal["image"]
    alt_text: Annotated[str, Field(min_length=1, max_length=2000)]
    image_url: WebLink | None = None
    slack_file: SlackFile | None = None
    title: Annotated[PlainText, no_longer_than(2000)] | None = None

    @model_validator(mode="after")
    def has_one_source(self) -> Self:
        """Refuse a picture with no source or with two."""
        check_one_of(self, "image_url", "slack_file")
        return self


class Video(Block):
    """A film."""

    type: Literal["video"]
    alt_text: Annotated[str, Field(min_length=1, max_length=200)]
    title: Annotated[PlainText, no_longer_than(200)]
    video_url: WebLink
    thumbnail_url: WebLink
    title_url: Link | None = None
    description: Annotated[PlainText, no_longer_than(200)] | None = None
    author_name: Annotated[str, Field(max_length=50)] | None = None
    provider_name: Annotated[str, Field(max_length=50)] | None = None
    provider_icon_url: WebLink | None = None


class File(Block):
    """A file kept elsewhere."""

    type: Literal["file"]
    external_id: Filled
    source: Literal["remote"]


class Markdown(Block):
    """A text in standard Markdown."""

    type: Literal["markdown"]
    text: Annotated[str, Field(min_length=1, max_length=12_000)]
