"""Phases: three parts, each with criteria; a person moves on, the bot never does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.phases import Criterion, Ruling
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER, Character
from tests.services.office import MARIA, TWELVE, Office, filled

ALL_OF_CONNECT = frozenset(
    {
        "values",
        "norms",
        "charter",
        "applied",
        "consulted",
        "learning_first",
        "answerable",
        "partners",
        "kept",
        "tried_at_school",
        "agree_to_move",
    }
)
AHEAD = "pictures"
"""What else has to hold before the second phase begins."""


def test_a_network_stands_in_its_first_phase(office: Office, network: Network) -> None:
    """With all that is missing before the next, and its week (S23)."""
    view = office.services.phases.see(office.actor(MARIA), network.id)

    assert (view.phase.id, view.number, view.week, view.can_change) == ("connect", 1, 1, False)
    assert {one.id for one in view.missing} == ALL_OF_CONNECT | {AHEAD}
    assert view.next is not None
    assert view.next.id == "lead"


def test_the_week_is_counted_from_the_start(office: Office, network: Network) -> None:
    """On the network's own calendar."""
    office.jump(timedelta(days=6))
    before = office.services.phases.see(office.actor(MARIA), network.id).week
    office.jump(timedelta(days=1))

    after = office.services.phases.see(office.actor(MARIA), network.id).week

    assert (before, after) == (1, 2)


def test_open_criteria_ask_for_a_reason(office: Office, network: Network) -> None:
    """Nothing has changed before one is given."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    phases.tick(daniel, network.id, frozenset({"agree_to_move"}))

    with pytest.raises(Invalid, match="11 criteria are open") as caught:
        phases.advance(daniel, network.id, reason="  ")

    assert caught.value.field == "reason"
    assert phases.see(daniel, network.id).phase.id == "connect"


def test_a_network_moves_on_with_what_is_waived_and_why(office: Office, network: Network) -> None:
    """The channel is told; the common cycle begins and members hear of its first step (S23)."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    phases.tick(daniel, network.id, frozenset({"partners", "agree_to_move"}))

    view = phases.advance(daniel, network.id, reason="We go on together.")
    office.jump(timedelta(days=1))

    (summary,) = [m for m in office.board(network) if "We go on together." in str(m.blocks)]
    assert (view.phase.id, view.number) == ("lead", 2)
    assert "Every member has a partner" in str(summary.blocks)
    assert "Every member has tried one routine" in str(summary.blocks)
    step = office.services.inquiry.open(office.actor(MARIA), network.id)
    assert step is not None
    assert (step.standing.step.id, step.cycle.owner_id) == ("problem", None)
    for who in TWELVE:
        assert len([text for text in office.inbox(who) if "Identify the problem" in text]) == 1


def test_with_all_criteria_met_no_reason_is_needed(office: Office, network: Network) -> None:
    """A tick can be taken back before."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    judged_by_people(office, network)
    everything = ALL_OF_CONNECT | {f"next/{AHEAD}"}
    phases.tick(daniel, network.id, everything)
    phases.tick(daniel, network.id, everything - {"partners"})
    fewer = phases.see(daniel, network.id).missing
    phases.tick(daniel, network.id, everything)

    view = phases.advance(daniel, network.id, reason=None)

    assert [one.id for one in fewer] == ["partners"]
    assert view.phase.id == "lead"


def test_what_holds_before_the_next_phase_is_shown_and_counts(
    office: Office, network: Network
) -> None:
    """S9, S23: the next phase is ready once the way out and the way in are free."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    judged_by_people(office, network)
    out = phases.tick(daniel, network.id, ALL_OF_CONNECT)

    ready = phases.tick(daniel, network.id, ALL_OF_CONNECT | {f"next/{AHEAD}"})

    assert [one.criterion.id for one in out.ahead] == ["connected", AHEAD]
    assert [one.met for one in out.ahead] == [True, False]
    assert (out.is_ready, ready.is_ready) == (False, True)


def test_no_phase_begins_by_itself(office: Office, network: Network) -> None:
    """S9, S23: however ready a network is, and however late: a facilitator says so."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    judged_by_people(office, network)
    phases.tick(daniel, network.id, ALL_OF_CONNECT | {f"next/{AHEAD}"})

    office.clock.step_to(office.clock.now() + timedelta(weeks=20))
    office.ticks.plan()

    view = phases.see(daniel, network.id)
    assert (view.phase.id, view.is_ready) == ("connect", True)


def test_a_phase_tells_how_far_what_is_counted_is(office: Office, network: Network) -> None:
    """S23: twelve fellows, and no picture of any of their schools yet."""
    view = office.services.phases.see(office.actor(MARIA), network.id)

    far = {one.key: one.progress for one in view.all if one.progress is not None}

    assert (far["here/roster"].done, far["here/roster"].is_met) == (12, True)
    assert (far[f"next/{AHEAD}"].done, far[f"next/{AHEAD}"].of) == (0, 12)


def test_it_is_kept_who_decided_what_and_why(office: Office, network: Network) -> None:
    """S23: a box that is ticked later leaves what was decided before as it was."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    phases.rule(
        daniel, network.id, "agree_to_move", ruling=Ruling.MET, reason="We said so on Tuesday."
    )
    at = office.clock.now()
    office.jump(timedelta(days=1))

    view = phases.tick(daniel, network.id, frozenset({"agree_to_move", "here/facilitators"}))

    ticked = {one.key: (one.by, one.decided) for one in view.all if one.decided is not None}
    by, decided = ticked["agree_to_move"]
    assert set(ticked) == {"agree_to_move", "here/facilitators"}
    assert by == FACILITATOR.name
    assert decided is not None
    assert (decided.reason, decided.at) == ("We said so on Tuesday.", at)


