"""Exports: a file that every spreadsheet opens, and that does nothing when it is opened."""

import csv
import io
import json

import pytest

from bot.domain.exports import CODEBOOK, COLUMNS, ExportKind, as_csv, as_json, codebook, safe_cell

ROW = {
    "id": "1",
    "name": "María",
    "answer": 'She said "go",\nand we went.',
    "visibility": "network",
}


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a CSV as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """A leading sign gets an apostrophe; the words stay as they are."""
    assert safe_cell(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"
    assert rows_of(as_csv([{"answer": f"{sign}1+1"}]))[1][COLUMNS.index("answer")] == f"'{sign}1+1"


@pytest.mark.parametrize("words", ["", "a = b", "1+1", "we@school", "plain", "-2"])
def test_other_cells_are_not_touched(words: str) -> None:
    """A sign within a sentence is only a sign, and a number a number."""
    assert safe_cell(words) == words


def test_a_spreadsheet_reads_what_people_wrote() -> None:
    """Accents, quotation marks, commas and line breaks; the byte-order mark comes first."""
    text = as_csv([ROW])

    header, row = rows_of(text)

    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    assert header == list(COLUMNS)
    assert dict(zip(header, row, strict=True)) == {**dict.fromkeys(COLUMNS, ""), **ROW}


def test_a_program_reads_the_words_as_they_were_written() -> None:
    """JSON has every column in every row, and no apostrophes."""
    (row,) = json.loads(as_json([{**ROW, "answer": "=1"}]))

    assert set(row) == set(COLUMNS)
    assert row["answer"] == "=1"


def test_the_codebook_explains_every_column() -> None:
    """In the order of the file."""
    explained = [row[0] for row in rows_of(codebook())[1:]]

    assert explained == list(COLUMNS) == list(CODEBOOK)


def test_every_entry_belongs_to_one_export() -> None:
    """No kind of subject is counted twice."""
    abouts = [about for kind in ExportKind for about in kind.abouts]

    assert sorted(abouts) == sorted(set(abouts))
