"""Gather every block there is, and say on which surface each may stand.

Surfaces: the list "available in surfaces" of each block and element in
https://docs.slack.dev/reference/block-kit/blocks and .../block-elements.
"""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import Tag

from bot.simulator.slack.blockkit import cards, charts, layout, tables
from bot.simulator.slack.blockkit.parts import by_type
from bot.simulator.slack.blockkit.rich_text import RichText

AnyBlock: TypeAlias = Annotated[
    Annotated[layout.Actions, Tag("@actions")]
    | Annotated[cards.Alert, Tag("@alert")]
    | Annotated[cards.Card, Tag("@card")]
    | Annotated[cards.Carousel, Tag("@carousel")]
    | Annotated[cards.Container, Tag("@container")]
    | Annotated[layout.Context, Tag("@context")]
    | Annotated[layout.ContextActions, Tag("@context_actions")]
    | Annotated[tables.DataTable, Tag("@data_table")]
    | Annotated[charts.DataVisualization, Tag("@data_visualization")]
    | Annotated[layout.Divider, Tag("@divider")]
    | Annotated[layout.File, Tag("@file")]
    | Annotated[layout.Header, Tag("@header")]
    | Annotated[layout.Image, Tag("@image")]
    | Annotated[layout.Input, Tag("@input")]
    | Annotated[layout.Markdown, Tag("@markdown")]
    | Annotated[cards.Plan, Tag("@plan")]
    | Annotated[RichText, Tag("@rich_text")]
    | Annotated[layout.Section, Tag("@section")]
    | Annotated[tables.Table, Tag("@table")]
    | Annotated[cards.TaskCard, Tag("@task_card")]
    | Annotated[layout.Video, Tag("@video")],
    by_type(),
]

EVERYWHERE = frozenset({"message", "modal", "home"})
_MESSAGES = frozenset({"message"})

BLOCK_SURFACES: Mapping[str, frozenset[str]] = {
    "alert": frozenset({"modal"}),
    "carousel": frozenset({"message", "home"}),
    "container": _MESSAGES,
    "context_actions": _MESSAGES,
    "data_table": _MESSAGES,
    "data_visualization": _MESSAGES,
    "file": _MESSAGES,
    "markdown": _MESSAGES,
    "plan": _MESSAGES,
    "table": _MESSAGES,
    "task_card": _MESSAGES,
}
ELEMENT_SURFACES: Mapping[str, frozenset[str]] = {
    "datetimepicker": frozenset({"message", "modal"}),
    "email_text_input": frozenset({"modal"}),
    "file_input": frozenset({"modal"}),
    "number_input": frozenset({"modal"}),
    "rich_text_input": frozenset({"modal", "home"}),
    "url_text_input": frozenset({"modal"}),
}
