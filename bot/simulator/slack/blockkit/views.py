"""Model modals and Homes: https://docs.slack.dev/reference/views."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from bot.simulator.slack.blockkit.blocks import AnyBlock
from bot.simulator.slack.blockkit.objects import PlainText
from bot.simulator.slack.blockkit.parts import Part, by_type, no_longer_than

VIEW_BLOCKS_MAX = 100


class _View(Part):
    """What a modal and a Home share."""

    blocks: Annotated[list[AnyBlock], Field(min_length=1, max_length=VIEW_BLOCKS_MAX)]
    private_metadata: Annotated[str, Field(max_length=3000)] | None = None
    callback_id: Annotated[str, Field(max_length=255)] | None = None
    external_id: Annotated[str, Field(max_length=255)] | None = None


class Modal(_View):
    """A form or a page over the conversation."""

    type: Literal["modal"]
    title: Annotated[PlainText, no_longer_than(24)]
    submit: Annotated[PlainText, no_longer_than(24)] | None = None
    close: Annotated[PlainText, no_longer_than(24)] | None = None
    clear_on_close: bool | None = None
    notify_on_close: bool | None = None


class Home(_View):
    """The app's own page for one person."""

    type: Literal["home"]


View: TypeAlias = Annotated[
    Annotated[Modal, Tag("@modal")] | Annotated[Home, Tag("@home")],
    by_type(),
]
