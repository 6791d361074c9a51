"""Tables that people paste: what can be read is read, what cannot is named."""

import pytest

from bot.domain.tables import Row, read_table
from bot.i18n import translator


def test_columns_are_found_by_name_and_others_passed_over() -> None:
    """As a spreadsheet was sorted, with its own notes in between (S52)."""
    text = "\ufeff\n School ;note;EMAIL\nHarbor;new;a@b.org\n\n;;c@d.org\n"

    rows, problems = read_table(text, columns=("email", "school", "role"), required=("email",))

    assert problems == ()
    assert rows == (
        Row(line=3, cells={"email": "a@b.org", "school": "Harbor", "role": ""}),
        Row(line=5, cells={"email": "c@d.org", "school": "", "role": ""}),
    )


@pytest.mark.parametrize(
    ("text", "good", "line"),
    [
        ('email,school\na@b.org,Harbor\nc@d.org,"Lake\ne@f.org,Hill\n', 1, 3),
        ('email,"school\na@b.org,Harbor\n', 0, 1),
        (f"email,school\na@b.org,{'x' * 140_000}\n", 0, 2),
        (f"{'x' * 140_000},email\n", 0, 1),
    ],
)
def test_an_open_quotation_mark_swallows_nobody(text: str, good: int, line: int) -> None:
    """The lines before it are taken, and its own line is named (S52)."""
    rows, (problem,) = read_table(text, columns=("email", "school"), required=("email",))

    assert len(rows) == good
    assert problem.tell(translator()).startswith(f"Line {line}: a quotation mark is not closed")
