"""A programme as the text of a file again: what `programme export` writes and a person edits."""

from typing import Any

import yaml
from pydantic import BaseModel

from bot.domain.programme import Programme
from bot.domain.text import Text

_WIDTH = 100
_SHORT = 76
_HEADLESS = ("earlier",)
"""What the bot keeps for itself and nobody writes."""


def programme_text(programme: Programme) -> str:
    """Return a programme as YAML that `programme check` takes, without what goes without saying."""
    chapters = [_chapter(name, value) for name, value in as_written(programme).items()]
    gaps = zip(chapters, [*chapters[1:], ""], strict=True)
    return (
        "".join(
            f"{one}\n" if not _is_long(one) and not _is_long(two) and two else f"{one}\n\n"
            for one, two in gaps
        ).rstrip("\n")
        + "\n"
    )


def as_written(programme: Programme) -> dict[str, Any]:
    """Return a programme as the plain data of its file, without what goes without saying."""
    plain: dict[str, Any] = _plain(programme)
    for name in _HEADLESS:
        plain.pop(name, None)
    plain.pop("builds_on", None)
    return plain


def _chapter(name: str, value: object) -> str:
    """Return one top key with all that stands under it."""
    text: str = yaml.dump(
        {name: value},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )
    return text.rstrip("\n")


def _is_long(chapter: str) -> bool:
    """Whether a chapter is a list of parts, which gets some air around it."""
    return "\n  - " in chapter


class _Flow(dict[str, Any]):
    """Keys short enough for one line."""


class _Dumper(yaml.SafeDumper):
    """Writes short parts on one line, lists with an indent, and no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the parser's signature
        """Write everything out: the reader refuses anchors."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the parser's signature
        """Set the items of a list in."""
        super().increase_indent(flow, indentless=False)


def _flow(dumper: yaml.SafeDumper, data: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)


_Dumper.add_representer(_Flow, _flow)


def _plain(value: object) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return plain data without keys that hold what they hold anyway."""
    match value:
        case Text():
            words = dict(value.by_language)
            return words["en"] if list(words) == ["en"] else words
        case BaseModel():
            return _part(value)
        case tuple() | frozenset():
            return [_plain(one) for one in value]
        case _ if hasattr(value, "isoformat"):
            return _moment(value)
        case str():
            return str(value)
        case _:
            return value


def _part(value: BaseModel) -> dict[str, Any]:
    said = {
        field.alias or name: _plain(getattr(value, name))
        for name, field in type(value).model_fields.items()
        if field.is_required() or getattr(value, name) != field.get_default()
    }
    one_line = all(not isinstance(one, dict | list) or _is_short(one) for one in said.values())
    short = one_line and sum(len(f"{key}: {one}, ") for key, one in said.items()) <= _SHORT
    return _Flow(said) if short and not isinstance(value, Programme) else said


def _is_short(value: object) -> bool:
    return isinstance(value, _Flow) or (
        isinstance(value, list) and all(isinstance(one, str | int) for one in value)
    )


def _moment(value: Any) -> str:  # noqa: ANN401 - a date or a time
    text = str(value.isoformat())
    return text.removesuffix(":00") if text.count(":") > 1 else text
