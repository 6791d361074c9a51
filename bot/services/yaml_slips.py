"""Slips of the pen that keep YAML from being read: name each, and read on as it was meant.

Whoever writes a programme is no programmer. A missing space after a colon, a tab or a quote inside
of quotes would hide every mistake that follows. So the line at which the parser stops is looked at
for what people commonly mistype; it is told, the line is taken as it was meant, and reading goes
on. Whatever is no common slip is left to the parser's own words.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

_HEAD = r"\s*(?:- +)*"
_KEY = r"[a-z_]+"
_LINE = re.compile(rf"({_HEAD})({_KEY}):(?: |$)(.*)")
_NO_SPACE = re.compile(rf"({_HEAD}{_KEY}):([^\s:/,].*)")
_NO_GAP = re.compile(r"(\s*)-([^\s-].*)")
_VALUE = re.compile(rf"({_HEAD}(?:{_KEY}: +)?)(\S.*?)\s*")
_ODD_SPACES = re.compile("[\u00a0\u2000-\u200b\u202f\u3000\ufeff]")
_WORDS = r"[^,:{}\[\]\"'\s]+"
_TWO_KEYS = re.compile(rf"(?<=: )({_WORDS}(?: +{_WORDS})*) +({_KEY}): ")
_TWO_COLONS = re.compile(r"(?<=: )([^,:{}\[\]\"']+: [^,{}\[\]\"']*?)(?= *[,}])")
_INSIDE = re.compile(r"(?<=\w)'(?=\w)")
_COMMENT = re.compile(r"\s+#")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_LAST_QUOTE = re.compile(r"(.*[:\-,\[] *\"[^\"]*?)([}\] ]*)")
_CLOSING = {"{": "}", "[": "]"}
_STEP = 2
_TAB = 4
_LONGEST = 2000
_RESERVED = "@`%&*!"
_QUOTES = '"quotes" around all of it'
_ADVICE = (
    (
        "mapping values",
        "a line too far to the right",
        "the indent of its neighbours, or a dash before the first of them",
    ),
    ("sequence entries", "a dash where no list can be", "the items of a list below their key"),
    ("cannot start any token", "a character that YAML keeps for itself", 'such words in "quotes"'),
    ("end of stream", "a quote that nobody closes", "the closing quote"),
    ("',' or", "a bracket that nobody closes", "a comma or the closing bracket"),
    (
        "expected",
        "a line that does not go with those above",
        "the same indent as its neighbours, a dash before each item of a list, quotes in pairs",
    ),
)
"""What the parser's words mean to people, the exact ones first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """A line as it was meant, and what is to be said of it."""

    line: str
    found: str
    expected: str


_Rule = Callable[[str, str], Slip | None]
"""Looks at a line and at the one above it."""


def slip_in(line: str, above: str) -> Slip | None:
    """Return the slip in a line, None where it is none that people commonly make.

    Lines that nobody writes by hand are not looked at: no rule may take long.
    """
    if len(line) > _LONGEST:
        return None
    rules: tuple[_Rule, ...] = (
        _tab, _odd_space, _no_space, _no_gap, _open_quote, _open_bracket, _no_comma, _apostrophe,
        _closed_early, _reserved, _colon, _dash, _indent,
    )  # fmt: skip
    slips = (rule(line, above) for rule in rules)
    return next((slip for slip in slips if slip is not None and slip.line != line), None)


