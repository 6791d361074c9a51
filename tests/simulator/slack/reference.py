"""Slack's own schemas, fixtures and samples, where they are at hand.

They are not part of this repository. ``SLACK_REFERENCE_DIR`` names their folder; without it they
are looked for beside the repository. Tests that need them say so when they are skipped.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("SLACK_REFERENCE_DIR") or ROOT / "../shared/slack-reference")
ABSENT = "Slack's reference files are not here: set SLACK_REFERENCE_DIR to compare with them"


def load(path: str) -> Any:
    """Return a reference file, or skip the test that asks for it."""
    file = FOLDER / path
    if not file.is_file():
        pytest.skip(ABSENT)
    return json.loads(file.read_text(encoding="utf-8"))


def each(pattern: str) -> list[Any]:
    """Return the files that match as parameters, or one that is skipped and says why."""
    files = sorted(FOLDER.glob(pattern))
    if not files:
        return [pytest.param("", marks=pytest.mark.skip(reason=ABSENT), id="reference-absent")]
    return [pytest.param(file.relative_to(FOLDER).as_posix(), id=file.stem) for file in files]


def schema_problems(value: Any, *, file: str, definition: str) -> list[str]:
    """Return what a definition of one of Slack's schemas has against a value."""
    return complaints(_validator(file, f"#/definitions/{definition}"), value)


def payload_problems(payload: Any, *, kind: str) -> list[str]:
    """Return what Slack's types of payloads have against a payload of this kind."""
    schema = load("schemas/slack-payloads.schema.json")[kind]
    return complaints(Draft7Validator(schema), payload)


def complaints(validator: Draft7Validator, value: Any) -> list[str]:
    """Return one line for each complaint."""
    return [
        f"{'/'.join(str(step) for step in error.absolute_path)}: {error.message[:200]}"
        for error in validator.iter_errors(value)
    ]


@cache
def _validator(file: str, reference: str) -> Draft7Validator:
    """Return the validator of one definition; they are large, so each is made once."""
    schema = load(f"schemas/{file}")
    return Draft7Validator({"definitions": schema["definitions"], "$ref": reference})
