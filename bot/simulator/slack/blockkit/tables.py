"""Model tables: the plain one and the one that is sorted and leafed through.

https://docs.slack.dev/reference/block-kit/blocks/table-block and .../data-table-block.
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, Tag, model_validator

from bot.simulator.slack.blockkit.parts import Block, Filled, Part, by_type, refuse
from bot.simulator.slack.blockkit.rich_text import RichText

DATA_TABLE_TEXT_MAX = 20_000


class RawText(Part):
    """A cell of words."""

    type: Literal["raw_text"]
    text: Filled


class RawNumber(Part):
    """A cell with a number and how it is written."""

    type: Literal["raw_number"]
    value: float
    text: Filled


Cell: TypeAlias = Annotated[
    Annotated[RawText, Tag("@raw_text")]
    | Annotated[RawNumber, Tag("@raw_number")]
    | Annotated[RichText, Tag("@rich_text")],
    by_type(),
]
Row: TypeAlias = Annotated[list[Cell], Field(min_length=1, max_length=20)]


class ColumnSetting(Part):
    """How a column looks."""

    align: Literal["left", "center", "right"] | None = None
    is_wrapped: bool | None = None


class Table(Block):
    """A table, of which a message has at most one."""

    type: Literal["table"]
    rows: Annotated[list[Row], Field(min_length=1, max_length=100)]
    column_settings: Annotated[list[ColumnSetting], Field(max_length=20)] | None = None

    @model_validator(mode="after")
    def is_even(self) -> Self:
        """Refuse rows of different lengths and settings for other columns."""
        _check_even(self.rows)
        if self.column_settings is not None and len(self.column_settings) != len(self.rows[0]):
            refuse("must have one entry for each column", below="/column_settings")
        return self


class DataTable(Block):
    """A table that is sorted and leafed through; its first row is the heading."""

    type: Literal["data_table"]
    caption: Filled
    rows: Annotated[list[Row], Field(min_length=2, max_length=201)]
    page_size: Annotated[int, Field(ge=1, le=100)] | None = None
    row_header_column_index: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def is_even_and_short(self) -> Self:
        """Refuse uneven rows, a heading in rich text, a column that is not there, too much text."""
        _check_even(self.rows)
        if any(isinstance(cell, RichText) for cell in self.rows[0]):
            refuse("must not be rich text in the heading", below="/rows/0")
        if (self.row_header_column_index or 0) >= len(self.rows[0]):
            refuse("must be the index of a column", below="/row_header_column_index")
        total = sum(_length(cell) for row in self.rows for cell in row)
        if total > DATA_TABLE_TEXT_MAX:
            limit = DATA_TABLE_TEXT_MAX + 1
            refuse(f"must be less than {limit} characters in all cells", below="/rows")
        return self


def _check_even(rows: list[list[Cell]]) -> None:
    """Refuse rows of different lengths."""
    if len({len(row) for row in rows}) > 1:
        refuse("must have the same number of cells in each row", below="/rows")


def _length(cell: Cell) -> int:
    """Count the letters of a cell."""
    if isinstance(cell, RichText):
        return sum(
            len(getattr(word, "text", None) or "")
            for part in cell.elements
            for word in part.elements
        )
    return len(cell.text)
