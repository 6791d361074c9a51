"""Standing prompts that facilitators made, and what was said in a network."""

from dataclasses import replace

from bot.domain.kinds import Kind
from bot.domain.prompts import Audience, Every, MadePrompt, Missing, Prompt
from bot.domain.text import Text
from storage.store import Store
from tests.storage.cast import NOW, Cast, begin, reminder

DAY = NOW.date()


def prompt(words: str = "Please look at the step.") -> Prompt:
    """Return what Maria asks every week."""
    return Prompt(
        id="0",
        name=Text(by_language={"en": words}),
        when=Every.WEEK.since(DAY),
        audience=Audience(schools=("Lakeside",), missing=Missing.STEP),
        remind_after=(2,),
        since=DAY,
        text=Text(by_language={"en": words}),
    )


def made(store: Store, cast: Cast, token: str = "once") -> MadePrompt:  # noqa: S107 - names a modal
    """Keep the prompt."""
    with store.write() as tx:
        return tx.prompts.add(
            network_id=cast.network.id,
            made_by=cast.maria.id,
            token=token,
            prompt=prompt(),
            created_at=NOW,
        )


def test_a_prompt_is_kept_as_it_was_made(store: Store) -> None:
    """With a number of its own for an id, which no programme uses."""
    cast = begin(store)

    kept = made(store, cast)
    with store.read() as tx:
        found = tx.prompts.of_network(cast.network.id)

    assert found == (kept,)
    assert kept.prompt == prompt().model_copy(update={"id": kept.prompt.id})
    assert kept.prompt.is_made
    assert (kept.made_by, kept.created_at, kept.stopped_at) == (cast.maria.id, NOW, None)


def test_a_double_click_makes_one_prompt(store: Store) -> None:
    """The second time gives the same one."""
    cast = begin(store)

    kept = [made(store, cast), made(store, cast), made(store, cast, "another")]
    with store.read() as tx:
        found = tx.prompts.of_network(cast.network.id)

    assert kept[0] == kept[1]
    assert found == (kept[0], kept[2])


def test_a_stopped_prompt_goes_on_no_longer_and_is_still_known(store: Store) -> None:
    """What was asked can be named; another network's facilitator stops nothing."""
    cast = begin(store)
    kept = made(store, cast)
    number = int(kept.prompt.id)

    with store.write() as tx:
        stopped = [
            tx.prompts.stop(cast.network.id + 1, number, at=NOW),
            tx.prompts.stop(cast.network.id, number, at=NOW),
            tx.prompts.stop(cast.network.id, number, at=NOW),
        ]
    with store.read() as tx:
        going_on = tx.prompts.of_network(cast.network.id)
        found = tx.prompts.get(cast.network.id, number)
        elsewhere = tx.prompts.get(cast.network.id + 1, number)

    assert stopped == [False, True, False]
    assert (going_on, elsewhere) == ((), None)
    assert found == replace(kept, stopped_at=NOW)


def test_what_was_said_comes_newest_first(store: Store) -> None:
    """Nudges and rounds, and nothing else that the outbox holds."""
    cast = begin(store)
    kinds = (Kind.NUDGE, Kind.REMINDER, Kind.CHECKIN_PROMPT)
    said = [
        replace(reminder(number), kind=kind, network_id=cast.network.id)
        for number, kind in enumerate(kinds)
    ]

    with store.write() as tx:
        tx.outbox.plan(said, at=NOW)
        found = tx.prompts.said(cast.network.id, 10)

    assert [one.kind for one in found] == [Kind.CHECKIN_PROMPT, Kind.NUDGE]
