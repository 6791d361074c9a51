"""Say which element may stand in which block.

https://docs.slack.dev/reference/block-kit/block-elements lists the blocks that each element works
with.
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, Tag, model_validator

from bot.simulator.slack.blockkit import buttons, inputs, objects, selects
from bot.simulator.slack.blockkit.parts import Filled, Link, Part, WebLink, by_type, check_one_of


class ImageElement(Part):
    """A small picture; what it shows must be said."""

    type: Literal["image"]
    alt_text: Annotated[str, Field(min_length=1, max_length=2000)]
    image_url: WebLink | None = None
    slack_file: objects.SlackFile | None = None

    @model_validator(mode="after")
    def has_one_source(self) -> Self:
        """Refuse a picture with no source or with two."""
        check_one_of(self, "image_url", "slack_file")
        return self


class UrlSource(Part):
    """A source that a task names."""

    type: Literal["url"]
    url: Link
    text: Filled


SectionAccessory: TypeAlias = Annotated[
    Annotated[buttons.Button, Tag("@button")]
    | Annotated[buttons.WorkflowButton, Tag("@workflow_button")]
    | Annotated[buttons.Overflow, Tag("@overflow")]
    | Annotated[ImageElement, Tag("@image")]
    | Annotated[selects.StaticSelect, Tag("@static_select")]
    | Annotated[selects.ExternalSelect, Tag("@external_select")]
    | Annotated[selects.UsersSelect, Tag("@users_select")]
    | Annotated[selects.ConversationsSelect, Tag("@conversations_select")]
    | Annotated[selects.ChannelsSelect, Tag("@channels_select")]
    | Annotated[selects.MultiStaticSelect, Tag("@multi_static_select")]
    | Annotated[selects.MultiExternalSelect, Tag("@multi_external_select")]
    | Annotated[selects.MultiUsersSelect, Tag("@multi_users_select")]
    | Annotated[selects.MultiConversationsSelect, Tag("@multi_conversations_select")]
    | Annotated[selects.MultiChannelsSelect, Tag("@multi_channels_select")]
    | Annotated[selects.Checkboxes, Tag("@checkboxes")]
    | Annotated[selects.RadioButtons, Tag("@radio_buttons")]
    | Annotated[inputs.DatePicker, Tag("@datepicker")]
    | Annotated[inputs.TimePicker, Tag("@timepicker")],
    by_type(),
]
ActionsElement: TypeAlias = Annotated[
    Annotated[buttons.Button, Tag("@button")]
    | Annotated[buttons.WorkflowButton, Tag("@workflow_button")]
    | Annotated[buttons.Overflow, Tag("@overflow")]
    | Annotated[selects.StaticSelect, Tag("@static_select")]
    | Annotated[selects.ExternalSelect, Tag("@external_select")]
    | Annotated[selects.UsersSelect, Tag("@users_select")]
    | Annotated[selects.ConversationsSelect, Tag("@conversations_select")]
    | Annotated[selects.ChannelsSelect, Tag("@channels_select")]
    | Annotated[selects.MultiStaticSelect, Tag("@multi_static_select")]
    | Annotated[selects.MultiExternalSelect, Tag("@multi_external_select")]
    | Annotated[selects.MultiUsersSelect, Tag("@multi_users_select")]
    | Annotated[selects.MultiConversationsSelect, Tag("@multi_conversations_select")]
    | Annotated[selects.MultiChannelsSelect, Tag("@multi_channels_select")]
    | Annotated[selects.Checkboxes, Tag("@checkboxes")]
    | Annotated[selects.RadioButtons, Tag("@radio_buttons")]
    | Annotated[inputs.DatePicker, Tag("@datepicker")]
    | Annotated[inputs.TimePicker, Tag("@timepicker")]
    | Annotated[inputs.DateTimePicker, Tag("@datetimepicker")]
    | Annotated[inputs.RichTextInput, Tag("@rich_text_input")],
    by_type(),
]
InputElement: TypeAlias = Annotated[
    Annotated[inputs.PlainTextInput, Tag("@plain_text_input")]
    | Annotated[inputs.EmailInput, Tag("@email_text_input")]
    | Annotated[inputs.UrlInput, Tag("@url_text_input")]
    | Annotated[inputs.NumberInput, Tag("@number_input")]
    | Annotated[inputs.RichTextInput, Tag("@rich_text_input")]
    | Annotated[inputs.FileInput, Tag("@file_input")]
    | Annotated[inputs.DatePicker, Tag("@datepicker")]
    | Annotated[inputs.TimePicker, Tag("@timepicker")]
    | Annotated[inputs.DateTimePicker, Tag("@datetimepicker")]
    | Annotated[selects.StaticSelect, Tag("@static_select")]
    | Annotated[selects.ExternalSelect, Tag("@external_select")]
    | Annotated[selects.UsersSelect, Tag("@users_select")]
    | Annotated[selects.ConversationsSelect, Tag("@conversations_select")]
    | Annotated[selects.ChannelsSelect, Tag("@channels_select")]
    | Annotated[selects.MultiStaticSelect, Tag("@multi_static_select")]
    | Annotated[selects.MultiExternalSelect, Tag("@multi_external_select")]
    | Annotated[selects.MultiUsersSelect, Tag("@multi_users_select")]
    | Annotated[selects.MultiConversationsSelect, Tag("@multi_conversations_select")]
    | Annotated[selects.MultiChannelsSelect, Tag("@multi_channels_select")]
    | Annotated[selects.Checkboxes, Tag("@checkboxes")]
    | Annotated[selects.RadioButtons, Tag("@radio_buttons")],
    by_type(),
]
ContextElement: TypeAlias = Annotated[
    Annotated[ImageElement, Tag("@image")]
    | Annotated[objects.PlainText, Tag("@plain_text")]
    | Annotated[objects.Mrkdwn, Tag("@mrkdwn")],
    by_type(),
]
