"""``network list``, ``network calendar``, ``export``: look at networks, take answers along."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from bot.app import clock_for
from bot.cli.openings import actor_named, network_named, opened, read_settings
from bot.cli.speech import say, tongue
from bot.domain.exports import ExportKind
from bot.domain.tables import decoded
from bot.errors import Refused
from bot.i18n import mark
from bot.services.calendars import Calendars
from bot.services.exports import Export, Exports

CODEBOOK = "codebook.csv"
_MINE_ONLY = 0o600


def list_networks(_: Namespace) -> int:
    """Print one line for each network: key, programme, start, members, state."""
    with opened() as store, store.read() as tx:
        networks = [tx.networks.by_key(key) for key in sorted(tx.networks.keys())]
        for network in networks:
            if network is None:
                continue
            members = [one for one in tx.members.of_network(network.id) if one.left_at is None]
            say(
                mark("{key}: {programme}, since {since}, {count} members, {state}"),
                key=network.key,
                programme=network.programme.key,
                since=network.starts_on.isoformat(),
                count=len(members),
                state=network.state.value,
            )
    if not networks:
        say(mark("There is no network yet. A programme lead begins one with /rounds setup."))
    return 0


def load_calendar(wanted: Namespace) -> int:
    """Load days off into a network's calendar, CSV or .ics; say what was taken and what was not.

    Exits 1 where nothing could be taken.
    """
    clock, path = clock_for(read_settings()), Path(wanted.file)
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise Refused(
            mark("{file} cannot be read: {why}."), file=path, why=error.strerror
        ) from error
    with opened() as store:
        network = network_named(store, wanted.network)
        actor = actor_named(store, network.team_id, who=wanted.as_person)
        calendars = Calendars(store=store, clock=clock)
        done = calendars.load(actor, network.id, text, name=path.name)
    for problem in done.problems:
        say(mark("Not taken. {why}"), why=problem.tell(tongue()))
    say(
        mark("New in the calendar: {new}. There already: {known}."),
        new=len(done.added),
        known=done.known,
    )
    return 0 if done.added or done.known else 1


def export(wanted: Namespace) -> int:
    """Write an export and its codebook, as a person may see it; say what was withheld."""
    clock = clock_for(read_settings())
    with opened() as store:
        network = network_named(store, wanted.network)
        actor = actor_named(store, network.team_id, who=wanted.as_person)
        made = Exports(store=store, clock=clock).export(
            actor, network.id, kind=ExportKind(wanted.kind), as_type=wanted.format
        )
    paths = _write(made, Path(wanted.out))
    say(mark("Written: {export} and {codebook}"), export=paths.export, codebook=paths.codebook)
    say(mark("Rows: {rows}. As seen by {name}."), rows=made.rows, name=actor.person.name)
    say(mark("Withheld, because they may not read them: {count}."), count=made.withheld)
    return 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """Where an export lies now."""

    export: Path
    codebook: Path


def _write(made: Export, folder: Path) -> Written:
    """Write both files so that only this account may read them; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = Written(export=folder / made.name, codebook=folder / CODEBOOK)
    _write_private(written.export, made.content)
    _write_private(written.codebook, made.codebook)
    return written


def _write_private(path: Path, content: str) -> None:
    path.touch(mode=_MINE_ONLY)
    path.write_text(content, encoding="utf-8", newline="")
