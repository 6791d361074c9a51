"""Compose what is said about partners, from what is true at the moment of sending (S26)."""

from datetime import date

from bot.domain.door import Dropped
from bot.domain.entries import Entry
from bot.domain.messages import AnyMessage
from bot.domain.networks import Member
from bot.domain.next_steps import NEXT_STEP, NEXT_STEP_ON
from bot.domain.partner_messages import CheckBack, News, PartnerNews, PartnersMessage
from bot.domain.people import Person
from bot.domain.permissions import may_read_step
from bot.services.circles import alone_among, partners_of, past_matchings, to_be_matched
from bot.services.following import about_follow_up
from bot.services.scene import Scene


def partners(scene: Scene) -> AnyMessage | Dropped:
    """Tell who somebody's partners are; nobody is told that they have none."""
    if scene.person is None:
        return Dropped.GONE
    found = partners_of(scene.tx, scene.network, scene.person.id)
    if not found:
        return Dropped.GONE
    return PartnersMessage(
        network=scene.network, partners=found, is_change="change" in scene.delivery.refs
    )


def partner_news(scene: Scene) -> AnyMessage | Dropped:
    """Tell a facilitator what needs a look; what was put right meanwhile is not said."""
    news, about = News(scene.ref("news")), int(scene.ref("about"))
    people = _concerned(scene, news, about)
    if news is News.DUE:
        past = past_matchings(scene.tx, scene.network)
        is_newest = bool(past) and past[-1].number == about
        return (
            PartnerNews(network=scene.network, news=news, people=()) if is_newest else Dropped.DONE
        )
    if not people:
        return Dropped.DONE
    return PartnerNews(network=scene.network, news=news, people=people)


def _concerned(scene: Scene, news: News, person_id: int) -> tuple[Member, ...]:
    """Return who is alone; or who joined, followed by their partners."""
    if news is News.ALONE:
        alone = alone_among(to_be_matched(scene.tx, scene.network))
        return tuple(one for one in alone if one.person_id == person_id)
    joined = scene.tx.members.get(scene.network.id, person_id)
    found = partners_of(scene.tx, scene.network, person_id)
    return (joined, *found) if joined is not None and found else ()


def check_back(scene: Scene) -> AnyMessage | Dropped:
    """Ask a partner to ask, where they may read the step and nobody wrote yet what came of it."""
    entry = scene.tx.entries.get(int(scene.ref("entry")))
    author = scene.tx.people.get(entry.author_id) if entry is not None else None
    if scene.person is None or entry is None or author is None or not _is_agreed(scene, entry):
        return Dropped.GONE
    told = scene.tx.entries.authors(scene.network.id, about=about_follow_up(entry.id))
    if author.id in told:
        return Dropped.DONE
    return CheckBack(
        network=scene.network,
        late=scene.late,
        author=author,
        entry=entry,
        next_step=str(entry.answers[NEXT_STEP]),
        planned_on=date.fromisoformat(str(entry.answers[NEXT_STEP_ON])),
    )


def _is_agreed(scene: Scene, entry: Entry) -> bool:
    """Whether an entry names a step and a day, and its author's partner may read it now."""
    is_named = bool(entry.answers.get(NEXT_STEP) and entry.answers.get(NEXT_STEP_ON))
    if scene.person is None or entry.withdrawn_at is not None or not is_named:
        return False
    return _is_partner(scene, scene.person, entry) and may_read_step(
        scene.tx.people.actor(scene.person), entry, author_trio=_trio_of(scene, entry)
    )


def _is_partner(scene: Scene, person: Person, entry: Entry) -> bool:
    found = partners_of(scene.tx, scene.network, person.id)
    return any(one.person_id == entry.author_id for one in found)


def _trio_of(scene: Scene, entry: Entry) -> int | None:
    author = scene.tx.members.get(scene.network.id, entry.author_id)
    return author.trio if author is not None else None
