"""Give every model of Block Kit its manners: strict, closed, and errors that lead to the place."""

import re
from typing import Annotated, Any, Literal, NoReturn

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


class Part(BaseModel):
    """A piece of Block Kit: unknown keys, ``null`` and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def refuse_null(cls, value: object) -> object:
        """Refuse ``null``: in Block Kit what is absent is left out."""
        if isinstance(value, dict):
            for key, held in value.items():
                if held is None:
                    refuse("must not be null", below=f"/{key}")
        return value


class Block(Part):
    """A block: the id is optional, Slack gives one."""

    block_id: Annotated[str, Field(max_length=255)] | None = None


class Element(Part):
    """An interactive element: the id is optional, Slack gives one."""

    action_id: Annotated[str, Field(max_length=255)] | None = None


def refuse(message: str, *, below: str = "") -> NoReturn:
    """Refuse a part; ``below`` is the JSON pointer from the part to what is wrong in it.

    Raises:
        PydanticCustomError: always; pydantic collects it.
    """
    kind: Literal["slack"] = "slack"
    raise PydanticCustomError(kind, "{message}", {"message": message, "below": below})


def by_type() -> Discriminator:
    """Choose among models by the key ``type``; models are tagged ``@`` and their type."""
    return Discriminator(_tag)


def no_longer_than(limit: int) -> AfterValidator:
    """Limit the text of a text object."""

    def check(value: Any) -> Any:  # noqa: ANN401 - one validator for both kinds of text object
        if len(value.text) > limit:
            refuse(f"must be less than {limit + 1} characters", below="/text")
        return value

    return AfterValidator(check)


def check_one_of(part: Part, *names: str) -> None:
    """Refuse a part in which not exactly one of some keys is there."""
    given = [name for name in names if getattr(part, name) is not None]
    if len(given) != 1:
        refuse("must define either " + " or ".join(f"`{name}`" for name in names))


def _tag(value: object) -> str | None:
    """Return the tag of a raw part."""
    if isinstance(value, dict):
        kind = value.get("type")
        return f"@{kind}" if isinstance(kind, str) else None
    return None


def _address(value: str) -> str:
    """Take an address that a client can follow, of whatever scheme."""
    if not _ADDRESS.fullmatch(value):
        refuse("must be a valid URL")
    return value


def _web_address(value: str) -> str:
    """Take an address that Slack can fetch."""
    if not _WEB_ADDRESS.fullmatch(value):
        refuse("must be a valid URL")
    return value


Filled = Annotated[str, Field(min_length=1)]
Link = Annotated[str, Field(min_length=1, max_length=3000), AfterValidator(_address)]
WebLink = Annotated[str, Field(min_length=1, max_length=3000), AfterValidator(_web_address)]
