"""A network whose outbox is filled by hand with prompts for Maria, and what came of each."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.deliveries import Delivery, DeliveryState, NewDelivery
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.people import Digest, Topic
from bot.domain.visibility import Visibility
from bot.services.preferences import Wish
from tests.services.office import FIRST_DAY, MARIA, TWELVE, Office

MORNING = datetime(2026, 9, 2, 12, 30, tzinfo=UTC)
"""Half past eight in New York, on a Wednesday."""
CHECKIN = "checkin:checkin"


def begin(office: Office) -> Network:
    """Begin a network of two and let its first messages go out."""
    network = office.begin(members=TWELVE[:2], starts_on=FIRST_DAY + timedelta(days=300))
    office.settle()
    return network


def ask(
    office: Office,
    network: Network,
    *,
    at: datetime = MORNING,
    thing: str = CHECKIN,
    number: int = 1,
    kind: Kind = Kind.CHECKIN_PROMPT,
) -> None:
    """Put a prompt for Maria into the outbox: a round of the check-in, or a nudge."""
    maria = office.actor(MARIA)
    round_on = date(2026, 9, 2) + timedelta(weeks=number)
    refs: dict[str, str | int] = {"checkin": "checkin", "round": round_on.isoformat()}
    if kind is Kind.NUDGE:
        refs = {"sender": maria.id, "missing": "nothing", "at": at.isoformat()}
    row = NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=kind,
        thing=thing,
        occurrence=str(number),
        recipient=f"person:{maria.id}",
        due_at=at,
        reason="A test asks for it.",
        refs=refs,
        text=f"Words number {number}." if kind is Kind.NUDGE else None,
    )
    with office.store.write() as tx:
        tx.outbox.plan([row], at=office.clock.now())


def nudge(office: Office, network: Network, *numbers: int, at: datetime = MORNING) -> None:
    """Put nudges for Maria into the outbox."""
    for number in numbers:
        thing = f"nudge:{number}"
        ask(office, network, at=at, thing=thing, number=number, kind=Kind.NUDGE)


def rows(office: Office, kind: Kind) -> list[Delivery]:
    """Return what the outbox has for Maria of a kind, in the order of its making."""
    with office.store.read() as tx:
        found = tx.outbox.recent_of(f"person:{office.actor(MARIA).id}", kinds=[kind], limit=50)
    return list(reversed(found))


def fates(office: Office, kind: Kind) -> list[str]:
    """Return what came of each: SENT, or why not."""
    return [
        one.state.name if one.state is not DeliveryState.DROPPED else str(one.outcome)
        for one in rows(office, kind)
    ]


def local(instant: datetime | None) -> str:
    """Return an instant on Maria's clock."""
    assert instant is not None
    return (instant - timedelta(hours=4)).strftime("%a %H:%M")


def rounds(office: Office, network: Network, *numbers: int) -> None:
    """Put rounds of the check-in, a week apart, into the outbox."""
    for number in numbers:
        ask(office, network, at=MORNING + timedelta(weeks=number), number=number)


def answer(office: Office, network: Network, *, number: int) -> None:
    """Let Maria answer a round."""
    round_on = date(2026, 9, 2) + timedelta(weeks=number)
    maria = office.actor(MARIA)
    form = office.services.checkins.round(
        maria, network.id, checkin_id="checkin", round_on=round_on
    )
    office.services.entries.submit(
        maria,
        form,
        answers={"week": "4", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token=f"round-{number}",
    )


def choose(
    office: Office, digest: Digest = Digest.OFF, *, muted: frozenset[Topic] = frozenset()
) -> None:
    """Let Maria choose what comes and how; her clock stays as it is."""
    office.services.people.change_settings(
        office.actor(MARIA),
        zone=None,
        quiet_start=None,
        quiet_end=None,
        muted=muted,
        digest=digest,
    )


def wish(office: Office, network: Network, said: Wish) -> None:
    """Let Maria say whether to go on asking."""
    office.services.preferences.wish(office.actor(MARIA), network.id, prompt=CHECKIN, wish=said)
