"""Whatever goes wrong, a person reads a sentence: beside the field, or privately."""

import contextlib

import pytest

from bot.domain.entries import About, FormRef
from bot.domain.readers import Reader
from bot.errors import Invalid, InvalidMany, NotAllowed, NotFound
from handlers.blocks.ids import Action, Block
from handlers.errors import beside_fields
from tests.handlers.scene import Scene, page, shown

VIEW = {
    "blocks": [
        {"type": "section", "block_id": "x"},
        {"type": "input", "block_id": "block.text"},
        {"type": "input", "block_id": "field:learned"},
    ]
}


def test_each_field_gets_its_own_sentence() -> None:
    """Fields of plain modals and of forms are found by their names."""
    error = InvalidMany((Invalid("One.", field="text"), Invalid("Two.", field="learned")))

    found = beside_fields(error, VIEW, Reader())

    assert found == {"block.text": "One.", "field:learned": "Two."}


def test_what_belongs_to_no_field_stands_beside_the_first() -> None:
    """Slack refuses errors of fields it does not show; the person reads them all the same."""
    error = InvalidMany((Invalid("One.", field="on another page"), Invalid("Two.")))

    found = beside_fields(error, VIEW, Reader())

    assert found == {"block.text": "One. Two."}


def test_a_modal_without_fields_has_no_place_for_errors() -> None:
    """Then the sentence is shown in place of the modal."""
    found = beside_fields(NotAllowed(), {"blocks": [{"type": "section"}]}, Reader())

    assert found == {}


def test_a_mishap_is_told_kindly_with_a_number(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw is logged under the number that the person reads; no stack trace."""
    scene.stage.slack.faults.add(method="views.open", kind="server_error")

    answer = scene.say(scene.maria, "/reflect")

    number = answer.split("this number: ")[1][:8]
    assert "Something went wrong on our side" in answer
    assert "Traceback" not in answer
    assert number in caplog.text


def test_slack_silent_to_a_newcomer_is_told(scene: Scene) -> None:
    """Who cannot be looked up just now is asked to try again."""
    someone = scene.stage.slack.add_person(f"Otto {scene.channel.name}")
    scene.stage.slack.faults.add(method="users.info", kind="server_error", times=4)
    session = scene.stage.slack.person(someone.id)

    answer = scene.say(session, "/rounds", here=False)
    scene.stage.slack.faults.clear()

    assert "Slack does not answer just now." in answer


def test_a_button_of_something_that_is_gone_is_explained(scene: Scene) -> None:
    """Old messages stay clickable for months; rights are asked again at every click."""
    scene.say(scene.maria, "/conference", here=False)
    card = scene.maria.ephemerals[-1]
    scene.maria.leave(scene.channel.id)
    scene.settle()

    scene.maria.click(Action.RSVP_YES, on=card)

    assert "This is not yours to do or see." in shown(scene.maria.ephemerals[-1].blocks)


def test_a_refusal_in_a_modal_keeps_what_is_open(scene: Scene) -> None:
    """The sentence comes on top; closing it leads back."""
    scene.enter()
    scene.say(scene.facilitator, "/inquiry")
    scene.facilitator.click(Action.CHOOSE_HOST, value=scene.stranger.person.id)

    shows, stacked = page(scene.facilitator), len(scene.facilitator.modals)

    assert "Please choose a member of this network." in shows
    assert stacked == 2


def test_an_answer_sent_after_leaving_is_not_taken(scene: Scene) -> None:
    """The form stays open, with the reason beside its first field."""
    scene.say(scene.maria, "/reflect")
    scene.maria.set("field:stays_with_you", "One last thought")
    scene.maria.leave(scene.channel.id)
    scene.stage.rest()

    sent = scene.maria.submit()

    assert list(sent.errors) == ["field:stays_with_you"]
    assert Block.VISIBILITY not in sent.errors


@pytest.mark.parametrize(
    "about", ["edit:zzz", "gathering:²", "step:abc/problem", "edit:" + "9" * 40]
)
def test_a_made_up_button_changes_nothing_and_is_answered(scene: Scene, about: str) -> None:
    """Values that the bot never gave out open an empty form at most; nothing breaks."""
    services, maria = scene.stage.bot.services, scene.actor(scene.maria)
    ref = FormRef.of_draft(
        network_id=scene.network.id, form_id="reflection", about=About.read(about)
    )

    found = None
    with contextlib.suppress(NotFound):
        found = services.entries.open(maria, ref)

    assert found is None or found.answers == {}
