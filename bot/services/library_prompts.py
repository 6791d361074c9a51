"""Prompts of the toolkit: plan which item goes with which session, and say it (S5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.deliveries import DeliveryState, NewDelivery
from bot.domain.door import Dropped
from bot.domain.entries import About
from bot.domain.gatherings import Gathering, series_of
from bot.domain.kinds import Kind
from bot.domain.local_time import Rhythm
from bot.domain.marks import Mark, tool_thing
from bot.domain.messages import AnyMessage
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.tool_messages import ToolMessage
from bot.domain.tool_prompts import Moment, moments_of, session_of, tool_instant, tool_prompt
from bot.domain.toolkit import Tool, next_tool
from bot.services.invitations import invited_members
from bot.services.scene import Scene, gathering_of
from storage.transaction import Transaction

Readers = Mapping[int, tuple[Person, Rhythm]]
"""Who can be written to, by id, and when."""
Window = tuple[datetime, datetime]
_LOOK_BACK = timedelta(days=10)
_LOOK_AHEAD = timedelta(days=14)


def tool_prompts(
    tx: Transaction, network: Network, *, readers: Readers, window: Window
) -> Iterator[NewDelivery]:
    """Yield the prompts of the toolkit that fall due in a window.

    1. Each session gets the first item of the phase that no other session had; once planned, it
       keeps it.
    2. Its question follows the session for those who were invited.
    3. Who was sent one for a session is not sent it again when the session is moved.
    """
    if not network.programme.toolkit:
        return
    given: _Given | None = None
    for gathering in _near(tx, network, window):
        for moment, due in _due(tx, network, gathering, readers=readers, window=window):
            given = given or _Given.read(tx, network)
            yield from given.rows(network, gathering, moment, due=due)


def tool_message(scene: Scene) -> AnyMessage | Dropped:
    """Return one item of the toolkit, or its question; gone with its item."""
    known = {one.id: one for one in scene.network.programme.toolkit}
    tool, gathering = known.get(scene.ref("tool")), gathering_of(scene)
    if tool is None or gathering is None:
        return Dropped.GONE
    return ToolMessage(
        network=scene.network,
        late=scene.late,
        tool=tool,
        moment=Moment(scene.ref("moment")),
        occasion=gathering.title,
    )


def tool_is_done(scene: Scene, person_id: int) -> bool:
    """Whether an item needs no bringing, because it was opened, or no asking: tried, written of."""
    thing = tool_thing(scene.ref("tool"))
    marks = scene.tx.marks.of_things(scene.network.id, [thing])
    mine = {one.mark for one in marks if one.person_id == person_id}
    if Moment(scene.ref("moment")) is Moment.BEFORE or Mark.TRIED in mine:
        return bool(mine)
    about = About.read(thing)
    return bool(scene.tx.entries.of_author(person_id, network_id=scene.network.id, about=about))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Given:
    """Which item each session has, and who was sent what of it."""

    tools: dict[str, Tool] = field(default_factory=dict)
    """By session."""
    told: frozenset[tuple[str, str, str]] = frozenset()
    """Session, moment and recipient."""

    @classmethod
    def read(cls, tx: Transaction, network: Network) -> "_Given":
        tools: dict[str, Tool] = {}
        told: set[tuple[str, str, str]] = set()
        for tool in network.programme.toolkit:
            for row in tx.outbox.of_thing(network.id, tool_thing(tool.id)):
                if row.kind is Kind.TOOL and "session" in row.refs:
                    session = str(row.refs["session"])
                    tools.setdefault(session, tool)
                    if row.state is DeliveryState.SENT:
                        told.add((session, str(row.refs["moment"]), row.recipient))
        return cls(tools=tools, told=frozenset(told))

    def rows(
        self,
        network: Network,
        gathering: Gathering,
        moment: Moment,
        *,
        due: list[tuple[Person, datetime]],
    ) -> Iterator[NewDelivery]:
        session = session_of(gathering, series_of(gathering, network.programme))
        if session not in self.tools and moment is Moment.BEFORE:
            taken = {one.id for one in self.tools.values()}
            tool = next_tool(network.programme.toolkit, network.phase_id, given=taken)
            if tool is not None:
                self.tools[session] = tool
        for person, due_at in due if session in self.tools else ():
            row = tool_prompt(
                self.tools[session],
                moment,
                gathering=gathering,
                session=session,
                network=network,
                person=person,
                due_at=due_at,
            )
            if (session, moment.value, row.recipient) not in self.told:
                yield row


def _near(tx: Transaction, network: Network, window: Window) -> list[Gathering]:
    """Return the gatherings whose prompts may fall into a window, the earliest first."""
    since, until = window
    found = tx.gatherings.between(network.id, since=since - _LOOK_BACK, until=until + _LOOK_AHEAD)
    return sorted((one for one in found if one.is_on), key=lambda one: one.starts_at)


def _due(
    tx: Transaction, network: Network, gathering: Gathering, *, readers: Readers, window: Window
) -> Iterator[tuple[Moment, list[tuple[Person, datetime]]]]:
    """Yield each moment of a gathering that falls into the window for somebody who is invited."""
    since, until = window
    moments = list(moments_of(gathering, series_of(gathering, network.programme)))
    members = invited_members(tx, network, gathering) if moments else ()
    invited = [readers[one.person_id] for one in members if one.person_id in readers]
    for moment in moments:
        instants = [(person, tool_instant(gathering, moment, rhythm)) for person, rhythm in invited]
        due = [(person, due_at) for person, due_at in instants if since <= due_at < until]
        if due:
            yield moment, due
