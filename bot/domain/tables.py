"""Tables that people paste or load: CSV as spreadsheets write it; pure."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Invalid
from bot.i18n import mark

_SEPARATORS = ",;\t"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of a table: its number, for messages, and a word for every column, maybe empty."""

    line: int
    cells: dict[str, str]


def decoded(content: bytes) -> str:
    """Return the text of a file as spreadsheets save it: UTF-8, else what Windows used before."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_table(
    text: str, *, columns: Sequence[str], required: Sequence[str]
) -> tuple[tuple[Row, ...], tuple[Invalid, ...]]:
    """Read the named columns of a table, in whatever order they stand; others are passed over.

    Returns the lines that can be read and what is wrong with the table as such. Commas, semicolons
    and tabs are understood, and so is a byte-order mark.
    """
    lines = text.lstrip("\ufeff").splitlines()
    above = next((number for number, line in enumerate(lines) if line.strip()), 0)
    header = lines[above] if lines else ""
    reader = csv.DictReader(
        io.StringIO("\n".join(lines[above:])),
        delimiter=max(_SEPARATORS, key=header.count),
        restval="",
        strict=True,
    )
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    except csv.Error:
        return (), (_broken(above + 1),)
    missing = [name for name in required if name not in names]
    if missing:
        known = ",".join(columns)
        sentence = mark("Line {line}: the column {missing} is missing. Expected: {columns}.")
        return (), (Invalid(sentence, line=above + 1, missing=missing[0], columns=known),)
    reader.fieldnames = names
    return _rows(reader, columns, above=above)


def _rows(
    reader: "csv.DictReader[str]", columns: Sequence[str], *, above: int
) -> tuple[tuple[Row, ...], tuple[Invalid, ...]]:
    rows: list[Row] = []
    line = above + reader.line_num
    try:
        for raw in reader:
            line = above + reader.line_num
            cells = {key: (raw.get(key) or "").strip() for key in columns}
            rows.append(Row(line=line, cells=cells))
    except csv.Error:
        return tuple(rows), (_broken(line + 1),)
    return tuple(rows), ()


def _broken(line: int) -> Invalid:
    sentence = mark("Line {line}: a quotation mark is not closed, or the line is too long.")
    return Invalid(sentence, line=line)
