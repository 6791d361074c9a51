"""The inquiry: eight steps together or alone, forwards and back, with progress for all to see."""

from datetime import timedelta

import pytest

from bot.domain.entries import FormRef
from bot.domain.inquiry import Cycle
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.inquiry import StepView
from bot.simulator.cast import FACILITATOR, STRANGER, Character
from tests.services.office import JAMES, MARIA, SAMUEL, TWELVE, Office, filled

QUESTION = "In what ways do learners in grade 4 explain their thinking aloud?"


@pytest.fixture
def cycle(office: Office, network: Network) -> Cycle:
    """Lend the common cycle of the second phase, at its first step."""
    office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="On we go.")
    return step_of(office, network, MARIA).cycle


@pytest.fixture
def own(office: Office, network: Network) -> Cycle:
    """Lend Maria's own cycle of the third phase, at its first step."""
    for _ in range(2):
        office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="On we go.")
    return step_of(office, network, MARIA).cycle


def step_of(office: Office, network: Network, who: Character) -> StepView:
    """Return the current step as somebody sees it."""
    view = office.services.inquiry.open(office.actor(who), network.id)
    assert view is not None
    return view


def contribute(
    office: Office,
    network: Network,
    who: Character,
    *,
    visibility: Visibility = Visibility.NETWORK,
    words: str = QUESTION,
) -> int:
    """Let somebody answer the current step; return the entry's id."""
    view = step_of(office, network, who)
    entry = office.services.entries.submit(
        office.actor(who),
        view.ref,
        answers=filled(view.form, words=words),
        visibility=visibility,
        token=f"{view.cycle.id} {view.standing.step.id}",
    )
    assert entry is not None
    return entry.id


def test_before_the_second_phase_there_is_no_inquiry(office: Office, network: Network) -> None:
    """Nothing to open, and no error either."""
    assert office.services.inquiry.open(office.actor(MARIA), network.id) is None


def test_a_network_walks_the_eight_steps_and_finishes(
    office: Office, network: Network, cycle: Cycle
) -> None:
    """With all checks ticked no reason is needed; after the last step the cycle is done (S40)."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    view, walked = step_of(office, network, MARIA), []

    for step in network.programme.steps:
        walked.append(step_of(office, network, MARIA).standing.step.id)
        inquiry.tick(daniel, cycle.id, frozenset(check.id for check in step.checks))
        view = inquiry.move_on(daniel, cycle.id)

    assert walked == [step.id for step in network.programme.steps]
    assert view.cycle.is_finished
    assert len(view.standing.done) == 8
    with pytest.raises(Invalid, match="finished already"):
        inquiry.move_on(daniel, cycle.id, reason="Again!")


def test_open_checks_ask_for_a_reason(office: Office, cycle: Cycle) -> None:
    """Ticks are kept; ids that nobody knows are not."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    ticked = inquiry.tick(daniel, cycle.id, frozenset({"adopted", "no_such_check"}))

    with pytest.raises(Invalid, match="6 open") as caught:
        inquiry.move_on(daniel, cycle.id)
    moved = inquiry.move_on(daniel, cycle.id, reason="We have talked about it.")

    assert ticked.standing.ticked == {"adopted"}
    assert caught.value.field == "reason"
    assert moved.standing.step.id == "study"


