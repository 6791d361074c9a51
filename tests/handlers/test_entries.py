"""What people write: drafts that survive, receipts, changes, and who may read it."""

import json

import pytest

from bot.domain.exports import ExportKind
from bot.errors import NotAllowed
from bot.simulator.slack import Message
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, block_ids, home, page, shown

NASTY = "<!channel> <@U0> <https://bad.example|click> & *bold* `code` </script>"
STAYS = "field:stays_with_you"


def test_what_is_sent_comes_back_as_a_receipt(scene: Scene) -> None:
    """The receipt holds the whole answer, says who reads it, and can be changed."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "The back row spoke."})

    receipt = scene.maria.inbox[-1]

    assert "The back row spoke." in shown(receipt.blocks)
    assert "You and your facilitator can read this." in shown(receipt.blocks)
    assert actions_of(receipt) == [
        Action.EDIT_ENTRY,
        Action.CHANGE_VISIBILITY,
        Action.WITHDRAW_ENTRY,
    ]


def test_a_draft_survives_closing_the_form(scene: Scene) -> None:
    """What is typed is saved while it is typed; the command goes on with it."""
    scene.say(scene.maria, "/reflect")
    for words in ("The", "The back row", "The back row spoke, and I"):
        scene.maria.set(STAYS, words)

    scene.maria.close()
    scene.stage.rest()
    scene.say(scene.maria, "/reflect")

    assert "You began this" in page(scene.maria)
    assert _typed(scene, STAYS) == "The back row spoke, and I"


def test_home_offers_to_go_on_with_a_draft(scene: Scene) -> None:
    """Closing promises nothing and loses nothing."""
    scene.say(scene.maria, "/reflect")
    scene.maria.set(STAYS, "Half a thought")
    scene.maria.close()
    scene.stage.rest()

    scene.maria.open_home()
    scene.maria.click(f"{Action.CONTINUE_DRAFT}:0")

    assert _typed(scene, STAYS) == "Half a thought"


def test_a_draft_can_be_thrown_away(scene: Scene) -> None:
    """What was begun is its author's alone."""
    scene.say(scene.maria, "/reflect")
    scene.maria.set(STAYS, "Half a thought")
    scene.maria.close()
    scene.stage.rest()
    scene.maria.open_home()

    scene.maria.click(f"{Action.DISCARD_DRAFT}:0")
    scene.stage.rest()

    assert "You began" not in home(scene.maria)


def test_an_empty_answer_is_asked_for_beside_its_field(scene: Scene) -> None:
    """Blanks are no answer; the form stays open with everything in it."""
    scene.say(scene.maria, "/reflect")
    scene.maria.set(STAYS, "   ")

    sent = scene.maria.submit()

    assert sent.errors == {STAYS: "Please answer this one; a few words are enough."}


def test_a_day_that_has_passed_is_asked_for_beside_its_field(scene: Scene) -> None:
    """A next step lies ahead."""
    scene.say(scene.maria, "/reflect")
    scene.maria.set(STAYS, "Something")
    scene.maria.set("field:next_step_on", "2026-08-01")

    sent = scene.maria.submit()

    assert sent.errors == {"field:next_step_on": "This day has passed. Please choose a later one."}


def test_what_is_typed_after_an_error_is_still_saved(scene: Scene) -> None:
    """A form that came back with a question goes on keeping its draft."""
    scene.say(scene.maria, "/reflect")
    scene.maria.set(STAYS, "  ")
    scene.maria.submit()

    scene.maria.set(STAYS, "Now I know")
    scene.maria.close()
    scene.stage.rest()
    scene.say(scene.maria, "/reflect")

    assert _typed(scene, STAYS) == "Now I know"


def test_going_back_a_page_keeps_both_pages(scene: Scene) -> None:
    """A form of several pages is turned both ways, and nothing is lost."""
    scene.say(scene.maria, "/rounds charter")
    scene.maria.set("field:purpose", "We help one another to listen to learners.")
    scene.maria.submit()
    scene.maria.set("field:goal_1", "Every school has opened its doors")

    scene.maria.click(Action.FORM_BACK)
    purpose = _typed(scene, "field:purpose")
    scene.maria.submit()

    assert purpose == "We help one another to listen to learners."
    assert _typed(scene, "field:goal_1") == "Every school has opened its doors"


