"""Model what people fill in: texts, numbers, addresses, dates, times and files.

Limits: https://docs.slack.dev/reference/block-kit/block-elements.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from bot.simulator.slack.blockkit.objects import (
    ConfirmationDialog,
    DispatchActionConfig,
    Placeholder,
)
from bot.simulator.slack.blockkit.parts import Element, Filled, refuse
from bot.simulator.slack.blockkit.rich_text import RichText

TYPED_MAX = 3000


def _calendar_day(value: str) -> str:
    """Refuse a day that is in no calendar."""
    try:
        date.fromisoformat(value)
    except ValueError:
        refuse("must be a valid date")
    return value


def _number(value: str) -> str:
    """Refuse a text that is no number."""
    try:
        finite = Decimal(value).is_finite()
    except InvalidOperation:
        finite = False
    if not finite:
        refuse("must be a number")
    return value


Day: TypeAlias = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d{2}-\d{2}$"),
    AfterValidator(_calendar_day),
]
NumberText: TypeAlias = Annotated[str, AfterValidator(_number)]


class _Typed(Element):
    """What all inputs for typing share."""

    placeholder: Placeholder | None = None
    dispatch_action_config: DispatchActionConfig | None = None
    focus_on_load: bool | None = None


class PlainTextInput(_Typed):
    """A line or a field of text."""

    type: Literal["plain_text_input"]
    initial_value: Annotated[str, Field(max_length=TYPED_MAX)] | None = None
    multiline: bool | None = None
    min_length: Annotated[int, Field(ge=0, le=TYPED_MAX)] | None = None
    max_length: Annotated[int, Field(ge=1, le=TYPED_MAX)] | None = None

    @model_validator(mode="after")
    def fits_itself(self) -> Self:
        """Refuse bounds that exclude each other or what the field begins with."""
        if self.max_length is None:
            return self
        if self.min_length is not None and self.min_length > self.max_length:
            refuse("must not be greater than max_length", below="/min_length")
        if len(self.initial_value or "") > self.max_length:
            refuse(f"must be less than {self.max_length + 1} characters", below="/initial_value")
        return self


class EmailInput(_Typed):
    """An e-mail address."""

    type: Literal["email_text_input"]
    initial_value: Annotated[str, Field(max_length=TYPED_MAX)] | None = None


class UrlInput(_Typed):
    """A web address."""

    type: Literal["url_text_input"]
    initial_value: Annotated[str, Field(max_length=TYPED_MAX)] | None = None


class NumberInput(_Typed):
    """A number; its bounds are texts."""

    type: Literal["number_input"]
    is_decimal_allowed: bool
    initial_value: NumberText | None = None
    min_value: NumberText | None = None
    max_value: NumberText | None = None

    @model_validator(mode="after")
    def has_a_range(self) -> Self:
        """Refuse bounds that exclude each other or what the field begins with."""
        low = Decimal(self.min_value) if self.min_value is not None else Decimal("-Infinity")
        high = Decimal(self.max_value) if self.max_value is not None else Decimal("Infinity")
        if low > high:
            refuse("must not be greater than max_value", below="/min_value")
        if self.initial_value is not None and not low <= Decimal(self.initial_value) <= high:
            refuse("must lie between min_value and max_value", below="/initial_value")
        return self


class RichTextInput(_Typed):
    """A field of formatted text."""

    type: Literal["rich_text_input"]
    initial_value: RichText | None = None
    min_lines: Annotated[int, Field(ge=1)] | None = None
    max_lines: Annotated[int, Field(ge=1)] | None = None


class FileInput(Element):
    """A place to upload files."""

    type: Literal["file_input"]
    filetypes: Annotated[list[Filled], Field(min_length=1)] | None = None
    max_files: Annotated[int, Field(ge=1, le=10)] | None = None


class _Picker(Element):
    """What all pickers share."""

    confirm: ConfirmationDialog | None = None
    focus_on_load: bool | None = None


class DatePicker(_Picker):
    """A day."""

    type: Literal["datepicker"]
    initial_date: Day | None = None
    placeholder: Placeholder | None = None


class TimePicker(_Picker):
    """A time of day, in a zone if one is named."""

    type: Literal["timepicker"]
    initial_time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    placeholder: Placeholder | None = None
    timezone: Filled | None = None


class DateTimePicker(_Picker):
    """An instant, in seconds since 1970 written with ten digits."""

    type: Literal["datetimepicker"]
    initial_date_time: Annotated[int, Field(ge=10**9, lt=10**10)] | None = None
