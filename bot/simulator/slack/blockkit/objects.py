"""Model the composition objects: texts, options, confirmations, filters, files, workflows.

Limits: https://docs.slack.dev/reference/block-kit/composition-objects. An option's value may have
150 characters, as Slack's page says (its TypeScript types say 75).
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, Tag, model_validator

from bot.simulator.slack.blockkit.parts import (
    Filled,
    Link,
    Part,
    by_type,
    check_one_of,
    no_longer_than,
    refuse,
)

TEXT_MAX = 3000


class PlainText(Part):
    """A text shown as it is."""

    type: Literal["plain_text"]
    text: Annotated[str, Field(min_length=1, max_length=TEXT_MAX)]
    emoji: bool | None = None


class Mrkdwn(Part):
    """A text in Slack's own markup."""

    type: Literal["mrkdwn"]
    text: Annotated[str, Field(min_length=1, max_length=TEXT_MAX)]
    verbatim: bool | None = None


Text: TypeAlias = Annotated[
    Annotated[PlainText, Tag("@plain_text")] | Annotated[Mrkdwn, Tag("@mrkdwn")],
    by_type(),
]
Placeholder: TypeAlias = Annotated[PlainText, no_longer_than(150)]


class ConfirmationDialog(Part):
    """What is asked before an element acts."""

    title: Annotated[PlainText, no_longer_than(100)] | None = None
    text: Annotated[Text, no_longer_than(300)]
    confirm: Annotated[PlainText, no_longer_than(30)] | None = None
    deny: Annotated[PlainText, no_longer_than(30)] | None = None
    style: Literal["primary", "danger"] | None = None


class Option(Part):
    """A choice in a menu."""

    text: Annotated[PlainText, no_longer_than(75)]
    value: Annotated[str, Field(min_length=1, max_length=150)]
    description: Annotated[PlainText, no_longer_than(75)] | None = None


class OverflowOption(Option):
    """A choice in an overflow menu, the only one that may lead to an address."""

    url: Link | None = None


class BoxOption(Part):
    """A choice among checkboxes or radio buttons, which may be marked up."""

    text: Annotated[Text, no_longer_than(75)]
    value: Annotated[str, Field(min_length=1, max_length=150)]
    description: Annotated[Text, no_longer_than(75)] | None = None


class OptionGroup(Part):
    """Choices under a heading."""

    label: Annotated[PlainText, no_longer_than(75)]
    options: Annotated[list[Option], Field(min_length=1, max_length=100)]


class DispatchActionConfig(Part):
    """When an input that dispatches actions does so."""

    trigger_actions_on: Annotated[
        list[Literal["on_enter_pressed", "on_character_entered"]],
        Field(min_length=1, max_length=2),
    ]


class ConversationFilter(Part):
    """Which conversations a menu offers."""

    include: (
        Annotated[list[Literal["im", "mpim", "private", "public"]], Field(min_length=1)] | None
    ) = None
    exclude_external_shared_channels: bool | None = None
    exclude_bot_users: bool | None = None

    @model_validator(mode="after")
    def filters_something(self) -> Self:
        """Refuse a filter without any condition."""
        if not self.model_fields_set:
            refuse("must define at least one filter")
        return self


class SlackFile(Part):
    """A file that Slack already has."""

    id: Filled | None = None
    url: Link | None = None

    @model_validator(mode="after")
    def is_named_once(self) -> Self:
        """Refuse a file named by neither or both."""
        check_one_of(self, "id", "url")
        return self


class InputParameter(Part):
    """A value handed to a workflow."""

    name: Filled
    value: str


class WorkflowTrigger(Part):
    """The link that starts a workflow."""

    url: Link
    customizable_input_parameters: list[InputParameter] | None = None


class Workflow(Part):
    """A workflow to start."""

    trigger: WorkflowTrigger


def check_among(
    chosen: list[Option] | list[BoxOption],
    *,
    offered: list[object],
    below: str,
) -> None:
    """Refuse initial options that are not, exactly, among those offered."""
    for option in chosen:
        if option not in offered:
            refuse("must match one of the options provided", below=below)
