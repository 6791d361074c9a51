"""Rewording: put own words into a programme, checked as ``programme check`` checks a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from bot.domain.programme import Programme
from bot.domain.wordings import Wording, Written, fitting, with_value
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.mistakes import Mistake
from bot.services.programme_check import sound, verdicts_on
from bot.services.programme_links import linked
from bot.services.programme_text import as_written
from bot.services.yaml_lines import Place, Plain, Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class Reworded:
    """A newer programme that says what a network says in its own way, as far as it can."""

    programme: Programme
    kept: tuple[Wording, ...]
    lost: tuple[Wording, ...]
    """Own words whose place is gone, or which do not fit into the newer programme."""


def worded(programme: Programme, sayings: Mapping[str, object]) -> Programme:
    """Return a programme that says other things at some places, given by their paths.

    It passes ``programme check`` as well as before; what was answered once is kept beside it.
    Raises Invalid with what is odd about the new words, KeyError where a place is gone.
    """
    before = as_written(programme)
    after = before
    for path, value in sayings.items():
        after = with_value(after, path, value)
    changed, mistakes = _read(after, programme)
    _, known = _read(before, programme)
    new = [one for one in mistakes if one not in known]
    if new:
        raise Invalid(
            mark("I cannot take this: I found {found}, and expected {expected}."),
            field="words",
            found=new[0].found,
            expected=new[0].expected,
        )
    if changed is None:
        raise Invalid(mark("The programme has mistakes of its own. Please mend its file first."))
    return changed


def reworded(newer: Programme, wordings: Sequence[Wording]) -> Reworded:
    """Return a newer programme with a network's own words at every place that is still there.

    Most often they fit all together; where they do not, they are tried one by one.
    """
    there, gone = fitting(wordings, as_written(newer))
    try:
        programme = worded(newer, {one.place: one.after for one in there}) if there else newer
    except Invalid:
        programme, unfit = _one_by_one(newer, there)
    else:
        unfit = []
    kept = tuple(one for one in there if one not in unfit)
    return Reworded(programme=programme, kept=kept, lost=(*gone, *unfit))


def _one_by_one(newer: Programme, there: Sequence[Wording]) -> tuple[Programme, list[Wording]]:
    """Return a programme with those own words that fit, and the others."""
    unfit: list[Wording] = []
    for one in there:
        try:
            newer = worded(newer, {one.place: one.after})
        except Invalid:
            unfit.append(one)
    return newer, unfit


def _read(data: Written, programme: Programme) -> tuple[Programme | None, tuple[Mistake, ...]]:
    """Check plain data as a file; what the bot keeps beside a programme is kept on."""
    path = PurePath(f"{programme.key}.yml")
    places = dict(_places(data, ()))
    sheet = Sheet(
        file=path.name,
        data=data,
        lines=dict.fromkeys(places, 0),
        values={place: value for place, value in places.items() if _is_plain(value)},
    )
    read, mistakes = sound(sheet), tuple(linked(path, sheet))
    if read is None:
        return None, (*verdicts_on(sheet, is_spoken_for=bool(mistakes)), *mistakes)
    kept = {"earlier": programme.earlier, "builds_on": programme.builds_on}
    return read.model_copy(update=kept), mistakes


def _places(value: Plain, here: Place) -> Iterator[tuple[Place, Plain]]:
    """Yield everything in plain data with the way to it."""
    yield here, value
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _places(one, (*here, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _places(one, (*here, at))


def _is_plain(value: Plain) -> bool:
    return not isinstance(value, dict | list)