def advice(problem: str, line: str) -> tuple[str, str]:
    """Return what the parser's words about a line mean to people: found, and expected."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab", "spaces"
    for phrase, found, expected in _ADVICE:
        if phrase in problem:
            return found, expected
    return "something that is not YAML", "lines such as key: value"


def _tab(line: str, above: str) -> Slip | None:
    indent = _indent_of(line)
    if "\t" not in indent:
        return None
    words = line.strip()
    wide, column = len(indent.expandtabs(_TAB)), _column_below(above)
    meant = " " * (wide if column is None else min(wide, column)) + words if words else ""
    return Slip(line=meant, found="a tab", expected="spaces")


def _odd_space(line: str, _: str) -> Slip | None:
    meant = _ODD_SPACES.sub(" ", line)
    return Slip(
        line=meant, found="a space of another kind, as on web pages", expected="plain spaces"
    )


def _no_space(line: str, _: str) -> Slip | None:
    if (match := _NO_SPACE.fullmatch(line)) is None:
        return None
    found = f'"{match[0].strip()}"'
    return Slip(line=f"{match[1]}: {match[2]}", found=found, expected="a space after the colon")


def _no_gap(line: str, _: str) -> Slip | None:
    if (match := _NO_GAP.fullmatch(line)) is None:
        return None
    found = f'"{match[0].strip()}"'
    return Slip(line=f"{match[1]}- {match[2]}", found=found, expected="a space after the dash")


def _open_bracket(line: str, _: str) -> Slip | None:
    missing: list[str] = []
    for sign in _QUOTED.sub("", line):
        if sign in _CLOSING:
            missing.append(_CLOSING[sign])
        elif missing and sign == missing[-1]:
            missing.pop()
    if not missing:
        return None
    closing = "".join(reversed(missing))
    meant = line.rstrip() + closing
    return Slip(
        line=meant, found="a bracket that nobody closes", expected=f'the closing "{closing}"'
    )


def _no_comma(line: str, _: str) -> Slip | None:
    """Mend two keys in one place of {...}, and words with a colon there."""
    if "{" not in line:
        return None
    if match := _TWO_KEYS.search(line):
        meant = f"{line[: match.start()]}{match[1]}, {match[2]}: {line[match.end() :]}"
        found = f'no comma before "{match[2]}"'
        return Slip(line=meant, found=found, expected="a comma between two keys")
    if match := _TWO_COLONS.search(line):
        meant = f"{line[: match.start()]}{_quoted(match[1])}{line[match.end() :]}"
        return Slip(line=meant, found="a colon inside words", expected='such words in "quotes"')
    return None


def _apostrophe(line: str, _: str) -> Slip | None:
    if ": '" not in line and "- '" not in line:
        return None
    meant = _INSIDE.sub("''", line)
    return Slip(
        line=meant, found="an apostrophe inside of 'quotes'", expected='double "quotes" around it'
    )


def _open_quote(line: str, _: str) -> Slip | None:
    match = _LAST_QUOTE.fullmatch(line)
    if match is None or line.count('"') % 2 == 0:
        return None
    meant = f'{match[1]}"{match[2]}'
    return Slip(line=meant, found="a quote that nobody closes", expected="the closing quote")


def _closed_early(line: str, _: str) -> Slip | None:
    match = _VALUE.fullmatch(line)
    closed = match and re.match(r"(\"[^\"]*\"|'[^']*')(?= *[^\s#])", match[2])
    if not match or not closed:
        return None
    meant = f"{match[1]}{_quoted(match[2])}"
    return Slip(line=meant, found="words after the closing quote", expected=_QUOTES)


def _reserved(line: str, _: str) -> Slip | None:
    match = _VALUE.fullmatch(line)
    if match is None or match[2][0] not in _RESERVED:
        return None
    found = f"words that begin with {match[2][0]}, which YAML keeps for itself"
    return Slip(line=f"{match[1]}{_quoted(match[2])}", found=found, expected='them in "quotes"')


def _colon(line: str, _: str) -> Slip | None:
    match = _LINE.fullmatch(line)
    words = _COMMENT.split(match[3])[0] if match else ""
    is_plain = words and words[0] not in "\"'[{|>&*!"
    if match is None or not is_plain or not re.search(r":(?: |$)", words):
        return None
    meant = f"{match[1]}{match[2]}: {_quoted(words)}"
    return Slip(line=meant, found="a colon inside words", expected='such words in "quotes"')


def _dash(line: str, _: str) -> Slip | None:
    match = _LINE.fullmatch(line)
    if match is None or not match[3].startswith("- "):
        return None
    meant = f"{match[1]}{match[2]}: {_quoted(match[3])}"
    expected = 'a line of its own for each item, or the words in "quotes"'
    return Slip(line=meant, found="a dash after a colon", expected=expected)


def _indent(line: str, above: str) -> Slip | None:
    """Mend a key that stands a little to the left or right of the key above it."""
    here, there = _LINE.fullmatch(line), _LINE.fullmatch(above)
    if here is None or there is None or not there[3] or "-" in here[1]:
        return None
    column = len(there[1])
    if len(here[1]) == column + _STEP and "-" not in there[1]:
        return None  # it may as well be a dash that is missing in the line above
    found = f"{len(here[1])} spaces before {here[2]}"
    expected = f"{column}, as in the line above"
    return Slip(line=" " * column + line.strip(), found=found, expected=expected)


def has_odd_indent(line: str) -> bool:
    """Whether a line is set in with something else than spaces, which is always a slip."""
    return bool(line.strip()) and _indent_of(line).strip(" ") != ""


def _indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _column_below(above: str) -> int | None:
    """Return where a key stands below another key, None where the line above is no key."""
    match = _LINE.fullmatch(above)
    if match is None:
        return None
    return len(match[1]) + (0 if match[3] else _STEP)


def _quoted(words: str) -> str:
    return json.dumps(words.replace('"', "'"), ensure_ascii=False)
