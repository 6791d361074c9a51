"""A form that a school's team answers together: what the tests of team answers begin with."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.domain.entries import NOTHING_SPECIAL, Entry, FormRef
from bot.domain.networks import Network
from bot.domain.teams import WHO_TOOK_PART
from bot.domain.visibility import Visibility
from bot.simulator.cast import Character
from tests.services.office import TWELVE, Office, close_office, open_office

SMALL = Path(__file__).parent / "programmes" / "small.yml"
ANA, BEN, CARO = (replace(one, school="Harbor High", level="") for one in TWELVE[:3])
DAN, EVE = (replace(one, school="Mesa Middle", level="") for one in TWELVE[3:5])
FIVE = (ANA, BEN, CARO, DAN, EVE)
"""Three of one school and two of another."""
PLAN = """
  - id: plan
    title: Plan of our school
    team: true
    visibility: network
    pages:
      - fields:
          - {id: aim, kind: long_text, label: "What do we want to reach?"}
          - {id: when, kind: date, label: "By when?", required: false}
  - id: survey
    title: Survey
    visibility: only_me
    pages:
      - fields:
          - id: size
            kind: choice
            label: How large is your school?
            options:
              - {id: small, label: Small}
              - {id: large, label: Large}
          - {id: sure, kind: yes_no, label: "Are you sure?"}
          - {id: needs, kind: choices, label: "What do you need?", required: false,
             options: [{id: time, label: Time}, {id: room, label: Room}]}
          - id: goals
            kind: records
            label: Goals
            required: false
            fields:
              - {id: what, kind: short_text, label: What}
              - {id: due, kind: date, label: By when, required: false}
"""


@contextmanager
def team_office(folder: Path) -> Iterator[Office]:
    """Lend an office that has a programme with a form for teams."""
    small = SMALL.read_text(encoding="utf-8").replace("key: small", "key: teams")
    programmes = folder / "programmes"
    programmes.mkdir()
    (programmes / "teams.yml").write_text(small + PLAN, encoding="utf-8")
    opened = open_office(f"sqlite:///{folder / 'rounds.db'}", programmes=programmes)
    yield opened
    close_office(opened)


def network_of_five(office: Office) -> Network:
    """Begin a network of two schools; everybody has been welcomed."""
    begun = office.begin("five", programme="teams", members=FIVE)
    office.jump_to(office.clock.now().replace(hour=19))
    return begun


def plan_of(network: Network, *, entry_id: int | None = None) -> FormRef:
    """Return the form of a team, or the edit of one."""
    return FormRef(network_id=network.id, form_id="plan", about=NOTHING_SPECIAL, entry_id=entry_id)


def write_plan(
    office: Office,
    network: Network,
    *,
    ticked: Iterable[Character] = (),
    visibility: Visibility = Visibility.ONLY_ME,
    entry_id: int | None = None,
) -> Entry | None:
    """Let Ana write for her team; those who are ticked took part."""
    people = tuple(str(office.actor(one).id) for one in ticked)
    return office.services.entries.submit(
        office.actor(ANA),
        plan_of(network, entry_id=entry_id),
        answers={"aim": "Every learner is known.", WHO_TOOK_PART: people},
        visibility=visibility,
        token="once",
    )
