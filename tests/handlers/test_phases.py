"""Phases: where the network is, what is missing, and the step into the next (S23)."""

from datetime import timedelta

from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block, numbered
from tests.handlers.scene import Scene, actions_of, page, shown

ALL = numbered(Action.RUN_COMMAND, "phase_whole")


def test_everybody_sees_where_the_network_is(scene: Scene) -> None:
    """S23: the phase, its week and what is missing are no secret."""
    scene.say(scene.maria, "/rounds phase")

    shows = page(scene.maria)
    assert "Phase 1 of 3: Connect. Week 1 of the network." in shows
    assert "*What is missing before Lead*" in shows
    assert "Members and facilitator agree to move on." in shows
    assert "Not yet: " not in shows
    assert scene.maria.modal is not None
    offered = set(actions_of(scene.maria.modal.raw))
    assert offered & {Action.ADVANCE_PHASE, Action.TICK_CRITERIA} == set()


def test_a_facilitator_ticks_what_is_met(scene: Scene) -> None:
    """S23: what no computer can see is judged by a person."""
    scene.say(scene.facilitator, "/rounds phase")

    scene.facilitator.click(Action.TICK_CRITERIA, value=["agree_to_move"])
    scene.say(scene.maria, "/rounds phase")
    short = page(scene.maria)
    scene.maria.click(ALL)

    assert "Settled already, 1 of " in short
    assert "Members and facilitator agree to move on." in short
    assert "Met: Members and facilitator agree to move on (Daniel Osei" in page(scene.maria)
    assert "Not yet: Every member has tried one routine" in page(scene.maria)


def test_a_tick_changes_only_what_was_shown(scene: Scene) -> None:
    """S23: what is folded away stays as it was decided."""
    phases, daniel = scene.stage.bot.services.phases, scene.actor(scene.facilitator)
    scene.say(scene.facilitator, "/rounds phase")
    hidden = [one for one in phases.see(daniel, scene.network.id).began if not one.computed]
    phases.tick(daniel, scene.network.id, frozenset(one.key for one in hidden))
    scene.say(scene.facilitator, "/rounds phase")

    scene.facilitator.click(Action.TICK_CRITERIA, value=["agree_to_move"])

    seen = phases.see(daniel, scene.network.id)
    assert all(one.met for one in seen.began if not one.computed)
    assert seen.one("agree_to_move").met


def test_all_criteria_are_a_press_away_and_back(scene: Scene) -> None:
    """S23: what is met or asked for since the beginning is there for whoever wants it."""
    scene.say(scene.facilitator, "/rounds phase")
    scene.facilitator.click(ALL)
    everything = page(scene.facilitator)
    scene.facilitator.click(numbered(Action.RUN_COMMAND, "phase_short"))

    assert "*We move on when*" in everything
    assert "*What it began with*" in everything
    assert "*We move on when*" not in page(scene.facilitator)
    assert scene.facilitator.modal is not None
    assert Action.RULE_CRITERION in actions_of(scene.facilitator.modal.raw)


def test_what_a_phase_works_on_is_told_in_full_at_a_press(stage: Stage) -> None:
    """S31: many modules are names with buttons; what for and when done is one press away."""
    scene = Scene.begin(stage, name="modules", programme="leadership-institute-year")
    scene.say(scene.maria, "/rounds phase")
    short = page(scene.maria)

    scene.maria.click(numbered(Action.RUN_COMMAND, "phase_work"))

    purpose = str(scene.network.programme.phases[0].modules[0].purpose)
    assert purpose not in short
    assert purpose in page(scene.maria)
    assert Action.OPEN_FORM in actions_of(scene.maria.modal.raw if scene.maria.modal else None)


def test_what_is_asked_twice_is_named_once(stage: Stage) -> None:
    """S23: a phase that ends with what the next one begins with says so in one line."""
    scene = Scene.begin(stage, name="twice", programme="partner-pathways")

    scene.say(scene.maria, "/rounds phase")

    assert page(scene.maria).count("Each school has written what it needs") == 1


