"""Read YAML without trusting it, and remember the line of every key and value.

Programme files are written by hand, so every mistake is named with its line. The text becomes
plain data out of the parser's events and nothing else is ever built: no tags, no anchors, no
deep nesting, no large files. Words are read as YAML 1.2 reads them: ``yes``, ``no``, ``on`` and
``10:30`` are words and not truth values or the number 630.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import yaml

from bot.services.mistakes import Mistake, described
from bot.services.yaml_slips import advice, has_odd_indent, slip_in

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None
Place = tuple[str | int, ...]
"""Where something stands in the data: keys and, in lists, positions from 0."""

LARGEST_BYTES = 512 * 1024
_DEEPEST = 30
_MOST_VALUES = 20_000
_MOST_SLIPS = 20
_BRACKETS = "flow"
"""What the parser calls all that stands in brackets: there the mistake is where they begin."""
_AGAIN = "(again)"
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_BROKEN = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_EMPTY = {"", "~", "null"}
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What a file holds, with the line of each place; ``values`` are the words and numbers.

    ``origins`` names the file of those places that were written in another one.
    """

    file: str
    data: Plain = None
    lines: Mapping[Place, int]
    values: Mapping[Place, Plain]
    origins: Mapping[Place, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    is_whole: bool = True
    """Whether nothing is missing that stands in a file which was not found."""

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def file_of(self, place: Place) -> str:
        """Return the file in which a place was written."""
        while place and place not in self.origins and self.origins:
            place = place[:-1]
        return self.origins.get(place, self.file)

    def mistake(
        self,
        place: Place,
        *,
        found: str,
        expected: str,
        nearest: str | None = None,
        is_warning: bool = False,
    ) -> Mistake:
        """Return a mistake at a place, or a warning."""
        return Mistake(
            file=self.file_of(place),
            line=self.line(place),
            found=found,
            expected=expected,
            nearest=nearest,
            is_warning=is_warning,
        )


def read_yaml(path: PurePath, content: bytes) -> Sheet:
    """Read the content of a file; whatever is wrong with it is among the sheet's mistakes."""
    try:
        text = _decoded(content)
    except _StopError as error:
        return Sheet(file=path.name, lines={}, values={}, mistakes=(error.mistake(path.name),))
    slips: list[Mistake] = []
    sheet, stop = _attempt(path.name, text)
    while stop is not None and len(slips) < _MOST_SLIPS:
        meant = _meant(text, stop)
        if meant is None:
            break
        text, slip = meant
        slips.append(slip.mistake(path.name))
        sheet, stop = _attempt(path.name, text)
    return replace(sheet, mistakes=(*slips, *sheet.mistakes))


def _attempt(file: str, text: str) -> tuple[Sheet, "_StopError | None"]:
    """Read a text; also return what the parser stopped at, if it did."""
    reader, data, stop = _Reader(file), None, None
    try:
        data = reader.document(text)
    except _StopError as error:
        reader.mistakes.append(error.mistake(file))
        stop = error if error.near else None
    sheet = Sheet(
        file=file,
        data=data,
        lines=reader.lines,
        values=reader.values,
        mistakes=tuple(reader.mistakes),
    )
    return sheet, stop


def _meant(text: str, stop: "_StopError") -> "tuple[str, _StopError] | None":
    """Return a text with the slip mended at which the parser stopped, and what it was."""
    lines = text.split("\n")
    before = [at for at in range(min(stop.line, len(lines))) if lines[at].strip()]
    odd = [at for at in before if lines[at].count('"') % 2]
    strange = [at for at, line in enumerate(lines) if has_odd_indent(line)]
    near = [*strange[:1], *(at - 1 for at in stop.near), *before[-2:-1], *odd[-1:]]
    for at in dict.fromkeys(at for at in near if at < len(lines)):
        above = [one for one in lines[:at] if one.strip()]
        slip = slip_in(lines[at].rstrip("\r"), above[-1].rstrip("\r") if above else "")
        if slip is not None:
            whole = "\n".join((*lines[:at], slip.line, *lines[at + 1 :]))
            return whole, _StopError(at + 1, found=slip.found, expected=slip.expected)
    return None


class _StopError(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, line: int, *, found: str, expected: str, near: tuple[int, ...] = ()) -> None:
        super().__init__(line, found, expected)
        self.line = line
        self.found = found
        self.expected = expected
        self.near = near
        """Where the parser stopped, and where what it could not read begins."""

    def mistake(self, file: str) -> Mistake:
        """Return it as a mistake of a file."""
        return Mistake(file=file, line=self.line, found=self.found, expected=self.expected)


class _Reader:
    """Turn the parser's events into plain data, as deep as a programme may be."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.values: dict[Place, Plain] = {}
        self.mistakes: list[Mistake] = []
        self._events: Iterator[yaml.Event] = iter(())

    def note(self, line: int, *, found: str, expected: str) -> None:
        """Keep a mistake and read on."""
        self.mistakes.append(Mistake(file=self.file, line=line, found=found, expected=expected))

    def document(self, text: str) -> Plain:
        """Read the one document of a file."""
        self._events = _events(text)
        data: Plain = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and self.lines:
                raise _StopError(_line(event), found="a second document", expected="one programme")
            if isinstance(event, yaml.NodeEvent):
                data = self._node(event, ())
        if not isinstance(data, dict):
            found = "an empty file" if data is None else described(data)
            raise _StopError(0, found=found, expected="the keys of a programme, such as key: name")
        return data

    def _node(self, event: yaml.Event, place: Place) -> Plain:
        _demand_plain(event)
        self.lines.setdefault(place, _line(event))
        if len(place) > _DEEPEST:
            raise _StopError(
                _line(event), found="lists and keys nested too deep", expected=f"{_DEEPEST} levels"
            )
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(place)
            case yaml.SequenceStartEvent():
                return self._list(place)
            case _:
                return self._value(event, place)

    def _value(self, event: yaml.Event, place: Place) -> Plain:
        if len(self.values) == _MOST_VALUES:
            raise _StopError(
                _line(event),
                found="a very long programme",
                expected=f"{_MOST_VALUES} words at most",
            )
        value = self.values[place] = _scalar(event)
        return value

    def _list(self, place: Place) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*place, len(items))))
        return items

    def _mapping(self, place: Place) -> dict[str, Plain]:
        pairs: dict[str, Plain] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            inner: Place = (*place, key)
            if key in pairs:
                found = f'"{key}" for the second time (first in line {self.lines[inner]})'
                self.note(_line(event), found=found, expected="every key once")
                inner = (*inner, _AGAIN)
            self.lines.setdefault(inner, _line(event))
            pairs.setdefault(key, self._node(next(self._events), inner))
        return pairs

    def _key(self, event: yaml.Event) -> str:
        _demand_plain(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _StopError(
                _line(event), found="a list or keys in the place of a key", expected="a word"
            )
        return str(event.value)


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        found = f"{len(content) // 1024} KB"
        raise _StopError(0, found=found, expected=f"at most {LARGEST_BYTES // 1024} KB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = "a character in another encoding"
        raise _StopError(line, found=found, expected="a file saved as UTF-8") from error
    if strange := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        raise _StopError(line, found="a character that cannot be seen", expected="plain text")
    return text


def _events(text: str) -> Iterator[yaml.Event]:
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        began = error.context_mark.line + 1 if error.context_mark else line
        near = (began, line) if _BRACKETS in (error.context or "") else (line, began)
        found, expected = advice(error.problem or "", "".join(text.splitlines()[line - 1 : line]))
        raise _StopError(line, found=found, expected=expected, near=near) from error
    except yaml.YAMLError as error:
        found, expected = advice("", "")
        raise _StopError(0, found=found, expected=expected) from error


def _demand_plain(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        raise _StopError(
            _line(event), found="an anchor or alias (& or *)", expected="the words themselves"
        )
    if getattr(event, "tag", None) is not None:
        raise _StopError(_line(event), found="a tag (!)", expected='the words in "quotes"')


def _scalar(event: yaml.Event) -> Plain:
    text = str(getattr(event, "value", ""))
    if not getattr(event, "implicit", (False,))[0]:
        return text
    if text.lower() in _EMPTY:
        return None
    if text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _BROKEN.fullmatch(text) else text


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
