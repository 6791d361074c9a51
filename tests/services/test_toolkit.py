"""The toolkit of a programme: before and after sessions, opened, tried, counted (S5, S31)."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.gatherings import Rsvp
from bot.domain.kinds import Kind
from bot.domain.marks import tool_thing
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed, NotFound
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import JAMES, MARIA, TWELVE, Office, filled

FIRST, SECOND = "wait_time", "describe_first"


@pytest.fixture
def partnership(office: Office) -> Network:
    """Lend a partnership of three people, welcomed."""
    begun = office.begin(programme="gradual-release-partnership", members=TWELVE[:3])
    office.settle()
    return begun


def told(office: Office, network: Network, tool: str = FIRST) -> list[Delivery]:
    """Return the prompts about an item, in the order in which they were due."""
    rows = office.deliveries(network, tool_thing(tool))
    posts = [one for one in rows if one.kind is Kind.TOOL and one.action is Action.POST]
    return sorted(posts, key=lambda one: one.due_at)


def september(day: int, hour: int = 16) -> datetime:
    """Return an afternoon of September, in UTC."""
    return datetime(2026, 9, day, hour, tzinfo=UTC)


def test_a_session_brings_one_item_and_then_its_question(
    office: Office, partnership: Network
) -> None:
    """S5: who has tried it is not asked, and the next session brings the next item."""
    view = office.services.gatherings.next(office.actor(MARIA), partnership.id)
    assert view is not None
    for who in (MARIA, JAMES):
        office.services.gatherings.answer(office.actor(who), view.gathering.id, rsvp=Rsvp.YES)
    office.jump_to(september(8))
    brought = office.inbox(MARIA)
    office.services.toolkit.try_it(office.actor(JAMES), partnership.id, FIRST)
    office.jump_to(september(15))

    asked = office.inbox(MARIA)

    before, after = "From the toolkit, before we meet: ", "From the toolkit, after we met: "
    assert len([one for one in brought if one.startswith(before)]) == 1
    assert [one for one in asked if one.startswith(after)]
    assert not [one for one in office.inbox(JAMES) if one.startswith(after)]
    assert len({one.refs["session"] for one in told(office, partnership)}) == 1
    foreseen = office.planning.foresee(september(30).replace(month=10))
    others = {str(one.refs["tool"]) for one in foreseen if one.kind is Kind.TOOL}
    assert others == {SECOND}


def test_a_session_that_is_moved_brings_nothing_twice(office: Office, partnership: Network) -> None:
    """S5: the item was there already; its question follows the new date."""
    view = office.services.gatherings.next(office.actor(MARIA), partnership.id)
    assert view is not None
    office.jump_to(september(8))
    office.services.gatherings.move(
        office.actor(FACILITATOR),
        view.gathering.id,
        day=date(2026, 9, 17),
        at=time(14, 0),
        place=None,
    )
    office.services.gatherings.answer(office.actor(MARIA), view.gathering.id, rsvp=Rsvp.YES)
    office.jump_to(september(22))

    rows = [one for one in told(office, partnership) if one.person_id == office.actor(MARIA).id]

    sent = [one.refs["moment"] for one in rows if one.state is DeliveryState.SENT]
    assert sent == ["before", "after"]
    assert not told(office, partnership, SECOND)


def test_what_members_opened_and_tried_is_counted_and_never_named(
    office: Office, partnership: Network
) -> None:
    """S5: once each; who leads sees numbers, members what they did themselves."""
    toolkit = office.services.toolkit
    for _ in range(2):
        toolkit.open(office.actor(MARIA), partnership.id, FIRST)
    toolkit.open(office.actor(FACILITATOR), partnership.id, FIRST)
    toolkit.try_it(office.actor(MARIA), partnership.id, FIRST)
    toolkit.try_it(office.actor(JAMES), partnership.id, FIRST)
    toolkit.take_back(office.actor(JAMES), partnership.id, FIRST)

    hers = toolkit.look(office.actor(MARIA), partnership.id)
    his = toolkit.look(office.actor(FACILITATOR), partnership.id)

    mine, led = hers.lines[0], his.lines[0]
    assert (mine.tool.id, mine.opened, mine.tried, mine.taken) == (FIRST, True, True, None)
    assert led.taken is not None
    assert (led.taken.opened, led.taken.tried, led.taken.of) == (1, 1, 3)


def test_the_toolkit_is_that_of_the_phase_and_all_of_it_on_demand(
    office: Office, partnership: Network
) -> None:
    """S5: what belongs to later phases is counted, and shown when asked for."""
    toolkit, lead = office.services.toolkit, office.actor(LEAD)
    now = toolkit.look(lead, partnership.id)
    everything = toolkit.look(lead, partnership.id, everything=True)

    opened = toolkit.open(lead, partnership.id, FIRST)

    fitting = [one.tool.id for one in now.lines]
    assert fitting[:2] == [FIRST, SECOND]
    assert len(everything.lines) == len(fitting) + now.others > len(fitting)
    assert not opened.can_mark
    assert not opened.line.opened
    with pytest.raises(NotFound):
        toolkit.open(lead, partnership.id, "nothing")
    for verb in (toolkit.try_it, toolkit.take_back):
        with pytest.raises(NotAllowed):
            verb(lead, partnership.id, FIRST)
    with pytest.raises(NotAllowed):
        toolkit.look(office.actor(STRANGER), partnership.id)


def test_a_reading_comes_with_its_questions_and_its_protocol(
    office: Office, network: Network
) -> None:
    """S31: the text, how it is talked about; who is no member reads nothing."""
    toolkit, where = office.services.toolkit, {"phase_id": "connect", "module_id": "team_learning"}

    view = toolkit.reading(office.actor(MARIA), network.id, **where, place=1)

    assert view.reading.title.say() == "What a staff meeting teaches"
    assert view.protocol is not None
    assert view.protocol == toolkit.protocol(office.actor(MARIA), network.id, "text_discussion")
    with pytest.raises(NotFound):
        toolkit.reading(office.actor(MARIA), network.id, **where, place=2)
    with pytest.raises(NotFound):
        toolkit.protocol(office.actor(MARIA), network.id, "nothing")
    for verb in (
        lambda: toolkit.reading(office.actor(STRANGER), network.id, **where, place=0),
        lambda: toolkit.protocol(office.actor(STRANGER), network.id, "text_discussion"),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_after_a_conference_one_message_offers_reflection_and_card(
    office: Office, network: Network
) -> None:
    """S27: whoever wrote the reflection before it came is offered the card alone."""
    view = office.services.gatherings.next(office.actor(MARIA), network.id)
    assert view is not None
    office.clock.step_to(view.gathering.ends_at)
    ref = office.services.reflections.current(office.actor(MARIA), network.id)
    office.services.entries.submit(
        office.actor(MARIA),
        ref,
        answers=filled(network.programme.form(ref.form_id)),
        visibility=Visibility.FACILITATOR,
        token="early",
    )

    office.settle()

    his = [one for one in office.letters(JAMES) if "After our conference" in one.text]
    hers = [one for one in office.letters(MARIA) if "Take it back" in one.text]
    assert [str(one.blocks).count("act.open_form") for one in his] == [2]
    assert "Take it back" in str(his[0].blocks)
    assert [str(one.blocks).count("act.open_form") for one in hers] == [1]
