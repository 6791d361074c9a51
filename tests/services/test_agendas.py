"""Agendas: their owners publish what fits, everybody else proposes and hears what came of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.agendas import Direction, Part
from bot.domain.gatherings import Gathering
from bot.domain.networks import Network
from bot.domain.series import Lead
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.agendas_shown import AgendaView
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER, Character
from tests.services.office import JAMES, MARIA, Office

PART = Part(kind="consult", minutes=20, what="One problem of practice", lead=Lead.SCHOOL)


def test_the_agenda_of_the_programme_holds_until_another_is_published(
    office: Office, network: Network
) -> None:
    """Every member sees it, strangers do not (S15)."""
    view = seen(office, network)

    planned = network.programme.one_series(view.gathering.series_id).agenda_of(1)
    assert (view.blocks, view.is_own, view.draft) == (planned, False, None)
    assert view.can_propose
    assert not view.can_publish
    with pytest.raises(NotAllowed):
        office.services.agendas.next(office.actor(STRANGER), network.id)


def test_whoever_leads_changes_a_copy_and_publishes_it_once_it_fits(
    office: Office, network: Network
) -> None:
    """Nobody sees the copy meanwhile, and the difference in minutes is said."""
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    first = seen(office, network)
    which, longest = first.gathering.id, max(first.blocks, key=lambda one: one.minutes)

    longer = agendas.keep(daniel, which, PART)
    with pytest.raises(Invalid, match="parts take"):
        agendas.publish(daniel, which)
    shorter = Part(kind="learn", minutes=longest.minutes - 20, what=longest.what.say())
    fitting = agendas.keep(daniel, which, shorter, block_id=longest.id)
    meanwhile = seen(office, network)
    agendas.publish(daniel, which)

    assert (longer.difference, fitting.difference) == (20, 0)
    assert (meanwhile.blocks, meanwhile.draft) == (first.blocks, None)
    after = seen(office, network)
    assert str(after.blocks[-1].what) == PART.what
    assert after.blocks[-1].lead is Lead.SCHOOL
    assert after.is_own
    assert "publish_agenda" in office.audited(network)


def test_parts_are_ordered_taken_out_and_begun_again(office: Office, network: Network) -> None:
    """The programme's agenda is there to go back to."""
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    first = seen(office, network)
    which, names = first.gathering.id, [one.id for one in first.blocks]

    moved = agendas.move(daniel, which, names[1], Direction.UP)
    fewer = agendas.remove(daniel, which, names[0])
    again = agendas.start_over(daniel, which)
    dropped = agendas.drop(daniel, which)

    assert [one.id for one in moved.shown[:2]] == [names[1], names[0]]
    assert [one.id for one in fewer.shown] == [names[1], *names[2:]]
    assert again.draft == first.blocks
    assert dropped.draft is None


def test_in_the_last_phase_only_the_school_publishes(office: Office, network: Network) -> None:
    """S15: programme staff propose, which waits for the school's accept button."""
    agendas, daniel, maria = (
        office.services.agendas,
        office.actor(FACILITATOR),
        office.actor(MARIA),
    )
    handed_over(office, network)
    which = seen(office, network).gathering.id

    with pytest.raises(NotAllowed):
        agendas.keep(daniel, which, PART)
    with pytest.raises(NotAllowed):
        agendas.publish(office.actor(LEAD), which)
    with pytest.raises(NotAllowed):
        agendas.start_over(daniel, which)
    proposed = agendas.propose(daniel, which, PART)
    waiting, _ = proposed.proposals[0]
    with pytest.raises(NotAllowed):
        agendas.answer(daniel, waiting.id, accepted=True)
    accepted = agendas.answer(maria, waiting.id, accepted=True).view

    assert (proposed.can_publish, proposed.draft) == (False, None)
    assert str(accepted.shown[-1].what) == PART.what
    assert accepted.difference == 20
    assert seen(office, network).blocks == proposed.blocks


def test_a_proposal_reaches_one_who_can_answer_and_its_author_hears_back(
    office: Office, network: Network
) -> None:
    """S15: as few people as can be; what was answered is not asked any more."""
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    which = seen(office, network).gathering.id
    before = len(office.inbox(FACILITATOR))

    agendas.propose(office.actor(MARIA), which, PART)
    agendas.propose(office.actor(MARIA), which, PART)
    second = agendas.propose(office.actor(JAMES), which, replace(PART, what="Data"))
    tomorrow(office)
    told = office.inbox(FACILITATOR)[before:]
    waiting = [one.id for one, _ in seen(office, network, FACILITATOR).proposals]
    agendas.answer(daniel, waiting[0], accepted=True)
    agendas.answer(daniel, waiting[1], accepted=False)
    agendas.answer(daniel, waiting[1], accepted=True)
    tomorrow(office)

    assert len(second.proposals) == 2
    assert [one for one in told if "2 proposals wait for the agenda." in one] == told[:1]
    assert "was accepted" in office.inbox(MARIA)[-1]
    assert "not on the agenda this time" in office.inbox(JAMES)[-1]
    assert office.inbox(FACILITATOR)[before:] == told


