"""What an anonymous answer leaves behind: no draft, no name, no time, nothing to find it by."""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.networks import Network
from bot.domain.outcomes import Outcome, Verdict
from bot.services.consequences import trouble
from bot.simulator.cast import LEAD
from tests.services.office import Office
from tests.services.pulse import (
    EIGHT,
    answer,
    exported,
    heard,
    network_of_eight,
    pulse_of,
    pulsing_office,
    rows_of,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office that has a programme with an anonymous check-in."""
    with pulsing_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of eight principals who have been welcomed."""
    return network_of_eight(office)


def test_the_receipt_holds_no_word_of_the_answer(office: Office, network: Network) -> None:
    """Neither in Slack nor in what the outbox remembers."""
    answer(office, network, EIGHT[0], {"safe": "2", "why": "I am afraid of the minutes"})
    office.settle()

    receipt = office.letters(EIGHT[0])[-1]
    (kept,) = office.deliveries(network, f"anonymous:pulse/{pulse_of(network).about}")

    assert "afraid" not in json.dumps(receipt.blocks) + receipt.text
    assert kept.refs == {"form": "pulse", "about": "checkin:pulse/2026-09-03"}
    assert kept.text is None


def test_nobody_hears_that_a_receipt_could_not_be_sent(office: Office, network: Network) -> None:
    """The facilitator would learn who took part, and when."""
    answer(office, network, EIGHT[0])
    (receipt,) = office.deliveries(network, f"anonymous:pulse/{pulse_of(network).about}")
    gone = Outcome(verdict=Verdict.PERMANENT, why="user_disabled")

    with office.store.read() as tx:
        told = trouble(tx, receipt, gone, office.clock.now())

    assert told == []


def test_no_draft_of_an_anonymous_form_is_kept(office: Office, network: Network) -> None:
    """Not even when something sends one."""
    maria, ref = office.actor(EIGHT[0]), pulse_of(network)

    office.services.entries.save_draft(
        maria, ref, answers={"why": "Half a thought"}, visibility=None, page=0
    )

    assert office.services.entries.drafts(maria) == ()
    assert office.services.entries.open(maria, ref).answers == {}


def test_an_export_withholds_below_five(office: Office, network: Network) -> None:
    """And says how many it withheld."""
    for who in EIGHT[:4]:
        answer(office, network, who)

    found = exported(office, network)

    assert (found.rows, found.withheld) == (0, 4)


def test_an_export_names_nobody_and_joins_no_two_answers(office: Office, network: Network) -> None:
    """No column leads to a person, none from one question to another."""
    for who in EIGHT[:6]:
        answer(office, network, who)

    found = exported(office, network, LEAD)

    rows = rows_of(found)
    named = {row[name] for row in rows for name in ("id", "school", "member", "name", "role")}
    assert named == {""}
    assert {row["created_at"] for row in rows} == {""}
    assert {row["local_date"] for row in rows} == {"2026-08-31"}
    assert {row["visibility"] for row in rows} == {"anonymous"}
    assert Counter(row["question"] for row in rows) == {
        "Is it safe to be honest here?": 6,
        "Why?": 6,
    }


def test_the_facilitator_is_told_of_nobody_who_has_not_answered(
    office: Office, network: Network
) -> None:
    """The audit and the log hold neither name nor instant of an answer."""
    before = office.audited(network)
    answer(office, network, EIGHT[0])

    assert office.audited(network) == before


def test_no_log_line_holds_an_answer(
    office: Office, network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever the level."""
    with caplog.at_level(logging.DEBUG):
        answer(office, network, EIGHT[0], {"safe": "2", "why": "I am afraid of the minutes"})

    assert "afraid" not in caplog.text


def test_the_privacy_page_says_what_is_known_of_anonymous_answers(
    office: Office, network: Network
) -> None:
    """That somebody took part; not with what."""
    answer(office, network, EIGHT[0])

    privacy = office.services.people.privacy(office.actor(EIGHT[0]))

    assert (privacy.texts, privacy.anonymous) == (0, 1)


def test_erasing_somebody_leaves_an_answer_that_nobody_can_find(
    office: Office, network: Network
) -> None:
    """What was shown stays shown; that they took part is forgotten (docs/privacy.md)."""
    for who in EIGHT[:5]:
        answer(office, network, who)
    before = heard(office, network)[0].counts

    office.services.people.erase(office.team, office.id_of(EIGHT[0]))

    assert heard(office, network)[0].counts == before


def test_one_reminder_goes_to_all(office: Office, network: Network) -> None:
    """Who has answered is reminded, too: else the reminder would tell who has not (issue 4)."""
    maria, james = EIGHT[:2]
    office.jump_to(office.clock.now().replace(day=3, hour=20))
    answer(office, network, maria)

    office.jump_to(office.clock.now().replace(day=9, hour=20))

    reminders = [
        [text for text in office.inbox(who) if "Everybody is reminded" in text]
        for who in (maria, james)
    ]
    assert [len(one) for one in reminders] == [1, 1]
