"""``playground`` and ``simulate``: the whole bot on a local Slack; nothing leaves the machine.

Both bring a Slack of their own, which is loaded when they are called: ``run`` needs none of it.
Of the settings only PORT counts.
"""

import os
import threading
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.logs import write_logs
from bot.cli.openings import hide_settings
from bot.cli.signals import ended_by_signals
from bot.cli.speech import say
from bot.errors import RoundsError, SettingsError
from bot.i18n import mark
from bot.services.catalogue import Catalogue
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.simulator.transcript import Line

_NOT_GOOD = mark("The rehearsal was not flawless; see what is marked with ! above.")
_PORT_TAKEN = mark("PORT {port} is taken by another program. Choose another one, or 0 for any.")


def simulate(wanted: Namespace) -> int:
    """Play a network and print its transcript; raises RoundsError when anything was amiss."""
    from bot.simulator.scenario import Scenario, read_scenario  # noqa: PLC0415 - see above
    from bot.simulator.simulate import simulate as play  # noqa: PLC0415

    write_logs(level="ERROR", style="text")
    hide_settings()
    scenario = read_scenario(Path(wanted.scenario)) if wanted.scenario else Scenario()
    given = {name: getattr(wanted, name) for name in ("programme", "start", "members", "seed")}
    chosen = {name: value for name, value in given.items() if value is not None}
    scenario = scenario.model_copy(update=chosen)
    Catalogue().get(scenario.programme)
    report = play(scenario.plan(), days=scenario.days, tell=_Teller())
    print()
    for line in report.told():
        print(line)
    if not report.is_good:
        raise RoundsError(_NOT_GOOD)
    return 0


class _Teller:
    """Prints the transcript while it is played, with a heading for each month."""

    def __init__(self) -> None:
        self._month = ""

    def __call__(self, line: "Line") -> None:
        """Print a line."""
        month = f"{line.at:%B %Y}"
        if month != self._month:
            self._month = month
            print(f"\n{month}\n{'-' * len(month)}")
        print(line, flush=True)


def playground(_: Namespace) -> int:
    """Serve the page until Ctrl-C; raises SettingsError when the port is taken."""
    from bot.simulator.playground import Playground  # noqa: PLC0415 - see above
    from bot.simulator.playground.played import PlayedWorld  # noqa: PLC0415

    write_logs(level="WARNING", style="text")
    hide_settings()
    over: threading.Event = ended_by_signals()
    port = Settings.read({"PORT": os.environ.get("PORT", "")}).port
    say(mark("Playing the first weeks of a network ..."))
    world = PlayedWorld()
    try:
        with Playground(world, port=port) as page:
            say(mark("Open {address} in a browser. Ctrl-C ends it."), address=page.address)
            over.wait()
    except OSError as error:
        raise SettingsError(_PORT_TAKEN, port=port) from error
    finally:
        world.close()
    return 0
