"""A network in which people have partners, for the tests that need some."""

from datetime import timedelta

from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.services.partners import Drawn, PartnersView
from bot.simulator.cast import FACILITATOR, PRINCIPALS, Character
from tests.services.office import MARIA, REFLECTION, Office, reflection

DAY = timedelta(days=1)
STEP = {**REFLECTION, "next_step": "Visit two classrooms", "next_step_on": "2026-09-10"}


def draw(office: Office, network: Network, seed: int = 1) -> Drawn:
    """Let Daniel draw."""
    return office.services.partners.draw(office.actor(FACILITATOR), network.id, seed=seed)


def begin(office: Office, network: Network, seed: int = 1) -> PartnersView:
    """Let Daniel draw and begin, and everybody hear of it the next day."""
    view = office.services.partners.begin(
        office.actor(FACILITATOR), network.id, draw(office, network, seed).ids, amends=False
    )
    office.jump(DAY)
    return view


def seen(office: Office, network: Network, who: Character = FACILITATOR) -> PartnersView:
    """Return the partners as somebody sees them."""
    return office.services.partners.see(office.actor(who), network.id)


def partners_of(office: Office, network: Network, who: Character) -> list[Character]:
    """Return whom the bot knows as somebody's partners."""
    names = {one.member.name for one in seen(office, network, who).mine}
    return [one for one in PRINCIPALS if one.name in names]


def plan(office: Office, network: Network, *, readers: Visibility) -> int:
    """Let Maria write down a next step for Thursday next week; return the entry."""
    entry = office.services.entries.submit(
        office.actor(MARIA), reflection(network), answers=STEP, visibility=readers, token="once"
    )
    assert entry is not None
    office.settle()
    return entry.id


def asked(office: Office, who: Character) -> list[str]:
    """Return the days on which somebody was asked to ask Maria."""
    return [
        f"{one.posted_at:%a %d %b}"
        for one in office.letters(who)
        if "Ask Maria Alvarez how it went" in one.text
    ]