def test_going_back_keeps_later_work(office: Office, network: Network, cycle: Cycle) -> None:
    """What was written and ticked there is there again on the way forward (S40)."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    inquiry.move_on(daniel, cycle.id, reason="On.")
    written = contribute(office, network, MARIA)
    inquiry.tick(daniel, cycle.id, frozenset({"if_then"}))

    back = inquiry.go_back(daniel, cycle.id)
    with pytest.raises(Invalid, match="first step"):
        inquiry.go_back(daniel, cycle.id)
    again = inquiry.move_on(daniel, cycle.id, reason="On again.")

    mine = step_of(office, network, MARIA).mine
    assert back.standing.step.id == "problem"
    assert again.standing.ticked == {"if_then"}
    assert mine is not None
    assert mine.id == written


def test_the_question_of_somebody_erased_leaves_the_board(
    office: Office, network: Network, cycle: Cycle
) -> None:
    """It was adopted and stands in the channel; erasing its author takes it from there too."""
    adopted = contribute(office, network, MARIA)
    office.services.inquiry.adopt(office.actor(FACILITATOR), cycle.id, adopted)
    office.jump(timedelta(days=1))
    shown = [str(one.blocks) for one in office.board(network)]

    office.services.people.erase(office.team, office.id_of(MARIA))
    office.settle()

    left = [str(one.blocks) for one in office.board(network)]
    assert [one for one in shown if "Our question" in one and QUESTION in one]
    assert [one for one in left if QUESTION in one] == []


def test_only_the_facilitator_moves_the_common_cycle(office: Office, cycle: Cycle) -> None:
    """A fellow answers; a stranger sees nothing."""
    inquiry = office.services.inquiry

    with pytest.raises(NotAllowed):
        inquiry.move_on(office.actor(MARIA), cycle.id, reason="I like it.")
    with pytest.raises(NotAllowed):
        inquiry.see(office.actor(STRANGER), cycle.id)
    with pytest.raises(NotFound):
        inquiry.see(office.actor(MARIA), cycle.id + 1000)


@pytest.mark.usefixtures("cycle")
def test_the_channel_sees_progress_never_private_text(office: Office, network: Network) -> None:
    """One board, updated in place, with counts (S40)."""
    for who, visibility in ((MARIA, Visibility.ONLY_ME), (JAMES, Visibility.FACILITATOR)):
        contribute(office, network, who, visibility=visibility, words=f"Xyzzy? {QUESTION}")
        office.settle()
    office.jump(timedelta(days=1))

    boards = [m for m in office.board(network) if "2 of 12" in str(m.blocks)]
    view = step_of(office, network, JAMES)
    assert len(boards) == 1
    assert "Xyzzy" not in str([m.blocks for m in office.board(network)])
    assert (view.contributed, view.asked) == (2, 12)


def test_members_hear_of_the_next_step_and_are_offered_a_reflection(
    office: Office, network: Network, cycle: Cycle
) -> None:
    """The prompt of the step before is shortened; who answered may reflect on it."""
    office.jump(timedelta(hours=1))
    contribute(office, network, MARIA)
    office.services.inquiry.move_on(office.actor(FACILITATOR), cycle.id, reason="On.")
    office.settle()

    maria, james = office.inbox(MARIA), office.inbox(JAMES)
    assert [text for text in maria if "First study of research" in text]
    assert [text for text in james if "First study of research" in text]
    assert len([text for text in maria if "few lines" in text]) == 1
    assert not [text for text in james if "few lines" in text]


def test_each_leader_walks_alone(office: Office, network: Network, own: Cycle) -> None:
    """They tick and move on themselves; nobody else's cycle follows (S39)."""
    inquiry, maria = office.services.inquiry, office.actor(MARIA)
    inquiry.tick(maria, own.id, frozenset({"adopted"}))

    moved = inquiry.move_on(maria, own.id, reason="Ready.")

    assert moved.standing.step.id == "study"
    assert step_of(office, network, JAMES).standing.step.id == "problem"
    with pytest.raises(NotAllowed):
        inquiry.move_on(office.actor(JAMES), own.id, reason="Ready.")
    rows = inquiry.board(office.actor(FACILITATOR), network.id)
    steps = {row.member.name: row.standing.step.id for row in rows if row.standing}
    assert steps == {**{who.name: "problem" for who in TWELVE}, MARIA.name: "study"}
    with pytest.raises(NotAllowed):
        inquiry.board(maria, network.id)


