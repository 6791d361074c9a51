"""Model rich text: sections, lists, quotes and preformatted text with their elements.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from bot.simulator.slack.blockkit.parts import Block, Filled, Link, Part, by_type


class TextStyle(Part):
    """How letters look."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    underline: bool | None = None
    code: bool | None = None


class MentionStyle(TextStyle):
    """How a mention looks."""

    highlight: bool | None = None
    client_highlight: bool | None = None
    unlink: bool | None = None


class RichTextText(Part):
    """Some words."""

    type: Literal["text"]
    text: Filled
    style: TextStyle | None = None


class RichTextLink(Part):
    """A link."""

    type: Literal["link"]
    url: Link
    text: str | None = None
    unsafe: bool | None = None
    style: TextStyle | None = None


class RichTextEmoji(Part):
    """An emoji."""

    type: Literal["emoji"]
    name: Filled
    unicode: str | None = None
    url: str | None = None
    skin_tone: int | None = None
    style: TextStyle | None = None


class RichTextUser(Part):
    """A mention of a person."""

    type: Literal["user"]
    user_id: Filled
    style: MentionStyle | None = None


class RichTextUsergroup(Part):
    """A mention of a group of people."""

    type: Literal["usergroup"]
    usergroup_id: Filled
    style: MentionStyle | None = None


class RichTextChannel(Part):
    """A mention of a channel."""

    type: Literal["channel"]
    channel_id: Filled
    style: MentionStyle | None = None


class RichTextTeam(Part):
    """A mention of a workspace."""

    type: Literal["team"]
    team_id: Filled
    style: MentionStyle | None = None


class RichTextBroadcast(Part):
    """A call to everybody."""

    type: Literal["broadcast"]
    range: Literal["here", "channel", "everyone"]
    style: TextStyle | None = None


class RichTextColor(Part):
    """A colour."""

    type: Literal["color"]
    value: Filled
    style: TextStyle | None = None


class RichTextDate(Part):
    """An instant that each reader sees in their own zone."""

    type: Literal["date"]
    timestamp: int
    format: Filled
    url: Link | None = None
    fallback: str | None = None
    style: TextStyle | None = None


RichTextElement: TypeAlias = Annotated[
    Annotated[RichTextText, Tag("@text")]
    | Annotated[RichTextLink, Tag("@link")]
    | Annotated[RichTextEmoji, Tag("@emoji")]
    | Annotated[RichTextUser, Tag("@user")]
    | Annotated[RichTextUsergroup, Tag("@usergroup")]
    | Annotated[RichTextChannel, Tag("@channel")]
    | Annotated[RichTextTeam, Tag("@team")]
    | Annotated[RichTextBroadcast, Tag("@broadcast")]
    | Annotated[RichTextColor, Tag("@color")]
    | Annotated[RichTextDate, Tag("@date")],
    by_type(),
]
PreformattedElement: TypeAlias = Annotated[
    Annotated[RichTextText, Tag("@text")] | Annotated[RichTextLink, Tag("@link")],
    by_type(),
]


class RichTextSection(Part):
    """A paragraph."""

    type: Literal["rich_text_section"]
    elements: list[RichTextElement]


class RichTextList(Part):
    """A list of paragraphs."""

    type: Literal["rich_text_list"]
    elements: list[RichTextSection]
    style: Literal["bullet", "ordered"]
    indent: Annotated[int, Field(ge=0)] | None = None
    offset: Annotated[int, Field(ge=0)] | None = None
    border: Annotated[int, Field(ge=0)] | None = None


class RichTextQuote(Part):
    """A quotation."""

    type: Literal["rich_text_quote"]
    elements: list[RichTextElement]
    border: Annotated[int, Field(ge=0)] | None = None


class RichTextPreformatted(Part):
    """A text in letters of one width."""

    type: Literal["rich_text_preformatted"]
    elements: list[PreformattedElement]
    border: Annotated[int, Field(ge=0)] | None = None
    language: str | None = None


RichTextPart: TypeAlias = Annotated[
    Annotated[RichTextSection, Tag("@rich_text_section")]
    | Annotated[RichTextList, Tag("@rich_text_list")]
    | Annotated[RichTextQuote, Tag("@rich_text_quote")]
    | Annotated[RichTextPreformatted, Tag("@rich_text_preformatted")],
    by_type(),
]


class RichText(Block):
    """A block of formatted text."""

    type: Literal["rich_text"]
    elements: list[RichTextPart]
