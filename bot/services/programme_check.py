"""Find every mistake of a programme file in one go, each at its line.

The model in ``bot/domain/programme.py`` decides what a programme may say. Here its verdicts are
put into sentences, and what spans several places is looked at as well: words that refer to
something elsewhere, ids that stand twice, weeks that do not fit, texts too long for a phone.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from inspect import isclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.programme import Programme
from bot.domain.text import Text, is_language
from bot.domain.unsound import Unsound
from bot.services.mistakes import Mistake, described, one_of
from bot.services.programme_behind import rules_behind
from bot.services.yaml_lines import Place, Sheet

_WORDS = "words, or words by language such as {en: Hello, es: Hola}"
_QUOTED_WORDS = 'words, in "quotes" where they hold a colon'
_LANGUAGE = 'words in "quotes" where they hold a colon, or a language of two letters such as "en"'
_ID = 'a word of small letters, digits and "_" that begins with a letter'
_KEY = 'a word of small letters, digits and "-" that begins with a letter'
_DATE = 'a date such as "2026-10-01"'
_KEYS_OF_FILES: frozenset[Place] = frozenset({("key",), ("builds_on",)})
_EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_from_datetime_inexact": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "float_parsing": "a number",
    "greater_than_equal": "{ge} or more",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "less_than_equal": "{le} or less",
    "string_type": "words",
    "time_parsing": 'a time such as "09:00"',
    "time_type": 'a time such as "09:00"',
    "too_long": "at most {max_length}",
    "too_short": "at least {min_length}",
    "tuple_type": "a list, each item after a dash",
}
_MOST_TOLD = 500
"""More than anybody reads; a file that is something else altogether must not take minutes."""
_LINK = 'an address that begins with "https://"'
_KEYS, _WORD = "function-after[", "literal["
"""How the model's library names the ways to say what may be keys or a single word."""
_SAID_ELSEWHERE = (
    "stands twice",
    "; known are ",
    "there are no steps",
    "in a network of",
    "counts the anonymous",
)
"""Verdicts of the model that ``programme_links`` gives more exactly, at the line of the word."""


def sound(sheet: Sheet) -> Programme | None:
    """Return the programme of a sheet, None where the model has anything against it."""
    try:
        return Programme.model_validate(sheet.data)
    except ValidationError:
        return None


def verdicts_on(sheet: Sheet, *, is_spoken_for: bool) -> tuple[Mistake, ...]:
    """Return what the model has against a sheet.

    Verdicts that ``programme_links`` gives more exactly are left out where it has given any; a
    programme is never refused without a word.
    """
    try:
        Programme.model_validate(sheet.data)
    except ValidationError as error:
        return tuple(_verdicts(error, sheet, is_spoken_for=is_spoken_for))
    return ()


def nearest_of(word: object, words: Iterator[str] | list[str]) -> str | None:
    """Return the word that was probably meant."""
    close = get_close_matches(str(word), list(words), n=1)
    return close[0] if close else None


def _verdicts(error: ValidationError, sheet: Sheet, *, is_spoken_for: bool) -> Iterator[Mistake]:
    every = _errors(error, sheet)
    if more := every[_MOST_TOLD:]:
        found = f"{len(more)} more mistakes from here on"
        expected = "those above to be mended first"
        yield sheet.mistake(more[0]["loc"], found=found, expected=expected)
        every = every[:_MOST_TOLD]
    if not sheet.is_whole:
        every = [one for one in every if one["type"] != "missing"]
    verdicts = [one for one in every if not _is_said_elsewhere(one)]
    verdicts = verdicts or ([] if is_spoken_for else every)
    mistakes = [_verdict(details, sheet) for details in verdicts]
    misspelt = {
        (*details["loc"][:-1], mistake.nearest)
        for details, mistake in zip(verdicts, mistakes, strict=True)
        if details["type"] == "extra_forbidden"
    }
    for details, mistake in zip(verdicts, mistakes, strict=True):
        if details["type"] != "missing" or details["loc"] not in misspelt:
            yield mistake


def _errors(error: ValidationError, sheet: Sheet) -> list[ErrorDetails]:
    """Return all that the model has against a sheet, also what it looks at only later."""
    meant = (one for one in error.errors(include_url=False) if _is_meant(one))
    first = [_placed(one) for one in meant]
    odd = [one for one in first if not _is_counted_wrongly(one)]
    behind = [] if len(odd) > _MOST_TOLD else [*map(_placed, rules_behind(sheet.data, odd))]
    told = {(one["loc"], one["msg"]): one for one in (*first, *behind)}
    return [flaw for one in told.values() for flaw in _unfolded(one)]


def _unfolded(details: ErrorDetails) -> Iterator[ErrorDetails]:
    """Yield one error for each thing that a rule of our own has found."""
    rule = details.get("ctx", {}).get("error")
    if not isinstance(rule, Unsound):
        yield details
        return
    for place, sentence in rule.flaws:
        loc = (*details["loc"], *place)
        context = {"error": ValueError(sentence)}
        yield {**details, "loc": loc, "msg": sentence, "input": None, "ctx": context}


def _is_meant(details: ErrorDetails) -> bool:
    """Whether a verdict is about what somebody wrote, where a word or keys may stand.

    Of keys it is only said what is wrong with the keys, of a word only which words there are.
    """
    last = str(details["loc"][-1]) if details["loc"] else ""
    if last.startswith(_KEYS):
        return details["type"] != "model_type"
    return not (last.startswith(_WORD) and isinstance(details["input"], dict))


def _placed(details: ErrorDetails) -> ErrorDetails:
    """Return a verdict with the place as it stands in the file, without names of the model."""
    place = (one for one in details["loc"] if not str(one).startswith((_KEYS, _WORD)))
    return {**details, "loc": tuple(place)}


