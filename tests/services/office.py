"""The office: all services over a local Slack, on a clock that is moved by hand.

Nothing of ours is replaced. Services, outbox and ticks are those of production; the directory and
the messenger are the real ones and speak HTTP to a strict Slack on loopback.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import SteppedClock
from bot.domain.deliveries import Delivery
from bot.domain.entries import NOTHING_SPECIAL, FormRef
from bot.domain.fields import Question, Simple
from bot.domain.forms import Answers, FieldKind, Form, FormField, Value
from bot.domain.installations import Installation
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.scheduler import Ticks
from bot.services.beginning import Beginning
from bot.services.catalogue import Catalogue
from bot.services.delivery import Delivering
from bot.services.everything import Services, wire
from bot.services.installations import Installations
from bot.services.pacing import Pacing
from bot.services.planning import Planning
from bot.simulator.cast import FACILITATOR, LEAD, PRINCIPALS, Character
from bot.simulator.slack import LocalSlack
from bot.simulator.slack.world_records import Message
from handlers.clients import Clients
from handlers.directory import SlackDirectory
from handlers.messenger import SlackMessenger
from storage.store import Store
from tests.storage.cast import KEY

START = datetime(2026, 9, 1, 13, 0, tzinfo=UTC)
"""A Tuesday, nine in the morning in New York, six in Los Angeles."""
FIRST_DAY = date(2026, 9, 1)
PROGRAMME = "connect-lead-succeed"
TWELVE = PRINCIPALS[:12]
MARIA, JAMES, LEILANI, SAMUEL, AISHA = PRINCIPALS[:5]
"""In New York, Chicago, Los Angeles, Phoenix, and New York again."""
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Rounds"},
    "features": {"bot_user": {"display_name": "Rounds"}, "app_home": {"home_tab_enabled": True}},
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "im:write",
                "im:history",
                "pins:write",
                "users:read",
                "users:read.email",
                "channels:read",
                "groups:read",
            ]
        }
    },
    "settings": {"socket_mode_enabled": True},
}
_PLAN_EVERY = timedelta(hours=12)


@dataclass(kw_only=True)
class Office:
    """A workspace with the bot in it; its people come in when they are first named."""

    slack: LocalSlack
    store: Store
    clock: SteppedClock
    programmes: Path | None = None
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Wire everything, install the bot and appoint the lead and the facilitator."""
        tokens = Installations(store=self.store, clock=self.clock).token
        self.clients = Clients(tokens=tokens, base_url=self.slack.api_url, timeout=3)
        self.directory = SlackDirectory(clients=self.clients)
        more = Catalogue().folders + ((self.programmes,) if self.programmes else ())
        self.services: Services = wire(
            store=self.store,
            clock=self.clock,
            directory=self.directory,
            catalogue=Catalogue(folders=more),
        )
        self.delivering = self.worker("worker")
        self.planning = Planning(store=self.store, clock=self.clock)
        self.ticks = Ticks(
            store=self.store,
            clock=self.clock,
            planning=self.planning,
            delivering=self.delivering,
        )
        self._install()
        self.services.people.appoint_lead(self.team, self.id_of(LEAD))
        self.services.people.appoint_facilitator(self.actor(LEAD), self.id_of(FACILITATOR))

    @property
    def team(self) -> str:
        """Return the id of the workspace."""
        return self.slack.workspace.team_id

    def worker(self, name: str) -> Delivering:
        """Return another process that delivers from the same outbox."""
        return Delivering(
            store=self.store,
            clock=self.clock,
            directory=self.directory,
            messenger=SlackMessenger(clients=self.clients),
            pacing=Pacing(clock=self.clock),
            worker=name,
        )

    def id_of(self, who: Character) -> str:
        """Return somebody's Slack id."""
        if who.name not in self.ids:
            self.ids[who.name] = self.slack.add_person(who.name, zone=who.zone).id
        return self.ids[who.name]

    def actor(self, who: Character) -> Actor:
        """Return somebody as the services know them now."""
        return self.services.people.actor(self.team, self.id_of(who))

    def begin(
        self,
        name: str = "harbor-principals",
        *,
        programme: str = PROGRAMME,
        starts_on: date = FIRST_DAY,
        members: tuple[Character, ...] = TWELVE,
        leader: Character = FACILITATOR,
    ) -> Network:
        """Begin a network in a new channel and load its roster."""
        people = (self.id_of(leader), *(self.id_of(one) for one in members))
        channel = self.slack.add_channel(name, private=True, members=people)
        beginning = Beginning(
            programme_key=programme,
            channel_id=channel.id,
            starts_on=starts_on,
            zone="America/New_York",
        )
        network = self.services.networks.begin(self.actor(leader), beginning)
        lines = [f"{email_of(one)},{one.school},{one.role},{one.level}" for one in members]
        roster = "\n".join(["email,school,role,level", *lines])
        self.services.networks.load_roster(self.actor(leader), network.id, roster)
        return network

    def settle(self, *, plan: bool = True) -> None:
        """Run all ticks until nothing is due; twice, so that what is in doubt is settled too."""
        self.ticks.until_idle(plan=plan)
        self.ticks.until_idle(plan=False)

    def jump_to(self, instant: datetime) -> None:
        """Let time pass up to an instant, and do everything when it is due.

        Plans reach two days ahead, so that they are made now and then, and at the end.
        """
        planned = self.clock.now()
        while self.clock.now() < instant:
            due, plan_at = self.ticks.next_due(), min(instant, planned + _PLAN_EVERY)
            self.clock.step_to(min(plan_at, due) if due is not None else plan_at)
            is_time = self.clock.now() == plan_at
            planned = plan_at if is_time else planned
            self.settle(plan=is_time)

    def jump(self, by: timedelta) -> None:
        """Let some time pass."""
        self.jump_to(self.clock.now() + by)

    def inbox(self, who: Character) -> list[str]:
        """Return what stands in somebody's conversation with the bot, oldest first."""
        return [message.text for message in self.letters(who)]

    def letters(self, who: Character) -> tuple[Message, ...]:
        """Return the messages in somebody's conversation with the bot, oldest first."""
        return self.slack.person(self.id_of(who)).inbox

    def board(self, network: Network) -> tuple[Message, ...]:
        """Return what the bot said in a network's channel, oldest first."""
        bot = self.slack.workspace.bot_user_id
        return tuple(m for m in self.slack.messages(network.channel_id) if m.user == bot)

    def deliveries(self, network: Network, thing: str) -> tuple[Delivery, ...]:
        """Return all that the outbox knows about one thing."""
        with self.store.read() as tx:
            return tx.outbox.of_thing(network.id, thing)

    def audited(self, network: Network) -> list[str]:
        """Return the verbs that were written down for a network."""
        with self.store.read() as tx:
            return [note.verb for note in tx.audit.of_network(network.id)]

    def _install(self) -> None:
        workspace = self.slack.workspace
        self.services.installations.save(
            Installation(
                team_id=workspace.team_id,
                bot_token=workspace.bot_token or "",
                bot_id=workspace.bot_id,
                bot_user_id=workspace.bot_user_id,
                installed_at=self.clock.now(),
            )
        )


