"""Exports: what a person may see, as rows with fixed columns, safe to open in a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from bot.i18n import mark

COLUMNS = (
    "id", "network", "school", "member", "name", "role", "form", "question", "answer",
    "visibility", "about", "created_at", "local_date", "edited_at", "days_after",
    "together_with", "given_on", "entered_by", "standing",
)  # fmt: skip
_NUMBER = re.compile(r"-?[0-9]+")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

Row = Mapping[str, str]


class ExportKind(StrEnum):
    """What can be exported."""

    REFLECTIONS = "reflections"
    CHECKINS = "checkins"
    INQUIRY = "inquiry"
    ATTENDANCE = "attendance"

    @property
    def abouts(self) -> tuple[str, ...]:
        """The kinds of subject whose entries belong to it."""
        return {
            ExportKind.REFLECTIONS: (
                "gathering",
                "open",
                "after_step",
                "message",
                "follow_up",
                "module",
                "tool",
                "readiness",
            ),
            ExportKind.CHECKINS: ("checkin",),
            ExportKind.INQUIRY: ("step",),
            ExportKind.ATTENDANCE: (),
        }[self]


CODEBOOK: Mapping[str, str] = {
    "id": mark(
        "Number of the entry or invitation; the same number in every export. Empty for anonymous "
        "answers, as are school, member, name, role and created_at."
    ),
    "network": mark("Key of the network."),
    "school": mark("School of the member."),
    "member": mark("Slack id of the member."),
    "name": mark("Name of the member."),
    "role": mark("Role of the member in the programme."),
    "form": mark("Form, or series of gatherings, by its id in the programme file."),
    "question": mark("What was asked."),
    "answer": mark("What was answered, in words."),
    "visibility": mark(
        "Who may read it: only_me, facilitator, trio, network; or anonymous: kept without a name, "
        "withheld below five answers, each question in an order of its own."
    ),
    "about": mark("What it belongs to: a gathering, a step of a cycle, a round of a check-in."),
    "created_at": mark("When it was sent, UTC, ISO 8601."),
    "local_date": mark(
        "The date on the member's own calendar when it was sent; for anonymous answers the Monday "
        "of the week of the latest one."
    ),
    "edited_at": mark("When it was last changed, UTC, ISO 8601; empty if never."),
    "days_after": mark(
        "For a check-in: how many days after its round it was answered; negative if before."
    ),
    "together_with": mark("Slack ids of those who wrote it with the member, for a school's team."),
    "given_on": mark("The day on which it was written on paper; empty for what was typed here."),
    "entered_by": mark("Slack id of who typed it in from paper."),
    "standing": mark(
        "What the role is: official for who holds an office, emerging for who grows into "
        "leadership; empty without a role."
    ),
}


def safe_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a leading sign gets an apostrophe.

    A whole number below nought is a number and stays one.
    """
    if _NUMBER.fullmatch(value):
        return value
    return f"'{value}" if value.startswith(_FORMULA_SIGNS) else value


def as_csv(rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> str:
    """Return rows as CSV with a byte-order mark, so that every spreadsheet reads UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row.get(column, "")) for column in columns])
    return "\ufeff" + out.getvalue()


def as_json(rows: Iterable[Row]) -> str:
    """Return rows as a JSON list; cells stay as they were written."""
    whole = [{column: row.get(column, "") for column in COLUMNS} for row in rows]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def codebook() -> str:
    """Return the codebook as CSV: every column and what it means."""
    rows = [{"column": column, "meaning": meaning} for column, meaning in CODEBOOK.items()]
    return as_csv(rows, ("column", "meaning"))