def _is_said_elsewhere(details: ErrorDetails) -> bool:
    """Whether a verdict only repeats another."""
    phrases = any(phrase in details["msg"] for phrase in _SAID_ELSEWHERE)
    return phrases or _is_counted_wrongly(details)


def _is_counted_wrongly(details: ErrorDetails) -> bool:
    """Whether a list is called too short of which only some items are not sound."""
    enough = details.get("ctx", {}).get("min_length", 0)
    return details["type"] == "too_short" and len(details["input"]) >= int(enough)


def _verdict(details: ErrorDetails, sheet: Sheet) -> Mistake:
    place = details["loc"]
    match details["type"]:
        case "extra_forbidden":
            model = _model_at(place[:-1])
            return unknown_key(place, details["input"], list(keys_of(model)), sheet)
        case "missing":
            found = f'no "{place[-1]}"'
            return sheet.mistake(place, found=found, expected=f"one in {_model_name(place[:-1])}")
        case "literal_error" | "enum":
            return _unknown_word(details, sheet)
        case "value_error":
            return _broken_rule(details, sheet)
        case _:
            expected = _expected(details)
            return sheet.mistake(place, found=_found(details), expected=expected)


def unknown_key(place: Place, value: object, known: list[str], sheet: Sheet) -> Mistake:
    """Name a key that the model does not know; most without a value were never meant as keys."""
    key = str(place[-1])
    nearest = nearest_of(key, known)
    if ":" in key:
        return sheet.mistake(place, found=f'"{key}"', expected="a space after the colon")
    if value is None and nearest is None:
        found, expected = f'"{key}" without a colon', 'words with a comma in "quotes"'
        return sheet.mistake(place, found=found, expected=expected)
    expected = one_of(known, nearest=nearest)
    return sheet.mistake(place, found=f'the key "{key}"', expected=expected, nearest=nearest)


def keys_of(model: type[BaseModel] | None) -> dict[str, object]:
    """Return the keys of a piece of the model as files say them, each with its annotation."""
    fields = model.model_fields if model else {}
    return {field.alias or name: field.annotation for name, field in fields.items()}


def _unknown_word(details: ErrorDetails, sheet: Sheet) -> Mistake:
    expected = str(details.get("ctx", {}).get("expected", ""))
    return sheet.mistake(
        details["loc"],
        found=described(details["input"]),
        expected=expected.replace("'", '"'),
        nearest=nearest_of(details["input"], re.findall("'([^']+)'", expected)),
    )


def _broken_rule(details: ErrorDetails, sheet: Sheet) -> Mistake:
    """Say what a rule of our own found; its sentence reads "this, expected that"."""
    if _model_at(details["loc"]) is Text:
        return _odd_words(details["loc"], details["input"], sheet)
    found, _, expected = str(details["ctx"]["error"]).partition(", expected ")
    place = (*details["loc"], _key_named_in(found, details["input"]))
    return sheet.mistake(place, found=found, expected=expected or "another value")


def _odd_words(place: Place, value: object, sheet: Sheet) -> Mistake:
    """Say what stands where words belong; among languages, at the one that is odd."""
    if not isinstance(value, dict):
        return sheet.mistake(place, found=described(value), expected=_WORDS)
    for key, words in value.items():
        if not is_language(key):
            return sheet.mistake((*place, key), found=f'the key "{key}"', expected=_LANGUAGE)
        if not isinstance(words, str):
            return sheet.mistake((*place, key), found=described(words), expected=_QUOTED_WORDS)
    return sheet.mistake(place, found=described(value), expected=_QUOTED_WORDS)


def _key_named_in(sentence: str, value: object) -> str:
    """Return the key that a rule speaks of, so that its line is shown and not that of the whole."""
    keys = value if isinstance(value, dict) else {}
    return next((word for word in sentence.split() if word in keys), "")


def _expected(details: ErrorDetails) -> str:
    if details["type"] == "string_pattern_mismatch":
        if details["loc"] in _KEYS_OF_FILES:
            return _KEY
        return _LINK if details["loc"][-1] == "link" else _ID
    if details["type"] == "model_type":
        return _keys_wanted(_model_at(details["loc"]))
    template = _EXPECTED.get(details["type"])
    if template is None:
        return details["msg"].removeprefix("Input should be ")
    return template.format(**details.get("ctx", {}))


def _keys_wanted(model: type[BaseModel] | None) -> str:
    """Return which keys a part needs, for somebody who wrote a word in its place."""
    fields = model.model_fields if model else {}
    wanted = [name for name, one in fields.items() if one.is_required()]
    return f"keys with values: {', '.join(wanted)}" if wanted else "keys with values"


def _found(details: ErrorDetails) -> str:
    value: Any = details["input"]
    if details["type"] in {"too_long", "too_short"}:
        key = next(one for one in reversed(details["loc"]) if isinstance(one, str))
        return f'{len(value)} in the list "{key}"'
    return described(value)


def _model_name(place: Place) -> str:
    """Return what a part of a programme is called: "this step", "the programme"."""
    model = _model_at(place)
    if model is None or model is Programme:
        return "the programme"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
    return f"this {words}"


def _model_at(place: Place) -> type[BaseModel] | None:
    """Return the piece of the model that describes a place, if there is one."""
    model: type[BaseModel] | None = Programme
    for part in place:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part) if model else None
        model = model_in(field.annotation) if field else None
    return model


def model_in(annotation: object) -> type[BaseModel] | None:
    """Return the piece of the model inside ``tuple[Step, ...]`` or ``Words | None``."""
    if isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    inner = (model_in(part) for part in get_args(annotation))
    return next((model for model in inner if model), None)
