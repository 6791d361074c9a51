"""What people type, and what they are told."""

import pytest

from bot.simulator.stage import Stage
from handlers import verbs
from handlers.blocks.help import TOPICS
from handlers.blocks.ids import Action, numbered
from tests.handlers.scene import Scene, page, title


def test_a_stranger_is_told_how_to_join(scene: Scene) -> None:
    """Nobody is left with silence, whoever they are."""
    answer = scene.say(scene.stranger, "/rounds", here=False)

    assert "Ask the facilitator" in answer


@pytest.mark.parametrize("command", ["/inquiry", "/checkin", "/reflect", "/conference", "/nudge"])
def test_a_stranger_gets_no_further_with_any_command(scene: Scene, command: str) -> None:
    """Every everyday command tells a stranger the same."""
    answer = scene.say(scene.stranger, command, here=False)

    assert "You are not in a network yet" in answer
    assert scene.stranger.modal is None


def test_the_bare_command_shows_the_one_thing_that_is_next(scene: Scene) -> None:
    """A fellow whose place is filled is asked about the next conference first."""
    answer = scene.say(scene.maria, "/rounds")

    assert "Monthly conference 1" in answer
    assert "Will you come?" in answer


def test_help_tells_a_fellow_what_is_theirs_and_no_more(scene: Scene) -> None:
    """Help is assembled from the tables of verbs, for whoever asks."""
    fellow = scene.say(scene.maria, "/rounds help")
    facilitator = scene.say(scene.facilitator, "/rounds help")

    assert "`/inquiry`" in fellow
    assert "`/nudge`" not in fellow
    assert "`/rounds export`" not in fellow
    assert "`/nudge`" in facilitator
    assert "`/rounds export`" in facilitator


def test_help_stands_in_topics_and_has_a_place_for_every_word(scene: Scene) -> None:
    """Nobody reads forty lines in a row; a topic without anything for somebody is left out."""
    placed = [word for words in TOPICS.values() for word in words]

    fellow = scene.say(scene.maria, "/rounds help")

    assert sorted(placed) == sorted({verb.word for verb in verbs()} | {"help"})
    assert "*See what grows*" in fellow
    assert "*Lead the network*" not in fellow


def test_help_names_nothing_that_the_programme_leaves_out(stage: Stage) -> None:
    """A network without partners and check-backs reads of its toolkit, and the other way round."""
    scene = Scene.begin(stage, name="no partners", programme="gradual-release-partnership")

    said = scene.say(scene.maria, "/rounds help")

    assert "`/rounds toolkit`" in said
    assert "`/rounds partners`" not in said


def test_what_the_programme_leaves_out_is_answered_with_what_it_has(stage: Stage) -> None:
    """S26: no dead end, whoever asks and from wherever; nothing is opened."""
    scene = Scene.begin(stage, name="dead end", programme="gradual-release-partnership")

    said = scene.say(scene.maria, "/rounds partners")
    scene.maria.click(numbered(Action.RUN_COMMAND, "practice"), on=scene.maria.ephemerals[-1])

    assert "Your programme does not match members in pairs or trios." in said
    assert title(scene.maria) == "Practice notes"


def test_a_programme_lead_who_asks_for_a_members_page_is_shown_what_is_theirs(
    scene: Scene,
) -> None:
    """S82: nothing is refused without a way on."""
    said = scene.say(scene.lead, "/rounds me", here=False)
    scene.lead.click(numbered(Action.RUN_COMMAND, "phase"), on=scene.lead.ephemerals[-1])

    assert "You lead the programme and belong to none" in said
    assert "not yours" not in said
    assert title(scene.lead) in {"Where we are", ""}


def test_help_can_be_pressed(scene: Scene) -> None:
    """The lines of help are buttons, too."""
    scene.say(scene.maria, "/rounds help")

    scene.maria.click(numbered(Action.RUN_COMMAND, "help"), on=scene.maria.ephemerals[-1])
    scene.maria.click(numbered(Action.RUN_COMMAND, "settings"))

    assert title(scene.maria) == "My settings"


def test_help_works_with_every_command(scene: Scene) -> None:
    """Whoever types a command and help gets help."""
    answer = scene.say(scene.maria, "/inquiry help")

    assert "What you can do with Rounds" in answer


def test_an_unknown_word_is_answered_with_the_nearest_and_a_button(scene: Scene) -> None:
    """A slip of the finger costs one click."""
    answer = scene.say(scene.maria, "/rounds setings")

    scene.maria.click(f"{Action.RUN_COMMAND}:meant", on=scene.maria.ephemerals[-1])

    assert 'Did you mean "settings"?' in answer
    assert title(scene.maria) == "My settings"


def test_a_word_like_no_other_still_gets_an_answer(scene: Scene) -> None:
    """What cannot be guessed is answered with the way to help."""
    answer = scene.say(scene.maria, "/rounds <!channel> zzqq")

    assert "I do not know" in answer
    assert "<!channel>" not in answer
    assert '"&lt;!channel&gt; zzqq"' in answer


def test_somebody_in_two_networks_is_asked_which_one_is_meant(scene: Scene) -> None:
    """Outside the channels of the networks a button for each decides, and does what was asked."""
    other = Scene.begin(scene.stage, name="another")
    other.facilitator.invite(other.channel.id, scene.maria.person.id)
    other.settle()

    question = scene.say(scene.maria, "/reflect", here=False)
    scene.maria.click(f"{Action.CHOOSE_NETWORK}:{other.network.id}", on=scene.maria.ephemerals[-1])

    assert "Which one do you mean?" in question
    assert title(scene.maria) == "Reflection"


def test_nobody_is_led_deeper_than_slack_lets_them(scene: Scene) -> None:
    """Help, the question which network, figures, and from there the year: three views at most."""
    other = Scene.begin(scene.stage, name="deep")
    other.facilitator.invite(other.channel.id, scene.maria.person.id)
    other.settle()
    scene.say(scene.maria, "/rounds help", here=False)
    scene.maria.click(numbered(Action.RUN_COMMAND, "help"), on=scene.maria.ephemerals[-1])
    scene.maria.click(numbered(Action.RUN_COMMAND, "progress"))
    scene.maria.click(f"{Action.CHOOSE_NETWORK}:{other.network.id}")

    scene.maria.click(numbered(Action.RUN_COMMAND, "scope"))
    scene.maria.close()

    assert "Which one do you mean?" in page(scene.maria)


def test_a_channel_says_which_network_is_meant(scene: Scene) -> None:
    """In a network's own channel nobody is asked, however many they belong to."""
    other = Scene.begin(scene.stage, name="yet another")
    other.facilitator.invite(other.channel.id, scene.maria.person.id)
    other.settle()

    scene.say(scene.maria, "/reflect")

    assert title(scene.maria) == "Reflection"


def test_a_fellow_cannot_do_what_is_a_facilitators(scene: Scene) -> None:
    """The refusal is a sentence, before anything is typed."""
    answers = [
        scene.say(scene.maria, command)
        for command in ("/nudge", "/rounds roster", "/rounds export", "/rounds setup")
    ]

    assert all("This is not yours to do or see" in answer for answer in answers)
    assert page(scene.maria) == ""
