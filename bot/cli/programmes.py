"""``programme list | check | schema``: what networks can follow, and whether a file can be used."""

import json
from argparse import Namespace
from pathlib import Path

from bot.cli.openings import read_settings
from bot.cli.speech import say, tongue
from bot.errors import ProgrammeError
from bot.i18n import mark
from bot.services.catalogue import PROGRAMMES, Catalogue
from bot.services.programme_schema import programme_schema
from bot.settings import Settings

_MISTAKES = mark("{file} cannot be used yet: mend what is named above, {count} in all.")


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
    """Print every mistake of a file by line; raises ProgrammeError when there is any."""
    path = Path(wanted.file)
    mistakes = Catalogue().check(path)
    for mistake in mistakes:
        print(mistake.tell(tongue()))
    if mistakes:
        raise ProgrammeError(_MISTAKES, file=path, count=len(mistakes))
    say(mark("{file} can be used."), file=path)
    return 0


def print_schema(_: Namespace) -> int:
    """Print the JSON Schema of programme files, which editors use to help with writing."""
    print(json.dumps(programme_schema(), indent=2, ensure_ascii=False))
    return 0
