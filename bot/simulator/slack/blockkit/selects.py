"""Model what people choose from: menus, checkboxes and radio buttons.

Limits: https://docs.slack.dev/reference/block-kit/block-elements.
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from bot.simulator.slack.blockkit.objects import (
    BoxOption,
    ConfirmationDialog,
    ConversationFilter,
    Option,
    OptionGroup,
    Placeholder,
    check_among,
)
from bot.simulator.slack.blockkit.parts import Element, Filled, check_one_of

Options: TypeAlias = Annotated[list[Option], Field(min_length=1, max_length=100)]
OptionGroups: TypeAlias = Annotated[list[OptionGroup], Field(min_length=1, max_length=100)]
BoxOptions: TypeAlias = Annotated[list[BoxOption], Field(min_length=1, max_length=10)]
Count: TypeAlias = Annotated[int, Field(ge=1)]


class _Menu(Element):
    """What all menus share."""

    placeholder: Placeholder | None = None
    confirm: ConfirmationDialog | None = None
    focus_on_load: bool | None = None


class _StaticMenu(_Menu):
    """A menu whose options the app sends along, in groups or not."""

    options: Options | None = None
    option_groups: OptionGroups | None = None

    @model_validator(mode="after")
    def has_one_source(self) -> Self:
        """Refuse options and groups together, and neither."""
        check_one_of(self, "options", "option_groups")
        return self

    def offered(self) -> list[object]:
        """Return every option, those in groups included."""
        groups = self.option_groups or []
        return [*(self.options or []), *(option for group in groups for option in group.options)]


class StaticSelect(_StaticMenu):
    """A menu for one choice."""

    type: Literal["static_select"]
    initial_option: Option | None = None

    @model_validator(mode="after")
    def begins_with_an_offered_option(self) -> Self:
        """Refuse an initial option that is not among the options."""
        if self.initial_option is not None:
            check_among([self.initial_option], offered=self.offered(), below="/initial_option")
        return self


class MultiStaticSelect(_StaticMenu):
    """A menu for several choices."""

    type: Literal["multi_static_select"]
    initial_options: Annotated[list[Option], Field(min_length=1)] | None = None
    max_selected_items: Count | None = None

    @model_validator(mode="after")
    def begins_with_offered_options(self) -> Self:
        """Refuse initial options that are not among the options."""
        chosen = self.initial_options or []
        check_among(chosen, offered=self.offered(), below="/initial_options")
        return self


class ExternalSelect(_Menu):
    """A menu for one choice whose options the app loads while a person types."""

    type: Literal["external_select"]
    initial_option: Option | None = None
    min_query_length: Annotated[int, Field(ge=0)] | None = None


class MultiExternalSelect(_Menu):
    """A menu for several choices whose options the app loads while a person types."""

    type: Literal["multi_external_select"]
    initial_options: Annotated[list[Option], Field(min_length=1)] | None = None
    min_query_length: Annotated[int, Field(ge=0)] | None = None
    max_selected_items: Count | None = None


class UsersSelect(_Menu):
    """A menu of people."""

    type: Literal["users_select"]
    initial_user: Filled | None = None


class MultiUsersSelect(_Menu):
    """A menu of people for several choices."""

    type: Literal["multi_users_select"]
    initial_users: list[Filled] | None = None
    max_selected_items: Count | None = None


class ConversationsSelect(_Menu):
    """A menu of conversations."""

    type: Literal["conversations_select"]
    initial_conversation: Filled | None = None
    default_to_current_conversation: bool | None = None
    response_url_enabled: bool | None = None
    filter: ConversationFilter | None = None


class MultiConversationsSelect(_Menu):
    """A menu of conversations for several choices."""

    type: Literal["multi_conversations_select"]
    initial_conversations: list[Filled] | None = None
    default_to_current_conversation: bool | None = None
    max_selected_items: Count | None = None
    filter: ConversationFilter | None = None


class ChannelsSelect(_Menu):
    """A menu of public channels."""

    type: Literal["channels_select"]
    initial_channel: Filled | None = None
    response_url_enabled: bool | None = None


class MultiChannelsSelect(_Menu):
    """A menu of public channels for several choices."""

    type: Literal["multi_channels_select"]
    initial_channels: list[Filled] | None = None
    max_selected_items: Count | None = None


class Checkboxes(Element):
    """Boxes of which any may be ticked."""

    type: Literal["checkboxes"]
    options: BoxOptions
    initial_options: Annotated[list[BoxOption], Field(min_length=1)] | None = None
    confirm: ConfirmationDialog | None = None
    focus_on_load: bool | None = None

    @model_validator(mode="after")
    def begins_with_offered_options(self) -> Self:
        """Refuse initial options that are not among the options."""
        chosen = self.initial_options or []
        check_among(chosen, offered=list(self.options), below="/initial_options")
        return self


class RadioButtons(Element):
    """Buttons of which one is chosen."""

    type: Literal["radio_buttons"]
    options: BoxOptions
    initial_option: BoxOption | None = None
    confirm: ConfirmationDialog | None = None
    focus_on_load: bool | None = None

    @model_validator(mode="after")
    def begins_with_an_offered_option(self) -> Self:
        """Refuse an initial option that is not among the options."""
        if self.initial_option is not None:
            offered: list[object] = list(self.options)
            check_among([self.initial_option], offered=offered, below="/initial_option")
        return self
