"""Figures in Slack: a picture in a message, bars of text in a modal, and nobody is named."""

from datetime import timedelta

from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, numbered
from tests.handlers.scene import Scene, home, page, told

SEEN = "act.run_command:progress"


def after_the_first_meeting(scene: Scene) -> None:
    """Hold the first conference, at which Maria was, and let a month go by."""
    gatherings = scene.stage.bot.services.gatherings
    (first, *_) = gatherings.calendar(scene.actor(scene.maria), scene.network.id)
    scene.stage.jump_to(first.starts_at)
    gatherings.arrive(scene.actor(scene.maria), first.id)
    scene.stage.jump_to(first.ends_at + timedelta(days=1))
    scene.settle()


def test_an_empty_page_says_when_it_fills(scene: Scene) -> None:
    """Nothing is there yet, and nobody is at fault for it."""
    said = scene.say(scene.maria, "/rounds progress")

    assert "After your first meeting this fills by itself." in said


def test_figures_come_with_charts_a_table_and_sentences(scene: Scene) -> None:
    """S4, S12, S52: whoever cannot see the charts reads the same."""
    after_the_first_meeting(scene)

    said = scene.say(scene.maria, "/rounds progress")

    kinds = [block["type"] for block in scene.maria.ephemerals[-1].blocks]
    assert kinds.count("data_visualization") == 2
    assert kinds.count("table") == 1
    assert "schools led" in said
    assert "of all who were expected took part, at 1 meeting." in said
    assert not any(name in said for name in ("Maria", "James", "Leilani"))


def test_home_says_what_it_is_for_and_leads_to_the_figures(scene: Scene) -> None:
    """S1: the purpose of all of it; in a modal the same figures stand without charts."""
    after_the_first_meeting(scene)
    scene.maria.open_home()
    scene.maria.click(numbered(Action.RUN_COMMAND, "help"))

    scene.maria.click(SEEN)

    programme = scene.network.programme
    assert programme.purpose is not None
    assert str(programme.purpose) in home(scene.maria)
    assert "*Taking part*" in page(scene.maria)
    assert "schools led" in page(scene.maria)


def test_a_new_phase_is_entered_with_the_figures_at_hand(scene: Scene) -> None:
    """S4: the summary in the channel leads to the trend, for whoever presses there."""
    scene.enter()
    scene.settle()
    there = scene.stage.slack.messages(scene.channel.id)
    summary = next(one for one in there if "We have come through" in one.text)

    scene.maria.click(Action.RUN_COMMAND, on=summary)

    assert "Our figures" in told(scene.maria.ephemerals[-1:])


def test_a_network_with_strands_counts_by_them(stage: Stage) -> None:
    """S1: Home names the strands, the figures say how much was done for each."""
    scene = Scene.begin(stage, name="strands", programme="gradual-release-partnership")
    after_the_first_meeting(scene)
    scene.maria.open_home()

    said = scene.say(scene.maria, "/rounds progress")

    names = [str(one.name) for one in scene.network.programme.strands]
    assert f"Our strands: {', '.join(names)}." in home(scene.maria)
    assert all(f"{name}. Meetings: " in said for name in names)
    assert stage.slack.violations == ()


def test_a_review_has_the_figures_before_the_next_phase_begins(scene: Scene) -> None:
    """S4: what was counted is one press away from the question whether to go on."""
    scene.say(scene.facilitator, "/rounds phase")
    scene.facilitator.click(Action.ADVANCE_PHASE)

    scene.facilitator.click(SEEN)

    assert "Our figures" in page(scene.facilitator)


def test_where_slack_takes_no_charts_yet_the_figures_come_in_words(scene: Scene) -> None:
    """A workspace may get to know charts later than others: nobody is left without an answer."""
    after_the_first_meeting(scene)
    scene.stage.slack.faults.add(method="response_url", kind="server_error")

    said = scene.say(scene.maria, "/rounds progress")

    kinds = {block["type"] for block in scene.maria.ephemerals[-1].blocks}
    assert "data_visualization" not in kinds
    assert "*Taking part*" in said


def test_who_leads_reads_that_the_schools_by_name_are_theirs_alone(stage: Stage) -> None:
    """S89: everybody sees the rest; a member reads of no school but their own."""
    scene = Scene.begin(stage, name="schools", programme="leading-equitable-schools")
    after_the_first_meeting(scene)

    leading = scene.say(scene.facilitator, "/rounds progress")
    member = scene.say(scene.maria, "/rounds progress")

    assert "The numbers of each school are for you who lead" in leading
    assert "are for you who lead" not in member
    assert "Everybody in the network sees these numbers. They name nobody." in member
