"""At the door: what was planned is asked again, at the last moment, whether it is wanted."""

from datetime import date, datetime, timedelta

from bot.domain.deliveries import DeliveryState, NewDelivery
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from tests.services.office import MARIA, REFLECTION, TWELVE, Office, reflection

ROUND = date(2026, 8, 31)


def test_quiet_hours_that_began_after_planning_are_kept(office: Office) -> None:
    """A prompt that is due in somebody's new silence waits for their morning."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    plan_prompt(office, network, at=office.clock.now() + timedelta(minutes=30))
    now = office.clock.now().time()
    office.services.people.change_settings(
        office.actor(MARIA), zone="UTC", quiet_start=now, quiet_end=now.replace(hour=23)
    )
    before = len(office.inbox(MARIA))

    office.jump(timedelta(hours=1))
    at_once = len(office.inbox(MARIA)) - before
    office.jump(timedelta(hours=14))

    fresh = office.letters(MARIA)[before:]
    assert at_once == 0
    assert [f"{one.posted_at:%a %H:%M}" for one in fresh] == ["Wed 08:30"]


def test_a_prompt_that_comes_too_late_is_dropped(office: Office) -> None:
    """The bot was down for five hours: better no question than one out of its time."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    plan_prompt(office, network, at=office.clock.now())

    office.clock.step(timedelta(hours=5))
    office.settle()

    assert outcome(office, network, "test:1") == (DeliveryState.DROPPED, "TOO_LATE")


def test_a_prompt_that_comes_a_little_late_still_comes(office: Office) -> None:
    """The bot was down for an hour."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=3))
    plan_prompt(office, network, at=office.clock.now())

    office.clock.step(timedelta(hours=1))
    office.settle()

    assert outcome(office, network, "test:1")[0] is DeliveryState.SENT


def test_who_paused_is_not_prompted(office: Office) -> None:
    """What was planned before is dropped, and says why; receipts still come."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    plan_prompt(office, network, at=office.clock.now())
    office.services.people.pause(office.actor(MARIA), paused=True)

    office.settle()
    office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers=REFLECTION,
        visibility=Visibility.ONLY_ME,
        token="once",
    )
    office.settle()

    assert outcome(office, network, "test:1") == (DeliveryState.DROPPED, "PAUSED")
    assert len([text for text in office.inbox(MARIA) if "Reflection" in text]) == 1


def test_who_left_is_not_prompted(office: Office) -> None:
    """They are no longer in this network."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    plan_prompt(office, network, at=office.clock.now())
    office.services.networks.channel_left(office.team, network.channel_id, office.id_of(MARIA))

    office.settle()

    assert outcome(office, network, "test:1") == (DeliveryState.DROPPED, "LEFT")


def test_what_was_done_meanwhile_is_not_asked_for(office: Office) -> None:
    """The check-in came before its prompt."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    plan_prompt(office, network, at=office.clock.now())
    checkins, maria = office.services.checkins, office.actor(MARIA)
    form = checkins.round(maria, network.id, checkin_id="checkin", round_on=ROUND)
    office.services.entries.submit(
        maria,
        form,
        answers={"week": "4", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token="once",
    )

    office.settle()

    assert outcome(office, network, "test:1") == (DeliveryState.DROPPED, "DONE")


def test_a_closed_account_is_not_written_to(office: Office) -> None:
    """Nothing goes to somebody whose account is switched off."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    plan_prompt(office, network, at=office.clock.now())
    office.slack.deactivate(office.id_of(MARIA))
    office.services.people.profile_changed(office.team, office.id_of(MARIA))

    office.settle()

    assert outcome(office, network, "test:1") == (DeliveryState.DROPPED, "INACTIVE")


def outcome(office: Office, network: Network, thing: str) -> tuple[DeliveryState, str | None]:
    """Return what came of the only delivery about a thing."""
    (delivery,) = office.deliveries(network, thing)
    return delivery.state, delivery.outcome


def plan_prompt(office: Office, network: Network, *, at: datetime) -> None:
    """Put a check-in for Maria into the outbox."""
    maria = office.actor(MARIA)
    row = NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.CHECKIN_PROMPT,
        thing="test:1",
        occurrence="once",
        recipient=f"person:{maria.id}",
        due_at=at,
        reason="A test asks for it.",
        refs={"checkin": "checkin", "round": ROUND.isoformat()},
    )
    with office.store.write() as tx:
        tx.outbox.plan([row], at=office.clock.now())
