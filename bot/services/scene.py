"""The scene: all that may be looked at when a delivery becomes a message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.deliveries import Delivery
from bot.domain.entries import About
from bot.domain.gatherings import Gathering
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.i18n import language_of
from bot.services.occasions import (
    about_gathering,
)
from storage.transaction import Transaction

_WORTH_A_WORD = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """All that a composer may look at."""

    tx: Transaction
    network: Network
    delivery: Delivery
    person: Person | None
    now: datetime

    @property
    def late(self) -> bool:
        """Whether it comes so late that a word of apology belongs with it."""
        return self.delivery.kind.is_prompt and self.now - self.delivery.due_at > _WORTH_A_WORD

    @property
    def language(self) -> str:
        """The reader's language."""
        return language_of(self.person.locale if self.person else None)

    def ref(self, name: str) -> str:
        """Return a reference of the delivery as text."""
        return str(self.delivery.refs[name])


def prompted(scene: Scene) -> About:
    """Return what an offered form is about."""
    if "about" in scene.delivery.refs:
        return About.read(scene.ref("about"))
    return about_gathering(int(scene.ref("gathering")))


def gathering_of(scene: Scene) -> Gathering | None:
    """Return the gathering a delivery is about, if it is about one."""
    if "gathering" not in scene.delivery.refs:
        return None
    return scene.tx.gatherings.get(int(scene.ref("gathering")))
