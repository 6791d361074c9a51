"""Files as answers: what is kept of them, and which are taken (issue 3, section 2)."""

from typing import Any

import pytest

from bot.domain.attachments import LARGEST, file_of, files_in, is_kept, read_files
from bot.domain.fields import FormField, Record
from bot.domain.telling import shown
from bot.errors import Invalid

PLAN: Record = {
    "id": "F1",
    "name": "plan.pdf",
    "type": "pdf",
    "size": 9,
    "link": "https://schools.example/files/F1/plan.pdf",
}


def asked(**more: Any) -> FormField:
    """Return a question for a file."""
    given = {"id": "proof", "kind": "file", "label": "What shows it?", **more}
    return FormField.model_validate(given)


def test_of_a_file_only_its_name_and_place_are_kept() -> None:
    """Slack tells much more of it, addresses for downloading among that."""
    in_slack = {
        "id": "F1",
        "name": "plan.pdf",
        "filetype": "pdf",
        "size": 9,
        "permalink": PLAN["link"],
        "url_private_download": "https://schools.example/download",
    }

    assert file_of(in_slack) == PLAN


@pytest.mark.parametrize(
    ("parts", "stays", "files"),
    [
        ({"": (PLAN,)}, False, (PLAN,)),
        ({"": ()}, False, None),
        ({"instead": (), "remove": ()}, True, None),
        ({"instead": (PLAN,), "remove": ()}, False, (PLAN,)),
        ({"instead": (), "remove": ("remove",)}, False, None),
        (
            {"address": "example.org/x"},
            False,
            ({"name": "example.org/x", "link": "example.org/x"},),
        ),
    ],
)
def test_what_is_there_stays_until_it_is_replaced_or_removed(
    parts: dict[str, object], stays: bool, files: object
) -> None:
    """A place for files cannot be filled beforehand, so an empty one says nothing."""
    assert is_kept(parts) is stays
    assert files_in(parts) == files


@pytest.mark.parametrize(
    ("field", "files", "sentence"),
    [
        (asked(), (), "Please add a file"),
        (asked(at_most=1), (PLAN, PLAN), "Up to 1 files fit"),
        (asked(types=["docx"]), (PLAN,), "kind that does not fit here. These do: docx"),
        (asked(), ({**PLAN, "type": "exe"},), "kind that does not fit"),
        (asked(), ({**PLAN, "size": LARGEST + 1},), "larger than 10 MB"),
        (asked(), ({"name": "x", "link": "no where"},), "address of a page"),
    ],
)
def test_a_file_that_does_not_fit_is_said_in_words(
    field: FormField, files: tuple[Record, ...], sentence: str
) -> None:
    """With its name, and what would fit."""
    with pytest.raises(Invalid, match=sentence):
        read_files(field, files)


def test_a_file_is_told_by_name_and_place() -> None:
    """In exports and copies; an address that was typed is told once."""
    typed = read_files(asked(), ({"name": "x", "link": "example.org/plan"},))

    assert read_files(asked(required=False), ()) is None
    assert shown(asked(), (PLAN,)) == f"plan.pdf {PLAN['link']}"
    assert shown(asked(), typed) == "https://example.org/plan"
