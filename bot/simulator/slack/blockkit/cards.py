"""Model the newer blocks: alerts, cards, carousels, containers, plans and tasks.

https://docs.slack.dev/reference/block-kit/blocks; limits as on each block's page.
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, Tag, model_validator

from bot.simulator.slack.blockkit import layout
from bot.simulator.slack.blockkit.buttons import Button
from bot.simulator.slack.blockkit.elements import ImageElement, UrlSource
from bot.simulator.slack.blockkit.objects import Mrkdwn, PlainText, Text
from bot.simulator.slack.blockkit.parts import (
    Block,
    Filled,
    Part,
    by_type,
    check_one_of,
    no_longer_than,
    refuse,
)
from bot.simulator.slack.blockkit.rich_text import RichText
from bot.simulator.slack.blockkit.tables import Table


class Alert(Block):
    """A notice, in modals only."""

    type: Literal["alert"]
    text: Annotated[Text, no_longer_than(200)]
    level: Literal["default", "info", "warning", "error", "success"] | None = None


class SlackIcon(Part):
    """A picture that Slack knows by name."""

    type: Literal["icon"]
    name: Filled


class Card(Block):
    """A thing with picture, title, text and up to three buttons."""

    type: Literal["card"]
    hero_image: ImageElement | None = None
    icon: ImageElement | None = None
    slack_icon: SlackIcon | None = None
    title: Annotated[Mrkdwn, no_longer_than(150)] | None = None
    subtitle: Annotated[Mrkdwn, no_longer_than(150)] | None = None
    body: Annotated[Mrkdwn, no_longer_than(200)] | None = None
    subtext: Annotated[Mrkdwn, no_longer_than(200)] | None = None
    actions: Annotated[list[Button], Field(max_length=3)] | None = None

    @model_validator(mode="after")
    def shows_something(self) -> Self:
        """Refuse a card with nothing on it."""
        if not (self.hero_image or self.title or self.body or self.actions):
            refuse("must define `hero_image`, `title`, `body` or `actions`")
        return self


class Carousel(Block):
    """Cards side by side."""

    type: Literal["carousel"]
    elements: Annotated[list[Card], Field(min_length=1, max_length=10)]


ContainedBlock: TypeAlias = Annotated[
    Annotated[layout.Actions, Tag("@actions")]
    | Annotated[layout.Context, Tag("@context")]
    | Annotated[layout.Divider, Tag("@divider")]
    | Annotated[layout.File, Tag("@file")]
    | Annotated[layout.Header, Tag("@header")]
    | Annotated[layout.Image, Tag("@image")]
    | Annotated[layout.Input, Tag("@input")]
    | Annotated[RichText, Tag("@rich_text")]
    | Annotated[layout.Section, Tag("@section")]
    | Annotated[Table, Tag("@table")]
    | Annotated[layout.Video, Tag("@video")],
    by_type(),
]


class Container(Block):
    """Blocks that belong together."""

    type: Literal["container"]
    child_blocks: Annotated[list[ContainedBlock], Field(min_length=1, max_length=10)]
    title: Annotated[PlainText, no_longer_than(150)] | None = None
    rich_text_title: RichText | None = None
    subtitle: Annotated[Text, no_longer_than(150)] | None = None
    icon: ImageElement | None = None
    width: Literal["narrow", "standard", "wide", "full"] | None = None
    is_collapsible: bool | None = None
    default_collapsed: bool | None = None
    has_header_divider: bool | None = None

    @model_validator(mode="after")
    def has_one_title(self) -> Self:
        """Refuse two titles."""
        if self.title is not None and self.rich_text_title is not None:
            check_one_of(self, "title", "rich_text_title")
        return self


class _Task(Block):
    """What a task says about itself."""

    task_id: Filled
    title: Filled
    status: Literal["pending", "in_progress", "complete", "error"]
    details: RichText | None = None
    output: RichText | None = None
    sources: list[UrlSource] | None = None


class TaskCard(_Task):
    """One task of an assistant."""

    type: Literal["task_card"]


class PlannedTask(_Task):
    """One task within a plan, where its type need not be said."""

    type: Literal["task_card"] | None = None


class Plan(Block):
    """The tasks of an assistant."""

    type: Literal["plan"]
    title: Filled
    tasks: list[PlannedTask] | None = None