def test_a_facilitator_goes_on_without_one_thing(scene: Scene) -> None:
    """S23: with a reason, which everybody can read; the reason is asked for beside its field."""
    scene.say(scene.facilitator, "/rounds phase")
    scene.facilitator.click(Action.RULE_CRITERION, value="norms")
    scene.facilitator.set(Block.RULING, "waived")
    silent = scene.facilitator.submit()
    scene.facilitator.set(Block.REASON, "Ours are <older> than this bot.")

    sent = scene.facilitator.submit()
    scene.say(scene.maria, "/rounds phase")
    scene.maria.click(ALL)

    assert "why you go on without it" in silent.errors[Block.REASON]
    assert sent.ok
    assert "We go on without it: " in page(scene.maria)
    assert "Ours are &lt;older&gt; than this bot." in page(scene.maria)


def test_a_new_phase_needs_a_reason_while_something_is_open(scene: Scene) -> None:
    """S23: moving on with open criteria is possible, with a reason that the channel reads."""
    scene.say(scene.facilitator, "/rounds phase")
    scene.facilitator.click(Action.ADVANCE_PHASE)

    scene.facilitator.set(Block.REASON, "  ")
    blank = scene.facilitator.submit()
    scene.facilitator.set(Block.REASON, "We know <each> other well.")
    scene.facilitator.submit()
    scene.settle()

    channel = scene.stage.slack.messages(scene.channel.id)
    told = "\n".join(shown(one.blocks) for one in channel)
    assert "Say in a sentence why you move on." in blank.errors[Block.REASON]
    assert "Phase 2 of 3: Lead" in page(scene.facilitator)
    assert "We know &lt;each&gt; other well." in told


def test_who_leads_the_meetings_is_said_before_a_new_phase_and_after(scene: Scene) -> None:
    """S4: each review has the share that schools lead, in its own words."""
    gatherings = scene.stage.bot.services.gatherings
    (first, *_) = gatherings.calendar(scene.actor(scene.facilitator), scene.network.id)
    scene.stage.jump_to(first.ends_at + timedelta(days=1))
    scene.say(scene.facilitator, "/rounds phase")

    scene.facilitator.click(Action.ADVANCE_PHASE)
    asked = page(scene.facilitator)
    scene.facilitator.set(Block.REASON, "We are ready.")
    scene.facilitator.submit()
    scene.settle()

    channel = scene.stage.slack.messages(scene.channel.id)
    told = "\n".join(shown(one.blocks) for one in channel)
    share = "In Sep 2026 schools led "
    assert "*Who leads our meetings*" in asked
    assert share in asked
    assert share in told


def test_a_phase_that_somebody_left_meanwhile_is_not_left_again(scene: Scene) -> None:
    """S23: two facilitators at once begin one phase; the later one is shown where it is now."""
    scene.say(scene.facilitator, "/rounds phase")
    scene.facilitator.click(Action.ADVANCE_PHASE)
    scene.facilitator.set(Block.REASON, "We are ready.")
    scene.enter()

    scene.facilitator.submit()

    assert "Phase 2 of 3: Lead" in page(scene.facilitator)


def test_ticks_of_a_phase_that_is_over_change_nothing(scene: Scene) -> None:
    """S23: boxes that were drawn for the phase before do not clear those of this one."""
    scene.say(scene.facilitator, "/rounds phase")
    scene.enter()
    phases, daniel = scene.stage.bot.services.phases, scene.actor(scene.facilitator)
    judged = [one for one in phases.see(daniel, scene.network.id).criteria if not one.computed]
    phases.tick(daniel, scene.network.id, frozenset({judged[0].criterion.id}))

    scene.facilitator.click(Action.TICK_CRITERIA, value=["agree_to_move"])

    seen = phases.see(daniel, scene.network.id)
    assert [one.met for one in seen.criteria if one.criterion == judged[0].criterion] == [True]
