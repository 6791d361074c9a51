"""What the bot says by itself, as people see it."""

from datetime import date
from typing import get_args

import pytest

from bot.domain import messages as records
from bot.domain.gatherings import Rsvp
from bot.domain.kinds import Kind
from bot.simulator.slack.blockkit import check_message_blocks
from bot.simulator.slack.quality import check_message
from handlers.blocks.ids import Action
from handlers.blocks.messages import RENDERERS, render, shorten
from handlers.blocks.packing import unpack
from tests.handlers.blocks import samples
from tests.handlers.blocks.drawn import drawn, elements, words_of
from tests.handlers.blocks.said import every_message, of_kind
from tests.simulator.slack import reference

LONGEST = 3000
NAMES = [kind.__name__ for kind in get_args(records.AnyMessage)]
WORST = {
    "ampersands": lambda _: "&" * LONGEST,
    "letters": lambda _: "a" * LONGEST,
    "lines": lambda _: "\n".join("<@U0MARY>" for _ in range(LONGEST // 10)),
    "words": lambda _: ("reflect & act " * LONGEST)[:LONGEST],
}


def test_every_kind_of_message_has_one_look_and_an_example() -> None:
    """Whoever adds a kind adds a renderer and an example."""
    known = set(get_args(records.AnyMessage))

    shown = {type(message) for message in every_message()}

    assert known == set(RENDERERS) == shown
    assert len(known) == len(Kind)


@pytest.mark.parametrize("worst", WORST)
@pytest.mark.parametrize("name", NAMES)
def test_slack_takes_every_message_with_the_longest_texts(name: str, worst: str) -> None:
    """However much a person or a programme file says, the message goes out."""
    looks = [render(message, samples.NEW_YORK) for message in of_kind(name, WORST[worst])]
    looks += [shorten(message, samples.NEW_YORK) for message in of_kind(name, WORST[worst])]

    problems = [problem for look in looks for problem in check_message_blocks(drawn(look.blocks))]
    poor = [
        violation
        for look in looks
        for violation in check_message(
            {"text": look.text, "blocks": drawn(look.blocks)}, where="test"
        )
    ]

    assert problems == []
    assert poor == []


@pytest.mark.parametrize("name", NAMES)
def test_slacks_own_schema_takes_every_message(name: str) -> None:
    """Slack's types agree with ours."""
    looks = [render(message, samples.NEW_YORK) for message in of_kind(name)]

    problems = [
        problem
        for look in looks
        for block in drawn(look.blocks)
        for problem in reference.schema_problems(
            block, file="block-kit.schema.json", definition="KnownBlock"
        )
    ]

    assert problems == []


@pytest.mark.parametrize("name", NAMES)
def test_a_message_makes_sense_without_its_blocks(name: str) -> None:
    """Screen readers and phones show only the text."""
    looks = [render(message, samples.NEW_YORK) for message in of_kind(name)]

    assert all(len(look.text.split()) >= 5 for look in looks)
    assert all("<!date" not in look.text for look in looks)


@pytest.mark.parametrize("name", NAMES)
def test_a_message_has_at_most_one_primary_button(name: str) -> None:
    """One thing is the next thing to do, and nothing shouts."""
    looks = [render(message, samples.NEW_YORK) for message in of_kind(name)]

    styles = [[one.get("style") for one in elements(drawn(look.blocks))] for look in looks]

    assert all(row.count("primary") <= 1 and "danger" not in row for row in styles)


@pytest.mark.parametrize("name", NAMES)
def test_buttons_say_what_they_are_about(name: str) -> None:
    """A press months later still finds its thing: the value is packed, the action is known."""
    looks = [render(message, samples.NEW_YORK) for message in of_kind(name)]

    buttons = [one for look in looks for one in elements(drawn(look.blocks))]

    assert {one["action_id"].partition(":")[0] for one in buttons} <= set(Action)
    assert all(unpack(one["value"]) for one in buttons if "value" in one)


@pytest.mark.parametrize("name", NAMES)
def test_a_late_message_begins_with_a_word_of_apology(name: str) -> None:
    """Lateness is said once, in four words, and nothing is lost by it."""
    late = [one for one in every_message(late=True) if type(one).__name__ == name]

    looks = [render(message, samples.NEW_YORK) for message in late]

    assert all(look.text.startswith("Sorry, this comes late. ") for look in looks)
    assert all(words_of(look).startswith("Sorry, this comes late.") for look in looks)


def test_an_announcement_says_what_the_meeting_is_about() -> None:
    """The topic, and what teacher leaders work on at the same time (S60)."""
    words = words_of(render(of_kind("Announcement")[0], samples.NEW_YORK))

    assert "*What it is about*\nCycles with data\n" in words
    assert "Meanwhile, among teacher leaders: Feedback among colleagues" in words


def test_an_announcement_says_what_it_is_for() -> None:
    """What leaders practise, and what a school could see of it (S1)."""
    words = words_of(render(of_kind("Announcement")[0], samples.NEW_YORK))

    assert "What leaders practise: Leading a team that decides from evidence" in words
    assert "What schools could see of it: More learners explain how they think" in words


def test_a_receipt_shows_the_whole_answer_and_who_can_read_it() -> None:
    """Questions, answers, readers, and the three ways to change one's mind."""
    receipt = of_kind("Receipt")[0]

    look = render(receipt, samples.NEW_YORK)
    words = words_of(look)

    assert "*What about the long text?*\n&gt; We asked first.\n&gt; Then we listened." in words
    assert "first, third" in words
    assert "Mary Otieno, a colleague" in words
    assert "Only you can read this." in words
    assert [one["action_id"] for one in elements(drawn(look.blocks))] == [
        Action.EDIT_ENTRY,
        Action.CHANGE_VISIBILITY,
        Action.WITHDRAW_ENTRY,
    ]


def test_a_receipt_too_long_for_slack_says_that_nothing_is_lost() -> None:
    """What does not fit is kept all the same."""
    receipt = of_kind("Receipt", WORST["ampersands"])[0]

    words = words_of(render(receipt, samples.NEW_YORK))

    assert "The rest is kept, too; there is no room for it here." in words


@pytest.mark.parametrize(
    ("before", "rsvp", "buttons"),
    [
        ("week", None, [Action.RSVP_YES, Action.RSVP_MAYBE, Action.RSVP_NO]),
        ("week", Rsvp.YES, [Action.RSVP_NO]),
        ("day", Rsvp.MAYBE, [Action.RSVP_YES, Action.RSVP_MAYBE, Action.RSVP_NO]),
        ("day", Rsvp.NO, [Action.RSVP_YES]),
        ("hour", Rsvp.YES, [Action.I_AM_HERE, Action.RSVP_NO]),
    ],
)
def test_a_reminder_asks_only_what_is_open(
    before: str, rsvp: Rsvp | None, buttons: list[Action]
) -> None:
    """Somebody who has answered is not asked again, but can still change their mind (S54)."""
    message = next(
        one
        for one in every_message()
        if isinstance(one, records.Reminder) and (one.before, one.rsvp) == (before, rsvp)
    )

    look = render(message, samples.NEW_YORK)

    assert [one["action_id"] for one in elements(drawn(look.blocks))] == buttons
    assert ("Bring two pieces" in words_of(look)) == (before == "week")


def test_an_earlier_reminder_shrinks_to_one_line() -> None:
    """The newest reminder is the one to read."""
    reminder = of_kind("Reminder")[0]

    look = shorten(reminder, samples.NEW_YORK)

    assert look.text == (
        "Reminder: Conference 3, Wed, Nov 18, 2026, 9:00\u202fAM (New York time)"
        " (a newer reminder follows below)"
    )
    assert len(look.blocks) == 1


def test_the_board_shows_numbers_and_no_names() -> None:
    """Progress is the network's, words are each person's own."""
    board = of_kind("InquiryBoard")[0]

    words = words_of(render(board, samples.NEW_YORK))

    assert "*Step 3 of 8: Build the issue together*" in words
    assert "7 of 12 have contributed." in words
    assert "• Done: Everybody has named one issue" in words
    assert "Mary" not in words


def test_a_follow_up_comes_back_to_the_planned_step() -> None:
    """S72: a planned next step is stored and asked about."""
    follow_up = of_kind("FollowUp")[0]

    words = words_of(render(follow_up, samples.NEW_YORK))

    assert "On Wed, Nov 4 you planned a next step:" in words
    assert "&gt; Visit two classrooms." in words


def test_a_welcome_says_what_is_kept_and_who_sees_it() -> None:
    """S93: a plain privacy notice on first use."""
    welcome = of_kind("Welcome")[0]

    words = words_of(render(welcome, samples.NEW_YORK))

    assert "*What I keep, and who sees it*" in words
    assert "have it erased" in words


def test_a_phase_summary_names_what_was_reached_and_what_is_left_open() -> None:
    """S23: a phase change posts a summary."""
    summary = of_kind("PhaseSummary")[0]

    words = words_of(render(summary, samples.NEW_YORK))

    assert "We have come through Connect. Now *Lead* begins." in words
    assert "• Every school is visited" in words
    assert "&gt; Snow closed two schools." in words


def test_a_phase_summary_says_how_much_schools_lead_and_where_that_is_going() -> None:
    """S4: the trend stands in the channel itself, with the last months, not behind a button."""
    summary = of_kind("PhaseSummary")[0]

    words = words_of(render(summary, samples.NEW_YORK))

    assert "At first schools led about 5 % of our time, of late about 25 %." in words
    assert "It is growing: more and more is in your hands." in words
    assert "30 %  Nov 2026" in words
    assert "Aug 2026" not in words


def test_a_charter_can_be_agreed_to_until_it_is_adopted() -> None:
    """S29: two thirds make it the network's own."""
    shared = of_kind("SharedEntry")[:3]
    plain, proposed, adopted = (render(one, samples.NEW_YORK) for one in shared)

    pressed = [
        [one["action_id"] for one in elements(drawn(look.blocks))]
        for look in (plain, proposed, adopted)
    ]

    assert pressed == [[], [Action.AGREE], []]
    assert "5 have said yes. With 8 it is ours." in words_of(proposed)
    assert "*Adopted.* 8 of us said yes." in words_of(adopted)


def test_a_changed_charter_says_why_it_asks_again() -> None:
    """S29: a yes belongs to the words that were read."""
    look = render(of_kind("SharedEntry")[3], samples.NEW_YORK)

    pressed = [one["action_id"] for one in elements(drawn(look.blocks))]

    assert "It was changed. Please say yes again." in words_of(look)
    assert "1 have said yes. With 8 it is ours." in words_of(look)
    assert pressed == [Action.AGREE]


def test_trouble_is_told_without_slacks_own_error_name() -> None:
    """A facilitator reads what helps, not a code."""
    known, unknown = (words_of(render(one, samples.NEW_YORK)) for one in of_kind("Trouble"))

    assert "Please invite me there again." in known
    assert "not_in_channel" not in known
    assert "something_new" not in unknown


def test_a_checkin_names_its_round() -> None:
    """The button knows which Monday it asks about, even when it is pressed on Thursday."""
    checkin = of_kind("CheckinPrompt")[0]

    (pressed,) = elements(drawn(render(checkin, samples.NEW_YORK).blocks))

    expected = {"n": 3, "k": "weekly", "d": date(2026, 11, 16).isoformat()}
    assert unpack(pressed["value"]) == expected
