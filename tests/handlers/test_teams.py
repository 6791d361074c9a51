"""Team answers as people meet them in Slack: one writes, the others are named and told (S20)."""

from dataclasses import replace

import pytest

from bot.domain.forms import Form
from bot.domain.teams import WHO_TOOK_PART
from bot.simulator.slack.surfaces import walk
from handlers.blocks.ids import FIELD, Action
from tests.handlers.scene import Scene, actions_of, page, shown

ASKED = f"{FIELD}{WHO_TOOK_PART}"
AIM = "Every learner is known by name."


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Let everybody be of one school, and the reflection be one for teams."""
    programme = scene.network.programme
    field = {"id": "aim", "kind": "long_text", "label": "What do we want?"}
    form = {"id": "reflection", "title": "Our plan", "team": True, "pages": [{"fields": [field]}]}
    others = [one for one in programme.forms if one.id != "reflection"]
    forms = (*others, Form.model_validate(form))
    with scene.stage.store.write() as tx:
        changed = programme.model_copy(update={"forms": forms})
        tx.networks.update(replace(scene.network, programme=changed))
        for member in tx.members.of_network(scene.network.id):
            if not member.is_facilitator:
                tx.members.update(replace(member, school="Harbor High"))
    return scene


def test_a_team_is_ticked_told_and_can_read(team: Scene) -> None:
    """The last question names colleagues; who is ticked reads it and takes their name off."""
    write(team)
    told = team.james.inbox[-1]

    team.james.click(Action.SEE_ENTRY, on=told)
    read = page(team.james)
    team.james.close()
    team.james.click(Action.TAKE_NAME_OFF, on=told)
    team.settle()

    assert "named you among those who wrote: Our plan" in told.text
    assert AIM in read
    assert "Written together with" in read
    assert "Your name is off it" in shown(team.james.inbox[-1].blocks)
    assert "Written together with" not in shown(team.maria.inbox[-1].blocks)


def test_an_answer_is_taken_back_from_its_receipt(team: Scene) -> None:
    """The copies go with it, also those of the team."""
    write(team)
    receipt = team.maria.inbox[-1]
    before = len(team.james.inbox)

    team.maria.click(Action.WITHDRAW_ENTRY, on=receipt)
    team.settle()

    assert Action.WITHDRAW_ENTRY in actions_of(receipt)
    assert "It is taken back" in team.maria.ephemerals[-1].text
    assert AIM not in "".join(shown(one.blocks) for one in team.maria.inbox)
    assert len(team.james.inbox) == before - 1


def write(team: Scene) -> None:
    """Let Maria write, and tick James."""
    team.say(team.maria, "/reflect")
    assert team.maria.modal is not None
    (who,) = [one for one in walk(team.maria.modal.raw["blocks"]) if one.block_id == ASKED]
    (james,) = [
        one["value"] for one in who.element["options"] if one["text"]["text"].startswith("James")
    ]
    team.write(team.maria, {"aim": AIM, WHO_TOOK_PART: [james]})