def test_a_host_is_chosen_among_the_members(office: Office, cycle: Cycle) -> None:
    """Step five asks the host alone (S45)."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    while inquiry.see(daniel, cycle.id).standing.step.id != "challenge":
        inquiry.move_on(daniel, cycle.id, reason="On.")

    with pytest.raises(NotFound):
        inquiry.choose_host(daniel, cycle.id, office.id_of(STRANGER))
    hosted = inquiry.choose_host(daniel, cycle.id, office.id_of(SAMUEL))

    asked = [who.name for who in TWELVE if inquiry.see(office.actor(who), cycle.id).is_asked]
    assert hosted.asked == 1
    assert asked == [SAMUEL.name]


def test_one_of_many_questions_is_adopted(office: Office, network: Network, cycle: Cycle) -> None:
    """Members nominate and support; the others stay in a backlog (S38, S41)."""
    inquiry, daniel = office.services.inquiry, office.actor(FACILITATOR)
    first = contribute(office, network, MARIA)
    second = contribute(office, network, JAMES, words=f"And why? {QUESTION}")
    contribute(office, network, SAMUEL, visibility=Visibility.FACILITATOR)
    office.services.agreeing.agree(office.actor(SAMUEL), second, version=1)

    nominated = inquiry.nominations(daniel, cycle.id)
    adopted = inquiry.adopt(daniel, cycle.id, second)

    assert [one.entry.id for one in nominated] == [second, first]
    assert adopted.question == f"And why? {QUESTION}"
    assert len(inquiry.nominations(daniel, cycle.id)) == 2


def test_a_question_that_is_asked_in_another_way_is_supported_anew(
    office: Office, network: Network, cycle: Cycle
) -> None:
    """S41: whoever would work on the old one has not said so of the new one."""
    inquiry, daniel, entries = office.services.inquiry, FACILITATOR, office.services.entries
    first = contribute(office, network, MARIA)
    office.services.agreeing.agree(office.actor(SAMUEL), first, version=1)
    office.settle()
    before = [one.support for one in inquiry.nominations(office.actor(daniel), cycle.id)]
    entry = entries.see(office.actor(MARIA), first)
    entries.submit(
        office.actor(MARIA),
        FormRef.to_edit(entry.entry),
        answers=filled(entry.form, words=f"And why? {QUESTION}"),
        visibility=Visibility.NETWORK,
        token="changed",
    )
    office.settle()

    after = [one.support for one in inquiry.nominations(office.actor(daniel), cycle.id)]
    told = str([one.blocks for one in office.board(network)])

    assert (before, after) == ([1], [0])
    assert "It was changed. Please say again whether you would work on it." in told


def test_an_adopted_question_that_is_no_longer_shared_is_not_shown(
    office: Office, network: Network, cycle: Cycle
) -> None:
    """Neither on the board in the channel nor to a colleague; its author still sees it."""
    office.jump(timedelta(days=1))
    entry = contribute(office, network, MARIA, words=f"Xyzzy? {QUESTION}")
    office.services.inquiry.adopt(office.actor(FACILITATOR), cycle.id, entry)
    office.settle()
    before = str([m.blocks for m in office.board(network)])

    office.services.entries.share(office.actor(MARIA), entry, Visibility.ONLY_ME)
    office.settle()

    assert "Xyzzy" in before
    assert "Xyzzy" not in str([m.blocks for m in office.board(network)])
    assert step_of(office, network, JAMES).question is None
    assert "Xyzzy" in str(step_of(office, network, MARIA).question)


def test_ones_own_question_is_shown_to_others_only_when_it_is_shared(
    office: Office, network: Network, own: Cycle
) -> None:
    """Whoever looks at somebody else's cycle sees the step, not the text (S39)."""
    inquiry = office.services.inquiry
    contribute(office, network, MARIA, visibility=Visibility.ONLY_ME)

    mine = inquiry.see(office.actor(MARIA), own.id)
    seen = [inquiry.see(office.actor(who), own.id) for who in (JAMES, FACILITATOR)]

    assert mine.question == QUESTION
    assert [one.question for one in seen] == [None, None]


@pytest.mark.usefixtures("cycle")
def test_the_wording_is_looked_at_after_sending(office: Office, network: Network) -> None:
    """Hints for its writer, not gates (S38)."""
    contribute(office, network, MARIA, words="We will roll out the new timetable.")

    advice = step_of(office, network, MARIA).advice

    assert [one.id for one in advice if not one.holds] == ["is_a_question", "names_learning"]
