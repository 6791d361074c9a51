"""Offers: what is there to write after a gathering or a step, in one message (S27, S72)."""

from bot.domain.anonymous import Asked
from bot.domain.door import Dropped
from bot.domain.entries import About
from bot.domain.messages import AnyMessage, FormPrompt
from bot.domain.networks import Network
from bot.domain.series import Series
from bot.services.occasions import occasion
from bot.services.scene import Scene, gathering_of, prompted
from storage.transaction import Transaction


def offers_after(series: Series) -> tuple[str, ...]:
    """Return the ids of the forms that a gathering of a series offers afterwards, in order."""
    return tuple(one for one in (series.reflection, series.take_back) if one is not None)


def written_about(
    tx: Transaction, network: Network, form_id: str, *, person_id: int, about: About | None
) -> int:
    """Return how often somebody filled a form, about one thing or, without one, about any."""
    return len(tx.entries.of_author(person_id, network_id=network.id, form_id=form_id, about=about))


def is_written(
    tx: Transaction, network: Network, form_id: str, *, person_id: int, about: About
) -> bool:
    """Whether somebody has filled a form about a thing, with their name or without."""
    asked = Asked(network_id=network.id, form_id=form_id, about=about)
    return tx.anonymous.took_part(person_id, asked) or bool(
        written_about(tx, network, form_id, person_id=person_id, about=about)
    )


def still_offered(scene: Scene, person_id: int) -> tuple[str, ...]:
    """Return the ids of the forms of an offer that its reader has not written yet.

    Who has answered an anonymous form is nobody's business at the door, so it stays offered.
    """
    about = prompted(scene)
    return tuple(
        form_id
        for form_id in _offered(scene)
        if not written_about(scene.tx, scene.network, form_id, person_id=person_id, about=about)
    )


def form_prompt(scene: Scene) -> AnyMessage | Dropped:
    """Return the offer of a reflection, and beside it the card of what is taken back to school.

    What is written already is left out; where all of it is, the offer stands as it was made.
    """
    about = prompted(scene)
    offered = _offered(scene)
    left = still_offered(scene, scene.person.id) if scene.person is not None else offered
    first, *more = left or offered
    programme = scene.network.programme
    return FormPrompt(
        network=scene.network,
        late=scene.late,
        form=programme.form(first),
        beside=programme.form(more[0]) if more else None,
        about=str(about),
        occasion=occasion(scene.tx, scene.network, about, language=scene.language),
    )


def _offered(scene: Scene) -> tuple[str, ...]:
    """Return the forms of an offer: the one it was planned with, after a gathering its card too."""
    form_id = scene.ref("form")
    gathering = gathering_of(scene)
    known = {one.id: one for one in scene.network.programme.series}
    series = known.get(gathering.series_id) if gathering is not None else None
    card = series.take_back if series is not None else None
    return (form_id,) if card in {None, form_id} else (form_id, str(card))
