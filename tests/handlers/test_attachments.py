"""Files in forms, as people put them there: kept with the draft, shown by name, never copied."""

from dataclasses import replace

import pytest

from bot.domain.forms import Form
from handlers.blocks.ids import FIELD, Action
from tests.handlers.scene import Scene, block_ids, page, shown

PROOF = f"{FIELD}proof"
FORM = {
    "id": "reflection",
    "title": "Reflection",
    "pages": [
        {"fields": [{"id": "proof", "kind": "file", "label": "What shows it?", "types": ["pdf"]}]},
        {"fields": [{"id": "why", "kind": "short_text", "label": "Why?"}]},
    ],
}


@pytest.fixture
def asking(scene: Scene) -> Scene:
    """Let the reflection ask for a file."""
    programme = scene.network.programme
    others = [one for one in programme.forms if one.id != "reflection"]
    forms = (*others, Form.model_validate(FORM))
    with scene.stage.store.write() as tx:
        changed = programme.model_copy(update={"forms": forms})
        tx.networks.update(replace(scene.network, programme=changed))
    scene.say(scene.maria, "/reflect")
    return scene


def test_a_file_is_kept_with_the_draft_and_shown_in_the_receipt(asking: Scene) -> None:
    """Going back shows what is there; the receipt leads to it, and so does the edited one."""
    maria = asking.maria
    maria.set(PROOF, [maria.upload("our plan.pdf", b"Our plan")])
    maria.submit()
    maria.click(Action.FORM_BACK)
    asking.stage.rest()
    back = page(maria)
    maria.submit()
    asking.write(maria, {"why": "It is new."})
    receipt = maria.inbox[-1]

    maria.click(Action.EDIT_ENTRY, on=receipt)
    maria.submit()
    asking.write(maria, {"why": "It is better."})

    assert "I have: our plan.pdf" in back
    assert "our plan.pdf <http" in shown(receipt.blocks)
    assert "It is better." in shown(maria.inbox[-1].blocks)
    assert "our plan.pdf <http" in shown(maria.inbox[-1].blocks)


def test_a_file_is_left_out_again(asking: Scene) -> None:
    """A question that needs one asks for another, beside the place for it."""
    maria = asking.maria
    maria.set(PROOF, [maria.upload("our plan.pdf", b"Our plan")])
    maria.submit()
    maria.click(Action.FORM_BACK)
    asking.stage.rest()
    maria.set(f"{PROOF}/remove", ["remove"])

    sent = maria.submit()

    assert "Please add a file." in (sent.errors or {}).values()


def test_where_the_app_may_not_see_files_an_address_is_asked(asking: Scene) -> None:
    """Slack would refuse a place for files there."""
    asking.maria.close()
    services, team = asking.stage.bot.services, asking.maria.person.team_id
    installed = services.installations.find(team)
    assert installed is not None
    services.installations.save(replace(installed, scopes=()))
    asking.say(asking.maria, "/reflect")
    assert asking.maria.modal is not None
    asked = block_ids(asking.maria.modal.raw)

    asking.write(asking.maria, {"proof/address": "example.org/plan", "why": "New."})
    services.installations.save(installed)

    assert f"{PROOF}/address" in asked
    assert "<https://example.org/plan>" in shown(asking.maria.inbox[-1].blocks)