def test_an_answer_can_be_changed(scene: Scene) -> None:
    """Edit opens the form with what was sent; a second receipt shows the change."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "First thoughts"})

    scene.maria.click(Action.EDIT_ENTRY, on=scene.maria.inbox[-1])
    before = _typed(scene, STAYS)
    scene.maria.set(STAYS, "Second thoughts")
    scene.maria.submit()
    scene.settle()

    assert before == "First thoughts"
    assert "Second thoughts" in shown(scene.maria.inbox[-1].blocks)
    assert "Your changes are kept" in scene.maria.inbox[-1].text


def test_an_edit_of_several_pages_keeps_the_first_page(scene: Scene) -> None:
    """Changes on every page of an edit arrive, not only those of the last."""
    scene.say(scene.maria, "/rounds charter")
    scene.write(scene.maria, {"purpose": "We help one another to listen."})
    scene.maria.click(Action.EDIT_ENTRY, on=scene.maria.inbox[-1])

    scene.write(scene.maria, {"purpose": "We help one another to listen to learners."})

    assert "listen to learners" in shown(scene.maria.inbox[-1].blocks)


def test_sharing_shows_an_answer_in_the_channel_and_taking_it_back_hides_it(scene: Scene) -> None:
    """Who may read it is chosen per answer and changed later; the channel follows."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "Wait longer"}, readers="network")
    shared = [one for one in _channel(scene) if "Wait longer" in shown(one.blocks)]

    scene.maria.click(Action.CHANGE_VISIBILITY, on=scene.maria.inbox[-1])
    scene.maria.set(Block.VISIBILITY, "only_me")
    sent = scene.maria.submit()
    scene.settle()

    assert len(shared) == 1
    assert sent.ok
    assert not [one for one in _channel(scene) if "Wait longer" in shown(one.blocks)]
    assert "Only you can read this." in shown(scene.maria.inbox[-1].blocks)


def test_a_text_for_its_author_alone_is_seen_by_nobody_else(scene: Scene) -> None:
    """Only me means: no channel, no facilitator, no export, no log of what was said."""
    secret = "I am thinking of leaving my school"
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": secret}, readers="only_me")
    scene.facilitator.open_home()
    scene.lead.open_home()

    others = [scene.facilitator, scene.lead, scene.james, scene.stranger]
    seen = "".join(
        home(who) + shown([block for one in who.inbox for block in one.blocks]) for who in others
    )
    exported = scene.stage.bot.services.exports.export(
        scene.actor(scene.facilitator), scene.network.id, kind=ExportKind.REFLECTIONS
    )

    assert secret not in seen
    assert not [one for one in _channel(scene) if secret in shown(one.blocks)]
    assert secret not in exported.content
    assert exported.withheld == 1


def test_whoever_keeps_a_text_is_not_told_that_others_take_it_up(scene: Scene) -> None:
    """The thanks of a form speak of its readers; of a text that has fewer it says that it is kept.

    They come again with the copy, which keeps to the same.
    """
    form = scene.network.programme.form("checkin")
    scene.say(scene.maria, "/checkin")
    scene.fill(scene.maria)
    scene.maria.set("block.visibility", "only_me")
    scene.maria.submit()
    kept = page(scene.maria)
    scene.settle()

    assert form.thanks is not None
    assert "Thank you. It is kept." in kept
    assert "Only you can read this." in kept
    assert str(form.thanks) not in kept + shown(scene.maria.inbox[-1].blocks)


def test_nobody_can_inject_a_mention_or_a_link(scene: Scene) -> None:
    """Everything a person types is escaped wherever it is shown again."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": NASTY, "next_step": NASTY}, readers="network")
    scene.maria.open_home()

    said = json.dumps([one.blocks for one in (*_channel(scene), *scene.maria.inbox)])

    assert "<!channel>" not in said
    assert "<https://bad.example" not in said
    assert "&lt;!channel&gt;" in said


def test_somebody_elses_answer_cannot_be_changed(scene: Scene) -> None:
    """A button that travels does not open what is not one's own."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "Mine"})
    entries = scene.stage.bot.services.entries
    mine = entries.written(scene.actor(scene.maria), scene.network.id)[0]

    with pytest.raises(NotAllowed):
        entries.see(scene.actor(scene.james), mine.entry.id)


def test_the_form_asks_last_who_may_read_it(scene: Scene) -> None:
    """Every form states its default; a trio is offered to those who have one."""
    scene.say(scene.maria, "/reflect")

    assert scene.maria.modal is not None
    assert Block.VISIBILITY in block_ids(scene.maria.modal.raw)
    assert "My facilitator and me" in page(scene.maria)
    assert "My partners and me" not in page(scene.maria)


def _typed(scene: Scene, block_id: str) -> str:
    """Return what stands in a field of Maria's open form."""
    assert scene.maria.modal is not None
    (element,) = scene.maria.modal.state["values"][block_id].values()
    return str(element["value"])


def _channel(scene: Scene) -> list[Message]:
    """Return what the channel shows, threads included."""
    messages = scene.stage.slack.messages
    found = {one.ts: one for one in messages(scene.channel.id)}
    for ts in tuple(found):
        found |= {one.ts: one for one in messages(scene.channel.id, thread=ts)}
    return [one for one in found.values() if not one.deleted]
