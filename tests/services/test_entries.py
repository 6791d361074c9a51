"""What people write: nothing typed is lost, nothing is sent twice, the author decides who reads."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.entries import About, Entry, FormRef
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import InvalidMany, NotAllowed, NotFound
from bot.simulator.cast import FACILITATOR, STRANGER
from tests.services.office import JAMES, MARIA, REFLECTION, Office, reflection


def send(
    office: Office,
    network: Network,
    visibility: Visibility = Visibility.FACILITATOR,
) -> Entry:
    """Let Maria send a reflection."""
    sent = office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers=REFLECTION,
        visibility=visibility,
        token="once",
    )
    assert sent is not None
    return sent


def test_a_draft_survives_closing_and_is_gone_when_it_is_sent(
    office: Office, network: Network
) -> None:
    """What was typed is there again, page and all, until the form is sent."""
    entries, maria, form = office.services.entries, office.actor(MARIA), reflection(network)

    entries.save_draft(
        maria, form, answers={"learned": "I decide"}, visibility=Visibility.ONLY_ME, page=0
    )
    entries.save_draft(maria, form, answers={"learned": "I decide too"}, visibility=None, page=0)
    resumed = entries.open(maria, form)
    entries.submit(maria, form, answers=REFLECTION, visibility=Visibility.FACILITATOR, token="once")
    afresh = entries.open(maria, form)
    (written,) = entries.written(maria, network.id)

    assert (resumed.answers, resumed.visibility) == (
        {"learned": "I decide too"},
        Visibility.ONLY_ME,
    )
    assert resumed.resumed_from == office.clock.now()
    assert (afresh.answers, afresh.resumed_from) == ({}, None)
    assert written.entry.answers["learned"] == "I decide too"


def test_a_draft_is_its_authors_alone(office: Office, network: Network) -> None:
    """A colleague opens an empty form, and Home shows no draft."""
    entries, form = office.services.entries, reflection(network)
    entries.save_draft(office.actor(MARIA), form, answers=REFLECTION, visibility=None, page=0)

    james = entries.open(office.actor(JAMES), form)

    assert james.answers == {}
    assert entries.drafts(office.actor(JAMES)) == ()
    assert len(entries.drafts(office.actor(MARIA))) == 1


def test_a_draft_that_is_thrown_away_is_gone(office: Office, network: Network) -> None:
    """It was the author's alone, and so is the decision."""
    entries, maria, form = office.services.entries, office.actor(MARIA), reflection(network)
    entries.save_draft(maria, form, answers=REFLECTION, visibility=None, page=0)

    entries.discard_draft(maria, form)

    assert entries.open(maria, form).answers == {}


def test_a_form_sent_twice_is_one_entry_and_one_receipt(office: Office, network: Network) -> None:
    """A double click, or Slack repeating what it thinks was lost."""
    entries, maria = office.services.entries, office.actor(MARIA)
    send(office, network)

    again = entries.submit(
        maria,
        reflection(network),
        answers=REFLECTION,
        visibility=Visibility.FACILITATOR,
        token="once",
    )
    office.settle()

    assert again is None
    assert len(entries.written(maria, network.id)) == 1
    assert len([text for text in office.inbox(MARIA) if "Reflection" in text]) == 1


def test_an_empty_answer_gets_a_sentence_and_keeps_the_draft(
    office: Office, network: Network
) -> None:
    """Nothing is sent, nothing typed is lost."""
    entries, maria, form = office.services.entries, office.actor(MARIA), reflection(network)
    entries.save_draft(maria, form, answers={"learned": "I decide"}, visibility=None, page=0)

    with pytest.raises(InvalidMany) as caught:
        entries.submit(
            maria,
            form,
            answers={"stays_with_you": " "},
            visibility=Visibility.FACILITATOR,
            token="once",
        )

    assert [problem.field for problem in caught.value.problems] == ["stays_with_you"]
    assert entries.open(maria, form).answers == {"learned": "I decide"}


def test_an_edit_keeps_the_versions_before(office: Office, network: Network) -> None:
    """With the words of then; the receipt of the edit is a new message."""
    entries, maria, first = office.services.entries, office.actor(MARIA), send(office, network)
    office.jump(timedelta(hours=1))

    edited = entries.submit(
        maria,
        reflection(network, entry_id=first.id),
        answers={"stays_with_you": "Telling helped less."},
        visibility=Visibility.FACILITATOR,
        token="twice",
    )
    office.settle()

    with office.store.read() as tx:
        (before,) = tx.entries.versions(first.id)
    assert edited is not None
    assert (edited.version, edited.edited_at) == (2, first.created_at + timedelta(hours=1))
    assert (before.version, before.answers["stays_with_you"]) == (1, REFLECTION["stays_with_you"])
    assert len([text for text in office.inbox(MARIA) if "Reflection" in text]) == 2


