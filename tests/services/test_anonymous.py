"""Anonymous forms: everybody answers once, nobody is found again, five are shown together."""

import csv
import io
import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.anonymous import Result
from bot.domain.entries import NOTHING_SPECIAL, FormRef
from bot.domain.exports import ExportKind
from bot.domain.forms import Answers
from bot.domain.networks import Network
from bot.domain.outcomes import Outcome, Verdict
from bot.domain.visibility import Visibility
from bot.errors import Invalid, InvalidMany, NotFound
from bot.services.consequences import trouble
from bot.services.exports import Export
from bot.services.occasions import about_checkin
from bot.simulator.cast import FACILITATOR, LEAD, Character
from tests.services.office import TWELVE, Office, close_office, open_office

SMALL = Path(__file__).parent / "programmes" / "small.yml"
EIGHT = TWELVE[:8]
CHECKINS = """
checkins:
  - {id: pulse, name: Trust pulse, form: pulse, weekday: thursday}
"""
PULSE = """
  - id: pulse
    title: Trust pulse
    anonymous: true
    pages:
      - fields:
          - {id: safe, kind: scale, label: "Is it safe to be honest here?"}
          - {id: why, kind: long_text, label: "Why?", required: false}
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office that has a programme with an anonymous check-in."""
    small = SMALL.read_text(encoding="utf-8").replace("key: small", "key: pulsing")
    folder = tmp_path / "programmes"
    folder.mkdir()
    (folder / "pulsing.yml").write_text(small + PULSE + CHECKINS, encoding="utf-8")
    opened = open_office(f"sqlite:///{tmp_path / 'rounds.db'}", programmes=folder)
    yield opened
    close_office(opened)


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of eight principals who have been welcomed."""
    members = tuple(replace(one, level="") for one in EIGHT)
    begun = office.begin("eight", programme="pulsing", members=members)
    office.jump(timedelta(minutes=5))
    return begun


def pulse_of(network: Network, day: str = "2026-09-03") -> FormRef:
    """Return the round of one day."""
    return FormRef(network_id=network.id, form_id="pulse", about=about_checkin("pulse", day))


def answer(
    office: Office, network: Network, who: Character, answers: Answers | None = None
) -> bool:
    """Let somebody answer the pulse, with their own name as the words."""
    given = answers or {"safe": "4", "why": f"Because of {who.name}"}
    return office.services.anonymous.answer(office.actor(who), pulse_of(network), given)


def heard(office: Office, network: Network) -> tuple[Result, ...]:
    """Return what the facilitator is shown of the latest round."""
    actor = office.actor(FACILITATOR)
    return office.services.anonymous.heard(actor, network.id)[0].results


def exported(office: Office, network: Network, who: Character = FACILITATOR) -> Export:
    """Return the check-ins as a file."""
    return office.services.exports.export(office.actor(who), network.id, kind=ExportKind.CHECKINS)


def rows_of(export: Export) -> list[dict[str, str]]:
    """Return the rows of an export by column."""
    text = export.content.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_nothing_is_shown_before_five_have_answered(office: Office, network: Network) -> None:
    """The facilitator sees how many there are and how many it takes; never who (S35)."""
    for who in EIGHT[:4]:
        answer(office, network, who)

    (one,) = office.services.anonymous.heard(office.actor(FACILITATOR), network.id)

    assert (one.count.answers, one.count.shown, one.count.needed) == (4, 0, 1)
    assert one.results == ()


def test_from_five_on_scales_are_counted_and_texts_come_mixed(
    office: Office, network: Network
) -> None:
    """Every text is there, in an order that is not that of their coming."""
    for number, who in enumerate(EIGHT):
        answer(office, network, who, {"safe": str(number % 2 + 3), "why": who.name})

    looks = [heard(office, network) for _ in range(4)]

    safe, why = looks[0]
    assert safe.counts == (("1", 0), ("2", 0), ("3", 4), ("4", 4), ("5", 0))
    assert safe.average == 3.5
    assert sorted(why.texts) == sorted(one.name for one in EIGHT)
    assert len({look[1].texts for look in looks}) > 1


def test_who_comes_after_a_look_waits_for_four_others(office: Office, network: Network) -> None:
    """The difference between two looks would else be one person's answer."""
    for who in EIGHT[:5]:
        answer(office, network, who)
    before = heard(office, network)
    for who in EIGHT[5:]:
        answer(office, network, who, {"safe": "1"})

    after = heard(office, network)

    assert Counter(before[0].counts) == Counter(after[0].counts)
    (one,) = office.services.anonymous.heard(office.actor(FACILITATOR), network.id)
    assert (one.count.answers, one.count.shown, one.count.waiting) == (8, 5, 3)


def test_somebody_who_sends_twice_is_counted_once(office: Office, network: Network) -> None:
    """Also where two forms were open; one receipt comes."""
    maria = EIGHT[0]

    done = [answer(office, network, maria) for _ in range(2)]
    office.settle()

    assert done == [True, False]
    assert sum("Your anonymous answer counts" in text for text in office.inbox(maria)) == 1
    with pytest.raises(Invalid, match="You have answered this one"):
        office.services.entries.open(office.actor(maria), pulse_of(network))


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


def test_an_anonymous_form_never_becomes_an_entry(office: Office, network: Network) -> None:
    """Nor an entry an anonymous answer: each way of sending refuses the other's form."""
    maria, services = office.actor(EIGHT[0]), office.services
    open_one = FormRef(network_id=network.id, form_id="reflection", about=NOTHING_SPECIAL)

    with pytest.raises(NotFound):
        services.entries.submit(
            maria,
            pulse_of(network),
            answers={"safe": "4"},
            visibility=Visibility.FACILITATOR,
            token="once",
        )
    with pytest.raises(NotFound):
        services.anonymous.answer(maria, open_one, {"stays": "Something"})


@pytest.mark.parametrize("who", [FACILITATOR])
def test_who_reads_the_results_does_not_answer(
    office: Office, network: Network, who: Character
) -> None:
    """They would know one answer of the five: their own."""
    with pytest.raises(Invalid, match="asks the members only"):
        office.services.entries.open(office.actor(who), pulse_of(network))
    with pytest.raises(Invalid, match="asks the members only"):
        answer(office, network, who)


def test_what_is_missing_is_asked_for_and_nobody_has_taken_part(
    office: Office, network: Network
) -> None:
    """A form that comes back with a question can be sent again."""
    with pytest.raises(InvalidMany):
        answer(office, network, EIGHT[0], {"safe": "9"})

    assert answer(office, network, EIGHT[0])


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


def test_all_answers_share_the_week_of_the_latest(office: Office, network: Network) -> None:
    """A late answer does not stand out by its week."""
    for who in EIGHT[:4]:
        answer(office, network, who)
    office.clock.step_to(office.clock.now() + timedelta(days=8))
    answer(office, network, EIGHT[4])

    (one,) = office.services.anonymous.heard(office.actor(FACILITATOR), network.id)

    assert one.count.week_of == date(2026, 9, 7)


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
