"""The programmes there are: files in folders, read and checked when they are asked for.

The bot's own folder comes first; ``PROGRAMMES_DIR`` adds a second one, whose files win where two
have the same key. A network keeps the text of the programme it began with (``freeze``), so that
editing a file changes nothing for those who are under way.
"""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from bot.domain.programme import Programme
from bot.errors import NotFound, ProgrammeError
from bot.i18n import mark
from bot.services.mistakes import Mistake
from bot.services.programme_check import nearest_of, read_programme
from bot.services.programme_links import linked
from bot.services.yaml_lines import read_yaml

PROGRAMMES = Path(__file__).parent.parent / "programmes"
"""The folder of the programmes that come with the bot."""

_SUFFIXES = (".yml", ".yaml")
_KEPT = 64
_Stamp = tuple[int, int]
_Reading = tuple[Programme | None, tuple[Mistake, ...]]


class Shelf:
    """What has been read already: files until they change, frozen programmes by their text."""

    def __init__(self) -> None:
        self._files: dict[Path, tuple[_Stamp, _Reading]] = {}
        self.thawed = lru_cache(maxsize=_KEPT)(Programme.model_validate_json)

    def read(self, path: Path) -> _Reading:
        """Return a file's programme, or its mistakes; OSError where it cannot be opened."""
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        kept = self._files.get(path)
        if kept is None or kept[0] != stamp:
            kept = self._files[path] = (stamp, _read(path))
        return kept[1]


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
            for path in sorted(folder.iterdir())
            if path.suffix in _SUFFIXES
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
        return self._read(path)[1]

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
            return self.shelf.read(path)
        except OSError as error:
            found = (error.strerror or "no readable file").lower()
            mistake = Mistake(file=path.name, line=0, found=found, expected="a file to read")
            return None, (mistake,)


def _read(path: Path) -> _Reading:
    sheet = read_yaml(path, path.read_bytes())
    if sheet.data is None:
        return None, sheet.mistakes
    programme, verdicts = read_programme(sheet)
    mistakes = dict.fromkeys((*sheet.mistakes, *verdicts, *linked(path, sheet)))
    in_order = tuple(sorted(mistakes, key=lambda one: one.line))
    return None if in_order else programme, in_order


def _no_such(key: str, keys: list[str]) -> NotFound:
    near = nearest_of(key, keys)
    if near is None:
        return NotFound(
            mark("There is no programme {key}. There are: {keys}."), key=key, keys=", ".join(keys)
        )
    return NotFound(mark("There is no programme {key}. Did you mean {near}?"), key=key, near=near)
