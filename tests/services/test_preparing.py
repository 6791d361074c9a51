"""Before a gathering: asked for in the week's reminder, read on its page by who may (S57, S82)."""

from datetime import date, timedelta

import pytest

from bot.domain.gatherings import Gathering, Rsvp
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.simulator.cast import FACILITATOR, Character
from tests.services.office import AISHA, JAMES, MARIA, TWELVE, Office, filled

ASKS = "Prepare: What I bring"


@pytest.fixture
def institute(office: Office) -> Network:
    """Lend a network that asks for a live piece of work before each conference."""
    return office.begin(programme="leadership-institute-year", members=TWELVE[:6])


def conference(office: Office, network: Network) -> Gathering:
    """Return the conference of the middle of September."""
    with office.store.read() as tx:
        return next(
            one
            for one in tx.gatherings.of_network(network.id)
            if one.series_id == "leadership_conference"
        )


def asked(office: Office, who: Character) -> list[str]:
    """Return when somebody was asked to prepare."""
    return [f"{one.posted_at:%d %b}" for one in office.letters(who) if ASKS in str(one.blocks)]


def write(office: Office, network: Network, *, readers: Visibility) -> None:
    """Let Maria prepare."""
    view = office.services.gatherings.see(office.actor(MARIA), conference(office, network).id)
    assert view.preparation is not None
    entry = office.services.entries.submit(
        office.actor(MARIA),
        view.preparation.ref,
        answers=filled(view.preparation.form, words="Our agenda"),
        visibility=readers,
        token="once",
    )
    assert entry is not None


def test_who_comes_is_asked_to_prepare_in_the_reminder_of_the_week(
    office: Office, institute: Network
) -> None:
    """S57: pre-work asks for a live piece of the leader's own work; nothing more is sent for it."""
    meeting = conference(office, institute)
    office.services.gatherings.answer(office.actor(JAMES), meeting.id, rsvp=Rsvp.NO)

    office.jump_to(meeting.starts_at - timedelta(days=6))
    in_the_week = [asked(office, who) for who in (MARIA, AISHA, JAMES)]
    write(office, institute, readers=Visibility.FACILITATOR)
    office.jump_to(meeting.starts_at - timedelta(hours=2))

    assert meeting.starts_at.date() == date(2026, 9, 16)
    assert in_the_week == [["09 Sep"], ["09 Sep"], []]
    assert [asked(office, who) for who in (MARIA, AISHA, JAMES)] == [[], ["15 Sep"], []]


def test_what_was_prepared_is_read_on_the_page_of_the_gathering(
    office: Office, institute: Network
) -> None:
    """S82: the lens reaches who plans the day; what somebody keeps to themselves does not."""
    meeting = conference(office, institute)
    before = office.services.gatherings.see(office.actor(MARIA), meeting.id).preparation
    write(office, institute, readers=Visibility.FACILITATOR)

    pages = {
        who.name: office.services.gatherings.see(office.actor(who), meeting.id).preparation
        for who in (MARIA, AISHA, FACILITATOR)
    }

    assert before is not None
    assert (before.is_asked, before.is_written, before.readable) == (True, False, 0)
    told = {name: (one.is_asked, one.readable) for name, one in pages.items() if one is not None}
    assert told == {MARIA.name: (False, 0), AISHA.name: (True, 0), FACILITATOR.name: (False, 1)}
    read = office.services.preparations.read(office.actor(FACILITATOR), meeting.id)
    assert [one.author.name for one in read.found] == [MARIA.name]
    assert office.services.preparations.read(office.actor(AISHA), meeting.id).found == ()


def test_preparing_is_no_reflection(office: Office, institute: Network) -> None:
    """Who prepared is offered the reflection all the same, for both are about one gathering."""
    meeting = conference(office, institute)
    write(office, institute, readers=Visibility.FACILITATOR)

    office.jump_to(meeting.ends_at + timedelta(hours=1))

    with office.store.read() as tx:
        offers = [
            one
            for one in tx.outbox.of_thing(institute.id, f"gathering:{meeting.id}")
            if one.kind == "form_prompt" and one.person_id == office.actor(MARIA).id
        ]
    assert [one.outcome for one in offers if one.outcome == "DONE"] == []
    assert offers
