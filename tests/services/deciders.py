"""A small programme in which members decide, and the network that follows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.entries import Entry
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.services.adopted import norms_of
from bot.services.decisions import DecisionView
from bot.simulator.cast import FACILITATOR, PRINCIPALS, Character
from tests.services.office import Office, close_office, open_office

KEY = "our-deciders"
EIGHT = PRINCIPALS[:8]
PROGRAMME = """
key: our-deciders
name: Those who decide
about: A year of our own.
weeks: 40
size: {min: 4, max: 20}
roles:
  - {id: principal, name: Principal}
  - {id: assistant_principal, name: Assistant principal}
levels:
  - {id: elementary, name: Elementary school}
  - {id: middle, name: Middle school}
  - {id: high, name: High school}
norms: [One voice at a time.]
phases:
  - {id: year, name: The year, weeks: 40, lead: joint}
series:
  - id: meeting
    kind: session
    name: Our meeting
    minutes: 90
    when: {week: 2, weekday: tuesday, months: [9, 10, 11], at: "15:30"}
    reflection: afterwards
    topics:
      - {what: Feedback that helps learners, focus: instruction, systems: [feedback]}
      - {what: Time to plan together, focus: collaboration, systems: [feedback]}
      - {what: Families as partners, focus: culture, systems: [feedback]}
rubrics:
  - id: framework
    title: Our framework
    about: How far a system is.
    unit: system
    levels:
      - {value: 0, name: Not yet, means: Not begun, needs: Nothing}
      - {value: 1, name: Done, means: In place, needs: Evidence}
    systems:
      - {id: feedback, name: Feedback, acts: Leaders, not_yet: None, full: Everywhere}
decisions:
  - id: values
    name: Our values
    about: What we want to be measured by.
    ask: hopes
    fields: [hope]
    least: 1
    most: 3
  - id: norms
    name: Our norms
    about: How we work together.
    choices: [Phones stay in the bag., Questions before advice.]
    most: 5
    is_norms: true
    check: norms_check
  - id: topics
    name: Topics of the term
    about: What our meetings are about.
    choices: [Feedback that helps learners, Families as partners, Substitutes]
    method: rank
    most: 2
    share: 25
    again: {days: [2026-10-05]}
  - id: topic
    name: Our own topic
    about: What our community works on.
    choices: [Reading, Numbers]
    by_level: true
places: {reflection: reflection}
forms:
  - norms_check
  - id: reflection
    title: Reflection
    pages:
      - fields:
          - {id: stays_with_you, kind: long_text, label: What stays with you?}
  - id: afterwards
    title: After our meeting
    visibility: facilitator
    pages:
      - fields:
          - {id: worth, kind: scale, label: Was it worth your time?}
          - {id: norms_kept, kind: scale, label: We kept our norms., required: false}
  - id: hopes
    title: Hopes
    visibility: facilitator
    pages:
      - fields:
          - {id: hope, kind: long_text, label: What do you hope for?}
          - {id: fear, kind: long_text, label: What are you afraid of?, required: false}
"""


@contextmanager
def deciding(folder: Path, *, afterwards: str = "visibility: facilitator") -> Iterator[Office]:
    """Open an office that knows the programme in which members decide.

    ``afterwards`` says for whom the form after meetings is.
    """
    programmes = folder / "programmes"
    programmes.mkdir()
    before = "title: After our meeting\n    "
    text = PROGRAMME.replace(f"{before}visibility: facilitator", f"{before}{afterwards}")
    (programmes / f"{KEY}.yml").write_text(text, encoding="utf-8")
    office = open_office(f"sqlite:///{folder / 'rounds.db'}", programmes=programmes)
    try:
        yield office
    finally:
        close_office(office)


def begun(office: Office, *, members: tuple[Character, ...] = EIGHT) -> Network:
    """Begin the network; everybody has been welcomed."""
    network = office.begin("harbor-deciders", programme=KEY, members=members)
    office.jump_to(office.clock.now().replace(hour=19))
    return network


def opened(office: Office, network: Network, decision: str, *, level: str = "") -> DecisionView:
    """Let the facilitator open a round; those who decide are asked."""
    leading = office.services.led_decisions
    view = leading.open(office.actor(FACILITATOR), network.id, decision, level=level)
    office.settle()
    return view


def round_id(view: DecisionView) -> int:
    """Return the id of the round that is shown."""
    assert view.latest is not None
    return view.latest.id


def propose(
    office: Office,
    who: Character,
    number: int,
    words: str,
    *,
    visibility: Visibility = Visibility.FACILITATOR,
    fear: str | None = None,
) -> Entry | None:
    """Let somebody propose in a round, and write what only the facilitator reads."""
    actor = office.actor(who)
    ref = office.services.decisions.propose(actor, number)
    return office.services.entries.submit(
        actor,
        ref,
        answers={"hope": words, "fear": fear},
        visibility=visibility,
        token=f"{who.name}/{number}",
    )


def vote(office: Office, who: Character, number: int, *words: str) -> DecisionView:
    """Let somebody vote for choices by their words."""
    actor = office.actor(who)
    voting = office.services.decisions.voting(actor, number)
    ids = {choice.words: choice.id for choice in voting.choices}
    return office.services.decisions.vote(actor, number, [ids[one] for one in words])


def norms(office: Office, network: Network) -> list[str]:
    """Return the norms as everybody is shown them."""
    with office.store.read() as tx:
        return [str(one) for one in norms_of(tx, network)]
