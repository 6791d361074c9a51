"""The programmes there are: files in folders, read and checked when they are asked for.

The bot's own folder comes first; ``PROGRAMMES_DIR`` adds a second one, whose files win where two
have the same key. A network keeps the text of the programme it began with (``freeze``), so that
editing a file changes nothing for those who are under way. Forms, protocols and rubrics that
several programmes use stand in folders of those names beside the files.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from bot.domain.programme import Programme
from bot.errors import NotFound, ProgrammeError
from bot.i18n import mark
from bot.services.mistakes import Mistake, described
from bot.services.programme_check import nearest_of, sound, verdicts_on
from bot.services.programme_links import linked
from bot.services.programme_parts import PARTS, PROGRAMME, assembled, host_of
from bot.services.programme_spelling import respelt
from bot.services.programme_warnings import warned
from bot.services.yaml_lines import Sheet, read_yaml

PROGRAMMES = Path(__file__).parent.parent / "programmes"
"""The folder of the programmes that come with the bot."""

_SUFFIXES = (".yml", ".yaml")
_KEPT = 64
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_PART = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PART_NAME = 'a name of small letters, digits and "_", which is the id of the part'
_Stamp = tuple[int, int]
_Used = dict[Path, _Stamp | None]
_Reading = tuple[Programme | None, tuple[Mistake, ...]]


class Shelf:
    """What has been read already: files until they change, frozen programmes by their text."""

    def __init__(self) -> None:
        self._sheets: dict[Path, tuple[_Stamp, Sheet]] = {}
        self._readings: dict[Path, tuple[_Used, _Reading]] = {}
        self.thawed = lru_cache(maxsize=_KEPT)(Programme.model_validate_json)

    def read(self, path: Path, folders: Sequence[Path]) -> _Reading:
        """Return a file's programme, or its mistakes; OSError where it cannot be opened."""
        kept = self._readings.get(path)
        if kept is None or any(_stamp(file) != stamp for file, stamp in kept[0].items()):
            is_part = path.parent.name in PARTS
            home = path.parent.parent if is_part else path.parent
            desk = _Desk(shelf=self, folders=(*folders, home))
            reading = desk.read_part(path) if is_part else desk.read(path)
            kept = self._readings[path] = (desk.used, reading)
        return kept[1]

    def sheet(self, path: Path, stamp: _Stamp) -> Sheet:
        """Return the plain content of a file."""
        kept = self._sheets.get(path)
        if kept is None or kept[0] != stamp:
            kept = self._sheets[path] = (stamp, read_yaml(path, path.read_bytes()))
        return kept[1]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Desk:
    """Where one programme is read, with every file it needs; a later folder wins."""

    shelf: Shelf
    folders: tuple[Path, ...]
    used: _Used = field(default_factory=dict)
    """What was looked at, also where there was no file: a new one there changes the programme."""

    def read(self, path: Path) -> _Reading:
        """Read, put together and check a programme file."""
        stat = path.stat()
        stamp = self.used[path] = (stat.st_mtime_ns, stat.st_size)
        sheet = self.shelf.sheet(path, stamp)
        if sheet.data is None:
            return None, _in_order(sheet.mistakes, path)
        whole = assembled(sheet, find=self.find, names=self.names)
        programme = None if whole.mistakes or any(linked(path, whole)) else sound(whole)
        if programme is not None:
            return programme, _in_order(warned(programme, whole), path)
        meant = assembled(respelt(sheet, PROGRAMME), find=self.find_meant, names=self.names)
        return None, _in_order(_mistakes(path, meant), path)

    def read_part(self, path: Path) -> _Reading:
        """Check a shared form, protocol or rubric as if a programme took it."""
        stat, kind = path.stat(), path.parent.name
        sheet = self.shelf.sheet(path, (stat.st_mtime_ns, stat.st_size))
        if not _PART.fullmatch(path.stem):
            mistake = Mistake(
                file=path.name, line=0, found=described(path.stem), expected=_PART_NAME
            )
            return None, (mistake,)
        host = host_of(kind, path.stem, self.names)
        whole = assembled(host, find=self.find_meant, names=self.names)
        mistakes = sheet.mistakes if sheet.data is None else _mistakes(Path(host.file), whole)
        return None, _in_order((one for one in mistakes if one.file == path.name), path)

    def find(self, kind: str, name: str) -> Sheet | None:
        """Return the sheet of a shared part or of a programme, the last folder's first."""
        for path in self._places(kind, name):
            stamp = self.used[path] = _stamp(path)
            if stamp is not None:
                return self.shelf.sheet(path, stamp)
        return None

    def find_meant(self, kind: str, name: str) -> Sheet | None:
        """Return the same with misspelt keys as they were meant, to find every mistake in it."""
        sheet = self.find(kind, name)
        return None if sheet is None else respelt(sheet, kind)

    def names(self, kind: str) -> Sequence[str]:
        """Return what there is of a kind."""
        folders = [folder if kind == PROGRAMME else folder / kind for folder in self.folders]
        found = {file.stem for one in folders if one.is_dir() for file in programme_files(one)}
        return sorted(found)

    def _places(self, kind: str, name: str) -> list[Path]:
        if not _NAME.fullmatch(name):
            return []
        folders = [one if kind == PROGRAMME else one / kind for one in reversed(self.folders)]
        return [folder / f"{name}{suffix}" for folder in folders for suffix in _SUFFIXES]


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The programmes of some folders; a later folder wins over an earlier one."""

    folders: tuple[Path, ...] = (PROGRAMMES,)
    shelf: Shelf = field(default_factory=Shelf, repr=False, compare=False)

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all programme files, whether or not they can be used."""
        return tuple(sorted(self.paths()))

    def paths(self) -> dict[str, Path]:
        """Return the file of each key."""
        return {
            path.stem: path
            for folder in self.folders
            if folder.is_dir()
            for path in programme_files(folder)
        }

    def all(self) -> tuple[Programme, ...]:
        """Return the programmes that can be used, in the order of their keys."""
        read = (self._read(path)[0] for _, path in sorted(self.paths().items()))
        return tuple(programme for programme in read if programme is not None)

    def get(self, key: str) -> Programme:
        """Return a programme.

        Raises NotFound when there is no such file, ProgrammeError with every mistake when the
        file cannot be used.
        """
        paths = self.paths()
        if key not in paths:
            raise _no_such(key, list(paths))
        programme, mistakes = self._read(paths[key])
        if programme is None:
            raise ProgrammeError(
                mark("The programme {key} cannot be used yet.\n{mistakes}"),
                key=key,
                mistakes="\n".join(str(mistake) for mistake in mistakes),
            )
        return programme

    def check(self, path: Path) -> tuple[Mistake, ...]:
        """Return every mistake of a file, in the order of its lines; none when it can be used."""
        return tuple(one for one in self._read(path)[1] if not one.is_warning)

    def warnings(self, path: Path) -> tuple[Mistake, ...]:
        """Return what is worth a second look in a file that can be used."""
        return tuple(one for one in self._read(path)[1] if one.is_warning)

    def freeze(self, programme: Programme) -> str:
        """Return the whole programme as one JSON text, the same for the same programme."""
        return json.dumps(
            programme.model_dump(mode="json"),
            ensure_ascii=False,
            separators=(",", ":"),
            sort_keys=True,
        )

    def thaw(self, text: str) -> Programme:
        """Return the programme of a frozen text; raises ProgrammeError when it is none."""
        try:
            return self.shelf.thawed(text)
        except ValidationError as error:
            raise ProgrammeError(
                mark("The programme that this network began with cannot be read any more.")
            ) from error

    def _read(self, path: Path) -> _Reading:
        try:
            return self.shelf.read(path, self.folders)
        except OSError as error:
            found = (error.strerror or "no readable file").lower()
            mistake = Mistake(file=path.name, line=0, found=found, expected="a file to read")
            return None, (mistake,)


def _mistakes(path: Path, whole: Sheet) -> Iterable[Mistake]:
    """Return every mistake of a whole sheet, none of them twice."""
    links = tuple(linked(path, whole)) if whole.is_whole else ()
    verdicts = verdicts_on(whole, is_spoken_for=bool(links or whole.mistakes))
    return dict.fromkeys((*whole.mistakes, *verdicts, *links))


def _in_order(mistakes: Iterable[Mistake], path: Path) -> tuple[Mistake, ...]:
    """Return mistakes line by line, those of the file itself first."""
    return tuple(sorted(mistakes, key=lambda one: (one.file != path.name, one.line)))


def programme_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may be programmes or parts of one, by name."""
    return [path for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES]


def _stamp(path: Path) -> _Stamp | None:
    """Return what changes with the content of a file; None where there is no file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_mtime_ns, stat.st_size)


def _no_such(key: str, keys: list[str]) -> NotFound:
    near = nearest_of(key, keys)
    if near is None:
        return NotFound(
            mark("There is no programme {key}. There are: {keys}."), key=key, keys=", ".join(keys)
        )
    return NotFound(mark("There is no programme {key}. Did you mean {near}?"), key=key, near=near)