def email_of(who: Character) -> str:
    """Return the address that the local Slack gives somebody."""
    return f"{'.'.join(who.name.lower().split())}@schools.example"


def open_office(url: str, *, programmes: Path | None = None, without: str = "") -> Office:
    """Return an office on a fresh database; ``close_office`` takes it down.

    ``without`` names a scope that its workspace has not agreed to.
    """
    clock = SteppedClock(START)
    scopes = [one for one in MANIFEST["oauth_config"]["scopes"]["bot"] if one != without]
    manifest = MANIFEST | {"oauth_config": {"scopes": {"bot": scopes}}}
    slack = LocalSlack(clock=clock, manifest=manifest)
    slack.start()
    store = Store.open(url, keys=[KEY], durable=False)
    store.upgrade()
    return Office(slack=slack, store=store, clock=clock, programmes=programmes)


def close_office(office: Office) -> None:
    """Stop the local Slack and let go of the database."""
    office.slack.stop()
    office.store.dispose()


REFLECTION = {"stays_with_you": "Asking helped more than telling."}
"""What is enough for a free reflection."""


def reflection(network: Network, *, entry_id: int | None = None) -> FormRef:
    """Return the form of a reflection on nothing in particular, or of the edit of one."""
    return FormRef(
        network_id=network.id, form_id="reflection", about=NOTHING_SPECIAL, entry_id=entry_id
    )


def filled(form: Form, *, words: str = "Learners explain to one another what they see.") -> Answers:
    """Return an answer to every question of a form that is asked and has to be answered."""
    answers: dict[str, Value] = {}
    for one in form.fields:
        asked = {other.id for other in form.asked(answers)}
        if one.required and one.id in asked:
            answers[one.id] = _answer(one, words)
    return answers


def _answer(field: FormField, words: str) -> Value:
    match field.kind:
        case FieldKind.YES_NO:
            return {"said": "yes", "reason": words}
        case FieldKind.RATING:
            return {"level": field.options[-1].id, "evidence": words}
        case FieldKind.RANKED:
            return tuple(option.id for option in field.options)
        case FieldKind.FILE:
            link = "https://schools.example/files/F1/plan.pdf"
            return ({"id": "F1", "name": "plan.pdf", "type": "pdf", "size": 9, "link": link},)
        case FieldKind.RECORDS:
            record = {asked.id: _simple(asked, words) for asked in field.fields}
            return (record,) * field.fewest
        case _:
            return _simple(field, words)


def _simple(field: Question, words: str) -> Simple:
    """Answer what takes one input."""
    if field.options:
        first = field.options[0].id
        return (first,) if field.kind is FieldKind.CHOICES else first
    by_kind: dict[FieldKind, Simple] = {
        FieldKind.NUMBER: str(field.highest),
        FieldKind.SCALE: str(field.highest),
        FieldKind.DATE: date(2028, 6, 1).isoformat(),
        FieldKind.TIME: "15:30",
        FieldKind.LINK: "https://example.org/our-plan",
        FieldKind.MEMBER: "U1",
        FieldKind.MEMBERS: ("U1",),
    }
    return by_kind.get(field.kind, words)
