"""Agendas in the database: what was published, what is worked on, what others propose (S15)."""

from bot.domain.agendas import Agenda, AgendaDraft
from bot.domain.gatherings import Gathering
from bot.domain.series import AgendaBlock
from bot.services.agendas_shown import agenda_as_published, agendas_as_published
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import HOUR, NOW, Cast

LEARN = AgendaBlock.model_validate({"id": "a", "type": "learn", "minutes": 40, "what": "Listen"})
PLAN = AgendaBlock.model_validate(
    {"id": "b", "type": "plan", "minutes": 20, "what": "Decide", "lead": "school"}
)


def meet(tx: Transaction, cast: Cast) -> Gathering:
    """Plan a conference."""
    return tx.gatherings.add(
        network_id=cast.network.id,
        series_id="conference",
        number=1,
        title="Conference 1",
        starts_at=NOW,
        minutes=60,
        zone="America/Chicago",
    )


def test_what_was_published_last_holds(store: Store, cast: Cast) -> None:
    """Until then the programme's own agenda does; other gatherings keep it (S15)."""
    with store.write() as tx:
        first, second = meet(tx, cast), meet(tx, cast)
        before = agenda_as_published(tx, first)
        for revision, blocks in ((1, (LEARN,)), (2, (LEARN, PLAN))):
            tx.agendas.publish(
                Agenda(
                    gathering_id=first.id,
                    blocks=blocks,
                    revision=revision,
                    published_at=NOW,
                    published_by=cast.tomas.id,
                )
            )

    with store.read() as tx:
        all_of_them = agendas_as_published(tx, cast.network, (first, second))
        published = tx.agendas.published(first.id)
    assert before == ()
    assert all_of_them == {first.id: (LEARN, PLAN), second.id: ()}
    assert published is not None
    assert (published.revision, published.published_by) == (2, cast.tomas.id)


def test_a_working_copy_waits_until_it_is_published(store: Store, cast: Cast) -> None:
    """Nobody else's agenda changes by it."""
    with store.write() as tx:
        conference = meet(tx, cast)
        for blocks in ((LEARN,), (PLAN, LEARN)):
            tx.agendas.keep_draft(conference.id, blocks, by_id=cast.maria.id, at=NOW)

    with store.write() as tx:
        kept, shown = tx.agendas.draft(conference.id), agenda_as_published(tx, conference)
        tx.agendas.drop_draft(conference.id)
        dropped = tx.agendas.draft(conference.id)
    assert kept == AgendaDraft(blocks=(PLAN, LEARN), by_id=cast.maria.id)
    assert (shown, dropped) == ((), None)


def test_a_proposal_is_answered_once(store: Store, cast: Cast) -> None:
    """Who presses later changes nothing (S15)."""
    with store.write() as tx:
        conference = meet(tx, cast)
        proposed = tx.agendas.propose(
            network_id=cast.network.id,
            gathering_id=conference.id,
            block=PLAN,
            proposed_by=cast.maria.id,
            proposed_at=NOW,
        )
        first = tx.agendas.decide(proposed.id, accepted=True, by_id=cast.tomas.id, at=NOW + HOUR)
        second = tx.agendas.decide(proposed.id, accepted=False, by_id=cast.maria.id, at=NOW)

    with store.read() as tx:
        (one,) = tx.agendas.proposals(conference.id)
        same = tx.agendas.proposal(proposed.id)
    assert (first, second) == (True, False)
    assert one == same
    assert (one.waits, one.accepted, one.decided_by) == (False, True, cast.tomas.id)
    assert proposed.waits