def test_the_first_answer_to_a_proposal_holds_and_the_second_is_told_whose_it_is(
    office: Office, network: Network
) -> None:
    """S15: twelve may answer, and a moment later nobody is told the contrary of what is so."""
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    handed_over(office, network)
    which = seen(office, network).gathering.id
    waiting, _ = agendas.propose(daniel, which, PART).proposals[0]

    first = agendas.answer(office.actor(MARIA), waiting.id, accepted=False)
    late = agendas.answer(office.actor(JAMES), waiting.id, accepted=True)
    herself = agendas.answer(office.actor(MARIA), waiting.id, accepted=True)

    assert (first.accepted, first.is_first, first.by) == (False, True, None)
    assert (late.accepted, late.is_first, late.by) == (False, False, MARIA.name)
    assert (herself.accepted, herself.is_first, herself.by) == (False, False, None)
    assert late.view.shown == first.view.blocks


def test_an_answer_comes_too_late_once_the_agenda_is_in_other_hands_or_held(
    office: Office, network: Network
) -> None:
    """S15: nothing is taken in for those who no longer own it, nor after the day."""
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    gathering = seen(office, network).gathering
    waiting, _ = agendas.propose(office.actor(MARIA), gathering.id, PART).proposals[0]

    handed_over(office, network)
    with pytest.raises(NotAllowed, match="theirs to answer"):
        agendas.answer(daniel, waiting.id, accepted=True)
    office.clock.step_to(gathering.ends_at)
    with pytest.raises(NotFound, match="passed"):
        agendas.answer(office.actor(JAMES), waiting.id, accepted=True)


def test_those_who_hold_an_office_answer_first_then_who_published_last(
    office: Office, network: Network
) -> None:
    """S15: not everybody is written to about everything."""
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    handed_over(office, network)
    which = seen(office, network).gathering.id

    agendas.propose(daniel, which, PART)
    everybody = len(office.deliveries(network, f"agenda:{which}"))
    agendas.start_over(office.actor(MARIA), which)
    agendas.publish(office.actor(MARIA), which)
    tomorrow(office)
    agendas.propose(daniel, which, replace(PART, what="Data"))
    rows = office.deliveries(network, f"agenda:{which}")

    assert everybody == 12
    assert [one.recipient for one in rows[12:]] == [f"person:{office.actor(MARIA).id}"]


def test_staffs_unfinished_work_is_not_shown_to_the_schools(
    office: Office, network: Network
) -> None:
    """S15: once the agenda is theirs they begin from what everybody sees."""
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    which = seen(office, network).gathering.id
    agendas.keep(daniel, which, PART)
    handed_over(office, network)

    theirs = seen(office, network)
    kept = agendas.keep(office.actor(MARIA), which, replace(PART, what="Ours"))

    assert (theirs.can_publish, theirs.draft) == (True, None)
    assert [str(one.what) for one in kept.shown[len(theirs.blocks) :]] == ["Ours"]


def test_what_has_passed_is_not_planned_any_more(office: Office, network: Network) -> None:
    """The agenda stays as it was held."""
    gathering = seen(office, network).gathering
    office.clock.step_to(gathering.ends_at)

    with pytest.raises(Invalid, match="passed"):
        office.services.agendas.keep(office.actor(FACILITATOR), gathering.id, PART)
    with pytest.raises(Invalid, match="passed"):
        office.services.agendas.propose(office.actor(MARIA), gathering.id, PART)


def test_a_published_agenda_changes_the_announcement_in_place(
    office: Office, network: Network
) -> None:
    """S15: one message, brought up to date."""
    gathering = announced(office, network)
    agendas, daniel = office.services.agendas, office.actor(FACILITATOR)
    before = office.board(network)
    blocks = seen(office, network).blocks
    part = Part(kind="data", minutes=blocks[0].minutes, what="Look at our data walls")

    agendas.keep(daniel, gathering.id, part, block_id=blocks[0].id)
    agendas.publish(daniel, gathering.id)
    office.settle()

    after = office.board(network)
    assert [one.ts for one in after] == [one.ts for one in before]
    assert "Look at our data walls" in str(after[-1].blocks)


def seen(office: Office, network: Network, who: Character = MARIA) -> AgendaView:
    """Return the next agenda as somebody sees it."""
    view = office.services.agendas.next(office.actor(who), network.id)
    assert view is not None
    return view


def handed_over(office: Office, network: Network) -> None:
    """Let the schools own the agendas of the phase that the network is in."""
    phases = tuple(
        one.model_copy(update={"agenda_owner": "school"}) for one in network.programme.phases
    )
    programme = network.programme.model_copy(update={"phases": phases})
    with office.store.write() as tx:
        tx.networks.update(replace(network, programme=programme))


def announced(office: Office, network: Network) -> Gathering:
    """Go on until the next gathering is announced."""
    gathering = seen(office, network).gathering
    office.jump_to(gathering.starts_at.replace(hour=12) - (gathering.ends_at - gathering.starts_at))
    return gathering


def tomorrow(office: Office) -> None:
    """Go on to the next working day."""
    office.jump(timedelta(days=1))
