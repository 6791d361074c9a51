"""The JSON Schema of programme files, for editors that complete and check while one types."""

from typing import Any

from bot.domain.programme import Programme
from bot.services.programme_parts import BUILDS_ON, PARTS

_NAME = {
    "type": "string",
    "pattern": "^[a-z][a-z0-9_]{0,39}$",
    "description": "The name of a shared part: the file of that name in the folder of this list.",
}


def programme_schema() -> dict[str, Any]:
    """Return the schema of a file as it is written, with names in the place of shared parts.

    A file that builds on another one may leave out what that one says. What its items leave out
    only the check can know, so an editor looks less closely at those.
    """
    schema = Programme.model_json_schema()
    for part in PARTS:
        items = schema["properties"][part]
        items["items"] = {"anyOf": [items["items"], _NAME]}
    whole = {name: schema.pop(name) for name in ("properties", "required")}
    names = whole["properties"]
    return {
        **schema,
        "properties": dict.fromkeys(names, True),
        "if": {"required": [BUILDS_ON]},
        "then": {"required": ["key"]},
        "else": {"properties": names, "required": whole["required"]},
    }