def test_a_draft_of_an_edit_does_not_widen_what_was_narrowed_since(
    office: Office, network: Network
) -> None:
    """Who takes back a text and then goes on with an older draft keeps it to themselves."""
    entries, maria = office.services.entries, office.actor(MARIA)
    ref, words = reflection(network), {"stays_with_you": "I was too quick."}
    entry = entries.submit(maria, ref, answers=words, visibility=Visibility.NETWORK, token="once")
    assert entry is not None
    edit = replace(ref, entry_id=entry.id)
    entries.save_draft(maria, edit, answers=words, visibility=Visibility.NETWORK, page=0)

    entries.share(maria, entry.id, Visibility.ONLY_ME)

    again = entries.open(maria, edit)
    assert again.visibility is Visibility.ONLY_ME
    assert again.answers["stays_with_you"] == "I was too quick."


def test_nobody_edits_or_shares_what_somebody_else_wrote(office: Office, network: Network) -> None:
    """Neither a colleague nor the facilitator."""
    entries, first = office.services.entries, send(office, network, Visibility.NETWORK)

    for other in (JAMES, FACILITATOR):
        with pytest.raises(NotAllowed):
            entries.share(office.actor(other), first.id, Visibility.ONLY_ME)
        with pytest.raises(NotAllowed):
            entries.submit(
                office.actor(other),
                reflection(network, entry_id=first.id),
                answers=REFLECTION,
                visibility=Visibility.NETWORK,
                token="mine",
            )


def test_a_stranger_writes_nothing_in_a_network(office: Office, network: Network) -> None:
    """And opens no form of it."""
    with pytest.raises(NotAllowed):
        office.services.entries.open(office.actor(STRANGER), reflection(network))


def test_a_form_that_the_programme_does_not_have_is_not_found(
    office: Office, network: Network
) -> None:
    """Such as one of an older message."""
    odd = FormRef(network_id=network.id, form_id="horoscope", about=About(kind="open"))

    with pytest.raises(NotFound):
        office.services.entries.open(office.actor(MARIA), odd)


def test_what_is_meant_for_the_facilitator_is_read_by_the_facilitator(
    office: Office, network: Network
) -> None:
    """And by no colleague."""
    entries, first = office.services.entries, send(office, network)

    seen = entries.see(office.actor(FACILITATOR), first.id)

    assert seen.entry.answers["stays_with_you"] == REFLECTION["stays_with_you"]
    with pytest.raises(NotAllowed):
        entries.see(office.actor(JAMES), first.id)


def test_a_next_step_comes_back_after_two_weeks(office: Office, network: Network) -> None:
    """Privately, on the morning of a working day, with the words it was planned in (S72)."""
    office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers={**REFLECTION, "next_step": "Ask three teachers"},
        visibility=Visibility.ONLY_ME,
        token="once",
    )

    office.settle()
    before = [letter.ts for letter in office.letters(MARIA)]
    office.jump(timedelta(days=15))

    fresh = [letter for letter in office.letters(MARIA) if letter.ts not in before]
    (asked,) = [letter for letter in fresh if "Ask three teachers" in str(letter.blocks)]
    assert f"{asked.posted_at:%a %d %b %H:%M}" == "Tue 15 Sep 12:30"


def test_a_next_step_that_is_planned_later_comes_back_too(office: Office, network: Network) -> None:
    """An edit may add one, or put it on another day; only one question comes (S72)."""
    first = send(office, network)
    for number, day in enumerate(["2026-09-10", "2026-09-08"]):
        office.clock.step(timedelta(minutes=1))
        office.services.entries.submit(
            office.actor(MARIA),
            reflection(network, entry_id=first.id),
            answers={"next_step": "Ask three teachers", "next_step_on": day},
            visibility=Visibility.ONLY_ME,
            token=f"edit {number}",
        )

    with office.store.read() as tx:
        waiting = tx.outbox.pending(network_id=network.id, thing=f"entry:{first.id}")

    due = [f"{one.due_at:%d %b %H:%M}" for one in waiting if one.kind == "follow_up"]
    assert due == ["08 Sep 12:30"]
