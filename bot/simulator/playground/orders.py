"""Say what the page may ask for in a person's name.

Each kind of order is one model, so a request that is not complete is refused before anything
happens.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, TypeAdapter

Value: TypeAlias = str | int | list[str] | None


class Filled(BaseModel):
    """What was typed or chosen in one field since the server last heard of it."""

    model_config = ConfigDict(frozen=True)

    block_id: str
    action_id: str
    value: Value


class BaseOrder(BaseModel):
    """What every order has: who gives it, and what they typed meanwhile."""

    model_config = ConfigDict(frozen=True)

    person: str
    values: tuple[Filled, ...] = ()


class Command(BaseOrder):
    """Type a slash command."""

    kind: Literal["command"]
    command: str
    text: str
    channel: str


class Post(BaseOrder):
    """Write a message, or a reply in a thread."""

    kind: Literal["post"]
    channel: str
    text: str
    thread: str | None = None


class Join(BaseOrder):
    """Join a public channel."""

    kind: Literal["join"]
    channel: str


class Shortcut(BaseOrder):
    """Choose a global shortcut."""

    kind: Literal["shortcut"]
    callback_id: str


class MessageShortcut(BaseOrder):
    """Choose a shortcut of a message."""

    kind: Literal["message_shortcut"]
    callback_id: str
    channel: str
    ts: str


class Home(BaseOrder):
    """Open App Home."""

    kind: Literal["home"]


class Upload(BaseOrder):
    """Put a file on the table, as a file input does before its form is sent."""

    kind: Literal["upload"]
    name: str = Field(min_length=1, max_length=255)
    content: Base64Bytes


class OnSurface(BaseOrder):
    """Something done on a message (``channel`` and ``ts``), on the open modal, or on App Home."""

    channel: str = ""
    ts: str = ""
    view: str = ""
    home: bool = False


class Click(OnSurface):
    """Press a button, or choose in an element that acts at once."""

    kind: Literal["click"]
    block_id: str
    action_id: str
    value: Value = None


class Enter(OnSurface):
    """Press Enter in a field that wants to hear of it."""

    kind: Literal["enter"]
    block_id: str


class Fill(OnSurface):
    """Hand over what was typed; fields that want to hear of it tell the bot."""

    kind: Literal["set"]


class Options(OnSurface):
    """Ask the bot what there is to choose from."""

    kind: Literal["options"]
    block_id: str
    action_id: str
    query: str


class Submit(OnSurface):
    """Send the open modal."""

    kind: Literal["submit"]


class Close(OnSurface):
    """Close the open modal, or the whole stack."""

    kind: Literal["close"]
    all: bool = False


Order: TypeAlias = Annotated[
    Command
    | Post
    | Join
    | Shortcut
    | MessageShortcut
    | Home
    | Upload
    | Click
    | Enter
    | Fill
    | Options
    | Submit
    | Close,
    Field(discriminator="kind"),
]

ORDERS: TypeAdapter[Order] = TypeAdapter(Order)
