"""The end of a programme, as people meet it in Slack (S23)."""

from datetime import timedelta

from bot.simulator.slack import PersonSession
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, home, page, shown


def test_whoever_leads_ends_the_programme_and_opens_it_again(scene: Scene) -> None:
    """S23: the question says what ends and what stays; a reason is needed for what is open."""
    scene.enter(2)
    scene.say(scene.facilitator, "/rounds phase")
    before = page(scene.facilitator)
    scene.facilitator.click(Action.END_PROGRAMME)
    asked = page(scene.facilitator)
    scene.facilitator.set(Block.REASON, "  ")
    blank = scene.facilitator.submit()
    scene.facilitator.set(Block.REASON, "The <school year> is over.")

    sent = scene.facilitator.submit()
    scene.settle()
    ended = page(scene.facilitator)
    channel = [shown(one.blocks) for one in scene.stage.slack.messages(scene.channel.id)]
    scene.facilitator.click(Action.REOPEN_PROGRAMME)

    assert "*What is missing before the end*" in before
    assert "All that was written stays" in asked
    assert "*Still open*" in asked
    assert "Say in a sentence why" in blank.errors[Block.REASON]
    assert sent.ok
    assert "The programme ended on Tue, Sep 1, 2026." in ended
    assert "We go on without it: " in ended
    assert "(we go on without it" not in ended
    assert "The &lt;school year&gt; is over." in "\n".join(channel)
    assert "Phase 3 of 3: Succeed" in page(scene.facilitator)


def test_a_member_sees_no_way_to_end_it(scene: Scene) -> None:
    """S23: it is for whoever leads; nor is it there before the last phase."""
    scene.say(scene.facilitator, "/rounds phase")
    early = offered(scene.facilitator)
    scene.enter(2)
    scene.say(scene.maria, "/rounds phase")

    assert Action.END_PROGRAMME not in early
    assert not {Action.END_PROGRAMME, Action.ADVANCE_PHASE} & set(offered(scene.maria))


def test_after_the_end_everybody_has_what_they_wrote(scene: Scene) -> None:
    """S23: Home, one's own page and what was sent are there; what needs a running one says so."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "Asking helps."}, readers="facilitator")
    scene.enter(2)
    ended(scene)

    for who in (scene.maria, scene.facilitator, scene.lead):
        who.open_home()
        scene.stage.rest()
        assert "The programme ended on Tue, Sep 1, 2026." in home(who)
        assert "ended on" in scene.say(who, "/rounds", here=who is not scene.lead)
    scene.say(scene.maria, "/rounds me")
    mine = page(scene.maria)
    scene.maria.close(all_views=True)
    scene.say(scene.facilitator, "/rounds read")
    sent = page(scene.facilitator)
    scene.facilitator.close(all_views=True)

    assert "*Reflection*: 1 text" in mine
    assert "Asking helps." in sent
    for verb in ("/checkin", "/reflect", "/conference", "/rounds partners"):
        assert "ended on Tue, Sep 1, 2026." in scene.say(scene.maria, verb), verb
    for verb in ("/nudge", "/rounds roster", "/rounds calendar", "/rounds words"):
        assert "ended on Tue, Sep 1, 2026." in scene.say(scene.facilitator, verb), verb
    for verb in ("phase", "progress", "story", "export"):
        answer = scene.say(scene.facilitator, f"/rounds {verb}") + page(scene.facilitator)
        assert answer, verb
        assert "What was written there stays" not in answer, verb


def test_past_the_weeks_that_were_planned_the_plan_is_named(stage: Stage) -> None:
    """S23: nobody wonders about a week 50 of 36."""
    scene = Scene.begin(stage, name="long", programme="leading-equitable-schools")
    stage.jump_to(stage.now + timedelta(weeks=scene.network.programme.weeks, days=1))

    scene.say(scene.maria, "/rounds phase")

    weeks = scene.network.programme.weeks
    assert f"Week {weeks + 1}, planned were {weeks}." in page(scene.maria)


def ended(scene: Scene) -> None:
    """End the programme with a reason, as its facilitator."""
    scene.stage.bot.services.phases.end(
        scene.actor(scene.facilitator), scene.network.id, reason="The school year is over."
    )
    scene.settle()


def offered(who: PersonSession) -> list[str]:
    """Return what the modal that is open offers to do."""
    assert who.modal is not None
    return actions_of(who.modal.raw)
