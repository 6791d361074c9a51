"""``programme list | check | schema | diff | export``: what networks can follow, and do follow."""

import json
from argparse import Namespace
from pathlib import Path

from bot.cli.colours import Colour, painted
from bot.cli.openings import network_named, opened, read_settings
from bot.cli.speech import say, tongue
from bot.domain.programme import Programme
from bot.domain.programme_changes import Change, Difference, changes_between
from bot.errors import ProgrammeError
from bot.i18n import mark
from bot.services.catalogue import PROGRAMMES, Catalogue, programme_files
from bot.services.programme_parts import PARTS
from bot.services.programme_schema import programme_schema
from bot.services.programme_text import programme_text
from bot.services.rewording import reworded
from bot.settings import Settings

_MISTAKES = mark("{file} cannot be used yet: mend what is named above, {count} in all.")
_SEVERAL = mark(
    "{wrong} of {all} files cannot be used yet: mend what is named above, {count} in all."
)
_FINE = mark("{file} can be used.")
_LOOK = mark("{file} can be used. Worth a look: {count}.")
_NOTHING = mark("There is no file in {folder} that ends in .yml or .yaml.")

_CHANGE = {
    Difference.NEW: mark("new      {where}: {after}"),
    Difference.GONE: mark("gone     {where}: {before}"),
    Difference.CHANGED: mark("changed  {where}: {before} -> {after}"),
}


def catalogue_for(settings: Settings) -> Catalogue:
    """Return the programmes that come with Rounds and those of PROGRAMMES_DIR."""
    own = (settings.programmes_dir,) if settings.programmes_dir else ()
    return Catalogue(folders=(PROGRAMMES, *own))


def list_programmes(_: Namespace) -> int:
    """Print key and name of each programme, or how many mistakes keep it from being used."""
    catalogue = catalogue_for(read_settings())
    for key, path in sorted(catalogue.paths().items()):
        mistakes = catalogue.check(path)
        if mistakes:
            say(mark("{key}: {count} mistakes in {file}"), key=key, count=len(mistakes), file=path)
        else:
            programme = catalogue.get(key)
            say(
                mark("{key}: {name}, {weeks} weeks"),
                key=key,
                name=programme.name,
                weeks=programme.weeks,
            )
    return 0


def check_programme(wanted: Namespace) -> int:
    """Print every mistake of files by line; raises ProgrammeError when there is any.

    Warnings are printed too, and a file that has nothing else can be used.
    """
    paths = [path for name in wanted.files for path in _files_at(Path(name))]
    catalogue = Catalogue()
    counts = {path: _check(path, catalogue) for path in dict.fromkeys(paths)}
    wrong = [path for path, count in counts.items() if count]
    if not wrong:
        return 0
    total = sum(counts.values())
    if len(counts) == 1:
        raise ProgrammeError(_MISTAKES, file=wrong[0], count=total)
    raise ProgrammeError(_SEVERAL, wrong=len(wrong), all=len(counts), count=total)


def _check(path: Path, catalogue: Catalogue) -> int:
    """Print what is wrong with a file and what is worth a look; return how much is wrong."""
    mistakes, warnings = catalogue.check(path), catalogue.warnings(path)
    for one in mistakes:
        print(painted(one.tell(tongue()), Colour.RED))
    for one in warnings:
        print(painted(one.tell(tongue()), Colour.YELLOW))
    if not mistakes:
        sentence = _LOOK if warnings else _FINE
        told = tongue()(sentence).format(file=path, count=len(warnings))
        print(painted(told, Colour.GREEN))
    return len(mistakes)


def _files_at(path: Path) -> list[Path]:
    """Return a file, or the programme files and shared parts of a folder, in order."""
    if not path.is_dir():
        return [path]
    folders = (path, *(path / kind for kind in PARTS))
    files = [file for folder in folders if folder.is_dir() for file in programme_files(folder)]
    if not files:
        raise ProgrammeError(_NOTHING, folder=path)
    return files


def diff_programme(wanted: Namespace) -> int:
    """Print what a file, or today's version, would change for a network that is under way.

    What the network says in its own way is no difference.
    """
    settings = read_settings()
    with opened() as store:
        network = network_named(store, wanted.network)
        with store.read() as tx:
            own = tx.wordings.of_network(network.id)
    newer = _programme_in(wanted.file) if wanted.file else None
    newer = newer or catalogue_for(settings).get(network.programme.key)
    changes = changes_between(network.programme, reworded(newer, own).programme)
    for change in changes:
        say(_CHANGE[change.difference], **_told(change))
    if not changes:
        say(mark("{network} follows this version already."), network=network.key)
    return 0


def export_programme(wanted: Namespace) -> int:
    """Print a network's programme, or write it to a file, as a programme file again."""
    with opened() as store:
        network = network_named(store, wanted.network)
    text = programme_text(network.programme)
    if wanted.out is None:
        print(text, end="")
    else:
        Path(wanted.out).write_text(text, encoding="utf-8")
        say(mark("Written: {file}"), file=wanted.out)
    return 0


def _programme_in(file: str) -> Programme:
    """Return the programme of a file; raises ProgrammeError naming every mistake."""
    path = Path(file)
    catalogue = Catalogue(folders=(PROGRAMMES, path.parent))
    mistakes = catalogue.check(path)
    for mistake in mistakes:
        print(mistake.tell(tongue()))
    if mistakes:
        raise ProgrammeError(_MISTAKES, file=path, count=len(mistakes))
    return catalogue.get(path.stem)


def _told(change: Change) -> dict[str, str]:
    return {"where": ", ".join(change.where), "before": change.before, "after": change.after}


def print_schema(_: Namespace) -> int:
    """Print the JSON Schema of programme files, which editors use to help with writing."""
    print(json.dumps(programme_schema(), indent=2, ensure_ascii=False))
    return 0
