"""A trust pulse in a network of eight: what the tests of anonymous forms begin with."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.domain.anonymous import Result
from bot.domain.entries import FormRef
from bot.domain.exports import ExportKind
from bot.domain.forms import Answers
from bot.domain.networks import Network
from bot.services.exports import Export
from bot.services.occasions import about_checkin
from bot.simulator.cast import FACILITATOR, Character
from tests.services.office import TWELVE, Office, close_office, open_office

SMALL = Path(__file__).parent / "programmes" / "small.yml"
EIGHT = TWELVE[:8]
CHECKINS = """
checkins:
  - {id: pulse, name: Trust pulse, form: pulse, weekday: thursday}
"""
PULSE = """
  - id: pulse
    title: Trust pulse
    anonymous: true
    pages:
      - fields:
          - {id: safe, kind: scale, label: "Is it safe to be honest here?"}
          - {id: why, kind: long_text, label: "Why?", required: false}
"""


@contextmanager
def pulsing_office(folder: Path) -> Iterator[Office]:
    """Lend an office that has a programme with an anonymous check-in."""
    small = SMALL.read_text(encoding="utf-8").replace("key: small", "key: pulsing")
    programmes = folder / "programmes"
    programmes.mkdir()
    (programmes / "pulsing.yml").write_text(small + PULSE + CHECKINS, encoding="utf-8")
    opened = open_office(f"sqlite:///{folder / 'rounds.db'}", programmes=programmes)
    yield opened
    close_office(opened)


def network_of_eight(office: Office) -> Network:
    """Begin a network of eight principals who have been welcomed."""
    members = tuple(replace(one, level="") for one in EIGHT)
    begun = office.begin("eight", programme="pulsing", members=members)
    office.jump(timedelta(minutes=5))
    return begun


def pulse_of(network: Network, day: str = "2026-09-03") -> FormRef:
    """Return the round of one day."""
    return FormRef(network_id=network.id, form_id="pulse", about=about_checkin("pulse", day))


def answer(
    office: Office, network: Network, who: Character, answers: Answers | None = None
) -> bool:
    """Let somebody answer the pulse, with their own name as the words."""
    given = answers or {"safe": "4", "why": f"Because of {who.name}"}
    return office.services.anonymous.answer(office.actor(who), pulse_of(network), given)


def heard(office: Office, network: Network) -> tuple[Result, ...]:
    """Return what the facilitator is shown of the latest round."""
    actor = office.actor(FACILITATOR)
    return office.services.anonymous.heard(actor, network.id)[0].results


def exported(office: Office, network: Network, who: Character = FACILITATOR) -> Export:
    """Return the check-ins as a file."""
    return office.services.exports.export(office.actor(who), network.id, kind=ExportKind.CHECKINS)


def rows_of(export: Export) -> list[dict[str, str]]:
    """Return the rows of an export by column."""
    text = export.content.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))
