"""``programme list | check | schema | diff | export``: what networks can follow, and do follow."""

import json
import re
from argparse import Namespace
from pathlib import Path

from bot.cli.colours import Colour, painted
from bot.cli.openings import network_named, opened, read_settings
from bot.cli.speech import say, tongue
from bot.domain.programme import Programme
from bot.domain.programme_changes import Change, Difference
from bot.errors import ProgrammeError
from bot.i18n import mark
from bot.services.catalogue import PROGRAMMES, Catalogue, programme_files
from bot.services.programme_parts import PARTS
from bot.services.programme_schema import programme_schema
from bot.services.programme_text import programme_text
from bot.services.programmes import compared
from bot.settings import Settings

_MISTAKES = mark("{file} cannot be used yet: mend what is named above, {count} in all.")
_SEVERAL = mark(
    "{wrong} of {all} files cannot be used yet: mend what is named above, {count} in all."
)
_FINE = mark("{file} can be used.")
_LOOK = mark("{file} can be used. Worth a look: {count}.")
_NOTHING = mark("There is no file in {folder} that ends in .yml or .yaml.")
_SAME = mark("{network} follows this version already.")
_LOOKED = mark("{network} goes on as it is until a facilitator moves it with /rounds programme.")
_NO_PLACE = mark("lost     own words of {where}: they have no place in it")
_IN_THE_WAY = mark("waits    {where}: people are at it now, and it is gone; nobody can move yet")
_THERE = mark("{file} is there already. Choose another name, or take it away first.")
_ODD_NAME = mark(
    "{file} cannot be a programme: its name has small letters, digits and dashes, such as "
    "our-network.yml."
)
_ANOTHER = mark(
    "It is a programme of its own, {key}, for networks to come. A file that {network} can follow "
    "is called {own}.yml."
)
_KEY = re.compile(r"[a-z][a-z0-9-]{1,59}")

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

    What the network says in its own way is no difference; own words that have no place in it are
    named, and so is what people are at and it has not. Nothing is changed by looking.
    """
    settings = read_settings()
    with opened() as store:
        network = network_named(store, wanted.network)
        newer = _programme_in(wanted.file) if wanted.file else None
        newer = newer or catalogue_for(settings).get(network.programme.key)
        with store.read() as tx:
            view = compared(tx, network, newer)
    for change in view.changes:
        say(_CHANGE[change.difference], **_told(change))
    for one in view.reworded.lost if view.reworded else ():
        say(_NO_PLACE, where=one.place)
    for change in view.lost:
        say(_IN_THE_WAY, where=", ".join(change.where))
    say(_LOOKED if view.changes else _SAME, network=network.key)
    return 0


def export_programme(wanted: Namespace) -> int:
    """Print a network's programme, or write it to a new file, as a programme file again.

    The key in the file is the name of the file, as the check wants it. Raises ProgrammeError where
    a file is there already: somebody may have changed it.
    """
    with opened() as store:
        network = network_named(store, wanted.network)
    if wanted.out is None:
        print(programme_text(network.programme), end="")
        return 0
    path = Path(wanted.out)
    if path.exists():
        raise ProgrammeError(_THERE, file=path)
    if not _KEY.fullmatch(path.stem):
        raise ProgrammeError(_ODD_NAME, file=path)
    named = network.programme.model_copy(update={"key": path.stem})
    path.write_text(programme_text(named), encoding="utf-8")
    say(mark("Written: {file}"), file=path)
    if path.stem != network.programme.key:
        say(_ANOTHER, file=path, key=path.stem, network=network.key, own=network.programme.key)
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
