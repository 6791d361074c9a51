"""Anonymous forms as people meet them in Slack: one page, no trace, a receipt without the text."""

import json

from slack_sdk import WebClient

from bot.simulator.slack import PersonSession
from handlers.blocks.forms import FormMeta
from handlers.blocks.ids import FIELD, Action, Block
from handlers.blocks.layout import actions, button
from handlers.blocks.packing import pack
from tests.handlers.scene import Scene, block_ids, page, shown, title, told

WORDS = "The minutes go to the district, so I keep quiet."
ABOUT = "checkin:trust/2026-09-03"


def test_the_form_says_what_is_anonymous_and_what_is_not(scene: Scene) -> None:
    """One page, nobody asked who may read it, nothing saved while it is typed (issue 3, 2)."""
    begin(scene, scene.maria)

    view = scene.maria.modal
    assert view is not None
    assert "What is anonymous" in page(scene.maria)
    assert "What is not" in page(scene.maria)
    assert "Saved as you type" not in page(scene.maria)
    assert Block.VISIBILITY not in block_ids(view.raw)
    asked = [one for one in view.raw["blocks"] if one["block_id"].startswith(FIELD)]
    assert asked
    assert not any(one.get("dispatch_action") for one in asked)
    assert not view.raw["notify_on_close"]


def test_the_form_remembers_nothing_that_could_be_kept_with_the_answer(scene: Scene) -> None:
    """Its ``private_metadata`` names the form, not this opening of it."""
    begin(scene, scene.maria)

    assert scene.maria.modal is not None
    meta = FormMeta.read(scene.maria.modal.raw["private_metadata"])
    assert (meta.form_id, meta.about, meta.token, meta.entry_id) == ("trust_pulse", ABOUT, "", None)


def test_what_was_written_is_never_said_again(scene: Scene) -> None:
    """No receipt, no thanks, no Home repeats it; the receipt says so."""
    begin(scene, scene.maria)
    scene.fill(scene.maria, {"more_trust": WORDS})
    scene.maria.submit()
    thanked = page(scene.maria)
    scene.maria.close(all_views=True)
    scene.settle()
    scene.maria.open_home()

    receipt = scene.maria.inbox[-1]

    assert "Your anonymous answer counts: Trust pulse" in receipt.text
    assert "nobody can find it, change it or erase it" in shown(receipt.blocks)
    seen = json.dumps([one.blocks for one in scene.maria.inbox]) + thanked + shown(scene.maria.home)
    assert WORDS not in seen


def test_closing_the_form_leaves_nothing_behind(scene: Scene) -> None:
    """No draft is offered in Home, and the form opens empty."""
    begin(scene, scene.maria)
    scene.maria.set(f"{FIELD}more_trust", "Half a thought")
    scene.maria.close()
    scene.settle()
    scene.maria.open_home()

    offered = shown(scene.maria.home)
    begin(scene, scene.maria)

    assert "You began" not in offered
    assert "Half a thought" not in page(scene.maria)
    assert scene.stage.bot.services.entries.drafts(scene.actor(scene.maria)) == ()


def test_a_form_that_is_answered_is_not_opened_again(scene: Scene) -> None:
    """A second press is answered with the reason, in a modal that shows nothing."""
    begin(scene, scene.maria)
    scene.write(scene.maria)

    begin(scene, scene.maria)

    assert title(scene.maria) != "Trust pulse"
    assert "You have answered this one" in told(scene.maria.ephemerals) + page(scene.maria)


def test_the_facilitator_reads_numbers_and_no_names(scene: Scene) -> None:
    """Below five answers only how many there are and how many it takes."""
    for who in (scene.maria, scene.james):
        begin(scene, who)
        scene.write(who, {"more_trust": WORDS})
    scene.say(scene.facilitator, "/rounds read")

    read = page(scene.facilitator)

    assert "Trust pulse" in read
    assert "2 anonymous answers. 3 more, and I can show you what was said" in read
    assert WORDS not in read
    assert scene.maria.person.name not in read


def test_the_facilitator_is_kindly_not_asked(scene: Scene) -> None:
    """Who reads the results would know one answer of the five."""
    begin(scene, scene.facilitator)

    answer = told(scene.facilitator.ephemerals) + page(scene.facilitator)
    assert "asks the members only" in answer


def begin(scene: Scene, who: PersonSession) -> None:
    """Press the button of an offered trust pulse, in a message that the bot sent some time ago."""
    slack = scene.stage.slack
    client = WebClient(token=slack.workspace.bot_token, base_url=slack.api_url)
    value = pack(n=scene.network.id, f="trust_pulse", a=ABOUT)
    offer = actions(button("Write now", Action.OPEN_FORM, value=value))
    there = client.conversations_open(users=[who.person.id])["channel"]["id"]
    client.chat_postMessage(channel=there, text="Trust pulse", blocks=[offer])
    who.click(Action.OPEN_FORM, on=who.inbox[-1])
