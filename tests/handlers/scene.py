"""A network and its people, for tests that do what people do in Slack."""

import itertools
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from bot.domain.local_time import local_date, zone_named
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.services.beginning import Beginning
from bot.simulator.slack import Channel, LogEntry, Message, Person, PersonSession
from bot.simulator.slack.surfaces import walk
from bot.simulator.stage import Stage
from handlers.blocks.ids import FIELD

PROGRAMME = "connect-lead-succeed"
ZONE = "America/New_York"
_counter = itertools.count(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """One network in a private channel: a lead, a facilitator, three fellows, and a stranger."""

    stage: Stage
    channel: Channel
    network: Network
    lead: PersonSession
    facilitator: PersonSession
    maria: PersonSession
    james: PersonSession
    leilani: PersonSession
    stranger: PersonSession

    @classmethod
    def begin(cls, stage: Stage, *, name: str, programme: str = PROGRAMME) -> Self:
        """Let people come, and begin their network today; its people are complete on the roster."""
        lead, facilitator, stranger = (
            newcomer(stage, who) for who in ("Ruth Castillo", "Daniel Osei", "Petra Lind")
        )
        fellows = [
            newcomer(stage, "Maria Alvarez"),
            newcomer(stage, "James Whitfield", zone="America/Chicago"),
            newcomer(stage, "Leilani Kapule", zone="America/Los_Angeles"),
        ]
        handle = f"p{zlib.crc32(name.encode()):x}-{next(_counter)}"
        members = (facilitator.id, *(one.id for one in fellows))
        channel = stage.slack.add_channel(handle, private=True, members=members)
        stage.bot.services.people.appoint_lead(lead.team_id, lead.id)
        network = _begun(stage, channel, lead=lead, facilitator=facilitator, programme=programme)
        _place(stage, network, fellows, facilitator=facilitator)
        sit = stage.slack.person
        return cls(
            stage=stage,
            channel=channel,
            network=network,
            lead=sit(lead.id),
            facilitator=sit(facilitator.id),
            maria=sit(fellows[0].id),
            james=sit(fellows[1].id),
            leilani=sit(fellows[2].id),
            stranger=sit(stranger.id),
        )

    def say(self, who: PersonSession, command: str, *, here: bool = True) -> str:
        """Type a command in the network's channel, or elsewhere; return the private answer."""
        word, _, text = command.partition(" ")
        before = len(who.ephemerals)
        answer = who.command(word, text, channel=self.channel.id if here else None)
        assert answer.ok, answer
        return told(who.ephemerals[before:])

    def actor(self, who: PersonSession) -> Actor:
        """Return a person as the services know them."""
        return self.stage.bot.services.people.actor(who.person.team_id, who.person.id)

    def settle(self) -> None:
        """Let the bot finish, and send what is due."""
        self.stage.rest()
        self.stage.settle()

    def enter(self, phase: int = 1) -> None:
        """Move the network on by so many phases, with a reason, as its facilitator does."""
        for _ in range(phase):
            self.stage.bot.services.phases.advance(
                self.actor(self.facilitator), self.network.id, reason="We are ready."
            )

    def today(self) -> date:
        """Return today's date in New York."""
        return local_date(self.stage.now, zone=zone_named(ZONE))

    def fill(self, who: PersonSession, answers: Mapping[str, object] | None = None) -> None:
        """Fill the questions of the page that is open: what is given, else something short.

        Of an order only the first place is filled.
        """
        given = answers or {}
        assert who.modal is not None
        for place in walk(who.modal.raw["blocks"]):
            field = place.block_id.removeprefix(FIELD)
            is_place = field.rpartition("/")[2].isdecimal() and "options" in place.element
            if is_place and field not in given:
                continue
            if place.is_input and place.block_id.startswith(FIELD):
                something = given.get(field, self._something(place.element, who))
                who.set(place.block_id, something)

    def write(
        self,
        who: PersonSession,
        answers: Mapping[str, object] | None = None,
        *,
        readers: str | None = None,
    ) -> None:
        """Fill and send the form that is open, page by page."""
        for _ in range(6):
            view = who.modal
            assert view is not None
            if view.callback_id != "view.form":
                break
            self.fill(who, answers)
            if readers is not None and "block.visibility" in block_ids(view.raw):
                who.set("block.visibility", readers)
            sent = who.submit()
            assert sent.ok, sent
            assert not sent.errors
        who.close(all_views=True)
        self.settle()

    def _something(self, element: Mapping[str, Any], who: PersonSession) -> object:
        match str(element["type"]):
            case "file_input":
                return [who.upload("plan.pdf", b"Our plan")]
            case "timepicker":
                return "15:30"
            case "plain_text_input":
                words = "A few honest words about how learners reason."
                return "https://example.org/our-plan" if "placeholder" in element else words
            case "number_input":
                return "4"
            case "datepicker":
                return (self.today() + timedelta(days=10)).isoformat()
            case "users_select" | "multi_users_select" as kind:
                return [self.james.person.id] if "multi" in kind else self.james.person.id
            case "checkboxes":
                return [element["options"][0]["value"]]
            case _:
                return element["options"][0]["value"]


def stressed(entry: LogEntry) -> int:
    """Return how many primary buttons something has that the bot drew."""
    said = entry.arguments if entry.direction == "call" else entry.answer or {}
    drawn = json.dumps([said.get("view"), said.get("blocks")])
    return drawn.replace("\\", "").count('"style": "primary"')


def newcomer(stage: Stage, name: str, *, zone: str = ZONE) -> Person:
    """Let somebody new into the workspace."""
    number = next(_counter)
    email = f"{name.split(maxsplit=1)[0].lower()}.{number}@school.example"
    return stage.slack.add_person(f"{name} {number}", zone=zone, email=email)


def told(messages: Sequence[Message]) -> str:
    """Return everything that was said, blocks and all."""
    return "\n".join(f"{one.text}\n{shown(one.blocks)}" for one in messages)


def shown(blocks: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None) -> str:
    """Return every word that blocks, a view or a Home show, one below the other."""
    return "\n".join(_words(blocks))


def title(who: PersonSession) -> str:
    """Return the title of the modal that is open; empty when there is none."""
    return str(who.modal.raw["title"]["text"]) if who.modal is not None else ""


def page(who: PersonSession) -> str:
    """Return every word of the modal that is open."""
    return shown(who.modal.raw) if who.modal is not None else ""


def home(who: PersonSession) -> str:
    """Return every word of the Home that was published last."""
    return shown(who.home)


def block_ids(view: Mapping[str, Any]) -> list[str]:
    """Return the block_ids of a view."""
    return [str(block["block_id"]) for block in view["blocks"]]


def actions_of(view: Mapping[str, Any] | Message | None) -> list[str]:
    """Return the actions that something offers, without their numbers."""
    blocks = view.blocks if isinstance(view, Message) else (view or {}).get("blocks", ())
    return [place.action_id.partition(":")[0] for place in walk(blocks)]


def instants(text: str) -> list[int]:
    """Return the instants that a text names in Slack's date signs."""
    return [int(found) for found in re.findall(r"<!date\^(\d+)\^", text)]


def _words(thing: Any) -> list[str]:
    if isinstance(thing, Mapping):
        own = [str(thing["text"])] if isinstance(thing.get("text"), str) else []
        return own + [word for key, one in thing.items() if key != "state" for word in _words(one)]
    if isinstance(thing, list | tuple):
        return [word for one in thing for word in _words(one)]
    return []


def _begun(
    stage: Stage, channel: Channel, *, lead: Person, facilitator: Person, programme: str
) -> Network:
    services = stage.bot.services
    actor = services.people.actor(lead.team_id, lead.id)
    services.people.appoint_facilitator(actor, facilitator.id)
    return services.networks.begin(
        actor,
        Beginning(
            programme_key=programme,
            channel_id=channel.id,
            starts_on=local_date(stage.now, zone=zone_named(ZONE)),
            zone=ZONE,
            facilitators=(facilitator.id,),
        ),
    )


def _place(
    stage: Stage, network: Network, fellows: Sequence[Person], *, facilitator: Person
) -> None:
    services = stage.bot.services
    actor = services.people.actor(facilitator.team_id, facilitator.id)
    wanted = {one.id for one in fellows}
    for member in services.networks.roster(actor, network.id).members:
        if member.slack_id in wanted:
            services.networks.fill_place(
                actor, member, school=f"School of {member.name}", role="principal", level=None
            )
