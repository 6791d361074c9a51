"""What can be typed after ``python -m bot``; every command has ``--help``."""

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from datetime import date

from bot.cli import database, networks, people, programmes, rehearse
from bot.cli.doctor import doctor
from bot.cli.manifest import print_manifest
from bot.cli.run import MODES, ROLES, run
from bot.cli.speech import tongue
from bot.domain.exports import ExportKind

PROGRAM = "python -m bot"


class _Kinship:
    """A group of commands; adds one command after another."""

    def __init__(self, parser: ArgumentParser) -> None:
        self._group = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(self, name: str, command: Callable[..., int], *, about: str) -> ArgumentParser:
        """Add a command that does something."""
        parser = self._group.add_parser(name, help=about, description=about)
        parser.set_defaults(command=command)
        return parser

    def group(self, name: str, *, about: str) -> "_Kinship":
        """Add a command that has commands of its own."""
        return _Kinship(self._group.add_parser(name, help=about, description=about))


def parser() -> ArgumentParser:
    """Build the parser; every parsed line names the function to call as ``command``."""
    _ = tongue()
    whole = ArgumentParser(
        prog=PROGRAM,
        description=_("Rounds: a Slack bot for networks of school leaders."),
        epilog=_("New here? Try `make playground`. Settings: docs/operations.md"),
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = _Kinship(whole)
    _add_playing(commands)
    _add_running(commands)
    _add_looking(commands)
    _add_programmes(commands.group("programme", about=_("Look at programme files.")))
    _add_database(commands.group("database", about=_("Look after the database.")))
    return whole


def _add_playing(commands: _Kinship) -> None:
    _ = tongue()
    commands.add(
        "playground",
        rehearse.playground,
        about=_("Play the whole bot in a browser, without Slack. PORT chooses the port."),
    )
    simulate = commands.add(
        "simulate",
        rehearse.simulate,
        about=_("Rehearse a network from beginning to end on a local Slack and print what it saw."),
    )
    what = simulate.add_mutually_exclusive_group()
    what.add_argument(
        "--programme", metavar="KEY", help=_("a programme, as `programme list` names it")
    )
    what.add_argument("--scenario", metavar="FILE", help=_("a scenario file"))
    simulate.add_argument("--start", metavar="DATE", type=_day, help=_("first day, as 2026-09-01"))
    simulate.add_argument("--members", metavar="N", type=_count, help=_("how many members"))
    simulate.add_argument("--seed", metavar="N", type=int, help=_("repeats the same chances"))


def _add_running(commands: _Kinship) -> None:
    _ = tongue()
    start = commands.add("run", run, about=_("Start the bot; it ends on SIGTERM or Ctrl-C."))
    start.add_argument(
        "--mode",
        choices=MODES,
        help=_("how Slack reaches the bot; socket where SLACK_APP_TOKEN is set, else http"),
    )
    start.add_argument(
        "--role",
        choices=ROLES,
        default="all",
        help=_("what this process does; anything but all needs PostgreSQL"),
    )
    appoint = commands.add(
        "appoint", people.appoint, about=_("Make somebody programme lead: the first step of all.")
    )
    appoint.add_argument("person", metavar="PERSON", help=_("an e-mail address or a Slack id"))
    appoint.add_argument("--team", metavar="T", help=_("the workspace, where there are several"))
    erase = commands.add("erase", people.erase, about=_("Erase somebody and all they wrote."))
    erase.add_argument("person", metavar="PERSON", help=_("an e-mail address or a Slack id"))
    erase.add_argument("--team", metavar="T", help=_("the workspace, where there are several"))
    erase.add_argument("--yes", action="store_true", help=_("yes, for good"))
    commands.add(
        "doctor", doctor, about=_("Look for what is missing or wrong, and say what to do about it.")
    )
    manifest = commands.add(
        "manifest", print_manifest, about=_("Print the manifest to create the Slack app from.")
    )
    manifest.add_argument(
        "--url",
        metavar="URL",
        help=_("for HTTP mode: the https address under which Slack finds us"),
    )


def _add_looking(commands: _Kinship) -> None:
    _ = tongue()
    several = commands.group("network", about=_("Look at the networks."))
    several.add("list", networks.list_networks, about=_("List every network and its key."))
    calendar = several.add(
        "calendar", networks.load_calendar, about=_("Load days off into a network's calendar.")
    )
    calendar.add_argument("network", metavar="KEY", help=_("see `network list`"))
    calendar.add_argument("file", metavar="FILE", help=_("a table (CSV) or an .ics file"))
    calendar.add_argument(
        "--as",
        dest="as_person",
        metavar="PERSON",
        help=_("who loads it; without it a programme lead"),
    )
    export = commands.add(
        "export", networks.export, about=_("Write the answers of a network to a file.")
    )
    export.add_argument(
        "kind",
        metavar="KIND",
        choices=[kind.value for kind in ExportKind],
        help=" | ".join(ExportKind),
    )
    export.add_argument("--network", metavar="KEY", required=True, help=_("see `network list`"))
    export.add_argument("--format", choices=("csv", "json"), default="csv")
    export.add_argument("--out", metavar="DIR", default=".", help=_("the folder to write to"))
    export.add_argument(
        "--as",
        dest="as_person",
        metavar="PERSON",
        help=_("whose eyes to see with; without it a programme lead's"),
    )


def _add_programmes(files: _Kinship) -> None:
    _ = tongue()
    files.add("list", programmes.list_programmes, about=_("List the programmes there are."))
    check = files.add(
        "check",
        programmes.check_programme,
        about=_(
            "Name every mistake of programme files, each with its line, what was found and what "
            "was expected. What is worth a look keeps nobody from beginning. Nothing is changed."
        ),
    )
    check.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=_("a programme, a shared form, protocol or rubric, or a folder of them"),
    )
    check.epilog = _("Ends with 0 where every file can be used, else with 1.")
    diff = files.add(
        "diff",
        programmes.diff_programme,
        about=_("Print what a newer file would change for a network under way."),
    )
    diff.add_argument("--network", metavar="KEY", required=True, help=_("see `network list`"))
    diff.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help=_("a programme file; without it, today's file of its programme"),
    )
    write = files.add(
        "export", programmes.export_programme, about=_("Write a network's programme as a file.")
    )
    write.add_argument("--network", metavar="KEY", required=True, help=_("see `network list`"))
    write.add_argument(
        "--out",
        metavar="FILE",
        help=_("a new file, such as our-network.yml; without it, the screen"),
    )
    files.add("schema", programmes.print_schema, about=_("Print the JSON Schema for editors."))


def _add_database(commands: _Kinship) -> None:
    _ = tongue()
    commands.add("upgrade", database.upgrade, about=_("Bring the tables to this version."))
    commands.add("check", database.check, about=_("See that it answers and fits this version."))
    backup = commands.add("backup", database.backup, about=_("Copy SQLite while the bot runs."))
    backup.add_argument("file", metavar="FILE")
    restore = commands.add("restore", database.restore, about=_("Put a copy of SQLite back."))
    restore.add_argument("file", metavar="FILE")
    commands.add("key", database.key, about=_("Print a new key for SECRET_KEYS."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(tongue()("write a date as 2026-09-01")) from error


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(tongue()("write a number of 1 or more"))
    return int(text)