def test_a_network_goes_on_without_one_thing_for_a_reason(office: Office, network: Network) -> None:
    """S23: what is counted cannot be called met, and without a reason nothing is waived."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    with pytest.raises(Invalid, match="This is counted") as counted:
        phases.rule(daniel, network.id, "norms", ruling=Ruling.MET)
    with pytest.raises(Invalid, match="why you go on without") as silent:
        phases.rule(daniel, network.id, "norms", ruling=Ruling.WAIVED, reason=" ")

    view = phases.rule(
        daniel, network.id, "norms", ruling=Ruling.WAIVED, reason="Ours are older than this bot."
    )

    assert (counted.value.field, silent.value.field) == ("ruling", "reason")
    assert view.one("norms").ruling is Ruling.WAIVED
    assert "norms" not in {one.id for one in view.missing}


def test_what_was_waived_before_keeps_its_own_reason(office: Office, network: Network) -> None:
    """S23: the channel reads both."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    phases.rule(
        daniel, network.id, "norms", ruling=Ruling.WAIVED, reason="Ours are older than this bot."
    )
    phases.advance(daniel, network.id, reason="We go on together.")
    office.jump(timedelta(days=1))

    (summary,) = [m for m in office.board(network) if "We go on together." in str(m.blocks)]

    assert "(Ours are older than this bot.)" in str(summary.blocks)


def test_computed_criteria_are_looked_up_not_ticked(office: Office, network: Network) -> None:
    """All steps done and everybody contributed: nobody can just say so."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    phases.advance(daniel, network.id, reason="On we go.")
    everything = frozenset(one.id for one in network.programme.phase("lead").exit)

    ticked = phases.tick(daniel, network.id, everything)
    for who in TWELVE:
        contribute(office, network, who)

    assert [one.id for one in ticked.missing] == [
        "all_steps",
        "everyone",
        "acted",
        "hosted",
        "own_problem",
    ]
    assert "everyone" not in {one.id for one in phases.see(daniel, network.id).missing}


def test_each_leader_has_a_cycle_of_their_own_in_the_last_phase(
    office: Office, network: Network
) -> None:
    """Also who joins later (S39)."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    phases.advance(daniel, network.id, reason="On we go.")
    phases.advance(daniel, network.id, reason="And on.")

    office.services.networks.channel_joined(office.team, network.channel_id, office.id_of(STRANGER))
    office.jump(timedelta(days=1))

    board = office.services.inquiry.board(daniel, network.id)
    owners = {row.member.name for row in board if row.standing is not None}
    assert owners == {who.name for who in (*TWELVE, STRANGER)}
    for who in (MARIA, STRANGER):
        view = office.services.inquiry.open(office.actor(who), network.id)
        assert view is not None
        assert view.cycle.owner_id == office.actor(who).id
        assert [text for text in office.inbox(who) if "Identify the problem" in text]


def test_after_the_last_phase_there_is_no_other(office: Office, network: Network) -> None:
    """A sentence says so."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    for _ in range(2):
        phases.advance(daniel, network.id, reason="On we go.")

    with pytest.raises(Invalid, match="last phase"):
        phases.advance(daniel, network.id, reason="Further!")


def test_only_the_facilitator_changes_the_phase(office: Office, network: Network) -> None:
    """The programme lead looks on."""
    phases = office.services.phases
    for who in (MARIA, LEAD):
        with pytest.raises(NotAllowed):
            phases.advance(office.actor(who), network.id, reason="I say so.")
        with pytest.raises(NotAllowed):
            phases.rule(office.actor(who), network.id, "norms", ruling=Ruling.OPEN)

    assert office.services.phases.see(office.actor(LEAD), network.id).phase.id == "connect"


def test_the_channel_hears_of_a_phase_in_the_morning(office: Office, network: Network) -> None:
    """A decision of the evening does not wake the network."""
    office.jump(timedelta(hours=10))
    office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="On we go.")

    with office.store.read() as tx:
        (row,) = tx.outbox.pending(network_id=network.id, kind=Kind.PHASE_SUMMARY)

    assert f"{row.due_at:%a %H:%M}" == "Wed 12:30"


def contribute(office: Office, network: Network, who: Character) -> None:
    """Let somebody answer the current step."""
    view = office.services.inquiry.open(office.actor(who), network.id)
    assert view is not None
    office.services.entries.submit(
        office.actor(who),
        view.ref,
        answers=filled(view.form),
        visibility=Visibility.NETWORK,
        token=view.standing.step.id,
    )


def judged_by_people(office: Office, network: Network) -> None:
    """Let the network follow a programme in which people tick every criterion."""
    by_hand = [
        phase.model_copy(update={"entry": _by_hand(phase.entry), "exit": _by_hand(phase.exit)})
        for phase in network.programme.phases
    ]
    programme = network.programme.model_copy(update={"phases": tuple(by_hand)})
    with office.store.write() as tx:
        tx.networks.update(replace(network, programme=programme))


def _by_hand(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    return tuple(
        one if one.computed == "phase_before" else one.model_copy(update={"computed": None})
        for one in criteria
    )
